"""Cells to values: one small parser per kind of column."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from thidua.scoring import DraftHead, Grade, Options, read_bands, read_head
from thidua.text import clean, decimal_text, parse_date, parse_decimal
from thidua.year.workbook.findings import Wrong
from thidua.year.workbook.grids import Value, key

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST_YEAR, LAST_YEAR = 1945, 2100

_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#CALC!")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_MOMENT = re.compile(r"(\S+) (\d{1,2})[:hg](\d{2})", re.ASCII)
_SEPARATOR = re.compile(r"[;\n]")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Names:
    """What cells of other sheets may refer to; None when that sheet couldn't be read."""

    what: str
    where: str
    codes: Mapping[str, str] | None

    def find(self, text: str) -> str:
        """Return the code meant by a code or a name."""
        if self.codes is None:
            return text
        if (code := self.codes.get(key(text))) is None:
            raise Wrong(
                f"{self.what} “{short(text)}” không có trong {self.where}.",
                remedy=f"Hãy ghi đúng như trong {self.where}.",
            )
        return code


@dataclass(frozen=True, slots=True)
class Known:
    """Names that cells may refer to, by kind; see `thidua.year.workbook.references`."""

    names: Mapping[str, Names] = field(default_factory=dict)


class Parser(Protocol):
    def __call__(self, value: Value, known: Known, /) -> object: ...


def short(value: Value) -> str:
    text = clean(str(value)).replace("\n", " ")
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def refuse_error_value(value: Value) -> None:
    if isinstance(value, str) and value.strip() in _ERRORS:
        raise Wrong(
            f"Ô có lỗi công thức {value.strip()}.", remedy="Hãy sửa công thức hoặc nhập giá trị."
        )


def as_text(value: Value) -> str:
    """Return a cell as text; a whole number typed where a code belongs loses its ".0"."""
    refuse_error_value(value)
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:.10g}"
    if not isinstance(value, str):
        raise Wrong(
            "Ô không chứa chữ: Excel đã đổi nội dung thành ngày, giờ hoặc đúng/sai.",
            remedy="Hãy định dạng ô là Văn bản (Text) rồi nhập lại.",
        )
    text = clean(value)
    if any(not letter.isprintable() and letter not in "\n\t" for letter in text):
        raise Wrong("Ô chứa ký tự không in được.", remedy="Hãy xóa ô và gõ lại nội dung.")
    return text


@dataclass(frozen=True, slots=True)
class Text:
    limit: int = 300

    def __call__(self, value: Value, _known: Known) -> str:
        text = as_text(value)
        if len(text) > self.limit:
            raise Wrong(
                f"Nội dung dài {len(text)} ký tự.",
                f"Ô này chỉ nhận tối đa {self.limit} ký tự.",
                "Hãy viết gọn lại.",
            )
        return text


@dataclass(frozen=True, slots=True)
class Slug:
    """A short code without spaces or marks, as it stands in addresses and sign-ins."""

    limit: int = 40

    def __call__(self, value: Value, known: Known) -> str:
        code = Text(self.limit)(value, known)
        if not _SLUG.fullmatch(code):
            raise Wrong(
                f"Mã “{short(code)}” không hợp lệ.",
                "Mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.",
                "Hãy ghi ví dụ: so-noi-vu.",
            )
        return code


