"""The made-up rows of the template: one subject that has it all, one that lacks something, a unit."""

from dataclasses import dataclass
from datetime import date

from thidua.law import FINDINGS, Award
from thidua.year.dossiers import sheets
from thidua.year.dossiers.asked import asked_by
from thidua.year.dossiers.books import Cell
from thidua.year.dossiers.rows import ALL_SUBJECTS

MARK = "(minh họa)"
OFFICE = f"Sở Khoa học Ví dụ {MARK}"
PERSON, UNIT = "cstd-co-so", "tap-the-lao-dong-xuat-sac"
FIRST, SECOND, THIRD = "CN-01", "CN-02", "TT-01"
_PERSON_FIGURES: dict[str, Cell] = {
    "worst_discipline": "Không bị kỷ luật",
    "months_employed": 12,
    "days_off": 5,
    "days_off_maternity": 0,
    "days_off_treatment": 0,
    "days_off_short_study": 0,
    "days_off_long_study": 0,
    "participates_in_movement": "Có",
    "proceedings_pending": "Không",
    "public_employee": "Có",
    "months_at_previous_unit": 0,
}
_UNIT_FIGURES: dict[str, Cell] = {
    "headcount": 20,
    "completed": 20,
    "advanced_workers": 18,
    "grassroots_fighters": 2,
    "worst_discipline": "Không bị kỷ luật",
    "proceedings_pending": "Không",
    "dissolved": "Không",
}
_EXCELLENT, _GOOD = "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ"

Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Examples:
    """Example rows for the law of a day; the year judged is the one before."""

    awards: dict[str, Award]
    on: date
    layer: str

    @property
    def year(self) -> int:
        return self.on.year - 1

    def name(self, slug: str) -> str:
        return self.awards[slug].name_vi

    def by_sheet(self, figures: tuple[str, ...]) -> dict[str, Rows]:
        if not {PERSON, UNIT} <= self.awards.keys():
            return {}
        return {
            sheets.SUBJECTS.sheet: self.subjects(),
            sheets.FIGURES_NAME: self.figures(figures),
            sheets.AWARDS.sheet: self.held(),
            sheets.RATED.sheet: self.ratings(),
            sheets.INITIATIVES.sheet: self.initiatives(),
            sheets.REGISTRATIONS.sheet: self.registrations(),
            sheets.FINDINGS_SHEET.sheet: self.findings(),
            sheets.COMPLETE.sheet: [[ALL_SUBJECTS, *[self.year - 5] * 4]],
            sheets.BASES_SHEET.sheet: [
                [OFFICE, self.name(PERSON), 18, f"Danh sách công nhận năm {self.year} {MARK}"]
            ],
        }

    def subjects(self) -> Rows:
        person: list[Cell] = [OFFICE, self.name(PERSON), self.year]
        unit: list[Cell] = [OFFICE, self.name(UNIT), self.year, None, None]
        return [
            [FIRST, f"Nguyễn Văn An {MARK}", "Cá nhân", *person, 2005, None],
            [SECOND, f"Trần Thị Bình {MARK}", "Cá nhân", *person, 2015, None],
            [THIRD, f"Phòng Quản lý khoa học {MARK}", "Tập thể", *unit],
        ]

    def figures(self, names: tuple[str, ...]) -> Rows:
        told: dict[str, dict[str, Cell]] = {
            FIRST: _PERSON_FIGURES,
            SECOND: _PERSON_FIGURES,
            THIRD: _UNIT_FIGURES,
        }
        source = f"Báo cáo số 45/BC-SKH ngày 15/12/{self.year} {MARK}"
        return [
            [code, source, *(values.get(name) for name in names)] for code, values in told.items()
        ]

    def held(self) -> Rows:
        decision = f"21/QĐ-SKH {MARK}"
        return [
            [
                FIRST,
                "Lao động tiên tiến",
                year,
                decision,
                date(year, 12, 20),
                "Theo công trạng",
                None,
            ]
            for year in (self.year - 1, self.year)
        ]

    def ratings(self) -> Rows:
        signed = date(self.year, 12, 15)
        rated = {FIRST: _EXCELLENT, SECOND: _GOOD, THIRD: _EXCELLENT}
        return [
            [code, self.year, rating, f"15/QĐ-SKH {MARK}", signed] for code, rating in rated.items()
        ]

    def initiatives(self) -> Rows:
        title = f"Rút ngắn thời gian xử lý hồ sơ {MARK}"
        recognised: list[Cell] = [f"8/QĐ-SKH {MARK}", date(self.year, 11, 2), "", "Có"]
        return [[FIRST, title, self.year, "Sáng kiến", "Cấp cơ sở", *recognised]]

    def registrations(self) -> Rows:
        asked = {FIRST: PERSON, SECOND: PERSON, THIRD: UNIT}
        day = date(self.year, 3, 5)
        return [[c, self.name(slug), day, f"12/ĐK-SKH {MARK}"] for c, slug in asked.items()]

    def findings(self) -> Rows:
        day, body = date(self.year, 12, 18), f"Hội nghị bình xét {MARK}"
        asked = {FIRST: PERSON, SECOND: PERSON, THIRD: UNIT}
        return [
            [code, FINDINGS[slug], "Đạt", body, day, f"Biên bản số 01/BB {MARK}"]
            for code, award in asked.items()
            for slug in asked_by([self.awards[award]], self.on, self.layer).findings
            if code != SECOND or slug not in _LEFT_OPEN
        ]


_LEFT_OPEN = ("de-tai-nghiem-thu", "muu-tri-sang-tao")
"""What the second subject has no finding on, so that its verdict stays open."""
