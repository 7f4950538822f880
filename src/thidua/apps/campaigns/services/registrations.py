"""Deeds about registered awards."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import Registrant
from thidua.apps.campaigns.models import (
    Registration,
    RegistrationDeadline,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.base import refuse_after
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about, about_year, require
from thidua.text import short_date


@transaction.atomic
def registration_record(
    *,
    membership: Membership,
    award: str,
    registered_on: date,
    paper_number: str,
    actor: Person,
    at: datetime,
    kind: Registrant = Registrant.UNIT,
    subject: str = "",
) -> Registration:
    deed = "campaigns.registration.record"
    require(deed, MAY[deed], about(membership, actor, at))
    refuse_after(Phase.TARGETS, membership.bloc_year, "Đã hết thời gian đăng ký danh hiệu thi đua")
    refuse_late(membership.bloc_year, localdate(at))
    if (kind is Registrant.UNIT) != (subject == ""):
        raise Refused(
            "Đăng ký cho tập thể, cá nhân phải ghi tên; đăng ký cho chính đơn vị thì không ghi tên."
        )
    if membership.registrations.filter(
        award=award, subject=subject, withdrawn_at__isnull=True
    ).exists():
        raise Refused(
            "Danh hiệu này đã được đăng ký.", remedy="Muốn đổi thì rút đăng ký cũ, nêu lý do."
        )
    if registered_on > localdate(at):
        raise Refused("Ngày đăng ký không thể sau ngày ghi nhận.")
    registration = Registration.objects.create(
        bloc_year=membership.bloc_year,
        membership=membership,
        award=award,
        kind=kind,
        subject=subject,
        registered_on=registered_on,
        paper_number=paper_number,
    )
    record(
        deed,
        on=registration,
        authority_id=membership.bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        award=award,
        **({"subject": subject} if subject else {}),
    )
    return registration


@transaction.atomic
def registration_withdraw(
    *, registration: Registration, reason: str, actor: Person, at: datetime
) -> Registration:
    """Withdraw a registration before the deadline; it stays on record with the reason."""
    deed, member = "campaigns.registration.withdraw", registration.membership
    require(deed, MAY[deed], about(member, actor, at))
    refuse_after(Phase.TARGETS, member.bloc_year, "Không rút đăng ký được nữa")
    take_up(registration, "withdrawn_at", authority_id=member.bloc_year.authority_id)
    refuse_late(member.bloc_year, localdate(at))
    if registration.withdrawn_at:
        raise Refused("Đăng ký này đã được rút.")
    if not reason:
        raise Refused("Rút, đổi đăng ký phải nêu lý do.")
    registration.withdrawn_at, registration.reason = at, reason
    registration.save(update_fields=["withdrawn_at", "reason"])
    record(
        deed, on=registration, authority_id=member.bloc_year.authority_id, actor_id=actor.pk,
        at=at, award=registration.award, reason=reason,
    )  # fmt: skip
    return registration


@transaction.atomic
def registration_due(
    *, bloc_year: BlocYear, due_on: date, source: str, actor: Person, at: datetime
) -> RegistrationDeadline:
    """Lay down by which day units register."""
    deed = "campaigns.registration.due"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    refuse_after(Phase.TARGETS, bloc_year, "Không đặt hạn đăng ký được nữa")
    if not source:
        raise Refused(
            "Chưa ghi căn cứ của hạn đăng ký.", remedy="Hãy ghi quy chế hoặc kế hoạch của khối."
        )
    due, _ = RegistrationDeadline.objects.update_or_create(
        bloc_year=bloc_year, defaults={"due_on": due_on, "source": source}
    )
    record(
        deed, on=due, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at,
        due_on=str(due_on), source=source,
    )  # fmt: skip
    return due


def refuse_late(bloc_year: BlocYear, today: date) -> None:
    due = RegistrationDeadline.objects.filter(bloc_year=bloc_year).first()
    if due and today > due.due_on:
        raise Refused(
            f"Đã hết hạn đăng ký thi đua ({short_date(due.due_on)}).",
            f"Căn cứ: {due.source}.",
            "Thư ký khối có thể gia hạn khi năm còn ở bước đầu.",
        )
