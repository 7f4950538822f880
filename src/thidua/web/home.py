"""The first page: what waits for the person, then the years open to them."""

from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.timezone import localdate

from thidua.apps.planning.queries import PREPARE
from thidua.apps.units.enums import Phase
from thidua.apps.units.queries import bloc_years_for, roles_of
from thidua.web.shell import now, paged, person_of
from thidua.web.waiting import gathered, signatures, waiting_for

OPEN_FIRST = Case(
    When(phase=Phase.CLOSED, then=Value(1)), default=Value(0), output_field=IntegerField()
)


def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for a person; to whoever isn't signed in, what is public."""
    if not request.user.is_authenticated:
        return redirect("public")
    person, day = person_of(request), localdate(now())
    roles = tuple(roles_of(person, day))
    years = bloc_years_for(person, day).order_by(
        OPEN_FIRST, "-year", "bloc__practice", "bloc__name", "pk"
    )
    shown = paged(request, gathered(years))
    tasks = [*waiting_for(person, shown, roles), *signatures(person, day)]
    may_prepare = any(role.kind in PREPARE for role in roles)
    context = {"roles": roles, "years": shown, "tasks": tasks, "may_prepare": may_prepare}
    return render(request, "home.html", context)


urls = [path("", home, name="home")]
