"""A short report with a draft: data, free words, a table, an annex."""

from collections.abc import Mapping
from datetime import date

from thidua.papers import (
    Annex,
    Column,
    Heading,
    Kind,
    Number,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    to_docx,
)
from thidua.papers.drafts import (
    Comparison,
    Data,
    Draft,
    Form,
    Head,
    Outline,
    Room,
    Words,
    compare,
    fill,
    keyed,
    printed,
    read,
)

IDENTITY, VERSION = "0a1b2c3d4e5f", 3
SCORES = Table(
    (Column("STT"), Column("Đơn vị"), Column("Điểm")),
    (Row(("1", "A", "95")), Row(("2", "B", "94"))),
)
OUTLINE = Outline(
    bases=(
        Data("luat", (Paragraph("Căn cứ Luật A"),), "Pháp luật", "law"),
        Room(key="can_cu", label="Căn cứ khác", form=Form.BASES),
    ),
    body=(
        Room(key="mo_dau", label="Mở đầu", remembered=True),
        Head("muc_1", "Tình hình chung"),
        Data("khoi", (Paragraph("Khối có 09 đơn vị."),), "Thành viên khối", "year"),
        Room(
            key="tinh_hinh", label="Tình hình",
            offered=("Năm *2021* có nhiều khó khăn.", "a) Điểm một;", "b) Điểm hai."),
        ),
        Head("muc_trong", "Mục không có gì"),
        Room(key="trong", label="Trống"),
        Head("muc_2", "Kết quả"),
        Head("muc_21", "Xếp hạng", level=2),
        Data("hang", (Paragraph("Xếp hạng như sau:"), SCORES), "Bảng xếp hạng", "ranking"),
        Head("muc_3", "Hạn chế"),
        Room(
            key="han_che", label="Hạn chế", form=Form.CLAUSES,
            offered=("Một số báo cáo còn chậm.", "Ít sáng kiến cấp tỉnh."),
        ),
        Room(key="ket", label="Lời kết", offered=("Trên đây là báo cáo của Khối.",)),
    ),
    recipients=(
        Room(
            key="noi_nhan", label="Nơi nhận", form=Form.RECIPIENTS,
            offered=("Hội đồng", "Lưu: VT"), remembered=True,
        ),
    ),
)  # fmt: skip
BARE = Paper(
    kind=Kind.REPORT,
    heading=Heading("UBND TỈNH", "KHỐI THI ĐUA"),
    dated=date(2021, 12, 17),
    place="Nam Định",
    number=Number(None, "BC-KTĐ"),
    summary="Tổng kết năm 2021",
    signatures=(SignatureBlock(capacity=("TM. KHỐI",), name="Lê Văn Ký (minh họa)"),),
    annexes=(Annex(title="Chỉ tiêu", label="Phụ lục", blocks=(SCORES,)),),
)
Written = Mapping[str, tuple[Words, ...]]
NOTHING: Written = {}


def paper(written: Written = NOTHING) -> Paper:
    return fill(BARE, OUTLINE, written)


def word(written: Written = NOTHING) -> bytes:
    """The draft as it is sent out."""
    return keyed(to_docx(paper(written)), printed(OUTLINE, written), IDENTITY, VERSION)


def draft(written: Written = NOTHING) -> Draft:
    lines = printed(OUTLINE, written)
    return Draft(
        outline=OUTLINE, written=written, lines=lines, own=read(word(written)),
        sent={line.key for line in printed(OUTLINE, NOTHING)},
    )  # fmt: skip


def came_back(content: bytes, written: Written = NOTHING) -> Comparison:
    return compare(draft(written), read(content))


def told(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Each change as its kind, key, words before and after."""
    return [(c.kind.value, c.key, c.before, c.after) for c in comparison.changes]
