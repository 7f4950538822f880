"""Excel formulas that compute what this engine computes, for tables laid out a sheet a unit.

A workbook computes in binary fractions: a quotient that is exactly a half may come out a hair
below it. So every figure is rounded first where only that dust is lost, then to its places.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua.scoring.bands import Band
from thidua.scoring.criteria import OPTIONAL, Criterion, Kind
from thidua.scoring.options import Direction
from thidua.scoring.tables import Line, Table, Unassigned

# Places that points computed in binary still have right, and those of a difference of figures.
_DUST, _FIGURES = 11, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Letters of the columns of a unit's sheet; the same on every sheet of a workbook.

    Attributes:
        maximum: full marks, cap or limit of the line.
        plan: what was to be reached.
        figure: what was reached.
        typed: points that were typed.
        left_out: not blank where the line was not assigned to the unit.
        points: what the line, or the section, comes to.
        excess: by what part of its plan a unit is better, for `Kind.RELATIVE`.
        result: the figure of a unit without a plan, for `Kind.RELATIVE`.
        computed: points that follow from the figure.
        own: points of a line that was assigned.
        base: what the line brings to the points without bonuses and deductions.
        bonus: what it adds.
        deduction: what it takes off.
        full: its full marks as they count in the total.
    """

    maximum: str
    plan: str
    figure: str
    typed: str
    left_out: str
    points: str
    excess: str
    result: str
    computed: str
    own: str
    base: str
    bonus: str
    deduction: str
    full: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """The sheet that says what the units have in common, a line in the same row as on theirs.

    Attributes:
        sheet: its name.
        excess: the column of the greatest excess.
        result: the column of the best result without a plan.
        mean: the column of the mean of the units that a line was assigned to.
    """

    sheet: str
    excess: str
    result: str
    mean: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the lines of a table stand.

    Attributes:
        table: the table.
        columns: the columns of a unit's sheet.
        shared: the sheet of what units have in common.
        first_row: the row of the first line, as Excel counts it; the others follow in order.
        sheets: the names of the units' sheets. Each is named on its own, because LibreOffice
            reads no span of sheets with spaces in their names.
    """

    table: Table
    columns: Columns
    shared: Shared
    first_row: int
    sheets: Sequence[str]

    def rows(self) -> dict[str, int]:
        """Return the row of every line by its code."""
        return {c.code: row for row, c in enumerate(self.table.criteria, self.first_row)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFormulas:
    """The formulas of a line by the column they stand in; empty where it needs none."""

    points: str
    excess: str = ""
    result: str = ""
    computed: str = ""
    own: str = ""
    base: str = ""
    bonus: str = ""
    deduction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFormulas:
    """The formulas of a line on the sheet of what units have in common; empty where it needs none."""

    excess: str = ""
    result: str = ""
    mean: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalFormulas:
    """The formulas at the foot of a unit's sheet; each but the first three refers to those before."""

    base: str
    bonus: str
    deduction: str
    total: str
    capped: str
    missing: str
    disqualified: str


class _At:
    """The cells of a line."""

    def __init__(self, layout: Layout, row: int) -> None:
        self._layout, self._row = layout, row

    def __getattr__(self, column: str) -> str:
        return f"{getattr(self._layout.columns, column)}{self._row}"

    def every(self, column: str) -> str:
        """Return the cell on the sheets of all units."""
        cell = getattr(self, column)
        return ",".join(f"'{sheet}'!{cell}" for sheet in self._layout.sheets)

    def shared(self, column: str) -> str:
        """Return the cell on the sheet of what units have in common."""
        shared = self._layout.shared
        return f"'{shared.sheet}'!{getattr(shared, column)}{self._row}"


def number(value: Decimal | int) -> str:
    """Return a number as a formula writes it."""
    return format(Decimal(value).normalize(), "f")


def rounded(value: str, places: int) -> str:
    """Round half up, as `thidua.scoring.points.nearest` does with exact shares."""
    return f"ROUND(ROUND({value},{_DUST}),{places})"


