"""What is due for whom, and the letters that tell it."""

from datetime import date

import pytest
from django.core import mail

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Standing
from thidua.apps.assessments.services import deadlines_set
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Doer, DueKind, Rhythm
from thidua.apps.planning.services import ItemText, digest_choose, item_finish, items_add
from thidua.apps.units.queries import roles_of
from thidua.year.agenda import calendar_of_bloc, due_for
from thidua.year.digests import send_digests

pytestmark = pytest.mark.django_db
DUE = date(2021, 12, 24)


def plan(doer: Doer, title: str = "Việc", unit: str = "") -> None:
    year = cast.before_scoring()
    seat = cast.seat(year, unit) if unit else None
    item = ItemText(title=title, starts_on=DUE, ends_on=DUE, doer=doer, membership=seat)
    items_add(bloc_year=year, items=[item], actor=cast.secretary(), at=cast.AT)


def titles(person: Person) -> list[str]:
    year = cast.before_scoring()
    found = due_for(person, roles_of(person, cast.DAY), cast.DAY)
    return [due.title for due in found if due.bloc_year.pk == year.pk]


def test_everybody_is_told_what_is_theirs_and_nobody_what_is_others() -> None:
    for doer in (Doer.LEAD, Doer.MEMBERS, Doer.BOARD):
        plan(doer, doer.value)
    plan(Doer.UNIT, "stc", unit="stc")
    assert titles(cast.officer("stc")) == ["members", "stc"]
    assert titles(cast.officer("stp")) == ["members"]
    assert titles(cast.board()) == ["board"]
    assert "lead" in titles(cast.secretary())


def test_what_is_done_is_due_no_more() -> None:
    plan(Doer.UNIT, "stc", unit="stc")
    item = cast.before_scoring().plan_items.get()
    item_finish(item=item, actor=cast.officer("stc"), at=cast.AT)
    assert titles(cast.officer("stc")) == []


def test_the_day_of_self_scores_comes_by_itself_and_ends_for_who_handed_in() -> None:
    year = cast.before_scoring()
    deadlines_set(
        bloc_year=year, due={Stage.SELF: DUE}, source="", actor=cast.secretary(), at=cast.AT
    )
    assert titles(cast.officer("stc")) == ["Hạn tự chấm thi đua năm 2021"]
    year.scorecards.filter(membership__unit__code="stc").update(state="cross_scoring")
    assert titles(cast.officer("stc")) == []
    assert titles(cast.officer("stp")) == ["Hạn tự chấm thi đua năm 2021"]


def test_a_conference_stands_in_the_blocs_calendar_until_it_is_over_as_due() -> None:
    found = calendar_of_bloc(cast.played().bloc, cast.DAY)
    meetings = [due for due in found if due.kind == DueKind.MEETING]
    assert meetings
    assert all(due.done for due in meetings)


def wants(rhythm: Rhythm, *kinds: DueKind) -> Person:
    person = cast.officer("stc")
    person.email = "can-bo@example.vn"
    person.save()
    digest_choose(
        authority=cast.played().authority, rhythm=rhythm, kinds=kinds, actor=person, at=cast.AT
    )
    return person


def test_a_letter_tells_what_is_due_once_a_day_and_only_of_the_kinds_chosen() -> None:
    plan(Doer.MEMBERS, "Nộp số liệu")
    wants(Rhythm.DAILY, DueKind.PLAN)
    assert send_digests(cast.DAY, "https://thi-dua.example.vn/viec-den-han/").sent == 1
    assert send_digests(cast.DAY).sent == 0
    (letter,) = mail.outbox
    assert letter.to == ["can-bo@example.vn"]
    assert "Nộp số liệu" in letter.body
    assert "hạn 24/12/2021, còn 05 ngày làm việc" in letter.body
    assert "https://thi-dua.example.vn/viec-den-han/" in letter.body


def test_a_weekly_letter_comes_once_a_week_and_none_comes_on_a_day_off() -> None:
    plan(Doer.MEMBERS)
    wants(Rhythm.WEEKLY, DueKind.PLAN)
    friday, saturday, monday, tuesday = (date(2021, 12, day) for day in (17, 18, 20, 21))
    sent = [send_digests(day).sent for day in (friday, saturday, monday, tuesday)]
    assert sent == [1, 0, 1, 0]


def test_nobody_gets_an_empty_letter_or_one_of_a_kind_not_chosen() -> None:
    plan(Doer.MEMBERS)
    wants(Rhythm.DAILY, DueKind.SCORING)
    assert send_digests(cast.DAY).sent == 0


def test_no_letter_tells_a_score_or_a_ballot() -> None:
    """Even with everything due, what stands in a letter is titles that people wrote and days."""
    plan(Doer.MEMBERS, "Nộp số liệu")
    deadlines_set(
        bloc_year=cast.before_scoring(), due={Stage.SELF: DUE}, source="",
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    wants(Rhythm.DAILY, *DueKind)
    send_digests(cast.DAY)
    told = mail.outbox[0].body
    totals = {str(total).rstrip("0").replace(".", ",") for total in
              Standing.objects.values_list("total", flat=True)}  # fmt: skip
    assert totals
    assert [total for total in totals if len(total) > 3 and total in told] == []
    assert [word for word in ("điểm:", "đồng ý", "phiếu kín") if word in told] == []
