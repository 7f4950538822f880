"""A meeting's roll, questions, rules and counts: refused by the deed, and by the database."""

from dataclasses import replace
from datetime import timedelta

import pytest
from council import call, council_of
from django.db import DatabaseError, IntegrityError, transaction

import cast
from thidua.apps.assessments.models import Report
from thidua.apps.assessments.services import report_draft
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind, MotionState, Presence
from thidua.apps.meetings.models import Meeting, Motion, OpenVote, Option, Seat
from thidua.apps.meetings.services import (
    SeatPlan,
    attendance_record,
    meeting_close,
    meeting_open,
    motion_close,
    motion_close_counted,
    motion_open,
    motion_table,
    vote_cast,
)
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear
from thidua.voting import Count
from thidua.year.conference import table_election
from web.evening import begin, conference, nomination_on_the_table, opened, report_on_the_table

pytestmark = pytest.mark.django_db
FULL = Count(members=9, present=9, issued=9, returned=9, valid=9, invalid=0, yes=9, no=0, abstain=0)


@pytest.fixture
def meeting() -> Meeting:
    found = conference()
    begin(found)
    return found


def heads(year: BlocYear) -> list[SeatPlan]:
    members = year.memberships.select_related("unit").order_by("place")
    return [SeatPlan(m, cast.head(m.unit.code)) for m in members]


def test_every_member_of_the_bloc_has_one_seat_at_its_conference() -> None:
    year = cast.before_scoring()
    for seats in (heads(year)[:-1], [*heads(year), SeatPlan(None, cast.board())]):
        with pytest.raises(Refused, match="có đúng một ghế"):
            call(year, MeetingKind.CONFERENCE, seats, cast.secretary())


def test_a_council_does_not_meet_before_the_conference_whose_proposals_it_decides_on() -> None:
    year = cast.before_conference()
    seats = [SeatPlan(None, cast.person("hoidong"))]
    day_before = cast.AT - timedelta(days=1)
    with pytest.raises(Refused, match="hội nghị của khối họp ngày 17/12/2021") as refused:
        call(year, MeetingKind.COUNCIL, seats, cast.board(), held_at=day_before)
    assert (refused.value.why, refused.value.remedy) == (
        "Hội đồng xét các đề nghị mà hội nghị của khối đã thông qua.",
        "Hãy chọn ngày họp từ 17/12/2021 trở đi.",
    )
    assert call(year, MeetingKind.COUNCIL, seats, cast.board()).held_at == cast.AT


def test_a_conference_does_not_meet_before_its_year() -> None:
    year = cast.before_scoring()
    early = cast.AT.replace(year=2020)
    with pytest.raises(Refused, match="Ngày họp 17/12/2020 trước năm thi đua 2021"):
        call(year, MeetingKind.CONFERENCE, heads(year), cast.secretary(), held_at=early)


def test_a_unit_s_vote_is_given_to_its_own_people() -> None:
    year = cast.before_scoring()
    first, *others = heads(year)
    taken = replace(first, person=cast.officer("stc"))
    with pytest.raises(Refused, match="Không đại diện cho đơn vị"):
        call(year, MeetingKind.CONFERENCE, [taken, *others], cast.secretary())


def test_only_appointed_members_sit_in_the_council() -> None:
    with pytest.raises(Refused, match="Không phải là thành viên Hội đồng"):
        call(
            cast.before_scoring(),
            MeetingKind.COUNCIL,
            [SeatPlan(None, cast.officer("stc"))],
            cast.board(),
        )


def test_a_meeting_is_called_once() -> None:
    council_of(cast.before_scoring())
    with pytest.raises(Refused, match="đã được triệu tập"):
        council_of(cast.before_scoring())


def test_a_conference_opens_in_its_own_phase_of_the_year() -> None:
    year = cast.before_scoring()
    meeting = call(year, MeetingKind.CONFERENCE, heads(year), cast.secretary())
    with pytest.raises(Refused, match="Tự chấm điểm"):
        meeting_open(meeting=meeting, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="one by one"), transaction.atomic():
        BlocYear.objects.filter(pk=year.pk).update(phase=Phase.CONFERENCE)


def test_the_roll_is_fixed_when_the_meeting_opens(meeting: Meeting) -> None:
    with pytest.raises(DatabaseError, match="fixed when it opens"), transaction.atomic():
        Seat.objects.create(meeting=meeting, place=99, person=cast.officer("stc"))
    with pytest.raises(DatabaseError, match="fixed when it opens"), transaction.atomic():
        meeting.seats.update(person=None)
    with pytest.raises(DatabaseError, match="fixed when it opens"), transaction.atomic():
        meeting.seats.all()._raw_delete("default")


