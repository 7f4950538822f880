"""What the same unit was given for the same line the year before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from thidua.apps.assessments.models import Evidence, Scorecard
from thidua.apps.assessments.queries.standing import standing_marks


@dataclass(slots=True)
class LastYear:
    """Points of the closed ranking, and the evidence of that card."""

    points: Decimal | None = None
    evidence: list[Evidence] = field(default_factory=list)


def last_year_of(card: Scorecard) -> Mapping[str, LastYear]:
    """Return last year's points and evidence by code of the line, once that ranking is closed."""
    earlier = Scorecard.objects.filter(
        membership__unit=card.membership.unit_id,
        bloc_year__bloc=card.bloc_year.bloc_id,
        bloc_year__year=card.bloc_year.year - 1,
        standing__isnull=False,
    ).first()
    lines: dict[str, LastYear] = {}
    if earlier is None:
        return lines
    for mark in standing_marks(earlier):
        lines.setdefault(mark.criterion.code, LastYear()).points = mark.points
    for proof in earlier.evidence.prefetch_related("links__criterion"):
        for link in proof.links.all():
            lines.setdefault(link.criterion.code, LastYear()).evidence.append(proof)
    return lines


def evidence_of_unit(card: Scorecard, key: UUID) -> Evidence | None:
    """Return evidence of this or an earlier card of the same unit in the bloc."""
    return (
        Evidence.objects.filter(
            pk=key,
            scorecard__membership__unit=card.membership.unit_id,
            scorecard__bloc_year__bloc=card.bloc_year.bloc_id,
        )
        .select_related("scorecard__membership", "file")
        .first()
    )
