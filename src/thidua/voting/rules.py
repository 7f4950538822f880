"""What a vote must reach: the rule a regulation sets for one kind of question."""

from dataclasses import dataclass
from enum import StrEnum


class Ballot(StrEnum):
    SECRET = "secret"  # noqa: S105 -- a way of voting, no password
    OPEN = "open"
    EITHER = "either"


class Op(StrEnum):
    """Whether a share must exceed the percentage or may equal it: bodies write both."""

    GT = "gt"
    GE = "ge"


class Base(StrEnum):
    """What counts as 100 %."""

    ALL_MEMBERS = "all_members"
    PRESENT = "present"
    ISSUED = "issued"
    VALID = "valid"


class AbsentRule(StrEnum):
    """How members who are not there are asked."""

    WRITTEN = "written"
    BALLOT = "ballot"
    NONE = "none"


class RuleStatus(StrEnum):
    """How far the rule's source has been seen."""

    SEEN = "seen"
    UNVERIFIED = "unverified"
    ILLUSTRATIVE = "illustrative"


BALLOT_WORDS = {
    Ballot.SECRET: "bỏ phiếu kín",
    Ballot.OPEN: "biểu quyết công khai",
    Ballot.EITHER: "bỏ phiếu kín hoặc biểu quyết công khai",
}
BASE_WORDS = {
    Base.ALL_MEMBERS: "tổng số thành viên",
    Base.PRESENT: "số thành viên có mặt",
    Base.ISSUED: "số phiếu phát ra",
    Base.VALID: "số phiếu hợp lệ",
}
ABSENT_WORDS = {
    AbsentRule.WRITTEN: "; người vắng mặt cho ý kiến bằng văn bản",
    AbsentRule.BALLOT: "; người vắng mặt gửi phiếu",
    AbsentRule.NONE: "",
}
STATUS_WORDS = {
    RuleStatus.SEEN: "",
    RuleStatus.UNVERIFIED: " (chưa kiểm chứng)",
    RuleStatus.ILLUSTRATIVE: " (minh họa)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteRule:
    """How a question is voted and what it must reach.

    Attributes:
        ballot: secret, open, or as the meeting resolves.
        op: "more than" or "at least" the percentage.
        percent: whole percent of the base.
        base: what counts as 100 %.
        absent: how absent members are asked.
        quorum_percent: whole percent of all members who must be present; None where none is set.
        provision: the article or regulation the rule comes from, as users read it.
        status: whether that text has been seen.

    Raises:
        ValueError: a percentage outside 0-100, or "more than 100 %" (message in Vietnamese).
    """

    ballot: Ballot
    op: Op
    percent: int
    base: Base
    absent: AbsentRule
    quorum_percent: int | None
    provision: str
    status: RuleStatus

    def __post_init__(self) -> None:
        _check_percent("Tỷ lệ phiếu", self.percent)
        _check_percent("Tỷ lệ thành viên phải có mặt", self.quorum_percent or 0)
        if self.op is Op.GT and self.percent == 100:
            raise ValueError(
                "Quy tắc “trên 100%” không bao giờ đạt được; hãy ghi “ít nhất” 100% nếu cần tất cả."
            )

    @property
    def threshold_in_words(self) -> str:
        """Return the threshold as "ít nhất 80% tổng số thành viên"."""
        word = "trên " if self.op is Op.GT else "ít nhất " if self.percent < 100 else ""
        return f"{word}{self.percent}% {BASE_WORDS[self.base]}"

    @property
    def in_words(self) -> str:
        """Return the whole rule as users read it, with the mark of a rule that is not verified."""
        quorum = "" if self.quorum_percent is None else self._quorum_in_words
        head = f"{BALLOT_WORDS[self.ballot]}; {self.threshold_in_words}{quorum}"
        return head + ABSENT_WORDS[self.absent] + STATUS_WORDS[self.status]

    @property
    def _quorum_in_words(self) -> str:
        word = "có mặt đủ" if self.quorum_percent == 100 else "có mặt ít nhất"
        return f"; {word} {self.quorum_percent}% tổng số thành viên"

    def needed(self, base_count: int) -> int:
        """Return the smallest number of yes votes that satisfies the rule; never below one."""
        share = self.percent * base_count
        least = share // 100 + 1 if self.op is Op.GT else -(-share // 100)
        return max(least, 1)

    def quorum_needed(self, members: int) -> int:
        """Return how many members must be present; zero where the rule sets no quorum."""
        return -(-(self.quorum_percent or 0) * members // 100)


def _check_percent(what: str, percent: int) -> None:
    if not 0 <= percent <= 100:
        raise ValueError(f"{what} phải từ 0 đến 100%, không thể là {percent}%.")
