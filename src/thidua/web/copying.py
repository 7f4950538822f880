"""Opening the next year as a copy of this one, after a look at what is taken over and what is not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from thidua.apps.units.policy import MAY
from thidua.web.forms.deeds import REFUSED, refusal_of
from thidua.web.shell import YearPage, render_year, signed_in, year_page
from thidua.year.conference import conference_of, elected_lead, next_year_of
from thidua.year.copying import Copying, copy_year, parts_of

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear, Membership


class LeadForm(forms.Form):
    lead = forms.ChoiceField(label="Khối trưởng năm sau")

    def __init__(self, *args: Any, members: Iterable[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        chooser = self.fields["lead"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
        chooser.choices = [(key, m.unit.name) for key, m in self.members.items()]


@signed_in
def copy(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show what a copy would hold under the lead chosen; open it once that has been looked at."""
    page = year_page(request, key)
    if not page.may(MAY["units.bloc_year.open"]):
        raise Http404
    data = request.POST or request.GET or None
    form = LeadForm(
        data if data and "lead" in data else {"lead": likely(page)}, members=page.members
    )
    lead = form.members[form.cleaned_data["lead"]] if form.is_valid() else page.members[0]
    opened: list[BlocYear] = []
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = refusal_of(
            lambda: opened.append(
                copy_year(bloc_year=page.bloc_year, lead=lead, actor=page.person, at=page.at)
            )
        )
    if opened:
        messages.success(
            request, f"Đã mở năm thi đua {opened[0].year}, Khối trưởng: {lead.unit.name}."
        )
        return redirect("year", key=opened[0].pk)
    return show(request, page, form, lead, refused)


def show(
    request: HttpRequest, page: YearPage, form: LeadForm, lead: Membership, refused: object
) -> HttpResponse:
    response = render_year(
        request, "year/copy.html", page, "year",
        form=form, chosen=lead, refused=refused, following=page.bloc_year.year + 1,
        parts=parts_of(Copying(page.bloc_year, lead, page.person, page.at)),
        known=next_year_of(page.bloc_year),
    )  # fmt: skip
    response.status_code = REFUSED if refused else 200
    return response


def likely(page: YearPage) -> str:
    """Return who will lead: whom the conference elected, else who leads now."""
    meeting = conference_of(page.bloc_year)
    found = (elected_lead(meeting) if meeting else None) or page.lead
    return str(found.pk) if found else ""


urls: list[URLPattern] = [path("nam/<uuid:key>/sao-chep/", copy, name="year-copy")]
