"""Who may nominate, submit, decide, enter the register, and confirm the text of the law."""

from thidua.apps.units.policy import bloc_secretary, emulation_board, signing_authority

MAY = {
    "awards.slots.set": emulation_board,
    "awards.prior.enter": emulation_board,
    "awards.nomination.make": bloc_secretary | emulation_board,
    "awards.nomination.rest": bloc_secretary | emulation_board,
    "awards.nomination.submit": bloc_secretary,
    "awards.nomination.council": emulation_board,
    "awards.decision.issue": signing_authority | emulation_board,
    "awards.provision.confirm": emulation_board,
    "awards.provision.withdraw": emulation_board,
}
