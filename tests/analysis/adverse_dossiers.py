"""Dossiers at odds with everything: facts absent, contradictory, out of time, at every limit."""

from collections.abc import Sequence
from datetime import date
from random import Random

from thidua import law
from thidua.law.catalogue import FigureType
from thidua.law.library import shipped

SOURCES = law.SOURCES


def dossiers(random: Random, kind: law.SubjectKind, year: int, count: int) -> list[law.Dossier]:
    return [dossier(random, kind, year) for _ in range(count)]


def dossier(random: Random, kind: law.SubjectKind, year: int) -> law.Dossier:
    # Some know nearly everything and nearly always for the good, so that awards are met as well.
    known, good = random.choice(((0.5, 0.5), (0.9, 0.8), (0.99, 0.97), (1.0, 1.0)))
    return law.Dossier(
        kind=kind,
        subject="Đối tượng (minh họa)",
        year=year,
        begins=random.choice((None, year - random.randint(-1, 45))),
        counts_from=random.choice((0, 0, 0, year - random.randint(-1, 6))),
        complete_from={s: complete(random, year) for s in SOURCES if random.random() < known},
        figures=figures(random, known, good),
        findings=findings(random, known, good),
        awards=awards(random, year),
        ratings=ratings(random, year, good),
        initiatives=initiatives(random, year),
        registrations=registrations(random),
    )


def complete(random: Random, year: int) -> int:
    return year + 1 - random.choice((0, 1, 2, 3, 5, 6, 8, 12, 26, 60))


def figures(random: Random, known: float, good: float) -> dict[str, law.Figure]:
    kinds = shipped().catalogue.figures.values()
    size = random.randint(0, 12)
    return {
        kind.name: law.Figure(figure(random, kind.type, size, good))
        for kind in kinds
        if random.random() < known
    }


def figure(random: Random, type_: FigureType, size: int, good: float) -> int | bool | str:
    fine = random.random() < good
    match type_:
        case FigureType.WHOLE:
            return size if fine else random.choice((0, 1, size, random.randint(0, 400)))
        case FigureType.FLAG:
            return fine
        case FigureType.DISCIPLINE:
            return "khong" if fine else random.choice(list(law.DISCIPLINE))
        case FigureType.WORD:
            return "Khối thi đua số 1"


def findings(random: Random, known: float, good: float) -> tuple[law.Finding, ...]:
    return tuple(
        law.Finding(slug, random.random() < good)
        for slug in law.FINDINGS
        for _ in range(random.choice((1, 1, 1, 2)))
        if random.random() < known
    )


def awards(random: Random, year: int) -> tuple[law.PastAward, ...]:
    rich, names = random.random(), list(shipped().catalogue.award_names)
    few = random.sample(names, min(len(names), random.randint(0, len(names))))
    return tuple(award(random, slug, held) for slug in few for held in years(random, year, rich))


def award(random: Random, slug: str, year: int) -> law.PastAward:
    decided = random.choice((None, date(year, 11, 20), date(year + 1, 2, 3)))
    basis = random.choice(("cong-trang",) * 4 + tuple(law.BASES))
    period = random.choice((None, None, year, year - 1))
    return law.PastAward(slug, year, decided_on=decided, basis=basis, period_to=period)


def years(random: Random, year: int, rich: float) -> Sequence[int]:
    """Years held: a row up to about the year judged with gaps, some twice, some later ones."""
    length = random.choice((0, 1, 2, 3, 5, 8, 12, 30))
    row = [year - back for back in range(length) if random.random() < max(rich, 0.3)]
    extra = [year - random.randint(-2, 40) for _ in range(random.choice((0, 0, 1, 2)))]
    return [*row, *extra]


def ratings(random: Random, year: int, good: float) -> tuple[law.YearRating, ...]:
    best = list(law.RATINGS)
    return tuple(
        law.YearRating(
            held, best[random.choice((0, 0, 1))] if random.random() < good else random.choice(best)
        )
        for held in years(random, year, random.random() + good)
    )


def initiatives(random: Random, year: int) -> tuple[law.Initiative, ...]:
    return tuple(
        law.Initiative(
            "Sáng kiến (minh họa)",
            year - random.randint(-1, 8),
            random.choice(list(law.SCOPES)),
            kind=random.choice(list(law.WORKS)),
            used_for=random.choice(("", "", "cstd-co-so")),
            replicable=random.random() < 0.7,
        )
        for _ in range(random.choice((0, 1, 2, 4)))
    )


def registrations(random: Random) -> tuple[law.Registration, ...]:
    names = list(shipped().catalogue.award_names)
    return tuple(law.Registration(slug) for slug in random.sample(names, random.choice((0, 1, 2))))
