"""What must not happen is refused twice: by the deed, in words, and by the database itself."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

import cast
from thidua.apps.awards.models import Decision, Nomination, RegisterEntry
from thidua.apps.awards.services import nomination_make
from thidua.apps.campaigns.models import Signature
from thidua.apps.campaigns.services import agreement_draft, agreement_sign
from thidua.apps.journal.base import NotAllowed, Provenance, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind, MotionState, Presence
from thidua.apps.meetings.models import BallotMark, Meeting, Motion, Option, Seat
from thidua.apps.meetings.services import (
    attendance_record,
    meeting_open,
    motion_close,
    motion_open,
    vote_cast,
)
from thidua.apps.units.enums import Position
from thidua.apps.units.models import Membership
from thidua.apps.units.services import bloc_year_open
from thidua.year.conference import next_nominee, table_nominee, table_report
from thidua.year.steps import close_motion

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return Meeting.objects.select_related("bloc_year__bloc", "authority").get(
        bloc_year=cast.before_conference(), kind=MeetingKind.CONFERENCE
    )


def attend(meeting: Meeting, count: int) -> list[Seat]:
    seats = list(meeting.seats.select_related("meeting__bloc_year", "membership__unit")[:count])
    for seat in seats:
        attendance_record(seat=seat, presence=Presence.PRESENT, actor=cast.secretary(), at=cast.AT)
    meeting_open(meeting=meeting, actor=cast.secretary(), at=cast.AT)
    return seats


def open_report(meeting: Meeting) -> Motion:
    motion = table_report(meeting=meeting, mode=Mode.ELECTRONIC, actor=cast.secretary(), at=cast.AT)
    return motion_open(motion=motion, actor=cast.secretary(), at=cast.AT)


def open_nomination(meeting: Meeting) -> Motion:
    nominee = next_nominee(meeting)
    assert nominee is not None
    motion = table_nominee(
        meeting=meeting,
        nominee=nominee,
        mode=Mode.ELECTRONIC,
        actor=cast.secretary(),
        at=cast.AT,
    )
    return motion_open(motion=motion, actor=cast.secretary(), at=cast.AT)


def test_a_seat_votes_once(meeting: Meeting) -> None:
    seat = attend(meeting, 9)[0]
    motion = open_nomination(meeting)
    vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    with pytest.raises(Refused, match="đã bỏ phiếu cho nội dung này"):
        vote_cast(motion=motion, seat=seat, choice="no", actor=seat.person, at=cast.AT)
    votes = dict(motion.options.values_list("code", "votes"))
    assert votes == {"yes": 1, "no": 0, "abstain": 0}


def test_the_database_refuses_a_second_mark_of_a_seat(meeting: Meeting) -> None:
    seat = attend(meeting, 9)[0]
    motion = open_nomination(meeting)
    vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotMark.objects.create(
            id="00000000-0000-4000-8000-000000000001", motion=motion, seat=seat
        )


def test_nobody_votes_for_anothers_seat(meeting: Meeting) -> None:
    first, second, *_ = attend(meeting, 9)
    motion = open_nomination(meeting)
    with pytest.raises(NotAllowed, match="không phải là người biểu quyết"):
        vote_cast(motion=motion, seat=first, choice="yes", actor=second.person, at=cast.AT)


def test_a_seat_of_another_meeting_has_no_vote(meeting: Meeting) -> None:
    attend(meeting, 9)
    motion = open_nomination(meeting)
    stranger = (
        Seat.objects.filter(meeting__bloc_year=cast.played(), membership__isnull=False)
        .select_related("meeting", "membership__unit")
        .first()
    )
    assert stranger is not None
    with pytest.raises(Refused, match="không có quyền biểu quyết"):
        vote_cast(motion=motion, seat=stranger, choice="yes", actor=stranger.person, at=cast.AT)
    with pytest.raises(DatabaseError, match="only a seat present"), transaction.atomic():
        BallotMark.objects.create(
            id="00000000-0000-4000-8000-000000000002", motion=motion, seat=stranger
        )


def test_an_absent_seat_has_no_vote(meeting: Meeting) -> None:
    attend(meeting, 8)
    motion = open_nomination(meeting)
    absent = meeting.seats.select_related("meeting", "membership__unit").get(
        presence=Presence.ABSENT
    )
    with pytest.raises(Refused, match="chưa được điểm danh có mặt"):
        vote_cast(motion=motion, seat=absent, choice="yes", actor=absent.person, at=cast.AT)
    with pytest.raises(DatabaseError, match="only a seat present"), transaction.atomic():
        BallotMark.objects.create(
            id="00000000-0000-4000-8000-000000000003", motion=motion, seat=absent
        )


def test_no_vote_after_closing(meeting: Meeting) -> None:
    seats = attend(meeting, 9)
    motion = open_report(meeting)
    for seat in seats[:8]:
        vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    motion_close(motion=motion, actor=cast.secretary(), at=cast.AT)
    late = seats[8]
    with pytest.raises(Refused, match="chưa mở hoặc đã kết thúc"):
        vote_cast(motion=motion, seat=late, choice="no", actor=late.person, at=cast.AT)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Option.objects.filter(motion=motion, code="no").update(votes=1)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(carried=False)


def test_without_quorum_nothing_is_put_to_the_vote(meeting: Meeting) -> None:
    attend(meeting, 3)
    with pytest.raises(Refused, match="Chưa đủ thành phần để biểu quyết: có mặt 03/09"):
        open_report(meeting)


def test_the_database_refuses_an_adoption_without_quorum(meeting: Meeting) -> None:
    attend(meeting, 3)
    motion = table_report(meeting=meeting, mode=Mode.COUNTED, actor=cast.secretary(), at=cast.AT)
    Motion.objects.filter(pk=motion.pk).update(state=MotionState.OPEN)
    motion.options.filter(code="yes").update(votes=3)
    figures = {
        "members": 9, "present": 3, "issued": 3, "returned": 3, "invalid": 0,
        "yes": 3, "no": 0, "abstain": 0, "needed": 2, "base_count": 3,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="carried_with_quorum"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(
            state=MotionState.CLOSED, carried=True, **figures
        )


def test_a_report_is_adopted_only_by_a_motion_that_carried() -> None:
    report = cast.before_conference().report
    with pytest.raises(DatabaseError, match="adopted by a motion"), transaction.atomic():
        type(report).objects.filter(pk=report.pk).update(state="adopted", adopted_on=cast.DAY)


def stranger_in_another_bloc() -> Membership:
    """A membership of a unit in a bloc's year other than the one whose conference is on."""
    return cast.seat(cast.before_scoring(), "stc")


