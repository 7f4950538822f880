"""Who may give numbers and write papers before they are issued, and who may say how."""

from rules.predicates import Predicate

from thidua.apps.filing.enums import PaperKind
from thidua.apps.units.policy import (
    bloc_secretary,
    emulation_board,
    inspector,
    outgoing_secretary,
    signing_authority,
)

MAY = {
    "filing.archive.export": bloc_secretary | emulation_board | inspector,
    "filing.draft.save": bloc_secretary,
    "filing.draft.remark": bloc_secretary,
    "filing.draft.settle": bloc_secretary,
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
}


def who_writes(kind: str, deed: str = "filing.draft.save") -> Predicate:
    """Return who may write, and remark on, a paper of a kind."""
    return OF_KIND.get(PaperKind(kind), MAY[deed])
