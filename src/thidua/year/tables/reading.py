"""An office's table as draft lines, with what could not be read by sheet and cell."""

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua import scoring
from thidua.scoring import DraftLine, Kind
from thidua.text import clean, decimal_text, fold, parse_decimal
from thidua.year.tables.levels import depths, is_bullet, unique_codes
from thidua.year.tables.sheets import A_DATE, Cell, Rows
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import cell_name

PLACES = 2
_NUMBER = re.compile(r"[-\u2212]?\d+(?:[.,]\d+)*")
_POINT = re.compile(r"-?\d+\.\d{1,2}")
_TOTALS = ("tong cong", "tong diem", "tong so diem", "cong")
_KINDS = {fold(label): kind.value for kind, label in scoring.KIND_LABELS.items()}
_DEDUCTIONS, _BONUSES = ("diem tru", "tru diem"), ("diem thuong", "diem cong", "cong diem")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A table as read: its lines, and where each stands in the file (row from 0 on)."""

    lines: tuple[DraftLine, ...]
    rows: tuple[int, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    row: int
    code: str
    line: DraftLine
    negative: bool


@dataclass(slots=True)
class _Sheet:
    """A sheet under its mapping, gathering findings."""

    name: str
    rows: Rows
    columns: Mapping[str, int]
    findings: list[Finding]

    def text(self, row: int, field: str) -> str:
        """Return a cell as text; what is no text is told and left blank."""
        value = self.at(row, field)
        if isinstance(value, str) and value.startswith(A_DATE):
            what = "Excel đã đổi nội dung ô thành ngày hoặc giờ."
            self.tell(row, field, what, "Hãy định dạng ô là Văn bản (Text) rồi gõ lại.")
            return ""
        if isinstance(value, str) and value in _ERRORS:
            self.tell(
                row, field, f"Ô có lỗi công thức {value}.", "Hãy sửa công thức hoặc gõ giá trị."
            )
            return ""
        if isinstance(value, float | int):
            return figure_text(value)
        return clean(str(value))

    def at(self, row: int, field: str) -> Cell:
        column = self.columns.get(field)
        cells = self.rows[row]
        return "" if column is None or column >= len(cells) else cells[column]

    def tell(self, row: int, field: str, what: str, remedy: str, why: str = "") -> None:
        where = cell_name(row, self.columns.get(field, 0))
        self.findings.append(Finding(self.name, where, what, why, remedy))


_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})


def read_table(
    name: str,
    rows: Rows,
    head: int,
    columns: Mapping[str, int],
    targets: Collection[str] | None = None,
) -> Imported:
    """Read the rows below the headings.

    Args:
        name: of the sheet, for the findings.
        rows: of the sheet.
        head: the row of headings, from 0 on.
        columns: by what they are.
        targets: codes of the year's targets; None leaves bindings unchecked.
    """
    sheet = _Sheet(name, rows, columns, [])
    for field in ("text", "maximum"):
        if field not in columns:
            what = f"Chưa chọn cột “{scoring.LABELS[field]}”."
            sheet.findings.append(Finding(name, "", what, "", "Hãy chọn trong các ô ở trên."))
    read = _joined(sheet, list(_lines(sheet, head)))
    made = _as_tree(read)
    found = scoring.read_draft(made, PLACES, targets)
    for fault in found.faults if made else ():
        sheet.tell(read[fault.place].row, fault.field, fault.message, _REMEDY, _why(fault))
    return Imported(
        lines=tuple(made),
        rows=tuple(one.row for one in read),
        findings=tuple(dict.fromkeys(sheet.findings)),
    )


_REMEDY = "Hãy sửa trong tệp, hoặc sửa sau trong bản soạn."


def _why(fault: scoring.DraftFault) -> str:
    blank = fault.field == "maximum" and "Chưa ghi" in fault.message
    return "Nếu ô là công thức, hãy mở tệp bằng Excel rồi lưu lại." if blank else ""


def _lines(sheet: _Sheet, head: int) -> Iterator[_Read]:
    for row in range(head + 1, len(sheet.rows)):
        if any(cell != "" for cell in sheet.rows[row]):
            found = _line(sheet, row)
            if found is not None and not _is_total(found):
                yield found


def _line(sheet: _Sheet, row: int) -> _Read | None:
    code, text = sheet.text(row, "code"), sheet.text(row, "text")
    if "text" in sheet.columns and not text and not code:
        return None
    maximum = _maximum(sheet, row)
    options = {
        name: _option(name, sheet.text(row, name))
        for name in scoring.FIELDS
        if name in sheet.columns
    }
    line = DraftLine(
        text=text or code,
        kind=_kind(sheet, row),
        maximum="" if maximum is None else decimal_text(abs(maximum)),
        target=sheet.text(row, "target"),
        options={name: value for name, value in options.items() if value},
    )
    return _Read(row=row, code=code, line=line, negative=maximum is not None and maximum < 0)


_WORDS = {"co": "1", "x": "1", "khong": "", "cang cao cang tot": "", "cang thap cang tot": "lower"}


def _option(name: str, text: str) -> str:
    """Read a word that stands for a choice; everything else is as typed."""
    chosen = name in {"office", "evidence_required", "direction"}
    return _WORDS.get(fold(text), text) if chosen else text


def _kind(sheet: _Sheet, row: int) -> str:
    told = sheet.text(row, "kind")
    if told and fold(told) not in _KINDS:
        words = "; ".join(scoring.KIND_LABELS.values())
        sheet.tell(row, "kind", f"Không có cách chấm “{told[:60]}”.", f"Dùng một trong: {words}.")
    return _KINDS.get(fold(told), "")


def _maximum(sheet: _Sheet, row: int) -> Decimal | None:
    """Read the marks of a line: a figure, or the one figure in words such as "10 điểm"."""
    text = sheet.text(row, "maximum")
    numbers = _NUMBER.findall(text)
    if not numbers:
        if text and text not in {"-", "–"}:
            sheet.tell(row, "maximum", f"“{text[:60]}” không phải là số điểm.", "Hãy ghi một số.")
        return None
    try:
        return _number(numbers[0]) if len(numbers) == 1 else _refused(text)
    except ValueError as wrong:
        sheet.tell(row, "maximum", str(wrong), "Hãy ghi một số, phần thập phân sau dấu phẩy.")
        return None


def _refused(text: str) -> Decimal:
    raise ValueError(f"“{text[:60]}” có nhiều số, không rõ số nào là điểm tối đa.")


def _number(text: str) -> Decimal:
    """Read a figure; a dot before one or two figures can't group thousands, so it is a comma."""
    plain = text.replace("\u2212", "-")
    return parse_decimal(plain.replace(".", ",") if _POINT.fullmatch(plain) else plain)


