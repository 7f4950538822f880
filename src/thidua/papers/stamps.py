"""Stamps and notes beside the text (Decree 30/2020/NĐ-CP, Annex I, Part I, Section III.2)."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Stamp:
    """A framed word in capitals, 8 mm high; `width` in millimetres, 0 for as wide as the text."""

    text: str
    width: float = 0
    red: bool = False


class Urgency(StrEnum):
    """Box 10b: how fast a paper must be carried; drawn as the stamps the decree describes."""

    EXPRESS = "HOẢ TỐC"
    VERY_URGENT = "THƯỢNG KHẨN"
    URGENT = "KHẨN"

    @property
    def stamp(self) -> Stamp:
        width = {Urgency.EXPRESS: 30, Urgency.VERY_URGENT: 40, Urgency.URGENT: 20}[self]
        return Stamp(self.value, width, red=True)


class Circulation(StrEnum):
    """Box 11: who may see a paper. Stamps of secrecy are put on by hand, under a law of their own."""

    RETURN = "XEM XONG TRẢ LẠI"
    INTERNAL = "LƯU HÀNH NỘI BỘ"

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.value)


DRAFT = Stamp("DỰ THẢO")
