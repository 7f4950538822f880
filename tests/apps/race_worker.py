"""One of several processes that write at the same time; started by `test_races`."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402 -- after django.setup()

import cast  # noqa: E402
from thidua.apps.campaigns.services import directive_record  # noqa: E402
from thidua.apps.filing.services import number_take  # noqa: E402


def main(name: str, rounds: int) -> None:
    """Take numbers of one series and record deeds in one chain; print the numbers."""
    authority = cast.played().authority
    for n in range(rounds):
        with transaction.atomic():
            taken = number_take(authority=authority, issuer="race", series="BC", on=cast.DAY)
            sys.stdout.write(f"{taken}\n")
            directive_record(
                authority=authority,
                number=f"{name}-{n}",
                issued_on=cast.DAY,
                issuer="",
                title="Thử ghi đồng thời",
                actor=cast.board(),
                at=cast.AT,
            )


main(sys.argv[1], int(sys.argv[2]))
