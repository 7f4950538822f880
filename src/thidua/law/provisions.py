"""Instruments, their provisions, and dated parameters: what a standard rests on."""

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included; without `last` it is open."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def covers(self, other: "Span") -> bool:
        if self.last is None:
            return self.first <= other.first
        return self.first <= other.first and other.last is not None and other.last <= self.last

    def overlaps(self, other: "Span") -> bool:
        return self.shared(other) is not None

    def shared(self, other: "Span") -> "Span | None":
        """Return the days that both have; None if there are none."""
        lasts = [last for last in (self.last, other.last) if last is not None]
        first, last = max(self.first, other.first), min(lasts, default=None)
        return Span(first, last) if last is None or first <= last else None

    def without(self, other: "Span") -> "tuple[Span, ...]":
        """Return what is left of these days when another span's are taken away."""
        if not self.overlaps(other):
            return (self,)
        rest = []
        if self.first < other.first:
            rest.append(Span(self.first, other.first - timedelta(days=1)))
        if other.last is not None and (self.last is None or other.last < self.last):
            rest.append(Span(other.last + timedelta(days=1), self.last))
        return tuple(rest)

    def __str__(self) -> str:
        return f"từ {self.first.isoformat()} đến {self.last.isoformat() if self.last else 'nay'}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision as a verdict names it.

    Args:
        text: "khoản 1 Điều 11 Nghị định số 91/2017/NĐ-CP".
        provision: the stable id.
        source: the address it was read at; empty if it was not.
        verified: whether its wording was read.
    """

    text: str
    provision: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Provision:
    """A place in an instrument, with the days it is in force."""

    citation: Citation
    span: Span
    note: str = ""

    @property
    def verified(self) -> bool:
        return self.citation.verified


@dataclass(frozen=True, slots=True)
class Awaited:
    """A figure that is left to a body, and that the body has not set or nobody has entered."""

    body: str
    citation: Citation

    @property
    def words(self) -> str:
        return f"{self.body} chưa quy định, hoặc mức đã quy định chưa được nhập"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A figure that a stricter local one stands in for."""

    value: int | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Backing:
    """What a check takes a provision to say, besides that of its standard, and on which days."""

    text: str
    provision: Provision
    span: Span


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a parameter, the days it holds and the provision that sets it.

    `value` is None where the provision leaves the figure to a body that has not set it.

    Args:
        over: what it tightens or fills, if it is local.
        awaits: the body that may set a stricter one, where what it has set is not known.
    """

    span: Span
    value: int | None
    provision: Provision
    over: "Value | None" = None
    awaits: Awaited | None = None

    @property
    def replaces(self) -> tuple[Replaced, ...]:
        """The figures beneath it, down to the national one."""
        if self.over is None:
            return ()
        return (Replaced(self.over.value, self.over.provision.citation), *self.over.replaces)


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A figure of law by date; the unit is percent, count, years or dong.

    Args:
        stricter: "higher" or "lower" where a local layer may tighten it; empty where it may not
            touch it.
    """

    id: str
    label: str
    unit: str
    values: tuple[Value, ...]
    stricter: str = ""

    def on(self, day: date) -> Value | None:
        """Return the value that holds on a day."""
        for value in self.values:
            if day in value.span:
                return value
        return None

    def covers(self, span: Span) -> bool:
        """Tell whether there is a value on every day of a span; values stand in order of time."""
        day: date | None = span.first
        for value in self.values:
            if day is not None and day in value.span:
                last = value.span.last
                day = last + timedelta(days=1) if last else None
        return day is None or (span.last is not None and day > span.last)


def place_of(key: str) -> str | None:
    """Return "điểm đ khoản 1 Điều 27" for "d27:k1:dd"; None if the key is no such place."""
    if not (match := re.fullmatch(r"d(\d+)(?::k(\d+))?(?::([a-z]{1,2}))?", key)):
        return None
    article, clause, point = match.groups()
    letter = {"dd": "đ"}.get(point, point)
    parts = [
        f"điểm {letter}" if point else "",
        f"khoản {clause}" if clause else "",
        f"Điều {article}",
    ]
    return " ".join(part for part in parts if part)
