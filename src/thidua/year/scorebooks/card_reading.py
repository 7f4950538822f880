"""A card that was filled in offline comes back: every fault told by its cell, nothing guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua import scoring
from thidua.scoring import Criterion, check_points, points_for_figure
from thidua.text import short_date
from thidua.year.dossiers.books import FIRST_ROW
from thidua.year.scorebooks.card_sheet import (
    CARD,
    ENTRY,
    IDENTITY,
    IDENTITY_LINES,
    LISTING,
    NUMBER,
    CardInHand,
    CardRow,
    by_bloc,
    by_figure,
    fingerprint,
    words_of,
)
from thidua.year.workbook.encodings import conversions
from thidua.year.workbook.findings import Finding, WorkbookRefused, Wrong
from thidua.year.workbook.grids import Grid, Value, cell_name, is_blank, key
from thidua.year.workbook.opening import open_grids
from thidua.year.workbook.parsers import Known, Number, OneOf
from thidua.year.workbook.reader import Reader
from thidua.year.workbook.schema import Entry

_FIGURE_PLACES = 4
_TAKE_ANEW = "Hãy tải phiếu Excel mới từ trang phiếu của đơn vị rồi nhập vào phiếu đó."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a line was filled in with; `figure` is what its points follow from, if it asks for one."""

    points: Decimal
    explanation: str = ""
    figure: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A paper named beside a line."""

    code: str
    number: str
    dated: date | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBack:
    """A card as it came back.

    Attributes:
        entered: by code, in the order of the table; what was left blank is not there.
        proofs: papers named as evidence.
        made_at: when the workbook was taken along.
        converted: what was typed before Unicode, to be read again.
    """

    entered: Mapping[str, Entered]
    proofs: tuple[Proof, ...]
    made_at: datetime
    converted: tuple[Finding, ...] = ()

    def points(self) -> dict[str, Decimal]:
        """Return the points to save by code: the one place where figures are handed over."""
        return {code: one.points for code, one in self.entered.items()}


def read_card(source: bytes, card: CardInHand) -> CardBack:
    """Read a card that was filled in offline.

    Args:
        source: bytes of the file.
        card: the card it should be, as it stands now.

    Raises:
        WorkbookRefused: it is no such file, another unit's, made by another table, or faulty; the
            findings name sheet and cell, and say what to do (Vietnamese).
    """
    grids = open_grids(source)
    made_at = _identified(grids, card)
    reader = Reader(grids)
    rows = reader.listing(LISTING)
    findings = [*_merged(grids.get(key(CARD))), *reader.findings]
    if not findings:
        findings += _strange_or_absent(rows, card)
    entered, proofs = _Lines(card, findings).read(rows)
    if findings:
        raise WorkbookRefused(findings)
    told = tuple(conversions(grids.values()))
    return CardBack(entered=entered, proofs=proofs, made_at=made_at, converted=told)


def _identified(grids: Mapping[str, Grid], card: CardInHand) -> datetime:
    """Return when the workbook was made, if it is this card's by this table."""
    told = _identity(grids.get(key(IDENTITY)))
    try:
        made_at = datetime.fromisoformat(told["Lập lúc"])
    except (KeyError, ValueError):
        raise _refused("Tệp không phải là phiếu tự chấm tải từ hệ thống.", "", _TAKE_ANEW) from None
    if told.get("Phiếu") != card.id:
        raise _refused(
            f"Tệp là phiếu của {told.get('Đơn vị') or 'đơn vị khác'}, không phải của {card.unit}"
            " trong năm này.",
            "Mỗi phiếu chỉ nộp được cho đúng đơn vị và đúng năm.",
            "Hãy chọn đúng tệp.",
        )
    if told.get("Bảng chấm điểm") != fingerprint(card.table):
        raise _refused(
            f"Phiếu lập ngày {short_date(made_at.date())} theo bảng chấm điểm cũ.",
            "Bảng chấm điểm của khối đã thay đổi từ đó.",
            _TAKE_ANEW,
        )
    return made_at


def _identity(grid: Grid | None) -> dict[str, str]:
    rows = grid.rows if grid else ()
    return {str(row[0]): str(row[1]) for row in rows[: len(IDENTITY_LINES)] if len(row) > 1}


def _refused(what: str, why: str, remedy: str) -> WorkbookRefused:
    return WorkbookRefused([Finding("", "", what, why, remedy)])


def _merged(grid: Grid | None) -> Iterator[Finding]:
    """Tell of cells made one: what was typed for the second line would be lost."""
    for (top, left), (bottom, right) in grid.merged if grid else ():
        if bottom >= FIRST_ROW:
            span = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
            yield Finding(
                CARD, cell_name(top, left), f"Các ô {span} bị gộp làm một.",
                "Mỗi tiêu chí có ô riêng; ô bị gộp chỉ còn một giá trị.",
                "Hãy bỏ gộp ô (Unmerge Cells) rồi nhập lại từng ô.",
            )  # fmt: skip