def line_formulas(layout: Layout) -> dict[str, LineFormulas]:
    """Return the formulas of every line by its code.

    Raises:
        ValueError: the lines make no tree (message in Vietnamese).
    """
    rows = layout.rows()
    leaves = {leaf.code for leaf in layout.table.leaves()}
    return {
        line.criterion.code: _leaf(layout, line, rows)
        if line.criterion.code in leaves
        else _section(layout, line, rows)
        for line in layout.table.upward()
    }


def shared_formulas(layout: Layout) -> dict[str, SharedFormulas]:
    """Return the formulas of what units have in common, for the lines that need any, by code."""
    rows = layout.rows()
    found = {
        leaf.code: _in_common(layout, leaf, _At(layout, rows[leaf.code]))
        for leaf in layout.table.leaves()
    }
    return {code: one for code, one in found.items() if one != SharedFormulas()}


def total_formulas(layout: Layout, first_cell: tuple[str, int]) -> TotalFormulas:
    """Return the formulas of the totals; they stand one below the other from `first_cell` on."""
    column, row = first_cell
    base, bonus, deduction, total = (f"{column}{row + down}" for down in range(4))
    table = layout.table
    summed = f"MAX(0,{rounded(f'{base}+{bonus}-{deduction}', table.places)})"
    return TotalFormulas(
        base=_whole_base(layout),
        bonus=rounded(_top(layout, "bonus"), table.places),
        deduction=rounded(_top(layout, "deduction"), table.places),
        total=summed,
        capped=total if table.cap is None else f"MIN({total},{number(table.cap)})",
        missing=_missing(layout),
        disqualified=_disqualified(layout),
    )


def total_at_once(layout: Layout) -> str:
    """Return the total of a unit as one formula."""
    totals = total_formulas(layout, ("A", 1))
    sums = f"{totals.base}+{totals.bonus}-{totals.deduction}"
    return f"MAX(0,{rounded(sums, layout.table.places)})"


def _leaf(layout: Layout, line: Line, rows: Mapping[str, int]) -> LineFormulas:
    criterion, places = line.criterion, layout.table.places
    at = _At(layout, rows[criterion.code])
    relative = criterion.kind is Kind.RELATIVE
    way = _WAYS.get(criterion.kind)
    base, bonus, deduction = _parts_of_leaf(line, at)
    return LineFormulas(
        points=_assigned(criterion, layout.table, at),
        excess=_excess(criterion, at) if relative else "",
        result=_result(at) if relative else "",
        computed=way(criterion, at, places) if way else "",
        own=f'IF({at.left_out}<>"","",{_own(at, computes=way is not None)})',
        base=base,
        bonus=bonus,
        deduction=deduction,
    )


def _in_common(layout: Layout, criterion: Criterion, at: _At) -> SharedFormulas:
    relative = criterion.kind is Kind.RELATIVE
    best = "MAX" if criterion.options.direction is Direction.HIGHER else "MIN"
    means = layout.table.unassigned is Unassigned.MEAN and criterion.kind not in OPTIONAL
    return SharedFormulas(
        excess=f"MAX({at.every('excess')})" if relative else "",
        result=f"{best}({at.every('result')})" if relative else "",
        mean=_mean(at, layout.table.places) if means else "",
    )


def _own(at: _At, *, computes: bool) -> str:
    typed = f'IF(ISNUMBER({at.typed}),{at.typed},"")'
    return f"IF(ISNUMBER({at.computed}),{at.computed},{typed})" if computes else typed


def _assigned(criterion: Criterion, table: Table, at: _At) -> str:
    """Return the points of a line, with what it brings to a unit it was not assigned to."""
    if table.unassigned is Unassigned.SHARE or criterion.kind in OPTIONAL:
        return at.own
    instead = at.maximum if table.unassigned is Unassigned.FULL else at.shared("mean")
    return f'IF({at.left_out}<>"",{instead},{at.own})'


