"""The conference room's forms: attendance, paper counts, and how a motion is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import ELECTIONS, ON_PAPER, Mode, MotionState, Presence
from thidua.apps.meetings.queries import is_secret, rule_of
from thidua.apps.meetings.queries.sealed import figures_of
from thidua.voting import Base, Count, VoteRule

if TYPE_CHECKING:
    from thidua.apps.meetings.models import Motion, Option, Seat

PAPER_FIELDS = (
    ("issued", "Số phiếu phát ra"),
    ("returned", "Số phiếu thu về"),
    ("invalid", "Số phiếu không hợp lệ"),
    ("yes", "Đồng ý"),
    ("no", "Không đồng ý"),
    ("abstain", "Không có ý kiến"),
)


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A figure of the tellers' count, as typed so far."""

    name: str
    label: str
    typed: str


@dataclass(frozen=True, slots=True)
class MotionCard:
    """A motion as the room may see it; `results` stays empty until the motion is closed."""

    motion: Motion
    rule: VoteRule
    cast: int
    expected: int
    results: tuple[Option, ...]
    paper: tuple[PaperCell, ...]

    @property
    def spot(self) -> str:
        return f"noi-dung-{self.motion.number}"

    @property
    def is_open(self) -> bool:
        return self.motion.state == MotionState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.motion.state == MotionState.CLOSED

    @property
    def is_tabled(self) -> bool:
        return self.motion.state == MotionState.TABLED

    @property
    def electronic(self) -> bool:
        return self.motion.mode == Mode.ELECTRONIC

    @property
    def sealed(self) -> bool:
        return self.motion.mode == Mode.SEALED

    @property
    def on_paper(self) -> bool:
        """Whether printed ballots are counted by two tellers, all or some."""
        return self.motion.mode in ON_PAPER

    @property
    def on_device(self) -> bool:
        return self.electronic or self.sealed or self.motion.mode == Mode.MIXED

    @property
    def secret(self) -> bool:
        return is_secret(self.motion)

    @property
    def election(self) -> bool:
        return self.motion.kind in ELECTIONS

    @property
    def needed(self) -> int | None:
        """Return how many votes will be needed, where that is known before the count."""
        if self.is_closed:
            return self.motion.needed
        return self.rule.needed(self.expected) if self.rule.base is Base.ALL_MEMBERS else None


def card_of(
    motion: Motion, seats: Sequence[Seat], typed: Mapping[str, str] | None = None
) -> MotionCard:
    """Lay a motion out; while it runs, the only figure read is how many seats have voted."""
    closed = motion.state == MotionState.CLOSED
    is_paper = motion.state == MotionState.OPEN and motion.mode == Mode.COUNTED
    return MotionCard(
        motion=motion,
        rule=rule_of(motion),
        cast=cast_count(motion),
        expected=len(seats),
        results=tuple(motion.options.all()) if closed else (),
        paper=paper_cells(motion, present(seats), typed or {}) if is_paper else (),
    )


def cast_count(motion: Motion) -> int:
    if motion.state != MotionState.OPEN or motion.mode in {Mode.COUNTED, Mode.PAPER}:
        return 0
    if motion.mode == Mode.SEALED:
        return figures_of(motion.sealed)["cast"]
    return motion.ballot_marks.count()


def present(seats: Sequence[Seat]) -> int:
    return sum(seat.presence != Presence.ABSENT for seat in seats)


def paper_cells(motion: Motion, issued: int, typed: Mapping[str, str]) -> tuple[PaperCell, ...]:
    """Return the cells of the tellers' sheet: ballots, then answers or candidates."""
    fields: list[tuple[str, str]] = list(PAPER_FIELDS)
    if motion.kind in ELECTIONS:
        fields = fields[:3] + [(option.code, option.label) for option in motion.options.all()]
    start = {"issued": str(issued), "invalid": "0"}
    return tuple(
        PaperCell(name, label, typed.get(f"count-{name}", start.get(name, "")))
        for name, label in fields
    )


def whole(posted: Mapping[str, str], name: str, label: str) -> int:
    """Read a whole number that isn't negative.

    Raises:
        Refused: names the cell and how to write it.
    """
    text = posted.get(f"count-{name}", "").strip()
    if not text.isdecimal():
        raise Refused(
            f"“{label}”: {f'“{text}” không phải là số phiếu' if text else 'chưa có số'}.",
            remedy="Hãy ghi một số nguyên, ví dụ 9; không có phiếu nào thì ghi 0.",
        )
    return int(text)


def read_count(
    motion: Motion, seats: Sequence[Seat], posted: Mapping[str, str]
) -> tuple[Count, dict[str, int] | None]:
    """Read the tellers' figures; an election also gives the votes of each candidate."""
    cells = paper_cells(motion, 0, {})
    read = {cell.name: whole(posted, cell.name, cell.label) for cell in cells}
    votes = None
    if motion.kind in ELECTIONS:
        votes = {cell.name: read[cell.name] for cell in cells[3:]}
        best = max(votes.values(), default=0)
        read |= {"yes": best, "no": sum(votes.values()) - best, "abstain": 0}
    count = Count(
        members=len(seats),
        present=present(seats),
        issued=read["issued"],
        returned=read["returned"],
        valid=read["returned"] - read["invalid"],
        invalid=read["invalid"],
        yes=read["yes"],
        no=read["no"],
        abstain=read["abstain"],
    )
    return count, votes
