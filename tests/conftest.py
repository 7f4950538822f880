"""The database of the tests, a real SQLite file or a real PostgreSQL, with the example year played.

The year is played once for each database; a test sees it and its own changes are rolled back.
Database triggers forbid emptying tables such as the journal, so no test may flush the database
(`transaction=True`); what needs several connections starts processes of its own.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

TOGETHER = ("tests/browser/", "tests/cli/test_play_command.py")
"""Tests that share something slow to set up (a server, a played year): one worker runs them all."""

EXAMPLE = Path(__file__).parent.parent / "examples" / "nam-dinh-2021"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_xdist_suffix: None
) -> None:
    """On SQLite, test on a file as installations have it, not in memory."""
    default = settings.DATABASES["default"]
    if "sqlite3" in default["ENGINE"]:
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> None:
    """Play the example year, and the practice years, into the test database."""
    from thidua.year.demo import PASSWORD, load_demo
    from thidua.year.workbook import read

    with django_db_blocker.unblock():
        load_demo(read(EXAMPLE / "year.xlsx"), password=PASSWORD)


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        for place in TOGETHER:
            if item.nodeid.startswith(place):
                item.add_marker(pytest.mark.xdist_group(place))
