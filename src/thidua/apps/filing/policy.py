"""Who may give numbers, and who may say how they are given."""

from thidua.apps.units.policy import bloc_secretary, emulation_board, signing_authority

MAY = {
    "filing.number.reserve": bloc_secretary | emulation_board,
    "filing.number.issue": bloc_secretary | emulation_board,
    "filing.number.cancel": bloc_secretary | emulation_board,
    "filing.number.dispatch": bloc_secretary | emulation_board,
    "filing.numbering.choose": bloc_secretary | emulation_board,
    "filing.abbreviation.set": emulation_board,
    "filing.pattern.save": emulation_board,
    "filing.certificates.print": emulation_board | signing_authority,
}
