"""Deeds about directives, movements, agreements, targets, progress and registrations."""

from thidua.apps.campaigns.services.agreements import (
    agreement_draft,
    agreement_sign,
    check_signable,
)
from thidua.apps.campaigns.services.amendments import Amended, amendment_lay_out, amendment_sign
from thidua.apps.campaigns.services.base import PaperRef
from thidua.apps.campaigns.services.indices import index_open, index_record
from thidua.apps.campaigns.services.laying import ArticleText
from thidua.apps.campaigns.services.measures import Measuring, measure_set
from thidua.apps.campaigns.services.movements import directive_record, movement_launch
from thidua.apps.campaigns.services.registrations import registration_record
from thidua.apps.campaigns.services.remarks import clause_remark_make, clause_remark_settle
from thidua.apps.campaigns.services.targets import progress_record, target_assign, target_set
from thidua.apps.campaigns.services.wording import (
    Kept,
    Typed,
    agreement_adopt,
    agreement_begin,
    agreement_restore,
    agreement_write,
    assent_give,
    consultation_open,
)

__all__ = [
    "Amended",
    "ArticleText",
    "Kept",
    "Measuring",
    "PaperRef",
    "Typed",
    "agreement_adopt",
    "agreement_begin",
    "agreement_draft",
    "agreement_restore",
    "agreement_sign",
    "agreement_write",
    "amendment_lay_out",
    "amendment_sign",
    "assent_give",
    "check_signable",
    "clause_remark_make",
    "clause_remark_settle",
    "consultation_open",
    "directive_record",
    "index_open",
    "index_record",
    "measure_set",
    "movement_launch",
    "progress_record",
    "registration_record",
    "target_assign",
    "target_set",
]