def test_nobody_is_sent_out_while_a_vote_is_open(meeting: Meeting) -> None:
    opened(nomination_on_the_table(meeting))
    seat = meeting.seats.select_related("meeting__bloc_year__authority").last()
    assert seat is not None
    with pytest.raises(Refused, match="Đang biểu quyết"):
        attendance_record(seat=seat, presence=Presence.ABSENT, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="not made absent"), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(presence=Presence.ABSENT)


def ask(meeting: Meeting, kind: MotionKind, unit: str, **more: object) -> Motion:
    return motion_table(
        meeting=meeting, kind=kind, question="Xét", mode=Mode.COUNTED, award="bang-khen-bo-tinh",
        subject=cast.seat(meeting.bloc_year, unit), actor=cast.secretary(), at=cast.AT,
        **more,  # type: ignore[arg-type]  # a report or nothing
    )  # fmt: skip


def test_a_conference_doesn_t_decide_for_the_council(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="không thuộc thẩm quyền"):
        ask(meeting, MotionKind.COUNCIL_REVIEW, "stc")
    tabled = ask(meeting, MotionKind.NOMINATE, "stc")
    with pytest.raises(DatabaseError, match="meeting that decides"), transaction.atomic():
        copy_of(tabled, kind=MotionKind.COUNCIL_REVIEW)


def copy_of(motion: Motion, **changed: object) -> None:
    copied = Motion.objects.get(pk=motion.pk)
    copied.pk = Motion().pk
    for name, value in {"number": 99, **changed}.items():
        setattr(copied, name, value)
    copied.save(force_insert=True)


def test_a_nominee_is_voted_on_once(meeting: Meeting) -> None:
    tabled = ask(meeting, MotionKind.NOMINATE, "stc")
    with pytest.raises(Refused, match="đã được đưa ra"):
        ask(meeting, MotionKind.NOMINATE, "stc")
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(tabled)


def test_what_belongs_to_another_bloc_is_not_put_to_the_vote(meeting: Meeting) -> None:
    other = cast.seat(cast.before_scoring(), "stc")
    with pytest.raises(Refused, match="khối hoặc năm khác"):
        motion_table(
            meeting=meeting, kind=MotionKind.NOMINATE, question="Xét", mode=Mode.COUNTED,
            award="bang-khen-bo-tinh", subject=other, actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
    tabled = ask(meeting, MotionKind.NOMINATE, "stc")
    with pytest.raises(DatabaseError, match="meeting that decides"), transaction.atomic():
        copy_of(tabled, subject=other)


def test_a_question_names_what_it_is_about(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="chưa nêu rõ"):
        ask(meeting, MotionKind.ADOPT_REPORT, "stc")


def test_nothing_is_put_on_the_table_of_a_closed_meeting(meeting: Meeting) -> None:
    meeting_close(meeting=meeting, discussion=(), actor=cast.secretary(), at=cast.AT)
    with pytest.raises(Refused, match="đã bế mạc"):
        ask(meeting, MotionKind.NOMINATE, "stc")


def test_a_motion_begins_on_the_table_and_is_opened_before_it_is_closed(meeting: Meeting) -> None:
    tabled = nomination_on_the_table(meeting, Mode.COUNTED)
    with pytest.raises(DatabaseError, match="on the table"), transaction.atomic():
        copy_of(tabled, state=MotionState.OPEN)
    with pytest.raises(DatabaseError, match="tabled, opened, closed"), transaction.atomic():
        Motion.objects.filter(pk=tabled.pk).update(
            state=MotionState.CLOSED, carried=False, members=9, present=9, issued=0, returned=0,
            invalid=0, yes=0, no=0, abstain=0,
        )  # fmt: skip


@pytest.mark.parametrize("field", ["percent", "base", "question", "quorum_percent", "subject"])
def test_neither_question_nor_rule_changes_once_on_the_table(meeting: Meeting, field: str) -> None:
    motion = opened(nomination_on_the_table(meeting))
    changed = {
        "percent": 1, "base": "valid", "question": "Khác", "quorum_percent": None,
        "subject": meeting.bloc_year.memberships.order_by("place").last(),
    }  # fmt: skip
    with pytest.raises(DatabaseError, match="nor its rule changes"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(**{field: changed[field]})


def test_the_ballot_paper_is_fixed_and_votes_come_only_while_open(meeting: Meeting) -> None:
    motion = nomination_on_the_table(meeting)
    with pytest.raises(DatabaseError, match="while the motion is open"), transaction.atomic():
        motion.options.filter(code="yes").update(votes=9)
    opened(motion)
    with pytest.raises(DatabaseError, match="fixed once the vote"), transaction.atomic():
        Option.objects.create(motion=motion, place=9, code="maybe", label="Có thể")
    with pytest.raises(DatabaseError, match="fixed once the vote"), transaction.atomic():
        motion.options.filter(code="no").update(label="Đồng ý nốt")
    with pytest.raises(DatabaseError, match="never removed"), transaction.atomic():
        Motion.objects.filter(pk=motion.pk)._raw_delete("default")


def test_a_secret_vote_is_never_told_by_name(meeting: Meeting) -> None:
    motion = opened(nomination_on_the_table(meeting))
    seat = meeting.seats.select_related("person", "meeting").first()
    assert seat is not None
    vote_cast(motion=motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    with pytest.raises(DatabaseError, match="told by name only"), transaction.atomic():
        OpenVote.objects.create(motion=motion, seat=seat, option=motion.options.first())


def test_the_absent_are_given_no_ballot_where_the_rule_gives_them_none() -> None:
    found = conference()
    begin(found, absent=2)
    motion = opened(nomination_on_the_table(found, Mode.COUNTED))
    count = replace(FULL, present=7, issued=9, returned=9)
    with pytest.raises(Refused, match="không cho người vắng mặt"):
        motion_close_counted(motion=motion, count=count, actor=cast.secretary(), at=cast.AT)
    motion.options.filter(code="yes").update(votes=9)
    with pytest.raises(IntegrityError), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(
            state=MotionState.CLOSED, carried=True, members=9, present=7, issued=9, returned=9,
            invalid=0, yes=9, no=0, abstain=0,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"members": 8}, "the base of a count is the roll"),
        ({"present": 8}, "the base of a count is the roll"),
        ({"returned": 8, "yes": 8}, "sum of the votes"),
    ],
)
def test_the_database_compares_a_count_with_roll_and_counters(
    meeting: Meeting, figures: dict[str, int], said: str
) -> None:
    motion = opened(nomination_on_the_table(meeting, Mode.COUNTED))
    motion.options.filter(code="yes").update(votes=9)
    whole = {
        "members": 9, "present": 9, "issued": 8, "returned": 9, "invalid": 0, "yes": 9, "no": 0,
        "abstain": 0,
    }  # fmt: skip
    with pytest.raises(DatabaseError, match=said), transaction.atomic():
        Motion.objects.filter(pk=motion.pk).update(
            state=MotionState.CLOSED, carried=True, **{**whole, **figures}
        )


