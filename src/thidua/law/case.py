"""A dossier on a day, laid out for quick looking up, and what every check answers about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar, overload

from thidua.law.facts import (
    DISCIPLINE,
    RATINGS,
    Dossier,
    Figure,
    Finding,
    Initiative,
    PastAward,
    YearRating,
)
from thidua.law.provisions import Parameter
from thidua.text import short_date

Amount = int | Parameter

NEVER = 9_999
"""The first complete year of a source that is complete in no year."""

RATING_PLACES: Mapping[str, int] = {slug: place for place, slug in enumerate(RATINGS)}
"""0 is the best."""

DISCIPLINE_PLACES: Mapping[str, int] = {slug: place for place, slug in enumerate(DISCIPLINE)}
"""0 is none."""


Laid = TypeVar("Laid")


class laid_out(Generic[Laid]):  # noqa: N801 -- it stands where `property` would
    """A part of a case that is made when it is first asked for and kept.

    `functools.cached_property` takes a lock before Python 3.12, which costs more than the part.
    """

    def __init__(self, make: "Callable[[Case], Laid]") -> None:
        self._make, self._name = make, make.__name__

    @overload
    def __get__(self, case: None, owner: type) -> "laid_out[Laid]": ...
    @overload
    def __get__(self, case: "Case", owner: type) -> Laid: ...
    def __get__(self, case: "Case | None", owner: type) -> Any:
        if case is None:
            return self
        made = case.__dict__[self._name] = self._make(case)
        return made


class Case:
    """The facts of one dossier and the day whose law applies.

    Each part is laid out when it is first asked for.
    """

    def __init__(self, dossier: Dossier, on: date) -> None:
        self.dossier = dossier
        self.on = on
        self.year = dossier.year
        self.figures: Mapping[str, Figure] = dossier.figures

    def complete_from(self, source: str) -> int:
        """Return the first year whose records of a source are all here."""
        return self.dossier.complete_from.get(source, NEVER)

    @laid_out
    def findings(self) -> Mapping[str, Finding]:
        """The latest finding of each kind."""
        made = self.dossier.findings
        latest = {finding.kind: finding for finding in made}
        if len(latest) == len(made):
            return latest
        latest.clear()
        for finding in self.dossier.findings:
            earlier = latest.get(finding.kind)
            if earlier is None or _day(finding) >= _day(earlier):
                latest[finding.kind] = finding
        return latest

    @laid_out
    def ratings(self) -> Mapping[int, YearRating]:
        return {rating.year: rating for rating in self.dossier.ratings}

    @laid_out
    def _awards(self) -> Mapping[str, tuple[PastAward, ...]]:
        found: dict[str, list[PastAward]] = {}
        for held in self.dossier.awards:
            found.setdefault(held.award, []).append(held)
        return {slug: tuple(held) for slug, held in found.items()}

    def awards(self, slug: str) -> tuple[PastAward, ...]:
        return self._awards.get(slug, ())

    def years_of(self, slug: str) -> set[int]:
        """Return the years an award was given for."""
        return {held.year for held in self.awards(slug)}

    @property
    def initiatives(self) -> tuple[Initiative, ...]:
        return self.dossier.initiatives

    def whole(self, name: str) -> int | None:
        """Return a whole figure, or None when it is absent."""
        figure = self.figures.get(name)
        return None if figure is None else int(figure.value)


def set_on(amount: Amount, day: date) -> int | None:
    """Return a figure of law as it stands on a day; None where the body it is left to set none.

    Raises:
        LookupError: the parameter has no value on that day.
    """
    if isinstance(amount, int):
        return amount
    if (value := amount.on(day)) is None:
        raise LookupError(amount.id)
    return value.value


@dataclass(frozen=True, slots=True)
class Lack:
    """A fact that is missing: what paper would settle it, and who provides that."""

    text: str
    settled_by: str


def sourced(sentence: str, source: str) -> str:
    """Return a sentence with the paper it was read from, if known."""
    return f"{sentence} (theo {source})." if source else f"{sentence}."


def decided(number: str, on: date | None) -> str:
    """Return "Quyết định số 12/QĐ-UBND ngày 05/01/2022", as far as it is known."""
    name = f"Quyết định số {number}" if number[:1].isdigit() else number
    dated = f"ngày {short_date(on)}" if on else ""
    return " ".join(part for part in (name, dated) if part)


def _day(finding: Finding) -> date:
    return finding.found_on or date.min
