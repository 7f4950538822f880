"""The room of a meeting as its page shows it: roll, questions, what was refused where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingState, Presence
from thidua.text import padded
from thidua.voting import VoteRule
from thidua.web.forms.meeting import MotionCard, present
from thidua.web.shell import YearPage

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Meeting, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A deed that was refused: where in the page, why, and what had been typed."""

    spot: str = ""
    refused: Refused | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    seats: Mapping[UUID, Refused] = field(default_factory=dict)


NO_FAULT = Fault()


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A meeting as one person sees it now; `runs` says whether that person runs it."""

    page: YearPage
    meeting: Meeting
    slug: str
    seats: tuple[Seat, ...]
    cards: tuple[MotionCard, ...]
    rules: tuple[VoteRule, ...]
    runs: bool

    @property
    def steers(self) -> bool:
        """Whether the person may put questions to the vote now."""
        return self.runs and not self.is_closed

    @property
    def opening(self) -> str:
        """What to think over before the meeting is opened: who is there, and whether that will do."""
        there = f"Có mặt {padded(self.present)}/{padded(len(self.seats))}"
        if self.quorate:
            return f"{there}. Khai mạc cuộc họp?"
        return (
            f"{there}, chưa đủ thành phần: cần {padded(self.quorum)} mới biểu quyết được. "
            "Vẫn khai mạc cuộc họp?"
        )

    @property
    def present(self) -> int:
        return present(self.seats)

    @property
    def quorum(self) -> int:
        """How many must be there for the most demanding question of such a meeting."""
        members = len(self.seats)
        return max((rule.quorum_needed(members) for rule in self.rules), default=0)

    @property
    def quorate(self) -> bool:
        return self.present >= self.quorum

    @property
    def current(self) -> MotionCard | None:
        return next((card for card in self.cards if card.is_open), None)

    @property
    def latest(self) -> MotionCard | None:
        """The motion being voted, else the last one that got its result."""
        closed = [card for card in self.cards if card.is_closed]
        return self.current or (closed[-1] if closed else None)

    @property
    def pending(self) -> list[MotionCard]:
        """The questions without a result, the one being voted first."""
        return sorted((c for c in self.cards if not c.is_closed), key=lambda c: not c.is_open)

    @property
    def settled(self) -> list[MotionCard]:
        return [card for card in reversed(self.cards) if card.is_closed]

    @property
    def done(self) -> int:
        return sum(card.is_closed for card in self.cards)

    @property
    def waiting(self) -> int:
        return len(self.cards) - self.done

    @property
    def is_called(self) -> bool:
        return self.meeting.state == MeetingState.CALLED

    @property
    def is_open(self) -> bool:
        return self.meeting.state == MeetingState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.meeting.state == MeetingState.CLOSED

    @property
    def presences(self) -> list[tuple[str, str, int]]:
        return [
            (kind.value, str(kind.label), sum(seat.presence == kind for seat in self.seats))
            for kind in (Presence.PRESENT, Presence.PROXY, Presence.ABSENT)
        ]


@dataclass(frozen=True, slots=True)
class RollRow:
    """A seat in the attendance form, as recorded or as typed and refused."""

    seat: Seat
    presence: str
    mandate: str
    refused: Refused | None


def roll_row(seat: Seat, fault: Fault) -> RollRow:
    refused = fault.seats.get(seat.pk)
    typed = fault.typed if refused else {}
    return RollRow(
        seat=seat,
        presence=typed.get(f"presence-{seat.pk}", seat.presence),
        mandate=typed.get(f"mandate-{seat.pk}", seat.mandate),
        refused=refused,
    )
