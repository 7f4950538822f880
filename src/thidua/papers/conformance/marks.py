"""Stamps and notes beside the text of a paper: draft, secrecy, urgency, circulation, drafter."""

import re
from dataclasses import dataclass

from thidua.papers.conformance.reading import Line, Reading
from thidua.text import fold

URGENCY = ("hoa toc", "thuong khan", "khan")
SECRECY = ("tuyet mat", "toi mat", "mat")
CIRCULATION = ("xem xong tra lai", "luu hanh noi bo")
_LONGEST = 40
_DRAFT = re.compile(r"du thao( lan \d+)?( \d+)?")
_DRAFTER = re.compile(r"[A-ZĐ]{1,8}\.\s?\(?\d+\)?")
_OFFICE = re.compile(
    r"(địa chỉ|điện thoại|đt|email|e-mail|fax|website|thư điện tử)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Marks:
    """Boxes 10 to 13 and the mark of a draft, as far as they were found."""

    draft: tuple[Line, ...] = ()
    urgency: tuple[Line, ...] = ()
    secrecy: tuple[Line, ...] = ()
    circulation: tuple[Line, ...] = ()
    drafter: tuple[Line, ...] = ()
    office: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return (
            *self.draft,
            *self.urgency,
            *self.secrecy,
            *self.circulation,
            *self.drafter,
            *self.office,
        )


def marks_of(reading: Reading) -> Marks:
    """Find stamps and notes among the lines of the paper itself."""
    main = [line for line in reading.lines if not reading.part_of(line)]
    first = [line for line in main if line.page == 1 and len(line.text) < _LONGEST]
    foot = list(reading.feet)
    return Marks(
        draft=tuple(line for line in first if _DRAFT.fullmatch(fold(line.text))),
        urgency=_named(first, URGENCY),
        secrecy=_named(first, SECRECY),
        circulation=_named(first, CIRCULATION),
        drafter=tuple(line for line in main if line.size < 12.5 and _DRAFTER.fullmatch(line.text)),
        office=tuple(
            line for line in (*main, *foot) if _OFFICE.match(line.text) and line.size < 12.5
        ),
    )


def _named(lines: list[Line], names: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(
        line for line in lines if fold(line.text) in names and line.text == line.text.upper()
    )
