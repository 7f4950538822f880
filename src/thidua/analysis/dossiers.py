"""Dossiers laid out as tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from thidua.analysis.layout import COMPLETE, FIGURE, FINDING, RECORDS
from thidua.analysis.tables import ID, SUBJECT, Tables
from thidua.law import SOURCES, Dossier
from thidua.law.case import Case
from thidua.law.catalogue import FigureType
from thidua.law.library import shipped

_TYPES: Mapping[FigureType, type[pl.DataType]] = {
    FigureType.WHOLE: pl.Int64,
    FigureType.FLAG: pl.Boolean,
    FigureType.DISCIPLINE: pl.String,
    FigureType.WORD: pl.String,
}


def tables_of(dossiers: Sequence[Dossier]) -> Tables:
    """Lay dossiers out as tables; a subject's `id` is its place in the row."""
    return Tables.of(
        pl.DataFrame(_subjects(dossiers)),
        {
            source: pl.DataFrame(
                [
                    {SUBJECT: place, **row}
                    for place, dossier in enumerate(dossiers)
                    for row in rows(dossier)
                ],
                schema={SUBJECT: pl.Int64, **{n: c.type for n, c in RECORDS[source].items()}},
            )
            for source, rows in _ROWS.items()
        },
    )


def _subjects(dossiers: Sequence[Dossier]) -> list[pl.Series]:
    catalogue = shipped().catalogue
    found = [_findings(dossier) for dossier in dossiers]
    return [
        pl.Series(ID, range(len(dossiers)), pl.Int64),
        pl.Series("kind", [d.kind.value for d in dossiers], pl.String),
        pl.Series("begins", [d.begins for d in dossiers], pl.Int32),
        pl.Series("counts_from", [d.counts_from for d in dossiers], pl.Int32),
        *(
            pl.Series(f"{COMPLETE}{s}", [d.complete_from.get(s) for d in dossiers], pl.Int32)
            for s in SOURCES
        ),
        *(
            pl.Series(f"{FIGURE}{name}", [_figure(d, name) for d in dossiers], _TYPES[kind.type])
            for name, kind in catalogue.figures.items()
        ),
        *(
            pl.Series(f"{FINDING}{slug}", [holds.get(slug) for holds in found], pl.Boolean)
            for slug in catalogue.findings
        ),
    ]


def _findings(dossier: Dossier) -> dict[str, bool]:
    latest = Case(dossier, date(dossier.year, 12, 31)).findings
    return {slug: finding.holds for slug, finding in latest.items()}


def _figure(dossier: Dossier, name: str) -> Any:
    figure = dossier.figures.get(name)
    return None if figure is None else figure.value


def _awards(dossier: Dossier) -> Iterable[dict[str, Any]]:
    return (
        {
            "award": held.award,
            "year": held.year,
            "decided_on": held.decided_on,
            "basis": held.basis,
            "period_to": held.period_to,
        }
        for held in dossier.awards
    )


def _ratings(dossier: Dossier) -> Iterable[dict[str, Any]]:
    # The last one of a year counts, as it does for a single dossier.
    held = {rated.year: rated.rating for rated in dossier.ratings}
    return ({"year": year, "rating": rating} for year, rating in held.items())


def _initiatives(dossier: Dossier) -> Iterable[dict[str, Any]]:
    return (
        {
            "year": made.year,
            "scope": made.scope,
            "kind": made.kind,
            "used_for": made.used_for,
            "replicable": made.replicable,
        }
        for made in dossier.initiatives
    )


def _registrations(dossier: Dossier) -> Iterable[dict[str, Any]]:
    return ({"award": made.award, "year": dossier.year} for made in dossier.registrations)


_ROWS: Mapping[str, Callable[[Dossier], Iterable[dict[str, Any]]]] = {
    "awards": _awards,
    "ratings": _ratings,
    "initiatives": _initiatives,
    "registrations": _registrations,
}
