"""One wrong paper for each rule: spoiled in exactly that, and told exactly that."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from spoiling import good, line, opened, paragraphs_in, remove, saved, say

from thidua.papers.conformance import RULES, check

LEFT = WD_ALIGN_PARAGRAPH.LEFT
Spoil = Callable[[Any], object]


def as_it_is(document: Any) -> None:
    """A paper whose own text gives the hint."""


def margin(side: str, width: float) -> Spoil:
    def spoil(document: Any) -> None:
        for section in document.sections:
            setattr(section, f"{side}_margin", Mm(width))

    return spoil


def paper_of(width: float, height: float) -> Spoil:
    def spoil(document: Any) -> None:
        for section in document.sections:
            section.page_width, section.page_height = Mm(width), Mm(height)

    return spoil


def lying(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE


def told(start: str, text: str) -> Spoil:
    return lambda document: say(document, start, text)


def gone(*starts: str) -> Spoil:
    def spoil(document: Any) -> None:
        for start in starts:
            say(document, start, "")

    return spoil


def face(document: Any) -> None:
    run = line(document, "Điều 1.").runs[0]
    run.font.name = "Arial"


def colour(document: Any) -> None:
    line(document, "Điều 1.").runs[0].font.color.rgb = RGBColor(0, 0, 255)


def black(document: Any) -> None:
    line(document, "THƯỢNG KHẨN").runs[0].font.color.rgb = RGBColor(0, 0, 0)


def stamped_right(document: Any) -> None:
    stamp = line(document, "THƯỢNG KHẨN")._p.getparent().getparent().getparent()
    line(document, "Nam Định, ngày")._p.addnext(stamp)


def secret_right(document: Any) -> None:
    paragraph = line(document, "Các đơn vị").insert_paragraph_before("MẬT")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def unnumbered(document: Any) -> None:
    for section in document.sections:
        for paragraph in section.header.paragraphs:
            remove(paragraph)


def number_aside(document: Any) -> None:
    document.sections[0].header.paragraphs[0].alignment = LEFT


def number_on_first(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = False


def counted_on(document: Any) -> None:
    for section in document.sections[1:]:
        numbering = section._sectPr.find(qn("w:pgNumType"))
        section._sectPr.remove(numbering)


def swapped(document: Any) -> None:
    """The head's columns the wrong way round."""
    row = document.tables[0].rows[0]
    left, right = row.cells
    left._tc.addprevious(right._tc)
    columns = document.tables[0]._tbl.tblGrid
    columns.append(columns[0])
    second = document.tables[0].rows[1]
    a, b = second.cells
    a._tc.addprevious(b._tc)


def left(start: str) -> Spoil:
    def spoil(document: Any) -> None:
        line(document, start).alignment = LEFT

    return spoil


def unruled(start: str) -> Spoil:
    """Take away the next rule below a line."""

    def spoil(document: Any) -> None:
        every = list(paragraphs_in(document))
        place = next(n for n, p in enumerate(every) if p.text.startswith(start))
        ruled = next(p for p in every[place:] if p._p.find(".//" + qn("w:pBdr")) is not None)
        border = ruled._p.find(".//" + qn("w:pBdr"))
        border.getparent().remove(border)

    return spoil


def layout(start: str, **settings: Any) -> Spoil:
    def spoil(document: Any) -> None:
        for name, value in settings.items():
            setattr(line(document, start).paragraph_format, name, value)

    return spoil


def styled(start: str, **settings: Any) -> Spoil:
    def spoil(document: Any) -> None:
        for run in line(document, start).runs:
            for name, value in settings.items():
                setattr(run.font, name, value)

    return spoil


def without(start: str, *, until: str) -> Spoil:
    """Remove the paragraphs from one to before another."""

    def spoil(document: Any) -> None:
        every = list(document.paragraphs)
        first = next(n for n, p in enumerate(every) if p.text.startswith(start))
        last = next(n for n, p in enumerate(every) if p.text.startswith(until))
        for paragraph in every[first:last]:
            remove(paragraph)

    return spoil


def bodiless(document: Any) -> None:
    start = next(n for n, p in enumerate(document.paragraphs) if p.text.startswith("Các đơn vị"))
    for paragraph in document.paragraphs[start:]:
        if paragraph.text:
            say(document, paragraph.text, "")


