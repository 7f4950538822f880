"""What several deeds of a campaign share."""

from dataclasses import dataclass
from datetime import date

from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A paper named as proof: number, date, title."""

    number: str = ""
    dated: date | None = None
    title: str = ""


def refuse_after(last: Phase, bloc_year: BlocYear, what: str, remedy: str = "") -> None:
    """Refuse what may be done up to a phase once the year has gone past it."""
    take_up(bloc_year, "phase", authority_id=bloc_year.authority_id)
    reached = Phase(bloc_year.phase)
    if reached.place > last.place:
        raise Refused(
            f"{what}: năm thi đua đang ở bước “{reached.label}”.",
            f"Việc này làm đến hết bước “{last.label}”.",
            remedy,
        )
