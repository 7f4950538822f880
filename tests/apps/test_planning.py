"""The plan of the year, secret calendar addresses and letters: what the deeds do and refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

import cast
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Doer, DueKind, ItemPage, NamingWay, Rhythm
from thidua.apps.planning.models import FeedAddress, PlanItem
from thidua.apps.planning.queries import digests_wanted, feed_behind, feed_of
from thidua.apps.planning.services import (
    ItemText,
    digest_choose,
    feed_open,
    feed_revoke,
    item_change,
    item_finish,
    item_remove,
    items_add,
    lead_name,
)
from thidua.apps.units.models import BlocYear

pytestmark = pytest.mark.django_db
LAST = date(2021, 12, 24)


def text(**changed: object) -> ItemText:
    given = {"title": "Nộp số liệu", "starts_on": LAST, "ends_on": LAST, "doer": Doer.MEMBERS}
    return ItemText(**(given | changed))  # type: ignore[arg-type]  # as the test says


def add(year: BlocYear, *items: ItemText, actor: Person | None = None) -> list[PlanItem]:
    return items_add(bloc_year=year, items=items, actor=actor or cast.secretary(), at=cast.AT)


def test_the_secretary_plans_and_the_journal_tells_the_days() -> None:
    (item,) = add(cast.before_scoring(), text())
    assert (item.ends_on, item.doer) == (LAST, Doer.MEMBERS)
    entry = Entry.objects.filter(deed="planning.item.add").get()
    assert entry.facts["items"] == [["Nộp số liệu", "2021-12-24"]]


def test_a_members_officer_does_not_plan_for_the_bloc() -> None:
    with pytest.raises(NotAllowed):
        add(cast.before_scoring(), text(), actor=cast.officer("stc"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": "  "}, "Chưa ghi tên việc"),
        ({"starts_on": date(2021, 12, 25)}, "trước khi bắt đầu"),
        ({"starts_on": date(2012, 1, 1)}, "ngày ngoài các năm"),
        ({"ends_on": date(2210, 1, 1)}, "ngày ngoài các năm"),
        ({"doer": Doer.UNIT}, "chưa chọn đơn vị"),
    ],
)
def test_an_item_that_can_not_be_is_refused_and_nothing_of_the_others_is_kept(
    changed: dict[str, object], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        add(cast.before_scoring(), text(), text(**changed))
    assert not PlanItem.objects.exists()


def test_an_item_is_not_given_to_a_member_of_another_year() -> None:
    stranger = cast.seat(cast.before_conference(), "stc")
    with pytest.raises(Refused, match="không phải thành viên"):
        add(cast.before_scoring(), text(doer=Doer.UNIT, membership=stranger))


def test_a_closed_years_plan_is_not_changed() -> None:
    with pytest.raises(Refused, match="đã kết thúc"):
        add(cast.played(), text())


def test_a_changed_item_leaves_its_old_day_in_the_journal() -> None:
    (item,) = add(cast.before_scoring(), text())
    later = date(2021, 12, 28)
    item_change(
        item=item, text=text(ends_on=later, page=ItemPage.TARGETS), actor=cast.secretary(),
        at=cast.AT,
    )  # fmt: skip
    facts = Entry.objects.get(deed="planning.item.change").facts
    assert (facts["was"], facts["now"]) == ("2021-12-24", "2021-12-28")


def test_an_item_is_removed_for_a_reason_only() -> None:
    (item,) = add(cast.before_scoring(), text())
    with pytest.raises(Refused, match="lý do"):
        item_remove(item=item, reason=" ", actor=cast.secretary(), at=cast.AT)
    item_remove(item=item, reason="hoãn", actor=cast.secretary(), at=cast.AT)
    assert not PlanItem.objects.exists()


def test_a_unit_finishes_its_own_item_once_and_nobody_elses() -> None:
    year = cast.before_scoring()
    (item,) = add(year, text(doer=Doer.UNIT, membership=cast.seat(year, "stc")))
    with pytest.raises(NotAllowed):
        item_finish(item=item, actor=cast.officer("stp"), at=cast.AT)
    assert item_finish(item=item, actor=cast.officer("stc"), at=cast.AT).done_on == cast.DAY
    with pytest.raises(Refused, match="đã được ghi xong"):
        item_finish(item=item, actor=cast.officer("stc"), at=cast.AT)


def test_the_database_keeps_an_item_from_ending_before_it_begins() -> None:
    (item,) = add(cast.before_scoring(), text())
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanItem.objects.filter(pk=item.pk).update(starts_on=date(2022, 1, 1))


def own_feed() -> str:
    actor = cast.officer("stc")
    return feed_open(authority=cast.played().authority, actor=actor, at=cast.AT)


def test_a_secret_address_opens_its_owners_calendar_until_it_is_revoked() -> None:
    secret = own_feed()
    feed = feed_behind(secret)
    assert feed is not None
    assert feed.person == cast.officer("stc")
    feed_revoke(feed=feed, actor=cast.officer("stc"), at=cast.AT)
    assert feed_behind(secret) is None


def test_a_new_address_ends_the_one_before() -> None:
    old, new = own_feed(), own_feed()
    assert feed_behind(old) is None
    assert feed_behind(new) is not None


def test_the_secret_itself_is_kept_nowhere() -> None:
    secret = own_feed()
    assert secret not in str(list(FeedAddress.objects.values()))
    assert secret not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_nobody_ends_anothers_address_and_no_officer_gives_a_blocs_out() -> None:
    own_feed()
    found = feed_of(cast.officer("stc"))
    assert found is not None
    with pytest.raises(NotAllowed):
        feed_revoke(feed=found, actor=cast.secretary(), at=cast.AT)
    year = cast.before_scoring()
    with pytest.raises(NotAllowed):
        feed_open(authority=year.authority, bloc=year.bloc, actor=cast.officer("stc"), at=cast.AT)


def test_letters_need_an_address_and_a_kind() -> None:
    person, authority = cast.officer("stc"), cast.played().authority
    Person.objects.filter(pk=person.pk).update(email="")
    person.refresh_from_db()
    chosen = {"authority": authority, "actor": person, "at": cast.AT, "rhythm": Rhythm.DAILY}
    with pytest.raises(Refused, match="địa chỉ thư"):
        digest_choose(kinds=[DueKind.PLAN], **chosen)
    person.email = "can-bo@example.vn"
    person.save()
    with pytest.raises(Refused, match="loại việc"):
        digest_choose(kinds=[], **chosen)
    digest_choose(kinds=[DueKind.PLAN], **chosen)
    assert [choice.person for choice in digests_wanted(cast.DAY)] == [person]
    digest_choose(kinds=[], **(chosen | {"rhythm": Rhythm.OFF}))
    assert not digests_wanted(cast.DAY)


def test_a_lead_recognised_or_designated_is_so_by_a_paper() -> None:
    given = {"bloc_year": cast.before_scoring(), "issuer": "", "actor": cast.board(), "at": cast.AT}
    with pytest.raises(Refused, match="số và ngày"):
        lead_name(way=NamingWay.DESIGNATED, paper_number="", paper_date=None, **given)
    lead_name(way=NamingWay.ELECTED, paper_number="", paper_date=None, **given)
    made = lead_name(
        way=NamingWay.DESIGNATED, paper_number="12/TB-UBND", paper_date=cast.DAY, **given
    )
    assert (made.way, made.paper_number) == (NamingWay.DESIGNATED, "12/TB-UBND")
