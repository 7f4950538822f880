"""How each component is set: size, weight, slant, capitals (Annex I, Part I and table V)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from thidua.papers.conformance.figures import figure
from thidua.papers.conformance.findings import Box, Finding, Rule
from thidua.papers.conformance.parts import Parts
from thidua.papers.conformance.reading import Line, Paragraph

_P = "Phụ lục I, Phần I, mục "
_TINY = 2


@dataclass(frozen=True, slots=True)
class Look:
    """How one component is set; None where the decree leaves it open.

    Args:
        code: what its rules are called by.
        name: the component, as the sentence begins.
        lines: finds its lines.
        sizes: least and largest size in points.
    """

    code: str
    name: str
    box: Box
    place: str
    lines: Callable[[Parts], Sequence[Line]]
    sizes: tuple[float, float]
    bold: bool | None = None
    italic: bool = False
    capitals: bool | None = None

    @property
    def size_told(self) -> str:
        low, high = self.sizes
        return f"cỡ chữ {low:g}" if low == high else f"cỡ chữ từ {low:g} đến {high:g}"

    @property
    def style_told(self) -> str:
        weight = {True: ", đậm", False: ", không đậm", None: ""}[self.bold]
        return f"kiểu chữ {'nghiêng' if self.italic else 'đứng'}{weight}"

    @property
    def case_told(self) -> str:
        return "chữ in hoa" if self.capitals else "chữ in thường"

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of size and style, and of case where the decree says one."""
        told = [("size", self.size_told), ("style", self.style_told)]
        told += [("case", self.case_told)] if self.capitals is not None else []
        return tuple(
            Rule(f"{self.code}-{aspect}", self.box, self.place, f"{self.name}: {wanted}.",
                 f"Hãy đặt {wanted} cho phần này.")
            for aspect, wanted in told
        )  # fmt: skip

    def findings(self, parts: Parts) -> Iterator[Finding]:
        """Compare the lines of the component with how it should be set."""
        size, style, *case = self.rules
        for line in self.lines(parts):
            if odd := self._odd_sizes(line):
                yield size.found(f"Cỡ chữ {', '.join(map(figure, odd))}.", line)
            if self._wrong_style(line):
                yield style.found(f"{_style_of(line)}.", line)
            if case and self._wrong_case(line.text):
                seen = "chữ in thường" if self.capitals else "chữ in hoa"
                yield case[0].found(f"Đang là {seen}.", line)

    def _odd_sizes(self, line: Line) -> list[float]:
        low, high = self.sizes
        told = {span.size for span in line.spans if len(span.text.strip()) > _TINY} or {line.size}
        return sorted(size for size in told if not low - 0.3 <= size <= high + 0.3)

    def _wrong_style(self, line: Line) -> bool:
        heavy = self.bold is not None and line.bold is not self.bold
        if self.bold is False and not line.bold:
            heavy = any(span.bold for span in line.spans if span.text.strip())
        return heavy or line.italic is not self.italic

    def _wrong_case(self, text: str) -> bool:
        letters = "".join(letter for letter in text if letter.isalpha())
        if len(letters) < 2:
            return False
        return (letters == letters.upper()) is not self.capitals


def _style_of(line: Line) -> str:
    slant = "nghiêng" if line.italic else "đứng"
    some = any(span.bold for span in line.spans if span.text.strip())
    weight = "đậm" if line.bold else "đậm một phần" if some else "không đậm"
    return f"Đang là chữ {slant}, {weight}"


def _of(paragraphs: Sequence[Paragraph]) -> list[Line]:
    return list(chain.from_iterable(paragraph.lines for paragraph in paragraphs))


def _names(parts: Parts) -> list[Line]:
    return [line for block in parts.signed for line in block.name]


def _capacities(parts: Parts) -> list[Line]:
    return [line for block in parts.signed for line in (*block.capacity, *block.posts)]


def _annex(parts: Parts, name: str) -> list[Line]:
    return [line for annex in parts.annexes for line in getattr(annex, name)]


