"""What stands above the lines of a draft, as typed, and what it reads as."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any, Self

from thidua.scoring.bands import Band
from thidua.scoring.drafts import LARGEST, DraftFault
from thidua.scoring.grades import Grade
from thidua.scoring.tables import Unassigned
from thidua.text import clean, decimal_text, parse_decimal

MOST_PLACES = 2
_GRADE = re.compile(r"(?P<label>[^:]+):(?P<band>[^(]+)(\(\D*(?P<quota>\d+)\s*%\s*\))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHead:
    """The head of a table as typed; `grades` has a line each: "Xuất sắc: >=90 (tối đa 20%)"."""

    title: str = ""
    places: str = "2"
    margin: str = "0,5"
    unassigned: str = Unassigned.SHARE.value
    cap: str = ""
    grades: str = ""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        names = {field.name for field in fields(cls)}
        return cls(**{name: str(value) for name, value in data.items() if name in names})

    def to_json(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRead:
    """The values of a head; of use only where there are no faults."""

    title: str
    places: int
    margin: Decimal
    unassigned: Unassigned
    cap: Decimal | None
    grades: tuple[Grade, ...]
    faults: tuple[DraftFault, ...]


def read_head(head: DraftHead) -> HeadRead:
    """Read a head, with a fault (place -1) for every cell that can't be read."""
    faults: list[DraftFault] = []
    if not clean(head.title):
        faults.append(DraftFault(-1, "title", "Chưa ghi tên bảng."))
    if head.unassigned not in set(Unassigned):
        faults.append(DraftFault(-1, "unassigned", "Chưa chọn cách tính tiêu chí không giao."))
    places = _number(faults, "places", head.places, Decimal(MOST_PLACES))
    if places != int(places):
        faults.append(DraftFault(-1, "places", "Số chữ số thập phân phải là 0, 1 hoặc 2."))
    return HeadRead(
        title=clean(head.title),
        places=int(places),
        margin=_number(faults, "margin", head.margin, Decimal(99_999)),
        unassigned=Unassigned(head.unassigned)
        if head.unassigned in set(Unassigned)
        else Unassigned.SHARE,
        cap=_number(faults, "cap", head.cap, LARGEST) if clean(head.cap) else None,
        grades=_grades(faults, head.grades),
        faults=tuple(faults),
    )


def written_grades(grades: Sequence[Grade]) -> str:
    """Write grades as one would type them, best first."""
    return "\n".join(_written(grade) for grade in grades)


def _written(grade: Grade) -> str:
    quota = f" (tối đa {grade.quota_percent}%)" if grade.quota_percent is not None else ""
    return f"{grade.label}: {grade.band.text}{quota}"


def _number(faults: list[DraftFault], name: str, text: str, most: Decimal) -> Decimal:
    try:
        number = parse_decimal(text)
    except ValueError as wrong:
        faults.append(DraftFault(-1, name, str(wrong)))
        return Decimal(0)
    if not 0 <= number <= most:
        faults.append(DraftFault(-1, name, f"Phải từ 0 đến {decimal_text(most)}."))
        return Decimal(0)
    return number


def _grades(faults: list[DraftFault], text: str) -> tuple[Grade, ...]:
    found = []
    for line in clean(text).splitlines():
        try:
            found.append(_grade(line))
        except ValueError as wrong:
            faults.append(DraftFault(-1, "grades", str(wrong)))
    return tuple(found)


def _grade(line: str) -> Grade:
    read = _GRADE.fullmatch(line.strip())
    if read is None:
        raise ValueError(f"Không đọc được “{line}”; hãy ghi như Xuất sắc: >=90 (tối đa 20%).")
    return Grade(
        label=read["label"].strip(),
        band=Band.parse(read["band"], Decimal(0)),
        quota_percent=int(read["quota"]) if read["quota"] else None,
    )
