"""Random dossiers over everything the law asks about, and one fact more."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from random import Random

from law_cases import finding

from thidua import law
from thidua.law.catalogue import FigureType
from thidua.law.library import shipped

AWARDS = tuple(shipped().catalogue.award_names)
FIGURES = shipped().catalogue.figures
SPAN = 12


def random_dossier(random: Random, kind: law.SubjectKind, year: int) -> law.Dossier:
    """Each fact is there or not; sources are complete, or from some year, or not at all."""
    years = range(year - SPAN + 1, year + 1)
    rated = [y for y in years if random.random() < 0.7]
    figures = [name for name in FIGURES if random.random() < 0.7]
    found = [slug for slug in law.FINDINGS if random.random() < 0.7]
    return law.Dossier(
        kind=kind,
        subject="Hồ sơ ngẫu nhiên (minh họa)",
        year=year,
        awards=tuple(
            random_award(random, random.choice(years)) for _ in range(random.randrange(60))
        ),
        ratings=tuple(law.YearRating(y, random_rating(random)) for y in rated),
        initiatives=tuple(
            random_initiative(random, random.choice(years)) for _ in range(random.randrange(8))
        ),
        registrations=(law.Registration(random.choice(AWARDS)),) * (random.random() < 0.7),
        findings=tuple(finding(slug, holds=random.random() < 0.8) for slug in found),
        figures={name: law.Figure(random_value(random, name)) for name in figures},
        complete_from={
            source: random.choice((year - 40, *years))
            for source in law.SOURCES
            if random.random() < 0.8
        },
        begins=random.choice((None, year - 30, year - 5)),
        counts_from=random.choice((0, 0, 0, year - 2)),
    )


def random_award(random: Random, year: int) -> law.PastAward:
    decided = random.choice((None, date(year, 12, 1), date(year + 1, 1, 10)))
    return law.PastAward(
        random.choice(AWARDS),
        year,
        decided_on=decided,
        basis=random.choice((*law.BASES, "cong-trang", "cong-trang")),
        period_to=random.choice((None, year)),
    )


def random_initiative(random: Random, year: int) -> law.Initiative:
    return law.Initiative(
        "Mẫu",
        year,
        random.choice(tuple(law.SCOPES)),
        kind=random.choice(tuple(law.WORKS)),
        used_for=random.choice(("", "", "cstd-co-so")),
        replicable=random.random() < 0.8,
    )


def random_rating(random: Random) -> str:
    return random.choices(tuple(law.RATINGS), (6, 3, 1, 1))[0]


def random_value(random: Random, name: str) -> int | bool | str:
    kind = FIGURES[name].type
    if kind is FigureType.FLAG:
        return random.random() < 0.5
    if kind is FigureType.DISCIPLINE:
        return random.choice(tuple(law.DISCIPLINE))
    return random.randrange(13) if kind is FigureType.WHOLE else "Khối thi đua số 1"


def one_more(random: Random, before: law.Dossier) -> law.Dossier:
    """Learn one thing: a figure, a finding, or a record of a year whose source is not complete."""
    ways = [learn_figure, learn_finding, learn_rating, learn_award, learn_initiative, learn_source]
    return random.choice(ways)(random, before)


def learn_figure(random: Random, before: law.Dossier) -> law.Dossier:
    absent = [name for name in FIGURES if name not in before.figures]
    if not absent:
        return before
    name = random.choice(absent)
    figures = {**before.figures, name: law.Figure(random_value(random, name))}
    # Facts that contradict one another say nothing, whatever they said before.
    return before if contradict(figures) else replace(before, figures=figures)


NO_MORE_THAN = (
    ("bloc_rank", "bloc_size"),
    ("targets_exceeded", "targets_met"),
    ("targets_exceeded", "targets_total"),
    ("targets_met", "targets_total"),
)


def contradict(figures: Mapping[str, law.Figure]) -> bool:
    known = {name: int(f.value) for name, f in figures.items() if type(f.value) is int}
    pairs = ((known.get(part), known.get(whole)) for part, whole in NO_MORE_THAN)
    return any(p is not None and w is not None and p > w for p, w in pairs)


def learn_finding(random: Random, before: law.Dossier) -> law.Dossier:
    absent = sorted(set(law.FINDINGS) - {f.kind for f in before.findings})
    if not absent:
        return before
    new = finding(random.choice(absent), holds=random.random() < 0.5)
    return replace(before, findings=(*before.findings, new))


def open_year(random: Random, before: law.Dossier, source: str) -> int | None:
    first = max(before.year - SPAN + 1, before.begins or 0)
    years = [y for y in range(first, before.year + 1) if not before.complete(source, y)]
    return random.choice(years) if years else None


def learn_rating(random: Random, before: law.Dossier) -> law.Dossier:
    year = open_year(random, before, "ratings")
    if year is None or year in {r.year for r in before.ratings}:
        return before
    return replace(before, ratings=(*before.ratings, law.YearRating(year, random_rating(random))))


def learn_award(random: Random, before: law.Dossier) -> law.Dossier:
    year = open_year(random, before, "awards")
    if year is None:
        return before
    return replace(before, awards=(*before.awards, random_award(random, year)))


def learn_initiative(random: Random, before: law.Dossier) -> law.Dossier:
    year = open_year(random, before, "initiatives")
    if year is None:
        return before
    return replace(before, initiatives=(*before.initiatives, random_initiative(random, year)))


def learn_source(random: Random, before: law.Dossier) -> law.Dossier:
    """A source proves to be complete from an earlier year than was known."""
    source = random.choice(law.SOURCES)
    known = before.complete_from.get(source, before.year + 1)
    earlier = random.randrange(before.year - SPAN, before.year + 1)
    return replace(before, complete_from={**before.complete_from, source: min(known, earlier)})
