"""The draft of an agreement: written clause by clause, its versions, agreed to and adopted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from thidua.apps.campaigns.enums import Adoption, AgreementState, RemarkOutcome
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import (
    agreement_of,
    comments_until,
    latest_version,
    movements_of,
    remarks_of,
    version_numbered,
    versions_of,
    wording_in,
    wording_of,
)
from thidua.apps.campaigns.services import (
    ArticleText,
    Typed,
    agreement_adopt,
    agreement_begin,
    agreement_restore,
    agreement_write,
    assent_give,
    consultation_open,
)
from thidua.apps.journal.base import Refused
from thidua.apps.units.enums import RoleKind
from thidua.papers.drafts import TextClash, Wording, places_of, texts_of, wording_changes
from thidua.text import clean, fold, parse_date, short_date
from thidua.web.agreement import headed_member
from thidua.web.forms.calling import provenance_of
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.years import year_before
from thidua.year.agreement_law import Finding, findings, law_day_of
from thidua.year.conference import last_articles

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Agreement, ClauseRemark, Movement
    from thidua.apps.campaigns.services import Kept

CONSULTED_DAYS = 7  # offered as the last day for remarks; the secretary sets it
FIRST = [ArticleText(1, "Thực hiện nhiệm vụ chính trị, chuyên môn", ())]
WIDE = 90  # letters on a line of the widest text box


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An article's title or a clause as the page shows it, with all that hangs on it."""

    key: str
    place: str
    text: str
    clash: TextClash | None
    remarks: tuple[ClauseRemark, ...]
    findings: tuple[Finding, ...]

    @property
    def rows(self) -> int:
        return max(1, -(-len(self.text) // WIDE))

    @property
    def waiting(self) -> int:
        return sum(not remark.outcome for remark in self.remarks)


class Part(NamedTuple):
    """An article: its title, its clauses, what was typed into the box for new ones."""

    head: Passage
    clauses: list[Passage]
    added: str


def drafted_or_404(request: HttpRequest, key: UUID) -> tuple[YearPage, Agreement]:
    page = year_page(request, key)
    found = agreement_of(page.bloc_year)
    if found is None or found.state != AgreementState.DRAFT:
        raise Http404
    return page, found


@require_POST
@signed_in
def begin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Begin a draft with last year's text; without one, with an article to write on."""
    page = year_page(request, key)
    if agreement_of(page.bloc_year) is not None or not page.may(MAY["campaigns.agreement.begin"]):
        raise Http404
    before = year_before(page.bloc_year)
    agreement_begin(
        bloc_year=page.bloc_year,
        title=f"Giao ước thi đua năm {page.bloc_year.year}",
        articles=(last_articles(before) if before else []) or FIRST,
        provenance=provenance_of(page),
        actor=page.person,
        at=page.at,
    )
    messages.success(request, "Đã lập dự thảo từ giao ước năm trước; chưa ai ký.")
    return redirect("agreement-wording", key=key)


@signed_in
def wording(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the draft with what members say of it; keep what the secretary typed."""
    page, agreement = drafted_or_404(request, key)
    if request.method != "POST":
        return show(request, page, agreement)
    typed = typed_in(request.POST)
    kept: list[Kept] = []
    refused = refusal_of(
        lambda: kept.append(
            agreement_write(agreement=agreement, typed=typed, actor=page.person, at=page.at)
        )
    )
    if refused or kept[0].clashes:
        clashes = () if refused else kept[0].clashes
        return show(request, page, agreement, typed=typed, clashes=clashes, refused=refused)
    before = request.POST.get("ban", "")
    if str(kept[0].number) == before:
        messages.info(request, "Không có khoản nào thay đổi.")
    else:
        messages.success(request, f"Đã lưu bản {kept[0].number}.")
    anchor = typed.step.partition("-")[2] if typed.step.startswith(("up-", "down-")) else ""
    return redirect(f"{reverse('agreement-wording', args=[key])}{f'#k-{anchor}' if anchor else ''}")


def number_in(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def typed_in(posted: Mapping[str, str]) -> Typed:
    """Read the form; where two wrote the same passage, the other's words stand if that was chosen."""
    texts = {name[2:]: clean(text) for name, text in posted.items() if name.startswith("w-")}
    theirs = {
        name[2:]: posted.get(f"t-{name[2:]}", "")
        for name, chosen in posted.items()
        if name.startswith("k-") and chosen == "theirs"
    }
    new = {name[2:]: clean(text) for name, text in posted.items() if name.startswith("n-")}
    do, into = posted.get("do", ""), posted.get("vao", "")
    if do.startswith("them-") and into:
        said = clean(posted.get(f"c-{do[5:]}", ""))
        new[into] = f"{new.get(into, '')}\n{said}"
    return Typed(
        base=number_in(posted.get("ban", "")),
        texts={**texts, **theirs},
        clauses=new,
        article=clean(posted.get("dieu-moi", "")),
        step=do,
    )


def show(
    request: HttpRequest,
    page: YearPage,
    agreement: Agreement,
    *,
    typed: Typed | None = None,
    clashes: Collection[TextClash] = (),
    refused: Refused | None = None,
) -> HttpResponse:
    """Show the draft, with what was typed if it wasn't kept."""
    text = wording_of(agreement)
    found = findings(agreement, text, law_day_of(agreement, page.day))
    remarks = list(remarks_of(agreement))
    number = latest_version(agreement)
    response = render_year(
        request, "agreements/draft.html", page, "agreement",
        agreement=agreement, parts=list(parts_of(text, typed, clashes, remarks, found)),
        number=number, version=version_numbered(agreement, number),
        base=typed.base if typed and not clashes else number,
        writes=page.may(MAY["campaigns.agreement.write"]), clashes=clashes, refused=refused,
        found=found, waiting=sum(not remark.outcome for remark in remarks), remarks=remarks,
        until=comments_until(agreement), offered_until=page.day + timedelta(days=CONSULTED_DAYS),
        remarker=remarker(page), outcomes=RemarkOutcome.choices,
        unmentioned=unmentioned(page, text), new_title=typed.article if typed else "",
        **assents(page, agreement, number),
    )  # fmt: skip
    response.status_code = REFUSED if refused or clashes else 200
    return response


def remarker(page: YearPage) -> bool:
    """Tell whether the person may remark for the unit they work for."""
    return page.own is not None and page.may(MAY["campaigns.remark.make"], page.own.unit)


def assents(page: YearPage, agreement: Agreement, number: int) -> dict[str, object]:
    """Tell who has agreed to the version that stands, and whom the person may agree for."""
    agreed = set(agreement.assents.filter(version=number).values_list("membership", flat=True))
    own = next((m for m in page.members if page.acts_as(RoleKind.UNIT_HEAD, m.unit)), None)
    return {
        "agreed": [member for member in page.members if member.pk in agreed],
        "silent": [member for member in page.members if member.pk not in agreed],
        "to_assent": own if own and own.pk not in agreed else None,
    }


def parts_of(
    text: Wording,
    typed: Typed | None,
    clashes: Collection[TextClash],
    remarks: Collection[ClauseRemark],
    found: Collection[Finding],
) -> Iterator[Part]:
    words = dict(typed.texts) if typed else {}
    places, clashing = places_of(text), {clash.key: clash for clash in clashes}

    def passage(key: str, stored: str) -> Passage:
        return Passage(
            key=key,
            place=places[key],
            text=words.get(key, stored),
            clash=clashing.get(key),
            remarks=tuple(remark for remark in remarks if str(remark.passage) == key),
            findings=tuple(one for one in found if one.key == key),
        )

    for article in text:
        yield Part(
            passage(article.key, article.title),
            [passage(clause.key, clause.text) for clause in article.clauses],
            typed.clauses.get(article.key, "") if typed else "",
        )


def unmentioned(page: YearPage, text: Wording) -> list[tuple[Movement, str]]:
    """Return the movements of the year that no clause names, each with a clause on offer."""
    said = fold(" ".join(texts_of(text).values()))
    return [
        (movement, clause_on(movement))
        for movement in movements_of(page.bloc_year)
        if fold(movement.title) not in said
    ]


def clause_on(movement: Movement) -> str:
    period = f" giai đoạn {movement.period}" if movement.period else ""
    source = movement.directive
    after = (
        f", theo {source.title} số {source.number} ngày {short_date(source.issued_on)}"
        if source
        else ""
    )
    return f"Tích cực hưởng ứng phong trào thi đua “{movement.title}”{period}{after}."


def done(
    request: HttpRequest,
    page: YearPage,
    agreement: Agreement,
    deed: Callable[[], object],
    said: str,
    *,
    to: str = "agreement-wording",
) -> HttpResponse:
    """Do a deed of one button on the draft's page, and go back there."""
    if refused := refusal_of(deed):
        return show(request, page, agreement, refused=refused)
    messages.success(request, said)
    return redirect(to, key=page.bloc_year.pk)


@require_POST
@signed_in
def consult(request: HttpRequest, key: UUID) -> HttpResponse:
    page, agreement = drafted_or_404(request, key)
    typed = request.POST.get("den", "")
    try:
        until = parse_date(typed)
    except ValueError as wrong:
        return show(request, page, agreement, refused=Refused(str(wrong)))
    return done(
        request, page, agreement,
        lambda: consultation_open(
            agreement=agreement, until=until, actor=page.person, at=page.at
        ),
        f"Các thành viên góp ý được đến hết ngày {short_date(until)}.",
    )  # fmt: skip


@require_POST
@signed_in
def assent(request: HttpRequest, key: UUID) -> HttpResponse:
    page, agreement = drafted_or_404(request, key)
    member = headed_member(page)
    if member is None:
        raise Http404
    return done(
        request, page, agreement,
        lambda: assent_give(
            agreement=agreement, membership=member,
            version=number_in(request.POST.get("ban", "")), actor=page.person, at=page.at,
        ),
        f"Đã ghi {member.unit.name} đồng ý với dự thảo.",
    )  # fmt: skip


@require_POST
@signed_in
def adopt(request: HttpRequest, key: UUID) -> HttpResponse:
    page, agreement = drafted_or_404(request, key)
    return done(
        request, page, agreement,
        lambda: agreement_adopt(
            agreement=agreement, how=Adoption.ASSENT, actor=page.person, at=page.at
        ),
        "Giao ước đã được thông qua; các đơn vị ký tại trang này.",
        to="agreement",
    )  # fmt: skip


@signed_in
def versions(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who kept which version when, and in which words two of them differ."""
    page = year_page(request, key)
    agreement = agreement_of(page.bloc_year)
    if agreement is None or not (last := latest_version(agreement)):
        raise Http404
    newer = number_in(request.GET.get("den", "")) or last
    older = number_in(request.GET.get("tu", "")) or max(newer - 1, 1)
    pair = [version_numbered(agreement, number) for number in (older, newer)]
    texts = [wording_in(version) if version else () for version in pair]
    drafting = agreement.state == AgreementState.DRAFT
    return render_year(
        request, "agreements/versions.html", page, "agreement",
        agreement=agreement, versions=list(versions_of(agreement)), older=older, newer=newer,
        last=last, changes=wording_changes(*texts), text=texts[1],
        restores=drafting and page.may(MAY["campaigns.agreement.write"]),
    )  # fmt: skip


@require_POST
@signed_in
def restore(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    page, agreement = drafted_or_404(request, key)
    return done(
        request, page, agreement,
        lambda: agreement_restore(
            agreement=agreement, number=number, actor=page.person, at=page.at
        ),
        f"Đã lấy lại lời của bản {number}.",
    )  # fmt: skip


HERE = "nam/<uuid:key>/giao-uoc/du-thao"

urls: list[URLPattern] = [
    path("nam/<uuid:key>/giao-uoc/lap-du-thao/", begin, name="agreement-begin"),
    path(f"{HERE}/", wording, name="agreement-wording"),
    path(f"{HERE}/lay-y-kien/", consult, name="agreement-consult"),
    path(f"{HERE}/dong-y/", assent, name="agreement-assent"),
    path(f"{HERE}/thong-qua/", adopt, name="agreement-adopt"),
    path(f"{HERE}/cac-ban/", versions, name="agreement-versions"),
    path(f"{HERE}/cac-ban/<int:number>/lay-lai/", restore, name="agreement-restore"),
]
