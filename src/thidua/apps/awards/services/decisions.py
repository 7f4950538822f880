"""Deeds about decisions, and what they enter in the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import (
    Decision,
    Nomination,
    RegisterEntry,
)
from thidua.apps.awards.queries import (
    award_name,
)
from thidua.apps.awards.services.base import expect_state, may, move, tell
from thidua.apps.filing.services import honour_number_take
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear
from thidua.text import fold, short_date


@dataclass(frozen=True, slots=True)
class DecisionText:
    """What a decision says of itself."""

    number: str
    signed_on: date
    issuer: str
    signer_post: str
    signer: str


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
