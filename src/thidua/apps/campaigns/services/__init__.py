"""Deeds about directives, movements, agreements, targets, progress and registrations."""

from thidua.apps.campaigns.services.agreements import (
    agreement_draft,
    agreement_sign,
    check_signable,
)
from thidua.apps.campaigns.services.amendments import Amended, amendment_lay_out, amendment_sign
from thidua.apps.campaigns.services.base import PaperRef
from thidua.apps.campaigns.services.directives import (
    DirectiveText,
    directive_amend,
    directive_record,
    directive_replace,
    tie_make,
    tie_withdraw,
)
from thidua.apps.campaigns.services.indices import index_open, index_record
from thidua.apps.campaigns.services.laying import ArticleText
from thidua.apps.campaigns.services.measures import Measuring, measure_set
from thidua.apps.campaigns.services.movements import (
    MovementText,
    Place,
    movement_amend,
    movement_close,
    movement_launch,
    movement_review,
    movement_start,
)
from thidua.apps.campaigns.services.news import NewsText, news_correct, news_publish, news_write
from thidua.apps.campaigns.services.pacing import explanation_write, pace_set
from thidua.apps.campaigns.services.practices import (
    PracticeText,
    photo_add,
    practice_adopt,
    practice_hide,
    practice_remark,
    practice_share,
)
from thidua.apps.campaigns.services.registrations import (
    registration_due,
    registration_record,
    registration_withdraw,
)
from thidua.apps.campaigns.services.remarks import clause_remark_make, clause_remark_settle
from thidua.apps.campaigns.services.results import Result, movement_join, movement_report
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
    "DirectiveText",
    "Kept",
    "Measuring",
    "MovementText",
    "NewsText",
    "PaperRef",
    "Place",
    "PracticeText",
    "Result",
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
    "directive_amend",
    "directive_record",
    "directive_replace",
    "explanation_write",
    "index_open",
    "index_record",
    "measure_set",
    "movement_amend",
    "movement_close",
    "movement_join",
    "movement_launch",
    "movement_report",
    "movement_review",
    "movement_start",
    "news_correct",
    "news_publish",
    "news_write",
    "pace_set",
    "photo_add",
    "practice_adopt",
    "practice_hide",
    "practice_remark",
    "practice_share",
    "progress_record",
    "registration_due",
    "registration_record",
    "registration_withdraw",
    "target_assign",
    "target_set",
    "tie_make",
    "tie_withdraw",
]