LOOKS = (
    Look("country", "Quốc hiệu", Box.NATION, f"{_P}II.1.a",
         lambda p: p.country, (12, 13), bold=True, capitals=True),
    Look("motto", "Tiêu ngữ", Box.NATION, f"{_P}II.1.b",
         lambda p: p.motto, (13, 14), bold=True, capitals=False),
    Look("superior", "Tên cơ quan, tổ chức chủ quản trực tiếp", Box.ISSUER, f"{_P}II.2.b",
         lambda p: p.superior, (12, 13), bold=False, capitals=True),
    Look("issuer", "Tên cơ quan, tổ chức ban hành văn bản", Box.ISSUER, f"{_P}II.2.b",
         lambda p: p.issuer, (12, 13), bold=True, capitals=True),
    Look("number", "Số, ký hiệu", Box.NUMBER, f"{_P}II.3.c",
         lambda p: p.number, (13, 13), bold=False),
    Look("date", "Địa danh và thời gian", Box.DATE, f"{_P}II.4.c",
         lambda p: p.date, (13, 14), bold=False, italic=True, capitals=False),
    Look("title", "Tên loại văn bản", Box.TITLE, f"{_P}II.5.b",
         lambda p: p.title, (13, 14), bold=True, capitals=True),
    Look("summary", "Trích yếu nội dung", Box.TITLE, f"{_P}II.5.b",
         lambda p: p.summary, (13, 14), bold=True, capitals=False),
    Look("subject", "Trích yếu công văn", Box.SUBJECT, f"{_P}II.5.b",
         lambda p: p.subject, (12, 13), bold=False, capitals=False),
    Look("addressed", "“Kính gửi” và nơi nhận để giải quyết", Box.ADDRESSEE, f"{_P}II.9.d",
         lambda p: p.addressed, (13, 14), bold=False, capitals=False),
    Look("authority", "Thẩm quyền ban hành", Box.BODY, "Phụ lục III, mục II, mẫu 1.2",
         lambda p: p.authority, (13, 14), bold=True, capitals=True),
    Look("bases", "Căn cứ ban hành", Box.BODY, f"{_P}II.6.a",
         lambda p: _of(p.bases), (13, 14), bold=False, italic=True, capitals=False),
    Look("capacity", "Quyền hạn, chức vụ của người ký", Box.SIGNER, f"{_P}II.7.đ",
         _capacities, (13, 14), bold=True, capitals=True),
    Look("name", "Họ và tên người ký", Box.SIGNER, f"{_P}II.7.đ",
         _names, (13, 14), bold=True, capitals=False),
    Look("label", "Từ “Nơi nhận”", Box.RECIPIENTS, f"{_P}II.9.d",
         lambda p: p.label, (12, 12), bold=True, italic=True, capitals=False),
    Look("recipients", "Phần liệt kê nơi nhận", Box.RECIPIENTS, f"{_P}II.9.d",
         lambda p: _of(p.recipients), (11, 11), bold=False),
    Look("urgency", "Dấu chỉ mức độ khẩn", Box.STAMPS, f"{_P}III.2.b",
         lambda p: p.marks.urgency, (13, 14), bold=True, capitals=True),
    Look("circulation", "Chỉ dẫn về phạm vi lưu hành", Box.CIRCULATION, f"{_P}III.2.c",
         lambda p: p.marks.circulation, (13, 14), bold=True, capitals=True),
    Look("drafter", "Ký hiệu người soạn thảo và số lượng bản", Box.DRAFTER, f"{_P}III.3",
         lambda p: p.marks.drafter, (11, 11), bold=False),
    Look("office", "Địa chỉ cơ quan, thư điện tử, điện thoại", Box.OFFICE, f"{_P}III.4",
         lambda p: p.marks.office, (11, 12), bold=False, capitals=False),
    Look("annex-label", "Từ “Phụ lục” và số thứ tự", Box.ANNEX, f"{_P}III.1.b",
         lambda p: _annex(p, "label"), (14, 14), bold=True, capitals=False),
    Look("annex-title", "Tên phụ lục", Box.ANNEX, f"{_P}III.1.b",
         lambda p: _annex(p, "title"), (13, 14), bold=True, capitals=True),
    Look("annex-reference", "Thông tin chỉ dẫn kèm theo văn bản", Box.ANNEX, f"{_P}III.1.c",
         lambda p: _annex(p, "reference"), (13, 14), bold=False, italic=True, capitals=False),
    Look("page-number", "Số trang", Box.PAGE, f"{_P}I.7",
         lambda p: [number.line for number in p.reading.numbers], (13, 14)),
)  # fmt: skip
