"""Who may not: the bloc in the council, the lead on itself, one province in another."""

from collections.abc import Callable
from datetime import date

import pytest
from council import Neighbour, call, council_of, in_session, neighbour, review
from django.db import DatabaseError, IntegrityError, transaction

import cast
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.policy import right_to_mark
from thidua.apps.assessments.services import finding_enter, marks_save
from thidua.apps.awards.services import SlotPlan, slots_set
from thidua.apps.campaigns.services import directive_record
from thidua.apps.journal.base import NotAllowed, Provenance, Refused
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind, Presence
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.queries import rule_of
from thidua.apps.meetings.services import (
    SeatPlan,
    attendance_record,
    meeting_close,
    meeting_open,
    motion_close,
    motion_open,
    motion_table,
    rule_set,
)
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase, Position, RoleKind
from thidua.apps.units.models import BlocYear, Membership, Role
from thidua.apps.units.services import bloc_year_advance, bloc_year_open, role_grant
from web.evening import begin, conference, nomination_on_the_table

pytestmark = pytest.mark.django_db
CERTIFICATE = "bang-khen-bo-tinh"
COUNCIL_DEEDS = ["call", "roll", "open", "table", "vote", "count", "close", "rule"]


def council_deed(name: str, actor: Person) -> Callable[[], object]:
    """Make ready a deed of the council's session, to be done by somebody."""
    year, who = cast.before_conference(), {"actor": actor, "at": cast.AT}
    if name == "call":
        return lambda: call(year, MeetingKind.COUNCIL, [SeatPlan(None, cast.board())], actor)
    if name == "rule":
        rule = rule_of(year.motion_rules.get(kind=MotionKind.COUNCIL_REVIEW))
        kind = MotionKind.COUNCIL_REVIEW
        return lambda: rule_set(bloc_year=year, kind=kind, rule=rule, **who)
    if name in {"roll", "open"}:
        meeting = council_of(year)
        seat = meeting.seats.select_related("meeting__bloc_year__authority")[0]
        roll = {"seat": seat, "presence": Presence.PRESENT}
        return lambda: (
            attendance_record(**roll, **who)
            if name == "roll"
            else meeting_open(meeting=meeting, **who)
        )
    return in_the_session(name, in_session(year), who)


def in_the_session(name: str, meeting: Meeting, who: dict[str, object]) -> Callable[[], object]:
    subject = cast.seat(meeting.bloc_year, "stc")
    if name == "close":
        return lambda: meeting_close(meeting=meeting, discussion=(), **who)
    if name == "table":
        return lambda: motion_table(
            meeting=meeting, kind=MotionKind.COUNCIL_REVIEW, question="Xét", mode=Mode.COUNTED,
            award=CERTIFICATE, subject=subject, **who,
        )  # fmt: skip
    motion = review(meeting, subject, CERTIFICATE)
    if name == "vote":
        return lambda: motion_open(motion=motion, **who)
    opened = motion_open(motion=motion, actor=cast.board(), at=cast.AT)
    return lambda: motion_close(motion=opened, **who)


@pytest.mark.parametrize("name", COUNCIL_DEEDS)
def test_a_bloc_secretary_does_no_deed_of_the_council(name: str) -> None:
    deed = council_deed(name, cast.secretary())
    with pytest.raises(NotAllowed, match="Việc này dành cho: cơ quan thường trực"):
        deed()


@pytest.mark.parametrize("name", COUNCIL_DEEDS)
def test_the_standing_office_does_every_deed_of_the_council(name: str) -> None:
    council_deed(name, cast.board())()


def test_the_lead_appraises_every_card_but_its_own() -> None:
    refused = []
    for card in Scorecard.objects.filter(bloc_year=cast.before_conference()).select_related(
        "membership__unit", "membership__bloc_year__authority", "bloc_year__authority"
    ):
        who, ask = right_to_mark(card, Stage.APPRAISED, cast.secretary(), cast.AT)
        if not who.test(ask):
            refused.append(card.membership.position)
    assert refused == [Position.LEAD]


@pytest.mark.parametrize(("unit", "allowed"), [("vpdoan", False), ("stc", True)])
def test_the_secretary_attests_to_the_merits_of_others_only(unit: str, allowed: bool) -> None:  # noqa: FBT001 -- a column of the table
    finding = {
        "membership": cast.seat(cast.before_scoring(), unit), "kind": "chap-hanh-phap-luat",
        "holds": True, "found_by": "Khối", "found_on": cast.DAY, "paper": "",
        "actor": cast.secretary(), "at": cast.AT,
    }  # fmt: skip
    if allowed:
        finding_enter(**finding)
        return
    with pytest.raises(NotAllowed):
        finding_enter(**finding)


def test_the_secretary_does_not_close_the_year() -> None:
    year = cast.before_conference()
    BlocYear.objects.filter(pk=year.pk).update(phase=Phase.NOMINATION)
    BlocYear.objects.filter(pk=year.pk).update(phase=Phase.COUNCIL)
    year.refresh_from_db()
    step = {"bloc_year": year, "to": Phase.CLOSED, "at": cast.AT}
    with pytest.raises(NotAllowed, match="cơ quan thường trực"):
        bloc_year_advance(**step, actor=cast.secretary())
    assert bloc_year_advance(**step, actor=cast.board()).phase == Phase.CLOSED


