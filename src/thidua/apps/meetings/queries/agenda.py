"""Where a meeting stands in its agenda."""

from thidua.apps.meetings.models import AgendaItem, Meeting


def item_at_hand(meeting: Meeting) -> AgendaItem | None:
    """Return the item the meeting last went to; before the first turn, the first item."""
    last = meeting.turns.select_related("item").order_by("place").last()
    return last.item if last else meeting.agenda.order_by("number").first()


def item_of(meeting: Meeting, number: int) -> AgendaItem | None:
    return meeting.agenda.filter(number=number).first()