def unsigned(document: Any) -> None:
    for start in ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Hoàng Văn H"):
        say(document, start, "")


def doubled(start: str) -> Spoil:
    def spoil(document: Any) -> None:
        paragraph = line(document, start)
        paragraph._p.addnext(deepcopy(paragraph._p))

    return spoil


def lower(start: str, points: float) -> Spoil:
    def spoil(document: Any) -> None:
        line(document, start).paragraph_format.space_before = Pt(points)

    return spoil


def unframed(document: Any) -> None:
    for borders in document.element.body.iter(qn("w:tblBorders")):
        for side in borders:
            side.set(qn("w:val"), "none")


def shifted(start: str, by: float) -> Spoil:
    def spoil(document: Any) -> None:
        line(document, start).paragraph_format.left_indent = Mm(by)

    return spoil


WRONG: dict[str, list[tuple[str, Spoil]]] = {
    "paper-size": [("full", paper_of(216, 279))],
    "direction": [("letter", lying)],
    "margin-left": [("full", margin("left", 25)), ("full", margin("left", 36))],
    "margin-right": [("full", margin("right", 10)), ("full", margin("right", 21))],
    "margin-top": [("full", margin("top", 15)), ("full", margin("top", 26))],
    "margin-bottom": [("full", margin("bottom", 15)), ("full", margin("bottom", 26))],
    "face": [("full", face)],
    "colour": [("full", colour)],
    "page-number-missing": [("report", unnumbered)],
    "page-number-place": [("full", number_aside)],
    "page-number-first": [("full", number_on_first)],
    "country-missing": [("full", gone("CỘNG HÒA"))],
    "motto-missing": [("full", gone("Độc lập"))],
    "motto-text": [
        ("full", told("Độc lập", "Độc lập-Tự do-Hạnh phúc")),
        ("full", told("Độc lập", "Độc Lập - Tự Do - Hạnh Phúc")),
    ],
    "motto-centred": [("full", shifted("Độc lập", 10))],
    "motto-rule": [("full", unruled("Độc lập"))],
    "issuer-centred": [("full", shifted("KHỐI THI ĐUA", 10))],
    "issuer-rule": [("full", unruled("KHỐI THI ĐUA"))],
    "number-missing": [("full", gone("Số:"))],
    "number-form": [
        ("full", told("Số:", "Số 07/TTr-KTĐ")),
        ("full", told("Số:", "Số: 07 / TTr-KTĐ")),
        ("full", told("Số:", "Số: 07/TTr - KTĐ")),
    ],
    "number-zero": [("full", told("Số:", "Số: 7/TTr-KTĐ")), ("full", told("Số:", "Số: 007/TTr-KTĐ"))],
    "number-kind": [
        ("full", told("Số:", "Số: 07/BC-KTĐ")),
        ("letter", told("Số:", "Số: 45/QĐ-SNV")),
    ],
    "number-centred": [("full", shifted("Số:", 12))],
    "date-missing": [("full", gone("Nam Định, ngày"))],
    "date-form": [
        ("full", told("Nam Định, ngày", "Nam Định ngày 08 tháng 02 năm 2022")),
        ("full", told("Nam Định, ngày", "nam Định, ngày 08 tháng 02 năm 2022")),
    ],
    "date-zero": [
        ("full", told("Nam Định, ngày", "Nam Định, ngày 8 tháng 02 năm 2022")),
        ("full", told("Nam Định, ngày", "Nam Định, ngày 08 tháng 2 năm 2022")),
        ("full", told("Nam Định, ngày", "Nam Định, ngày 08 tháng 06 năm 2022")),
    ],
    "date-row": [("full", lower("Nam Định, ngày", 24))],
    "date-centred": [("full", shifted("Nam Định, ngày", 12))],
    "title-centred": [("full", left("Về việc ban hành"))],
    "summary-rule": [("full", unruled("Về việc ban hành"))],
    "subject-form": [("letter", told("V/v", "Về việc báo cáo sơ kết công tác thi đua"))],
    "addressed-missing": [("letter", gone("Kính gửi"))],
    "addressed-form": [
        ("full", told("- Hội đồng Thi đua", "- Hội đồng Thi đua - Khen thưởng tỉnh Nam Định.")),
        ("full", told("- Sở Nội vụ", "- Sở Nội vụ (Ban Thi đua - Khen thưởng)")),
        ("full", told("Kính gửi", "Kính gửi")),
    ],
    "addressed-dashes": [("full", shifted("- Sở Nội vụ", 60))],
    "bases-end": [
        ("full", told("Căn cứ Luật Thi đua", "Căn cứ Luật Thi đua, Khen thưởng ngày 26 tháng 11 năm 2003.")),
        ("full", told("Căn cứ Nghị định", "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ;")),
    ],
    "bases-law": [("full", told("Căn cứ Luật Thi đua", "Căn cứ Luật Thi đua, Khen thưởng số 15/2003/QH11;"))],
    "body-missing": [("letter", bodiless)],
    "body-size": [("full", styled("Điều 3.", size=Pt(12)))],
    "body-capitals": [("letter", styled("Các đơn vị", all_caps=True))],
    "body-justified": [("letter", layout("Các đơn vị", alignment=LEFT))],
    "body-indent": [("letter", layout("Các đơn vị", first_line_indent=Mm(0)))],
    "body-gap": [("letter", layout("Các đơn vị", space_after=Pt(3)))],
    "body-spacing": [
        ("letter", layout("Các đơn vị", line_spacing=1.6)),
        ("letter", layout("Các đơn vị", line_spacing=0.9)),
    ],
    "body-end": [("letter", told("Đề nghị các đơn vị", "Đề nghị các đơn vị gửi báo cáo."))],
    "article-form": [
        ("full", told("Điều 3.", "Điều 3: Khối trưởng")),
        ("full", told("Điều 3.", "ĐIỀU 3. Khối trưởng")),
        ("full", styled("Điều 3.", bold=False)),
        ("full", styled("Điều 3.", italic=True)),
    ],
    "article-order": [("full", told("Điều 4.", "Điều 5. Hội nghị")), ("full", told("Điều 4.", "Điều 3. Hội nghị"))],
    "chapter-form": [
        ("full", told("Chương I", "Chương 1")),
        ("full", told("QUY ĐỊNH CHUNG", "Quy định chung")),
        ("full", left("Chương II")),
    ],
    "chapter-order": [("full", told("Chương II", "Chương III"))],
    "section-form": [("full", told("Mục 1", "Mục I")), ("full", told("HOẠT ĐỘNG", "Hoạt động"))],
    "section-order": [("full", told("Mục 2", "Mục 3"))],
    "heading-form": [("report", told("III. ", "III. Hạn chế, nguyên nhân"))],
    "heading-order": [("report", told("III. ", "IV. HẠN CHẾ, NGUYÊN NHÂN"))],
    "clause-order": [("full", told("2. ", "3. Các đơn vị.")), ("full", told("2. ", "1. Các đơn vị."))],
    "point-order": [("full", told("b) ", "d) Các đơn vị.")), ("full", told("c) ", "b) Các đơn vị."))],
    "signer-missing": [("letter", unsigned)],
    "prefix-form": [
        ("letter", told("KT. GIÁM ĐỐC", "KT GIÁM ĐỐC")),
        ("letter", told("KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC")),
        ("letter", told("KT. GIÁM ĐỐC", "KT.GIÁM ĐỐC")),
    ],
    "prefix-post": [("letter", gone("PHÓ GIÁM ĐỐC"))],
    "prefix-order": [("full", told("KT. KHỐI TRƯỞNG", "TM. KHỐI TRƯỞNG"))],
    "name-degree": [
        ("letter", told("Hoàng Văn H", "TS. Hoàng Văn Hải")),
        ("letter", told("Hoàng Văn H", "Ông Hoàng Văn Hải")),
    ],
    "name-capitals": [("letter", told("Hoàng Văn H", "Hoàng văn Hải"))],
    "name-centred": [("letter", left("Hoàng Văn H"))],
    "recipients-missing": [("letter", gone("Nơi nhận:", "- Như trên", "- Lưu"))],
    "recipients-label": [("letter", told("Nơi nhận:", "Nơi nhận"))],
    "recipients-level": [("letter", lower("Nơi nhận:", 40))],
    "recipients-form": [
        ("letter", told("- Như trên", "- Như trên.")),
        ("full", told("- Các đơn vị thành viên", "+ Các đơn vị thành viên Khối;")),
    ],
    "recipients-file": [("letter", told("- Lưu", "- Lưu hồ sơ."))],
    "recipients-above": [("letter", told("- Như trên", "- Sở Tài chính;"))],
    "annex-number": [("full", told("Phụ lục II", "Phụ lục 2"))],
    "annex-mention": [("full", told("Khối thi đua trình dự thảo", "Khối thi đua trình các nội dung:"))],
    "annex-centred": [("full", left("BẢNG TIÊU CHÍ"))],
    "annex-pages": [("full", counted_on)],
    "stamp-colour": [("full", black)],
    "stamp-place": [("full", stamped_right), ("letter", secret_right)],
    "stamp-frame": [("invitation", unframed)],
    "caps-people": [("letter", told("Đề nghị các đơn vị", "Đề nghị Ủy ban Nhân dân tỉnh xem xét./."))],
    "caps-place": [("letter", told("Đề nghị các đơn vị", "Đề nghị thành phố Hồ Chí Minh xem xét./."))],
    "caps-class": [("letter", told("Đề nghị các đơn vị", "Đề nghị tặng Huân chương Lao động hạng ba./."))],
}  # fmt: skip

