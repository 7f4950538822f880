"""The database of the tests, a real SQLite file or a real PostgreSQL, with the example year played.

The year is played once for each run and copied for each worker; a test sees it and its own changes
are rolled back. Database triggers forbid emptying tables such as the journal, so no test may flush
the database (`transaction=True`); what needs several connections starts processes of its own.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings

import tried  # noqa: F401 -- chooses how often properties are tried
from example_year import copy_on_server, copy_to_file, play_headless

TOGETHER = (
    "tests/browser/test_pages_axe.py", "tests/browser/", "tests/cli/test_play_command.py",
    "tests/papers/test_played_papers.py", "tests/year/test_bloc_book.py",
)  # fmt: skip
"""Tests that share something slow to set up (a server, a played year, LibreOffice): one worker runs them all.

The first place that fits counts: the browser's tests are two halves, each for a worker.
"""


@pytest.fixture(scope="session")
def folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The one folder that all workers of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def played_out(folder_of_the_run: Path) -> Path:
    """The folder that `thidua play` filled once for the run; its papers lie in `papers`."""
    return play_headless(folder_of_the_run)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Have the database taken as it is: a copy with the example year in it, not an empty one."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory,
    folder_of_the_run: Path,
    django_db_modify_db_settings_xdist_suffix: None,
) -> None:
    """Copy the example year; on SQLite to a file as installations have it, not into memory."""
    default = settings.DATABASES["default"]
    if "sqlite3" in default["ENGINE"]:
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        copy_to_file(file, folder_of_the_run)
        default["TEST"]["NAME"] = str(file)
    else:
        name = default["TEST"].get("NAME") or f"test_{default['NAME']}"
        copy_on_server(name, folder_of_the_run)
        default["TEST"]["NAME"] = name


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        place = next((place for place in TOGETHER if item.nodeid.startswith(place)), None)
        if place is not None:
            item.add_marker(pytest.mark.xdist_group(place))
