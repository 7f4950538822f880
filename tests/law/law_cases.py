"""Dossiers that meet everything, to be changed one fact at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from thidua import law

YEAR = 2021
DAY = date(2022, 1, 12)
FOUND_ON = date(2022, 1, 5)
UNIT_AWARDS = (
    "bang-khen-bo-tinh",
    "co-thi-dua-bo-tinh",
    "co-thi-dua-chinh-phu",
    "tap-the-lao-dong-tien-tien",
    "tap-the-lao-dong-xuat-sac",
)
PERSON_AWARDS = ("bang-khen-bo-tinh", "cstd-co-so", "lao-dong-tien-tien")
PAIRS = [(law.SubjectKind.UNIT, award) for award in UNIT_AWARDS] + [
    (law.SubjectKind.PERSON, award) for award in PERSON_AWARDS
]
FIGURES: Mapping[str, int | bool | str] = {
    "targets_total": 6,
    "targets_met": 6,
    "targets_exceeded": 5,
    "bloc_rank": 1,
    "bloc_size": 9,
    "bloc_name": "Khối thi đua số 1",
    "bloc_reviewed": True,
    "headcount": 20,
    "completed": 20,
    "advanced_workers": 18,
    "grassroots_fighters": 2,
    "worst_discipline": "khong",
    "new_models": 2,
    "months_employed": 12,
    "days_off": 5,
    "participates_in_movement": True,
}


def full(kind: law.SubjectKind = law.SubjectKind.UNIT) -> law.Dossier:
    """A dossier that meets every award of its kind, with every source complete."""
    return law.Dossier(
        kind=kind,
        subject="Sở Kế hoạch (minh họa)",
        year=YEAR,
        awards=tuple(
            law.PastAward("giay-khen", y, f"{y}/QĐ", date(y, 12, 30)) for y in (2020, 2021)
        ),
        ratings=tuple(
            law.YearRating(y, "hoan-thanh-xuat-sac", "15/QĐ-SNV", date(y + 1, 1, 5))
            for y in (2020, 2021)
        ),
        initiatives=tuple(
            law.Initiative("Rút ngắn hồ sơ", y, "co-so", "8/QĐ-SKH", date(y, 11, 2))
            for y in (2020, 2021)
        ),
        registrations=(law.Registration("co-thi-dua-bo-tinh", date(YEAR, 3, 5), "12/ĐK-SKH"),),
        findings=tuple(finding(kind_, holds=True) for kind_ in law.FINDINGS),
        figures={name: law.Figure(value, "hồ sơ năm 2021") for name, value in FIGURES.items()},
        complete_from=dict.fromkeys(("awards", "ratings", "initiatives", "registrations"), 2015),
    )


def empty(kind: law.SubjectKind = law.SubjectKind.UNIT) -> law.Dossier:
    return law.Dossier(kind=kind, subject="Sở Kế hoạch (minh họa)", year=YEAR)


def finding(kind: str, *, holds: bool) -> law.Finding:
    return law.Finding(kind, holds, "Hội đồng (minh họa)", FOUND_ON, "Biên bản số 01/BB-HĐ")


def with_figures(dossier: law.Dossier, **changed: int | bool | str | None) -> law.Dossier:
    """Change figures; None takes one away."""
    figures = {name: figure for name, figure in dossier.figures.items() if name not in changed}
    new = {name: law.Figure(value) for name, value in changed.items() if value is not None}
    return replace(dossier, figures={**figures, **new})


def with_findings(dossier: law.Dossier, changed: Mapping[str, bool | None]) -> law.Dossier:
    """Change findings; None takes one away."""
    kept = tuple(found for found in dossier.findings if found.kind not in changed)
    new = tuple(finding(k, holds=holds) for k, holds in changed.items() if holds is not None)
    return replace(dossier, findings=kept + new)


def walk(standings: tuple[law.Standing, ...]) -> Iterator[law.Standing]:
    for standing in standings:
        yield standing
        yield from walk(standing.routes)


def standing_of(verdict: law.Verdict, id_: str) -> law.Standing:
    return next(standing for standing in walk(verdict.standards) if standing.id == id_)
