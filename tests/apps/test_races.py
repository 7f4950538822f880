"""Several processes write at once: nothing is given twice, nothing is lost, the chain holds."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

import cast
from example_year import address_of
from thidua.apps.assessments.models import (
    Scorecard,
)
from thidua.apps.filing.models import NumberEntry
from thidua.apps.journal.queries import first_break
from web.scoring_round import card_of

WORKERS, ROUNDS = 8, 10
HERE = Path(__file__).parent


def address() -> str:
    """Return the test database as an address that another process can be given."""
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        return f"sqlite:///{database['NAME']}"
    return address_of(database["NAME"])


def start(worker: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "THIDUA_DATABASE": address(),
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        "PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE.parents[1] / "src")]),
    }
    return subprocess.Popen(
        [sys.executable, str(HERE / worker), *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.both_databases
@pytest.mark.usefixtures("django_db_setup")
def test_concurrent_writers_share_one_number_book_and_one_chain(
    django_db_blocker: DjangoDbBlocker,
) -> None:
    workers = [start("race_worker.py", f"w{n}", str(ROUNDS)) for n in range(WORKERS)]
    outcomes = [worker.communicate(timeout=120) for worker in workers]
    assert [error for _, error in outcomes if error] == []
    taken = sorted(int(line) for out, _ in outcomes for line in out.split())
    every = list(range(1, WORKERS * ROUNDS + 1))
    assert taken == every
    with django_db_blocker.unblock():
        lines = NumberEntry.objects.filter(book__issuer="race").order_by("number")
        assert list(lines.values_list("number", flat=True)) == every
        assert first_break(cast.played().authority_id) is None


@pytest.fixture
def shared_card(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scorecard]:
    """A card that other processes see; its marks are taken away again afterwards."""
    with django_db_blocker.unblock():
        card = card_of(cast.before_scoring(), "stc")
        yield card
        card.marks.all().delete()


@pytest.mark.both_databases
def test_two_people_on_one_card_at_once_lose_nothing(shared_card: Scorecard) -> None:
    address = reverse("scorecard", args=[shared_card.pk])
    people = [
        start("card_worker.py", "canbo-stc", address, "p-I.3=9", "p-I.4=4"),
        start("card_worker.py", "thutruong-stc", address, "p-I.3=7", "p-I.5=5"),
    ]
    loaded = [person.stdout.readline() for person in people if person.stdout]
    answers = [person.communicate("go\n", timeout=120) for person in people]
    assert loaded == ["loaded\n"] * 2, answers
    statuses = [out.strip() for out, _ in answers]
    assert sorted(statuses) == ["302", "409"], answers
    first = [9, 7][statuses.index("302")]
    points = dict(shared_card.marks.values_list("criterion__code", "points"))
    assert points == {"I.3": first, "I.4": 4, "I.5": 5}
