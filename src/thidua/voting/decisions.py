"""Applying a rule to a count: a motion carries or not, an election elects one or nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.text import padded, percent_text
from thidua.voting.counts import Count, faults
from thidua.voting.rules import BASE_WORDS, STATUS_WORDS, Base, VoteRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a vote decided; `reason` is one Vietnamese sentence with the rule and the figures."""

    carried: bool
    yes: int
    base_count: int
    needed: int
    quorum_met: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """Who was elected, if anyone; `reason` says with how many votes, or why nobody was."""

    elected: str | None
    base_count: int
    needed: int
    reason: str


def decide(rule: VoteRule, count: Count) -> Result:
    """Say whether the yes votes reach the rule.

    A count that contradicts itself, a missing quorum or a base of nobody never carries. Abstentions
    and invalid ballots are not yes votes; whether they weigh in the base is the rule's choice.
    """
    base_count = base_of(rule, count)
    obstacle = _obstacle(rule, count) or _beyond_base(rule, count.yes, base_count)
    needed = rule.needed(base_count)
    carried = not obstacle and count.yes >= needed
    return Result(
        carried=carried,
        yes=count.yes,
        base_count=base_count,
        needed=needed,
        quorum_met=_quorum_met(rule, count),
        reason=obstacle or _vote_in_words(rule, count.yes, base_count, carried=carried),
    )


def elect(rule: VoteRule, votes: Mapping[str, int], count: Count) -> Election:
    """Elect the one candidate ahead of all others, if the votes reach the rule.

    A ballot names one candidate. A tie at the top elects nobody: no rule for breaking it is known,
    so the meeting decides whether to vote again.
    """
    base_count = base_of(rule, count)
    best = max(votes.values(), default=0)
    leaders = [candidate for candidate, got in votes.items() if got == best]
    obstacle = (
        _obstacle(rule, count)
        or _election_faults(votes, count)
        or _beyond_base(rule, best, base_count)
        or _tie(leaders, best)
    )
    elected = not obstacle and best >= rule.needed(base_count)
    return Election(
        elected=leaders[0] if elected else None,
        base_count=base_count,
        needed=rule.needed(base_count),
        reason=obstacle or _election_in_words(rule, leaders[0], best, base_count, elected=elected),
    )


def base_of(rule: VoteRule, count: Count) -> int:
    """Return the number that counts as 100 %."""
    bases = {
        Base.ALL_MEMBERS: count.members,
        Base.PRESENT: count.present,
        Base.ISSUED: count.issued,
        Base.VALID: count.valid,
    }
    return bases[rule.base]


def _quorum_met(rule: VoteRule, count: Count) -> bool:
    return count.present >= rule.quorum_needed(count.members)


def obstacle_to(rule: VoteRule, count: Count, best: int) -> str:
    """Say what keeps a count from deciding anything, `best` being the most votes anyone got."""
    return _obstacle(rule, count) or _beyond_base(rule, best, base_of(rule, count))


def _obstacle(rule: VoteRule, count: Count) -> str:
    """Say what keeps the count from deciding anything; empty when nothing does."""
    if wrong := faults(count):
        return "Kết quả kiểm phiếu không khớp: " + " ".join(fault.message for fault in wrong)
    if not _quorum_met(rule, count):
        return _no_quorum(rule, count)
    if base_of(rule, count) == 0:
        return f"Không tính được tỷ lệ phiếu: {BASE_WORDS[rule.base]} bằng 0."
    return ""


def _no_quorum(rule: VoteRule, count: Count) -> str:
    share = percent_text(count.present, count.members)
    return (
        f"Không đủ thành phần để biểu quyết: có mặt {padded(count.present)}/{padded(count.members)} thành viên "
        f"({share}), cần ít nhất {padded(rule.quorum_needed(count.members))} thành viên "
        f"({rule.quorum_percent}% tổng số thành viên){STATUS_WORDS[rule.status]}."
    )


def _beyond_base(rule: VoteRule, yes: int, base_count: int) -> str:
    """Refuse more yes votes than the base, as when the absent vote but only those present count."""
    if yes <= base_count:
        return ""
    return (
        f"Số phiếu đồng ý ({padded(yes)}) nhiều hơn {BASE_WORDS[rule.base]} ({padded(base_count)}) dùng để tính "
        "tỷ lệ; hãy kiểm lại số phiếu hoặc cách tính tỷ lệ của quy tắc."
    )


def _vote_in_words(rule: VoteRule, yes: int, base_count: int, *, carried: bool) -> str:
    head = "Đạt" if carried else "Chưa đạt:"
    return f"{head} {_share_in_words(rule, yes, base_count)}."


def _share_in_words(rule: VoteRule, yes: int, base_count: int) -> str:
    return (
        f"{padded(yes)}/{padded(base_count)} phiếu ({percent_text(yes, base_count)}), "
        f"cần ít nhất {padded(rule.needed(base_count))} phiếu "
        f"theo quy tắc {rule.threshold_in_words}{STATUS_WORDS[rule.status]}"
    )


def _election_faults(votes: Mapping[str, int], count: Count) -> str:
    if negative := [candidate for candidate, got in votes.items() if got < 0]:
        return f"Kết quả kiểm phiếu không khớp: số phiếu của {', '.join(negative)} là số âm."
    if (given := sum(votes.values())) > count.valid:
        return (
            f"Kết quả kiểm phiếu không khớp: tổng số phiếu của các ứng cử viên ({padded(given)}) "
            f"nhiều hơn số phiếu hợp lệ ({padded(count.valid)})."
        )
    return ""


def _tie(leaders: list[str], best: int) -> str:
    if best == 0:
        return "Không có phiếu nào bầu cho ứng cử viên; chưa bầu được ai."
    if len(leaders) == 1:
        return ""
    return (
        f"Có {padded(len(leaders))} ứng cử viên cùng dẫn đầu với {padded(best)} phiếu ({', '.join(leaders)}); "
        "chưa bầu được ai, hội nghị quyết định việc bầu lại."
    )


def _election_in_words(
    rule: VoteRule, leader: str, best: int, base_count: int, *, elected: bool
) -> str:
    end = "đã trúng cử" if elected else "chưa bầu được ai"
    return f"{leader} được {_share_in_words(rule, best, base_count)}; {end}."
