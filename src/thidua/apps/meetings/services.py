"""Deeds of a meeting: call, attendance, open, table a motion, vote, count, close."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, models, transaction
from django.utils.timezone import localdate

from thidua.apps.assessments.models import Report
from thidua.apps.assessments.services import report_adopt
from thidua.apps.campaigns.models import Agreement
from thidua.apps.journal.base import NotAllowed, Provenance, Refused
from thidua.apps.journal.services import record
from thidua.apps.meetings.enums import (
    Choice,
    MeetingKind,
    MeetingState,
    Mode,
    MotionKind,
    MotionState,
    Presence,
)
from thidua.apps.meetings.models import (
    AgendaItem,
    BallotMark,
    Meeting,
    Motion,
    MotionRule,
    OpenVote,
    Option,
    Seat,
)
from thidua.apps.meetings.policy import MAY
from thidua.apps.meetings.queries import (
    count_of,
    is_secret,
    present_count,
    rule_of,
    votes_by_name,
)
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about_year, require
from thidua.voting import Count, VoteRule, decide, elect, faults

RULE_FIELDS = (
    "ballot", "op", "percent", "base", "absent", "quorum_percent", "provision", "rule_status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """A seat before the meeting is called."""

    membership: Membership | None
    person: Person | None
    post: str = ""


def may(deed: str, meeting: Meeting, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_year(meeting.bloc_year, actor, at))


def tell(
    deed: str, thing: models.Model, meeting: Meeting, actor: Person, at: datetime, **facts: object
) -> None:
    record(deed, on=thing, authority_id=meeting.authority_id, actor_id=actor.pk, at=at, **facts)


@transaction.atomic
def rule_set(
    *, bloc_year: BlocYear, kind: MotionKind, rule: VoteRule, actor: Person, at: datetime
) -> MotionRule:
    """Set how a kind of motion is voted in a bloc's year."""
    deed = "meetings.rule.set"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    stored = MotionRule.objects.create(
        bloc_year=bloc_year,
        kind=kind,
        ballot=rule.ballot.value,
        op=rule.op.value,
        percent=rule.percent,
        base=rule.base.value,
        absent=rule.absent.value,
        quorum_percent=rule.quorum_percent,
        provision=rule.provision,
        rule_status=rule.status.value,
    )
    record(
        deed,
        on=stored,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        **{name: getattr(stored, name) for name in RULE_FIELDS},
        kind=kind.value,
    )
    return stored


@transaction.atomic
def meeting_call(
    *,
    bloc_year: BlocYear,
    kind: MeetingKind,
    title: str,
    place: str,
    held_at: datetime,
    chair: str,
    chair_post: str,
    secretary: str,
    tellers: Sequence[str],
    agenda: Sequence[str],
    seats: Sequence[SeatPlan],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Meeting:
    """Call a meeting: its agenda and the roll of seats that may vote."""
    require("meetings.meeting.call", MAY["meetings.meeting.call"], about_year(bloc_year, actor, at))
    meeting = Meeting.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        kind=kind,
        title=title,
        place=place,
        held_at=held_at,
        chair=chair,
        chair_post=chair_post,
        secretary=secretary,
        tellers=list(tellers),
        provenance=provenance,
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, number=number, title=item)
        for number, item in enumerate(agenda, start=1)
    )
    Seat.objects.bulk_create(
        Seat(
            meeting=meeting,
            place=place_,
            membership=seat.membership,
            person=seat.person,
            post=seat.post,
        )
        for place_, seat in enumerate(seats, start=1)
    )
    tell("meetings.meeting.call", meeting, meeting, actor, at, seats=len(seats))
    return meeting


@transaction.atomic
def meeting_open(*, meeting: Meeting, actor: Person, at: datetime) -> Meeting:
    may("meetings.meeting.open", meeting, actor, at)
    expect(meeting.state == MeetingState.CALLED, "Cuộc họp đã khai mạc hoặc đã bế mạc.")
    meeting.state = MeetingState.OPEN
    meeting.save(update_fields=["state"])
    tell("meetings.meeting.open", meeting, meeting, actor, at)
    return meeting


@transaction.atomic
def attendance_record(
    *, seat: Seat, presence: Presence, actor: Person, at: datetime, mandate: str = ""
) -> Seat:
    """Record who is there; a proxy is taken only with a mandate on paper."""
    may("meetings.attendance.record", seat.meeting, actor, at)
    expect(
        seat.meeting.state != MeetingState.CLOSED, "Cuộc họp đã bế mạc, không điểm danh được nữa."
    )
    expect(
        presence != Presence.PROXY or bool(mandate),
        f"{seat}: người được ủy quyền dự họp phải có giấy ủy quyền.",
        "Hãy ghi số và ngày của giấy ủy quyền.",
    )
    expect(
        not seat.ballot_marks.exists() or presence != Presence.ABSENT,
        f"{seat} đã bỏ phiếu, không thể ghi là vắng.",
    )
    seat.presence, seat.mandate = presence, mandate
    seat.save(update_fields=["presence", "mandate"])
    tell("meetings.attendance.record", seat, seat.meeting, actor, at, presence=presence.value)
    return seat


