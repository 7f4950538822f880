"""How far a report is: which unit has sent its own, what figures and words are missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua.apps.campaigns.models import Assignment
from thidua.apps.campaigns.queries import latest_figure, plans_of
from thidua.apps.filing.enums import PaperKind, RoundPurpose
from thidua.apps.filing.models import Draft, DraftComment
from thidua.apps.filing.queries import code_of, rounds_of, unit_drafts
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.queries import members_of
from thidua.year.pacing import missed
from thidua.year.papers.results import at_midyear
from thidua.year.papers.unit_report import MIDYEAR, WHOLE

HALVES = {PaperKind.MIDYEAR_REPORT: MIDYEAR, PaperKind.REPORT: WHOLE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a unit has sent and what it still owes."""

    member: Membership
    name: str
    sent_on: date | None
    versions: int
    blank: tuple[str, ...]
    unexplained: tuple[str, ...]
    comments: tuple[DraftComment, ...]

    @property
    def owes(self) -> bool:
        return self.sent_on is None or bool(self.blank or self.unexplained)


def report_standings(bloc_year: BlocYear, kind: PaperKind) -> list[Standing]:
    """Tell of each unit how far it is, in a constant number of queries."""
    half = HALVES[kind]
    drafts = {code_of(draft): draft for draft in unit_drafts(bloc_year, half)}
    plans: dict[object, list[Assignment]] = {}
    for plan in plans_of(bloc_year):
        plans.setdefault(plan.membership_id, []).append(plan)
    asked = rounds_of(bloc_year, kind).get(RoundPurpose.COMMENTS)
    said = list(asked.comments.all()) if asked else []
    return [
        standing_of(
            member,
            half,
            drafts.get(member.unit.code),
            plans.get(member.pk, []),
            [comment for comment in said if comment.unit_id == member.unit_id],
        )
        for member in members_of(bloc_year)
    ]


def standing_of(
    member: Membership,
    half: str,
    draft: Draft | None,
    plans: Sequence[Assignment],
    comments: Sequence[DraftComment],
) -> Standing:
    figure = at_midyear if half == MIDYEAR else latest_figure
    silent = [p for p in plans if half == WHOLE and missed(p) and not p.explanations.all()]
    return Standing(
        member=member,
        name=f"{PaperKind.UNIT_REPORT}_{member.unit.code}_{half}",
        sent_on=draft.issued.issued_on if draft and draft.issued else None,
        versions=len(draft.versions.all()) if draft else 0,
        blank=tuple(plan.target.code for plan in plans if figure(plan) is None),
        unexplained=tuple(plan.target.code for plan in silent),
        comments=tuple(comments),
    )
