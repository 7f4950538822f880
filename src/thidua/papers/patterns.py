"""Patterns of certificates as data: the sheet, the places of its lines, full page or onto a blank."""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

EMBLEM, CODE = "emblem", "code"
FIELDS: Mapping[str, str] = {
    EMBLEM: "Quốc huy (tệp của cơ quan)",
    "country": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "awarding_post": "Người tặng",
    "gives": "Chữ “TẶNG”",
    "title": "Tên bằng",
    "recipient": "Tên người, đơn vị được tặng",
    "detail": "Dòng dưới tên",
    "merit": "Thành tích",
    "place_line": "Nơi, ngày ký",
    "capacity": "Chức vụ người ký",
    "name": "Họ tên người ký",
    CODE: "Mã QR",
    "decision_line": "Số, ngày quyết định",
    "book_line": "Số sổ vàng",
    "check": "Địa chỉ kiểm tra",
    "notice": "Ghi chú ở chân",
}
RED, BLACK, GREY = "#c8102e", "#000000", "#5a5a5a"
LARGEST_SHEET, LARGEST_TYPE, LARGEST_OFFSET = 1200, 120, 30
ORNAMENT = 4.0
"""Millimetres from the edge of the inner frame that its lines take."""
MM_PER_POINT = 25.4 / 72
LINE = 1.2
"""Height of a line in ems: capitals with two marks above, a dot below."""
WIDE = frozenset("mwMW@%—…&+=<>~")
NARROW = frozenset(" .,:;/|()-'’iìíỉĩịlfjtrs")


def widest(letter: str) -> float:
    """Return what a letter of any of the faces takes at most, in ems."""
    if letter in NARROW:
        return 0.46
    if letter in WIDE:
        return 1.0
    return 0.78 if letter.isupper() else 0.61


@lru_cache(4096)  # most lines of a batch are the same
def width_at_most(text: str) -> float:
    """Return a width in ems that no line of a text exceeds."""
    return max(sum(map(widest, line)) for line in text.split("\n"))


