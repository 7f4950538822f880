"""Deeds about nominations, decisions, the register, and confirmed provisions."""

from thidua.apps.awards.services.decisions import (
    DecisionText,
    check_issuer,
    decision_issue,
    register_enter,
)
from thidua.apps.awards.services.nominations import (
    SlotPlan,
    nomination_council,
    nomination_make,
    nomination_submit,
    prior_award_enter,
    slots_set,
)
from thidua.apps.awards.services.provisions import provision_confirm, provision_withdraw
from thidua.apps.awards.services.uses import nomination_rest

__all__ = [
    "DecisionText",
    "SlotPlan",
    "check_issuer",
    "decision_issue",
    "nomination_council",
    "nomination_make",
    "nomination_rest",
    "nomination_submit",
    "prior_award_enter",
    "provision_confirm",
    "provision_withdraw",
    "register_enter",
    "slots_set",
]
