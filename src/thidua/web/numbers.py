"""The register of outgoing papers: numbers given, kept, cancelled; copies passed on; how one numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header

from thidua.apps.filing.enums import PDF, NumberState
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import (
    abbreviations_of,
    in_book_order,
    number_books_for,
    numbering_of,
    numbers_by_state,
    numbers_for,
    symbol_of,
)
from thidua.apps.filing.services import (
    Handover,
    Outgoing,
    abbreviation_set,
    number_cancel,
    number_dispatch,
    number_issue,
    number_reserve,
    numbering_choose,
)
from thidua.apps.units.queries import bloc_names_of
from thidua.papers import to_pdf
from thidua.web.export import workbook
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, paged, render_year, signed_in, year_page
from thidua.year.papers.numbers import COLUMNS, outgoing_line, register_paper

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from thidua.apps.filing.models import NumberEntry


@dataclass(frozen=True, slots=True)
class Sought:
    """Which part of the register is wanted, with what there is to choose from."""

    year: str
    issuer: str
    kind: str
    state: str
    years: tuple[int, ...]
    issuers: Mapping[str, str]
    kinds: Mapping[str, str]

    def found(self, rows: QuerySet[NumberEntry]) -> QuerySet[NumberEntry]:
        wanted = {
            "book__year": self.year,
            "book__issuer": self.issuer,
            "kind": self.kind,
        }
        return rows.filter(**{field: value for field, value in wanted.items() if value})

    @property
    def scope(self) -> str:
        parts = (
            f"Năm {self.year}" if self.year else "Các năm",
            self.issuers.get(self.issuer, ""),
            self.kinds.get(self.kind, ""),
        )
        return "; ".join(filter(None, parts))

    @property
    def query(self) -> str:
        return f"nam={self.year}&noi={self.issuer}&loai={self.kind}"


def sought_in(request: HttpRequest, page: YearPage) -> Sought:
    authority = page.bloc_year.authority
    books = list(number_books_for(page.person, page.bloc_year, page.day))
    blocs = bloc_names_of(authority)
    years = tuple(sorted({book.year for book in books}, reverse=True))
    issuers = {book.issuer: blocs.get(book.issuer, book.issuer) for book in books}
    asked = {name: request.GET.get(name, "") for name in ("nam", "noi", "loai", "tinh-trang")}
    return Sought(
        year=asked["nam"] if asked["nam"] in map(str, years) else "",
        issuer=asked["noi"] if asked["noi"] in issuers else "",
        kind=asked["loai"],
        state=asked["tinh-trang"] if asked["tinh-trang"] in NumberState.values else "",
        years=years,
        issuers=issuers,
        kinds=abbreviations_of(authority),
    )


@signed_in
def register(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the register as far as the person may read it; take it along as Excel or on paper."""
    page = year_page(request, key)
    sought = sought_in(request, page)
    found = sought.found(numbers_for(page.person, page.bloc_year, page.day))
    counts = numbers_by_state(found)
    rows = in_book_order(found.filter(state=sought.state) if sought.state else found)
    wanted = request.GET.get("tai", "")
    if wanted in {"xlsx", "pdf"}:
        lines = [outgoing_line(entry) for entry in rows]
        return taken_along(page, lines, sought, wanted)
    shown, heads = paged(request, rows), [column.title for column in COLUMNS]
    return render_year(
        request, "year/numbers.html", page, "papers",
        entries=shown,
        lines=[(e, list(zip(heads, outgoing_line(e), strict=True))) for e in shown],
        heads=heads,
        sought=sought,
        counts=[(state, counts.get(state, 0)) for state in NumberState],
        total=sum(counts.values()),
        may=page.may(MAY["filing.number.reserve"]),
        may_abbreviate=page.may(MAY["filing.abbreviation.set"]),
        own=page.bloc_year.bloc.code,
    )  # fmt: skip


def taken_along(
    page: YearPage, lines: list[tuple[str, ...]], sought: Sought, wanted: str
) -> HttpResponse:
    name = f"so-van-ban-di-{sought.year or page.bloc_year.year}"
    if wanted == "xlsx":
        return workbook(name, [column.title for column in COLUMNS], lines)
    paper = register_paper(page.bloc_year, lines, sought.scope, page.day)
    response = HttpResponse(to_pdf(paper), content_type=PDF)
    header = content_disposition_header(as_attachment=True, filename=f"{name}.pdf")
    response["Content-Disposition"] = header or "attachment"
    return response


