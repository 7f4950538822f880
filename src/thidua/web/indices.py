"""Indices that a body publishes of units: what is recorded, and the forms of the standing office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.enums import IndexStatus
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import index_values, indices_of
from thidua.apps.campaigns.services import PaperRef, index_open, index_record
from thidua.web.fields import DateText, DecimalText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Index, IndexValue
    from thidua.apps.units.models import Unit

LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Row:
    """What an index says of a member: the record that counts, and those before it."""

    unit: Unit
    stands: IndexValue | None
    before: list[IndexValue]


@signed_in
def indices(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    found = list(indices_of(page.bloc_year))
    values = index_values([index.pk for index in found], page.bloc_year)
    return render_year(
        request, "year/indices.html", page, "targets",
        rows=[(index, rows_of(index, page, values)) for index in found],
        may_record=page.may(MAY["campaigns.index.record"]),
    )  # fmt: skip


def rows_of(
    index: Index, page: YearPage, values: dict[tuple[UUID, UUID], list[IndexValue]]
) -> list[Row]:
    known = [(m.unit, values.get((index.pk, m.unit_id), [])) for m in page.members]
    return [Row(unit, made[-1] if made else None, made[-2::-1]) for unit, made in known]


class IndexForm(forms.Form):
    code = TextField(label="Mã", max_length=20, help_text="Nên có năm trong mã, ví dụ PAR-2021.")
    name = TextField(label="Tên chỉ số", max_length=200)
    year = forms.IntegerField(label="Năm đánh giá", min_value=1990, max_value=LAST_YEAR)
    publisher = TextField(label="Cơ quan công bố", max_length=200)


def page_of_recorder(request: HttpRequest, key: UUID) -> YearPage:
    page = year_page(request, key)
    if not page.may(MAY["campaigns.index.record"]):
        raise Http404
    return page


@signed_in
def start(request: HttpRequest, key: UUID) -> HttpResponse:
    page = page_of_recorder(request, key)
    form = IndexForm(request.POST or None, initial={"year": page.bloc_year.year})
    asked = Asked(
        tab="targets",
        heading="Mở chỉ số",
        lead="Chỉ số do cơ quan khác công bố cho các đơn vị, như PAR INDEX, PCI, DDCI. Bảng chấm điểm gắn tiêu chí với chỉ số theo mã.",
        button="Mở chỉ số",
        back=reverse("indices", args=[key]),
        done="Đã mở chỉ số.",
    )
    return answer(
        request, page, form,
        lambda: index_open(
            authority=page.bloc_year.authority, actor=page.person, at=page.at, **form.cleaned_data
        ),
        asked,
    )  # fmt: skip


class ValuesForm(forms.Form):
    status = forms.ChoiceField(
        label="Tình trạng", choices=IndexStatus.choices, initial=IndexStatus.PUBLISHED
    )
    number = TextField(label="Số văn bản công bố", max_length=60, required=False)
    dated = DateText(label="Ngày văn bản", required=False)
    reason = TextField(
        label="Lý do đính chính", max_length=400, required=False,
        help_text="Khi thay giá trị đã công bố; giá trị cũ vẫn được giữ.",
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {f"v-{unit.code}": unit for unit in units}
        for name, unit in self.units.items():
            self.fields[name] = DecimalText(label=unit.name, required=False)

    def values(self) -> dict[Unit, Any]:
        given = {unit: self.cleaned_data[name] for name, unit in self.units.items()}
        return {unit: value for unit, value in given.items() if value is not None}


@signed_in
def values(request: HttpRequest, key: UUID, index: UUID) -> HttpResponse:
    page = page_of_recorder(request, key)
    found = indices_of(page.bloc_year).select_related("authority").filter(pk=index).first()
    if found is None:
        raise Http404
    known = index_values([found.pk], page.bloc_year)
    stands = {f"v-{u.code}": made[-1].value.normalize() for u in units_of(page)
              if (made := known.get((found.pk, u.pk)))}  # fmt: skip
    form = ValuesForm(request.POST or None, units=units_of(page), initial=stands)
    asked = Asked(
        tab="targets",
        heading=f"Ghi giá trị: {found}",
        lead=f"{found.publisher} công bố. Ô để trống thì không ghi; giá trị không đổi thì giữ nguyên.",
        button="Ghi giá trị",
        back=reverse("indices", args=[key]),
        done="Đã ghi giá trị chỉ số.",
    )
    return answer(request, page, form, lambda: keep(page, found, form), asked)


def units_of(page: YearPage) -> list[Unit]:
    return [member.unit for member in page.members]


def keep(page: YearPage, index: Index, form: ValuesForm) -> None:
    given = form.cleaned_data
    index_record(
        index=index,
        values=form.values(),
        status=IndexStatus(given["status"]),
        proof=PaperRef(number=given["number"], dated=given["dated"]),
        reason=given["reason"],
        actor=page.person,
        at=page.at,
    )


urls: list[URLPattern] = [
    path("nam/<uuid:key>/chi-so/", indices, name="indices"),
    path("nam/<uuid:key>/chi-so/mo/", start, name="index-open"),
    path("nam/<uuid:key>/chi-so/<uuid:index>/ghi/", values, name="index-record"),
]
