"""How many are put forward for an award against the share the law allows: told, never a cut."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from thidua.law.library import award, awards
from thidua.law.rules import Award, Quota
from thidua.text import padded

_FIGURES: Mapping[str, str] = MappingProxyType(
    {"lao-dong-tien-tien": "advanced_workers", "cstd-co-so": "grassroots_fighters"}
)
"""The figure of a unit's year that counts its people who hold an award."""

PEOPLE_FIGURES = tuple(_FIGURES.values())


@dataclass(frozen=True, slots=True)
class Tally:
    """Those counted for a share, and those it is a share of; None where nobody has said."""

    quota: Quota
    counted: int | None
    whole: int | None

    @property
    def allowed(self) -> int | None:
        known = self.whole is not None and self.quota.percent is not None
        return self.quota.allowed(self.whole or 0) if known else None

    @property
    def excess(self) -> int:
        """By how many the share is exceeded; 0 where that can't be told."""
        return 0 if self.allowed is None else max(0, (self.counted or 0) - self.allowed)


@dataclass(frozen=True, slots=True)
class UnitShare:
    """An award's share among the people of one unit, from the figures of its year."""

    award: Award
    whole_name: str
    tally: Tally

    @property
    def exceeded(self) -> bool:
        return self.tally.excess > 0

    @property
    def words(self) -> str:
        """One sentence: exceeded and by how many, within, or what is missing to tell."""
        tally, name = self.tally, self.award.name_vi
        of = f"{padded(tally.counted or 0)} “{name}”"
        if tally.quota.percent is None:
            return f"{of}: chưa có tỷ lệ, cấp có thẩm quyền chưa quy định hoặc chưa được nhập."
        if tally.whole is None:
            return f"{of}: chưa tính được tỷ lệ vì chưa ghi số “{self.whole_name}” của đơn vị."
        of = f"{of} trên {padded(tally.whole)} “{self.whole_name}”"
        most = f"{tally.quota.percent}% (tối đa {padded(tally.allowed or 0)})"
        if self.exceeded:
            return (
                f"{of}, vượt tỷ lệ {most}: thừa {padded(tally.excess)}. "
                "Đơn vị cần bình xét, xếp thứ tự lại; hệ thống không tự loại ai."
            )
        awaits = tally.quota.awaits
        unknown = f" {awaits.words}." if awaits else ""
        return f"{of}, trong tỷ lệ {most}.{unknown}"


def unit_shares(
    figures: Mapping[str, int | None], on: date, layer: str = ""
) -> tuple[UnitShare, ...]:
    """Return the shares counted within a unit of which its year's figures tell something.

    Raises:
        NoRulebook: no loaded rulebook covers the day.
    """
    return tuple(_unit_shares(figures, on, layer))


def _unit_shares(figures: Mapping[str, int | None], on: date, layer: str) -> Iterator[UnitShare]:
    for one in awards(on, layer):
        quota = one.quota
        if quota is None or quota.scope != "unit" or quota.denominator not in _FIGURES:
            continue
        counted = figures.get(_FIGURES.get(quota.counted, ""))
        if counted is not None:
            whole = figures.get(_FIGURES[quota.denominator])
            whole_name = award(quota.denominator, on).name_vi
            yield UnitShare(one, whole_name, Tally(quota, counted, whole))