def carried_nomination(meeting: Meeting) -> Motion:
    seats = attend(meeting, 9)
    motion = open_nomination(meeting)
    for seat in seats:
        vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    return motion_close(motion=motion, actor=cast.secretary(), at=cast.AT)


def test_a_unit_outside_the_bloc_nominates_nobody(meeting: Meeting) -> None:
    motion = carried_nomination(meeting)
    with pytest.raises(Refused, match="không thuộc khối"):
        nomination_make(
            motion=motion,
            proposed_by=stranger_in_another_bloc(),
            merit="",
            actor=cast.secretary(),
            at=cast.AT,
        )


def test_the_database_refuses_a_nomination_from_outside_the_bloc(meeting: Meeting) -> None:
    motion = carried_nomination(meeting)
    with pytest.raises(DatabaseError, match="by a member of the bloc"), transaction.atomic():
        Nomination.objects.create(
            authority=meeting.authority,
            bloc_year=meeting.bloc_year,
            award=motion.award,
            award_place=1,
            membership=motion.subject,
            proposed_by=stranger_in_another_bloc(),
            motion=motion,
            merit="",
            verdict={},
            outcome="met",
            rulebook="vn-2003",
        )


def test_a_nomination_rests_on_a_vote_that_carried(meeting: Meeting) -> None:
    seats = attend(meeting, 9)
    motion = open_nomination(meeting)
    for seat in seats:
        vote_cast(motion=motion, seat=seat, choice="no", actor=seat.person, at=cast.AT)
    closed = close_motion(motion=motion, actor=cast.secretary(), at=cast.AT)
    assert closed.carried is False
    assert not Nomination.objects.filter(motion=closed).exists()
    with pytest.raises(Refused, match="chưa được hội nghị biểu quyết thông qua"):
        nomination_make(
            motion=closed,
            proposed_by=cast.seat(meeting.bloc_year, "vpdoan"),
            merit="",
            actor=cast.secretary(),
            at=cast.AT,
        )


