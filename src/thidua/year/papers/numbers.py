"""The register of outgoing papers (Decree 30/2020/NĐ-CP, Annex IV): one line for every number given."""

from collections.abc import Iterable, Sequence
from datetime import date

from thidua.apps.filing.enums import NumberState
from thidua.apps.filing.models import NumberEntry
from thidua.apps.units.models import BlocYear
from thidua.papers import Align, Annex, Column, Kind, Paper, Paragraph, Row, Table
from thidua.text import padded, short_date
from thidua.year.papers.common import bloc_heading, marked, notice

COLUMNS = (
    Column("Số, ký hiệu văn bản", 2.3),
    Column("Ngày văn bản", 1.7, Align.CENTER),
    Column("Tên loại và trích yếu nội dung văn bản", 5),
    Column("Người ký", 2.4),
    Column("Nơi nhận văn bản", 3.6),
    Column("Đơn vị, người nhận bản lưu", 1.9),
    Column("Số lượng bản", 1.1, Align.CENTER),
    Column("Ngày chuyển", 1.7, Align.CENTER),
    Column("Ký nhận", 1.7),
    Column("Ghi chú", 2.8),
)
TITLE = "SỔ ĐĂNG KÝ VĂN BẢN ĐI"


def outgoing_line(entry: NumberEntry) -> tuple[str, ...]:
    """Return the ten columns of a number, whatever became of it; many hand-overs stand in lines."""
    passed = list(entry.dispatches.all())
    return (
        f"{padded(entry.number)}/{entry.symbol or entry.kind}",
        short_date(entry.dated) if entry.dated else "",
        entry.summary or entry.get_state_display(),
        entry.signer,
        "\n".join(filter(None, (entry.recipients, *(d.recipient for d in passed)))),
        entry.keeper,
        "\n".join(str(d.copies) for d in passed),
        "\n".join(short_date(d.passed_on) for d in passed),
        "\n".join(d.receipt for d in passed),
        "\n".join(filter(None, (fate_of(entry), *(d.note for d in passed)))),
    )


def fate_of(entry: NumberEntry) -> str:
    """Tell of a number without a paper why it has none, who did it and when."""
    if entry.state == NumberState.CANCELLED:
        by = entry.settled_by.full_name if entry.settled_by else ""
        on = short_date(entry.settled_at) if entry.settled_at else ""
        return f"Hủy ngày {on}, {by}: {entry.reason}"
    if entry.state == NumberState.RESERVED and entry.reserved_by and entry.reserved_at:
        return f"Giữ ngày {short_date(entry.reserved_at)}, {entry.reserved_by.full_name}"
    return ""


def register_paper(
    bloc_year: BlocYear, lines: Iterable[Sequence[str]], scope: str, on: date
) -> Paper:
    """Compose the register as a list to print; `scope` says which part of it this is."""
    rows = tuple(Row(tuple(line)) for line in lines)
    count = padded(len(rows))
    return Paper(
        kind=Kind.LIST,
        heading=bloc_heading(bloc_year),
        place=bloc_year.authority.place,
        dated=on,
        title=TITLE,
        summary=scope,
        body=(
            Paragraph(
                f"Trích {count} số đã cấp, theo mẫu sổ tại Phụ lục IV kèm theo Nghị định số"
                " 30/2020/NĐ-CP. Số đã hủy giữ nguyên trong sổ cùng lý do."
            ),
        ),
        annexes=(
            Annex(title=TITLE, reference=f"({scope})", blocks=(Table(COLUMNS, rows, size=9),),
                  landscape=True),
        ),
        notice=marked(notice(bloc_year.provenance), bloc_year),
    )  # fmt: skip
