"""The other units hand a stage in, by the deeds themselves; started by `test_scoring_round`."""

import sys

import django

django.setup()

import cast  # noqa: E402 -- after django.setup()
from thidua.apps.assessments.enums import Stage  # noqa: E402 -- after django.setup()
from thidua.apps.assessments.models import CrossAssignment, Scorecard  # noqa: E402 -- see above
from thidua.apps.assessments.policy import scorer_of  # noqa: E402 -- after django.setup()
from thidua.apps.people.models import Person  # noqa: E402 -- after django.setup()
from thidua.apps.units.enums import Position  # noqa: E402 -- after django.setup()
from web.scoring_round import card_of, hand_in  # noqa: E402 -- after django.setup()


def doer(card: Scorecard, stage: Stage) -> Person:
    if stage is Stage.SELF:
        return cast.head(card.membership.unit.code)
    if stage is Stage.CROSS:
        return cast.head(scorer_of(card.membership).unit.code)
    return cast.board() if card.membership.position == Position.LEAD else cast.secretary()


def main(stage: Stage, left_out: str) -> None:
    """Hand the stage in for all cards but one; print who cross-scores that one."""
    year = cast.before_scoring()
    for member in year.memberships.select_related("unit").exclude(unit__code=left_out):
        card = card_of(year, member.unit.code)
        hand_in(card, stage, doer(card, stage))
    named = CrossAssignment.objects.filter(bloc_year=year, scored__unit__code=left_out).first()
    sys.stdout.write(named.scorer.unit.code if named else "")


main(Stage(sys.argv[1]), sys.argv[2])
