from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies as st
from law_cases import DAY, PAIRS, YEAR, empty, finding, full, walk

from thidua import law
from thidua.law.library import shipped
from tried import tried

MET, NOT_MET, UNKNOWN = law.Outcome.MET, law.Outcome.NOT_MET, law.Outcome.UNKNOWN
YEARS = (2019, 2020, 2021)
SOURCES = ("awards", "ratings", "initiatives", "registrations")
WHOLE = (
    "targets_total", "targets_met", "targets_exceeded", "bloc_rank", "bloc_size", "headcount",
    "completed", "advanced_workers", "grassroots_fighters", "new_models", "months_employed",
    "days_off",
)  # fmt: skip
VALUES: Mapping[str, st.SearchStrategy[int | bool | str]] = {
    **{name: st.integers(0, 12) for name in WHOLE},
    "worst_discipline": st.sampled_from(list(law.DISCIPLINE)),
    "bloc_reviewed": st.booleans(),
    "participates_in_movement": st.booleans(),
}
FACTS: Mapping[str, st.SearchStrategy[Any]] = {
    "figures": st.fixed_dictionaries({}, optional=VALUES),
    "findings": st.dictionaries(st.sampled_from(list(law.FINDINGS)), st.booleans()),
    "ratings": st.dictionaries(st.sampled_from(YEARS), st.sampled_from(list(law.RATINGS))),
    "initiatives": st.lists(
        st.tuples(st.sampled_from(YEARS), st.sampled_from(list(law.SCOPES))), max_size=3
    ),
    "awards": st.lists(
        st.tuples(st.sampled_from(("giay-khen", "lao-dong-tien-tien")), st.sampled_from(YEARS)),
        max_size=3,
    ),
    "registrations": st.booleans(),
    "complete_from": st.dictionaries(st.sampled_from(SOURCES), st.sampled_from(YEARS)),
}
DOSSIERS = st.fixed_dictionaries(dict(FACTS))


def dossier(kind: law.SubjectKind, facts: Mapping[str, Any]) -> law.Dossier:
    return law.Dossier(
        kind=kind,
        subject="Sở Kế hoạch (minh họa)",
        year=YEAR,
        figures={name: law.Figure(value) for name, value in facts["figures"].items()},
        findings=tuple(finding(k, holds=holds) for k, holds in facts["findings"].items()),
        ratings=tuple(law.YearRating(y, r) for y, r in facts["ratings"].items()),
        initiatives=tuple(law.Initiative("Mẫu", y, s) for y, s in facts["initiatives"]),
        awards=tuple(law.PastAward(a, y) for a, y in facts["awards"]),
        registrations=(law.Registration("co-thi-dua-bo-tinh"),) * facts["registrations"],
        complete_from=facts["complete_from"],
    )


def outcomes(verdict: law.Verdict) -> dict[str, law.Outcome]:
    return {standing.id: standing.outcome for standing in walk(verdict.standards)} | {
        "": verdict.outcome
    }


@tried(40)
@given(facts=DOSSIERS, pair=st.sampled_from(PAIRS))
def test_what_was_never_recorded_is_never_held_against_a_subject(
    facts: dict[str, Any], pair: tuple[law.SubjectKind, str]
) -> None:
    kind, award = pair
    all_good = full(kind)
    kept = replace(
        all_good,
        figures={n: f for n, f in all_good.figures.items() if n in facts["figures"]},
        findings=tuple(f for f in all_good.findings if f.kind in facts["findings"]),
        ratings=tuple(r for r in all_good.ratings if r.year in facts["ratings"]),
        initiatives=all_good.initiatives[: len(facts["initiatives"])],
        awards=all_good.awards[: len(facts["awards"])],
        registrations=all_good.registrations * facts["registrations"],
        complete_from={},
    )
    assert NOT_MET not in outcomes(law.explain(kept, award, on=DAY)).values()


def flag_by_hand(facts: Mapping[str, Any]) -> int:
    """The Government flag with 0 failed, 1 unknown, 2 met, written out without the engine."""
    f, found = facts["figures"], facts["findings"]

    def holds(kind: str) -> int:
        return 1 if kind not in found else 2 * found[kind]

    def targets() -> int:
        known = [f[n] for n in ("targets_exceeded", "targets_met", "targets_total") if n in f]
        if known != sorted(known) or f.get("targets_total") == 0:
            return 1
        exceeded = 1 if "targets_exceeded" not in f else 2 * (f["targets_exceeded"] >= 1)
        both = "targets_met" in f and "targets_total" in f
        return min(2 * (f["targets_met"] == f["targets_total"]) if both else 1, exceeded)

    def rank() -> int:
        rank, size = f.get("bloc_rank"), f.get("bloc_size")
        sound = rank is not None and rank >= 1 and (size is None or size >= rank)
        return 2 * (rank == 1) if sound else 1

    registered = 2 if facts["registrations"] else 0
    if not registered and facts["complete_from"].get("registrations", 9999) > YEAR:
        registered = 1
    united = min(holds("doan-ket-guong-mau"), holds("tiet-kiem-chong-lang-phi"))
    models = 1 if "new_models" not in f else 2 * (f["new_models"] >= 1)
    reviewed = 1 if "bloc_reviewed" not in f else 2 * f["bloc_reviewed"]
    provincial = min(max(1, targets()), max(1, models), max(1, united), reviewed)
    routes = max(
        min(provincial, rank()),
        holds("dan-dau-cum-trung-uong"),
        holds("tieu-bieu-phong-trao-chuyen-de"),
    )
    unsettled = max(1, holds("tieu-bieu-bo-tinh"))
    return min(registered, targets(), holds("xuat-sac-toan-quoc"), unsettled, united, routes)


@tried(50)
@given(facts=DOSSIERS)
def test_the_government_flag_agrees_with_the_law_written_out_by_hand(facts: dict[str, Any]) -> None:
    verdict = law.explain(dossier(law.SubjectKind.UNIT, facts), "co-thi-dua-chinh-phu", on=DAY)
    assert verdict.outcome is (NOT_MET, UNKNOWN, MET)[flag_by_hand(facts)]


@given(days=st.integers(0, (date(2023, 12, 31) - date(2017, 10, 1)).days))
@tried(20)
def test_every_provision_cited_is_in_force_on_the_day(days: int) -> None:
    day = date(2017, 10, 1) + timedelta(days=days)
    for kind, award in PAIRS:
        for standing in walk(law.explain(empty(kind), award, on=day).standards):
            provision = shipped().texts.provisions[standing.citation.provision]
            assert day in provision.span


@pytest.mark.parametrize(("kind", "award"), PAIRS)
def test_a_dossier_without_facts_is_unknown_and_asks(kind: law.SubjectKind, award: str) -> None:
    verdict = law.explain(empty(kind), award, on=DAY)
    assert verdict.outcome is UNKNOWN
    assert {standing.outcome for standing in walk(verdict.standards)} == {UNKNOWN}


def test_a_verdict_in_json_has_exactly_the_agreed_keys() -> None:
    told = law.explain(full(), "tap-the-lao-dong-tien-tien", on=DAY).to_json()
    assert list(told) == [
        "award", "award_name", "subject", "year", "on", "rulebook", "outcome", "unverified",
        "sentence", "standards",
    ]  # fmt: skip
    assert list(told["standards"][0]) == [
        "id", "text", "outcome", "citation", "facts", "missing", "settled_by", "unverified",
        "note", "routes",
    ]  # fmt: skip
    assert list(told["standards"][0]["citation"]) == ["text", "provision", "source", "verified"]
