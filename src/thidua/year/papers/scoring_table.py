"""The scoring table itself on paper and as a workbook, as long as it may be."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook

from thidua import scoring
from thidua.apps.assessments.models import ScoringTable
from thidua.apps.assessments.queries import head_of, lines_of
from thidua.papers import Align, Annex, Column, Kind, Paper, Paragraph, Row, Table
from thidua.scoring import DraftLine
from thidua.text import clean, short_date
from thidua.year.papers.common import bloc_heading, bloc_signature, goes_with, marked, notice

A4 = 9
FACE = {"font_name": "Times New Roman", "font_size": 11}
OWN = ("code", "text", "maximum", "kind", "target")
WIDTHS = {"code": 9, "text": 48, "maximum": 10, "kind": 22, "note": 40, "bands": 18, "article": 24}


def table_paper(table: ScoringTable) -> Paper:
    """Compose an adopted version: how it came about, its rules, and the lines in an annex."""
    lines, on = lines_of(table), table.adopted_on
    if on is None:
        raise LookupError(f"{table} is a draft")
    year = table.bloc_year
    return Paper(
        kind=Kind.LIST,
        heading=bloc_heading(year),
        place=year.authority.place,
        dated=on,
        title="BẢNG CHẤM ĐIỂM",
        summary=f"Thi đua năm {year.year}",
        body=tuple(Paragraph(sentence) for sentence in told(table)),
        signatures=(bloc_signature(year, on),),
        recipients=("Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),
        annexes=(
            Annex(
                title=table.title,
                label="Phụ lục",
                blocks=(printed(lines),),
                landscape=True,
                reference=goes_with("Bảng chấm điểm", year.bloc.name, on),
            ),
        ),
        notice=marked(notice(table.provenance, year.provenance), year),
    )


def told(table: ScoringTable) -> list[str]:
    head, version = head_of(table), f"Phiên bản {table.version} của {table.title}"
    adopted = short_date(table.adopted_on) if table.adopted_on else ""
    by = f" tại {table.adopted_by}" if table.adopted_by else ""
    since = f", áp dụng từ ngày {short_date(table.applies_from)}" if table.applies_from else ""
    sentences = [
        f"{version}, thông qua ngày {adopted}{by}{since}, gồm các tiêu chí ghi tại Phụ lục.",
        f"Điểm làm tròn đến {table.places} chữ số thập phân.",
        f"Điểm thẩm định lệch điểm tự chấm quá {head.margin} điểm thì phải ghi lý do.",
        f"Tiêu chí không giao cho đơn vị: {table.get_unassigned_display().lower()}.",
    ]
    if head.cap:
        sentences.append(f"Tổng điểm để xếp loại không quá {head.cap} điểm.")
    if head.grades:
        sentences.append(f"Xếp loại: {'; '.join(head.grades.splitlines())}.")
    return sentences


def printed(lines: Sequence[DraftLine]) -> Table:
    """Lay the lines out; a column that no line fills is left out."""
    guided = any(scoring.told_options(line) for line in lines)
    bound = any(line.target for line in lines)
    columns = (
        Column("Mã", 1.1, Align.CENTER),
        Column("Nội dung", 6),
        Column("Điểm tối đa", 1.2, Align.RIGHT),
        Column("Cách chấm", 2.4),
        *((Column("Chỉ tiêu", 1.2, Align.CENTER),) if bound else ()),
        *((Column("Thiết lập, hướng dẫn", 4.5),) if guided else ()),
    )
    rows = (
        Row(
            (
                line.code,
                clean(line.text),
                line.maximum if line.maximum not in {"", "0"} else "–",
                scoring.cell_text("kind", line.kind),
                *((line.target,) if bound else ()),
                *((scoring.told_options(line),) if guided else ()),
            ),
            bold=line.kind == scoring.Kind.SUM,
        )
        for line in lines
    )
    return Table(columns, tuple(rows), size=10)


def table_workbook(table: ScoringTable) -> bytes:
    """Write a version so that it prints on A4 across, its head repeated, and imports again."""
    lines = lines_of(table)
    used = [n for n in scoring.FIELDS if any(n in line.options for line in lines)]
    bound = [name for name in OWN if name != "target" or any(line.target for line in lines)]
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"title": table.title})
        sheet = book.add_worksheet("Bảng điểm")
        title = book.add_format({**FACE, "bold": True, "font_size": 14})
        cell = {**FACE, "border": 1, "valign": "vcenter", "text_wrap": True}
        head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#F2E6D0"})
        sheet.write_string(0, 0, table.title, title)
        names = [*bound, *used]
        for column, name in enumerate(names):
            sheet.set_column(column, column, WIDTHS.get(name, 16))
            sheet.write_string(2, column, scoring.LABELS[name], head)
        plain, bold = book.add_format(cell), book.add_format({**cell, "bold": True})
        for row, line in enumerate(lines, start=3):
            face = bold if line.kind == scoring.Kind.SUM else plain
            for column, name in enumerate(names):
                sheet.write_string(row, column, cell_of(line, name), face)
        sheet.freeze_panes(3, 2)
        sheet.repeat_rows(2)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
    return buffer.getvalue()


def cell_of(line: DraftLine, name: str) -> str:
    text = line.options.get(name, "") if name in scoring.FIELDS else getattr(line, name)
    return scoring.cell_text(name, text) if text else ""
