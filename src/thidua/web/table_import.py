"""A scoring table from an office's own Excel: columns named once, a preview, then a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from thidua import scoring
from thidua.apps.assessments.queries import columns_of
from thidua.apps.assessments.services import draft_start
from thidua.apps.journal.base import Refused
from thidua.web.forms.calling import provenance_of
from thidua.web.forms.deeds import FAULTY, REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in
from thidua.web.table_editor import bindings, editing_page
from thidua.year.tables.columns import fields, guesses, head_row
from thidua.year.tables.reading import Imported, figure_text, read_table
from thidua.year.tables.sheets import (
    A_DATE,
    Cell,
    Sheets,
    from_json,
    has_hidden_columns,
    read_sheets,
    to_json,
)
from thidua.year.workbook import Finding, WorkbookRefused, converted_in
from thidua.year.workbook.grids import cell_name

SAMPLES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column of the file: its letter, heading, what it is taken for, and its first cells."""

    column: int
    letter: str
    heading: str
    field: str
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A sheet of the file with its columns named."""

    sheets: Sheets
    name: str
    head: int
    heads: tuple[Head, ...]

    @property
    def columns(self) -> dict[str, int]:
        return {head.field: head.column for head in reversed(self.heads) if head.field}

    @property
    def headings(self) -> dict[str, str]:
        return {head.field: head.heading for head in reversed(self.heads) if head.field}

    @property
    def repeated(self) -> list[str]:
        named = [head.field for head in self.heads if head.field]
        return sorted({scoring.LABELS[field] for field in named if named.count(field) > 1})


@signed_in
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a file, show its columns to be named, then its lines; nothing is kept until the draft."""
    page = editing_page(request, key)
    if request.method != "POST":
        return render_year(request, "scores/table_import.html", page, "scorecards")
    try:
        sheets, hidden, converted = sheets_of(request)
        chosen = chosen_from(request.POST.dict(), sheets, columns_of(page.bloc_year))
    except WorkbookRefused as unread:
        return refused_file(request, page, unread.findings)
    read = read_table(
        chosen.name,
        sheets[chosen.name],
        chosen.head,
        chosen.columns,
        [code for codes in bindings(page) for code in codes],
    )
    refused = None
    if request.POST.get("do") == "take" and read.lines and not chosen.repeated:
        refused = refusal_of(lambda: drafted(page, chosen, read))
        if refused is None:
            return redirect("table-edit", key=key)
    return preview(request, page, chosen, read, hidden=hidden, converted=converted, refused=refused)


def sheets_of(request: HttpRequest) -> tuple[Sheets, bool, str]:
    """Read the file sent or, on the second look, what the form carried along."""
    file = request.FILES.get("file")
    if file is None:
        kept = request.POST
        return (
            from_json(kept.get("cells", "{}")), bool(kept.get("hidden")), kept.get("converted", "")
        )  # fmt: skip
    content = file.read()
    sheets = read_sheets(content)
    told = " ".join(finding.line for finding in converted_in(content))
    return sheets, has_hidden_columns(content), told


def refused_file(
    request: HttpRequest, page: YearPage, findings: tuple[Finding, ...]
) -> HttpResponse:
    response = render_year(
        request, "scores/table_import.html", page, "scorecards", findings=findings
    )
    response.status_code = FAULTY
    return response


def chosen_from(posted: Mapping[str, str], sheets: Sheets, known: Mapping[str, str]) -> Chosen:
    """Take sheet, row of headings and columns as chosen, or guess them."""
    best = max(sheets, key=lambda name: len(guesses(sheets[name][head_row(sheets[name])], known)))
    name = posted.get("sheet", best)
    name = name if name in sheets else best
    rows = sheets[name]
    typed = posted.get("head", "")
    same = posted.get("shown") == name
    inside = same and typed.isdecimal() and 1 <= int(typed) <= len(rows)
    head = int(typed) - 1 if inside else head_row(rows)
    named = same and posted.get("shown-head") == str(head + 1)
    guessed = {} if named else guesses(rows[head], known)
    return Chosen(
        sheets=sheets,
        name=name,
        head=head,
        heads=tuple(
            Head(
                column=column,
                letter=cell_name(0, column)[:-1],
                heading=str(rows[head][column]) if column < len(rows[head]) else "",
                field=field_of(posted.get(f"column-{column}", ""))
                if named
                else guessed.get(column, ""),
                sample=sample_of(sheets, name, head, column),
            )
            for column in range(max(len(row) for row in rows[head:]))
            if any(column < len(row) and row[column] != "" for row in rows[head:])
        ),
    )


def field_of(text: str) -> str:
    return text if text in fields() else ""


def sample_of(sheets: Sheets, name: str, head: int, column: int) -> str:
    cells = [row[column] for row in sheets[name][head + 1 :] if column < len(row)]
    return " · ".join([shown(cell) for cell in cells if cell != ""][:SAMPLES])


def shown(cell: Cell) -> str:
    return str(cell)[:40].strip(A_DATE) if isinstance(cell, str | bool) else figure_text(cell)


def drafted(page: YearPage, chosen: Chosen, read: Imported) -> None:
    year, bloc = page.bloc_year.year, page.bloc_year.bloc.name
    draft_start(
        bloc_year=page.bloc_year,
        head=scoring.DraftHead(title=f"Bảng chấm điểm thi đua năm {year} của {bloc}"),
        lines=read.lines,
        headings=chosen.headings,
        source=f"Nhập từ tệp Excel, trang “{chosen.name}”.",
        provenance=provenance_of(page),
        actor=page.person,
        at=page.at,
    )


def preview(
    request: HttpRequest,
    page: YearPage,
    chosen: Chosen,
    read: Imported,
    *,
    hidden: bool,
    converted: str,
    refused: Refused | None,
) -> HttpResponse:
    response = render_year(
        request, "scores/table_preview.html", page, "scorecards",
        chosen=chosen, cells=to_json(chosen.sheets), hidden=hidden, refused=refused,
        converted=converted,
        fields=[(name, scoring.LABELS[name]) for name in fields()],
        lines=list(zip(read.rows, read.lines, strict=True)), findings=read.findings,
        kinds={kind.value: label for kind, label in scoring.KIND_LABELS.items()},
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


urls: list[URLPattern] = [
    path("nam/<uuid:key>/bang-cham-diem/nhap/", take, name="table-import"),
]
