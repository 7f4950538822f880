"""From the file to the year's plan: every sheet is read and checked before anything is refused."""

from collections.abc import Mapping
from pathlib import Path

from thidua.year.plan import YearPlan
from thidua.year.workbook.assembly import assemble
from thidua.year.workbook.checks import check_honours, check_work
from thidua.year.workbook.content import read_honours, read_work
from thidua.year.workbook.encodings import conversions
from thidua.year.workbook.findings import Finding, WorkbookRefused
from thidua.year.workbook.grids import Grid, key
from thidua.year.workbook.opening import open_grids
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.references import gather
from thidua.year.workbook.sheets import ALL, work

_ORDER = {key(sheet.sheet): place for place, sheet in enumerate(ALL)}


def read(source: Path | str | bytes) -> YearPlan:
    """Read the workbook of a bloc's year.

    Args:
        source: path of an .xlsx file, or its bytes.

    Raises:
        WorkbookRefused: the file can't be taken; carries every fault of it, each with sheet, cell,
            the rule it breaks and what to do (Vietnamese).
    """
    return plan_of(open_grids(source if isinstance(source, bytes) else Path(source)))


def converted_in(source: Path | bytes) -> tuple[Finding, ...]:
    """Tell what of a workbook that `read` took was typed before Unicode."""
    return tuple(conversions(open_grids(source).values()))


def plan_of(grids: Mapping[str, Grid]) -> YearPlan:
    """Read the year from opened sheets, by the key of their name; refuses as `read` does."""
    reader = Reader(grids)
    bloc = reader.form(work.BLOC)
    reader.known = gather(reader, bloc.value.bloc.year if bloc else None)
    told, honoured = read_work(reader, bloc), read_honours(reader)
    reader.findings += [*check_work(reader, told), *check_honours(reader, told, honoured)]
    if reader.findings:
        raise WorkbookRefused(sorted(reader.findings, key=_place))
    return assemble(told, honoured)


def _place(finding: Finding) -> int:
    return _ORDER.get(key(finding.sheet), len(_ORDER))