def _strange_or_absent(rows: list[Entry[CardRow]], card: CardInHand) -> Iterator[Finding]:
    known = {c.code for c in card.table.criteria}
    found = {entry.value.code for entry in rows}
    for entry in rows:
        if entry.value.code not in known:
            yield entry.finding(
                "code", f"Bảng chấm điểm không có tiêu chí {entry.value.code}.",
                remedy="Không sửa cột “Mã”; nếu đã lỡ sửa, hãy tải phiếu mới.",
            )  # fmt: skip
    if absent := [c.code for c in card.table.criteria if c.code not in found]:
        yield Finding(
            CARD, "", f"Thiếu dòng của tiêu chí {', '.join(absent)}.", "", _TAKE_ANEW
        )  # fmt: skip


class _Lines:
    """Rows to what is saved; faults are added to the findings."""

    def __init__(self, card: CardInHand, findings: list[Finding]) -> None:
        self.card, self.findings = card, findings
        self.lines = {c.code: c for c in card.table.criteria}

    def read(self, rows: list[Entry[CardRow]]) -> tuple[dict[str, Entered], tuple[Proof, ...]]:
        entered: dict[str, Entered] = {}
        proofs: list[Proof] = []
        for entry in rows:
            criterion = self.lines.get(entry.value.code)
            if criterion is None:
                continue
            if (found := self._entered(entry, criterion)) is not None:
                entered[criterion.code] = found
            proofs += self._proof(entry, criterion)
        return entered, tuple(proofs)

    def _entered(self, entry: Entry[CardRow], criterion: Criterion) -> Entered | None:
        if is_blank(entry.value.entry):
            return None
        try:
            self._refuse_closed(criterion)
            return entered_in(criterion, entry.value.entry, self.card.table.places)
        except Wrong as wrong:
            self.findings.append(entry.finding("entry", wrong.what, wrong.why, wrong.remedy))
            return None

    def _refuse_closed(self, criterion: Criterion) -> None:
        if not self.card.is_open(criterion.code):
            raise Wrong(
                f"Tiêu chí {criterion.code} không nhập tay.",
                self._why_closed(criterion.code),
                f"Hãy xóa nội dung ở cột “{ENTRY}”.",
            )

    def _why_closed(self, code: str) -> str:
        if code in self.card.filled:
            return "Điểm được tính từ kết quả thực hiện chỉ tiêu."
        if code in self.card.not_assigned:
            return "Tiêu chí không giao cho đơn vị."
        return "Đây là mục, điểm là tổng các tiêu chí con."

    def _proof(self, entry: Entry[CardRow], criterion: Criterion) -> Iterator[Proof]:
        row = entry.value
        if row.number and self.card.is_leaf(criterion.code):
            yield Proof(code=row.code, number=row.number, dated=row.dated, title=row.title)
        elif row.number:
            self.findings.append(
                entry.finding("number", f"Mục {row.code} không nhận minh chứng.",
                              remedy="Hãy ghi văn bản ở dòng của tiêu chí con.")
            )  # fmt: skip
        elif row.dated or row.title:
            self.findings.append(
                entry.finding("number", f"Thiếu “{NUMBER}” của văn bản minh chứng.",
                              remedy="Ghi số, ký hiệu, ví dụ 125/BC-SNV, hoặc xóa ngày và trích yếu.")
            )  # fmt: skip


def entered_in(criterion: Criterion, value: Value, places: int) -> Entered:
    """Read what a line was filled in with.

    Raises:
        Wrong: it can't stand there; why, and what to do.
    """
    _refuse_day(value)
    if by_figure(criterion):
        return _by_figure(criterion, Number("số", _FIGURE_PLACES)(value, Known()), places)
    words = words_of(criterion)
    if words and isinstance(value, str) and not value.strip()[:1].isdigit():
        return Entered(points=words[str(OneOf({w: w for w in words})(value, Known()))])
    points = Number("số", places)(value, Known())
    if fault := check_points(criterion, points):
        raise Wrong(fault, remedy="Hãy nhập điểm khác.")
    return Entered(points=points)


def _refuse_day(value: Value) -> None:
    """Refuse what a spreadsheet made a day of: "9.5" may have become the 9th of May."""
    if isinstance(value, date):
        raise Wrong(
            f"Ô là ngày {short_date(value)}, không phải số.",
            "Excel có thể đã đổi số gõ bằng dấu chấm thành ngày.",
            "Hãy định dạng ô là Số (Number) rồi nhập lại, phần thập phân sau dấu phẩy.",
        )


def _by_figure(criterion: Criterion, figure: Decimal, places: int) -> Entered:
    try:
        points = _points_of(criterion, figure, places)
    except ValueError as impossible:
        raise Wrong(str(impossible), remedy="Hãy kiểm tra lại số liệu.") from impossible
    return Entered(points=points.points, explanation=points.explanation, figure=figure)


def _points_of(criterion: Criterion, figure: Decimal, places: int) -> scoring.Points:
    if not by_bloc(criterion):
        return points_for_figure(criterion, figure, places)
    given = scoring.Reading(reached=figure, planned=criterion.options.plan)
    alone = scoring.relative_points(criterion, {"": given}, places)[""]
    told = f"{alone.explanation}; tạm tính, còn so với các đơn vị khác"
    return scoring.Points(alone.points, told, provisional=True)