HINTED: dict[str, list[tuple[str, Spoil]]] = {
    "title-kind": [("agreement", as_it_is)],
    "summary-missing": [("minutes", gone("Hội nghị tổng kết"))],
    "bases-full": [("full", told("Căn cứ Nghị định", "Căn cứ Nghị định về thi đua của Chính phủ."))],
    "signer-name": [("letter", gone("Hoàng Văn H"))],
    "annex-reference-missing": [("full", gone("(Kèm theo"))],
    "draft": [("invitation", as_it_is)],
    "caps-unit": [("letter", told("Đề nghị các đơn vị", "Đề nghị các đơn vị thuộc Tỉnh Nam Định./."))],
    "caps-cited": [("letter", told("Đề nghị các đơn vị", "Đề nghị theo Khoản 2 Điều 3 Quy chế./."))],
}  # fmt: skip
"""Rules that only hint: they may come with others, but never as faults."""

# Where one thing cannot be spoiled alone, or the paper cannot be taken apart without it.
WITH_IT = {
    "paper-size": {"margin-right"},
    "motto-centred": {"motto-rule"},
    "title-centred": {"summary-rule"},
    "issuer-centred": {"issuer-rule", "number-centred"},
}
CASES = [(code, name, spoil) for code, cases in WRONG.items() for name, spoil in cases]
HINTS = [(code, name, spoil) for code, cases in HINTED.items() for name, spoil in cases]
NOT_IN_WORD = {
    "page-number-order": "a Word file's numbers are filled in by Word: tried in PDF",
    "issuer-missing": "tried with a paper without any structure",
    "title-missing": "as above",
    "country-place": "tried with a head whose columns are swapped",
}


