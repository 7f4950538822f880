"""Who may do what with agreements, targets and registrations."""

from thidua.apps.units.policy import (
    bloc_secretary,
    emulation_board,
    head_of_unit,
    officer_of_unit,
    outgoing_secretary,
    unit_in_bloc,
)

MAY = {
    "campaigns.directive.record": emulation_board,
    "campaigns.movement.launch": bloc_secretary | emulation_board,
    "campaigns.agreement.draft": bloc_secretary | outgoing_secretary,
    "campaigns.agreement.sign": head_of_unit & unit_in_bloc,
    "campaigns.target.set": bloc_secretary,
    "campaigns.target.assign": bloc_secretary,
    "campaigns.progress.record": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.pace.set": bloc_secretary,
    "campaigns.explanation.write": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.index.open": emulation_board,
    "campaigns.index.record": emulation_board,
    "campaigns.registration.record": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.registration.withdraw": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.registration.due": bloc_secretary,
}