def _mean(at: _At, places: int) -> str:
    every = at.every("own")
    return f'IF(COUNT({every})=0,"",{rounded(f"SUM({every})/MAX(1,COUNT({every}))", places)})'


def _parts_of_leaf(line: Line, at: _At) -> tuple[str, str, str]:
    points = f"N({at.points})"
    if line.limits is Kind.DISQUALIFIER:
        return "", "", ""
    if line.limits is Kind.BONUS:
        return "", f"MIN({points},{at.maximum})", ""
    if line.limits is Kind.DEDUCTION:
        return "", "", _limited(line, points, at)
    return _weighted(line, points), "", ""


def _section(layout: Layout, line: Line, rows: Mapping[str, int]) -> LineFormulas:
    at, cells = _At(layout, rows[line.criterion.code]), [_At(layout, rows[c]) for c in line.below]
    base, bonus, deduction = _parts_of_section(line, at, cells)
    sums = f"{at.base}+{at.bonus}-{at.deduction}"
    points = rounded(sums, layout.table.places)
    return LineFormulas(points=points, base=base, bonus=bonus, deduction=deduction)


def _parts_of_section(line: Line, at: _At, below: Sequence[_At]) -> tuple[str, str, str]:
    base, bonus, deduction = (
        "+".join(getattr(one, part) for one in below) or "0"
        for part in ("base", "bonus", "deduction")
    )
    if line.limits is Kind.DISQUALIFIER:
        return "0", "0", "0"
    if line.limits is Kind.BONUS:
        return "0", f"MIN({bonus},{at.maximum})", "0"
    if line.limits is Kind.DEDUCTION:
        return "0", "0", _limited(line, deduction, at)
    return _weighted(line, base), bonus, deduction


def _limited(line: Line, points: str, at: _At) -> str:
    return f"MIN({points},{at.maximum})" if line.criterion.maximum > 0 else points


def _weighted(line: Line, points: str) -> str:
    weight = line.criterion.options.weight
    return points if weight is None else f"({points})*{number(weight)}"


def _of_sound_figure(at: _At, sound: str, points: str) -> str:
    """Give points for a figure that is there and holds what it must; a fault gives none."""
    return f'IF(ISNUMBER({at.figure}),IF(AND({at.figure}>=0,{sound}),{points},""),"")'


def _ratio(criterion: Criterion, at: _At, places: int) -> str:
    options = criterion.options
    higher = options.direction is Direction.HIGHER
    part, whole = (at.figure, at.plan) if higher else (at.plan, at.figure)
    share = rounded(f"{at.maximum}*{part}*100/({whole}*{options.full_percent})", places)
    points = f"MIN({share},{number(criterion.most)})"
    if options.floor_percent:
        below = f"ROUND({part}*100-{options.floor_percent}*{whole},{_FIGURES})<0"
        points = f"IF({below},0,{points})"
    if not higher:
        points = f"IF({at.figure}=0,{at.maximum},{points})"
    return _of_sound_figure(at, f"N({at.plan})>0", points)


def _banded(criterion: Criterion, at: _At, places: int) -> str:
    points = '""'
    for band in reversed(criterion.options.bands):
        points = f"IF({_holds(band, at)},{number(round(band.points, places))},{points})"
    return _of_sound_figure(at, "TRUE", points)


def _holds(band: Band, at: _At) -> str:
    ends = []
    if band.low is not None:
        ends.append(f"{at.figure}{'>' if band.above else '>='}{number(band.low)}")
    if band.high is not None:
        ends.append(f"{at.figure}{'<' if band.below else '<='}{number(band.high)}")
    return f"AND({','.join(ends)})"


def _count(criterion: Criterion, at: _At, places: int) -> str:
    each = criterion.options.per_occurrence
    if each is None:
        return '""'
    points = rounded(f"MIN({at.figure}*{number(each)},{at.maximum})", places)
    return _of_sound_figure(at, f"{at.figure}=INT({at.figure})", points)