def test_only_a_member_signs_the_agreement() -> None:
    before = cast.before_scoring()
    outsider = cast.seat(cast.before_conference(), "stc")
    with pytest.raises(Refused, match="không thuộc khối ký giao ước này"):
        agreement_sign(
            agreement=before.agreement,
            membership=outsider,
            post="Giám đốc",
            actor=cast.head("stc"),
            at=cast.AT,
        )
    with pytest.raises(DatabaseError, match="only a member"), transaction.atomic():
        Signature.objects.create(
            agreement=before.agreement,
            membership=outsider,
            person=cast.head("stc"),
            post="Giám đốc",
            signed_at=cast.AT,
        )


def test_a_unit_signs_the_agreement_once() -> None:
    played = cast.played()
    articles = ()
    following = bloc_year_open(
        bloc=cast.before_scoring().bloc,
        year=2022,
        members=[
            (m.unit, Position(m.position))
            for m in played.memberships.select_related("unit").order_by("place")
        ],
        provenance=Provenance.ILLUSTRATIVE,
        actor=cast.secretary(),
        at=cast.AT,
    )
    agreement = agreement_draft(
        bloc_year=following,
        title="Giao ước",
        articles=articles,
        provenance=Provenance.ILLUSTRATIVE,
        actor=cast.secretary(),
        at=cast.AT,
    )
    signed = {
        "agreement": agreement,
        "membership": cast.seat(following, "stc"),
        "post": "Giám đốc",
        "actor": cast.head("stc"),
        "at": cast.AT,
    }
    agreement_sign(**signed)
    with pytest.raises(Refused, match="đã ký giao ước này"):
        agreement_sign(**signed)


def test_a_bloc_year_has_exactly_one_lead() -> None:
    units = [m.unit for m in cast.played().memberships.select_related("unit")]
    with pytest.raises(Refused, match="đúng một Khối trưởng, danh sách đang có 2"):
        bloc_year_open(
            bloc=cast.played().bloc,
            year=2030,
            members=[(units[0], Position.LEAD), (units[1], Position.LEAD)],
            provenance=Provenance.ILLUSTRATIVE,
            actor=cast.board(),
            at=cast.AT,
        )
    other = cast.played().memberships.exclude(position=Position.LEAD).first()
    assert other is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=other.pk).update(position=Position.LEAD)


def test_who_holds_no_role_does_no_deed(meeting: Meeting) -> None:
    with pytest.raises(NotAllowed, match="Việc này dành cho: thư ký khối"):
        meeting_open(meeting=meeting, actor=cast.officer("stc"), at=cast.AT)


def test_a_role_holds_from_its_first_day_only(meeting: Meeting) -> None:
    long_before = cast.AT - timedelta(days=3650)
    with pytest.raises(NotAllowed):
        meeting_open(meeting=meeting, actor=cast.secretary(), at=long_before)


@pytest.mark.parametrize("model", [Entry, Decision, RegisterEntry])
def test_what_is_append_only_is_neither_changed_nor_removed(model: type) -> None:
    row = model.objects.first()
    field = {"Entry": "deed", "Decision": "number", "RegisterEntry": "subject"}[model.__name__]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**{field: "khác"})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")


def test_decided_goes_with_a_decision_and_nothing_else_does() -> None:
    nomination = cast.played().nominations.first()
    assert nomination is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=nomination.pk).update(decision=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=nomination.pk).update(state="approved")


def test_a_choice_that_is_none_is_refused_by_the_database() -> None:
    played = cast.played()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(played).objects.filter(pk=played.pk).update(phase="nowhere")


def test_an_election_is_one_of_the_kinds_of_motion() -> None:
    kinds = set(
        Motion.objects.filter(meeting__bloc_year=cast.played()).values_list("kind", flat=True)
    )
    assert MotionKind.ELECT_LEAD in kinds <= set(MotionKind.values)
