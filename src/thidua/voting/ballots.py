"""Ballots of every shape: whether one is valid, what a pile of them adds up to, whom it chooses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.text import padded, percent_text
from thidua.voting.counts import Count
from thidua.voting.decisions import base_of, obstacle_to
from thidua.voting.rules import STATUS_WORDS, VoteRule


class Shape(StrEnum):
    """What a ballot asks for.

    QUESTION: one of yes, no, no opinion. ONE: one of several candidates. EACH: yes or no for every
    candidate; a candidate left unmarked has no opinion. CHOOSE: at most so many of the candidates.
    RANK: the candidates numbered from 1 in the voter's order; not all need a number.
    """

    QUESTION = "question"
    ONE = "one"
    EACH = "each"
    CHOOSE = "choose"
    RANK = "rank"


class Counting(StrEnum):
    """What orders the candidates of a count, chosen by whoever puts the question.

    VOTES: the votes for each. POINTS: of n candidates a first place brings n points, a second n - 1,
    and so on, no number none; the rule's share is asked of the ballots that number the candidate.
    FIRSTS: the first places; the rule's share is asked of them.
    """

    VOTES = "votes"
    POINTS = "points"
    FIRSTS = "firsts"


class Kind(StrEnum):
    VALID = "valid"
    BLANK = "blank"
    INVALID = "invalid"


MARK = "x"
ANSWERS = ("yes", "no", "abstain")
COUNTINGS = {
    Shape.QUESTION: (Counting.VOTES,),
    Shape.ONE: (Counting.VOTES,),
    Shape.EACH: (Counting.VOTES,),
    Shape.CHOOSE: (Counting.VOTES,),
    Shape.RANK: (Counting.POINTS, Counting.FIRSTS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotPaper:
    """What stands on a ballot and how it is counted.

    Attributes:
        options: codes in the order of the paper.
        at_most: how many may be marked, where the shape is CHOOSE.
        blank_valid: whether a ballot without a mark is valid, as one of no opinion.

    Raises:
        ValueError: a paper nobody could mark or count (message in Vietnamese).
    """

    shape: Shape
    options: tuple[str, ...]
    at_most: int = 1
    counting: Counting = Counting.VOTES
    blank_valid: bool = False

    def __post_init__(self) -> None:
        if not self.options or len(set(self.options)) < len(self.options):
            raise ValueError("Phiếu phải có ít nhất một lựa chọn và không lặp lại lựa chọn nào.")
        if not 1 <= self.at_most <= len(self.options):
            raise ValueError(
                f"Số được chọn nhiều nhất phải từ 1 đến {len(self.options)}, không thể là {self.at_most}."
            )
        if self.counting not in COUNTINGS[self.shape]:
            raise ValueError("Cách tính kết quả không hợp với loại phiếu.")


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks on one ballot by option; `spoiled` says why it doesn't count, whatever is marked."""

    on: Mapping[str, str]
    spoiled: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    kind: Kind
    why: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What an option got; yes, no and abstain add up to the valid ballots, except on a question."""

    option: str
    yes: int
    no: int = 0
    abstain: int = 0
    points: int = 0
    firsts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A pile of ballots added up; `blank` is part of the valid or of the invalid, as the paper says."""

    valid: int
    invalid: int
    blank: int
    lines: tuple[Line, ...]

    @property
    def returned(self) -> int:
        return self.valid + self.invalid

    def of(self, option: str) -> Line:
        return next(line for line in self.lines if line.option == option)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Whom a count chooses; `tied` are those among whom it can't tell who takes the last place."""

    chosen: tuple[str, ...]
    tied: tuple[str, ...]
    base_count: int
    needed: int
    reason: str


def unreadable(paper: BallotPaper, marks: Mapping[str, str]) -> str:
    """Say which mark can't stand on such a paper at all; empty when all can."""
    if strange := [code for code in marks if code not in paper.options]:
        return f"Trên phiếu không có: {', '.join(sorted(strange))}."
    allowed = _allowed(paper)
    if wrong := sorted({mark for mark in marks.values() if mark not in allowed}):
        return f"Dấu “{', '.join(wrong)}” không đọc được trên loại phiếu này."
    return ""


def _allowed(paper: BallotPaper) -> set[str]:
    if paper.shape is Shape.EACH:
        return {*ANSWERS, "both"}
    if paper.shape is Shape.RANK:
        return {str(place) for place in range(1, len(paper.options) + 1)}
    return {MARK}


def judge(paper: BallotPaper, marks: Marks) -> Judged:
    """Say whether a ballot is valid, blank or invalid, and why.

    Raises:
        ValueError: a mark that the paper can't bear.
    """
    if strange := unreadable(paper, marks.on):
        raise ValueError(strange)
    if marks.spoiled:
        return Judged(Kind.INVALID, marks.spoiled)
    if not marks.on:
        return Judged(Kind.BLANK, "phiếu trắng")
    why = _too_much(paper, marks.on)
    return Judged(Kind.INVALID, why) if why else Judged(Kind.VALID)


def _too_much(paper: BallotPaper, marks: Mapping[str, str]) -> str:
    if paper.shape is Shape.EACH:
        return "đánh dấu hai ô trên một dòng" if "both" in marks.values() else ""
    if paper.shape is Shape.RANK:
        return _wrong_ranks(marks)
    most = paper.at_most if paper.shape is Shape.CHOOSE else 1
    return f"chọn quá {padded(most)}" if len(marks) > most else ""


