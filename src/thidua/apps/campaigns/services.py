"""Deeds about directives, movements, agreements, targets, progress and registrations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import AgreementState, Direction, Figure, IndexStatus
from thidua.apps.campaigns.models import (
    Agreement,
    Article,
    Assignment,
    Directive,
    Index,
    IndexValue,
    Movement,
    Progress,
    Registration,
    Signature,
    Target,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import Authority, BlocYear, Membership, Unit
from thidua.apps.units.policy import Ask, about, about_year, require
from thidua.text import short_date


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article of an agreement before it is stored."""

    number: int
    title: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A paper named as proof: number, date, title."""

    number: str = ""
    dated: date | None = None
    title: str = ""


@transaction.atomic
def directive_record(
    *,
    authority: Authority,
    number: str,
    issued_on: date,
    issuer: str,
    title: str,
    actor: Person,
    at: datetime,
) -> Directive:
    deed = "campaigns.directive.record"
    require(deed, MAY[deed], Ask(actor, at, authority))
    directive, created = Directive.objects.get_or_create(
        authority=authority,
        number=number,
        issued_on=issued_on,
        defaults={"issuer": issuer, "title": title},
    )
    if created:
        record(
            deed, on=directive, authority_id=authority.pk, actor_id=actor.pk, at=at, number=number
        )
    return directive


@transaction.atomic
def movement_launch(
    *,
    bloc_year: BlocYear,
    code: str,
    title: str,
    period: str,
    directive: Directive | None,
    actor: Person,
    at: datetime,
) -> Movement:
    deed = "campaigns.movement.launch"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    if directive is not None and directive.authority_id != bloc_year.authority_id:
        raise Refused(f"Văn bản {directive.number} không thuộc {bloc_year.authority.name}.")
    movement = Movement.objects.create(
        bloc_year=bloc_year, code=code, title=title, period=period, directive=directive
    )
    record(
        deed,
        on=movement,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        title=title,
    )
    return movement


@transaction.atomic
def agreement_draft(
    *,
    bloc_year: BlocYear,
    title: str,
    articles: Sequence[ArticleText],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Agreement:
    """Draft the agreement of a year and lay it out for signature."""
    deed = "campaigns.agreement.draft"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    if Agreement.objects.filter(bloc_year=bloc_year).exists():
        raise Refused(f"Giao ước thi đua năm {bloc_year.year} đã được soạn.")
    agreement = Agreement.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        title=title,
        state=AgreementState.SIGNING,
        provenance=provenance,
    )
    Article.objects.bulk_create(
        Article(agreement=agreement, number=a.number, title=a.title, clauses=list(a.clauses))
        for a in articles
    )
    record(
        deed,
        on=agreement,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        articles=[a.title for a in articles],
    )
    return agreement


@transaction.atomic
def agreement_sign(
    *, agreement: Agreement, membership: Membership, post: str, actor: Person, at: datetime
) -> Signature:
    """Sign for a member unit; the last signature brings the agreement into force."""
    deed = "campaigns.agreement.sign"
    require(deed, MAY[deed], about(membership, actor, at))
    take_up(agreement, "state", authority_id=agreement.authority_id)
    check_signable(agreement, membership)
    signature = Signature.objects.create(
        agreement=agreement, membership=membership, person=actor, post=post, signed_at=at
    )
    record(
        deed,
        on=agreement,
        authority_id=agreement.authority_id,
        actor_id=actor.pk,
        at=at,
        unit=membership.unit.code,
    )
    enter_into_force_if_complete(agreement, actor, at)
    return signature


def check_signable(agreement: Agreement, membership: Membership) -> None:
    if membership.bloc_year_id != agreement.bloc_year_id:
        raise Refused(
            f"{membership.unit.name} không thuộc khối ký giao ước này.",
            remedy="Chỉ đơn vị thành viên của khối trong năm mới ký giao ước.",
        )
    if agreement.state != AgreementState.SIGNING:
        raise Refused(
            "Giao ước không ở bước ký.", remedy="Hãy tải lại trang để xem tình trạng mới."
        )
    if agreement.signatures.filter(membership=membership).exists():
        raise Refused(f"{membership.unit.name} đã ký giao ước này.", "Mỗi đơn vị ký một lần.")


def enter_into_force_if_complete(agreement: Agreement, actor: Person, at: datetime) -> None:
    if agreement.signatures.count() < agreement.bloc_year.memberships.count():
        return
    agreement.state = AgreementState.IN_FORCE
    agreement.in_force_on = localdate(at)
    agreement.save(update_fields=["state", "in_force_on"])
    record(
        "campaigns.agreement.enter_into_force",
        on=agreement,
        authority_id=agreement.authority_id,
        actor_id=actor.pk,
        at=at,
    )


@transaction.atomic
def target_set(
    *,
    article: Article,
    code: str,
    text: str,
    unit_of_measure: str,
    direction: Direction,
    actor: Person,
    at: datetime,
) -> Target:
    deed = "campaigns.target.set"
    bloc_year = article.agreement.bloc_year
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, bloc_year, "Không đặt thêm chỉ tiêu được nữa")
    target = Target.objects.create(
        bloc_year=bloc_year,
        article=article,
        code=code,
        text=text,
        unit_of_measure=unit_of_measure,
        direction=direction,
    )
    record(
        deed, on=target, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at, code=code
    )
    return target


@transaction.atomic
def target_assign(
    *, target: Target, planned: Sequence[tuple[Membership, Decimal]], actor: Person, at: datetime
) -> list[Assignment]:
    """Give each member its plan for a target."""
    deed = "campaigns.target.assign"
    require(deed, MAY[deed], about_year(target.bloc_year, actor, at))
    refuse_after(Phase.SELF_SCORING, target.bloc_year, "Không giao thêm chỉ tiêu được nữa")
    strangers = [m.unit.name for m, _ in planned if m.bloc_year_id != target.bloc_year_id]
    if strangers:
        raise Refused(f"Đơn vị không thuộc khối trong năm: {', '.join(strangers)}.")
    assigned = Assignment.objects.bulk_create(
        Assignment(target=target, membership=membership, planned=figure)
        for membership, figure in planned
    )
    record(
        deed,
        on=target,
        authority_id=target.bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        plans={membership.unit.code: str(figure) for membership, figure in planned},
    )
    return assigned


@transaction.atomic
def progress_record(
    *,
    assignment: Assignment,
    figure: Figure,
    value: Decimal,
    proof: PaperRef,
    actor: Person,
    at: datetime,
) -> Progress:
    """Record a figure reached; an estimate stays beside the final figure that follows it.

    What was scored on is left alone: once self-scoring is over only final figures are taken, and
    none after the year.
    """
    deed = "campaigns.progress.record"
    require(deed, MAY[deed], about(assignment.membership, actor, at))
    refuse_after(
        Phase.COUNCIL if figure is Figure.FINAL else Phase.SELF_SCORING,
        assignment.membership.bloc_year,
        f"Không ghi được số liệu “{figure.label}” nữa",
        "Số liệu thay đổi về sau được ghi là số liệu chính thức, kèm văn bản, trước khi kết thúc năm.",
    )
    progress, _ = Progress.objects.update_or_create(
        assignment=assignment,
        figure=figure,
        defaults={
            "value": value,
            "paper_number": proof.number,
            "paper_date": proof.dated,
            "paper_title": proof.title,
            "recorded_by": actor,
            "recorded_at": at,
        },
    )
    record(
        deed,
        on=progress,
        authority_id=assignment.target.bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        target=assignment.target.code,
        figure=figure.value,
        value=str(value),
    )
    return progress


@transaction.atomic
def registration_record(
    *,
    membership: Membership,
    award: str,
    registered_on: date,
    paper_number: str,
    actor: Person,
    at: datetime,
) -> Registration:
    deed = "campaigns.registration.record"
    require(deed, MAY[deed], about(membership, actor, at))
    refuse_after(Phase.TARGETS, membership.bloc_year, "Đã hết thời gian đăng ký danh hiệu thi đua")
    if registered_on > localdate(at):
        raise Refused("Ngày đăng ký không thể sau ngày ghi nhận.")
    registration = Registration.objects.create(
        bloc_year=membership.bloc_year,
        membership=membership,
        award=award,
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
    )
    return registration


@transaction.atomic
def index_open(
    *,
    authority: Authority,
    code: str,
    name: str,
    year: int,
    publisher: str,
    actor: Person,
    at: datetime,
) -> Index:
    """Open an index that scoring tables of the authority's blocs may be bound to."""
    deed = "campaigns.index.open"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    if not (code and name and publisher):
        raise Refused("Chỉ số phải có mã, tên và cơ quan công bố.")
    if year > localdate(at).year:
        raise Refused(f"Năm {year} của chỉ số chưa tới.", remedy="Hãy ghi năm mà chỉ số đánh giá.")
    if Index.objects.filter(authority=authority, code=code).exists():
        raise Refused(
            f"Mã chỉ số {code} đã dùng.", "Bảng chấm điểm gắn với chỉ số theo mã.",
            "Hãy ghi mã khác, ví dụ thêm năm vào mã.",
        )  # fmt: skip
    opened = Index.objects.create(
        authority=authority, code=code, name=name, year=year, publisher=publisher
    )
    record(
        deed, on=opened, authority_id=authority.pk, actor_id=actor.pk, at=at,
        code=code, name=name, year=year, publisher=publisher,
    )  # fmt: skip
    return opened


