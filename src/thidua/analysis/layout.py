"""The columns of the tables, by name: what each holds and what stands for it where it's left out.

`docs/explanation/batch.md` describes them for those who bring data.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from thidua.law import BASES, RATINGS, SCOPES, SOURCES, WORKS, SubjectKind

FIGURE, FINDING, COMPLETE = "figure:", "finding:", "complete_from:"
KINDS = pl.Enum([kind.value for kind in SubjectKind])

Id = pl.DataType | type[pl.DataType]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        default: the value where the column or a cell of it is empty.
        needed: the table can't be read without it.
        slugs: the words it may hold; any if there are none.
    """

    type: Id
    default: str | int | bool | None = None
    needed: bool = False
    slugs: tuple[str, ...] = ()


def _slugs(words: Mapping[str, str], default: str | None = None) -> Column:
    return Column(pl.String, default, needed=default is None, slugs=tuple(words))


_YEAR = Column(pl.Int32, needed=True)
_TEXT = Column(pl.String, needed=True)
_KINDS = Column(pl.String, needed=True, slugs=tuple(SubjectKind))

SUBJECTS: Mapping[str, Column] = MappingProxyType(
    {
        "kind": _KINDS,
        "begins": Column(pl.Int32),
        "counts_from": Column(pl.Int32, 0),
        **{f"{COMPLETE}{source}": Column(pl.Int32) for source in SOURCES},
    }
)
"""Beside these, `id`, figures, findings and free columns."""

RECORDS: Mapping[str, Mapping[str, Column]] = MappingProxyType(
    {
        "awards": {
            "award": _TEXT,
            "year": _YEAR,
            "decided_on": Column(pl.Date),
            "basis": _slugs(BASES, "cong-trang"),
            "period_to": Column(pl.Int32),
        },
        "ratings": {"year": _YEAR, "rating": _slugs(RATINGS)},
        "initiatives": {
            "year": _YEAR,
            "scope": _slugs(SCOPES),
            "kind": _slugs(WORKS, "sang-kien"),
            "used_for": Column(pl.String, ""),
            "replicable": Column(pl.Boolean, default=True),
        },
        "registrations": {"award": _TEXT, "year": _YEAR},
    }
)
"""The long tables: a row for each record, `subject` naming whose it is."""
