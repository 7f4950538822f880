"""Deeds about who is put forward: how many, by which vote, before which council."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import (
    Nomination,
    PriorAward,
    Slot,
)
from thidua.apps.awards.policy import MAY
from thidua.apps.awards.queries import (
    award_name,
    bars_on,
    confirmed_by,
    dossier_from,
    members_with_facts,
    verdict_to_keep,
)
from thidua.apps.awards.services.base import expect_state, may, move, tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.meetings.enums import MeetingState, MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership, Unit
from thidua.apps.units.policy import Ask, require
from thidua.apps.units.queries import layer_of


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """How many members may be put forward for an award, and where that is laid down."""

    award: str
    maximum: int
    source: str


@transaction.atomic
def slots_set(
    *, bloc_year: BlocYear, slots: Sequence[SlotPlan], actor: Person, at: datetime
) -> list[Slot]:
    """Set, or correct, how many members may be put forward for each award, highest award first.

    The numbers are the authority's, and stand once the first nominee is on the table.
    """
    may("awards.slots.set", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if Motion.objects.filter(meeting__bloc_year=bloc_year, kind=MotionKind.NOMINATE).exists():
        raise Refused("Hội nghị đã đưa đề nghị ra biểu quyết, không đổi số lượng được nữa.")
    bloc_year.slots.all().delete()
    made = Slot.objects.bulk_create(
        Slot(
            bloc_year=bloc_year,
            place=place,
            award=slot.award,
            maximum=slot.maximum,
            source=slot.source,
        )
        for place, slot in enumerate(slots, start=1)
    )
    tell(
        "awards.slots.set", bloc_year, bloc_year, actor, at,
        slots={slot.award: slot.maximum for slot in slots},
    )  # fmt: skip
    return made


@transaction.atomic
def prior_award_enter(
    *,
    unit: Unit,
    award: str,
    year: int,
    decision_number: str,
    decided_on: date,
    actor: Person,
    at: datetime,
    basis: str = "cong-trang",
    period_to: int | None = None,
) -> PriorAward:
    """Enter an award decided before this register began."""
    deed = "awards.prior.enter"
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    prior = PriorAward.objects.create(
        unit=unit,
        award=award,
        year=year,
        decision_number=decision_number,
        decided_on=decided_on,
        basis=basis,
        period_to=period_to,
    )
    record(
        deed, on=prior, authority_id=unit.authority_id, actor_id=actor.pk, at=at,
        award=award, basis=basis,
    )  # fmt: skip
    return prior


@transaction.atomic
def nomination_make(
    *, motion: Motion, proposed_by: Membership, merit: str, actor: Person, at: datetime
) -> Nomination:
    """Nominate the member a carried motion names; keeps the verdict of the law of that day."""
    bloc_year = motion.meeting.bloc_year
    may("awards.nomination.make", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    subject = check_motion(motion, proposed_by)
    slot = free_slot(bloc_year, motion.award)
    # The law of the day the conference met judges what it put forward.
    day = localdate(motion.meeting.held_at)
    confirmed = confirmed_by(bloc_year.authority_id)
    member = members_with_facts(bloc_year).get(pk=subject.pk)
    verdict = law.explain(
        dossier_from(member), motion.award, on=day, layer=layer_of(bloc_year), confirmed=confirmed
    )
    name = award_name(motion.award, day, bloc_year.authority)
    if barred := [bar for bar in bars_on(member, motion.award, day) if not bar.warns]:
        raise Refused(
            f"{subject.unit.name} bị loại, không được đề nghị {name}.",
            "; ".join(bar.sentence for bar in barred),
            "Nếu kết luận vi phạm không đúng thì kiến nghị trước khi chốt xếp hạng.",
        )
    if verdict.outcome is law.Outcome.NOT_MET:
        raise Refused(
            f"{subject.unit.name} không đủ tiêu chuẩn {name}.",
            "; ".join(law.citations(verdict)),
            "Xem từng tiêu chuẩn trong phần kết luận của hồ sơ.",
        )
    nomination = Nomination.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        award=motion.award,
        award_place=slot.place,
        membership=subject,
        proposed_by=proposed_by,
        motion=motion,
        merit=merit,
        verdict=verdict_to_keep(verdict, confirmed, name),
        outcome=verdict.outcome.value,
        rulebook=verdict.rulebook,
    )
    tell(
        "awards.nomination.make", nomination, bloc_year, actor, at,
        award=motion.award, unit=subject.unit.code, outcome=verdict.outcome.value,
    )  # fmt: skip
    return nomination


def check_motion(motion: Motion, proposed_by: Membership) -> Membership:
    """Return the member the motion is about, or refuse."""
    subject = motion.subject
    if motion.kind != MotionKind.NOMINATE or not motion.carried or subject is None:
        raise Refused(
            "Chưa đề nghị được: nội dung này chưa được hội nghị biểu quyết thông qua.",
            remedy="Hãy đưa ra biểu quyết tại hội nghị của khối.",
        )
    if {subject.bloc_year_id, proposed_by.bloc_year_id} != {motion.meeting.bloc_year_id}:
        raise Refused(
            f"{proposed_by.unit.name} không thuộc khối, không được đề nghị khen thưởng trong khối này."
        )
    if subject.nominations.filter(award=motion.award).exists():
        raise Refused(f"{subject.unit.name} đã được đề nghị hình thức này.")
    return subject


def free_slot(bloc_year: BlocYear, award: str) -> Slot:
    """Return the slot of an award that still takes a nomination, or refuse."""
    slot = bloc_year.slots.filter(award=award).first()
    made = bloc_year.nominations.filter(award=award).count()
    if slot is None or made >= slot.maximum:
        raise Refused(
            f"Khối đã đề nghị {made} đơn vị cho hình thức này, số lượng được đề nghị là"
            f" {slot.maximum if slot else 0}.",
            slot.source if slot else "Chưa có số lượng được ấn định.",
        )
    return slot


@transaction.atomic
def nomination_submit(*, nomination: Nomination, actor: Person, at: datetime) -> Nomination:
    """Hand a nomination in to the province's council."""
    may("awards.nomination.submit", nomination.bloc_year, actor, at)
    expect_state(nomination, NominationState.PROPOSED)
    if nomination.motion.meeting.state != MeetingState.CLOSED:
        raise Refused(
            "Hội nghị của khối chưa bế mạc nên chưa trình được.",
            "Hồ sơ trình phải kèm biên bản hội nghị.",
            "Hãy bế mạc hội nghị, sau đó trình tất cả các đề nghị một lần.",
        )
    return move(nomination, NominationState.SUBMITTED, "awards.nomination.submit", actor, at)


@transaction.atomic
def nomination_council(
    *, nomination: Nomination, motion: Motion, actor: Person, at: datetime
) -> Nomination:
    """Record what the council's vote on a nomination came to."""
    may("awards.nomination.council", nomination.bloc_year, actor, at)
    expect_state(nomination, NominationState.SUBMITTED)
    if motion.carried is None or not reviews(motion, nomination):
        raise Refused("Hội đồng chưa có kết quả biểu quyết về đề nghị này.")
    nomination.council_motion = motion
    to = NominationState.APPROVED if motion.carried else NominationState.DECLINED
    return move(nomination, to, "awards.nomination.council", actor, at)


def reviews(motion: Motion, nomination: Nomination) -> bool:
    """Tell whether a motion is the council's own question about a nomination."""
    asked = (motion.kind, motion.meeting.bloc_year_id, motion.award, motion.subject_id)
    return asked == (
        MotionKind.COUNCIL_REVIEW,
        nomination.bloc_year_id,
        nomination.award,
        nomination.membership_id,
    )
