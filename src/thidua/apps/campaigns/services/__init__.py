"""Deeds about directives, movements, agreements, targets, progress and registrations."""

from thidua.apps.campaigns.services.agreements import (
    ArticleText,
    agreement_draft,
    agreement_sign,
    check_signable,
)
from thidua.apps.campaigns.services.base import PaperRef
from thidua.apps.campaigns.services.indices import index_open, index_record
from thidua.apps.campaigns.services.movements import directive_record, movement_launch
from thidua.apps.campaigns.services.pacing import explanation_write, pace_set
from thidua.apps.campaigns.services.registrations import (
    registration_due,
    registration_record,
    registration_withdraw,
)
from thidua.apps.campaigns.services.targets import progress_record, target_assign, target_set

__all__ = [
    "ArticleText",
    "PaperRef",
    "agreement_draft",
    "agreement_sign",
    "check_signable",
    "directive_record",
    "explanation_write",
    "index_open",
    "index_record",
    "movement_launch",
    "pace_set",
    "progress_record",
    "registration_due",
    "registration_record",
    "registration_withdraw",
    "target_assign",
    "target_set",
]