def _external(criterion: Criterion, at: _At, places: int) -> str:
    scale = criterion.options.scale
    if scale is None:
        return '""'
    points = rounded(f"{at.maximum}*{at.figure}/{number(scale)}", places)
    return _of_sound_figure(at, f"{at.figure}<={number(scale)}", points)


def _excess(criterion: Criterion, at: _At) -> str:
    higher = criterion.options.direction is Direction.HIGHER
    more = f"{at.figure}-{at.plan}" if higher else f"{at.plan}-{at.figure}"
    # Rounded before it is divided: who meets its target exactly is not a hair above it.
    excess = f"ROUND({more},{_FIGURES})/{at.plan}"
    return _of_sound_figure(at, f'{at.left_out}="",N({at.plan})>0', excess)


def _result(at: _At) -> str:
    return _of_sound_figure(at, f'{at.left_out}="",N({at.plan})=0', at.figure)


def _relative(criterion: Criterion, at: _At, places: int) -> str:
    higher = criterion.options.direction is Direction.HIGHER
    aimed = rounded(f"{at.maximum}*{_towards_target(at, higher=higher)}", places)
    free = rounded(f"{at.maximum}*{_side_by_side(at, higher=higher)}", places)
    return f'IF(ISNUMBER({at.excess}),{aimed},IF(ISNUMBER({at.result}),{free},""))'


def _towards_target(at: _At, *, higher: bool) -> str:
    done = f"{at.figure}/{at.plan}" if higher else f"{at.plan}/{at.figure}"
    above = f"1/2+{at.excess}/{at.shared('excess')}/2"
    return f"IF({at.excess}<0,{done}/2,IF({at.excess}=0,1/2,{above}))"


def _side_by_side(at: _At, *, higher: bool) -> str:
    best = at.shared("result")
    if higher:
        return f"IF({best}=0,0,{at.result}/{best})"
    return f"IF({at.result}=0,1,{best}/{at.result})"


_WAYS: Mapping[Kind, Callable[[Criterion, _At, int], str]] = {
    Kind.RATIO: _ratio,
    Kind.RELATIVE: _relative,
    Kind.BANDED: _banded,
    Kind.COUNT: _count,
    Kind.EXTERNAL: _external,
}


def _top(layout: Layout, part: str) -> str:
    rows = layout.rows()
    cells = (getattr(_At(layout, rows[c.code]), part) for c in layout.table.children_of(""))
    return "+".join(cells) or "0"


def _whole_base(layout: Layout) -> str:
    """Return the base, in proportion to the lines assigned where the table says so."""
    table, base = layout.table, _top(layout, "base")
    if table.unassigned is not Unassigned.SHARE:
        return rounded(base, table.places)
    full = number(table.full_marks())
    without = f'SUMPRODUCT(({_range(layout, "left_out")}<>"")*{_range(layout, "full")})'
    assigned = f"ROUND({full}-{without},{_FIGURES})"
    share = rounded(f"({base})*{full}/{assigned}", table.places)
    return f"IF({without}=0,{rounded(base, table.places)},IF({assigned}<=0,0,{share}))"


def _missing(layout: Layout) -> str:
    """Count the lines that ask for points, have none and were assigned."""
    asked = f"({_range(layout, 'full')}<>0)"
    blank = f'({_range(layout, "points")}="")*({_range(layout, "left_out")}="")'
    return f"SUMPRODUCT({asked}*{blank})"


def _disqualified(layout: Layout) -> str:
    rows = layout.rows()
    cells = (
        f"(N({_At(layout, rows[leaf.code]).points})<>0)"
        for leaf in layout.table.leaves()
        if leaf.kind is Kind.DISQUALIFIER
    )
    return "+".join(("0", *cells))


def _range(layout: Layout, column: str) -> str:
    letters = getattr(layout.columns, column)
    last = layout.first_row + len(layout.table.criteria) - 1
    return f"{letters}{layout.first_row}:{letters}{last}"
