"""The scoring table and the marks given by it."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.apps.assessments.enums import Stage
from thidua.scoring import OPTIONAL, Criterion, Kind, Options, Table, check_points
from thidua.text import decimal_text
from thidua.year.plan import CriterionPlan, MemberPlan, ProgressPlan, TargetPlan
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.rows import MarksRow, ReasonRow, TableForm
from thidua.year.workbook.schema import Entry, Told

Marks = Mapping[Stage, Sequence[Entry[MarksRow]]]


def criteria_of(rows: Sequence[Entry[CriterionPlan]]) -> Iterator[tuple[Criterion, Finding | None]]:
    """Turn rows into criteria of the engine; one whose options don't fit comes with a finding."""
    for entry in rows:
        options, finding = Options(), None
        try:
            options = Options.from_json(entry.value.options)
        except ValueError as refused:
            name = _at_fault(entry.value.options)
            finding = entry.finding(name, str(refused), remedy="Hãy sửa ô này.")
        row = entry.value
        kind, parent = Kind(row.kind), row.parent
        yield Criterion(row.code, row.text, kind, row.maximum, parent, options), finding


def _at_fault(options: Mapping[str, object]) -> str:
    """Return the option that can't be read alone; where all can, the one of the floor."""
    for name, value in options.items():
        try:
            Options.from_json({name: value})
        except ValueError:
            return name
    return "floor_percent"


def _computed(criterion: Criterion) -> bool:
    """Tell whether points come from the lines below or from a target, never by hand."""
    bound = criterion.kind is Kind.RATIO and criterion.options.plan is None
    return criterion.kind is Kind.SUM or bound


def table_adds_up(
    rows: Sequence[Entry[CriterionPlan]], form: Told[TableForm] | None
) -> Iterator[Finding]:
    by_code = {entry.value.code: entry for entry in rows}
    read = list(criteria_of(rows))
    yield from (finding for _, finding in read if finding)
    table = Table("", tuple(criterion for criterion, _ in read), form.value.places if form else 2)
    for fault in table.check():
        remedy = "Hãy sửa điểm hoặc cách chấm trong bảng cho khớp."
        yield by_code[fault.criterion].finding("maximum", fault.message, remedy=remedy)
    for entry in rows:
        yield from _bound_to_target(entry)
        yield from _after_its_section(entry, by_code)


def _after_its_section(
    entry: Entry[CriterionPlan], by_code: Mapping[str, Entry[CriterionPlan]]
) -> Iterator[Finding]:
    section = by_code.get(entry.value.parent)
    if section and section.row > entry.row:
        what = f"Tiêu chí {entry.value.code} đứng trước mục {section.value.code} của nó."
        yield entry.finding("parent", what, remedy="Hãy chuyển dòng này xuống dưới dòng của mục.")


def _bound_to_target(entry: Entry[CriterionPlan]) -> Iterator[Finding]:
    ratio, bound = entry.value.kind == Kind.RATIO, bool(entry.value.target)
    if ratio and not bound and "plan" not in entry.value.options:
        what = f"Tiêu chí {entry.value.code} chấm theo tỷ lệ nhưng chưa gắn với chỉ tiêu."
        yield entry.finding("target", what, remedy="Hãy ghi mã chỉ tiêu hoặc mức phải đạt.")
    if bound and not ratio:
        what = f"Tiêu chí {entry.value.code} gắn với chỉ tiêu nhưng không chấm theo tỷ lệ."
        yield entry.finding("target", what, remedy="Hãy xóa mã chỉ tiêu hoặc sửa cách chấm.")


def marks_allowed(
    marks: Sequence[Entry[MarksRow]], criteria: Mapping[str, Criterion]
) -> Iterator[Finding]:
    for entry in marks:
        criterion = criteria.get(entry.value.criterion)
        for unit, points in entry.value.points.items() if criterion else ():
            if wrong := _not_allowed(criterion, points) if criterion else None:
                yield entry.finding(unit, *wrong)


def _not_allowed(criterion: Criterion, points: Decimal) -> tuple[str, str, str] | None:
    if _computed(criterion):
        return (
            f"Tiêu chí {criterion.code} có điểm nhập tay.",
            "Điểm của tiêu chí này được tính từ kết quả chỉ tiêu hoặc từ các tiêu chí con.",
            "Hãy để trống ô này.",
        )
    wrong = check_points(criterion, points)
    return (wrong, "", "Hãy sửa điểm.") if wrong else None


