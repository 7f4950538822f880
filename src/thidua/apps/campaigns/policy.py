"""Who may do what with agreements, targets and registrations."""

from thidua.apps.units.policy import (
    bloc_secretary,
    emulation_board,
    head_of_unit,
    officer_of_unit,
    outgoing_secretary,
    unit_in_bloc,
)

# A movement is asked about with the bloc's year or the unit that launched it, or with neither.
launcher = bloc_secretary | emulation_board | officer_of_unit | head_of_unit
MAY = {
    "campaigns.directive.record": emulation_board,
    "campaigns.directive.amend": emulation_board,
    "campaigns.directive.replace": emulation_board,
    "campaigns.tie.make": bloc_secretary | emulation_board,
    "campaigns.tie.withdraw": bloc_secretary | emulation_board,
    "campaigns.movement.launch": launcher,
    "campaigns.movement.amend": launcher,
    "campaigns.movement.review_midway": launcher,
    "campaigns.movement.review_final": launcher,
    "campaigns.movement.close": launcher,
    "campaigns.movement.join": officer_of_unit | head_of_unit,
    "campaigns.movement.report": officer_of_unit | head_of_unit,
    "campaigns.photo.add": launcher,
    "campaigns.practice.share": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.practice.remark": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.practice.adopt": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.practice.hide": bloc_secretary,
    "campaigns.news.write": bloc_secretary,
    "campaigns.news.publish": bloc_secretary,
    "campaigns.news.correct": bloc_secretary,
    "campaigns.agreement.draft": bloc_secretary | outgoing_secretary,
    "campaigns.agreement.sign": head_of_unit & unit_in_bloc,
    "campaigns.target.set": bloc_secretary,
    "campaigns.target.assign": bloc_secretary,
    "campaigns.progress.record": (officer_of_unit | head_of_unit) & unit_in_bloc,
    "campaigns.index.open": emulation_board,
    "campaigns.index.record": emulation_board,
    "campaigns.registration.record": (officer_of_unit | head_of_unit) & unit_in_bloc,
}
