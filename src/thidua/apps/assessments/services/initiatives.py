"""Deeds about initiatives: handed in, sent back, recognised or refused, taken up elsewhere."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.assessments.enums import InitiativeState
from thidua.apps.assessments.models import (
    Initiative,
    InitiativeAdoption,
    InitiativeAuthor,
    InitiativeVersion,
)
from thidua.apps.assessments.policy import MAY, may_recognise
from thidua.apps.assessments.services.likeness import likeness_index
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Unit
from thidua.apps.units.policy import Ask, require
from thidua.text import clean, decimal_text, fold, short_date

OPEN = frozenset({InitiativeState.SUBMITTED, InitiativeState.RETURNED})
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class AuthorShare:
    """An author and their share in per cent."""

    name: str
    share: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeText:
    """What a file tells; `money` in đồng."""

    title: str
    kind: str
    known: str
    novelty: str
    application: str
    effect: str
    money: int | None
    applied_on: date
    applied_at: str
    paper: str
    authors: Sequence[AuthorShare]


@transaction.atomic
def initiative_enter(
    *,
    unit: Unit,
    year: int,
    title: str,
    author: str,
    scope: str,
    decision_number: str,
    decision_on: date,
    actor: Person,
    at: datetime,
    kind: str = "sang-kien",
    used_for: str = "",
    replicable: bool = True,
) -> Initiative:
    """Enter an initiative that was recognised by decision."""
    deed = "assessments.initiative.enter"
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    entered = Initiative.objects.create(
        unit=unit,
        year=year,
        title=title,
        author=author,
        scope=scope,
        decision_number=decision_number,
        decision_on=decision_on,
        kind=kind,
        used_for=used_for,
        replicable=replicable,
        search_key=key_of(title, [author]),
    )
    likeness_index([entered])
    tell(deed, entered, actor, at, unit=unit.code, title=title)
    return entered


@transaction.atomic
def initiative_submit(
    *, unit: Unit, year: int, text: InitiativeText, actor: Person, at: datetime
) -> Initiative:
    """Hand in an initiative for recognition."""
    deed = "assessments.initiative.submit"
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    check_text(text, at)
    initiative = Initiative(unit=unit, year=year, state=InitiativeState.SUBMITTED)
    write(initiative, text, actor, at)
    tell(deed, initiative, actor, at, unit=unit.code, title=initiative.title)
    return initiative


@transaction.atomic
def initiative_correct(
    *, initiative: Initiative, text: InitiativeText, actor: Person, at: datetime
) -> Initiative:
    """Hand in a corrected text; what was handed in before is kept."""
    deed = "assessments.initiative.correct"
    begin(deed, initiative, actor, at, OPEN)
    check_text(text, at)
    initiative.state, initiative.reason = InitiativeState.SUBMITTED, ""
    write(initiative, text, actor, at)
    tell(deed, initiative, actor, at, title=initiative.title, version=initiative.version)
    return initiative


@transaction.atomic
def initiative_return(
    *, initiative: Initiative, reason: str, actor: Person, at: datetime
) -> Initiative:
    """Send a file back to its unit with what is missing."""
    deed = "assessments.initiative.return"
    begin(deed, initiative, actor, at, {InitiativeState.SUBMITTED})
    return close(deed, initiative, InitiativeState.RETURNED, reason, actor=actor, at=at)


@transaction.atomic
def initiative_refuse(
    *, initiative: Initiative, reason: str, actor: Person, at: datetime
) -> Initiative:
    """Record that the council doesn't recognise an initiative."""
    deed = "assessments.initiative.refuse"
    begin(deed, initiative, actor, at, {InitiativeState.SUBMITTED})
    return close(deed, initiative, InitiativeState.REFUSED, reason, actor=actor, at=at)


@transaction.atomic
def initiative_withdraw(*, initiative: Initiative, actor: Person, at: datetime) -> Initiative:
    """Take an initiative back before it is recognised; its text stays on record."""
    deed = "assessments.initiative.withdraw"
    begin(deed, initiative, actor, at, OPEN)
    initiative.state = InitiativeState.WITHDRAWN
    initiative.save()
    tell(deed, initiative, actor, at, title=initiative.title)
    return initiative


