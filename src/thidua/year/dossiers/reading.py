"""From a file to dossiers: rows at fault stay out, and the subjects they are about are marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from thidua.law import Dossier, SubjectKind, awards
from thidua.year.award_names import holders
from thidua.year.dossiers import sheets
from thidua.year.dossiers.checks import Checks, days_off_fit, one_value_each, units_are_there
from thidua.year.dossiers.faults import Faults
from thidua.year.dossiers.figures import figures_of, unknown_columns
from thidua.year.dossiers.names import every_award, known_names
from thidua.year.dossiers.rows import ALL_SUBJECTS, BaseRow, FiguresRow, Office, SubjectRow
from thidua.year.workbook.encodings import conversions
from thidua.year.workbook.findings import Finding, WorkbookRefused
from thidua.year.workbook.grids import key
from thidua.year.workbook.opening import open_grids
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.schema import Entry, Form, Listing

MAX_ROWS = 20_000
_SOURCES = {listing.sheet: source for source, listing in sheets.RECORDS.items()}

_Rows = dict[str, dict[str, list[Any]]]
"""What sound rows became, by sheet and folded code of the subject."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A dossier as it was handed in.

    Args:
        spoiled: the sheets on which rows about it were left out for a fault.
    """

    code: str
    unit: str
    awards: tuple[str, ...]
    dossier: Dossier
    spoiled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of the sheet of subjects that can't be judged."""

    code: str
    name: str
    row: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook as read: what can be judged, what can't, and every fault.

    Args:
        warnings: what to look into; the rows they stand on are read and judged all the same.
    """

    subjects: tuple[Filed, ...]
    left_out: tuple[LeftOut, ...]
    faults: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    bases: tuple[BaseRow, ...]
    office: Office


def read_dossiers(source: Path | bytes, on: date, layer: str = "") -> Filled:
    """Read the dossiers that are to be judged on a day.

    Raises:
        WorkbookRefused: the file is no workbook, or sheets or columns are missing.
        NoRulebook: no loaded rulebook covers the day.
    """
    asked = {award.slug: award for award in awards(on, layer)}
    reader = Reader(open_grids(source, MAX_ROWS))
    figures = figures_of(reader.grids)
    every: tuple[Listing[Any] | Form[Any], ...] = (
        sheets.OFFICE, sheets.SUBJECTS, figures, *sheets.ABOUT, sheets.BASES_SHEET,
    )  # fmt: skip
    if absent := reader.absent(*every):
        raise WorkbookRefused(absent)
    reader.known = known_names(reader.cells(sheets.SUBJECTS, "code").values(), on, layer)
    office = reader.form(sheets.OFFICE)
    subjects = reader.listing(sheets.SUBJECTS)
    checks = Checks(on, asked, every_award(), holders(), _years(subjects), _kinds(subjects))
    reader.findings += checks.subjects(subjects)
    rows = _rows(reader, figures, checks)
    bases = reader.listing(sheets.BASES_SHEET)
    reader.findings += units_are_there(bases, subjects)
    faults = Faults(reader, (sheets.SUBJECTS, figures, *sheets.ABOUT))
    facts = {sheet: _by_code(faults.sound(entries)) for sheet, entries in rows.items()}
    return Filled(
        subjects=tuple(
            _filed(entry.value, facts, faults.spoiled(entry.value.code))
            for entry in faults.sound(subjects)
        ),
        left_out=_left_out(reader, faults),
        faults=faults.in_order([sheet.sheet for sheet in every]),
        warnings=(
            *conversions(reader.grids.values()),
            *checks.clashes(faults.sound(rows[sheets.AWARDS.sheet])),
        ),
        bases=tuple(entry.value for entry in faults.sound(bases)),
        office=office.value if office else Office(superior="", issuer="", place=""),
    )


def _years(subjects: Iterable[Entry[SubjectRow]]) -> dict[str, int]:
    """Return the year judged by the folded code of the subject."""
    years: dict[str, int] = {}
    for entry in subjects:
        years.setdefault(key(entry.value.code), entry.value.year)
    return years


def _kinds(subjects: Iterable[Entry[SubjectRow]]) -> dict[str, SubjectKind]:
    kinds: dict[str, SubjectKind] = {}
    for entry in subjects:
        kinds.setdefault(key(entry.value.code), entry.value.kind)
    return kinds


def _rows(
    reader: Reader, figures: Listing[FiguresRow], checks: Checks
) -> dict[str, list[Entry[Any]]]:
    """Read and check the sheets about subjects; return their rows by the name of the sheet."""
    reader.findings += unknown_columns(reader.grids[key(figures.sheet)], figures)
    rows = {listing.sheet: list(reader.listing(listing)) for listing in (figures, *sheets.ABOUT)}
    reader.findings += one_value_each(rows[figures.sheet])
    reader.findings += days_off_fit(rows[figures.sheet])
    for listing in sheets.ABOUT:
        reader.findings += checks.records(rows[listing.sheet])
    reader.findings += checks.awards(rows[sheets.AWARDS.sheet])
    return rows


def _by_code(entries: Iterable[Entry[Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for entry in entries:
        found.setdefault(key(entry.value.code), []).append(entry.value)
    return found


def _filed(row: SubjectRow, rows: _Rows, spoiled: tuple[str, ...]) -> Filed:
    code = key(row.code)
    told = [one.figures for one in rows[sheets.FIGURES_NAME].get(code, ())]
    dossier = Dossier(
        kind=row.kind,
        subject=row.name,
        year=row.year,
        **{source: _facts(rows, listing, code) for source, listing in sheets.RECORDS.items()},
        findings=_facts(rows, sheets.FINDINGS_SHEET, code),
        figures={name: figure for each in told for name, figure in each.items()},
        complete_from=_complete_from(rows, code, spoiled),
        begins=row.begins,
        counts_from=row.counts_from,
    )
    return Filed(row.code, row.unit, row.awards, dossier, spoiled)


def _facts(rows: _Rows, listing: Listing[Any], code: str) -> tuple[Any, ...]:
    return tuple(row.fact() for row in rows[listing.sheet].get(code, ()))


def _complete_from(rows: _Rows, code: str, spoiled: tuple[str, ...]) -> dict[str, int]:
    """Return from when each source is complete; where a row was left out nothing is.

    What is missing for a fault of the workbook must never count as "did not happen".
    """
    complete = rows[sheets.COMPLETE.sheet]
    declared = (*complete.get(key(ALL_SUBJECTS), ()), *complete.get(code, ()))
    years = {source: year for one in declared for source, year in one.sources.items()}
    open_ = {_SOURCES[sheet] for sheet in spoiled if sheet in _SOURCES}
    return {source: year for source, year in years.items() if source not in open_}


def _left_out(reader: Reader, faults: Faults) -> tuple[LeftOut, ...]:
    """Return the rows of subjects at fault, also those without a code."""
    codes = reader.cells(sheets.SUBJECTS, "code")
    names = reader.cells(sheets.SUBJECTS, "name")
    return tuple(
        LeftOut(codes.get(row, ""), names.get(row, ""), row)
        for row in sorted(faults.rows(sheets.SUBJECTS))
        if row in codes or row in names
    )