def test_the_numbers_for_each_award_are_set_by_the_authority_not_by_the_bloc() -> None:
    plan = {
        "bloc_year": cast.before_scoring(),
        "slots": [SlotPlan(CERTIFICATE, 9, "")],
        "at": cast.AT,
    }
    with pytest.raises(NotAllowed):
        slots_set(**plan, actor=cast.secretary())
    slots_set(**plan, actor=cast.board())
    assert list(cast.before_scoring().slots.values_list("award", "maximum")) == [(CERTIFICATE, 9)]


def test_neither_rule_nor_numbers_change_once_a_nominee_is_on_the_table() -> None:
    meeting = conference()
    begin(meeting)
    nomination_on_the_table(meeting)
    year = meeting.bloc_year
    stored = year.motion_rules.get(kind=MotionKind.NOMINATE)
    with pytest.raises(Refused, match="không đổi quy tắc"):
        rule_set(
            bloc_year=year, kind=MotionKind.NOMINATE, rule=rule_of(stored),
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
    with pytest.raises(Refused, match="không đổi số lượng"):
        slots_set(bloc_year=year, slots=[], actor=cast.board(), at=cast.AT)
    with pytest.raises(DatabaseError, match="on the table"), transaction.atomic():
        year.motion_rules.filter(kind=MotionKind.NOMINATE).update(percent=10)
    with pytest.raises(DatabaseError, match="on the table"), transaction.atomic():
        year.slots.update(maximum=9)


def test_a_rule_is_corrected_while_nothing_is_on_the_table() -> None:
    year = cast.before_conference()
    stored = year.motion_rules.get(kind=MotionKind.ELECT_LEAD)
    stored.percent = 60
    rule_set(
        bloc_year=year, kind=MotionKind.ELECT_LEAD, rule=rule_of(stored),
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    assert year.motion_rules.get(kind=MotionKind.ELECT_LEAD).percent == 60


@pytest.fixture
def next_door() -> Neighbour:
    return neighbour()


def test_a_board_has_no_right_in_another_province(next_door: Neighbour) -> None:
    ours = {"actor": next_door.board, "at": cast.AT}
    with pytest.raises(NotAllowed):
        meeting_open(meeting=conference(), **ours)
    with pytest.raises(NotAllowed):
        directive_record(
            authority=cast.played().authority, number="1", issued_on=cast.DAY, issuer="", title="x",
            **ours,
        )  # fmt: skip
    card = Scorecard.objects.filter(bloc_year=cast.before_scoring())[0]
    with pytest.raises(NotAllowed):
        marks_save(scorecard=card, stage=Stage.SELF, points={}, reasons={}, **ours)


def test_a_bloc_takes_in_no_unit_of_another_province(next_door: Neighbour) -> None:
    ours = cast.seat(cast.played(), "stc").unit
    with pytest.raises(Refused, match="Đơn vị không thuộc"):
        bloc_year_open(
            bloc=cast.played().bloc, year=2030,
            members=[(ours, Position.LEAD), (next_door.unit, Position.MEMBER)],
            provenance=Provenance.ILLUSTRATIVE, actor=cast.board(), at=cast.AT,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="of its own authority"), transaction.atomic():
        Membership.objects.create(bloc_year=cast.played(), unit=next_door.unit, place=99)


def test_a_secretary_opens_the_year_that_follows_with_the_members_there_are() -> None:
    year = cast.before_scoring()
    members = [(m.unit, Position(m.position)) for m in year.memberships.select_related("unit")]
    opening = {
        "bloc": year.bloc, "provenance": Provenance.ILLUSTRATIVE, "actor": cast.secretary(),
        "at": cast.AT,
    }  # fmt: skip
    for number, listed in ((2023, members), (2022, members[:-1])):
        with pytest.raises(Refused, match="do cơ quan quản lý quyết định"):
            bloc_year_open(year=number, members=listed, **opening)
    bloc_year_open(year=2022, members=members, **opening)
    with pytest.raises(Refused, match="đã được mở"):
        bloc_year_open(year=2022, members=members, **opening)


def test_a_unit_s_role_is_never_given_without_the_unit(next_door: Neighbour) -> None:
    """Without one it would open every bloc of the authority."""
    authority, person = cast.played().authority, cast.officer("stc")
    grant = {
        "authority": authority, "person": person, "since": date(2021, 1, 1),
        "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    with pytest.raises(Refused, match="phải gắn với một đơn vị"):
        role_grant(kind=RoleKind.UNIT_OFFICER, **grant)
    with pytest.raises(Refused, match="không gắn với đơn vị nào"):
        role_grant(kind=RoleKind.INSPECTOR, unit=cast.seat(cast.played(), "stc").unit, **grant)
    with pytest.raises(Refused, match="không thuộc"):
        role_grant(kind=RoleKind.UNIT_HEAD, unit=next_door.unit, **grant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(
            authority=authority, person=person, kind=RoleKind.UNIT_OFFICER, since=date(2021, 1, 1)
        )


def test_a_unit_marks_no_card_but_its_own() -> None:
    card = Scorecard.objects.select_related("membership__unit").get(
        bloc_year=cast.before_scoring(), membership__unit__code="snv", state=CardState.SELF_SCORING
    )
    with pytest.raises(NotAllowed):
        marks_save(
            scorecard=card, stage=Stage.SELF, points={}, reasons={}, actor=cast.officer("stc"),
            at=cast.AT,
        )  # fmt: skip
