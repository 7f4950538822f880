"""Deeds about the plan of the year, notices, opening and handing over."""

from thidua.apps.planning.services.items import (
    ItemText,
    item_change,
    item_finish,
    item_remove,
    items_add,
)
from thidua.apps.planning.services.notices import (
    digest_choose,
    digest_mark,
    feed_open,
    feed_revoke,
)
from thidua.apps.planning.services.opening import (
    hand_over_give,
    hand_over_receive,
    lead_name,
    setup_discard,
    setup_open,
    setup_save,
    setup_start,
)

__all__ = [
    "ItemText",
    "digest_choose",
    "digest_mark",
    "feed_open",
    "feed_revoke",
    "hand_over_give",
    "hand_over_receive",
    "item_change",
    "item_finish",
    "item_remove",
    "items_add",
    "lead_name",
    "setup_discard",
    "setup_open",
    "setup_save",
    "setup_start",
]