def _wrong_ranks(marks: Mapping[str, str]) -> str:
    if len(set(marks.values())) < len(marks):
        return "hai lựa chọn cùng một thứ tự"
    ranks = sorted(int(mark) for mark in marks.values())
    return "" if ranks == list(range(1, len(ranks) + 1)) else "thứ tự không liên tục từ 1"


def tally(paper: BallotPaper, ballots: Iterable[Marks]) -> Tally:
    """Add a pile of ballots up; their order makes no difference."""
    kinds = [(judge(paper, ballot).kind, ballot.on) for ballot in ballots]
    blank = sum(kind is Kind.BLANK for kind, _ in kinds)
    counted = [marks for kind, marks in kinds if kind is Kind.VALID]
    valid = len(counted) + blank * paper.blank_valid
    return Tally(
        valid=valid,
        invalid=len(kinds) - valid,
        blank=blank,
        lines=tuple(_line(paper, option, counted, valid) for option in paper.options),
    )


def _line(
    paper: BallotPaper, option: str, ballots: Sequence[Mapping[str, str]], valid: int
) -> Line:
    marks = [ballot[option] for ballot in ballots if option in ballot]
    if paper.shape is Shape.QUESTION:
        return Line(option, len(marks))
    if paper.shape is Shape.EACH:
        yes, no = marks.count("yes"), marks.count("no")
        return Line(option, yes, no, valid - yes - no)
    blank = valid - len(ballots)
    if paper.shape is Shape.RANK:
        points = sum(len(paper.options) + 1 - int(mark) for mark in marks)
        no = len(ballots) - len(marks)
        return Line(option, len(marks), no, blank, points, marks.count("1"))
    return Line(option, len(marks), len(ballots) - len(marks), blank)


def count_from(
    paper: BallotPaper, pile: Tally, *, members: int, present: int, issued: int
) -> Count:
    """Make the count of a pile: on a question its answers, else the most that any candidate got."""
    if paper.shape is Shape.QUESTION:
        yes, no, abstain = (pile.of(answer).yes for answer in ANSWERS)
        abstain += pile.valid - yes - no - abstain
    else:
        yes = max(votes_of(paper, line) for line in pile.lines)
        no, abstain = pile.valid - yes, 0
    return Count(
        members=members,
        present=present,
        issued=issued,
        returned=pile.returned,
        valid=pile.valid,
        invalid=pile.invalid,
        yes=yes,
        no=no,
        abstain=abstain,
    )


def choose(
    rule: VoteRule,
    paper: BallotPaper,
    pile: Tally,
    count: Count,
    *,
    places: int,
    names: Mapping[str, str],
) -> Chosen:
    """Choose at most so many candidates: those who reach the rule, the strongest first.

    Between equal candidates for the last places it chooses none of them: they are `tied`, and the
    meeting's rule about ties is asked, never a hidden one.
    """
    base = base_of(rule, count)
    needed = rule.needed(base)
    best = max((votes_of(paper, line) for line in pile.lines), default=0)
    if obstacle := obstacle_to(rule, count, best):
        return Chosen(chosen=(), tied=(), base_count=base, needed=needed, reason=obstacle)
    reached = [line for line in pile.lines if votes_of(paper, line) >= needed]
    chosen, tied = _first(reached, paper, places)
    reason = _reason(rule, base, [names[o] for o in chosen], [names[o] for o in tied])
    return Chosen(chosen=chosen, tied=tied, base_count=base, needed=needed, reason=reason)


def votes_of(paper: BallotPaper, line: Line) -> int:
    """Return the votes of which the rule asks its share."""
    return line.firsts if paper.counting is Counting.FIRSTS else line.yes


def strength_of(paper: BallotPaper, line: Line) -> int:
    """Return what orders the candidates."""
    return line.points if paper.counting is Counting.POINTS else votes_of(paper, line)


def _first(
    lines: Sequence[Line], paper: BallotPaper, places: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ordered = sorted(lines, key=lambda line: -strength_of(paper, line))
    if len(ordered) <= places:
        return tuple(line.option for line in ordered), ()
    last = strength_of(paper, ordered[places - 1])
    if strength_of(paper, ordered[places]) < last:
        return tuple(line.option for line in ordered[:places]), ()
    above = tuple(line.option for line in ordered if strength_of(paper, line) > last)
    tied = tuple(line.option for line in ordered if strength_of(paper, line) == last)
    return above, tied


def _reason(rule: VoteRule, base: int, chosen: Sequence[str], tied: Sequence[str]) -> str:
    asked = (
        f"Cần ít nhất {padded(rule.needed(base))}/{padded(base)} phiếu "
        f"theo quy tắc {rule.threshold_in_words}{STATUS_WORDS[rule.status]}."
    )
    got = f"Được chọn: {', '.join(chosen)}." if chosen else "Chưa chọn được ai."
    even = f" Bằng nhau, chưa phân định: {', '.join(tied)}." if tied else ""
    return f"{got}{even} {asked}"


def told(paper: BallotPaper, line: Line, base: int) -> str:
    """Tell what a candidate got, as minutes write it."""
    votes = votes_of(paper, line)
    share = f" ({percent_text(votes, base)})" if base else ""
    head = f"{padded(votes)}/{padded(base)} phiếu{share}"
    return f"{head}, {padded(line.points)} điểm" if paper.counting is Counting.POINTS else head
