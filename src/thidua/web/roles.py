"""Who acts as what in a bloc's year, and the form that gives a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from thidua.apps.journal.base import Refused
from thidua.apps.units.enums import OF_A_UNIT, RoleKind
from thidua.apps.units.policy import MAY
from thidua.apps.units.services import role_grant
from thidua.text import short_date
from thidua.web.fields import DateText, TextField
from thidua.web.forms.ask import Asked, answer
from thidua.web.shell import YearPage, render_year, signed_in, year_page

if TYPE_CHECKING:
    from thidua.apps.people.models import Person
    from thidua.apps.units.models import Authority, Role

OF_THE_AUTHORITY = [kind for kind in RoleKind if kind not in OF_A_UNIT]


@signed_in
def roles(request: HttpRequest, key: UUID) -> HttpResponse:
    """List who heads, serves and keeps the books of each member, and who serves the authority."""
    page = year_page(request, key)
    held = held_roles(page)
    by_unit = [
        (member, [r for r in held if r.unit_id == member.unit_id]) for member in page.members
    ]
    serving = [
        (kind, [r for r in held if r.kind == kind and not r.unit_id]) for kind in OF_THE_AUTHORITY
    ]
    return render_year(
        request, "year/roles.html", page, "year",
        by_unit=by_unit, serving=serving, may_grant=page.may(MAY["units.role.grant"]),
        secretary=secretary_of(page, held),
    )  # fmt: skip


def held_roles(page: YearPage) -> list[Role]:
    """Return the roles held today in the authority, heads before officers."""
    order = list(RoleKind)
    rows = page.bloc_year.authority.roles.filter(since__lte=page.day).select_related("person")
    held = [role for role in rows if role.until is None or role.until >= page.day]
    return sorted(held, key=lambda role: (order.index(RoleKind(role.kind)), role.person.sort_key))


def secretary_of(page: YearPage, held: list[Role]) -> Role | None:
    lead = page.lead
    return next(
        (
            r
            for r in held
            if lead and r.kind == RoleKind.BLOC_SECRETARY and r.unit_id == lead.unit_id
        ),
        None,
    )


class RoleForm(forms.Form):
    person = forms.ChoiceField(label="Người được giao")
    kind = forms.ChoiceField(label="Vai trò", choices=RoleKind.choices)
    unit = forms.ChoiceField(
        label="Đơn vị",
        required=False,
        help_text="Chỉ chọn cho thủ trưởng, cán bộ thi đua và thư ký khối.",
    )
    post = TextField(label="Chức vụ ghi trên văn bản", max_length=120, required=False)
    since = DateText(label="Từ ngày")

    def __init__(self, *args: Any, page: YearPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people_of(page.bloc_year.authority)
        self.units = {str(m.unit_id): m.unit for m in page.members}
        for name, choices in (
            ("person", [(key, label) for key, (_, label) in self.people.items()]),
            ("unit", [("", "—"), *((key, unit.name) for key, unit in self.units.items())]),
        ):
            chooser = self.fields[name]
            assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared so above
            chooser.choices = choices


def people_of(authority: Authority) -> dict[str, tuple[Person, str]]:
    """Return the people the authority knows, with where they serve, in the order of their names."""
    held = authority.roles.select_related("person", "unit").order_by("person__sort_key", "since")
    known: dict[str, tuple[Person, str]] = {}
    for role in held:
        where = role.unit.short_name if role.unit else str(RoleKind(role.kind).label)
        known.setdefault(str(role.person_id), (role.person, f"{role.person.full_name}, {where}"))
    return known


@signed_in
def grant(request: HttpRequest, key: UUID) -> HttpResponse:
    page = year_page(request, key)
    if not page.may(MAY["units.role.grant"]):
        raise Http404
    lead = page.lead
    start = {"since": short_date(page.day), "kind": RoleKind.BLOC_SECRETARY,
             "post": "Thư ký khối", "unit": str(lead.unit_id) if lead else ""}  # fmt: skip
    form = RoleForm(request.POST or None, page=page, initial=start)
    asked = Asked(
        tab="year",
        heading="Giao vai trò",
        lead="Vai trò có hiệu lực từ ngày ghi dưới đây và được ghi vào nhật ký.",
        button="Giao vai trò",
        back=reverse("roles", args=[key]),
        done="Đã giao vai trò.",
    )
    return answer(request, page, form, lambda: give(page, form), asked)


def give(page: YearPage, form: RoleForm) -> None:
    given = form.cleaned_data
    person, _ = form.people[given["person"]]
    kind, unit = RoleKind(given["kind"]), form.units.get(given["unit"])
    if any(
        (role.person_id, role.kind, role.unit_id) == (person.pk, kind, unit.pk if unit else None)
        for role in held_roles(page)
    ):
        raise Refused(f"{person.full_name} đang giữ vai trò này.")
    role_grant(
        authority=page.bloc_year.authority,
        person=person,
        kind=kind,
        unit=unit,
        post=given["post"],
        since=given["since"],
        actor=page.person,
        at=page.at,
    )


urls: list[URLPattern] = [
    path("nam/<uuid:key>/vai-tro/", roles, name="roles"),
    path("nam/<uuid:key>/vai-tro/giao/", grant, name="role-grant"),
]
