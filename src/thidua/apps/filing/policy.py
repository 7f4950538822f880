"""Who may give numbers and write papers before they are issued, and who may say how."""

from datetime import datetime

from rules.predicates import Predicate

from thidua.apps.filing.enums import OF_A_UNIT, PaperKind
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import (
    Ask,
    about_year,
    bloc_secretary,
    emulation_board,
    head_of_unit,
    inspector,
    officer_of_unit,
    outgoing_secretary,
    signing_authority,
    unit_in_bloc,
)

MAY = {
    "filing.archive.export": bloc_secretary | emulation_board | inspector,
    "filing.draft.save": bloc_secretary,
    "filing.draft.remark": bloc_secretary,
    "filing.draft.settle": bloc_secretary,
    "filing.round.open": bloc_secretary,
    "filing.round.comment": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "filing.round.answer": bloc_secretary,
    "filing.number.reserve": bloc_secretary | emulation_board,
    "filing.number.issue": bloc_secretary | emulation_board,
    "filing.number.cancel": bloc_secretary | emulation_board,
    "filing.number.dispatch": bloc_secretary | emulation_board,
    "filing.numbering.choose": bloc_secretary | emulation_board,
    "filing.abbreviation.set": emulation_board,
    "filing.pattern.save": emulation_board,
    "filing.certificates.print": emulation_board | signing_authority,
}
# The agreement may be laid out by who leaves the lead; the decision is the authority's own paper.
OF_KIND = {
    PaperKind.AGREEMENT: bloc_secretary | outgoing_secretary,
    PaperKind.DECISION: emulation_board | signing_authority,
    PaperKind.LAUNCH_PLAN: bloc_secretary | emulation_board,
    PaperKind.COUNCIL_MINUTES: emulation_board,
    PaperKind.PUBLIC_NOTICE: emulation_board,
    **dict.fromkeys(OF_A_UNIT, officer_of_unit | head_of_unit),
}


def who_writes(kind: str, deed: str = "filing.draft.save") -> Predicate:
    """Return who may write, and remark on, a paper of a kind."""
    return OF_KIND.get(PaperKind(kind), MAY[deed])


def ask_about(bloc_year: BlocYear, about: str, actor: Person, at: datetime) -> Ask:
    """Ask about a paper: of a bloc's year or, where `about` begins with its code, of a member."""
    code = about.partition("_")[0]
    member = bloc_year.memberships.filter(unit__code=code).select_related("unit").first()
    if member is None:
        return about_year(bloc_year, actor, at)
    return Ask(actor, at, bloc_year.authority, unit=member.unit, bloc_year=bloc_year)
