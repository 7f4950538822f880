"""A year copied to the next in one deed: what comes along, what doesn't, who may."""

from datetime import date

import pytest

import cast
from merging import heir
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import deadlines_of, draft_of, lines_of, scoring_table
from thidua.apps.assessments.services import deadlines_set
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.meetings.queries import rules_of
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Doer
from thidua.apps.planning.services import ItemText, items_add
from thidua.apps.units.models import BlocYear, Unit
from thidua.apps.units.queries import lead_of
from thidua.text import is_working_day
from thidua.year.conference import next_year_of
from thidua.year.copying import Copying, copy_year, parts_of

pytestmark = pytest.mark.django_db


def planned() -> BlocYear:
    """The practice year whose cards wait for scores, with days of its own."""
    year = cast.before_scoring()
    seat = cast.seat(year, "stc")
    items = [
        ItemText(title="Sơ kết", starts_on=date(2021, 7, 1), ends_on=date(2021, 7, 2), doer=Doer.LEAD),
        ItemText(
            title="Đăng cai", starts_on=date(2021, 9, 1), ends_on=date(2021, 9, 1),
            doer=Doer.UNIT, membership=seat,
        ),
    ]  # fmt: skip
    items_add(bloc_year=year, items=items, actor=cast.secretary(), at=cast.AT)
    deadlines_set(
        bloc_year=year, due={Stage.SELF: date(2021, 12, 11)}, source="12/KH", at=cast.AT,
        actor=cast.secretary(),
    )  # fmt: skip
    return year


def copied(year: BlocYear, actor: Person, lead: str = "") -> BlocYear:
    seat = cast.seat(year, lead) if lead else lead_of(year)
    assert seat is not None
    return copy_year(bloc_year=year, lead=seat, actor=actor, at=cast.AT)


def test_members_table_calendar_and_rules_come_along_for_a_secretary_who_goes_on() -> None:
    year = planned()
    opened = copied(year, cast.secretary())
    assert opened.year == year.year + 1
    assert [m.unit for m in opened.memberships.all()] == [m.unit for m in year.memberships.all()]
    assert {r.kind for r in rules_of(opened)} <= {r.kind for r in rules_of(year)}
    assert rules_of(opened).count() > 0
    table, draft = scoring_table(year), draft_of(opened)
    assert table is not None
    assert draft is not None
    assert [line.code for line in lines_of(draft)] == [line.code for line in lines_of(table)]


def test_days_move_to_working_days_of_the_next_year_and_a_units_item_stays_its_own() -> None:
    year = planned()
    opened = copied(year, cast.secretary())
    items = list(opened.plan_items.all())
    assert [item.title for item in items] == ["Sơ kết", "Đăng cai"]
    assert [item.ends_on for item in items] == [date(2022, 7, 4), date(2022, 9, 5)]
    assert all(is_working_day(item.ends_on) for item in items)
    assert items[1].membership == cast.seat(opened, "stc")
    assert deadlines_of(opened) == {Stage.SELF: date(2022, 12, 12)}


def test_nothing_of_scores_agreement_or_papers_comes_along() -> None:
    opened = copied(planned(), cast.secretary())
    left = ("scorecards", "targets", "nominations", "meetings", "slots", "papers")
    assert {name: getattr(opened, name).count() for name in left} == dict.fromkeys(left, 0)
    assert not hasattr(opened, "agreement")


def test_what_is_shown_before_is_what_is_done() -> None:
    year = planned()
    lead = lead_of(year)
    assert lead is not None
    told = {part.name: part for part in parts_of(Copying(year, lead, cast.secretary(), cast.AT))}
    copied(year, cast.secretary())
    opened = next_year_of(year)
    assert opened is not None
    assert told["Lịch của khối"].state == f"{opened.plan_items.count():02d} việc"
    assert told["Quy tắc biểu quyết"].state == f"{rules_of(opened).count():02d} quy tắc"
    assert told["Bảng chấm điểm"].copied is (draft_of(opened) is not None)
    assert [name for name, part in told.items() if not part.copied][-4:] == [
        "Giao ước thi đua", "Chỉ tiêu", "Số lượng được đề nghị", "Điểm, biểu quyết, đề nghị, văn bản",
    ]  # fmt: skip


def test_a_leaving_secretary_hands_the_calendar_on_and_leaves_the_rules_to_the_new_lead() -> None:
    year = planned()
    opened = copied(year, cast.secretary(), lead="stc")
    assert opened.plan_items.count() == 2
    assert rules_of(opened).count() == 0
    assert draft_of(opened) is None
    lead = lead_of(opened)
    assert lead is not None
    assert lead.unit.code == "stc"


def test_a_year_that_is_open_already_is_not_opened_again() -> None:
    with pytest.raises(Refused, match="đã được mở"):
        copied(cast.played(), cast.board())


def test_an_officer_of_a_member_opens_no_year_and_nothing_is_left_of_the_attempt() -> None:
    year = planned()
    with pytest.raises(NotAllowed):
        copied(year, cast.officer("stc"))
    assert next_year_of(year) is None


def end(unit: Unit) -> None:
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2021, 12, 31))


def test_a_unit_that_ended_does_not_come_along_and_only_the_board_may_open_without_it() -> None:
    year = planned()
    end(heir())
    with pytest.raises(Refused, match="Thư ký khối không mở được"):
        copied(year, cast.secretary())
    opened = copied(year, cast.board())
    assert heir() not in [m.unit for m in opened.memberships.select_related("unit")]
    assert [item.title for item in opened.plan_items.all()] == ["Sơ kết"]


def test_a_unit_that_ended_does_not_lead() -> None:
    year = planned()
    end(heir())
    with pytest.raises(Refused, match="không còn hoạt động"):
        copied(year, cast.board(), lead=heir().code)
