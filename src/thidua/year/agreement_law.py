"""An agreement held against the law: what its clauses and its targets promise beyond a ceiling."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua import law
from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.models import Agreement, Target
from thidua.apps.campaigns.queries import targets_of
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import layer_of
from thidua.papers.drafts import Wording, places_of, texts_of
from thidua.text import decimal_text


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage, by its key and place, or a target, and the ceiling it meets."""

    key: str
    place: str
    concern: law.Concern


def law_day_of(agreement: Agreement, today: date) -> date:
    """Return the day whose law an agreement is held against: the one it took effect, until then today."""
    return agreement.in_force_on or today


def findings(agreement: Agreement, wording: Wording, day: date) -> list[Finding]:
    """Return what an agreement promises that the law of a day doesn't let be kept.

    On a day that no loaded rulebook covers nothing can be told.
    """
    try:
        return list(_found(agreement.bloc_year, wording, day))
    except law.NoRulebook:
        return []


def _found(bloc_year: BlocYear, wording: Wording, day: date) -> Iterator[Finding]:
    places, layer = places_of(wording), layer_of(bloc_year)
    for key, text in texts_of(wording).items():
        for concern in law.concerns_in(text, day, layer):
            yield Finding(key, places[key], concern)
    for target in targets_of(bloc_year):
        if target.unit_of_measure.strip() == "%":
            yield from _of_target(target, day, layer)


def _of_target(target: Target, day: date, layer: str) -> Iterator[Finding]:
    """Read a target in percent as the sentence it is: at least its plan, or at most."""
    meant = "ít nhất" if target.direction == Direction.HIGHER else "không quá"
    for planned in sorted({plan.planned for plan in target.assignments.all()}, reverse=True)[:1]:
        said = f"{meant} {decimal_text(planned)}% {target.text}"
        for concern in law.concerns_in(said, day, layer):
            yield Finding(str(target.article_id), f"chỉ tiêu {target.code}", concern)
