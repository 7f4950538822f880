"""Shares of awards: how many qualify against what the law allows. A warning, never a cut."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.law import Award, Outcome, Quota, Tally, award
from thidua.text import padded
from thidua.year.dossiers.judging import Result
from thidua.year.dossiers.rows import BaseRow
from thidua.year.workbook.grids import key

WHOLE_FILE = "Toàn bộ tệp"
COUNTED = "đếm trong tệp này, có thể chưa đủ"


@dataclass(frozen=True, slots=True)
class Share:
    """An award within a unit.

    Args:
        base: what the share is counted of; None if nobody said.
        base_source: where that comes from.
    """

    award: Award
    quota: Quota
    unit: str
    qualify: int
    open: int
    base: int | None
    base_source: str

    @property
    def tally(self) -> Tally:
        """Those who qualify against a base that somebody vouches for."""
        whole = None if self.base_source == COUNTED else self.base
        return Tally(self.quota, self.qualify, whole)

    @property
    def allowed(self) -> int | None:
        return self.tally.allowed

    @property
    def excess(self) -> int:
        return self.tally.excess

    @property
    def remark(self) -> str:
        if self.quota.percent is None:
            return "Chưa có tỷ lệ: cấp có thẩm quyền chưa quy định hoặc chưa được nhập."
        if self.base is None:
            return "Chưa có mẫu số: hãy nhập ở trang “Mẫu số tỷ lệ”."
        if self.base_source == COUNTED:
            return "Mẫu số mới đếm trong tệp: hãy nhập số đúng ở trang “Mẫu số tỷ lệ”."
        if self.excess:
            return f"Vượt {padded(self.excess)}: cần bình xét chọn lại; không tự động loại ai."
        awaits = self.quota.awaits
        return f"Trong tỷ lệ chung. {awaits.words}." if awaits else "Trong tỷ lệ."


def shares(
    results: Sequence[Result], bases: Iterable[BaseRow], on: date, layer: str = ""
) -> tuple[Share, ...]:
    """Return a row per award with a share and per unit it is counted in."""
    given = {(key(row.unit), row.award): row for row in bases}
    slugs = dict.fromkeys(result.verdict.award for result in results)
    counted = [(one, one.quota) for slug in slugs if (one := award(slug, on, layer)).quota]
    return tuple(
        _share(one, quota, unit, results, given)
        for one, quota in counted
        if quota is not None
        for unit in _units(one, quota, results)
    )


def _units(one: Award, quota: Quota, results: Iterable[Result]) -> Iterator[str]:
    """Yield the units the share is counted in; "" for the whole file."""
    if quota.scope == "province":
        return iter(("",))
    asked = (result.filed.unit for result in results if result.verdict.award == one.slug)
    return iter(dict.fromkeys(asked))


def _share(
    one: Award,
    quota: Quota,
    unit: str,
    results: Sequence[Result],
    given: dict[tuple[str, str], BaseRow],
) -> Share:
    within = [r for r in results if quota.scope == "province" or key(r.filed.unit) == key(unit)]
    counted = [r for r in within if r.verdict.award == (quota.counted or one.slug)]
    base, source = _base(one, quota, unit, within, given)
    return Share(
        award=one,
        quota=quota,
        unit=unit or WHOLE_FILE,
        qualify=sum(r.outcome is Outcome.MET for r in counted),
        open=sum(r.outcome is Outcome.UNKNOWN for r in counted),
        base=base,
        base_source=source,
    )


def _base(
    one: Award,
    quota: Quota,
    unit: str,
    within: Sequence[Result],
    given: dict[tuple[str, str], BaseRow],
) -> tuple[int | None, str]:
    """Return the base that was entered, else those in the file who have the award it counts."""
    if (row := given.get((key(unit), one.slug))) is not None:
        return row.count, row.source
    if not quota.denominator:
        return None, ""
    have = {r.filed.code for r in within if _has(r, quota.denominator)}
    return (len(have), COUNTED) if have else (None, "")


def _has(result: Result, slug: str) -> bool:
    dossier = result.filed.dossier
    held = any(past.award == slug and past.year == dossier.year for past in dossier.awards)
    return held or (result.verdict.award == slug and result.outcome is Outcome.MET)
