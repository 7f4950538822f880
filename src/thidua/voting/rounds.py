"""What a regulation says of ties and of voting again: data, never done by the system on its own."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.text import padded
from thidua.voting.ballots import BallotPaper, Chosen, Tally, strength_of
from thidua.voting.rules import STATUS_WORDS, RuleStatus


class GoesOn(StrEnum):
    """Who stands in the next round."""

    TIED = "tied"
    TOP_TWO = "top_two"
    NOT_CHOSEN = "not_chosen"


class When(StrEnum):
    SAME_MEETING = "same_meeting"
    OTHER_MEETING = "other_meeting"


class TieWay(StrEnum):
    """Who decides between equals."""

    CHAIR = "chair"
    ROUND = "round"
    LOT = "lot"


GOES_ON_WORDS = {
    GoesOn.TIED: "những người bằng phiếu nhau",
    GoesOn.TOP_TWO: "hai người nhiều phiếu nhất chưa được chọn",
    GoesOn.NOT_CHOSEN: "mọi người chưa được chọn",
}
WHEN_WORDS = {
    When.SAME_MEETING: "ngay tại cuộc họp",
    When.OTHER_MEETING: "tại cuộc họp khác",
}
TIE_WORDS = {
    TieWay.CHAIR: "bằng phiếu thì chủ tọa quyết định",
    TieWay.ROUND: "bằng phiếu thì bầu thêm vòng nữa",
    TieWay.LOT: "bằng phiếu thì rút thăm",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RevoteRule:
    """How often a body votes again, on whom, when, and what decides between equals.

    Raises:
        ValueError: fewer than one round, or more than nine (message in Vietnamese).
    """

    max_rounds: int
    goes_on: GoesOn
    when: When
    tie: TieWay
    provision: str
    status: RuleStatus

    def __post_init__(self) -> None:
        if not 1 <= self.max_rounds <= 9:
            raise ValueError(f"Số vòng phải từ 1 đến 9, không thể là {self.max_rounds}.")

    @property
    def in_words(self) -> str:
        """Return the rule as users read it, with the mark of one that is not verified."""
        again = f"nhiều nhất {padded(self.max_rounds)} vòng, vòng sau gồm {GOES_ON_WORDS[self.goes_on]}, {WHEN_WORDS[self.when]}"
        head = again if self.max_rounds > 1 else "không bỏ phiếu lại"
        return f"{head}; {TIE_WORDS[self.tie]}{STATUS_WORDS[self.status]}"


@dataclass(frozen=True, slots=True)
class NextRound:
    """Who goes on; nobody where there is no next round, and then `why`."""

    options: tuple[str, ...]
    why: str = ""


def next_round(
    rule: RevoteRule, played: int, paper: BallotPaper, pile: Tally, outcome: Chosen
) -> NextRound:
    """Say who stands in the round after `played` rounds."""
    if played >= rule.max_rounds:
        return NextRound((), f"Quy chế cho nhiều nhất {padded(rule.max_rounds)} vòng bỏ phiếu.")
    if rule.when is When.OTHER_MEETING:
        return NextRound((), "Quy chế để vòng sau cho cuộc họp khác.")
    if outcome.tied and rule.tie is not TieWay.ROUND:
        return NextRound((), f"Quy chế ghi: {TIE_WORDS[rule.tie]}.")
    on = _going_on(rule.goes_on, paper, pile, outcome)
    return NextRound(on) if on else NextRound((), "Không còn ai để bỏ phiếu vòng sau.")


def _going_on(who: GoesOn, paper: BallotPaper, pile: Tally, outcome: Chosen) -> tuple[str, ...]:
    if who is GoesOn.TIED or outcome.tied:
        return outcome.tied
    left = [line for line in pile.lines if line.option not in outcome.chosen]
    if who is GoesOn.NOT_CHOSEN or len(left) <= 2:
        return tuple(line.option for line in left)
    second = sorted((strength_of(paper, line) for line in left), reverse=True)[1]
    return tuple(line.option for line in left if strength_of(paper, line) >= second)
