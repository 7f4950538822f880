"""Two people sign one paper at once: both signatures stay, each on the version of the other."""

import subprocess
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

import cast
from apps.test_races import start
from thidua.apps.journal.queries import first_break
from thidua.apps.signing.models import SigningRequest
from thidua.apps.signing.queries import latest_version
from thidua.apps.signing.services import request_withdraw
from thidua.papers.signing.validate import validate
from thidua.year.signing.trust import anchors
from year.signing_desk import AT, agreement, demo_in, laid_out, places, signed_by


def go(person: subprocess.Popen[str]) -> None:
    assert person.stdin is not None
    person.stdin.write("go\n")
    person.stdin.flush()


@pytest.mark.both_databases
def test_two_people_who_sign_at_once_lose_nothing(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    settings: Settings,
) -> None:
    demo_in(tmp_path, settings)
    with django_db_blocker.unblock():
        request = laid_out(agreement(cast.before_conference()))
        try:
            first, *others = places(request)
            signed_by(first)
            keys = [str(one.pk) for one in others[:3]]
            people = [start("signing_worker.py", key, str(tmp_path)) for key in keys]
            ready = [person.stdout.readline() for person in people if person.stdout]
            for person in people:
                go(person)
            answers = [person.communicate(timeout=120) for person in people]
            assert ready == ["ready\n"] * 3, answers
            assert sorted(out.strip() for out, _ in answers) == ["2", "3", "4"], answers
            report = validate(bytes(latest_version(request).content), anchors(AT))
            assert report.good
            assert len(report.signatures) == 4
            assert first_break(request.authority_id) is None
        finally:
            request_withdraw(
                request=SigningRequest.objects.get(pk=request.pk),
                reason="Xong", actor=cast.secretary(), at=AT,
            )  # fmt: skip
