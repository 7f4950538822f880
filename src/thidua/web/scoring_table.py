"""The year's scoring table: read by all, laid out by the secretary from the table of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from thidua import scoring
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import criteria_of, scoring_table
from thidua.apps.assessments.services import Line, table_adopt
from thidua.apps.campaigns.queries import targets_of
from thidua.apps.journal.base import Refused
from thidua.text import clean, decimal_text, parse_date, parse_decimal, short_date
from thidua.web.forms.calling import provenance_of
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import year_before

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Criterion, ScoringTable
    from thidua.apps.campaigns.models import Target

KINDS = {
    scoring.Kind.SUM: "Mục (cộng các tiêu chí con)",
    scoring.Kind.RATIO: "Theo tỷ lệ hoàn thành chỉ tiêu",
    scoring.Kind.STEPS: "Theo mức",
    scoring.Kind.CHECKLIST: "Đạt hoặc không đạt",
    scoring.Kind.JUDGEMENT: "Chấm trực tiếp",
    scoring.Kind.DEDUCTION: "Điểm trừ",
    scoring.Kind.BONUS: "Điểm thưởng",
}
CELLS = ("code", "parent", "text", "kind", "maximum", "target")
SPARE = 6
BLANK_TABLE = 30
MARGIN = Decimal("0.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table as typed; `options` are carried over from the year before."""

    number: int
    code: str = ""
    parent: str = ""
    text: str = ""
    kind: str = scoring.Kind.JUDGEMENT.value
    maximum: str = ""
    target: str = ""
    options: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_section(self) -> bool:
        return bool(self.code) and not self.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    title: str
    adopted_on: str
    margin: str


@signed_in
def table(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the table in force; to the secretary of a year without one, the form that makes it."""
    page = year_page(request, key)
    found = scoring_table(page.bloc_year)
    if found is not None or not page.may(MAY["assessments.table.adopt"]):
        return render_year(
            request, "scores/table.html", page, "scorecards",
            table=found, criteria=list(criteria_of(found)) if found else (), kinds=KINDS,
        )  # fmt: skip
    before = lines_before(page)
    head, rows = (
        (typed_head(request.POST), typed_rows(request.POST, before))
        if request.method == "POST"
        else (first_head(page), started(before))
    )
    refused = None
    if request.method == "POST":
        refused = refusal_of(lambda: adopt(page, head, rows))
        if refused is None:
            messages.success(request, "Đã ghi bảng chấm điểm của năm.")
            return redirect("scoring-table", key=key)
    return show_form(request, page, head, rows, refused)


def show_form(
    request: HttpRequest, page: YearPage, head: Head, rows: list[Row], refused: Refused | None
) -> HttpResponse:
    response = render_year(
        request, "scores/table_form.html", page, "scorecards",
        head=head, rows=rows, refused=refused, kinds=[(k.value, name) for k, name in KINDS.items()],
        targets=[found.code for found in targets_of(page.bloc_year)],
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def lines_before(page: YearPage) -> list[Criterion]:
    before = year_before(page.bloc_year)
    found = scoring_table(before) if before else None
    return list(criteria_of(found)) if found else []


def first_head(page: YearPage) -> Head:
    year, bloc = page.bloc_year.year, page.bloc_year.bloc.name
    title = f"Bảng chấm điểm thi đua năm {year} của {bloc}"
    return Head(title=title, adopted_on=short_date(page.day), margin=decimal_text(MARGIN))


def started(before: Iterable[Criterion]) -> list[Row]:
    rows = [
        Row(
            number=number,
            code=line.code,
            parent=line.parent.code if line.parent else "",
            text=line.text,
            kind=line.kind,
            maximum=decimal_text(line.maximum),
            target=line.target.code if line.target else "",
            options=line.options,
        )
        for number, line in enumerate(before)
    ]
    spare = SPARE if rows else BLANK_TABLE
    return [*rows, *(Row(number=len(rows) + extra) for extra in range(spare))]


def typed_head(posted: Mapping[str, str]) -> Head:
    return Head(**{name: clean(posted.get(name, "")) for name in ("title", "adopted_on", "margin")})


def typed_rows(posted: Mapping[str, str], before: Iterable[Criterion]) -> list[Row]:
    """Read the grid back; a line keeps last year's options while its code stays the same."""
    options = {line.code: line.options for line in before}
    count = sum(name.startswith("code-") for name in posted)
    return [
        Row(
            number=number,
            **{cell: clean(posted.get(f"{cell}-{number}", "")) for cell in CELLS},
            options=options.get(clean(posted.get(f"code-{number}", "")), {}),
        )
        for number in range(count)
    ]


def adopt(page: YearPage, head: Head, rows: Iterable[Row]) -> ScoringTable:
    targets = {found.code: found for found in targets_of(page.bloc_year)}
    used = [row for row in rows if row.code]
    refuse_bad_rows(used, targets)
    return table_adopt(
        bloc_year=page.bloc_year,
        title=head.title,
        lines=[line_of(row, targets) for row in used],
        places=2,
        margin=number_in("Mức lệch", head.margin),
        adopted_on=day_in(head.adopted_on),
        provenance=provenance_of(page),
        actor=page.person,
        at=page.at,
    )


def refuse_bad_rows(rows: list[Row], targets: Mapping[str, Target]) -> None:
    """Say at once everything that keeps the lines from being a table."""
    wrong = [fault for row, above in zip(rows, codes_above(rows), strict=True)
             for fault in faults_of(row, above, targets)]  # fmt: skip
    if not rows:
        wrong = ["Bảng chưa có dòng nào."]
    if wrong:
        raise Refused(" ".join(wrong), remedy="Hãy sửa các dòng nêu trên; chưa có gì được lưu.")


def codes_above(rows: list[Row]) -> list[set[str]]:
    return [{row.code for row in rows[:place]} for place in range(len(rows))]


def faults_of(row: Row, above: set[str], targets: Mapping[str, Target]) -> Iterable[str]:
    if row.code in above:
        yield f"Mã {row.code} ghi hai lần."
    if row.parent and row.parent not in above:
        yield f"Dòng {row.code}: mục {row.parent} phải đứng trước."
    if not row.text:
        yield f"Dòng {row.code}: chưa ghi nội dung."
    if row.kind not in KINDS:
        yield f"Dòng {row.code}: chưa chọn cách chấm."
    if row.target and row.target not in targets:
        yield f"Dòng {row.code}: năm nay chưa đặt chỉ tiêu {row.target}."
    if row.kind == scoring.Kind.RATIO and not row.target:
        yield f"Dòng {row.code}: chấm theo tỷ lệ thì phải ghi chỉ tiêu."


def line_of(row: Row, targets: Mapping[str, Target]) -> Line:
    return Line(
        code=row.code,
        parent=row.parent,
        text=row.text,
        kind=scoring.Kind(row.kind),
        maximum=number_in(f"Dòng {row.code}: điểm tối đa", row.maximum),
        target=targets.get(row.target),
        options=row.options,
    )


def number_in(what: str, text: str) -> Decimal:
    try:
        return parse_decimal(text)
    except ValueError as wrong:
        raise Refused(f"{what}: {wrong}") from wrong


def day_in(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as wrong:
        raise Refused(f"Ngày thông qua: {wrong}") from wrong


urls: list[URLPattern] = [path("nam/<uuid:key>/bang-cham-diem/", table, name="scoring-table")]
