from decimal import Decimal

from hypothesis import strategies as st

from thidua.scoring import Criterion, Kind, Options, Table

D = Decimal


def line(
    code: str, kind: Kind, maximum: int | str, parent: str = "", options: Options | None = None
) -> Criterion:
    return Criterion(code, f"Tiêu chí {code}", kind, D(maximum), parent, options or Options())


def table(*lines: Criterion, places: int = 2) -> Table:
    return Table(title="Bảng chấm điểm (minh họa)", criteria=lines, places=places)


# Two sections of scored lines, one three levels deep, then bonuses capped below their sum and
# deductions with a limit.
YEAR = table(
    line("I", Kind.SUM, 70),
    line("I.1", Kind.SUM, 50, "I"),
    line("I.1.a", Kind.RATIO, 30, "I.1"),
    line("I.1.b", Kind.STEPS, 20, "I.1", Options(steps=(D(0), D(10), D(20)))),
    line("I.2", Kind.CHECKLIST, 20, "I"),
    line("II", Kind.SUM, 30),
    line("II.1", Kind.JUDGEMENT, 30, "II"),
    line("III", Kind.SUM, 10),
    line("III.1", Kind.BONUS, 8, "III"),
    line("III.2", Kind.BONUS, 5, "III"),
    line("IV", Kind.SUM, 15),
    line("IV.1", Kind.DEDUCTION, 10, "IV", Options(per_occurrence=D(2))),
    line("IV.2", Kind.DEDUCTION, 0, "IV"),
)

FULL = {"I.1.a": D(30), "I.1.b": D(20), "I.2": D(20), "II.1": D(30)}

POINTS = st.decimals(min_value=0, max_value=30, places=2)
LEAVES = tuple(leaf.code for leaf in YEAR.leaves())
MARKS = st.dictionaries(st.sampled_from(LEAVES), POINTS)
