"""Deeds about the library of instruments, and about what rests on them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.apps.campaigns.enums import InstrumentKind
from thidua.apps.campaigns.models import Article, Directive, Movement, Target, Tie
from thidua.apps.campaigns.policy import MAY
from thidua.apps.filing.base import Upload
from thidua.apps.filing.enums import TextStatus
from thidua.apps.filing.services import blob_keep
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear
from thidua.apps.units.policy import Ask, about_year, require
from thidua.text import fold, short_date

AMENDED = ("kind", "valid_from", "valid_to", "link", "status", "seen_where")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveText:
    """What the library says of an instrument beside its number, day, issuer and title."""

    kind: InstrumentKind
    valid_from: date | None = None
    valid_to: date | None = None
    link: str = ""
    status: TextStatus = TextStatus.UNVERIFIED
    seen_where: str = ""


def kind_named_by(title: str) -> InstrumentKind:
    """Tell the kind from the word that a paper's summary begins with."""
    named = fold(title)
    return next(
        (kind for kind in InstrumentKind if named.startswith(fold(kind.label))),
        InstrumentKind.OTHER,
    )


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
        defaults={"issuer": issuer, "title": title, "kind": kind_named_by(title)},
    )
    if created:
        record(
            deed, on=directive, authority_id=authority.pk, actor_id=actor.pk, at=at, number=number
        )
    return directive


@transaction.atomic
def directive_amend(
    *,
    directive: Directive,
    text: DirectiveText,
    actor: Person,
    at: datetime,
    file: Upload | None = None,
) -> Directive:
    """Say what more is known of an instrument; a new file takes the place of the one shown."""
    begin("campaigns.directive.amend", directive, actor, at)
    check_text(text)
    for name in AMENDED:
        setattr(directive, name, getattr(text, name))
    if file is not None:
        directive.file = blob_keep(file.content, file.media_type)
        directive.file_name = file.name
    directive.save()
    record(
        "campaigns.directive.amend", on=directive, authority_id=directive.authority_id,
        actor_id=actor.pk, at=at, number=directive.number, file=directive.file_id or "",
        **{name: str(getattr(text, name) or "") for name in AMENDED},
    )  # fmt: skip
    return directive


def check_text(text: DirectiveText) -> None:
    if text.valid_from and text.valid_to and text.valid_to < text.valid_from:
        raise Refused(
            f"Hết hiệu lực {short_date(text.valid_to)} trước ngày có hiệu lực {short_date(text.valid_from)}.",
            remedy="Hãy xem lại hai ngày.",
        )
    if text.link and not text.link.startswith(("https://", "http://")):
        raise Refused("Đường dẫn phải bắt đầu bằng https:// hoặc http://.")
    if text.status is TextStatus.SEEN and not text.seen_where:
        raise Refused(
            "Chưa ghi đã đối chiếu ở đâu.",
            "Văn bản chỉ được ghi là đã đối chiếu khi nêu được nơi đã đọc toàn văn.",
            "Ghi nơi đã đọc, ví dụ Công báo; chưa đọc thì để “Chưa kiểm chứng”.",
        )


def begin(deed: str, directive: Directive, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], Ask(actor, at, directive.authority))
    take_up(directive, "replaced_by", authority_id=directive.authority_id)


@transaction.atomic
def directive_replace(
    *, directive: Directive, by: Directive, on: date, actor: Person, at: datetime
) -> Directive:
    """Record that another instrument has taken one's place from a day on."""
    deed = "campaigns.directive.replace"
    begin(deed, directive, actor, at)
    check_replacement(directive, by, on)
    directive.replaced_by, directive.valid_to = by, on
    directive.save()
    record(
        deed, on=directive, authority_id=directive.authority_id, actor_id=actor.pk, at=at,
        number=directive.number, by=by.number, on_day=on.isoformat(),
    )  # fmt: skip
    return directive


def check_replacement(directive: Directive, by: Directive, on: date) -> None:
    if by.authority_id != directive.authority_id or by.pk == directive.pk:
        raise Refused(f"{by.number} không thay thế được {directive.number}.")
    if by.issued_on < directive.issued_on:
        raise Refused(
            f"{by.number} ban hành trước {directive.number}.",
            "Văn bản thay thế phải ban hành sau văn bản bị thay thế.",
        )
    if directive.valid_from and on < directive.valid_from:
        raise Refused(f"{directive.number} chưa có hiệu lực vào ngày {short_date(on)}.")


@transaction.atomic
def tie_make(
    *,
    bloc_year: BlocYear,
    base: Directive | Movement,
    resting: Article | Target,
    actor: Person,
    at: datetime,
) -> Tie:
    """Record that an article or a target of the year rests on an instrument or a movement."""
    deed = "campaigns.tie.make"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    if year_of(resting) != bloc_year or base.authority_id != bloc_year.authority_id:
        raise Refused("Căn cứ và nội dung không thuộc cùng một năm thi đua.")
    named = {
        "directive" if isinstance(base, Directive) else "movement": base,
        "article" if isinstance(resting, Article) else "target": resting,
    }
    if Tie.objects.filter(**named).exists():
        raise Refused(f"“{resting}” đã gắn với căn cứ này.")
    tie = Tie.objects.create(bloc_year=bloc_year, **named)
    record(
        deed, on=tie, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at,
        base=str(base), resting=str(resting),
    )  # fmt: skip
    return tie


def year_of(resting: Article | Target) -> BlocYear:
    return resting.agreement.bloc_year if isinstance(resting, Article) else resting.bloc_year


@transaction.atomic
def tie_withdraw(
    *, bloc_year: BlocYear, tie: Tie, reason: str, actor: Person, at: datetime
) -> None:
    deed = "campaigns.tie.withdraw"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    if tie.bloc_year_id != bloc_year.pk:
        raise Refused("Căn cứ này không thuộc năm thi đua đang mở.")
    if not reason:
        raise Refused("Gỡ căn cứ phải ghi lý do.")
    record(
        deed, on=tie, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at,
        base=str(tie.directive or tie.movement), resting=str(tie.article or tie.target), reason=reason,
    )  # fmt: skip
    tie.delete()
