"""Who may plan, prepare and hand over a bloc's year."""

from rules.predicates import Predicate

from thidua.apps.units.enums import RoleKind
from thidua.apps.units.policy import (
    Ask,
    bloc_secretary,
    emulation_board,
    head_of_unit,
    holds,
    officer_of_unit,
    outgoing_secretary,
    unit_in_bloc,
)

# Of any unit: a year that is being prepared has no lead yet.
secretary_anywhere = Predicate(
    lambda ask: holds(ask, RoleKind.BLOC_SECRETARY), "thư ký một khối của cơ quan quản lý"
)


def _oneself(ask: Ask) -> bool:
    return ask.person.roles.filter(authority=ask.authority).exists()


with_a_role = Predicate(_oneself, "người được giao vai trò")

MAY = {
    "planning.item.add": bloc_secretary | outgoing_secretary | emulation_board,
    "planning.item.change": bloc_secretary | outgoing_secretary | emulation_board,
    "planning.item.remove": bloc_secretary | outgoing_secretary | emulation_board,
    "planning.item.finish": bloc_secretary
    | emulation_board
    | (officer_of_unit | head_of_unit) & unit_in_bloc,
    "planning.feed.open": with_a_role,
    "planning.feed.revoke": with_a_role,
    "planning.digest.choose": with_a_role,
    "planning.setup.save": secretary_anywhere | emulation_board,
    "planning.setup.discard": secretary_anywhere | emulation_board,
    "planning.setup.open": emulation_board,
    "planning.lead.name": bloc_secretary | outgoing_secretary | emulation_board,
    "planning.handover.give": bloc_secretary | emulation_board,
    "planning.handover.receive": bloc_secretary | emulation_board,
}
OF_A_BLOC = bloc_secretary | emulation_board
