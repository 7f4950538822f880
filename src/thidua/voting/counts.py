"""The tellers' count of one question, and what makes a count impossible."""

from dataclasses import dataclass

from thidua.text import padded


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Ballots and votes of one question; `members` is everyone entitled to vote."""

    members: int
    present: int
    issued: int
    returned: int
    valid: int
    invalid: int
    yes: int
    no: int
    abstain: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a count cannot be: a code for programs, a Vietnamese sentence for people."""

    code: str
    message: str


_WORDS = {
    "members": "tổng số thành viên",
    "present": "số thành viên có mặt",
    "issued": "số phiếu phát ra",
    "returned": "số phiếu thu về",
    "valid": "số phiếu hợp lệ",
    "invalid": "số phiếu không hợp lệ",
    "yes": "số phiếu đồng ý",
    "no": "số phiếu không đồng ý",
    "abstain": "số phiếu không có ý kiến",
}
# (more, limit): the first can't be greater than the second. Ballots issued may exceed the members
# present: the absent may be asked in writing.
_LIMITS = (("present", "members"), ("issued", "members"), ("returned", "issued"))
_SUMS = (("returned", ("valid", "invalid")), ("valid", ("yes", "no", "abstain")))


def faults(count: Count) -> tuple[Fault, ...]:
    """Return every way in which the figures contradict each other; empty when they can be."""
    return (*_negatives(count), *_over_limits(count), *_wrong_sums(count))


def _negatives(count: Count) -> list[Fault]:
    return [
        Fault(f"{name}-negative", f"{_named(count, name, first=True)} là số âm.")
        for name in _WORDS
        if getattr(count, name) < 0
    ]


def _over_limits(count: Count) -> list[Fault]:
    return [
        Fault(f"{more}-over-{limit}", _over(count, more, limit))
        for more, limit in _LIMITS
        if getattr(count, more) > getattr(count, limit)
    ]


def _over(count: Count, more: str, limit: str) -> str:
    return f"{_named(count, more, first=True)} nhiều hơn {_named(count, limit)}."


def _wrong_sums(count: Count) -> list[Fault]:
    return [
        Fault(f"{whole}-not-sum", _not_sum(count, whole, parts))
        for whole, parts in _SUMS
        if getattr(count, whole) != sum(getattr(count, part) for part in parts)
    ]


def _not_sum(count: Count, whole: str, parts: tuple[str, ...]) -> str:
    listed = " cộng ".join(_named(count, part) for part in parts)
    return f"{_named(count, whole, first=True)} không bằng {listed}."


def _named(count: Count, name: str, *, first: bool = False) -> str:
    words = _WORDS[name]
    return f"{words[0].upper() if first else words[0]}{words[1:]} ({padded(getattr(count, name))})"