class Mode(StrEnum):
    """A whole page, or only what a pre-printed blank (phôi) leaves open."""

    FULL = "full"
    OVERLAY = "overlay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Size of a certificate in millimetres: the sheet and, centred in it, the inner frame.

    The defaults are those of a certificate of a province under Decree 50/2006/NĐ-CP, Art. 28; the
    authority's own pattern may differ.
    """

    width: float = 400
    height: float = 300
    inner_width: float = 320
    inner_height: float = 230

    @property
    def inner(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what may be written on, inside the ornament."""
        left, top = (self.width - self.inner_width) / 2, (self.height - self.inner_height) / 2
        return (
            left + ORNAMENT, top + ORNAMENT, self.width - left - ORNAMENT, self.height - top - ORNAMENT,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a line stands: millimetres from the sheet's upper left corner, type in points at most.

    A text that is too long wraps, then shrinks until it fits; `rise` says where a short one stands
    in its place. What is `on_blank` is printed on the blank already.
    """

    field: str
    x: float
    y: float
    width: float
    height: float
    size: float = 0
    colour: str = BLACK
    align: str = "center"
    rise: str = "horizon"
    bold: bool = False
    italic: bool = False
    on_blank: bool = False

    def surely_holds(self, text: str) -> bool:
        """Tell whether a text surely fits as it is, by letters wider than any of the face."""
        em, count = self.size * MM_PER_POINT, text.count("\n") + 1
        return width_at_most(text) * em <= self.width and count * LINE * em <= self.height

    def scaled(self, factor: float, old: Sheet, new: Sheet) -> Self:
        """Return the place on another sheet, by its distance from the middle."""
        return replace(
            self,
            x=round(new.width / 2 + (self.x - old.width / 2) * factor, 2),
            y=round(new.height / 2 + (self.y - old.height / 2) * factor, 2),
            width=round(self.width * factor, 2),
            height=round(self.height * factor, 2),
            size=round(self.size * factor, 2),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """How certificates of an award are set.

    Args:
        offset_x, offset_y: by how many millimetres a printer is to be corrected, right and down.
        emblem: a picture that the authority provides, as SVG; without one its place stays free.
    """

    sheet: Sheet
    spots: tuple[Spot, ...]
    mode: Mode = Mode.FULL
    offset_x: float = 0
    offset_y: float = 0
    emblem: str = ""

    def on(self, sheet: Sheet) -> Self:
        """Return the pattern laid out for another sheet; type shrinks with the inner frame."""
        factor = min(
            sheet.inner_width / self.sheet.inner_width, sheet.inner_height / self.sheet.inner_height
        )
        spots = tuple(spot.scaled(factor, self.sheet, sheet) for spot in self.spots)
        return replace(self, sheet=sheet, spots=spots)

    @property
    def printed(self) -> tuple[Spot, ...]:
        """The lines that are printed: onto a blank, only what it leaves open."""
        return tuple(s for s in self.spots if self.mode is Mode.FULL or not s.on_blank)

    def tight(self, lines: Mapping[str, str]) -> list[str]:
        """Return the lines that may have to wrap or shrink, so that only these are measured."""
        return [s.field for s in self.printed if not s.surely_holds(lines.get(s.field, ""))]

    def to_json(self) -> dict[str, Any]:
        """Return what is kept of a pattern; the picture is kept apart."""
        kept = asdict(self)
        kept.pop("emblem")
        return kept


def pattern_from_json(kept: Mapping[str, Any], emblem: str = "") -> Pattern:
    return Pattern(
        sheet=Sheet(**kept["sheet"]),
        spots=tuple(Spot(**spot) for spot in kept["spots"]),
        mode=Mode(kept["mode"]),
        offset_x=kept["offset_x"],
        offset_y=kept["offset_y"],
        emblem=emblem,
    )


def picture_svg(media_type: str, content: bytes) -> str:
    """Wrap a PNG or JPEG picture as SVG, so that it goes to the page with the other data."""
    data = base64.b64encode(content).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">'
        f'<image width="100" height="100" href="data:{media_type};base64,{data}"/></svg>'
    )


def faults_of(pattern: Pattern) -> Iterator[str]:
    """Yield what makes a pattern unfit to print by, in words for who set it."""
    sheet = pattern.sheet
    if not (0 < sheet.inner_width <= sheet.width <= LARGEST_SHEET) or not (
        0 < sheet.inner_height <= sheet.height <= LARGEST_SHEET
    ):
        yield ("Khổ giấy phải lớn hơn 0, không quá 1200 mm, và khung trong không lớn hơn khổ giấy.")
        return
    if max(abs(pattern.offset_x), abs(pattern.offset_y)) > LARGEST_OFFSET:
        yield f"Độ lệch máy in không quá {LARGEST_OFFSET} mm mỗi chiều."
    for spot in pattern.printed:
        yield from spot_faults(spot, sheet)


def spot_faults(spot: Spot, sheet: Sheet) -> Iterator[str]:
    label, (left, top, right, bottom) = FIELDS.get(spot.field, spot.field), sheet.inner
    if spot.width <= 0 or spot.height <= 0:
        yield f"“{label}”: bề rộng và bề cao phải lớn hơn 0."
    elif (
        spot.x < left
        or spot.y < top
        or spot.x + spot.width > right + 0.01
        or spot.y + spot.height > bottom + 0.01
    ):
        yield (
            f"“{label}” ra ngoài khung trong; chỗ viết được: từ {left:g} đến {right:g} mm theo "
            f"chiều ngang, từ {top:g} đến {bottom:g} mm theo chiều dọc."
        )
    if spot.field not in {EMBLEM, CODE} and not 4 <= spot.size <= LARGEST_TYPE:
        yield f"“{label}”: cỡ chữ từ 4 đến {LARGEST_TYPE}."


def _middle(field: str, y: float, height: float, size: float, **more: Any) -> Spot:
    return Spot(field=field, x=56, y=y, width=288, height=height, size=size, **more)


def _left(field: str, y: float, height: float, size: float) -> Spot:
    return Spot(field=field, x=86, y=y, width=112, height=height, size=size, align="left")


def _right(field: str, y: float, height: float, size: float, **more: Any) -> Spot:
    return Spot(field=field, x=205, y=y, width=139, height=height, size=size, **more)


STANDARD = Pattern(
    sheet=Sheet(),
    spots=(
        Spot(field=EMBLEM, x=189, y=41, width=22, height=22, on_blank=True),
        _middle("country", 63.5, 8.5, 20, bold=True, on_blank=True),
        _middle("motto", 72, 8.5, 19, bold=True, on_blank=True),
        _middle("awarding_post", 86, 11, 25, bold=True, colour=RED, on_blank=True),
        _middle("gives", 97.5, 8.5, 20, bold=True, on_blank=True),
        _middle("title", 106, 23, 52, bold=True, colour=RED, on_blank=True),
        _middle("recipient", 131, 23, 25, bold=True, rise="bottom"),
        _middle("detail", 154.5, 8, 18),
        Spot(field="merit", x=79, y=163.5, width=242, height=26, size=19, italic=True, rise="top"),
        _right("place_line", 190, 7, 16, italic=True),
        _right("capacity", 197, 14, 16, bold=True, rise="top"),
        _right("name", 246, 8, 18, bold=True),
        Spot(field=CODE, x=58, y=216, width=24, height=24),
        _left("decision_line", 216, 6.5, 14),
        _left("book_line", 223.5, 6.5, 14),
        _left("check", 231, 9, 10),
        _middle("notice", 254.5, 5, 10, italic=True, colour=GREY),
    ),
)
"""Lines as Decree 50/2006/NĐ-CP, Article 28 orders them, on its sheet for a province.

The decree held until 2014; no later pattern has been seen.
"""
