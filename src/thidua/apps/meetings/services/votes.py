"""Deeds of a vote: cast, count, close."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from thidua.apps.assessments.services import report_adopt
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.services import hold
from thidua.apps.meetings.enums import (
    ELECTIONS,
    ON_PHONES,
    Mode,
    MotionKind,
    MotionState,
    Presence,
)
from thidua.apps.meetings.models import BallotMark, Motion, OpenVote, Option, Seat
from thidua.apps.meetings.queries import (
    count_of,
    is_secret,
    present_count,
    rule_of,
    votes_by_name,
)
from thidua.apps.meetings.queries.paper_ballots import takes_paper
from thidua.apps.meetings.services.base import expect, may, tell
from thidua.apps.people.models import Person
from thidua.text import padded
from thidua.voting import AbsentRule, Count, decide, elect, faults


def locked(motion: Motion) -> Motion:
    """Read a motion anew and keep it from other voters and closers until the transaction ends."""
    rows = Motion.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__bloc_year__authority", "subject__unit", "report").get(
        pk=motion.pk
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
            "Mỗi đơn vị thành viên có một phiếu, do người đại diện của đơn vị bỏ."
            if seat.membership_id
            else "Mỗi thành viên Hội đồng tự bỏ phiếu của mình.",
        )
    if not is_secret(motion):
        hold(motion.meeting.authority_id)
    motion = locked(motion)
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
    expect(motion.mode in ON_PHONES, "Nội dung này không biểu quyết trên điện thoại.")
    expect(
        not takes_paper(motion, seat),
        f"{seat} đã nhận phiếu giấy cho nội dung này.",
        why="Mỗi ghế có một phiếu: phiếu giấy hoặc phiếu trên điện thoại.",
    )
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
            f"{seat} đã bỏ phiếu cho nội dung này.", f"Mỗi {seat.voter} có một phiếu, bỏ một lần."
        ) from twice


@transaction.atomic
def motion_close(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    """Close an electronic vote: freeze roll, base and counts, and say whether it carried."""
    may("meetings.motion.close", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    expect(motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết.")
    expect(
        motion.mode == Mode.ELECTRONIC,
        "Nội dung này không đếm bằng cách kết thúc biểu quyết.",
        "Phiếu giấy: hãy nhập kết quả kiểm phiếu. Phiếu niêm phong: đóng hòm và kiểm phiếu ở trang hòm phiếu.",
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
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    expect(motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết.")
    expect(
        motion.mode == Mode.COUNTED,
        "Nội dung này bỏ phiếu trên máy, không nhập phiếu giấy.",
    )
    election = motion.kind in ELECTIONS
    given = {"yes": count.yes, "no": count.no, "abstain": count.abstain}
    if election:
        given = dict(votes or {})
    options = list(motion.options.all())
    wrong = wrong_votes(given, options, count) if election else []
    refuse_faults(motion, count, wrong)
    for option in options:
        option.votes = given.get(option.code, 0)
        option.save(update_fields=["votes"])
    return settle(motion, count, actor, at)


def wrong_votes(votes: Mapping[str, int], options: Sequence[Option], count: Count) -> list[str]:
    """Say how the candidates' votes contradict the ballots they were counted from."""
    unknown = set(votes) - {option.code for option in options}
    wrong = [f"Không có ứng cử viên {', '.join(sorted(unknown))}."] if unknown else []
    if any(got < 0 for got in votes.values()):
        wrong.append("Số phiếu của ứng cử viên là số âm.")
    given = sum(votes.values())
    if given + count.abstain != count.valid or max(votes.values(), default=0) != count.yes:
        wrong.append(
            f"Tổng số phiếu của các ứng cử viên ({padded(given)}) không khớp "
            f"số phiếu hợp lệ ({padded(count.valid)})."
        )
    return wrong


def refuse_faults(motion: Motion, count: Count, more: Sequence[str]) -> None:
    seats = motion.meeting.seats
    present = present_count(motion.meeting)
    wrong = [*(fault.message for fault in faults(count)), *more]
    if AbsentRule(motion.absent) is AbsentRule.NONE and count.issued > count.present:
        wrong.append(
            f"Số phiếu phát ra ({padded(count.issued)}) nhiều hơn số có mặt ({padded(count.present)});"
            " quy tắc không cho người vắng mặt bỏ phiếu."
        )
    if count.members != seats.count():
        wrong.append(
            f"Tổng số người có quyền biểu quyết là {padded(seats.count())}, "
            f"không phải {padded(count.members)}."
        )
    if count.present != present:
        wrong.append(
            f"Điểm danh ghi {padded(present)} có mặt, "
            f"biên bản kiểm phiếu ghi {padded(count.present)}."
        )
    if wrong:
        raise Refused(
            f"Kết quả kiểm phiếu “{motion.question}” không khớp: {' '.join(wrong)}",
            remedy="Hãy kiểm lại số phiếu phát ra, thu về và số phiếu từng loại.",
        )


FIGURES = ("members", "present", "issued", "returned", "invalid", "yes", "no", "abstain")


def settle(
    motion: Motion, count: Count, actor: Person, at: datetime, voted: Sequence[int] = ()
) -> Motion:
    """Freeze the figures, apply the rule, and let the result take effect."""
    for name in FIGURES:
        setattr(motion, name, getattr(count, name))
    if motion.kind in ELECTIONS:
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
    if motion.kind == MotionKind.TRIAL:
        motion.carried, motion.reason = False, "Bỏ phiếu thử, không có giá trị."
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