@transaction.atomic
def initiative_recognise(
    *,
    initiative: Initiative,
    scope: str,
    recognised_by: str,
    decision_number: str,
    decision_on: date,
    replicable: bool,
    votes_yes: int | None,
    votes_of: int | None,
    actor: Person,
    at: datetime,
) -> Initiative:
    """Record the decision that recognises an initiative, with its council's vote if it is told."""
    deed = "assessments.initiative.recognise"
    take_up(initiative, authority_id=initiative.unit.authority_id)
    require(deed, may_recognise(scope), ask_of(initiative, actor, at))
    expect(initiative, {InitiativeState.SUBMITTED})
    check_decision(initiative, decision_on, at)
    check_votes(votes_yes, votes_of)
    initiative.state = InitiativeState.RECOGNISED
    initiative.scope, initiative.replicable = scope, replicable
    initiative.recognised_by, initiative.decision_number = recognised_by, decision_number
    initiative.decision_on = decision_on
    initiative.votes_yes, initiative.votes_of = votes_yes, votes_of
    initiative.save()
    tell(
        deed, initiative, actor, at,
        title=initiative.title, scope=scope, decision=decision_number, yes=votes_yes, of=votes_of,
    )  # fmt: skip
    return initiative


@transaction.atomic
def initiative_adopt(
    *,
    initiative: Initiative,
    unit: Unit,
    adopted_on: date,
    result: str,
    actor: Person,
    at: datetime,
) -> InitiativeAdoption:
    """Record that another unit has taken an initiative up, and what came of it."""
    deed = "assessments.initiative.adopt"
    take_up(initiative, authority_id=initiative.unit.authority_id)
    require(deed, MAY[deed], Ask(actor, at, unit.authority, unit=unit))
    expect(initiative, {InitiativeState.RECOGNISED})
    check_adoption(initiative, unit, adopted_on, at)
    adoption = InitiativeAdoption.objects.create(
        initiative=initiative, unit=unit, adopted_on=adopted_on, result=result
    )
    tell(deed, initiative, actor, at, title=initiative.title, unit=unit.code)
    return adoption


def key_of(title: str, names: Sequence[str]) -> str:
    """Return what an initiative is searched by."""
    return fold(" ".join([title, *names]))[:800]


def ask_of(initiative: Initiative, actor: Person, at: datetime) -> Ask:
    return Ask(actor, at, initiative.unit.authority, unit=initiative.unit)


def begin(
    deed: str, initiative: Initiative, actor: Person, at: datetime, states: Collection[str]
) -> None:
    """Take an initiative up for a deed: its turn, the right to it, the state it must be in."""
    take_up(initiative, authority_id=initiative.unit.authority_id)
    require(deed, MAY[deed], ask_of(initiative, actor, at))
    expect(initiative, states)


def expect(initiative: Initiative, states: Collection[str]) -> None:
    if initiative.state not in states:
        needed = ", ".join(s.label.lower() for s in InitiativeState if s in states)
        raise Refused(
            f"Sáng kiến “{initiative.title}” {initiative.get_state_display().lower()}.",
            f"Việc này chỉ làm được khi sáng kiến ở bước: {needed}.",
            "Mở lại trang sáng kiến để xem bước hiện tại.",
        )


def check_text(text: InitiativeText, at: datetime) -> None:
    """Refuse a text without authors' shares that make a whole, or that was not applied yet."""
    total = sum((author.share for author in text.authors), Decimal(0))
    if total != WHOLE or any(author.share <= 0 for author in text.authors):
        raise Refused(
            f"Tỷ lệ đóng góp của các tác giả cộng lại là {decimal_text(total)} %.",
            "Tỷ lệ của các tác giả phải lớn hơn 0 và cộng lại đúng 100 %.",
            "Sửa tỷ lệ của từng tác giả rồi gửi lại.",
        )
    names = [fold(author.name) for author in text.authors]
    if len(set(names)) < len(names):
        raise Refused("Một tác giả được ghi hai lần.", remedy="Gộp thành một dòng với tổng tỷ lệ.")
    if text.applied_on > localdate(at):
        raise Refused(
            f"Ngày áp dụng lần đầu {short_date(text.applied_on)} ở sau hôm nay.",
            "Sáng kiến phải đã được áp dụng, mang lại hiệu quả (khoản 4 Điều 3 Luật Thi đua, khen "
            "thưởng năm 2022).",
            "Gửi sau khi đã áp dụng, hoặc sửa ngày.",
        )


