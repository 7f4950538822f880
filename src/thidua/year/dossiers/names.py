"""The words that cells may use: subjects of the file, awards, findings; near ones are suggested."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from thidua.law import FINDINGS, Award, awards, rulebooks
from thidua.law.library import shipped
from thidua.text import short_date
from thidua.year.award_names import AwardNames, NoSuchAward, award_names
from thidua.year.dossiers.rows import ALL_SUBJECTS
from thidua.year.workbook.findings import Wrong
from thidua.year.workbook.grids import key
from thidua.year.workbook.parsers import Known, Names, short


@dataclass(frozen=True, slots=True)
class Words(Names):
    """Names of a closed list; `shown` are the words by folded word."""

    rule: str = ""
    shown: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> str:
        codes = self.codes or {}
        if (code := codes.get(key(text))) is None:
            near = [self.shown[k] for k in get_close_matches(key(text), list(self.shown), 3, 0.5)]
            raise Wrong(f"{self.what} “{short(text)}” không có trong {self.where}.", self.rule,
                        meant(near) or f"Hãy ghi đúng như trong {self.where}.")  # fmt: skip
        return code


@dataclass(frozen=True, slots=True)
class Awards(Names):
    """Awards by any of their names."""

    rule: str = ""
    names: AwardNames = field(default_factory=lambda: AwardNames({}, {}))

    def find(self, text: str) -> str:
        try:
            return self.names.find(text)
        except NoSuchAward as unknown:
            raise Wrong(f"{self.what} “{short(text)}” không có trong {self.where}.", self.rule,
                        meant(unknown.near) or "Hãy chọn trong danh sách của ô.") from unknown  # fmt: skip


def meant(near: Iterable[str]) -> str:
    """Return "Có phải là “…” hoặc “…”?"; empty if nothing is near."""
    found = " hoặc ".join(f"“{text}”" for text in near)
    return f"Có phải là {found}?" if found else ""


def known_names(codes: Iterable[str], on: date, layer: str) -> Known:
    """Return what cells may refer to, given the subjects' codes and the day of judging."""
    listed = list(codes)
    day = short_date(on)
    return Known(
        {
            "subject": _subjects(listed),
            "subject or all": _subjects([*listed, ALL_SUBJECTS]),
            "asked": Awards(
                "Danh hiệu, hình thức", f"pháp luật áp dụng ngày {day}", None,
                "Chỉ xét được danh hiệu, hình thức mà pháp luật của ngày xét quy định.",
                award_names(awards(on, layer)),
            ),
            "held": Awards(
                "Danh hiệu, hình thức", "danh mục khen thưởng", None,
                "Chỉ nhận danh hiệu, hình thức có trong danh mục.",
                award_names(every_award().values(), shipped().catalogue.award_names),
            ),
            "finding": Words(
                "Nội dung nhận định", "danh mục nhận định",
                {key(word): slug for slug, text in FINDINGS.items() for word in (slug, text)},
                "Chỉ nhận nội dung mà tiêu chuẩn hỏi đến, ghi đúng lời.",
                {key(text): text for text in FINDINGS.values()},
            ),
        }
    )  # fmt: skip


def _subjects(codes: list[str]) -> Words:
    shown = {key(code): code for code in codes}
    rule = "Mỗi dòng phải ghi mã của một hồ sơ có trong trang “Hồ sơ”."
    return Words("Mã hồ sơ", "trang “Hồ sơ”", shown, rule, shown)


def every_award() -> dict[str, Award]:
    """Return the awards of all regimes by slug, the latest regime's last."""
    return {award.slug: award for book in rulebooks() for award in awards(book.span.first)}