@transaction.atomic
def motion_table(
    *,
    meeting: Meeting,
    kind: MotionKind,
    question: str,
    mode: Mode,
    actor: Person,
    at: datetime,
    award: str = "",
    subject: Membership | None = None,
    report: Report | None = None,
    agreement: Agreement | None = None,
    candidates: Sequence[Membership] = (),
) -> Motion:
    """Put a question on the table under the rule the bloc's year set for its kind."""
    may("meetings.motion.table", meeting, actor, at)
    rule = MotionRule.objects.filter(bloc_year=meeting.bloc_year, kind=kind).first()
    if rule is None:
        raise Refused(
            f"Chưa có quy tắc biểu quyết cho: {kind.label}.",
            "Hình thức và tỷ lệ biểu quyết do quy chế của khối, của tỉnh quy định.",
            "Hãy đặt quy tắc biểu quyết của năm trước khi đưa ra biểu quyết.",
        )
    motion = Motion.objects.create(
        meeting=meeting,
        number=meeting.motions.count() + 1,
        kind=kind,
        question=question,
        mode=mode,
        award=award,
        subject=subject,
        report=report,
        agreement=agreement,
        **{name: getattr(rule, name) for name in RULE_FIELDS},
    )
    Option.objects.bulk_create(options_for(motion, candidates))
    tell("meetings.motion.table", motion, meeting, actor, at, question=question)
    return motion


def options_for(motion: Motion, candidates: Sequence[Membership]) -> list[Option]:
    """Lay out the ballot: the candidates of an election, else yes, no and no opinion."""
    if motion.kind == MotionKind.ELECT_LEAD:
        return [
            Option(motion=motion, place=place, code=c.unit.code, label=c.unit.name, candidate=c)
            for place, c in enumerate(candidates, start=1)
        ]
    return [
        Option(motion=motion, place=place, code=choice.value, label=choice.label)
        for place, choice in enumerate(Choice, start=1)
    ]


@transaction.atomic
def motion_open(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    may("meetings.motion.open", motion.meeting, actor, at)
    expect(
        motion.meeting.state == MeetingState.OPEN, "Cuộc họp chưa khai mạc.", "Hãy khai mạc trước."
    )
    expect(motion.state == MotionState.TABLED, "Nội dung này đã mở hoặc đã biểu quyết xong.")
    refuse_without_quorum(motion)
    motion.state = MotionState.OPEN
    motion.save(update_fields=["state"])
    tell("meetings.motion.open", motion, motion.meeting, actor, at)
    return motion


def refuse_without_quorum(motion: Motion) -> None:
    present, members = present_count(motion.meeting), motion.meeting.seats.count()
    expect(
        present * 100 >= (motion.quorum_percent or 0) * members,
        f"Chưa đủ thành phần để biểu quyết: có mặt {present}/{members}, cần ít nhất {motion.quorum_percent}%.",
        "Hãy điểm danh thêm hoặc hoãn nội dung này.",
    )


@transaction.atomic
def vote_cast(*, motion: Motion, seat: Seat, choice: str, actor: Person, at: datetime) -> None:
    """Cast the one vote of a seat on a motion that is voted electronically.

    A secret vote adds to a counter and leaves only the mark that the seat has voted; the journal
    hears of it at closing, with the roll, so that no line orders the voters.
    """
    if seat.person_id != actor.pk:
        raise NotAllowed(
            "Ông/Bà không phải là người biểu quyết của ghế này.",
            "Mỗi đơn vị thành viên có một phiếu, do người đại diện của đơn vị bỏ.",
        )
    motion = (
        Motion.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=motion.pk)
    )
    check_can_vote(motion, seat)
    options = list(motion.options.select_for_update().order_by("place"))
    if choice not in {option.code for option in options}:
        raise Refused("Phiếu không hợp lệ: lựa chọn không có trên phiếu.", remedy="Hãy chọn lại.")
    mark_ballot(motion, seat)
    for option in options:
        option.votes += option.code == choice
        option.save(update_fields=["votes"])
    if not is_secret(motion):
        chosen = next(option for option in options if option.code == choice)
        OpenVote.objects.create(motion=motion, seat=seat, option=chosen)
        tell(
            "meetings.vote.cast", motion, motion.meeting, actor, at, seat=seat.place, choice=choice
        )


def check_can_vote(motion: Motion, seat: Seat) -> None:
    expect(
        seat.meeting_id == motion.meeting_id, f"{seat} không có quyền biểu quyết ở cuộc họp này."
    )
    expect(motion.mode == Mode.ELECTRONIC, "Nội dung này không biểu quyết trên điện thoại.")
    expect(
        motion.state == MotionState.OPEN,
        "Nội dung này chưa mở hoặc đã kết thúc biểu quyết.",
        "Hãy chờ chủ tọa mở biểu quyết.",
    )
    expect(
        seat.presence != Presence.ABSENT,
        f"{seat} chưa được điểm danh có mặt.",
        "Hãy báo thư ký điểm danh.",
    )


