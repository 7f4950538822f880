"""A unit's scores on paper: the table it hands in, and the minutes of who checked them."""

from collections.abc import Iterator
from decimal import Decimal

from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.queries import Sheet, SheetRow, crossing_of, scorecards_of, sheet_of
from thidua.papers import (
    Align,
    Annex,
    Block,
    Column,
    KeyValues,
    Kind,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)
from thidua.papers.drafts import Data, Form, Head, Outline, Room, Written, fill
from thidua.text import decimal_in_words, decimal_text, paper_date
from thidua.year.composing import Asked
from thidua.year.papers.common import (
    NOTHING,
    bloc_heading,
    goes_with,
    head_of,
    lead_unit,
    notice,
)
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.members import (
    member_of,
    unit_heading,
    unit_name,
    unit_of,
    unit_signature,
)
from thidua.year.papers.score_book import told_reasons
from thidua.year.papers.shared import listed, number_of

DIFFERENCE = "Tiêu chí thay đổi so với điểm tự chấm"


def card_of(asked: Asked) -> Scorecard:
    """Return the card of the member; who asks has seen that there is one.

    Raises:
        LookupError: it has none.
    """
    card = scorecards_of(asked.bloc_year).filter(membership=member_of(asked)).first()
    if card is None:
        raise LookupError(f"{unit_name(asked)} has no card")
    return card


def not_self_scored(asked: Asked) -> str:
    card = scorecards_of(asked.bloc_year).filter(membership=member_of(asked)).first()
    handed_in = card is not None and card.state != CardState.SELF_SCORING
    return "" if handed_in else "Đơn vị chưa nộp phiếu tự chấm điểm."


def not_checked(asked: Asked) -> str:
    card = scorecards_of(asked.bloc_year).filter(membership=member_of(asked)).first()
    checked = card is not None and card.state == CardState.APPRAISED
    return "" if checked else "Phiếu của đơn vị chưa thẩm định xong."


def self_scores_paper(asked: Asked, written: Written) -> Paper:
    bloc_year = asked.bloc_year
    paper = Paper(
        kind=Kind.LIST,
        heading=unit_heading(asked),
        place=bloc_year.authority.place,
        dated=asked.day,
        title="BẢNG TỰ CHẤM ĐIỂM THI ĐUA",
        summary=f"Năm {bloc_year.year}",
        signatures=(unit_signature(asked),),
        annexes=(lines_annex(asked),),
        notice=notice(bloc_year.provenance),
    )
    return fill(paper, self_scores_outline(asked), written)


def self_scores_outline(asked: Asked) -> Outline:
    return Outline(
        body=(
            Data("tong", tuple(told_total(asked)), "Phiếu chấm điểm của đơn vị", "scorecards"),
            Room(key="giai_trinh", label="Giải trình, đề nghị của đơn vị", form=Form.CLAUSES),
        ),
        recipients=(recipients_room(asked.bloc_year.bloc.name, "Lưu: VT"),),
    )


def told_total(asked: Asked) -> Iterator[Block]:
    """Tell the unit's own total in figures and words."""
    card = card_of(asked)
    yield Paragraph(
        f"Theo {card.table.title}, {unit_name(asked)} tự chấm điểm thi đua năm "
        f"{asked.bloc_year.year} như sau:"
    )
    total = sheet_of(card).totals.get(Stage.SELF)
    if total is not None:
        points = decimal_text(total.total, card.table.places)
        told = (
            ("Điểm tiêu chí", decimal_text(total.base, card.table.places)),
            ("Điểm thưởng", decimal_text(total.bonus, card.table.places)),
            ("Điểm trừ", decimal_text(total.deduction, card.table.places)),
            ("Tổng điểm", f"{points} (bằng chữ: {decimal_in_words(total.total)} điểm)"),
        )
        yield KeyValues(told)
    yield Paragraph("Điểm từng tiêu chí, căn cứ và minh chứng ghi tại Phụ lục kèm theo.")


def lines_annex(asked: Asked) -> Annex:
    card = card_of(asked)
    columns = (
        Column("Mã", 1, Align.CENTER),
        Column("Tiêu chí", 6),
        Column("Điểm chuẩn", 1.3, Align.RIGHT),
        Column("Tự chấm", 1.3, Align.RIGHT),
        Column("Căn cứ, minh chứng", 6),
        Column("Thẩm định", 1.4, Align.RIGHT),
        Column("Ghi chú", 2.5),
    )
    rows = tuple(line_row(row, card.table.places) for row in sheet_of(card).rows)
    return Annex(
        label="Phụ lục",
        title=f"Điểm tự chấm theo tiêu chí năm {asked.bloc_year.year}",
        reference=goes_with("Bảng tự chấm điểm", unit_name(asked), asked.day),
        blocks=(Table(columns, rows, size=9.5),),
        landscape=True,
    )


def line_row(row: SheetRow, places: int) -> Row:
    """Write a line; the appraised points and the remarks are for who checks, by hand."""
    proofs = "; ".join(" ".join(filter(None, (e.number, e.title))) for e in row.evidence)
    mark = row.marks.get(Stage.SELF)
    told = mark.explanation.rstrip(".") if mark else ""
    return Row(
        (
            row.criterion.code,
            row.criterion.text,
            decimal_text(row.criterion.maximum, places),
            points_text(row.self_, places),
            "; ".join(filter(None, (told, proofs))),
            "",
            "Không được giao" if row.not_assigned else "",
        ),
        bold=not row.is_leaf,
    )


def points_text(points: Decimal | None, places: int) -> str:
    return NOTHING if points is None else decimal_text(points, places)


