"""What must hold between the rows of dossiers; each check tells the rows that must stay out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law import Award, AwardKind, Citation, SubjectKind, clashes
from thidua.law.verdict import UNVERIFIED
from thidua.text import short_date
from thidua.year.dossiers.rows import AwardRow, BaseRow, FiguresRow, SubjectRow
from thidua.year.dossiers.sheets import KINDS
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.grids import key
from thidua.year.workbook.schema import Entry

_DAYS = ("decided_on", "registered_on", "found_on")
_ALL_DAYS_OFF = "days_off"
_DAYS_OF_YEAR = 366
_KINDS = {kind: word.lower() for word, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Checks:
    """Holds rows against the day of judging, the law, and what each subject is and is judged for.

    Args:
        holders: the kinds of subject each award is given to under some regime, by slug.
        years: the year judged by the folded code of the subject; `kinds` its kind.
    """

    on: date
    asked: Mapping[str, Award]
    every: Mapping[str, Award]
    holders: Mapping[str, frozenset[SubjectKind]]
    years: Mapping[str, int]
    kinds: Mapping[str, SubjectKind]

    def subjects(self, rows: Sequence[Entry[SubjectRow]]) -> Iterator[Finding]:
        for row in rows:
            yield from self._given_to_its_kind(row)
            yield from self._years_in_order(row)

    def _given_to_its_kind(self, row: Entry[SubjectRow]) -> Iterator[Finding]:
        for slug in row.value.awards:
            award = self.asked[slug]
            if row.value.kind not in award.subject_kinds:
                yield row.finding(
                    "awards",
                    f"“{award.name_vi}” không xét cho {_KINDS[row.value.kind]}.",
                    f"Chỉ xét cho {', '.join(_KINDS[kind] for kind in award.subject_kinds)}.",
                    "Hãy sửa danh hiệu hoặc loại đối tượng.",
                )

    def _years_in_order(self, row: Entry[SubjectRow]) -> Iterator[Finding]:
        year, begins = row.value.year, row.value.begins
        if year > self.on.year:
            yield row.finding(
                "year", f"Năm xét {year} sau ngày xét {short_date(self.on)}.",
                "Chỉ xét thành tích của năm đã tới.", "Hãy sửa năm xét hoặc ngày xét.",
            )  # fmt: skip
        if begins is not None and begins > year:
            yield row.finding(
                "begins", f"Năm bắt đầu công tác {begins} sau năm xét {year}.",
                "Phải bắt đầu công tác trước hoặc trong năm xét.", "Hãy sửa một trong hai năm.",
            )  # fmt: skip

    def records(self, rows: Sequence[Entry[Any]]) -> Iterator[Finding]:
        """Tell of facts from after the year judged, and of papers from after the day of judging."""
        for row in rows:
            yield from self._not_after_the_year(row)
            yield from self._papers_are_there(row)

    def _not_after_the_year(self, row: Entry[Any]) -> Iterator[Finding]:
        judged = self.years.get(key(row.value.code))
        year = getattr(row.value, "year", None)
        if judged is not None and year is not None and year > judged:
            yield row.finding(
                "year", f"Năm {year} sau năm xét {judged} của hồ sơ “{row.value.code}”.",
                "Chỉ dùng dữ kiện của năm xét và các năm trước.",
                "Hãy sửa năm, hoặc xóa dòng này.",
            )  # fmt: skip

    def _papers_are_there(self, row: Entry[Any]) -> Iterator[Finding]:
        for name in _DAYS:
            day = getattr(row.value, name, None)
            if day is not None and day > self.on:
                yield row.finding(
                    name, f"Ngày {short_date(day)} sau ngày xét {short_date(self.on)}.",
                    "Văn bản phải có trước hoặc trong ngày xét.", "Hãy kiểm tra lại ngày.",
                )  # fmt: skip

    def awards(self, rows: Sequence[Entry[AwardRow]]) -> Iterator[Finding]:
        yield from self._decided_in_time(rows)
        yield from self._one_title_a_year(rows)
        yield from self._held_by_its_kind(rows)

    def _decided_in_time(self, rows: Sequence[Entry[AwardRow]]) -> Iterator[Finding]:
        for row in rows:
            if row.value.decided_on.year < row.value.year:
                yield row.finding(
                    "decided_on",
                    f"Quyết định ngày {short_date(row.value.decided_on)} ký trước năm "
                    f"{row.value.year} được khen.",
                    "Không thể khen trước khi có thành tích.", "Hãy sửa năm hoặc ngày quyết định.",
                )  # fmt: skip

    def _one_title_a_year(self, rows: Sequence[Entry[AwardRow]]) -> Iterator[Finding]:
        first: dict[tuple[str, str, int], Entry[AwardRow]] = {}
        for row in rows:
            award = self.every.get(row.value.award)
            if award is None or award.kind is not AwardKind.EMULATION_TITLE:
                continue
            before = first.setdefault((key(row.value.code), award.slug, row.value.year), row)
            if before is not row:
                yield row.finding(
                    "award",
                    f"Hồ sơ “{row.value.code}” đã có “{award.name_vi}” năm {row.value.year} ở dòng "
                    f"{before.row + 1} (Quyết định số {before.value.decision}).",
                    "Mỗi năm chỉ có một danh hiệu thi đua cùng loại, cùng phạm vi.",
                    "Hãy giữ lại dòng đúng, xóa dòng kia.",
                )  # fmt: skip

    def _held_by_its_kind(self, rows: Sequence[Entry[AwardRow]]) -> Iterator[Finding]:
        for row in rows:
            kind, award = self.kinds.get(key(row.value.code)), self.every.get(row.value.award)
            if kind is None or award is None or kind in self.holders[award.slug]:
                continue
            given = [_KINDS[k] for k in SubjectKind if k in self.holders[award.slug]]
            yield row.finding(
                "award",
                f"“{award.name_vi}” không tặng cho {_KINDS[kind]} như hồ sơ “{row.value.code}”.",
                f"Danh hiệu, hình thức này chỉ tặng cho {', '.join(given)}.",
                "Hãy sửa danh hiệu hoặc mã hồ sơ.",
            )

    def clashes(self, rows: Sequence[Entry[AwardRow]]) -> Iterator[Finding]:
        """Tell of awards of one year that the law does not give for one achievement."""
        by_code: dict[str, list[Entry[AwardRow]]] = {}
        for row in rows:
            if key(row.value.code) in self.kinds:
                by_code.setdefault(key(row.value.code), []).append(row)
        for code, held in by_code.items():
            for clash in clashes(self.kinds[code], [row.value.fact() for row in held]):
                first, second = held[clash.first], held[clash.second]
                yield second.finding(
                    "award",
                    f"Năm {second.value.year}, hồ sơ “{second.value.code}” có cả "
                    f"“{self._name(second)}” và “{self._name(first)}” (dòng {first.row + 1}).",
                    f"{clash.rule.text.rstrip('.')} ({cited(clash.rule.citation)}).",
                    "Hãy đối chiếu hai quyết định; nếu khen hai thành tích khác nhau thì giữ nguyên.",
                )

    def _name(self, row: Entry[AwardRow]) -> str:
        return self.every[row.value.award].name_vi


def cited(citation: Citation) -> str:
    """Return a citation with the mark of one nobody has read."""
    return citation.text if citation.verified else f"{citation.text}{UNVERIFIED}"


def one_value_each(rows: Sequence[Entry[FiguresRow]]) -> Iterator[Finding]:
    """Tell of a figure that two rows give for one subject."""
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        for name in row.value.figures:
            before = first.setdefault((key(row.value.code), name), row.row)
            if before != row.row:
                yield row.finding(
                    name, f"Số liệu này của hồ sơ “{row.value.code}” đã có ở dòng {before + 1}.",
                    "Mỗi số liệu của một hồ sơ chỉ ghi một lần.", "Hãy xóa một trong hai ô.",
                )  # fmt: skip


def days_off_fit(rows: Sequence[Entry[FiguresRow]]) -> Iterator[Finding]:
    """Tell of more days off than a year has, and of more of some kinds than there were in all."""
    total: dict[str, int] = {}
    for row, name, days in _days_off(rows):
        if days > _DAYS_OF_YEAR:
            yield row.finding(
                name, f"Hồ sơ “{row.value.code}” ghi nghỉ {days} ngày.",
                f"Một năm chỉ có {_DAYS_OF_YEAR} ngày.", "Hãy sửa số ngày.",
            )  # fmt: skip
        elif name == _ALL_DAYS_OFF:
            total[key(row.value.code)] = days
    left = dict(total)
    for row, name, days in _days_off(rows):
        code = key(row.value.code)
        if name == _ALL_DAYS_OFF or code not in left or days > _DAYS_OF_YEAR:
            continue
        left[code] -= days
        if left[code] < 0 <= left[code] + days:
            yield row.finding(
                name,
                f"Đến ô này, số ngày nghỉ theo từng loại của hồ sơ “{row.value.code}” đã là "
                f"{total[code] - left[code]}, quá {total[code]} ngày nghỉ trong năm.",
                "Ngày nghỉ thai sản, điều trị, đi học nằm trong số ngày làm việc đã nghỉ.",
                "Hãy sửa một trong các số đó.",
            )  # fmt: skip


def _days_off(
    rows: Sequence[Entry[FiguresRow]],
) -> Iterator[tuple[Entry[FiguresRow], str, int]]:
    for row in rows:
        for name, figure in row.value.figures.items():
            if name.startswith(_ALL_DAYS_OFF):
                yield row, name, int(figure.value)


def units_are_there(
    rows: Sequence[Entry[BaseRow]], subjects: Sequence[Entry[SubjectRow]]
) -> Iterator[Finding]:
    """Tell of a share's base for a unit that no dossier belongs to."""
    units = {key(row.value.unit) for row in subjects}
    for row in rows:
        if row.value.unit and key(row.value.unit) not in units:
            yield row.finding(
                "unit", f"Không có hồ sơ nào của đơn vị “{row.value.unit}”.",
                "Tên đơn vị phải ghi như trong trang “Hồ sơ”.", "Hãy sửa tên đơn vị.",
            )  # fmt: skip