@transaction.atomic
def index_record(
    *,
    index: Index,
    values: Mapping[Unit, Decimal],
    status: IndexStatus,
    proof: PaperRef,
    actor: Person,
    at: datetime,
    reason: str = "",
) -> list[IndexValue]:
    """Record what an index says of units; an earlier record stays beside the one that corrects it."""
    deed = "campaigns.index.record"
    require(deed, MAY[deed], Ask(actor, at, index.authority))
    hold(index.authority_id)
    known = {one.unit_id: one for one in index.values.all()}
    changed = {
        unit: value
        for unit, value in values.items()
        if unit.pk not in known
        or (known[unit.pk].value, known[unit.pk].status) != (value, status.value)
    }
    refuse_index_values(index, changed, status, proof, localdate(at))
    refuse_index_changes(index, {u: known[u.pk] for u in changed if u.pk in known}, status, reason)
    recorded = IndexValue.objects.bulk_create(
        IndexValue(
            index=index, unit=unit, status=status, value=value, paper_number=proof.number,
            paper_date=proof.dated, reason=reason, recorded_by=actor, recorded_at=at,
        )
        for unit, value in changed.items()
    )  # fmt: skip
    record(
        deed, on=index, authority_id=index.authority_id, actor_id=actor.pk, at=at,
        index=index.code, status=status.value, paper=proof.number, reason=reason,
        values={unit.code: str(value) for unit, value in changed.items()},
    )  # fmt: skip
    return recorded


