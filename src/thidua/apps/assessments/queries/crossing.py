"""Who might check whom: a proposal from the bloc's order, its conflicts and the year before."""

from django.db.models import QuerySet

from thidua.apps.assessments.models import CrossAssignment, ScoringConflict
from thidua.apps.units.models import BlocYear, Membership
from thidua.scoring.assignment import propose


def conflicts_of(bloc_year: BlocYear) -> QuerySet[ScoringConflict]:
    return ScoringConflict.objects.filter(bloc_year=bloc_year).select_related(
        "membership__unit", "other__unit"
    )


def proposed_pairs(bloc_year: BlocYear) -> list[tuple[Membership, Membership]]:
    """Propose pairs of (scorer, scored).

    Raises:
        ValueError: the conflicts leave no way (message in Vietnamese).
    """
    members = list(bloc_year.memberships.select_related("unit").order_by("place"))
    by_unit = {member.unit_id: member for member in members}
    before = CrossAssignment.objects.filter(
        bloc_year__bloc=bloc_year.bloc_id, bloc_year__year=bloc_year.year - 1
    ).values_list("scorer__unit", "scored__unit")
    return list(
        propose(
            members,
            year=bloc_year.year,
            conflicts=[(by_unit[c.membership.unit_id], by_unit[c.other.unit_id])
                       for c in conflicts_of(bloc_year)],
            before=[(by_unit[scorer], by_unit[scored]) for scorer, scored in before
                    if scorer in by_unit and scored in by_unit],
        )
    )  # fmt: skip