def codes_of(name: str, spoil: Spoil) -> tuple[set[str], set[str]]:
    document = opened(name)
    spoil(document)
    report = check(saved(document))
    return {f.rule.code for f in report.faults}, {f.rule.code for f in report.hints}


@pytest.mark.parametrize(
    ("code", "name", "spoil"), CASES, ids=[f"{c}-{n}" for n, (c, *_) in enumerate(CASES)]
)
def test_what_is_wrong_is_told_and_nothing_else(code: str, name: str, spoil: Spoil) -> None:
    faults, _ = codes_of(name, spoil)
    assert faults - WITH_IT.get(code, set()) == {code}


@pytest.mark.parametrize(("code", "name", "spoil"), HINTS, ids=[code for code, *_ in HINTS])
def test_what_only_a_person_can_decide_is_a_hint(code: str, name: str, spoil: Spoil) -> None:
    faults, hints = codes_of(name, spoil)
    assert (code in hints, code in faults) == (True, False)


def test_a_country_name_on_the_left_is_told() -> None:
    assert "country-place" in codes_of("full", swapped)[0]


def test_every_rule_is_tried() -> None:
    assert set(RULES) == {*WRONG, *HINTED, *NOT_IN_WORD}


def test_the_papers_to_be_spoiled_are_good() -> None:
    for name in ("full", "letter", "report", "invitation"):
        assert check(good(name)).faults == ()
