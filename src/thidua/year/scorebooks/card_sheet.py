"""The sheet on which a unit scores itself offline, told once for writing and for reading it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from thidua.scoring import Criterion, Kind, Table
from thidua.year.workbook.findings import Wrong
from thidua.year.workbook.grids import Value
from thidua.year.workbook.parsers import Day, Known, Text, refuse_error_value
from thidua.year.workbook.schema import Column, Listing

CARD, CHOICES, IDENTITY = "Phiếu tự chấm", "Danh mục", "Nhận dạng"
CODE, ENTRY, NUMBER, DATED, TITLE = (
    "Mã", "Tự chấm", "Số văn bản", "Ngày văn bản", "Trích yếu",
)  # fmt: skip
PASSED, FAILED, HAPPENED, NOT_HAPPENED = "Đạt", "Không đạt", "Có", "Không"
IDENTITY_LINES = ("Phiếu", "Đơn vị", "Bảng chấm điểm", "Lập lúc")

# Days as Excel counts them when a cell has lost its format.
_EPOCH, _FIRST, _LAST = date(1899, 12, 30), 16_000, 80_000


def by_figure(criterion: Criterion) -> bool:
    """Tell whether a unit enters a figure, from which its points follow, here or in its bloc."""
    return criterion.asks_figure


def by_bloc(criterion: Criterion) -> bool:
    """Tell whether the points of a figure can't be told before the other units' are known."""
    return criterion.kind is Kind.RELATIVE


def words_of(criterion: Criterion) -> dict[str, Decimal]:
    """Return the words a line is answered with, and the points each gives; none for a number."""
    if criterion.kind is Kind.CHECKLIST:
        return {PASSED: criterion.maximum, FAILED: Decimal(0)}
    if criterion.kind is Kind.DISQUALIFIER:
        return {HAPPENED: Decimal(1), NOT_HAPPENED: Decimal(0)}
    return {}


def fingerprint(table: Table) -> str:
    """Return a mark of everything a card is scored by; another table has another."""
    lines = [
        [c.code, c.parent, c.text, c.kind.value, format(c.maximum.normalize(), "f"),
         c.options.to_json()]
        for c in table.criteria
    ]  # fmt: skip
    told = json.dumps([table.places, table.unassigned.value, lines], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def as_typed(value: Value, _known: Known) -> Value:
    """Keep what stands in a cell for its line to judge, unless it is an error."""
    refuse_error_value(value)
    return value


def day(value: Value, known: Known) -> date:
    """Read a day, also one that has become a number because its cell lost the format."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        if not (value == int(value) and _FIRST <= value <= _LAST):
            raise Wrong(
                f"“{value:g}” không phải là một ngày.",
                remedy="Hãy ghi ngày/tháng/năm, ví dụ 05/01/2022.",
            )
        return _EPOCH + timedelta(days=int(value))
    return Day()(value, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A line as it was filled in."""

    code: str
    entry: Value
    number: str
    dated: date | None
    title: str


LISTING = Listing(
    CARD,
    CardRow,
    (
        Column("code", CODE, Text(20)),
        Column("entry", ENTRY, as_typed, required=False),
        Column("number", NUMBER, Text(60), required=False),
        Column("dated", DATED, day, required=False, empty=None),
        Column("title", TITLE, Text(300), required=False),
    ),
    once=("code",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardInHand:
    """A card as it stands when it is taken along, and when it comes back.

    Attributes:
        id: of the card.
        points: typed so far, by code.
        figures: entered so far, of the lines that ask for one.
        filled: points of the lines that fill themselves; None where their figure isn't there yet.
        not_assigned: lines that don't apply to the unit.
        made_at: when it is taken along.
        note: what must be said of the card, after how to fill it in.
    """

    id: str
    unit: str
    table: Table
    made_at: datetime
    points: Mapping[str, Decimal] = field(default_factory=dict)
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    filled: Mapping[str, Decimal | None] = field(default_factory=dict)
    not_assigned: frozenset[str] = frozenset()
    note: str = ""

    def is_leaf(self, code: str) -> bool:
        return any(leaf.code == code for leaf in self.table.leaves())

    def is_open(self, code: str) -> bool:
        """Tell whether a line is filled in by hand."""
        return self.is_leaf(code) and code not in self.filled and code not in self.not_assigned
