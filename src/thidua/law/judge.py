"""From a rule and a dossier to a verdict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from thidua.law.amounts import AmountLine, local_lines
from thidua.law.case import Case
from thidua.law.check import Check
from thidua.law.facts import SubjectKind
from thidua.law.formula import (
    FAILS,
    HOLDS,
    UNKNOWN,
    All,
    Any,
    Formula,
    Judge,
    Open,
    Spared,
    judge_of,
)
from thidua.law.provisions import Citation, Provision
from thidua.law.rules import AwardRule, Rulebook
from thidua.law.standards import Group, Leaf, Meets, Standard

Confirmed = frozenset[tuple[str, str]]
"""Provisions whose wording somebody has since read: (provision id, where it was read)."""

NOTHING_CONFIRMED: Confirmed = frozenset()

KINDS = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.UNIT: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}

Part = tuple[int, int]
"""Where the raw value of a part is noted, and what stands in for 0: a refusal by unread law."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A standard made ready for one kind of subject and one day.

    Args:
        check: None for a group.
        any_one: one of the parts is enough.
        unread: it rests on a provision whose wording was not read.
        place: where its raw value is noted.
        local: the figures of law that local rules touch.
    """

    standard: Standard
    citation: Citation
    check: Check | None
    parts: tuple["Step", ...]
    any_one: bool
    unread: bool
    place: int
    formula: Formula
    local: tuple[AmountLine, ...]

    @property
    def part(self) -> Part:
        return self.place, UNKNOWN if self.unread else FAILS


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The standards of an award, ready to judge dossiers of one kind of subject on one day.

    Args:
        size: how many raw values there are.
        conditions: what to judge, and the place of each value.
        repeats: places of conditions that stood before, with the place of the first.
        groups: place, whether one part is enough, and the parts; those within others first.
    """

    rule: AwardRule
    book: Rulebook
    kind: SubjectKind
    on: date
    steps: tuple[Step, ...]
    size: int
    conditions: tuple[tuple[int, Judge], ...]
    repeats: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, bool, tuple[Part, ...]], ...]
    whole: tuple[Part, ...]

    @property
    def formula(self) -> Formula:
        """The whole award as one formula."""
        return All(tuple(step.formula for step in self.steps))

    def judge(self, case: Case) -> tuple[int, bytearray]:
        """Return the value of the award and the raw value of every standard, by its place."""
        raws = bytearray(self.size)
        for place, judge in self.conditions:
            raws[place] = judge(case)
        for place, earlier in self.repeats:
            raws[place] = raws[earlier]
        for place, any_one, parts in self.groups:
            raws[place] = _highest(raws, parts) if any_one else _lowest(raws, parts)
        return _lowest(raws, self.whole), raws

    def walk(self) -> Iterator[Step]:
        """Yield every step, the parts of a group after it."""
        return _walk(self.steps)


@lru_cache(maxsize=8192)
def compiled(
    book: Rulebook, rule: AwardRule, kind: SubjectKind, on: date, confirmed: Confirmed
) -> Program:
    """Return the standards and legal bases that apply to a kind of subject on a day."""
    builder = _Builder(book, kind, on, dict(confirmed))
    steps = builder.steps((*rule.bases, *rule.standards))
    return Program(
        rule=rule,
        book=book,
        kind=kind,
        on=on,
        steps=steps,
        size=builder.places,
        conditions=tuple((place, judge_of(f)) for f, place in builder.judged.items()),
        repeats=tuple(builder.repeats),
        groups=tuple(builder.groups),
        whole=tuple(step.part for step in steps),
    )


class _Builder:
    def __init__(
        self, book: Rulebook, kind: SubjectKind, on: date, confirmed: dict[str, str]
    ) -> None:
        self.book, self.kind, self.on, self.confirmed = book, kind, on, confirmed
        self.places = 0
        self.judged: dict[Formula, int] = {}
        self.repeats: list[tuple[int, int]] = []
        self.groups: list[tuple[int, bool, tuple[Part, ...]]] = []

    def steps(self, standards: Iterable[Standard]) -> tuple[Step, ...]:
        return tuple(self.step(s) for s in standards if s.applies(self.kind, self.on))

    def step(self, standard: Standard) -> Step:
        body, place = standard.body, self.places
        self.places += 1
        parts = self.steps(self._parts(body))
        any_one = isinstance(body, Group) and not body.needs_all
        check = body.check if isinstance(body, Leaf) else None
        inner = check.formula(self.on) if check else _joined(parts, any_one=any_one)
        local = local_lines(standard, self.on)
        if any(line.awaits for line in local):
            # A stricter figure may be in force that nobody has entered: what fails now fails still.
            inner = All((inner, Open()))
        if check:
            self._note(inner, place)
        else:
            self.groups.append((place, any_one, tuple(part.part for part in parts)))
        unread = self.book.unread is not None or not all(
            self._read(provision) for provision in standard.rests_on(self.on)
        )
        return Step(
            standard=standard,
            citation=self._citation(standard.provision.citation),
            check=check,
            parts=parts,
            any_one=any_one,
            unread=unread,
            place=place,
            formula=Spared(inner) if unread else inner,
            local=local,
        )

    def _note(self, formula: Formula, place: int) -> None:
        """Have a condition judged; one that stood before is not judged again."""
        earlier = self.judged.setdefault(formula, place)
        if earlier != place:
            self.repeats.append((place, earlier))

    def _parts(self, body: Leaf | Group | Meets) -> tuple[Standard, ...]:
        if isinstance(body, Meets):
            return self.book.awards[body.award].standards
        return body.parts if isinstance(body, Group) else ()

    def _read(self, provision: Provision) -> bool:
        return provision.verified or provision.citation.provision in self.confirmed

    def _citation(self, citation: Citation) -> Citation:
        source = self.confirmed.get(citation.provision)
        return citation if source is None else replace(citation, source=source, verified=True)


def _joined(parts: tuple[Step, ...], *, any_one: bool) -> Formula:
    formulas = tuple(part.formula for part in parts)
    return Any(formulas) if any_one else All(formulas)


def _lowest(raws: bytearray, parts: tuple[Part, ...]) -> int:
    lowest = HOLDS
    for place, spared in parts:
        if (value := raws[place] or spared) < lowest:
            lowest = value
    return lowest


def _highest(raws: bytearray, parts: tuple[Part, ...]) -> int:
    highest = FAILS
    for place, spared in parts:
        if (value := raws[place] or spared) > highest:
            highest = value
    return highest


def _walk(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _walk(step.parts)