def mark_ballot(motion: Motion, seat: Seat) -> None:
    try:
        with transaction.atomic():
            BallotMark.objects.create(id=uuid4(), motion=motion, seat=seat)
    except IntegrityError as twice:
        raise Refused(
            f"{seat} đã bỏ phiếu cho nội dung này.", "Mỗi đơn vị có một phiếu, bỏ một lần."
        ) from twice


@transaction.atomic
def motion_close(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    """Close an electronic vote: freeze roll, base and counts, and say whether it carried."""
    may("meetings.motion.close", motion.meeting, actor, at)
    motion = (
        Motion.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=motion.pk)
    )
    expect(motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết.")
    expect(
        motion.mode == Mode.ELECTRONIC, "Nội dung này đếm phiếu giấy: hãy nhập kết quả kiểm phiếu."
    )
    voted = list(motion.ballot_marks.order_by("seat__place").values_list("seat__place", flat=True))
    return settle(motion, count_of(motion), actor, at, voted=voted)


@transaction.atomic
def motion_close_counted(
    *,
    motion: Motion,
    count: Count,
    actor: Person,
    at: datetime,
    votes: Mapping[str, int] | None = None,
) -> Motion:
    """Record the tellers' count of paper ballots or raised hands; a count that can't be is refused.

    `votes` gives an election's votes by the candidate's unit code.
    """
    may("meetings.motion.close", motion.meeting, actor, at)
    expect(motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết.")
    expect(
        motion.mode == Mode.COUNTED,
        "Nội dung này biểu quyết trên điện thoại, không nhập phiếu giấy.",
    )
    refuse_faults(motion, count)
    given = votes or {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    for option in motion.options.all():
        option.votes = given.get(option.code, 0)
        option.save(update_fields=["votes"])
    return settle(motion, count, actor, at)


def refuse_faults(motion: Motion, count: Count) -> None:
    seats = motion.meeting.seats
    present = seats.exclude(presence=Presence.ABSENT).count()
    wrong = [fault.message for fault in faults(count)]
    if count.members != seats.count():
        wrong.append(
            f"Tổng số người có quyền biểu quyết là {seats.count()}, không phải {count.members}."
        )
    if count.present != present:
        wrong.append(f"Điểm danh ghi {present} có mặt, biên bản kiểm phiếu ghi {count.present}.")
    if wrong:
        raise Refused(
            f"Kết quả kiểm phiếu “{motion.question}” không khớp: {' '.join(wrong)}",
            remedy="Hãy kiểm lại số phiếu phát ra, thu về và số phiếu từng loại.",
        )


def settle(
    motion: Motion, count: Count, actor: Person, at: datetime, voted: Sequence[int] = ()
) -> Motion:
    """Freeze the figures, apply the rule, and let the result take effect."""
    for name in ("members", "present", "issued", "returned", "invalid", "yes", "no", "abstain"):
        setattr(motion, name, getattr(count, name))
    if motion.kind == MotionKind.ELECT_LEAD:
        election = elect(rule_of(motion), votes_by_name(motion), count)
        motion.carried, motion.reason = election.elected is not None, election.reason
        motion.base_count, motion.needed = election.base_count, election.needed
        motion.subject = (
            motion.options.get(label=election.elected).candidate if election.elected else None
        )
    else:
        outcome = decide(rule_of(motion), count)
        motion.carried, motion.reason = outcome.carried, outcome.reason
        motion.base_count, motion.needed = outcome.base_count, outcome.needed
    motion.state = MotionState.CLOSED
    motion.save()
    tell(
        "meetings.motion.close", motion, motion.meeting, actor, at,
        carried=motion.carried, yes=motion.yes, no=motion.no, abstain=motion.abstain,
        invalid=motion.invalid, base=motion.base_count, voted=list(voted),
    )  # fmt: skip
    if motion.carried and motion.report is not None:
        report_adopt(report=motion.report, adopted_on=localdate(at), actor=actor, at=at)
    return motion


@transaction.atomic
def meeting_close(
    *, meeting: Meeting, discussion: Sequence[str], actor: Person, at: datetime
) -> Meeting:
    """Close the meeting; every motion on the table must have its result."""
    may("meetings.meeting.close", meeting, actor, at)
    expect(meeting.state == MeetingState.OPEN, "Cuộc họp chưa khai mạc hoặc đã bế mạc.")
    waiting = meeting.motions.exclude(state=MotionState.CLOSED).count()
    expect(
        waiting == 0,
        f"Còn {waiting} nội dung chưa có kết quả biểu quyết.",
        "Hãy biểu quyết xong trước khi bế mạc.",
    )
    meeting.state, meeting.closed_at = MeetingState.CLOSED, at
    meeting.discussion = [*meeting.discussion, *discussion]
    meeting.save(update_fields=["state", "closed_at", "discussion"])
    tell("meetings.meeting.close", meeting, meeting, actor, at)
    return meeting


def expect(holds: bool, what: str, remedy: str = "") -> None:  # noqa: FBT001 -- reads as the sentence it is
    if not holds:
        raise Refused(what, remedy=remedy)
