"""Several processes write at once: no number is given twice, none is left out, the chain holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django.plugin import DjangoDbBlocker

import cast
from example_year import address_of
from thidua.apps.journal.queries import first_break

WORKERS, ROUNDS = 3, 20
HERE = Path(__file__).parent


def address() -> str:
    """Return the test database as an address that another process can be given."""
    database = settings.DATABASES["default"]
    if "sqlite3" in database["ENGINE"]:
        return f"sqlite:///{database['NAME']}"
    return address_of(database["NAME"])


def start(name: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "THIDUA_DATABASE": address(),
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings",
        "PYTHONPATH": str(HERE.parent),
    }
    command = [sys.executable, str(HERE / "race_worker.py"), name, str(ROUNDS)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.both_databases
@pytest.mark.usefixtures("django_db_setup")
def test_concurrent_writers_share_one_number_book_and_one_chain(
    django_db_blocker: DjangoDbBlocker,
) -> None:
    workers = [start(f"w{n}") for n in range(WORKERS)]
    outcomes = [worker.communicate(timeout=120) for worker in workers]
    assert [error for _, error in outcomes if error] == []
    taken = sorted(int(line) for out, _ in outcomes for line in out.split())
    assert taken == list(range(1, WORKERS * ROUNDS + 1))
    with django_db_blocker.unblock():
        assert first_break(cast.played().authority_id) is None
