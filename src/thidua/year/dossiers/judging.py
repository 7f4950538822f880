"""Dossiers to verdicts: each against every award asked for, with what is still open."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from thidua.law import Advice, Outcome, Standing, Verdict, advise, citations
from thidua.law.verdict import UNVERIFIED
from thidua.year.dossiers.reading import Filed

OUTCOMES = {
    Outcome.MET: "Đủ tiêu chuẩn",
    Outcome.UNKNOWN: "Chưa đủ căn cứ",
    Outcome.NOT_MET: "Không đủ tiêu chuẩn",
}
_PLACE = re.compile(rf"(.*?Điều \d+\w*) (.+?)((?:{re.escape(UNVERIFIED)})?)")
STANDINGS = {Outcome.MET: "Đạt", Outcome.UNKNOWN: "Chưa rõ", Outcome.NOT_MET: "Không đạt"}


@dataclass(frozen=True)
class Result:
    """The verdict on one dossier for one award, and what would make it."""

    filed: Filed
    advice: Advice

    @property
    def verdict(self) -> Verdict:
        return self.advice.verdict

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome

    def count(self, outcome: Outcome) -> int:
        """Return how many of the award's standards stand so."""
        return sum(standing.outcome is outcome for standing in self.verdict.standards)

    @cached_property
    def missing(self) -> str:
        """The first thing to get: a paper, or the standard that fails."""
        wanted = self.outcome
        if wanted is Outcome.MET:
            return ""
        for standing in self.verdict.standards:
            if standing.outcome is wanted:
                return standing.missing[0] if standing.missing else f"Không đạt: {standing.text}"
        return ""

    @cached_property
    def settled_by(self) -> str:
        """Who settles that first thing."""
        open_ = (s for s in self.verdict.standards if s.outcome is self.outcome)
        first = next(open_, None)
        return first.lacks()[0].settled_by if first and first.lacks() else ""

    @cached_property
    def articles(self) -> str:
        return by_instrument(citations(self.verdict))

    @property
    def earliest(self) -> str:
        """The first year it could be met."""
        if self.outcome is Outcome.MET:
            return ""
        return str(self.advice.earliest) if self.advice.earliest else "chưa thấy"

    @cached_property
    def way(self) -> str:
        """The shortest set of standards still open."""
        if not self.advice.ways:
            return ""
        needs = self.advice.ways[0].needs
        return "; ".join(dict.fromkeys(need.text.rstrip(".") for need in needs))

    @property
    def spoiled(self) -> str:
        """What makes the verdict incomplete; empty if nothing does."""
        sheets = ", ".join(f"“{sheet}”" for sheet in self.filed.spoiled)
        return f"Chưa trọn vẹn: có dòng lỗi bị bỏ ra ở trang {sheets}" if sheets else ""


def by_instrument(places: Iterable[str]) -> str:
    """Return citations with the name of each instrument said once."""
    found: dict[str, list[str]] = {}
    for text in places:
        match = _PLACE.fullmatch(text)
        place, instrument, mark = match.groups() if match else ("", text, "")
        found.setdefault(instrument, []).append(f"{place}{mark}")
    return "; ".join(
        f"{instrument}: {', '.join(listed)}" if any(listed) else instrument
        for instrument, listed in found.items()
    )


def judged(
    subjects: Iterable[Filed], on: date, layer: str = "", tell: Callable[[], None] = lambda: None
) -> tuple[Result, ...]:
    """Judge every dossier for every award asked for; `tell` is called after each dossier."""
    results: list[Result] = []
    for filed in subjects:
        results += (
            Result(filed, advise(filed.dossier, award, on=on, layer=layer))
            for award in filed.awards
        )
        tell()
    return tuple(results)


def unread(standing: Standing) -> str:
    """Return what of a standard was not read: its own provision, or one it rests on."""
    if not standing.unverified:
        return ""
    return "dựa vào điều khoản chưa kiểm chứng" if standing.citation.verified else "chưa kiểm chứng"


def proof(verdict: Verdict) -> Iterator[tuple[int, Standing]]:
    """Yield every standard with its depth: routes below the group they belong to."""
    return _below(verdict.standards, 0)


def _below(standings: Iterable[Standing], depth: int) -> Iterator[tuple[int, Standing]]:
    for standing in standings:
        yield depth, standing
        yield from _below(standing.routes, depth + 1)