def refuse_index_values(
    index: Index,
    values: Mapping[Unit, Decimal],
    status: IndexStatus,
    proof: PaperRef,
    today: date,
) -> None:
    if not values:
        raise Refused("Không có giá trị nào mới để ghi.")
    if negative := [unit.short_name for unit, value in values.items() if value < 0]:
        raise Refused(f"Giá trị chỉ số không được âm: {', '.join(negative)}.")
    if strangers := [u.short_name for u in values if u.authority_id != index.authority_id]:
        raise Refused(f"{', '.join(strangers)} không thuộc cơ quan quản lý của chỉ số.")
    if status is IndexStatus.PUBLISHED and not (proof.number and proof.dated):
        raise Refused(
            f"Giá trị đã công bố của {index.name} phải có số, ngày văn bản công bố.",
            "Điểm tính từ chỉ số phải dẫn được nguồn.",
            "Chưa có văn bản thì ghi là ước tính.",
        )
    if proof.dated and proof.dated > today:
        raise Refused(f"Ngày văn bản {short_date(proof.dated)} chưa tới.")


def refuse_index_changes(
    index: Index, known: Mapping[Unit, IndexValue], status: IndexStatus, reason: str
) -> None:
    """Refuse to put an estimate after what was published, or a correction without its reason."""
    published = [unit.short_name for unit, one in known.items() if one.is_final]
    if published and status is IndexStatus.ESTIMATED:
        raise Refused(
            f"{index.name} của {', '.join(published)} đã công bố, không ghi ước tính nữa.",
            remedy="Đính chính thì ghi giá trị đã công bố, kèm văn bản và lý do.",
        )
    if published and not reason:
        raise Refused(
            f"{index.name} của {', '.join(published)} đã có giá trị công bố.",
            "Giá trị trước vẫn được giữ bên cạnh giá trị mới.",
            "Hãy ghi lý do đính chính.",
        )


def refuse_after(last: Phase, bloc_year: BlocYear, what: str, remedy: str = "") -> None:
    """Refuse what may be done up to a phase once the year has gone past it."""
    take_up(bloc_year, "phase", authority_id=bloc_year.authority_id)
    reached = Phase(bloc_year.phase)
    if reached.place > last.place:
        raise Refused(
            f"{what}: năm thi đua đang ở bước “{reached.label}”.",
            f"Việc này làm đến hết bước “{last.label}”.",
            remedy,
        )
