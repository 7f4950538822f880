"""What every page starts from: who asks, when, in which bloc's year, and what they may do there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now as clock
from rules.predicates import Predicate

from thidua.apps.units.enums import Phase, Position, RoleKind
from thidua.apps.units.policy import Ask
from thidua.apps.units.queries import bloc_year_for, members_of, roles_of

if TYPE_CHECKING:
    from thidua.apps.people.models import Person
    from thidua.apps.units.models import BlocYear, Membership, Role, Unit

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

ROWS_ON_A_PAGE = 50
INSPECTING = {RoleKind.INSPECTOR, RoleKind.EMULATION_BOARD}


def now() -> datetime:
    """Read the clock: the only place where a page does."""
    return clock()


def person_of(request: HttpRequest) -> Person:
    """Return who is signed in; views that ask are behind `signed_in`."""
    if not request.user.is_authenticated:
        raise Http404
    return request.user.person


def visitor_of(request: HttpRequest) -> Person | None:
    """Return who is signed in, or None for the public."""
    return request.user.person if request.user.is_authenticated else None


def signed_in(view: View[P]) -> View[P]:
    """Send whoever isn't signed in to the sign-in page, and back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")

    return guarded


def bloc_year_or_404(request: HttpRequest, key: UUID) -> BlocYear:
    """Return a bloc's year open to the person; to anyone else it doesn't exist."""
    bloc_year = bloc_year_for(person_of(request), key, localdate(now()))
    if bloc_year is None:
        raise Http404
    return bloc_year


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage:
    """A bloc's year as one person sees it now."""

    bloc_year: BlocYear
    person: Person
    at: datetime
    roles: tuple[Role, ...]
    members: tuple[Membership, ...]

    @property
    def day(self) -> date:
        return localdate(self.at)

    @property
    def phase(self) -> Phase:
        return Phase(self.bloc_year.phase)

    @property
    def lead(self) -> Membership | None:
        return next((m for m in self.members if m.position == Position.LEAD), None)

    @property
    def own(self) -> Membership | None:
        """The member the person works for, if any."""
        units = {role.unit_id for role in self.roles if role.unit_id}
        return next((m for m in self.members if m.unit_id in units), None)

    @property
    def is_secretary(self) -> bool:
        return self.lead is not None and self.acts_as(RoleKind.BLOC_SECRETARY, self.lead.unit)

    @property
    def is_board(self) -> bool:
        return self.acts_as(RoleKind.EMULATION_BOARD)

    @property
    def inspects(self) -> bool:
        return any(self.acts_as(kind) for kind in INSPECTING)

    def acts_as(self, kind: RoleKind, unit: Unit | None = None) -> bool:
        return any(
            role.kind == kind
            and role.authority_id == self.bloc_year.authority_id
            and (unit is None or role.unit_id == unit.pk)
            for role in self.roles
        )

    def may(self, who: Predicate, unit: Unit | None = None) -> bool:
        """Ask a policy, so that a page only shows a button that would be heeded."""
        return bool(who.test(self.ask(unit)))

    def ask(self, unit: Unit | None = None) -> Ask:
        year = self.bloc_year
        return Ask(self.person, self.at, year.authority, unit=unit, bloc_year=year)


def year_page(request: HttpRequest, key: UUID) -> YearPage:
    """Gather what a page of a bloc's year needs, in four queries whatever the year holds."""
    person, at = person_of(request), now()
    bloc_year = bloc_year_or_404(request, key)
    return YearPage(
        bloc_year=bloc_year,
        person=person,
        at=at,
        roles=tuple(roles_of(person, localdate(at))),
        members=tuple(members_of(bloc_year)),
    )


def render_year(  # noqa: D417 -- the rest is the template's
    request: HttpRequest, template: str, page: YearPage, tab: str, **context: object
) -> HttpResponse:
    """Render a page inside the frame of a bloc's year.

    Args:
        tab: name of the current tab's address, as in `thidua.web.tabs`.
    """
    frame = {"page": page, "bloc_year": page.bloc_year, "tab": tab, "inspects": page.inspects}
    return render(request, template, {**frame, **context})


def paged(request: HttpRequest, rows: QuerySet | Sequence) -> Page:  # type: ignore[type-arg]  # rows of any kind
    """Return the page of a list that the address asks for (`?trang=2`); a wrong number gives the nearest."""
    return Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("trang"))
