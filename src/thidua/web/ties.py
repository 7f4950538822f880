"""How a bloc decides between equal totals: the form that sets the rules in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua import scoring
from thidua.apps.assessments.enums import TieKind
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import engine_table, scoring_table, tie_rules_of
from thidua.apps.assessments.services import TiePlan, ties_set
from thidua.web.fields import TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear

RULES_AT_MOST = 5


class TiesForm(forms.Form):
    """A few rules, the first asked first; lines left blank are skipped."""

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(1, RULES_AT_MOST + 1):
            self.fields[f"rule_{place}"] = forms.ChoiceField(
                label=f"Quy tắc thứ {place}", choices=[("", "—"), *choices], required=False
            )
        self.fields["source"] = TextField(
            label="Văn bản quy định",
            max_length=300,
            help_text="Ví dụ: Điều 9 Quy chế hoạt động của Khối, ngày các đơn vị thông qua.",
        )

    def rules(self) -> list[TiePlan]:
        given = (self.cleaned_data[f"rule_{place}"] for place in range(1, RULES_AT_MOST + 1))
        return [plan_of(value) for value in given if value]


def plan_of(value: str) -> TiePlan:
    kind, _, section = value.partition(":")
    return TiePlan(kind=TieKind(kind), section=section)


def choices_for(bloc_year: BlocYear) -> list[tuple[str, str]]:
    """Offer the top sections of the table one by one, then the other kinds of rule."""
    table = scoring_table(bloc_year)
    tops = engine_table(table).children_of("") if table else ()
    sections = [
        (f"{TieKind.SECTION}:{c.code}", f"Điểm mục {c.code} “{c.text}” cao hơn xếp trước")
        for c in tops
        if c.kind is scoring.Kind.SUM
    ]
    return sections + [(k.value, k.label) for k in TieKind if k is not TieKind.SECTION]


@signed_in
def ties(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY["assessments.ties.set"]):
        raise Http404
    form = TiesForm(
        request.POST or None, choices=choices_for(page.bloc_year), initial=known(page.bloc_year)
    )
    asked = Asked(
        tab="ranking",
        heading="Xếp hạng khi bằng điểm",
        lead="Quy tắc thứ nhất được xét trước; còn bằng nhau mới xét quy tắc sau. "
        "Không chọn quy tắc nào thì bằng điểm là đồng hạng. Đổi được đến khi chốt xếp hạng.",
        button="Lưu quy tắc",
        back=reverse("ranking", args=[key]),
        done="Đã đặt quy tắc xếp hạng khi bằng điểm.",
    )
    return answer(
        request, page, form,
        lambda: ties_set(
            bloc_year=page.bloc_year, rules=form.rules(), source=form.cleaned_data["source"],
            actor=page.person, at=page.at,
        ),
        asked,
    )  # fmt: skip


def known(bloc_year: BlocYear) -> dict[str, object]:
    rules = list(tie_rules_of(bloc_year))
    values = {
        f"rule_{rule.place}": ":".join(filter(None, (rule.kind, rule.section))) for rule in rules
    }
    return {**values, "source": rules[0].source if rules else ""}


urls: list[URLPattern] = [path("nam/<uuid:key>/xep-hang/bang-diem/", ties, name="ties")]
