"""Deeds about questions: the rule they are voted by, putting them on the table, opening the vote."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.models import Report
from thidua.apps.campaigns.models import Agreement
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.meetings.enums import (
    ELECTIONS,
    ON_PAPER,
    Choice,
    MeetingKind,
    MeetingState,
    Mode,
    MotionKind,
    MotionState,
)
from thidua.apps.meetings.models import BallotForm, Meeting, Motion, MotionRule, Option
from thidua.apps.meetings.policy import OF_THE_COUNCIL, who_may
from thidua.apps.meetings.queries import present_count
from thidua.apps.meetings.queries.kinds import ruled_as
from thidua.apps.meetings.queries.paper_ballots import paper_count_of
from thidua.apps.meetings.services.base import expect, may, tell
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about_year, require
from thidua.text import padded
from thidua.voting import BallotPaper, Counting, Shape, VoteRule

ABOUT_ONE = {MotionKind.NOMINATE, MotionKind.COUNCIL_REVIEW}
CANDIDATES = {*ELECTIONS, MotionKind.NOMINATE_LIST}
RULE_FIELDS = (
    "ballot", "op", "percent", "base", "absent", "quorum_percent", "provision", "rule_status",
)  # fmt: skip


@transaction.atomic
def rule_set(
    *, bloc_year: BlocYear, kind: MotionKind, rule: VoteRule, actor: Person, at: datetime
) -> MotionRule:
    """Set, or correct, how a kind of motion is voted in a bloc's year, before any is on the table."""
    deed = "meetings.rule.set"
    meeting_kind = MeetingKind.COUNCIL if kind in OF_THE_COUNCIL else MeetingKind.CONFERENCE
    require(deed, who_may(deed, meeting_kind), about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    expect(
        not Motion.objects.filter(
            meeting__bloc_year=bloc_year, kind__in=[k for k in MotionKind if ruled_as(k) is kind]
        ).exists(),
        f"Đã có nội dung “{kind.label}” được đưa ra, không đổi quy tắc biểu quyết được nữa.",
    )
    stored, _ = MotionRule.objects.update_or_create(
        bloc_year=bloc_year,
        kind=kind,
        defaults={
            "ballot": rule.ballot.value,
            "op": rule.op.value,
            "percent": rule.percent,
            "base": rule.base.value,
            "absent": rule.absent.value,
            "quorum_percent": rule.quorum_percent,
            "provision": rule.provision,
            "rule_status": rule.status.value,
        },
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
    form: BallotForm | None = None,
    another: bool = False,
) -> Motion:
    """Put a question on the table under the rule the bloc's year set for its kind.

    `another` is a further round, which `motion_again` has found to be due.
    """
    may("meetings.motion.table", meeting, actor, at)
    take_up(meeting, "state", authority_id=meeting.authority_id)
    expect(
        meeting.state != MeetingState.CLOSED, "Cuộc họp đã bế mạc, không đưa thêm nội dung được."
    )
    rule = MotionRule.objects.filter(bloc_year=meeting.bloc_year, kind=ruled_as(kind)).first()
    if rule is None:
        raise Refused(
            f"Chưa có quy tắc biểu quyết cho: {kind.label}.",
            "Hình thức và tỷ lệ biểu quyết do quy chế của khối, của tỉnh quy định.",
            "Hãy đặt quy tắc biểu quyết của năm trước khi đưa ra biểu quyết.",
        )
    motion = Motion(
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
    check_matter(motion, candidates)
    if not another:
        refuse_asked_again(motion)
    check_form(motion, candidates, form)
    motion.save(force_insert=True)
    Option.objects.bulk_create(options_for(motion, candidates))
    if form is not None:
        form.motion = motion
        form.save(force_insert=True)
    tell("meetings.motion.table", motion, meeting, actor, at, question=question)
    return motion


def options_for(motion: Motion, candidates: Sequence[Membership]) -> list[Option]:
    """Lay out the ballot: the candidates of an election, else yes, no and no opinion."""
    if motion.kind in CANDIDATES:
        return [
            Option(motion=motion, place=place, code=c.unit.code, label=c.unit.name, candidate=c)
            for place, c in enumerate(candidates, start=1)
        ]
    return [
        Option(motion=motion, place=place, code=choice.value, label=choice.label)
        for place, choice in enumerate(Choice, start=1)
    ]


def check_matter(motion: Motion, candidates: Sequence[Membership]) -> None:
    """Refuse a question that isn't this meeting's to decide, or that it has decided already."""
    meeting, kind = motion.meeting, MotionKind(motion.kind)
    of_council = kind in OF_THE_COUNCIL
    expect(
        of_council == (meeting.kind == MeetingKind.COUNCIL),
        f"“{kind.label}” không thuộc thẩm quyền của cuộc họp này.",
    )
    expect(is_whole(motion, candidates), f"“{kind.label}”: chưa nêu rõ nội dung biểu quyết về ai.")
    bloc_year = meeting.bloc_year
    named = [motion.subject, motion.report, *candidates]
    foreign = any(thing.bloc_year_id != bloc_year.pk for thing in named if thing)
    agreement = motion.agreement
    expect(
        not foreign and (agreement is None or agreement.bloc_year.bloc_id == bloc_year.bloc_id),
        "Nội dung này là của khối hoặc năm khác.",
    )


def check_form(motion: Motion, candidates: Sequence[Membership], form: BallotForm | None) -> None:
    """Refuse a ballot on several candidates that couldn't be counted, or not in this way."""
    of_list = motion.kind == MotionKind.NOMINATE_LIST
    expect(not of_list or form is not None, "Chưa chọn loại phiếu của danh sách.")
    if form is None:
        return
    expect(
        motion.kind in CANDIDATES and (motion.mode == Mode.PAPER or is_another_round(motion, form)),
        "Loại phiếu này chỉ dùng cho danh sách và chỉ bỏ bằng phiếu giấy có mã.",
        "Hãy chọn cách biểu quyết “Phiếu giấy in mã, hai người kiểm phiếu nhập”.",
    )
    try:
        BallotPaper(
            shape=Shape(form.shape),
            options=tuple(one.unit.code for one in candidates),
            at_most=form.at_most,
            counting=Counting(form.counting),
        )
    except ValueError as wrong:
        raise Refused("Phiếu này không dùng được.", str(wrong), "Hãy sửa loại phiếu.") from wrong


def is_another_round(motion: Motion, form: BallotForm) -> bool:
    """Tell whether an election is held again as an election usually is: one candidate a ballot."""
    return motion.kind in ELECTIONS and form.shape == Shape.ONE and form.round > 1


def is_whole(motion: Motion, candidates: Sequence[Membership]) -> bool:
    """Tell whether a motion of its kind names what it is about."""
    if motion.kind in ABOUT_ONE:
        return motion.subject is not None and bool(motion.award)
    if motion.kind == MotionKind.TRIAL:
        return True
    needed = {
        MotionKind.ADOPT_REPORT: motion.report,
        MotionKind.ADOPT_AGREEMENT: motion.agreement,
        MotionKind.ELECT_LEAD: candidates,
        MotionKind.ELECT_DEPUTY: candidates,
        MotionKind.NOMINATE_LIST: candidates and motion.award,
    }
    return bool(needed[MotionKind(motion.kind)])


def refuse_asked_again(motion: Motion) -> None:
    """No rule for asking again is known: a nominee is voted on once, a text until it is adopted."""
    if motion.kind == MotionKind.TRIAL:
        return
    before = motion.meeting.motions.filter(kind=motion.kind)
    if motion.kind in ABOUT_ONE:
        before = before.filter(award=motion.award, subject=motion.subject)
    else:
        before = before.filter(award=motion.award).exclude(carried=False)
    expect(
        not before.exists(),
        f"Nội dung này đã được đưa ra: {motion.question}.",
        "Hãy xem kết quả trong các nội dung đã biểu quyết.",
    )


@transaction.atomic
def motion_open(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    may("meetings.motion.open", motion.meeting, actor, at)
    take_up(motion.meeting, "state", authority_id=motion.meeting.authority_id)
    take_up(motion, "state", authority_id=motion.meeting.authority_id)
    expect(
        motion.meeting.state == MeetingState.OPEN, "Cuộc họp chưa khai mạc.", "Hãy khai mạc trước."
    )
    expect(motion.state == MotionState.TABLED, "Nội dung này đã mở hoặc đã biểu quyết xong.")
    expect(
        motion.mode != Mode.SEALED,
        "Nội dung này bỏ phiếu kín niêm phong, không mở như các cách biểu quyết khác.",
        "Hãy cử người kiểm phiếu rồi niêm phong và cấp phiếu ở trang hòm phiếu của nội dung.",
    )
    expect(
        motion.mode not in ON_PAPER or paper_count_of(motion) is not None,
        "Chưa in phiếu và cử người kiểm phiếu cho nội dung này.",
        "Hãy chuẩn bị ở trang phiếu giấy của nội dung.",
    )
    refuse_without_quorum(motion)
    motion.state = MotionState.OPEN
    motion.save(update_fields=["state"])
    tell("meetings.motion.open", motion, motion.meeting, actor, at)
    return motion


def refuse_without_quorum(motion: Motion) -> None:
    present, members = present_count(motion.meeting), motion.meeting.seats.count()
    expect(
        present * 100 >= (motion.quorum_percent or 0) * members,
        f"Chưa đủ thành phần để biểu quyết: có mặt {padded(present)}/{padded(members)}, cần ít nhất {motion.quorum_percent}%.",
        "Hãy điểm danh thêm hoặc hoãn nội dung này.",
    )
