from django.db.models import QuerySet

from thidua.apps.planning.models import PlanItem
from thidua.apps.units.models import BlocYear


def plan_of(bloc_year: BlocYear) -> QuerySet[PlanItem]:
    """Return a year's own dated items in the order of their days."""
    return (
        PlanItem.objects.filter(authority=bloc_year.authority_id, bloc_year=bloc_year)
        .select_related("membership__unit", "paper", "bloc_year__bloc")
        .order_by("ends_on", "starts_on", "id")
    )
