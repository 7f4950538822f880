"""The sheets of a workbook of dossiers, declared once for reading and for writing the template."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from thidua.law import BASES, DISCIPLINE, RATINGS, SCOPES, WORKS, SubjectKind
from thidua.law.catalogue import FigureKind, FigureType
from thidua.year.dossiers.rows import (
    AwardRow,
    BaseRow,
    CompleteRow,
    FiguresRow,
    FindingRow,
    InitiativeRow,
    Office,
    RatingRow,
    RegistrationRow,
    SubjectRow,
    figures_row,
)
from thidua.year.workbook.grids import Value
from thidua.year.workbook.parsers import (
    FIRST_YEAR,
    LAST_YEAR,
    Day,
    Items,
    Known,
    OneOf,
    Parser,
    Ref,
    Text,
    Whole,
)
from thidua.year.workbook.schema import Column, Form, Listing
from thidua.year.workbook.vocabulary import HOLDS, YES_NO, slugs


@dataclass(frozen=True, slots=True)
class Refs:
    """Several codes or names of one kind in a cell, separated by semicolons or line breaks."""

    kind: str

    def __call__(self, value: Value, known: Known) -> tuple[str, ...]:
        found = (known.names[self.kind].find(part) for part in Items()(value, known))
        return tuple(dict.fromkeys(found))


KINDS = {
    "Cá nhân": SubjectKind.PERSON,
    "Tập thể": SubjectKind.UNIT,
    "Hộ gia đình": SubjectKind.HOUSEHOLD,
}
YEAR = Whole("năm", FIRST_YEAR, LAST_YEAR)
NUMBER = Text(80)
CODE = Column("code", "Mã hồ sơ", Ref("subject"))
SOURCE = Column("source", "Nguồn số liệu", Text(300))


def _year(name: str, heading: str, empty: object = None) -> Column:
    return Column(name, heading, YEAR, required=False, empty=empty)


def _day(name: str, heading: str) -> Column:
    return Column(name, heading, Day(), required=False, empty=None)


OFFICE = Form(
    "Thông tin chung",
    Office,
    (
        Column("superior", "Cơ quan cấp trên", Text(200), required=False),
        Column("issuer", "Cơ quan lập báo cáo", Text(200), required=False),
        Column("place", "Địa danh", Text(80), required=False),
    ),
)
SUBJECTS = Listing(
    "Hồ sơ",
    SubjectRow,
    (
        Column("code", "Mã hồ sơ", Text(40)),
        Column("name", "Họ tên hoặc tên tập thể", Text(200)),
        Column("kind", "Loại đối tượng", OneOf(KINDS, "Loại đối tượng")),
        Column("unit", "Đơn vị", Text(200), required=False),
        Column("awards", "Danh hiệu đề nghị", Refs("asked")),
        Column("year", "Năm xét", YEAR),
        _year("begins", "Năm bắt đầu công tác"),
        _year("counts_from", "Tính thành tích từ năm", 0),
    ),
    once=("code",),
)
AWARDS = Listing(
    "Danh hiệu đã có",
    AwardRow,
    (
        CODE,
        Column("award", "Danh hiệu, hình thức", Ref("held")),
        Column("year", "Năm", YEAR),
        Column("decision", "Số quyết định", NUMBER),
        Column("decided_on", "Ngày quyết định", Day()),
        Column("basis", "Khen theo", OneOf(slugs(BASES)), required=False, empty="cong-trang"),
        _year("period_to", "Thành tích tính đến năm"),
    ),
    needed=False,
)
RATED = Listing(
    "Xếp loại",
    RatingRow,
    (
        CODE,
        Column("year", "Năm", YEAR),
        Column("rating", "Mức xếp loại", OneOf(slugs(RATINGS), "Mức xếp loại")),
        Column("decision", "Số quyết định", NUMBER, required=False),
        _day("decided_on", "Ngày quyết định"),
    ),
    once=("code", "year"),
    needed=False,
)
INITIATIVES = Listing(
    "Sáng kiến",
    InitiativeRow,
    (
        CODE,
        Column("title", "Tên sáng kiến, đề tài", Text(300)),
        Column("year", "Năm", YEAR),
        Column("kind", "Loại", OneOf(slugs(WORKS), "Loại"), required=False, empty="sang-kien"),
        Column("scope", "Phạm vi", OneOf(slugs(SCOPES), "Phạm vi")),
        Column("decision", "Số quyết định", NUMBER),
        Column("decided_on", "Ngày quyết định", Day()),
        Column("used_for", "Đã dùng để đề nghị", Text(200), required=False),
        Column("replicable", "Nhân rộng được", OneOf(YES_NO), required=False, empty=True),
    ),
    needed=False,
)
REGISTRATIONS = Listing(
    "Đăng ký",
    RegistrationRow,
    (
        CODE,
        Column("award", "Danh hiệu đăng ký", Ref("held")),
        _day("registered_on", "Ngày đăng ký"),
        Column("paper", "Văn bản", Text(200), required=False),
    ),
    once=("code", "award"),
    needed=False,
)
FINDINGS_SHEET = Listing(
    "Nhận định",
    FindingRow,
    (
        CODE,
        Column("kind", "Nội dung nhận định", Ref("finding")),
        Column("holds", "Kết luận", OneOf(HOLDS, "Kết luận")),
        Column("found_by", "Cơ quan nhận định", Text(200)),
        _day("found_on", "Ngày"),
        Column("paper", "Văn bản", Text(200), required=False),
    ),
    once=("code", "kind"),
    needed=False,
)
COMPLETE = Listing(
    "Độ đầy đủ",
    CompleteRow,
    (
        Column("code", "Mã hồ sơ", Ref("subject or all")),
        _year("awards", "Danh hiệu đã có đủ từ năm"),
        _year("ratings", "Xếp loại đủ từ năm"),
        _year("initiatives", "Sáng kiến đủ từ năm"),
        _year("registrations", "Đăng ký đủ từ năm"),
    ),
    once=("code",),
    needed=False,
)
BASES_SHEET = Listing(
    "Mẫu số tỷ lệ",
    BaseRow,
    (
        Column("unit", "Đơn vị", Text(200), required=False),
        Column("award", "Danh hiệu, hình thức", Ref("asked")),
        Column("count", "Số làm mẫu số", Whole("số lượng", 0, 10_000_000)),
        Column("source", "Nguồn số liệu", Text(300)),
    ),
    once=("unit", "award"),
    needed=False,
)
FIGURES_NAME = "Số liệu"
_PARSERS: dict[FigureType, Parser] = {
    FigureType.WHOLE: Whole("số nguyên", 0, 1_000_000_000),
    FigureType.FLAG: OneOf(YES_NO),
    FigureType.WORD: Text(200),
    FigureType.DISCIPLINE: OneOf(slugs(DISCIPLINE), "Hình thức kỷ luật"),
}


def figures_listing(kinds: Iterable[FigureKind]) -> Listing[FiguresRow]:
    """Return the sheet of figures with a column for each of these; a subject may have several rows."""
    columns = (
        Column(kind.name, kind.title, _PARSERS[kind.type], required=False, empty=None)
        for kind in kinds
    )
    return Listing(FIGURES_NAME, figures_row, (CODE, SOURCE, *columns), needed=False)


RECORDS: dict[str, Listing[Any]] = {
    "awards": AWARDS,
    "ratings": RATED,
    "initiatives": INITIATIVES,
    "registrations": REGISTRATIONS,
}
"""The sheet of each source of records."""

ABOUT: tuple[Listing[Any], ...] = (*RECORDS.values(), FINDINGS_SHEET, COMPLETE)
"""The sheets besides the figures whose rows are each about a subject."""

ALL: tuple[Listing[Any] | Form[Any], ...] = (
    OFFICE,
    SUBJECTS,
    figures_listing(()),
    *ABOUT,
    BASES_SHEET,
)
"""Every sheet, without the columns of single figures."""
