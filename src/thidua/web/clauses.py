"""A clause of the agreement: the targets that measure it, and what has come of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.queries import agreement_of, clause_in, targets_of
from thidua.apps.campaigns.services import Measuring, measure_set
from thidua.web.fields import DecimalText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.web.walk import stretches
from thidua.year.thread import forth_from_clause

if TYPE_CHECKING:
    from thidua.apps.campaigns.models import Clause, Target
    from thidua.apps.units.models import Membership


def clause_or_404(request: HttpRequest, key: UUID, clause_key: UUID) -> tuple[YearPage, Clause]:
    page = year_page(request, key)
    agreement = agreement_of(page.bloc_year)
    found = clause_in(agreement, clause_key) if agreement else None
    if found is None:
        raise Http404
    return page, found


@signed_in
def clause(request: HttpRequest, key: UUID, clause_key: UUID) -> HttpResponse:
    page, found = clause_or_404(request, key, clause_key)
    return render_year(
        request, "agreements/clause.html", page, "agreement",
        clause=found, thread=stretches(forth_from_clause(found)),
        measures=page.may(MAY["campaigns.measure.set"]),
    )  # fmt: skip


class MeasureForm(forms.Form):
    target = forms.ChoiceField(label="Chỉ tiêu đo khoản này")
    baseline = DecimalText(
        label="Mức xuất phát", required=False, help_text="Kết quả năm trước hoặc lúc bắt đầu."
    )
    weight = DecimalText(label="Trọng số", required=False)
    method = TextField(
        label="Cách đo",
        max_length=400,
        required=False,
        help_text="Ví dụ: số liệu từ phần mềm quản lý văn bản.",
    )
    reporter = forms.ChoiceField(label="Đơn vị báo cáo", required=False)

    def __init__(
        self, *args: Any, targets: Iterable[Target], members: Iterable[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(target.pk): target for target in targets}
        self.units = {str(member.unit_id): member.unit for member in members}
        choices = {
            "target": [(key, str(target)) for key, target in self.targets.items()],
            "reporter": [
                ("", "Từng đơn vị tự báo cáo"),
                *((k, u.name) for k, u in self.units.items()),
            ],
        }
        for name, offered in choices.items():
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
            chooser.choices = offered


@signed_in
def measure(request: HttpRequest, key: UUID, clause_key: UUID) -> HttpResponse:
    """Tie one of the article's targets to the clause, and say how it is measured."""
    page, found = clause_or_404(request, key, clause_key)
    if not page.may(MAY["campaigns.measure.set"]):
        raise Http404
    form = MeasureForm(
        request.POST or None,
        targets=targets_of(page.bloc_year).filter(article=found.article_id),
        members=page.members,
    )
    return answer(
        request, page, form,
        lambda: measure_set(
            target=form.targets[form.cleaned_data["target"]], clause=found,
            how=measuring(form), actor=page.person, at=page.at,
        ),
        Asked(
            tab="agreement", heading=f"Cách đo {found}", lead=found.text, button="Ghi cách đo",
            back=reverse("clause", args=[key, clause_key]), done="Đã gắn chỉ tiêu với khoản.",
        ),
    )  # fmt: skip


def measuring(form: MeasureForm) -> Measuring:
    given = form.cleaned_data
    return Measuring(
        baseline=given["baseline"],
        weight=given["weight"],
        method=given["method"],
        reporter=form.units.get(given["reporter"]),
    )


urls: list[URLPattern] = [
    path("nam/<uuid:key>/giao-uoc/khoan/<uuid:clause_key>/", clause, name="clause"),
    path("nam/<uuid:key>/giao-uoc/khoan/<uuid:clause_key>/cach-do/", measure, name="measure-set"),
]
