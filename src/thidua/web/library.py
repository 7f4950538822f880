"""The library of instruments: search, one paper with what rests on it, the forms of the standing office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header

from thidua.apps.campaigns.enums import InstrumentKind
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import agreement_of, articles_of, targets_of
from thidua.apps.campaigns.queries.movements import (
    directives_of,
    kinds_counted,
    movements_seen_in,
    tie_of,
    ties_of,
    with_use,
)
from thidua.apps.campaigns.services import (
    DirectiveText,
    directive_amend,
    directive_record,
    directive_replace,
    tie_make,
    tie_withdraw,
)
from thidua.apps.filing.enums import TextStatus
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.photos import FileChoice, sent_file
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Article, Directive, Movement, Target

FILES = ".pdf,.docx,.xlsx,.pptx,image/png,image/jpeg"
AMENDED = ("kind", "valid_from", "valid_to", "link", "status", "seen_where")


@signed_in
def library(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    authority = page.bloc_year.authority
    sought, kind = request.GET.get("tim", "").strip()[:100], request.GET.get("loai", "")
    counted = kinds_counted(authority)
    return render_year(
        request, "movements/library.html", page, "year", here="library",
        rows=paged(request, with_use(directives_of(authority, sought, kind), page.bloc_year)),
        sought=sought, kind=kind, total=sum(counted.values()),
        counts=[(k, k.label, counted[k]) for k in InstrumentKind if k in counted],
        may_record=page.may(MAY["campaigns.directive.record"]),
    )  # fmt: skip


def directive_or_404(page: YearPage, key: UUID) -> Directive:
    found = directives_of(page.bloc_year.authority).select_related("authority").filter(pk=key)
    directive = found.select_related("replaced_by", "file").first()
    if directive is None:
        raise Http404
    return directive


@signed_in
def instrument(request: HttpRequest, key: UUID, directive: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = directive_or_404(page, directive)
    return render_year(
        request, "movements/instrument.html", page, "year", here="library", directive=found,
        movements=movements_seen_in(page.bloc_year).filter(directive=found),
        ties=ties_of(found, page.bloc_year), replaced=found.replaces.all(),
        may_amend=page.may(MAY["campaigns.directive.amend"]),
        may_tie=page.may(MAY["campaigns.tie.make"]), kind="van-ban",
    )  # fmt: skip


@signed_in
def file(request: HttpRequest, key: UUID, directive: UUID) -> HttpResponse:
    """Hand an instrument's file out, to be saved and never opened in the page."""
    found = directive_or_404(year_page(request, key), directive)
    if found.file is None:
        raise Http404
    response = HttpResponse(bytes(found.file.content), content_type=found.file.media_type)
    header = content_disposition_header(as_attachment=True, filename=found.file_name)
    response["Content-Disposition"] = header or "attachment"
    return response


class RecordForm(forms.Form):
    number = TextField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ: 34-CT/TW.")
    issued_on = DateText(label="Ngày ban hành")
    issuer = TextField(label="Cơ quan ban hành", max_length=200)
    title = TextField(
        label="Tên loại và trích yếu",
        max_length=400,
        help_text="Bắt đầu bằng tên loại, ví dụ: Chỉ thị về tiếp tục đổi mới công tác thi đua, khen thưởng.",
    )


def page_of_keeper(request: HttpRequest, key: UUID) -> YearPage:
    page = year_page(request, key)
    if not page.may(MAY["campaigns.directive.record"]):
        raise Http404
    return page


@signed_in
def record(request: HttpRequest, key: UUID) -> HttpResponse:
    page = page_of_keeper(request, key)
    form = RecordForm(request.POST or None)
    asked = Asked(
        tab="year",
        heading="Ghi văn bản chỉ đạo",
        lead="Văn bản vào thư viện với dấu “chưa kiểm chứng” cho đến khi có người đã đọc toàn văn.",
        button="Ghi vào thư viện",
        back=reverse("library", args=[key]),
        done="Đã ghi vào thư viện.",
    )
    return answer(
        request, page, form,
        lambda: directive_record(
            authority=page.bloc_year.authority, actor=page.person, at=page.at, **form.cleaned_data
        ),
        asked,
    )  # fmt: skip


class AmendForm(forms.Form):
    kind = forms.ChoiceField(label="Loại", choices=InstrumentKind.choices)
    valid_from = DateText(label="Có hiệu lực từ", required=False)
    valid_to = DateText(label="Hết hiệu lực từ", required=False)
    link = TextField(label="Đường dẫn tới văn bản", max_length=300, required=False)
    status = forms.ChoiceField(label="Tình trạng kiểm chứng", choices=TextStatus.choices)
    seen_where = TextField(label="Đã đọc toàn văn ở đâu", max_length=300, required=False)
    file = FileChoice(
        FILES,
        label="Tệp",
        required=False,
        help_text="Để trống thì giữ tệp đang có. Không quá 10 MB.",
    )

    def text(self) -> DirectiveText:
        given = {name: self.cleaned_data[name] for name in AMENDED}
        return DirectiveText(
            **{
                **given,
                "kind": InstrumentKind(given["kind"]),
                "status": TextStatus(given["status"]),
            }
        )


