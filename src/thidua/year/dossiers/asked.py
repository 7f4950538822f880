"""Which facts the awards of a day ask for: what a person has to fill in, and for which award."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from thidua.law import Award
from thidua.law.formula import (
    All,
    Any,
    AtLeast,
    Formula,
    Given,
    Measure,
    Not,
    Ratio,
    Spared,
    Within,
)
from thidua.law.library import program, rulebook_on
from thidua.law.measures import (
    AwardsCount,
    AwardStreak,
    DaysOffMeasure,
    FigureMeasure,
    FindingMeasure,
    InitiativesCount,
    RatingCount,
    RatingStreak,
    RegisteredMeasure,
    YearsSinceAward,
)

_SOURCES = {
    AwardsCount: "awards",
    AwardStreak: "awards",
    YearsSinceAward: "awards",
    RatingCount: "ratings",
    RatingStreak: "ratings",
    InitiativesCount: "initiatives",
    RegisteredMeasure: "registrations",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The figures, findings and sources of records that standards look at."""

    figures: tuple[str, ...]
    findings: tuple[str, ...]
    sources: tuple[str, ...]


def asked_by(awards: Iterable[Award], on: date, layer: str = "") -> Asked:
    """Return what these awards ask of any kind of subject, in the order of the law."""
    book = rulebook_on(on, layer)
    found = [
        measure
        for award in awards
        for kind in award.subject_kinds
        for measure in measures(program(award.slug, kind, on, book=book).formula)
    ]
    return Asked(
        figures=_once(name for m in found for name in _figures(m)),
        findings=_once(m.slug for m in found if isinstance(m, FindingMeasure)),
        sources=_once(_SOURCES[type(m)] for m in found if type(m) in _SOURCES),
    )


def _figures(measure: Measure) -> tuple[str, ...]:
    match measure:
        case FigureMeasure(figure):
            return (figure.name,)
        case DaysOffMeasure():
            return tuple(figure.name for figure in measure.figures)
    return ()


def measures(formula: Formula) -> Iterator[Measure]:
    """Yield every quantity a formula compares."""
    match formula:
        case AtLeast(measure, _):
            yield measure
        case Within(part, whole) | Ratio(part, whole):
            yield from (part, whole)
        case All(parts) | Any(parts):
            for each in parts:
                yield from measures(each)
        case Not(inner) | Spared(inner):
            yield from measures(inner)
        case Given(guard, inner):
            yield from measures(guard)
            yield from measures(inner)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
