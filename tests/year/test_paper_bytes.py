"""The papers of the year are the same bytes whichever database and process they came from."""

from pathlib import Path

import pytest

import cast
from thidua.year.summary import papers_of_both_years

pytestmark = pytest.mark.django_db


def test_every_paper_kept_here_is_byte_for_byte_that_of_a_play_on_sqlite(played_out: Path) -> None:
    """Run on both databases, this compares every paper of PostgreSQL with that of SQLite."""
    folder = played_out / "papers"
    kept = dict(papers_of_both_years(cast.played()))
    assert sorted(kept) == sorted(path.name for path in folder.iterdir())
    differing = [name for name, content in kept.items() if (folder / name).read_bytes() != content]
    assert differing == []
