"""Deeds about directives, movements, agreements, targets, progress and registrations."""

from thidua.apps.campaigns.services.agreements import (
    ArticleText,
    agreement_draft,
    agreement_sign,
    check_signable,
)
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
from thidua.apps.campaigns.services.movements import (
    MovementText,
    Place,
    departures,
    movement_amend,
    movement_close,
    movement_launch,
    movement_review,
    movement_start,
    place_of_bloc,
)
from thidua.apps.campaigns.services.news import NewsText, news_correct, news_publish, news_write
from thidua.apps.campaigns.services.practices import (
    PracticeText,
    photo_add,
    practice_adopt,
    practice_hide,
    practice_remark,
    practice_share,
)
from thidua.apps.campaigns.services.registrations import registration_record
from thidua.apps.campaigns.services.results import Result, movement_join, movement_report
from thidua.apps.campaigns.services.targets import progress_record, target_assign, target_set

__all__ = [
    "ArticleText",
    "DirectiveText",
    "MovementText",
    "NewsText",
    "PaperRef",
    "Place",
    "PracticeText",
    "Result",
    "agreement_draft",
    "agreement_sign",
    "check_signable",
    "departures",
    "directive_amend",
    "directive_record",
    "directive_replace",
    "index_open",
    "index_record",
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
    "photo_add",
    "place_of_bloc",
    "practice_adopt",
    "practice_hide",
    "practice_remark",
    "practice_share",
    "progress_record",
    "registration_record",
    "target_assign",
    "target_set",
    "tie_make",
    "tie_withdraw",
]
