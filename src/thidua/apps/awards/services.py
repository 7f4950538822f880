"""Deeds about nominations, decisions, the register, and confirmed provisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import (
    Confirmation,
    Decision,
    Nomination,
    PriorAward,
    RegisterEntry,
    Slot,
    Withdrawal,
)
from thidua.apps.awards.policy import MAY
from thidua.apps.awards.queries import (
    award_name,
    bars_on,
    confirmed_by,
    dossier_from,
    members_with_facts,
    provisions,
    unread_changes,
    verdict_to_keep,
)
from thidua.apps.filing.services import honour_number_take
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.meetings.enums import MeetingState, MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear, Membership, Unit
from thidua.apps.units.policy import Ask, about_year, require
from thidua.apps.units.queries import layer_of
from thidua.text import clean, fold, short_date


@dataclass(frozen=True, slots=True)
class SlotPlan:
    """How many members may be put forward for an award, and where that is laid down."""

    award: str
    maximum: int
    source: str


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What a decision says of itself."""

    number: str
    signed_on: date
    issuer: str
    signer_post: str
    signer: str


def may(deed: str, bloc_year: BlocYear, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_year(bloc_year, actor, at))


def tell(
    deed: str,
    thing: models.Model,
    bloc_year: BlocYear,
    actor: Person,
    at: datetime,
    **facts: object,
) -> None:
    record(deed, on=thing, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at, **facts)


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


def expect_state(nomination: Nomination, state: NominationState) -> None:
    take_up(nomination, "state", authority_id=nomination.authority_id)
    if nomination.state != state:
        raise Refused(
            f"Đề nghị đang ở bước “{nomination.get_state_display()}”, việc này cần bước “{state.label}”.",
            remedy="Hãy tải lại trang để xem tình trạng mới.",
        )


def move(
    nomination: Nomination, to: NominationState, deed: str, actor: Person, at: datetime
) -> Nomination:
    nomination.state = to
    nomination.save(update_fields=["state", "council_motion", "decision"])
    tell(deed, nomination, nomination.bloc_year, actor, at, state=to.value)
    return nomination


@transaction.atomic
def decision_issue(
    *,
    bloc_year: BlocYear,
    award: str,
    nominations: Sequence[Nomination],
    text: DecisionText,
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Decision:
    """Record a decision and enter each honour it gives in the register, in one transaction."""
    may("awards.decision.issue", bloc_year, actor, at)
    check_decision(bloc_year, award, nominations, text)
    decision = Decision.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        award=award,
        number=text.number,
        signed_on=text.signed_on,
        issuer=text.issuer,
        signer_post=text.signer_post,
        signer=text.signer,
        provenance=provenance,
    )
    tell("awards.decision.issue", decision, bloc_year, actor, at, number=text.number, award=award)
    for nomination in nominations:
        nomination.decision = decision
        move(nomination, NominationState.DECIDED, "awards.decision.issue", actor, at)
        register_enter(nomination=nomination, decision=decision, actor=actor, at=at)
    return decision


def check_decision(
    bloc_year: BlocYear, award: str, nominations: Sequence[Nomination], text: DecisionText
) -> None:
    """Refuse a decision about nobody, about others' nominations, or older than the review."""
    if not nominations:
        raise Refused(
            "Không có đề nghị nào được Hội đồng nhất trí để ban hành quyết định.",
            remedy="Hãy ghi kết quả họp Hội đồng trước.",
        )
    for nomination in nominations:
        expect_state(nomination, NominationState.APPROVED)
        if (nomination.award, nomination.bloc_year_id) != (award, bloc_year.pk):
            raise Refused(
                f"Đề nghị cho {nomination.membership} không cùng khối, cùng hình thức với quyết định."
            )
        held = localdate(nomination.motion.meeting.held_at)
        if text.signed_on < held:
            raise Refused(
                f"Quyết định ký ngày {short_date(text.signed_on)}, trước ngày khối đề nghị"
                f" ({short_date(held)}).",
                remedy="Hãy kiểm tra lại ngày ký.",
            )
        reviewed = nomination.council_motion
        if reviewed is not None and text.signed_on < localdate(reviewed.meeting.held_at):
            raise Refused(
                f"Quyết định ký ngày {short_date(text.signed_on)}, trước ngày Hội đồng họp"
                f" ({short_date(localdate(reviewed.meeting.held_at))}).",
                remedy="Hãy kiểm tra lại ngày ký.",
            )
    check_issuer(bloc_year.authority, award, text)
    same = {"issuer": text.issuer, "number": text.number, "signed_on": text.signed_on}
    if not text.number or bloc_year.authority.decisions.filter(**same).exists():
        raise Refused(
            f"Số quyết định “{text.number}” để trống hoặc đã dùng.", remedy="Hãy kiểm tra lại số."
        )


def check_issuer(authority: Authority, award: str, text: DecisionText) -> None:
    """Refuse an authority's own decision on an award that the State decides."""
    try:
        rule = law.award(award, text.signed_on)
    except law.LawError as unknown:
        raise without_law(text.signed_on, unknown) from unknown
    if rule.level is law.Level.STATE and fold(authority.name) in fold(text.issuer):
        raise Refused(
            f"“{rule.name_vi}” do {rule.decided_by} quyết định, {authority.name} không ban hành được.",
            f"Thẩm quyền theo {'; '.join(basis.text for basis in rule.legal_basis)}.",
            "Khi nhận được quyết định của cấp trên, hãy ghi lại đúng số, ngày, cơ quan và người ký.",
        )


