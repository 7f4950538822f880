"""Merged and split units: who may record them, what is refused, and what the law is told of them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from council import neighbour
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

import cast
from merging import FLAG, MERGED, former, heir, honour, merge
from thidua import law
from thidua.apps.assessments.services import initiative_enter, record_enter
from thidua.apps.awards.models import PriorAward
from thidua.apps.awards.queries import dossier_from, dossier_of, members_with_facts
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.units.enums import Inheritance
from thidua.apps.units.models import Succession, Unit
from thidua.apps.units.services import succession_withdraw
from thidua.law.verdict import every

pytestmark = pytest.mark.django_db

HANDED_ON, UNSAID, NOT = Inheritance.HANDED_ON, Inheritance.UNSAID, Inheritance.NOT_HANDED_ON


def dossier() -> law.Dossier:
    return dossier_of(cast.seat(cast.played(), "stc"))


def carried() -> list[tuple[int, str]]:
    return [(held.year, held.held_by) for held in dossier().awards if held.held_by]


def rate(unit: Unit, *years: int) -> None:
    for year in years:
        record_enter(
            unit=unit, year=year, rating="hoan-thanh-xuat-sac", decision_number="1/QĐ-MH",
            decision_on=date(year, 12, 1), headcount=None, completed=None, advanced_workers=None,
            grassroots_fighters=None, worst_discipline="", new_models=(), actor=cast.board(),
            at=cast.AT,
        )  # fmt: skip


def test_a_merger_ends_the_predecessor_the_day_before_and_is_told_to_the_journal() -> None:
    old = former("a")
    made = merge(old, heir(), HANDED_ON)
    assert Unit.objects.get(pk=old.pk).valid_to == MERGED - timedelta(days=1)
    entry = Entry.objects.get(subject_id=made.pk)
    assert (entry.deed, entry.facts) == (
        "units.succession.record",
        {
            "predecessor": "a", "successor": "stc", "ends": True, "decision": "15/QĐ-MH",
            "effective_on": "2021-07-01", "inherits": "handed_on",
        },
    )  # fmt: skip


def test_a_unit_that_gives_up_a_part_goes_on() -> None:
    old = former("a")
    merge(old, heir(), UNSAID, ends=False)
    assert Unit.objects.get(pk=old.pk).valid_to is None


def test_a_unit_may_be_split_and_several_may_become_one() -> None:
    first, second, part = former("a"), former("b"), former("c")
    for old, new in ((first, heir()), (first, part), (second, heir())):
        merge(old, new, HANDED_ON)
    assert Succession.objects.count() == 3


@pytest.mark.parametrize("who", ["thuky", "canbo-stc", "kyduyet", "thanhtra"])
def test_only_the_standing_office_records_and_withdraws(who: str) -> None:
    old = former("a")
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        merge(old, heir(), UNSAID, actor=cast.person(who))
    made = merge(old, heir(), UNSAID)
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        succession_withdraw(succession=made, reason="nhầm", actor=cast.person(who), at=cast.AT)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"effective_on": date(2010, 1, 1)}, "hoạt động từ 01/01/2010"),
        ({"effective_on": date(2019, 7, 1)}, "Sở Tài chính không hoạt động vào ngày 01/07/2019"),
        ({"decision_number": " \u200b "}, "Chưa ghi số quyết định"),
    ],
)
def test_a_merger_has_a_decision_and_a_day_on_which_both_were_there(
    changed: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        merge(former("a"), heir(), UNSAID, **changed)


def test_a_unit_ends_once() -> None:
    old = former("a")
    merge(old, former("b"), UNSAID)
    with pytest.raises(Refused, match="đến 30/06/2021"):
        merge(old, heir(), UNSAID, effective_on=date(2021, 9, 1))


def test_a_merger_is_recorded_once() -> None:
    old = former("a")
    merge(old, heir(), UNSAID)
    with pytest.raises(Refused, match="đã được ghi"):
        merge(old, heir(), HANDED_ON)


def test_no_unit_comes_of_itself() -> None:
    first, second = former("a"), former("b")
    merge(first, second, UNSAID, ends=False)
    merge(second, heir(), UNSAID, ends=False)
    for unit in (first, heir()):
        with pytest.raises(Refused, match="đã ghi điều ngược lại"):
            merge(heir(), unit, UNSAID, ends=False)


def test_a_unit_goes_up_into_one_of_its_own_authority() -> None:
    with pytest.raises(Refused, match="không thuộc"):
        merge(neighbour().unit, heir(), UNSAID)


def test_the_database_keeps_to_the_authority_and_changes_no_row() -> None:
    made = merge(former("a"), heir(), UNSAID)
    stranger = {"predecessor": neighbour().unit, "successor": heir(), "inherits": "unsaid"}
    with pytest.raises(DatabaseError, match="of its own authority"), transaction.atomic():
        Succession.objects.create(
            authority=made.authority, effective_on=MERGED, decided_on=MERGED,
            decision_number="1", **stranger,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="withdrawn and recorded anew"), transaction.atomic():
        Succession.objects.filter(pk=made.pk).update(inherits="handed_on")


def test_what_was_recorded_by_mistake_is_taken_back_and_the_unit_goes_on() -> None:
    old = former("a")
    honour(old)
    made = merge(old, heir(), HANDED_ON)
    with pytest.raises(Refused, match="Chưa nêu lý do"):
        succession_withdraw(succession=made, reason=" ", actor=cast.board(), at=cast.AT)
    kept = made.pk
    stale = Succession.objects.get(pk=kept)
    succession_withdraw(succession=made, reason="nhầm đơn vị", actor=cast.board(), at=cast.AT)
    assert (carried(), Unit.objects.get(pk=old.pk).valid_to) == ([], None)
    told = Entry.objects.filter(subject_id=kept).order_by("number").last()
    assert told is not None
    assert told.facts["reason"] == "nhầm đơn vị"
    with pytest.raises(Refused, match="đã được rút"):
        succession_withdraw(succession=stale, reason="x", actor=cast.board(), at=cast.AT)


def test_a_unit_that_was_split_stays_ended_while_one_part_is_on_record() -> None:
    old = former("a")
    made, _ = merge(old, heir(), UNSAID), merge(old, former("b"), UNSAID)
    succession_withdraw(succession=made, reason="nhầm", actor=cast.board(), at=cast.AT)
    assert Unit.objects.get(pk=old.pk).valid_to == MERGED - timedelta(days=1)


@pytest.mark.parametrize(
    ("inherits", "held"), [(HANDED_ON, [(2019, "Sở A (minh họa)")]), (UNSAID, []), (NOT, [])]
)
def test_awards_are_carried_on_only_if_the_decision_hands_them_on(
    inherits: Inheritance, held: list[tuple[int, str]]
) -> None:
    old = former("a")
    honour(old)
    merge(old, heir(), inherits)
    assert carried() == held


@pytest.mark.parametrize(("inherits", "outcome"), [(HANDED_ON, "met"), (UNSAID, "unknown")])
def test_a_row_of_years_goes_on_over_a_merger_only_if_it_was_handed_on(
    inherits: Inheritance, outcome: str
) -> None:
    old, new = former("a"), heir()
    new.year_records.filter(year=2020).delete()
    rate(old, 2020)
    merge(old, new, inherits)
    kinds = ("doan-ket-guong-mau", "dan-chu-co-so", "phong-trao-thi-dua")
    found = replace(dossier(), findings=tuple(law.Finding(kind, holds=True) for kind in kinds))
    verdict = law.explain(found, "bang-khen-bo-tinh", on=date(2024, 12, 1))
    (years,) = [s for s in every(verdict.standards) if s.id == "bkct-c-lien-tuc"]
    assert years.outcome == outcome


def test_what_goes_up_in_a_later_year_is_not_carried_on_yet() -> None:
    old = former("a")
    honour(old)
    merge(old, heir(), HANDED_ON, effective_on=date(2022, 1, 1))
    assert carried() == []


def test_an_award_goes_down_a_chain_and_counts_once_by_two_ways() -> None:
    first, left, right = former("a"), former("b"), former("c")
    honour(first)
    for new in (left, right):
        merge(first, new, HANDED_ON, effective_on=date(2020, 7, 1))
        merge(new, heir(), HANDED_ON)
    assert carried() == [(2019, "Sở A (minh họa)")]


def test_the_chain_breaks_where_a_decision_hands_nothing_on() -> None:
    first, second = former("a"), former("b")
    honour(first)
    merge(first, second, UNSAID, effective_on=date(2020, 7, 1))
    merge(second, heir(), HANDED_ON)
    assert carried() == []


def queries() -> int:
    with CaptureQueriesContext(connection) as told:
        for member in members_with_facts(cast.played()):
            dossier_from(member)
    return len(told)


def test_facts_cost_the_same_for_one_predecessor_and_for_a_chain_of_five() -> None:
    none = queries()
    last = former("a")
    honour(last)
    merge(last, heir(), HANDED_ON)
    one = queries()
    for years, code in enumerate("bcde", start=1):
        older = former(code)
        honour(older, year=2010)
        merge(older, last, HANDED_ON, effective_on=date(2021 - years, 7, 1))
        last = older
    assert len(carried()) == 5
    assert (queries(), one - none <= 5) == (one, True)


def test_an_award_for_a_thematic_movement_does_not_count_for_merit() -> None:
    honour(heir(), "bang-khen-bo-tinh", 2018, basis="chuyen-de")
    verdict = law.explain(
        replace(dossier(), year=2024), "bang-khen-thu-tuong", on=date(2024, 12, 1)
    )
    facts = [fact for standing in every(verdict.standards) for fact in standing.facts]
    assert any(
        "Không tính" in f and "năm 2018: khen thưởng theo phong trào chuyên đề" in f for f in facts
    )


def test_what_an_award_was_given_for_and_its_period_reach_the_law() -> None:
    honour(heir(), year=2018, basis="cong-hien", period_to=2017)
    (held,) = [a for a in dossier().awards if (a.award, a.year) == (FLAG, 2018)]
    assert (held.basis, held.period_to) == ("cong-hien", 2017)


def test_the_database_knows_the_bases_of_awards() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PriorAward.objects.create(
            unit=heir(), award=FLAG, year=2001, decision_number="1", decided_on=MERGED, basis="la"
        )


def test_an_award_won_here_is_held_for_the_merit_of_its_year() -> None:
    held = [a for a in dossier_of(cast.seat(cast.played(), "skhdt")).awards if a.year == 2021]
    assert [(a.award, a.basis, a.period_to) for a in held] == [
        ("co-thi-dua-chinh-phu", "cong-trang", 2021)
    ]


def test_an_initiative_used_once_does_not_carry_a_second_award() -> None:
    initiative_enter(
        unit=heir(), year=2021, title="Đã dùng", author="", scope="tinh", decision_number="1/QĐ-MH",
        decision_on=date(2021, 5, 1), kind="de-tai", used_for="Chiến sĩ thi đua cơ sở 2021",
        replicable=False, actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    (told,) = [i for i in dossier().initiatives if i.title == "Đã dùng"]
    assert (told.kind, told.replicable) == ("de-tai", False)
    person = replace(dossier(), kind=law.SubjectKind.PERSON, initiatives=(told,))
    verdict = law.explain(person, "bang-khen-bo-tinh", on=date(2024, 12, 1))
    facts = [fact for standing in every(verdict.standards) for fact in standing.facts]
    assert "Không tính “Đã dùng” năm 2021: đã dùng để xét một lần." in facts
