"""What offices write by habit, in ways our own renderers don't, is read for what it is."""

from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from spoiling import saved

from thidua.papers.conformance import check

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
VML = (
    f'<w:pict {W} xmlns:v="urn:schemas-microsoft-com:vml">'
    '<v:line from="{x}pt,2pt" to="{end}pt,2pt"/></w:pict>'
)
DRAWN = (
    f'<w:drawing {W} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:anchor><wp:positionH relativeFrom="column"><wp:posOffset>{x}'
    '</wp:posOffset></wp:positionH><wp:extent cx="{width}" cy="0"/></wp:anchor></w:drawing>'
)
UNDERSCORES = "____"


def drawn_vml(paragraph: Any, left: float, width: float) -> None:
    start = left * 72 / 25.4
    xml = VML.format(x=round(start, 1), end=round(start + width * 72 / 25.4, 1))
    paragraph.add_run()._r.append(parse_xml(xml))


def drawn(paragraph: Any, left: float, width: float) -> None:
    xml = DRAWN.format(x=round(left * 36_000), width=round(width * 36_000))
    paragraph.add_run()._r.append(parse_xml(xml))


def underscored(paragraph: Any, left: float, width: float) -> None:
    paragraph.add_run(UNDERSCORES).font.size = Pt(13)


def said(cell: Any, text: str, size: float, *, fresh: bool = True, **looks: bool) -> Any:
    paragraph = cell.add_paragraph() if fresh else cell.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    for name, on in looks.items():
        setattr(run, name, on)
    return paragraph


def two_columns(document: Any, rows: int) -> Any:
    table = document.add_table(rows, 2)
    table.autofit = False
    for column, width in zip(table.columns, (65, 95), strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def started() -> Any:
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    return document


def clerks_letter(rule: Callable[[Any, float, float], None]) -> bytes:
    """A letter laid out by hand: a table for the head, the motto underlined, blank lines to sign."""
    document = started()
    (left, right), (number, date) = (row.cells for row in two_columns(document, 2).rows)
    said(left, "UBND TỈNH NAM ĐỊNH", 12, fresh=False)
    said(left, "SỞ NỘI VỤ", 13, bold=True)
    # The name is 24.6 mm wide, in the middle of a column of 61.2 mm.
    rule(said(left, "", 13), 25.6, 10)
    said(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, fresh=False, bold=True)
    said(right, "Độc lập - Tự do - Hạnh phúc", 14, bold=True, underline=True)
    said(number, "Số: 125/SNV-TĐKT", 13, fresh=False)
    said(number, "V/v báo cáo kết quả", 12)
    said(date, "Nam Định, ngày 09 tháng 3 năm 2021", 14, fresh=False, italic=True)
    document.add_paragraph("Kính gửi: Các đơn vị thành viên.").alignment = ALIGN.CENTER
    for text in (
        "Sở Nội vụ đề nghị các đơn vị báo cáo kết quả thực hiện phong trào thi đua " * 3,
        "Hết./.",
    ):
        paragraph = document.add_paragraph(text.strip())
        paragraph.alignment = ALIGN.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_after = Pt(6)
    recipients, signer = two_columns(document, 1).rows[0].cells
    said(recipients, "Nơi nhận:", 12, fresh=False, bold=True, italic=True).alignment = ALIGN.LEFT
    for text in ("- Như trên;", "- Lưu: VT, TĐKT."):
        said(recipients, text, 11).alignment = ALIGN.LEFT
    said(signer, "KT. GIÁM ĐỐC", 14, fresh=False, bold=True)
    said(signer, "PHÓ GIÁM ĐỐC", 14, bold=True)
    for _ in range(4):
        said(signer, "", 14)
    said(signer, "Nguyễn Văn A (minh họa)", 14, bold=True)
    return saved(document)


@pytest.mark.parametrize("rule", [underscored, drawn, drawn_vml])
def test_a_letter_laid_out_by_hand_is_good_however_its_rules_are_drawn(
    rule: Callable[[Any, float, float], None],
) -> None:
    report = check(clerks_letter(rule))
    assert (report.about, [f.rule.code for f in report.findings]) == ("Công văn", [])


@pytest.mark.parametrize("rule", [drawn, drawn_vml])
def test_a_drawn_rule_that_is_too_long_is_told(
    rule: Callable[[Any, float, float], None],
) -> None:
    report = check(clerks_letter(lambda paragraph, _, __: rule(paragraph, 20, 22)))
    assert [f.rule.code for f in report.findings] == ["issuer-rule"]


def test_a_face_of_the_theme_is_the_face_of_the_theme() -> None:
    document = docx.Document()
    document.add_paragraph("Chữ theo phông của mẫu.")
    told = {f.found for f in check(saved(document)).faults if f.rule.code == "face"}
    assert told == {"Có chữ bằng phông Cambria."}
