"""Deeds about the wording before it is signed: begin, write, restore, consult, agree, adopt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import Adoption, AgreementState
from thidua.apps.campaigns.models import (
    Agreement,
    AgreementAdoption,
    AgreementVersion,
    Assent,
    Consultation,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import (
    latest_version,
    unsettled_remarks,
    version_numbered,
    wording_in,
    wording_of,
)
from thidua.apps.campaigns.services.laying import ArticleText, fresh_key, lay, wording_from
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about, about_year, require
from thidua.papers.drafts import (
    TextClash,
    Wording,
    retyped,
    reworded,
    shifted,
    with_article,
    with_clauses,
    without,
    wording_to_json,
)
from thidua.text import padded, short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed who began at version `base`.

    Args:
        texts: by the key of a clause or article; an empty one removes it.
        clauses: new clauses by the key of their article; `article` is the title of a new one.
        step: "up-…", "down-…" or "remove-…" with a key, done after the texts are kept.
    """

    base: int
    texts: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    article: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """The version that now stands; with clashes nothing was kept."""

    number: int
    clashes: tuple[TextClash, ...] = ()


@transaction.atomic
def agreement_begin(
    *,
    bloc_year: BlocYear,
    title: str,
    articles: Sequence[ArticleText],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Agreement:
    """Begin a draft that is written, discussed and adopted before anybody signs."""
    deed = "campaigns.agreement.begin"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    hold(bloc_year.authority_id)
    if Agreement.objects.filter(bloc_year=bloc_year).exists():
        raise Refused(f"Giao ước thi đua năm {bloc_year.year} đã được soạn.")
    agreement = Agreement.objects.create(
        authority=bloc_year.authority, bloc_year=bloc_year, title=title, provenance=provenance
    )
    lay(agreement, wording_from(articles))
    tell(deed, agreement, actor, at, articles=[a.title for a in articles])
    keep_version(agreement, wording_of(agreement), "Bản bắt đầu", actor, at)
    return agreement


@transaction.atomic
def agreement_write(*, agreement: Agreement, typed: Typed, actor: Person, at: datetime) -> Kept:
    """Keep what was typed as a new version, beside whatever others kept since `typed.base`.

    Where both changed the same passage nothing is kept until the writer has decided.
    """
    open_draft("campaigns.agreement.write", agreement, actor, at)
    number, now = latest_version(agreement), wording_of(agreement)
    base = version_numbered(agreement, typed.base)
    began = wording_in(base) if base else now
    changed, clashes = retyped(began, now, typed.texts)
    if clashes:
        return Kept(number, clashes)
    wording = after(now, changed, typed)
    if wording == now:
        return Kept(number)
    if not wording:
        raise Refused("Giao ước phải có ít nhất một điều.", remedy="Hãy để lại hoặc thêm một điều.")
    lay(agreement, wording)
    return Kept(keep_version(agreement, wording, "", actor, at))


def after(now: Wording, changed: Mapping[str, str], typed: Typed) -> Wording:
    """Return the wording with everything that was typed, then with the step that was asked."""
    wording = reworded(now, changed, fresh_key)
    for article, text in typed.clauses.items():
        wording = with_clauses(wording, article, text, fresh_key)
    wording = with_article(wording, typed.article, fresh_key)
    step, _, key = typed.step.partition("-")
    if step == "remove":
        return without(wording, key)
    by = {"up": -1, "down": 1}.get(step, 0)
    return shifted(wording, key, by) if by else wording


@transaction.atomic
def agreement_restore(
    *, agreement: Agreement, number: int, actor: Person, at: datetime
) -> AgreementVersion:
    """Let an earlier version stand again, as a new one: what came between stays readable."""
    open_draft("campaigns.agreement.write", agreement, actor, at)
    found = version_numbered(agreement, number)
    if found is None:
        raise Refused(f"Không có bản số {number} của dự thảo này.")
    wording = wording_in(found)
    lay(agreement, wording)
    keep_version(agreement, wording, f"Lấy lại bản {number}", actor, at)
    return found


@transaction.atomic
def consultation_open(
    *, agreement: Agreement, until: date, actor: Person, at: datetime
) -> Consultation:
    """Open the draft to the members' remarks until a day, or set another day."""
    deed = "campaigns.agreement.consult"
    open_draft(deed, agreement, actor, at)
    if until < localdate(at):
        raise Refused(
            f"Hạn góp ý {short_date(until)} đã qua.", remedy="Hãy chọn ngày từ hôm nay trở đi."
        )
    opened = Consultation.objects.create(
        agreement=agreement, until=until, opened_by=actor, opened_at=at
    )
    tell(deed, agreement, actor, at, until=until.isoformat())
    return opened


@transaction.atomic
def assent_give(
    *, agreement: Agreement, membership: Membership, version: int, actor: Person, at: datetime
) -> Assent:
    """Assent for a member to the version its head has read."""
    deed = "campaigns.agreement.assent"
    require(deed, MAY[deed], about(membership, actor, at))
    take_up(agreement, "state", authority_id=agreement.authority_id)
    check_draft(agreement)
    if membership.bloc_year_id != agreement.bloc_year_id:
        raise Refused(f"{membership.unit.name} không thuộc khối của giao ước này.")
    if version != latest_version(agreement):
        raise Refused(
            "Dự thảo vừa được sửa sau bản Ông/Bà đã đọc.",
            remedy="Hãy đọc bản mới rồi bày tỏ đồng ý.",
        )
    given, made = Assent.objects.get_or_create(
        agreement=agreement,
        membership=membership,
        version=version,
        defaults={"person": actor, "given_at": at},
    )
    if made:
        tell(deed, agreement, actor, at, unit=membership.unit.code, version=version)
    return given


@transaction.atomic
def agreement_adopt(
    *, agreement: Agreement, how: Adoption, actor: Person, at: datetime
) -> AgreementAdoption:
    """Take the wording as adopted; from then on it is signed and no longer written."""
    deed = "campaigns.agreement.adopt"
    open_draft(deed, agreement, actor, at)
    refuse_unsettled(agreement)
    version = latest_version(agreement)
    if how is Adoption.ASSENT:
        refuse_without_assent(agreement, version)
    adopted = AgreementAdoption.objects.create(
        agreement=agreement, how=how, version=version, adopted_on=localdate(at), recorded_by=actor
    )
    agreement.state = AgreementState.SIGNING
    agreement.save(update_fields=["state"])
    tell(deed, agreement, actor, at, how=how.value, version=version)
    return adopted


def refuse_unsettled(agreement: Agreement) -> None:
    """An answer is owed to every remark before the text is closed to remarks."""
    if waiting := unsettled_remarks(agreement).count():
        raise Refused(
            f"Còn {padded(waiting)} ý kiến góp ý chưa trả lời.",
            "Mỗi ý kiến của thành viên phải được tiếp thu hoặc giải trình trước khi thông qua.",
            "Hãy trả lời các ý kiến còn lại.",
        )


def refuse_without_assent(agreement: Agreement, version: int) -> None:
    agreed = agreement.assents.filter(version=version).values("membership")
    silent = agreement.bloc_year.memberships.exclude(pk__in=agreed).select_related("unit")
    if names := [member.unit.short_name for member in silent]:
        raise Refused(
            f"Chưa đồng ý với bản {version}: {', '.join(names)}.",
            "Giao ước lập bằng lấy ý kiến văn bản cần mọi thành viên đồng ý.",
            "Hãy chờ các đơn vị này, hoặc đưa ra hội nghị biểu quyết.",
        )


def open_draft(deed: str, agreement: Agreement, actor: Person, at: datetime) -> None:
    """Ask whether the actor may, and whether there is still a draft to do it to."""
    require(deed, MAY[deed], about_year(agreement.bloc_year, actor, at))
    take_up(agreement, "state", authority_id=agreement.authority_id)
    check_draft(agreement)


def check_draft(agreement: Agreement) -> None:
    if agreement.state != AgreementState.DRAFT:
        raise Refused(
            "Giao ước đã thông qua, không còn là dự thảo.",
            remedy="Nội dung cần thay đổi được ghi bằng bản sửa đổi, bổ sung giao ước.",
        )


def keep_version(
    agreement: Agreement, wording: Wording, note: str, actor: Person, at: datetime
) -> int:
    number = latest_version(agreement) + 1
    AgreementVersion.objects.create(
        agreement=agreement,
        number=number,
        wording=wording_to_json(wording),
        note=note,
        written_by=actor,
        written_at=at,
    )
    tell("campaigns.agreement.write", agreement, actor, at, version=number)
    return number


def tell(deed: str, agreement: Agreement, actor: Person, at: datetime, **facts: object) -> None:
    record(
        deed, on=agreement, authority_id=agreement.authority_id, actor_id=actor.pk, at=at, **facts
    )