@signed_in
def amend(request: HttpRequest, key: UUID, directive: UUID) -> HttpResponse:
    page = page_of_keeper(request, key)
    found = directive_or_404(page, directive)
    known = {name: getattr(found, name) for name in AMENDED}
    form = AmendForm(request.POST or None, request.FILES or None, initial=known)
    asked = Asked(
        tab="year",
        heading=f"Bổ sung: {found.number}",
        lead=found.title,
        button="Lưu",
        back=reverse("instrument", args=[key, found.pk]),
        done="Đã lưu.",
    )
    return answer(
        request, page, form,
        lambda: directive_amend(
            directive=found, text=form.text(), file=sent_file(form, "file"),
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


class ReplaceForm(forms.Form):
    on = DateText(label="Thay thế từ ngày")

    def __init__(self, *args: Any, later: list[Directive], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.later = {str(d.pk): d for d in later}
        choices = [("", "—"), *((key, str(d)) for key, d in self.later.items())]
        self.fields["by"] = forms.ChoiceField(label="Văn bản thay thế", choices=choices)


@signed_in
def replace(request: HttpRequest, key: UUID, directive: UUID) -> HttpResponse:
    page = page_of_keeper(request, key)
    found = directive_or_404(page, directive)
    later = directives_of(page.bloc_year.authority).filter(issued_on__gte=found.issued_on)
    form = ReplaceForm(request.POST or None, later=list(later.exclude(pk=found.pk)))
    asked = Asked(
        tab="year",
        heading=f"Ghi văn bản thay thế {found.number}",
        lead="Văn bản cũ hết hiệu lực từ ngày đó; phong trào, chỉ tiêu dựa vào nó vẫn giữ nguyên.",
        button="Ghi",
        back=reverse("instrument", args=[key, found.pk]),
        done="Đã ghi văn bản thay thế.",
    )
    return answer(
        request, page, form,
        lambda: directive_replace(
            directive=found, by=form.later[form.cleaned_data["by"]], on=form.cleaned_data["on"],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


class TieForm(forms.Form):
    def __init__(self, *args: Any, resting: list[Article | Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resting = {str(one.pk): one for one in resting}
        self.fields["resting"] = forms.ChoiceField(
            label="Điều của giao ước, chỉ tiêu",
            choices=[("", "—"), *((key, str(one)) for key, one in self.resting.items())],
        )


def base_or_404(page: YearPage, kind: str, key: UUID) -> tuple[Directive | Movement, str]:
    """Return an instrument or a movement, and the address of its page."""
    if kind == "van-ban":
        return directive_or_404(page, key), reverse("instrument", args=[page.bloc_year.pk, key])
    found = movements_seen_in(page.bloc_year).filter(pk=key).first()
    if found is None or kind != "phong-trao":
        raise Http404
    return found, reverse("movement-page", args=[page.bloc_year.pk, key])


@signed_in
def tie(request: HttpRequest, key: UUID, kind: str, base: UUID) -> HttpResponse:
    page = year_page(request, key)
    found, back = base_or_404(page, kind, base)
    if not page.may(MAY["campaigns.tie.make"]):
        raise Http404
    agreement = agreement_of(page.bloc_year)
    articles = (
        list(articles_of(agreement).select_related("agreement__bloc_year")) if agreement else []
    )
    targets = list(targets_of(page.bloc_year).select_related("bloc_year"))
    form = TieForm(request.POST or None, resting=[*articles, *targets])
    asked = Asked(
        tab="year",
        heading="Gắn điều, chỉ tiêu với căn cứ",
        lead=f"Căn cứ: {found}",
        button="Gắn",
        back=back,
        done="Đã gắn.",
    )
    return answer(
        request, page, form,
        lambda: tie_make(
            bloc_year=page.bloc_year, base=found, resting=form.resting[form.cleaned_data["resting"]],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


class ReasonForm(forms.Form):
    reason = TextField(label="Lý do", max_length=400)


@signed_in
def untie(request: HttpRequest, key: UUID, tie: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = tie_of(page.bloc_year, tie)
    if found is None or not page.may(MAY["campaigns.tie.withdraw"]):
        raise Http404
    form = ReasonForm(request.POST or None)
    name = "instrument" if found.directive_id else "movement-page"
    asked = Asked(
        tab="year",
        heading="Gỡ khỏi căn cứ",
        lead=str(found),
        button="Gỡ",
        back=reverse(name, args=[key, found.directive_id or found.movement_id]),
        done="Đã gỡ.",
    )
    return answer(
        request, page, form,
        lambda: tie_withdraw(
            bloc_year=page.bloc_year, tie=found, reason=form.cleaned_data["reason"],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


LIBRARY = "nam/<uuid:key>/thu-vien/"
urls: list[URLPattern] = [
    path(LIBRARY, library, name="library"),
    path(f"{LIBRARY}ghi/", record, name="instrument-record"),
    path(f"{LIBRARY}<uuid:directive>/", instrument, name="instrument"),
    path(f"{LIBRARY}<uuid:directive>/tep/", file, name="instrument-file"),
    path(f"{LIBRARY}<uuid:directive>/bo-sung/", amend, name="instrument-amend"),
    path(f"{LIBRARY}<uuid:directive>/thay-the/", replace, name="instrument-replace"),
    path("nam/<uuid:key>/can-cu/<str:kind>/<uuid:base>/", tie, name="tie"),
    path("nam/<uuid:key>/can-cu/<uuid:tie>/go/", untie, name="untie"),
]