def page_of_clerk(request: HttpRequest, key: UUID, deed: str) -> YearPage:
    page = year_page(request, key)
    if not page.may(MAY[deed]):
        raise Http404
    return page


def own_entry(page: YearPage, number: UUID) -> NumberEntry:
    rows = numbers_for(page.person, page.bloc_year, page.day)
    found = rows.filter(pk=number, book__issuer=page.bloc_year.bloc.code).first()
    if found is None:
        raise Http404
    return found


def asked_about(page: YearPage, heading: str, button: str, done: str, lead: str = "") -> Asked:
    back = reverse("numbers", args=[page.bloc_year.pk])
    return Asked(tab="papers", heading=heading, lead=lead, button=button, back=back, done=done)


class ReserveForm(forms.Form):
    kind = forms.ChoiceField(label="Loại văn bản")

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["kind"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
        chooser.choices = [(short, f"{name} ({short})") for short, name in kinds.items()]


@signed_in
def reserve(request: HttpRequest, key: UUID) -> HttpResponse:
    """Keep the next number for a paper made outside the system."""
    page = page_of_clerk(request, key, "filing.number.reserve")
    form = ReserveForm(request.POST or None, kinds=abbreviations_of(page.bloc_year.authority))
    asked = asked_about(
        page, "Giữ số văn bản", "Giữ số tiếp theo", "Đã giữ số.",
        "Dùng cho văn bản soạn ngoài hệ thống. Số đã giữ chỉ hết hiệu lực khi có người hủy và ghi lý do.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: number_reserve(
            bloc_year=page.bloc_year, kind=form.cleaned_data["kind"], actor=page.person, at=page.at
        ),
        asked,
    )  # fmt: skip


class IssueForm(forms.Form):
    dated = DateText(label="Ngày văn bản")
    summary = TextField(label="Tên loại và trích yếu", max_length=300)
    signer = TextField(label="Người ký", max_length=120)
    recipients = TextField(label="Nơi nhận", max_length=1000)
    keeper = TextField(label="Đơn vị, người nhận bản lưu", max_length=120)


@signed_in
def issue(request: HttpRequest, key: UUID, number: UUID) -> HttpResponse:
    """Enter the paper that went out under a reserved number."""
    page = page_of_clerk(request, key, "filing.number.issue")
    entry, form = own_entry(page, number), IssueForm(request.POST or None)
    asked = asked_about(page, f"Ghi văn bản số {entry}", "Ghi vào sổ", "Đã ghi vào sổ.")

    def deed() -> None:
        given = form.cleaned_data
        outgoing = Outgoing(given["signer"], given["recipients"], given["keeper"])
        number_issue(
            bloc_year=page.bloc_year, entry=entry, dated=given["dated"], summary=given["summary"],
            outgoing=outgoing, actor=page.person, at=page.at,
        )  # fmt: skip

    return answer(request, page, form, deed, asked)


class CancelForm(forms.Form):
    reason = TextField(label="Lý do hủy", max_length=500)


