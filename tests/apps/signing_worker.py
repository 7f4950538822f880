"""One of two people who sign the same paper at the same time; started by `test_signing_races`."""

import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402 -- after django.setup()

import cast  # noqa: E402
from thidua.apps.people.models import Person  # noqa: E402
from thidua.apps.signing.queries import signatory_by_key  # noqa: E402
from thidua.year.signing.signing import sign_paper  # noqa: E402
from year.signing_desk import PLAIN, key_of  # noqa: E402


def main(key: str, folder: str) -> None:
    """Make ready, wait for the word, sign; print the version that came of it."""
    settings.DEMO, settings.DATA = True, Path(folder)
    person = Person.objects.get(signatories=key)
    place = signatory_by_key(person, UUID(key))
    assert place is not None
    opened = key_of(place)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    at = cast.AT + timedelta(hours=1)
    signature = sign_paper(signatory=place, key=opened, look=PLAIN, actor=person, at=at)
    sys.stdout.write(f"{signature.version}\n")


main(*sys.argv[1:])
