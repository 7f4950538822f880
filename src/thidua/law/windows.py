"""From which year records count."""

from dataclasses import dataclass

from thidua.law.case import Case
from thidua.law.facts import PastAward


@dataclass(frozen=True, slots=True)
class Window:
    """Years up to the one judged: the last so many, all, or those after an award's period.

    Args:
        years: how many; 0 for no limit.
        since: an award; the window opens after the period of its latest decision for merit.
        barred: years before the end of a disciplinary period don't count.
    """

    years: int = 0
    since: str = ""
    barred: bool = False

    @property
    def name(self) -> str:
        length = f"since:{self.since}" if self.since else str(self.years or "ever")
        return f"{length}:counted" if self.barred else length

    def opens(self, case: Case) -> tuple[int, int]:
        """Return the first year it may open in and the first year it has opened by for certain."""
        early, late = (0, 0)
        if self.since:
            early, late = _after(case, self.since)
        elif self.years:
            early = late = case.year - self.years + 1
        bar = case.dossier.counts_from if self.barred else 0
        return max(early, bar), max(late, bar)


def _after(case: Case, award: str) -> tuple[int, int]:
    """Return the years from which a window after the latest such award may be, and is, open."""
    starts = [_start(held) for held in case.awards(award) if held.for_merit]
    early, late = max(starts, default=(0, case.year + 1))
    complete = case.complete_from("awards")
    if starts:
        # A later decision may hide in a year whose register is not here.
        return early, late if complete <= late else min(complete + 1, case.year + 1)
    return (case.year + 1 if known_whole(case) else 0), case.year + 1


def known_whole(case: Case) -> bool:
    """Tell whether every award of the subject's whole life is recorded."""
    begins = case.dossier.begins
    return begins is not None and case.complete_from("awards") <= begins


def _start(held: PastAward) -> tuple[int, int]:
    """Return the first year after the period of a decision: the earliest it may be, and is."""
    if held.period_to is not None:
        return held.period_to + 1, held.period_to + 1
    if held.decided_on is not None:
        return held.decided_on.year, held.decided_on.year + 1
    return held.year + 1, held.year + 1