def figure_text(value: float) -> str:
    """Write a number cell as one would type it, without what a formula leaves at its end."""
    if not math.isfinite(value):
        return ""
    return decimal_text(Decimal(str(round(value, 9)))).replace(".", "")


def _is_total(read: _Read) -> bool:
    told = fold(read.line.text)
    return not read.code and any(told.startswith(word) for word in _TOTALS)


def _joined(sheet: _Sheet, read: Sequence[_Read]) -> list[_Read]:
    """Put rows that only go on with the line above, without code or marks, into its guidance."""
    coded = "code" in sheet.columns
    lines: list[_Read] = []
    for one in read:
        alone = coded and (not one.code or is_bullet(one.code)) and not one.line.maximum
        if alone and lines:
            last = lines.pop()
            note = "\n".join(filter(None, (last.line.options.get("note", ""), one.line.text)))
            options = {**last.line.options, "note": note}
            lines.append(replace(last, line=replace(last.line, options=options)))
        else:
            lines.append(one)
    return lines


def _as_tree(read: Sequence[_Read]) -> list[DraftLine]:
    coded = any(one.code for one in read)
    levels = list(depths([one.code for one in read])) if coded else [0] * len(read)
    set_in = [replace(one.line, depth=level) for one, level in zip(read, levels, strict=True)]
    parents = scoring.parents_of(set_in)
    codes = unique_codes([one.code for one in read], parents)
    sections = {parent for parent in parents if parent is not None}
    return [
        replace(
            line,
            code=codes[place],
            kind=line.kind or _guessed(place, read, parents, sections),
        )
        for place, line in enumerate(set_in)
    ]


def _guessed(
    place: int, read: Sequence[_Read], parents: Sequence[int | None], sections: Collection[int]
) -> str:
    if place in sections:
        return Kind.SUM.value
    above: int | None = place
    while above is not None:
        told = fold(read[above].line.text)
        if read[above].negative or any(word in told for word in _DEDUCTIONS):
            return Kind.DEDUCTION.value
        if any(word in told for word in _BONUSES):
            return Kind.BONUS.value
        above = parents[above]
    return Kind.JUDGEMENT.value
