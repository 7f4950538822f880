"""Deeds beside the count: acclamation, reservations, ties broken, another round and its rule."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.meetings.enums import (
    ELECTIONS,
    RULED,
    Choice,
    MeetingKind,
    MeetingState,
    Mode,
    MotionKind,
    MotionState,
    Presence,
    Shape,
)
from thidua.apps.meetings.models import (
    Acclamation,
    BallotForm,
    Motion,
    Reservation,
    Revote,
    Seat,
    TieBreak,
)
from thidua.apps.meetings.policy import OF_THE_COUNCIL, who_may
from thidua.apps.meetings.queries import present_count
from thidua.apps.meetings.queries.kinds import (
    ballot_paper_of,
    form_of,
    outcome_of,
    revote_for,
    revote_rule_of,
    round_after,
    ruled_as,
    tied_of,
)
from thidua.apps.meetings.services.base import expect, may, tell
from thidua.apps.meetings.services.lists import enter_chosen
from thidua.apps.meetings.services.motions import motion_table
from thidua.apps.meetings.services.votes import locked, settle
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import about_year, require
from thidua.voting import Ballot, Count, RevoteRule, TieWay

TEXTS = {MotionKind.ADOPT_REPORT, MotionKind.ADOPT_AGREEMENT}


@transaction.atomic
def motion_acclaim(*, motion: Motion, asked_by: str, actor: Person, at: datetime) -> Motion:
    """Record that the chair asked who objects and nobody did: everyone present is for it."""
    may("meetings.motion.acclaim", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    check_acclaim(motion, asked_by)
    Acclamation.objects.create(motion=motion, asked_by=asked_by.strip())
    here = present_count(motion.meeting)
    option = motion.options.order_by("place").first()
    if motion.kind not in ELECTIONS:
        option = motion.options.get(code=Choice.YES.value)
    if option is None:
        raise Refused("Nội dung này chưa có ai để bầu.")
    option.votes = here
    option.save(update_fields=["votes"])
    tell("meetings.motion.acclaim", motion, motion.meeting, actor, at, asked_by=asked_by.strip())
    count = Count(
        members=motion.meeting.seats.count(),
        present=here,
        issued=here,
        returned=here,
        valid=here,
        invalid=0,
        yes=here,
        no=0,
        abstain=0,
    )
    return settle(motion, count, actor, at)


def check_acclaim(motion: Motion, asked_by: str) -> None:
    expect(
        motion.state == MotionState.OPEN and motion.mode == Mode.COUNTED,
        "Chỉ ghi nhất trí khi nội dung đang biểu quyết bằng giơ tay.",
        "Hãy mở biểu quyết trước; nội dung bỏ phiếu thì kiểm phiếu.",
    )
    expect(
        Ballot(motion.ballot) is not Ballot.SECRET,
        "Nội dung này phải bỏ phiếu kín, không thông qua bằng cách hỏi ai không đồng ý.",
        "Hãy phát phiếu và nhập kết quả kiểm phiếu.",
        motion.provision,
    )
    expect(
        motion.kind not in ELECTIONS or motion.options.count() == 1,
        "Có nhiều người để bầu, không thông qua bằng cách hỏi ai không đồng ý.",
        "Hãy bỏ phiếu.",
    )
    expect(
        bool(asked_by.strip()), "Chưa ghi ai đã hỏi hội nghị.", "Hãy ghi tên người chủ trì đã hỏi."
    )


@transaction.atomic
def reservation_record(
    *, motion: Motion, seat: Seat, text: str, actor: Person, at: datetime
) -> Reservation:
    """Record what a member holds against a text; it changes no vote."""
    may("meetings.reservation.record", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    expect(motion.kind in TEXTS, "Chỉ ghi ý kiến bảo lưu về văn bản được đưa ra thông qua.")
    expect(
        motion.meeting.state == MeetingState.OPEN and motion.state != MotionState.TABLED,
        "Chỉ ghi ý kiến bảo lưu từ khi mở biểu quyết đến khi bế mạc.",
    )
    expect(seat.meeting_id == motion.meeting_id, f"{seat} không có ghế ở cuộc họp này.")
    expect(seat.presence != Presence.ABSENT, f"{seat} vắng mặt, không có ý kiến tại cuộc họp.")
    expect(bool(text.strip()), "Chưa ghi nội dung bảo lưu.")
    kept = Reservation.objects.create(motion=motion, seat=seat, text=text.strip())
    tell(
        "meetings.reservation.record", motion, motion.meeting, actor, at,
        seat=seat.place, text=kept.text,
    )  # fmt: skip
    return kept


@transaction.atomic
def revote_set(
    *, bloc_year: BlocYear, kind: MotionKind, rule: RevoteRule, actor: Person, at: datetime
) -> Revote:
    """Set, or correct, what the year says of ties and of voting again, before a motion is tabled."""
    deed = "meetings.revote.set"
    house = MeetingKind.COUNCIL if kind in OF_THE_COUNCIL else MeetingKind.CONFERENCE
    require(deed, who_may(deed, house), about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    expect(kind in RULED, f"“{kind.label}” theo quy tắc của “{ruled_as(kind).label}”.")
    expect(
        bool(rule.provision.strip()),
        "Chưa ghi căn cứ của quy tắc bỏ phiếu lại.",
        "Hãy ghi điều, quy chế; chưa có thì ghi nghị quyết của hội nghị.",
    )
    kinds = [one for one in MotionKind if ruled_as(one) is kind]
    expect(
        not Motion.objects.filter(meeting__bloc_year=bloc_year, kind__in=kinds).exists(),
        f"Đã có nội dung “{kind.label}” được đưa ra, không đổi quy tắc bỏ phiếu lại được nữa.",
    )
    stored, _ = Revote.objects.update_or_create(
        bloc_year=bloc_year,
        kind=kind,
        defaults={
            "max_rounds": rule.max_rounds,
            "goes_on": rule.goes_on.value,
            "when": rule.when.value,
            "tie": rule.tie.value,
            "provision": rule.provision.strip(),
            "rule_status": rule.status.value,
        },
    )
    record(
        deed,
        on=stored,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        kind=kind.value,
        rule=rule.in_words,
        provision=stored.provision,
    )
    return stored


@transaction.atomic
def motion_again(*, motion: Motion, actor: Person, at: datetime) -> Motion:
    """Put another round on the table, on whom the year's rule names; somebody must ask for it."""
    may("meetings.motion.again", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    expect(motion.state == MotionState.CLOSED, "Nội dung này chưa có kết quả.")
    expect(not hasattr(motion, "next_form"), "Vòng tiếp theo đã được đưa ra.")
    expect(not motion.tie_breaks.exists(), "Đã phân định xong, không bỏ phiếu lại.")
    again, form = round_after(motion), form_of(motion)
    if not again.options:
        raise Refused("Không có vòng bỏ phiếu tiếp theo.", again.why)
    _, outcome = outcome_of(motion, form)
    left = (form.places if form else 1) - len(outcome.chosen)
    expect(left > 0, "Đã chọn đủ, không bỏ phiếu lại.")
    number = (form.round if form else 1) + 1
    options = motion.options.filter(code__in=again.options).select_related("candidate__unit")
    tabled = motion_table(
        meeting=motion.meeting,
        kind=MotionKind(motion.kind),
        question=f"{first_words(motion.question)} (vòng {number})",
        mode=Mode(motion.mode),
        award=motion.award,
        candidates=[option.candidate for option in options if option.candidate],
        form=BallotForm(
            shape=form.shape if form else Shape.ONE,
            counting=form.counting if form else "votes",
            at_most=min(form.at_most if form else 1, len(again.options)),
            places=left,
            blank_valid=form.blank_valid if form else False,
            round=number,
            before=motion,
        ),
        another=True,
        actor=actor,
        at=at,
    )
    tell("meetings.motion.again", tabled, motion.meeting, actor, at, after=motion.number)
    return tabled


def first_words(question: str) -> str:
    head, _, tail = question.rpartition(" (vòng ")
    return head if head and tail.rstrip(")").isdecimal() else question


@transaction.atomic
def tie_break(*, motion: Motion, code: str, told: str, actor: Person, at: datetime) -> TieBreak:
    """Record who was taken among equals, by the way the year's rule names; the count stays."""
    may("meetings.tie.break", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    form, row = form_of(motion), revote_for(motion)
    way = check_tie(motion, form, row, code, told)
    option = motion.options.get(code=code)
    broken = TieBreak.objects.create(motion=motion, option=option, way=way.value, told=told.strip())
    tell(
        "meetings.tie.break",
        motion,
        motion.meeting,
        actor,
        at,
        taken=code,
        way=way.value,
        told=told,
    )
    if motion.kind == MotionKind.NOMINATE_LIST and form is not None:
        pile, outcome = outcome_of(motion, form)
        paper = ballot_paper_of(motion, form)
        enter_chosen(motion, paper, pile, replace(outcome, chosen=(code,)))
    return broken


def check_tie(
    motion: Motion, form: BallotForm | None, row: Revote | None, code: str, told: str
) -> TieWay:
    """Return the way the rule names, or refuse."""
    expect(
        motion.state == MotionState.CLOSED and motion.meeting.state == MeetingState.OPEN,
        "Chỉ phân định bằng phiếu sau khi kiểm phiếu, trước khi bế mạc.",
    )
    tied = tied_of(motion, form)
    expect(code in tied, "Người này không ở trong số bằng phiếu nhau.")
    if row is None or revote_rule_of(row).tie is TieWay.ROUND:
        raise Refused(
            "Không phân định bằng cách này được.",
            f"Quy tắc của năm: {revote_rule_of(row).in_words}."
            if row
            else "Năm này chưa có quy tắc khi bằng phiếu.",
            "Hãy bỏ phiếu lại theo quy chế."
            if row
            else "Hãy đặt quy tắc trước khi đưa ra biểu quyết.",
        )
    taken = motion.tie_breaks.count() + (len(form.chosen) if form else 0)
    expect(taken < (form.places if form else 1), "Đã chọn đủ.")
    expect(
        bool(told.strip()),
        "Chưa ghi việc phân định diễn ra thế nào.",
        "Ghi ai quyết định và vì sao; rút thăm thì ghi ai rút, ai chứng kiến.",
    )
    return revote_rule_of(row).tie