@signed_in
def cancel(request: HttpRequest, key: UUID, number: UUID) -> HttpResponse:
    """Give a reserved number up for a reason."""
    page = page_of_clerk(request, key, "filing.number.cancel")
    entry, form = own_entry(page, number), CancelForm(request.POST or None)
    asked = asked_about(
        page, f"Hủy số {entry}", "Hủy số", f"Đã hủy số {entry}.",
        "Số đã hủy vẫn nằm trong sổ cùng lý do và không cấp lại cho văn bản khác.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: number_cancel(
            bloc_year=page.bloc_year, entry=entry, reason=form.cleaned_data["reason"],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


class DispatchForm(forms.Form):
    recipient = TextField(label="Nơi nhận", max_length=300)
    copies = forms.IntegerField(label="Số lượng bản", min_value=1, max_value=9999, initial=1)
    passed_on = DateText(label="Ngày chuyển")
    receipt = TextField(label="Người ký nhận", max_length=200, required=False)
    note = TextField(label="Ghi chú", max_length=300, required=False)


@signed_in
def dispatch(request: HttpRequest, key: UUID, number: UUID) -> HttpResponse:
    """Record that copies were passed on."""
    page = page_of_clerk(request, key, "filing.number.dispatch")
    entry = own_entry(page, number)
    form = DispatchForm(request.POST or None, initial={"passed_on": page.day})
    asked = asked_about(page, f"Chuyển giao văn bản số {entry}", "Ghi chuyển giao", "Đã ghi.")
    return answer(
        request, page, form,
        lambda: number_dispatch(
            bloc_year=page.bloc_year, entry=entry, handover=Handover(**form.cleaned_data),
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


class NumberingForm(forms.Form):
    from_year = forms.IntegerField(label="Áp dụng từ năm", min_value=2000, max_value=2100)
    continuing = forms.ChoiceField(
        label="Cách đánh số",
        choices=[("", "Riêng cho từng loại văn bản"), ("1", "Chung một dãy cho mọi loại")],
        required=False,
    )
    symbol = TextField(
        label="Ký hiệu nơi ban hành",
        max_length=30,
        help_text="Đứng sau chữ viết tắt tên loại, ví dụ KTĐ trong 05/BC-KTĐ.",
    )
    source = TextField(label="Căn cứ", max_length=300)


@signed_in
def numbering(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose one series for all kinds or one for each."""
    page = page_of_clerk(request, key, "filing.numbering.choose")
    year = page.bloc_year
    authority, issuer, next_year = year.authority, year.bloc.code, page.day.year + 1
    now = numbering_of(authority, issuer, next_year)
    start = {
        "from_year": next_year,
        "continuing": "1" if now and now.continuing else "",
        "symbol": symbol_of(authority, issuer, next_year),
    }
    form = NumberingForm(request.POST or None, initial=start)
    asked = asked_about(
        page, "Cách đánh số văn bản", "Lưu lựa chọn", "Đã chọn cách đánh số.",
        "Người đứng đầu quyết định đánh số chung hay riêng từng loại (Nghị định số 30/2020/NĐ-CP, "
        "Điều 15). Năm đã cấp số thì giữ nguyên cách đánh số.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: numbering_choose(
            bloc_year=year,
            from_year=form.cleaned_data["from_year"],
            continuing=form.cleaned_data["continuing"] == "1",
            symbol=form.cleaned_data["symbol"],
            source=form.cleaned_data["source"],
            actor=page.person,
            at=page.at,
        ),
        asked,
    )  # fmt: skip


class AbbreviationForm(forms.Form):
    name = TextField(label="Tên loại văn bản", max_length=80)
    abbreviation = TextField(label="Chữ viết tắt", max_length=10)
    source = TextField(label="Căn cứ", max_length=300)


@signed_in
def abbreviation(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a kind outside the national list an abbreviation."""
    page = page_of_clerk(request, key, "filing.abbreviation.set")
    form = AbbreviationForm(request.POST or None)
    asked = asked_about(
        page, "Chữ viết tắt của cơ quan", "Lưu", "Đã lưu chữ viết tắt.",
        "Bảng chung của Nghị định số 30/2020/NĐ-CP có sẵn; chỉ ghi thêm loại bảng đó không có.",
    )  # fmt: skip
    return answer(
        request, page, form,
        lambda: abbreviation_set(
            authority=page.bloc_year.authority, actor=page.person, at=page.at, **form.cleaned_data
        ),
        asked,
    )  # fmt: skip


urls: list[URLPattern] = [
    path("nam/<uuid:key>/so-van-ban-di/", register, name="numbers"),
    path("nam/<uuid:key>/so-van-ban-di/giu-so/", reserve, name="number-reserve"),
    path("nam/<uuid:key>/so-van-ban-di/cach-danh-so/", numbering, name="numbering"),
    path("nam/<uuid:key>/so-van-ban-di/viet-tat/", abbreviation, name="abbreviation"),
    path("nam/<uuid:key>/so-van-ban-di/<uuid:number>/ghi/", issue, name="number-issue"),
    path("nam/<uuid:key>/so-van-ban-di/<uuid:number>/huy/", cancel, name="number-cancel"),
    path("nam/<uuid:key>/so-van-ban-di/<uuid:number>/chuyen/", dispatch, name="number-dispatch"),
]
