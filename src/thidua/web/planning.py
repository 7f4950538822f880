"""Setting the year's targets: one small form, started from the year before."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import agreement_of, articles_of, targets_of
from thidua.apps.campaigns.services import target_assign, target_set
from thidua.web.fields import DecimalText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, signed_in, year_page
from thidua.web.years import year_before
from thidua.year.steps import together

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Article, Target
    from thidua.apps.units.models import BlocYear, Membership

PLAN = "plan-"


class TargetForm(forms.Form):
    """A target under an article, with each member's plan; a blank plan leaves the member out."""

    article = forms.ChoiceField(label="Thuộc điều của giao ước")
    code = TextField(label="Mã", max_length=20, help_text="Ví dụ: CT01.")
    text = TextField(label="Nội dung chỉ tiêu", max_length=400)
    unit_of_measure = TextField(
        label="Đơn vị tính", max_length=40, help_text="Ví dụ: %, hộ, tin bài."
    )
    direction = forms.ChoiceField(label="Chiều đánh giá", choices=Direction.choices)

    def __init__(
        self, *args: Any, articles: Iterable[Article], members: Iterable[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.articles = {str(article.pk): article for article in articles}
        self.members = {f"{PLAN}{member.pk}": member for member in members}
        chooser = self.fields["article"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
        chooser.choices = [(key, str(article)) for key, article in self.articles.items()]
        for name, member in self.members.items():
            self.fields[name] = DecimalText(label=member.unit.short_name, required=False)

    def clean(self) -> dict[str, Any]:
        if not self.errors and not self.planned():
            self.add_error("direction", "Hãy ghi kế hoạch của ít nhất một đơn vị.")
        return self.cleaned_data

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        years = {article.agreement.bloc_year for article in self.articles.values()}
        if any(year.targets.filter(code=code).exists() for year in years):
            raise forms.ValidationError(f"Năm nay đã có chỉ tiêu {code}; hãy dùng mã khác.")
        return code

    def planned(self) -> list[tuple[Membership, Decimal]]:
        return [
            (member, figure)
            for name, member in self.members.items()
            if (figure := self.cleaned_data.get(name)) is not None
        ]


@signed_in
def target(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    agreement = agreement_of(page.bloc_year)
    if agreement is None or not page.may(MAY["campaigns.target.set"]):
        raise Http404
    before = targets_before(page.bloc_year)
    form = TargetForm(
        request.POST or None,
        initial=like(page, before.get(request.GET.get("nhu", ""))),
        articles=articles_of(agreement).select_related("agreement__bloc_year"),
        members=page.members,
    )
    asked = Asked(
        tab="targets",
        heading="Đặt chỉ tiêu",
        lead="Chỉ tiêu gắn với một điều của giao ước; kế hoạch ghi riêng cho từng đơn vị, để trống nếu không giao.",
        button="Đặt chỉ tiêu",
        back=reverse("targets", args=[key]),
        done="Đã đặt chỉ tiêu và giao cho các đơn vị.",
    )
    had = set(targets_of(page.bloc_year).values_list("code", flat=True))
    return answer(
        request, page, form, lambda: set_and_assign(page, form), asked, template="year/target.html",
        before=[found for code, found in before.items() if code not in had],
    )  # fmt: skip


def targets_before(bloc_year: BlocYear) -> dict[str, Target]:
    before = year_before(bloc_year)
    return {found.code: found for found in targets_of(before)} if before else {}


def like(page: YearPage, found: Target | None) -> dict[str, object]:
    """Start from a target of the year before: its words, and each unit's plan."""
    if found is None:
        return {}
    plans = {plan.membership.unit_id: plan.planned for plan in found.assignments.all()}
    articles = agreement_of(page.bloc_year)
    same = articles.articles.filter(number=found.article.number).first() if articles else None
    return {
        "article": str(same.pk) if same else "",
        **{n: getattr(found, n) for n in ("code", "text", "unit_of_measure", "direction")},
        **{f"{PLAN}{m.pk}": plans[m.unit_id] for m in page.members if m.unit_id in plans},
    }


@together
def set_and_assign(page: YearPage, form: TargetForm) -> None:
    given = form.cleaned_data
    made = target_set(
        article=form.articles[given["article"]],
        code=given["code"],
        text=given["text"],
        unit_of_measure=given["unit_of_measure"],
        direction=Direction(given["direction"]),
        actor=page.person,
        at=page.at,
    )
    target_assign(target=made, planned=form.planned(), actor=page.person, at=page.at)


urls: list[URLPattern] = [
    path("nam/<uuid:key>/chi-tieu/dat/", target, name="target-set"),
]
