"""Which local rules a bloc is judged by besides the law, and the form that chooses them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua import law
from thidua.apps.units.policy import MAY
from thidua.apps.units.services import local_rules_choose
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.law_words import span_words
from thidua.web.shell import YearPage, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.units.models import Authority, Bloc

OF_ALL, OF_THE_BLOC = "authority", "bloc"
THE_LAW_ALONE = "Chỉ theo quy định của Trung ương"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The local rules of an authority or a bloc, in words."""

    whose: str
    rules: str
    source: str


def chosen_in(page: YearPage) -> list[Chosen]:
    year = page.bloc_year
    return [chosen(year.authority), *([chosen(year.bloc)] if year.bloc.local_rules else [])]


def chosen(body: Authority | Bloc) -> Chosen:
    named = {layer.id: layer for layer in law.loaded_layers()}.get(body.local_rules)
    rules = f"{named.title} ({span_words(named.span)})" if named else body.local_rules
    return Chosen(body.name, rules or THE_LAW_ALONE, body.local_rules_source)


class LocalRulesForm(forms.Form):
    whose = forms.ChoiceField(label="Dùng cho")
    layer = forms.ChoiceField(label="Quy định địa phương", required=False)
    source = TextField(
        label="Căn cứ", max_length=300, help_text="Số, ngày văn bản hoặc ý kiến chỉ đạo."
    )

    def __init__(self, *args: Any, page: YearPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year, layers = page.bloc_year, law.loaded_layers()
        for name, choices in (
            ("whose", [(OF_ALL, year.authority.name), (OF_THE_BLOC, year.bloc.name)]),
            ("layer", [("", THE_LAW_ALONE), *((one.id, one.title) for one in layers)]),
        ):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
            chooser.choices = choices


@signed_in
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose the local rules of the authority or of the bloc."""
    page = year_page(request, key)
    if not page.may(MAY["units.local_rules.choose"]):
        raise Http404
    year = page.bloc_year
    start = {"layer": year.authority.local_rules, "source": year.authority.local_rules_source}
    form = LocalRulesForm(request.POST or None, page=page, initial=start)
    asked = Asked(
        tab="conference",
        heading="Quy định địa phương",
        lead="Quy định của tỉnh, của khối chỉ làm chặt hơn hoặc bổ sung mức mà luật giao. "
        "Kết luận đưa ra từ nay theo lựa chọn này; kết luận đã lưu giữ nguyên.",
        button="Lưu lựa chọn",
        back=reverse("rules", args=[key]),
        done="Đã chọn quy định địa phương.",
    )
    return answer(
        request, page, form,
        lambda: local_rules_choose(
            authority=year.authority,
            bloc=year.bloc if form.cleaned_data["whose"] == OF_THE_BLOC else None,
            layer=form.cleaned_data["layer"],
            source=form.cleaned_data["source"],
            actor=page.person,
            at=page.at,
        ),
        asked,
    )  # fmt: skip


urls: list[URLPattern] = [
    path("nam/<uuid:key>/quy-che/dia-phuong/", choose, name="local-rules"),
]