@dataclass(frozen=True, slots=True)
class Items:
    """Several short texts in one cell, separated by semicolons or line breaks."""

    limit: int = 300

    def __call__(self, value: Value, known: Known) -> tuple[str, ...]:
        parts = _SEPARATOR.split(as_text(value))
        return tuple(Text(self.limit)(part, known) for part in parts if part.strip())


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with at most `places` decimals, as it is stored."""

    what: str = "số"
    places: int = 2
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(1_000_000_000)

    def __call__(self, value: Value, _known: Known) -> Decimal:
        number = self._read(value)
        if not self.minimum <= number <= self.maximum:
            raise Wrong(
                f"“{short(value)}” nằm ngoài khoảng cho phép.",
                f"Giá trị phải từ {decimal_text(self.minimum)} đến {decimal_text(self.maximum)}.",
                "Hãy kiểm tra lại.",
            )
        rounded = round(number, self.places)
        if rounded != number:
            raise Wrong(
                f"“{short(value)}” có quá {self.places} chữ số thập phân."
                if self.places
                else f"“{short(value)}” không phải là {self.what}.",
                remedy=f"Hãy làm tròn đến {self.places} chữ số thập phân."
                if self.places
                else "Hãy nhập số nguyên.",
            )
        return Decimal(f"{rounded:f}".rstrip("0").rstrip(".")) if self.places else rounded

    def _read(self, value: Value) -> Decimal:
        refuse_error_value(value)
        try:
            number = parse_decimal(_without_dust(value))
        except (TypeError, ValueError) as cause:
            raise Wrong(
                f"“{short(value)}” không phải là {self.what}.",
                "Ô này chỉ nhận số.",
                "Hãy nhập số, phần thập phân sau dấu phẩy, ví dụ 9,5.",
            ) from cause
        return number


def _without_dust(value: Value) -> str | float:
    """Drop what a formula leaves behind the last decimal it means (0.30000000000000004)."""
    if not isinstance(value, str | int | float):
        raise TypeError
    return round(value, 9) if isinstance(value, float) else value


@dataclass(frozen=True, slots=True)
class Whole:
    """A count."""

    what: str = "số nguyên"
    minimum: int = 0
    maximum: int = 1_000_000

    def __call__(self, value: Value, known: Known) -> int:
        bounds = Decimal(self.minimum), Decimal(self.maximum)
        return int(Number(self.what, 0, *bounds)(value, known))


@dataclass(frozen=True, slots=True)
class Day:
    def __call__(self, value: Value, _known: Known) -> date:
        refuse_error_value(value)
        day = value.date() if isinstance(value, datetime) else value
        if isinstance(day, str):
            day = _written_day(day)
        if not isinstance(day, date):
            raise Wrong(
                f"“{short(value)}” không phải là một ngày.",
                remedy="Hãy ghi ngày/tháng/năm, ví dụ 05/01/2022, và định dạng ô là Ngày hoặc Văn bản.",
            )
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Wrong(f"Năm {day.year} không hợp lý.", remedy="Hãy kiểm tra lại ngày.")
        return day


def _written_day(text: str) -> date:
    try:
        return parse_date(text)
    except ValueError as cause:
        raise Wrong(
            f"“{short(text)}” không phải là một ngày hợp lệ.",
            remedy="Hãy ghi ngày/tháng/năm, ví dụ 05/01/2022.",
        ) from cause


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with its hour, in the time of Vietnam."""

    def __call__(self, value: Value, known: Known) -> datetime:
        refuse_error_value(value)
        if isinstance(value, datetime):
            day, hour = Day()(value, known), value.time()
        else:
            day, hour = self._written(value, known)
        return datetime.combine(day, hour, tzinfo=ZONE)

    def _written(self, value: Value, known: Known) -> tuple[date, time]:
        match = _MOMENT.fullmatch(clean(value)) if isinstance(value, str) else None
        if not match or int(match[2]) > 23 or int(match[3]) > 59:
            raise Wrong(
                f"“{short(value)}” không phải là ngày kèm giờ.",
                remedy="Hãy ghi ngày/tháng/năm giờ:phút, ví dụ 17/12/2021 08:00.",
            )
        return Day()(match[1], known), time(int(match[2]), int(match[3]))


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word of a closed list; the value itself (a slug) is understood too."""

    words: Mapping[str, object]
    what: str = "Nội dung"

    def __call__(self, value: Value, _known: Known) -> object:
        text = as_text(value)
        by_key = {key(str(found)): found for found in self.words.values()}
        by_key |= {key(word): found for word, found in self.words.items()}
        if key(text) not in by_key:
            raise Wrong(
                f"{self.what} “{short(text)}” không có trong danh mục.",
                remedy=f"Hãy chọn một trong: {'; '.join(self.words)}.",
            )
        return by_key[key(text)]


@dataclass(frozen=True, slots=True)
class Ref:
    """A code or name that stands in another sheet."""

    kind: str

    def __call__(self, value: Value, known: Known) -> str:
        return known.names[self.kind].find(as_text(value))


@dataclass(frozen=True, slots=True)
class Bands:
    """Ranges of a figure with their points, in one cell: "0-<50: 2; >=50: 5"."""

    def __call__(self, value: Value, _known: Known) -> list[dict[str, str]]:
        try:
            read = read_bands(as_text(value))
            Options.from_json({"bands": read})
        except ValueError as cause:
            raise Wrong(str(cause), remedy="Hãy ghi ví dụ: 0-<50: 2; >=50: 5.") from cause
        return read


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades by the total, a line each: "Xuất sắc: >=90 (tối đa 20%)"."""

    def __call__(self, value: Value, _known: Known) -> tuple[Grade, ...]:
        read = read_head(DraftHead(title="x", grades=as_text(value).replace(";", "\n")))
        if read.faults:
            raise Wrong(read.faults[0].message, remedy="Hãy ghi ví dụ: Tốt: >=80 (tối đa 20%).")
        return read.grades


@dataclass(frozen=True, slots=True)
class Steps:
    """The only points that may be given, in one cell: "4; 3; 1,5; 0"."""

    def __call__(self, value: Value, known: Known) -> tuple[Decimal, ...]:
        if not isinstance(value, str):
            return (Number()(value, known),)
        return tuple(Number()(step, known) for step in Items()(value, known))
