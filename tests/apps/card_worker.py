"""One of two people who edit the same card at the same time; started by `test_races`."""

import sys

import django

django.setup()

from django.test.utils import setup_test_environment  # noqa: E402 -- after django.setup()

from web.pages import client_of  # noqa: E402


def main(sign_in: str, address: str, *cells: str) -> None:
    """Load the page, wait for the word, send the cells; print the answer's status."""
    setup_test_environment()
    client = client_of(sign_in)
    client.get(address)
    sys.stdout.write("loaded\n")
    sys.stdout.flush()
    sys.stdin.readline()
    typed = dict(cell.split("=") for cell in cells)
    seen = {name.replace("p-", "v-"): "0" for name in typed}
    answer = client.post(address, {**typed, **seen, "action": "save"})
    sys.stdout.write(f"{answer.status_code}\n")


main(*sys.argv[1:])