def marks_complete(
    marks: Sequence[Entry[MarksRow]],
    criteria: Mapping[str, Criterion],
    members: Sequence[Entry[MemberPlan]],
) -> Iterator[Finding]:
    """Tell of blanks; a blank bonus or deduction says that nothing happened."""
    typed = [c for c in criteria.values() if not _computed(c) and c.kind not in OPTIONAL]
    rows = {entry.value.criterion: entry for entry in marks}
    for criterion in typed if marks else ():
        entry = rows.get(criterion.code)
        if entry is None:
            what = f"Thiếu dòng của tiêu chí {criterion.code}."
            yield Finding(marks[0].sheet, "", what, "", "Hãy thêm dòng này.")
        for member in members if entry else ():
            if entry and member.value.code not in entry.value.points:
                what = f"Thiếu điểm tiêu chí {criterion.code} của {member.value.short_name}."
                why = "Ô trống không phải là 0 điểm."
                yield entry.finding(member.value.code, what, why, "Hãy nhập điểm.")


def columns_for_all(
    marks: Sequence[Entry[Any]], members: Sequence[Entry[MemberPlan]]
) -> Iterator[Finding]:
    """Tell of member units that have no column in a sheet with a column per unit."""
    for member in members if marks else ():
        if member.value.code not in marks[0].columns:
            what = f"Thiếu cột của {member.value.short_name}."
            remedy = "Hãy thêm cột với tên gọi tắt hoặc mã của đơn vị."
            yield Finding(marks[0].sheet, "", what, "", remedy)


def ratios_computable(
    criteria: Sequence[Entry[CriterionPlan]],
    targets: Sequence[Entry[TargetPlan]],
    progress: Sequence[Entry[ProgressPlan]],
    members: Sequence[Entry[MemberPlan]],
) -> Iterator[Finding]:
    """Tell of the plans and results without which a criterion bound to a target has no points."""
    bound = {entry.value.target for entry in criteria if entry.value.kind == Kind.RATIO}
    reached = {(entry.value.target, entry.value.unit) for entry in progress}
    for entry in targets:
        code = entry.value.code
        for unit in (m.value.code for m in members) if code in bound else ():
            if not entry.value.planned.get(unit):
                what = f"Chỉ tiêu {code} của {unit} trống hoặc bằng 0."
                why = "Chỉ tiêu này gắn với một tiêu chí chấm theo tỷ lệ."
                yield entry.finding(unit, what, why, "Hãy nhập chỉ tiêu lớn hơn 0.")
            elif (code, unit) not in reached:
                what = f"Chỉ tiêu {code} của {unit} chưa có kết quả."
                why = "Chỉ tiêu này gắn với một tiêu chí chấm theo tỷ lệ."
                yield entry.finding(unit, what, why, "Hãy thêm một dòng ở trang “Kết quả”.")


def reasons_where_due(
    marks: Marks, reasons: Sequence[Entry[ReasonRow]], margin: Decimal
) -> Iterator[Finding]:
    given = {(r.value.stage, r.value.unit, r.value.criterion) for r in reasons}
    before = points_by(marks[Stage.SELF])
    for entry in marks[Stage.APPRAISED]:
        for unit, points in entry.value.points.items():
            code = entry.value.criterion
            apart = abs(points - before.get((unit, code), points))
            if apart > margin and (Stage.APPRAISED, unit, code) not in given:
                yield entry.finding(
                    unit,
                    f"Điểm thẩm định tiêu chí {code} lệch {decimal_text(apart)} điểm so với tự chấm.",
                    f"Lệch quá {decimal_text(margin)} điểm thì phải có lý do.",
                    "Hãy thêm một dòng ở trang “Lý do điều chỉnh”.",
                )


def reasons_for_marks(reasons: Sequence[Entry[ReasonRow]], marks: Marks) -> Iterator[Finding]:
    for entry in reasons:
        row = entry.value
        if (row.unit, row.criterion) not in points_by(marks[row.stage]):
            what = f"Không có điểm {row.stage.label.lower()} của {row.unit} ở tiêu chí {row.criterion}."
            remedy = "Hãy nhập điểm hoặc xóa dòng lý do này."
            yield entry.finding("criterion", what, "Lý do đi kèm một điểm đã cho.", remedy)


def points_by(marks: Sequence[Entry[MarksRow]]) -> dict[tuple[str, str], Decimal]:
    """Return the points of a stage by unit and criterion."""
    return {
        (unit, entry.value.criterion): points
        for entry in marks
        for unit, points in entry.value.points.items()
    }
