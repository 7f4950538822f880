"""Reading plans, feeds, choices, drafts and hand-overs."""

from thidua.apps.planning.queries.items import plan_of
from thidua.apps.planning.queries.notices import (
    choice_of,
    digests_wanted,
    feed_behind,
    feed_of,
    feed_of_bloc,
)
from thidua.apps.planning.queries.opening import (
    PREPARE,
    draft_for,
    drafts_for,
    hand_over_of,
    naming_of,
    taken_over_by,
)

__all__ = [
    "PREPARE",
    "choice_of",
    "digests_wanted",
    "draft_for",
    "drafts_for",
    "feed_behind",
    "feed_of",
    "feed_of_bloc",
    "hand_over_of",
    "naming_of",
    "plan_of",
    "taken_over_by",
]