def check_decision(initiative: Initiative, decision_on: date, at: datetime) -> None:
    if decision_on > localdate(at):
        raise Refused(
            f"Ngày quyết định {short_date(decision_on)} ở sau hôm nay.",
            remedy="Ghi sau khi quyết định đã ban hành.",
        )
    if initiative.applied_on and decision_on < initiative.applied_on:
        raise Refused(
            f"Ngày quyết định {short_date(decision_on)} ở trước ngày áp dụng lần đầu "
            f"{short_date(initiative.applied_on)}.",
            remedy="Đối chiếu lại hai ngày với văn bản.",
        )


def check_votes(yes: int | None, of: int | None) -> None:
    if (yes is None) != (of is None):
        raise Refused(
            "Kết quả bỏ phiếu của Hội đồng mới ghi một nửa.",
            remedy="Ghi cả số phiếu đồng ý và tổng số thành viên, hoặc để trống cả hai.",
        )
    if yes is not None and of is not None and yes > of:
        raise Refused(
            f"Số phiếu đồng ý ({yes}) nhiều hơn số thành viên Hội đồng ({of}).",
            remedy="Đối chiếu lại với biên bản họp Hội đồng.",
        )


def check_adoption(initiative: Initiative, unit: Unit, adopted_on: date, at: datetime) -> None:
    if unit == initiative.unit:
        raise Refused(
            f"{unit.name} là đơn vị có sáng kiến này.",
            remedy="Chỉ ghi đơn vị khác đã áp dụng lại.",
        )
    if unit.authority_id != initiative.unit.authority_id:
        raise Refused(f"{unit.name} không thuộc cùng cơ quan quản lý với đơn vị có sáng kiến.")
    if adopted_on > localdate(at):
        raise Refused(
            f"Ngày áp dụng {short_date(adopted_on)} ở sau hôm nay.", remedy="Ghi sau khi áp dụng."
        )
    if initiative.adoptions.filter(unit=unit).exists():
        raise Refused(f"{unit.name} đã ghi áp dụng sáng kiến này.")


def write(initiative: Initiative, text: InitiativeText, actor: Person, at: datetime) -> None:
    """Put a text into an initiative and keep it as a version of its own."""
    told = asdict(text)
    authors = told.pop("authors")
    for name, value in told.items():
        setattr(initiative, name, clean(value) if isinstance(value, str) else value)
    names = [author.name for author in text.authors]
    initiative.author = ", ".join(names)[:120]
    initiative.search_key = key_of(initiative.title, names)
    initiative.version += 1
    initiative.save()
    initiative.authors.all().delete()
    InitiativeAuthor.objects.bulk_create(
        InitiativeAuthor(initiative=initiative, place=place, **author)
        for place, author in enumerate(authors, start=1)
    )
    keep_version(initiative, text, actor, at)
    likeness_index([initiative])


def keep_version(initiative: Initiative, text: InitiativeText, actor: Person, at: datetime) -> None:
    told = asdict(text) | {"applied_on": text.applied_on.isoformat()}
    told["authors"] = [{"name": a.name, "share": str(a.share)} for a in text.authors]
    InitiativeVersion.objects.create(
        initiative=initiative, number=initiative.version, content=told,
        written_by=actor, written_at=at,
    )  # fmt: skip


def close(
    deed: str,
    initiative: Initiative,
    state: InitiativeState,
    reason: str,
    *,
    actor: Person,
    at: datetime,
) -> Initiative:
    """Move an initiative with the reason that its unit must be told."""
    told = clean(reason)
    if not told:
        raise Refused("Chưa ghi lý do.", remedy="Ghi rõ lý do để đơn vị biết phải làm gì.")
    initiative.state, initiative.reason = state, told
    initiative.save()
    tell(deed, initiative, actor, at, title=initiative.title, reason=told)
    return initiative


def tell(deed: str, initiative: Initiative, actor: Person, at: datetime, **facts: object) -> None:
    record(
        deed, on=initiative, authority_id=initiative.unit.authority_id, actor_id=actor.pk, at=at,
        **facts,
    )  # fmt: skip