def register_enter(
    *, nomination: Nomination, decision: Decision, actor: Person, at: datetime
) -> RegisterEntry:
    """Append an honour to the register with the bonus of the decision's day."""
    name, bonus = honour_of(decision)
    hold(decision.authority_id)
    year = nomination.bloc_year.year
    subject = nomination.membership.unit.name
    number = honour_number_take(
        authority=decision.authority, year=year, dated=decision.signed_on, subject=subject,
        actor=actor, at=at,
    )  # fmt: skip
    entry = RegisterEntry.objects.create(
        authority=decision.authority,
        bloc_year=nomination.bloc_year,
        year=year,
        number=number,
        nomination=nomination,
        decision=decision,
        award=nomination.award,
        award_name=name,
        subject=subject,
        subject_key=fold(subject),
        merit=nomination.merit,
        bonus_multiple=bonus.multiple,
        base_salary=bonus.base,
        bonus=bonus.amount,
        entered_at=at,
    )
    tell("awards.register.enter", entry, nomination.bloc_year, actor, at, number=entry.number)
    return entry


def honour_of(decision: Decision) -> tuple[str, law.Bonus]:
    """Return the award's name and bonus by the law of the decision's day."""
    on = decision.signed_on
    try:
        name = award_name(decision.award, on, decision.authority)
        return name, law.bonus(decision.award, law.SubjectKind.UNIT, on)
    except law.LawError as unknown:
        raise without_law(on, unknown) from unknown


def without_law(on: date, unknown: law.LawError) -> Refused:
    return Refused(
        f"Chưa ban hành được quyết định ngày {short_date(on)}: {unknown}",
        remedy="Hãy kiểm tra lại ngày ký của quyết định.",
    )


@transaction.atomic
def provision_confirm(
    *,
    authority: Authority,
    provision: str,
    source: str,
    quotation: str,
    read_on: date,
    actor: Person,
    at: datetime,
) -> Confirmation:
    """Confirm that the text of a provision marked unverified was held in hand, and where.

    Verdicts given from now on take it as read; verdicts already given stay as they are.
    """
    deed = "awards.provision.confirm"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    citation = check_confirmation(authority, provision, source, read_on, localdate(at))
    made = Confirmation.objects.create(
        authority=authority,
        provision=provision,
        citation=citation.text,
        source=clean(source),
        quotation=clean(quotation),
        read_on=read_on,
        confirmed_by=actor,
        confirmed_on=localdate(at),
    )
    record(
        deed, on=made, authority_id=authority.pk, actor_id=actor.pk, at=at,
        provision=citation.text, source=made.source, read_on=read_on.isoformat(),
    )  # fmt: skip
    return made


def check_confirmation(
    authority: Authority, provision: str, source: str, read_on: date, today: date
) -> law.Citation:
    """Return the provision as it is cited, or refuse."""
    use = provisions().get(provision)
    if use is None:
        raise Refused("Không có tiêu chuẩn nào đang dùng điều khoản này.")
    name = use.citation.text
    if use.citation.verified:
        raise Refused(f"{name} đã được kiểm chứng trong bộ quy định, không cần xác nhận.")
    if provision in unread_changes():
        raise Refused(
            f"{name} làm thay đổi các quy định đang nạp.",
            "Đọc văn bản là chưa đủ: các tiêu chuẩn còn ghi theo quy định trước đó.",
            "Hãy đề nghị cập nhật bộ quy định theo văn bản này.",
        )
    if not clean(source):
        raise Refused(
            f"Chưa ghi đã đọc {name} ở đâu.",
            remedy="Hãy ghi địa chỉ, số Công báo hoặc số trang của bản đã đọc.",
        )
    if read_on > today:
        raise Refused(f"Ngày đọc {short_date(read_on)} ở sau hôm nay ({short_date(today)}).")
    if authority.confirmations.filter(provision=provision, withdrawal__isnull=True).exists():
        raise Refused(
            f"{name} đã có người xác nhận.",
            remedy="Nếu lời xác nhận đó sai, hãy rút nó và nêu lý do, sau đó xác nhận lại.",
        )
    return use.citation


@transaction.atomic
def provision_withdraw(
    *, confirmation: Confirmation, reason: str, actor: Person, at: datetime
) -> Withdrawal:
    """Withdraw a confirmation for a reason; the provision counts as unverified again."""
    deed, authority = "awards.provision.withdraw", confirmation.authority
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    if Withdrawal.objects.filter(confirmation=confirmation).exists():
        raise Refused("Lời xác nhận này đã được rút.", remedy="Hãy tải lại trang.")
    if not clean(reason):
        raise Refused("Chưa nêu lý do rút lời xác nhận.", remedy="Hãy ghi rõ vì sao.")
    made = Withdrawal.objects.create(
        confirmation=confirmation,
        reason=clean(reason),
        withdrawn_by=actor,
        withdrawn_on=localdate(at),
    )
    record(
        deed, on=made, authority_id=authority.pk, actor_id=actor.pk, at=at,
        provision=confirmation.citation, reason=made.reason,
    )  # fmt: skip
    return made
