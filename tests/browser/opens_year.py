"""Open a year of the example's bloc that has no agreement yet; print its members."""

import sys

import django

django.setup()

from django.utils.timezone import now  # noqa: E402 -- after django.setup()

import cast  # noqa: E402 -- after django.setup()
from thidua.apps.journal.base import Provenance  # noqa: E402 -- after django.setup()
from thidua.apps.units.enums import Position  # noqa: E402 -- after django.setup()
from thidua.apps.units.services import bloc_year_open  # noqa: E402 -- after django.setup()

before = cast.year(number=int(sys.argv[1]) - 1)
members = before.memberships.select_related("unit").order_by("place")
bloc_year_open(
    bloc=before.bloc,
    year=before.year + 1,
    members=[(member.unit, Position(member.position)) for member in members],
    provenance=Provenance.ILLUSTRATIVE,
    actor=cast.board(),
    at=now(),
)
sys.stdout.write(" ".join(member.unit.code for member in members))
