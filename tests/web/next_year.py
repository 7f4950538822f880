"""The year after a played one, by the same scoring table."""

import cast
from thidua.apps.assessments.models import Criterion, Scorecard, ScoringTable
from thidua.apps.units.models import BlocYear
from web.scoring_round import card_of


def card_after(old: Scorecard) -> Scorecard:
    """Return the unit's card of the year after, which the conference has opened."""
    unit, before = old.membership.unit, old.bloc_year
    year = BlocYear.objects.get(bloc=before.bloc, year=before.year + 1)
    table = ScoringTable.objects.create(
        authority=year.authority, bloc_year=year, title=old.table.title, margin=old.table.margin,
        adopted_on=cast.DAY,
    )  # fmt: skip
    sections: dict[str, Criterion] = {}
    for line in old.table.criteria.select_related("parent").order_by("place"):
        sections[line.code] = Criterion.objects.create(
            table=table, parent=sections[line.parent.code] if line.parent else None,
            place=line.place, code=line.code, text=line.text, kind=line.kind, maximum=line.maximum,
            options=line.options,
        )  # fmt: skip
    Scorecard.objects.create(
        bloc_year=year, membership=year.memberships.get(unit=unit), table=table
    )
    return card_of(year, unit.code)
