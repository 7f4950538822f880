"""Deeds about preparing a year, naming its lead, and handing it over."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import NamingWay
from thidua.apps.planning.models import HandOver, LeadNaming, SetupDraft
from thidua.apps.planning.policy import MAY
from thidua.apps.planning.services.base import may, tell
from thidua.apps.units.models import Authority, BlocYear
from thidua.apps.units.policy import Ask, require
from thidua.text import clean


def allow(deed: str, draft: SetupDraft, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], Ask(actor, at, draft.authority))
    take_up(draft, "data", "opened", "discarded_at", authority_id=draft.authority_id)
    if draft.opened_id or draft.discarded_at:
        raise Refused(
            "Năm thi đua này đã được mở." if draft.opened_id else "Bản chuẩn bị này đã bỏ.",
            remedy="Hãy bắt đầu chuẩn bị năm khác.",
        )


@transaction.atomic
def setup_start(*, authority: Authority, actor: Person, at: datetime) -> SetupDraft:
    """Begin to prepare a bloc's year."""
    deed = "planning.setup.save"
    require(deed, MAY[deed], Ask(actor, at, authority))
    draft = SetupDraft.objects.create(authority=authority, started_by=actor, started_at=at)
    record(deed, on=draft, authority_id=authority.pk, actor_id=actor.pk, at=at, step="start")
    return draft


@transaction.atomic
def setup_save(
    *, draft: SetupDraft, step: str, data: Mapping[str, object], actor: Person, at: datetime
) -> SetupDraft:
    """Keep one step of the preparation; the others stay as they are."""
    deed = "planning.setup.save"
    allow(deed, draft, actor, at)
    draft.data = {**draft.data, step: dict(data)}
    draft.save(update_fields=["data"])
    record(deed, on=draft, authority_id=draft.authority_id, actor_id=actor.pk, at=at, step=step)
    return draft


@transaction.atomic
def setup_discard(*, draft: SetupDraft, actor: Person, at: datetime) -> SetupDraft:
    deed = "planning.setup.discard"
    allow(deed, draft, actor, at)
    draft.discarded_at = at
    draft.save(update_fields=["discarded_at"])
    record(deed, on=draft, authority_id=draft.authority_id, actor_id=actor.pk, at=at)
    return draft


@transaction.atomic
def setup_open(*, draft: SetupDraft, opened: BlocYear, actor: Person, at: datetime) -> SetupDraft:
    """Keep which year a preparation became; the year itself is opened by the step above."""
    deed = "planning.setup.open"
    allow(deed, draft, actor, at)
    draft.opened = opened
    draft.save(update_fields=["opened"])
    record(
        deed, on=draft, authority_id=draft.authority_id, actor_id=actor.pk, at=at,
        year=opened.year, name=opened.bloc.name,
    )  # fmt: skip
    return draft


@transaction.atomic
def lead_name(
    *,
    bloc_year: BlocYear,
    way: NamingWay,
    paper_number: str,
    paper_date: date | None,
    issuer: str,
    actor: Person,
    at: datetime,
) -> LeadNaming:
    """Say how the lead came to lead; recognising and designating need their paper."""
    deed = "planning.lead.name"
    may(deed, bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if way != NamingWay.ELECTED and not (clean(paper_number) and paper_date):
        raise Refused(
            f"“{way.label}” phải có số và ngày của văn bản.",
            remedy="Hãy ghi số, ngày quyết định công nhận hoặc thông báo chỉ định.",
        )
    naming, _ = LeadNaming.objects.update_or_create(
        bloc_year=bloc_year,
        defaults={
            "way": way, "paper_number": clean(paper_number), "paper_date": paper_date,
            "issuer": clean(issuer),
        },
    )  # fmt: skip
    tell(
        deed, naming, bloc_year, actor, at,
        way=way.value, number=naming.paper_number,
        dated=paper_date.isoformat() if paper_date else "",
    )  # fmt: skip
    return naming


@transaction.atomic
def hand_over_give(
    *,
    bloc_year: BlocYear,
    to_year: BlocYear,
    listed: Sequence[Mapping[str, str]],
    note: str,
    actor: Person,
    at: datetime,
) -> HandOver:
    """Hand the bloc's files over to the lead of the next year, by a list."""
    deed = "planning.handover.give"
    may(deed, bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if to_year.bloc_id != bloc_year.bloc_id or to_year.year != bloc_year.year + 1:
        raise Refused(f"{to_year} không phải là năm liền sau của {bloc_year}.")
    if HandOver.objects.filter(bloc_year=bloc_year).exists():
        raise Refused("Năm thi đua này đã được bàn giao.")
    if not listed:
        raise Refused("Danh mục bàn giao chưa có gì.", remedy="Hãy chọn ít nhất một mục.")
    made = HandOver.objects.create(
        bloc_year=bloc_year, to_year=to_year, listed=[dict(one) for one in listed],
        note=clean(note), given_by=actor, given_at=at,
    )  # fmt: skip
    tell(deed, made, bloc_year, actor, at, count=len(listed))
    return made


@transaction.atomic
def hand_over_receive(*, hand_over: HandOver, remark: str, actor: Person, at: datetime) -> HandOver:
    """Acknowledge, for the new lead, what was handed over; what is missing goes into the remark."""
    deed = "planning.handover.receive"
    may(deed, hand_over.to_year, actor, at)
    take_up(hand_over, "received_at", authority_id=hand_over.to_year.authority_id)
    if hand_over.received_at:
        raise Refused("Việc bàn giao này đã được xác nhận.")
    hand_over.received_by, hand_over.received_at, hand_over.remark = actor, at, clean(remark)
    hand_over.save(update_fields=["received_by", "received_at", "remark"])
    tell(deed, hand_over, hand_over.to_year, actor, at, remark=hand_over.remark)
    return hand_over