@pytest.mark.parametrize(
    "votes", [None, {"snv": 50}, {"snv": 9, "nobody": 0}, {"snv": 10, "stc": -1}, {"snv": 5}]
)
def test_candidates_votes_that_the_ballots_don_t_bear_out_are_refused(
    meeting: Meeting, votes: dict[str, int] | None
) -> None:
    election = table_election(
        meeting=meeting, mode=Mode.COUNTED, actor=cast.secretary(), at=cast.AT
    )
    opened(election)
    with pytest.raises(Refused, match="ứng cử viên"):
        motion_close_counted(
            motion=election, count=FULL, votes=votes, actor=cast.secretary(), at=cast.AT
        )


def test_the_lead_is_elected_once(meeting: Meeting) -> None:
    elect = {"meeting": meeting, "mode": Mode.COUNTED, "actor": cast.secretary(), "at": cast.AT}
    tied = replace(FULL, yes=4, no=4, abstain=1)
    for votes, count in (({"snv": 4, "stc": 4}, tied), ({"snv": 9}, FULL)):
        motion_close_counted(
            motion=opened(table_election(**elect)), count=count, votes=votes,
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
    with pytest.raises(Refused, match="đã được đưa ra"):
        table_election(**elect)


def test_of_two_who_close_a_vote_the_second_is_refused(meeting: Meeting) -> None:
    motion = opened(nomination_on_the_table(meeting))
    stale = Motion.objects.select_related("meeting__bloc_year__authority").get(pk=motion.pk)
    motion_close(motion=motion, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(Refused, match="không đang biểu quyết"):
        motion_close(motion=stale, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(Refused, match="đã mở hoặc đã biểu quyết"):
        motion_open(motion=stale, actor=cast.secretary(), at=cast.AT)


def test_the_report_stands_as_it_was_put_to_the_vote(meeting: Meeting) -> None:
    report = meeting.bloc_year.report
    motion = opened(report_on_the_table(meeting, Mode.COUNTED))
    with (
        pytest.raises(DatabaseError, match="not changed while it is voted on"),
        transaction.atomic(),
    ):
        Report.objects.filter(pk=report.pk).update(sections={"situation": ["Khác"]})
    motion_close_counted(motion=motion, count=FULL, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(Refused, match="không sửa được nữa"):
        report_draft(bloc_year=meeting.bloc_year, sections={}, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="once it is adopted"), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state="draft", adopted_on=None)


def test_a_rule_in_words_the_count_does_not_know_is_refused_by_the_database() -> None:
    rule = cast.before_conference().motion_rules.first()
    assert rule is not None
    for field in ("ballot", "op", "base", "absent", "rule_status"):
        with pytest.raises(IntegrityError), transaction.atomic():
            type(rule).objects.filter(pk=rule.pk).update(**{field: "no"})