def check_minutes_paper(asked: Asked, written: Written) -> Paper:
    bloc_year = asked.bloc_year
    unit = unit_of(asked)
    paper = Paper(
        kind=Kind.MINUTES,
        heading=bloc_heading(bloc_year),
        number=number_of(asked, Kind.MINUTES),
        dated=asked.day,
        summary=f"Chấm chéo, thẩm định điểm thi đua năm {bloc_year.year} của {unit.name}",
        signatures=checkers(asked),
        signature_columns=3,
        notice=notice(bloc_year.provenance),
    )
    return fill(paper, check_minutes_outline(asked), written)


def checkers(asked: Asked) -> tuple[SignatureBlock, ...]:
    """The unit signs, who cross-scored it, and the lead; nobody for two sides."""
    crossing = crossing_of(asked.bloc_year).filter(scored=member_of(asked)).first()
    sides = {unit_of(asked): "ĐẠI DIỆN ĐƠN VỊ"}
    if crossing:
        sides.setdefault(crossing.scorer.unit, "ĐƠN VỊ CHẤM CHÉO")
    sides.setdefault(lead_unit(asked.bloc_year), "ĐẠI DIỆN KHỐI")
    return tuple(
        SignatureBlock(capacity=(side, unit.head_post.upper()), name=head_of(unit, asked.day))
        for unit, side in sides.items()
    )


def check_minutes_outline(asked: Asked) -> Outline:
    card = card_of(asked)
    sheet = sheet_of(card)
    return Outline(
        body=(
            Data("don_vi", tuple(checked(asked)), "Phân công chấm chéo", "scorecards"),
            Room(key="thanh_phan", label="Thành phần tổ chấm, đại diện đơn vị, địa điểm"),
            Room(key="ho_so", label="Hồ sơ, tài liệu đã xem"),
            Head("muc_ket_qua", "Kết quả chấm"),
            Data("diem", tuple(sums(card, sheet)), "Phiếu chấm điểm", "scorecards"),
            Head("muc_chenh", DIFFERENCE),
            Data("chenh", tuple(differences(card, sheet)), "Phiếu chấm điểm", "scorecards"),
            Head("muc_kien_nghi", "Kiến nghị của đơn vị và trả lời"),
            Data("kien_nghi", tuple(objections(card)), "Kiến nghị về điểm", "scorecards"),
            Room(key="y_kien", label="Ý kiến khác của đơn vị"),
            Room(
                key="ket",
                label="Kết luận",
                closing=True,
                offered=(
                    (
                        "Các bên thống nhất nội dung trên. Biên bản được lập thành các bản có giá trị "
                        "như nhau, mỗi bên giữ 01 bản."
                    ),
                ),
            ),
        ),
        recipients=(recipients_room("Đơn vị được chấm", "Lưu: VT, KTĐ"),),
    )


def checked(asked: Asked) -> Iterator[Block]:
    crossing = crossing_of(asked.bloc_year).filter(scored=member_of(asked)).first()
    pairs = (
        ("Thời gian", paper_date(asked.day)),
        ("Đơn vị được chấm", unit_name(asked)),
        ("Đơn vị chấm chéo", crossing.scorer.unit.name if crossing else ""),
        ("Thẩm định", f"{lead_unit(asked.bloc_year).name}, Khối trưởng"),
    )
    yield KeyValues(tuple((key, value) for key, value in pairs if value))


def sums(card: Scorecard, sheet: Sheet) -> Iterator[Block]:
    """Return the totals of each stage that gave points, and what stands."""
    columns = (
        Column("Lần chấm", 4),
        *(Column(name, 2, Align.RIGHT) for name in ("Tiêu chí", "Thưởng", "Trừ", "Tổng")),
    )
    stages = [(str(stage.label), totals) for stage, totals in sheet.totals.items()]
    settled = [("Được tính", sheet.standing)] if sheet.standing else []
    rows = tuple(
        Row(
            (
                name,
                *(
                    decimal_text(points, card.table.places)
                    for points in (told.base, told.bonus, told.deduction, told.total)
                ),
            ),
            bold=name == "Được tính",
        )
        for name, told in (*stages, *settled)
    )
    yield Table(columns, rows, whole=True)


def differences(card: Scorecard, sheet: Sheet) -> Iterator[Block]:
    """List the lines whose points a later stage changed, with its reasons."""
    changed = [row for row in sheet.rows if row.is_leaf and is_changed(row)]
    if not changed:
        yield Paragraph("Không có tiêu chí nào thay đổi so với điểm tự chấm.")
        return
    columns = (
        Column("Mã", 1.2, Align.CENTER),
        Column("Tiêu chí", 5),
        Column("Tự chấm", 1.6, Align.RIGHT),
        Column("Chấm chéo", 1.6, Align.RIGHT),
        Column("Thẩm định", 1.6, Align.RIGHT),
        Column("Lý do", 5),
    )
    places = card.table.places
    rows = tuple(
        Row(
            (
                row.criterion.code,
                row.criterion.text,
                *(points_text(p, places) for p in (row.self_, row.cross, row.appraised)),
                told_reasons(row) or NOTHING,
            )
        )
        for row in changed
    )
    yield Table(columns, rows, size=11)


def is_changed(row: SheetRow) -> bool:
    own = row.self_
    return any(points is not None and points != own for points in (row.cross, row.appraised))


def objections(card: Scorecard) -> Iterator[Block]:
    """Tell what the unit objected to, and what was answered."""
    places = card.table.places
    yield from listed(
        f"Tiêu chí {one.criterion.code}, đề nghị {points_text(one.wanted, places)} điểm: "
        f"{one.ground.rstrip('.')}; trả lời: {one.answer.rstrip('.') or 'chưa trả lời'}"
        for one in card.objections.select_related("criterion").order_by("raised_at")
    )
