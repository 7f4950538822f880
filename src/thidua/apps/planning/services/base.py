"""What the deeds of planning share."""

from datetime import datetime

from django.db.models import Model

from thidua.apps.journal.services import record
from thidua.apps.people.models import Person
from thidua.apps.planning.policy import MAY
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import about_year, require


def may(deed: str, bloc_year: BlocYear, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_year(bloc_year, actor, at))


def tell(
    deed: str, on: Model, bloc_year: BlocYear, actor: Person, at: datetime, **facts: object
) -> None:
    record(deed, on=on, authority_id=bloc_year.authority_id, actor_id=actor.pk, at=at, **facts)
