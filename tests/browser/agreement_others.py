"""A year is opened, and the other members' heads agree and sign, by the deeds themselves."""

import sys

import django

django.setup()

from django.utils.timezone import now  # noqa: E402 -- after django.setup()

import cast  # noqa: E402 -- after django.setup()
from thidua.apps.campaigns.queries import latest_version  # noqa: E402 -- after django.setup()
from thidua.apps.campaigns.services import agreement_sign, assent_give  # noqa: E402 -- see above
from thidua.apps.journal.base import Provenance  # noqa: E402 -- after django.setup()
from thidua.apps.units.enums import Position  # noqa: E402 -- after django.setup()
from thidua.apps.units.services import bloc_year_open  # noqa: E402 -- after django.setup()


def open_year(number: int) -> None:
    before = cast.year(number=number - 1)
    members = before.memberships.select_related("unit").order_by("place")
    bloc_year_open(
        bloc=before.bloc,
        year=number,
        members=[(member.unit, Position(member.position)) for member in members],
        provenance=Provenance.ILLUSTRATIVE,
        actor=cast.board(),
        at=now(),
    )


def others(step: str, number: int, left_out: list[str]) -> None:
    year = cast.year(number=number)
    agreement = year.agreement
    for seat in year.memberships.exclude(unit__code__in=left_out):
        member, actor = cast.seat(year, seat.unit.code), cast.head(seat.unit.code)
        if step == "sign":
            agreement_sign(
                agreement=agreement, membership=member, post=member.unit.head_post,
                actor=actor, at=now(),
            )  # fmt: skip
        else:
            assent_give(
                agreement=agreement, membership=member, version=latest_version(agreement),
                actor=actor, at=now(),
            )  # fmt: skip


if sys.argv[1] == "open":
    open_year(int(sys.argv[2]))
else:
    others(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
