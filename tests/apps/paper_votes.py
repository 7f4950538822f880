"""A conference voting on printed ballots: the two tellers, and what they read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import cast
from thidua.apps.awards.queries import slots_of
from thidua.apps.meetings.enums import Counting, Mode, Shape
from thidua.apps.meetings.models import Meeting, Motion, Seat
from thidua.apps.meetings.services import (
    motion_open,
    paper_enter,
    paper_finish,
    paper_prepare,
)
from thidua.apps.people.models import Person
from thidua.year.conference import Layout, table_list
from thidua.year.steps import close_paper
from web.evening import nomination_on_the_table

Read = Mapping[str, str]


@dataclass(frozen=True)
class Count:
    """A motion open on printed ballots with its two tellers."""

    motion: Motion
    tellers: tuple[Person, Person]

    @property
    def codes(self) -> list[str]:
        return list(self.motion.paper_ballots.values_list("code", flat=True))

    def enter(self, teller: int, code: str, marks: Read, **more: str) -> None:
        paper_enter(
            motion=self.motion, code=code, marks=marks, actor=self.tellers[teller],
            at=cast.AT, **more,
        )  # fmt: skip

    def reads(self, teller: int, pile: Sequence[Read]) -> None:
        """Enter a pile, each with the next code, and say that it is done."""
        for code, marks in zip(self.codes, pile, strict=False):
            self.enter(teller, code, marks)
        paper_finish(motion=self.motion, actor=self.tellers[teller], at=cast.AT)

    def both_read(self, pile: Sequence[Read]) -> None:
        self.reads(0, pile)
        self.reads(1, pile)

    def closed(self, issued: int) -> Motion:
        return close_paper(motion=self.motion, issued=issued, actor=cast.secretary(), at=cast.AT)


def tellers() -> tuple[Person, Person]:
    return cast.officer("stc"), cast.officer("snv")


def prepared(motion: Motion, *, printed: int = 15, on_paper: Sequence[Seat] = ()) -> Count:
    who = tellers()
    paper_prepare(
        motion=motion, printed=printed, tellers=who, paper_seats=on_paper,
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    return Count(motion, who)


def on_paper(meeting: Meeting) -> Count:
    """Open a nomination on printed ballots."""
    count = prepared(nomination_on_the_table(meeting, Mode.PAPER))
    motion_open(motion=count.motion, actor=cast.secretary(), at=cast.AT)
    return count


def a_list(meeting: Meeting, shape: Shape, counting: Counting, at_most: int = 1) -> Motion:
    """Put the candidates for the award that takes most on one ballot."""
    slot = max(slots_of(meeting.bloc_year), key=lambda one: one.maximum)
    layout = Layout(shape, counting, at_most)
    return table_list(meeting=meeting, slot=slot, layout=layout, actor=cast.secretary(), at=cast.AT)
