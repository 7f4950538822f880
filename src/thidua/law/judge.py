"""From a rule and a dossier to a verdict."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from thidua.law.amounts import AmountLine, local_lines
from thidua.law.case import Case
from thidua.law.check import Check
from thidua.law.facts import SubjectKind
from thidua.law.formula import FAILS, HOLDS, UNKNOWN, All, Any, Formula, Open, Spared, judge_of
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

Run = Callable[[Case, bytearray], int]
"""Judges a step, notes the raw value of it and its parts, and returns the value that counts."""


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
    run: Run


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The standards of an award, ready to judge dossiers of one kind of subject on one day."""

    rule: AwardRule
    book: Rulebook
    kind: SubjectKind
    on: date
    steps: tuple[Step, ...]
    size: int

    @property
    def formula(self) -> Formula:
        """The whole award as one formula."""
        return All(tuple(step.formula for step in self.steps))

    def judge(self, case: Case) -> tuple[int, bytearray]:
        """Return the value of the award and the raw value of every standard, by its place."""
        raws = bytearray(self.size)
        lowest = HOLDS
        for step in self.steps:
            if (value := step.run(case, raws)) < lowest:
                lowest = value
        return lowest, raws

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
    return Program(rule, book, kind, on, steps, builder.places)


class _Builder:
    def __init__(
        self, book: Rulebook, kind: SubjectKind, on: date, confirmed: dict[str, str]
    ) -> None:
        self.book, self.kind, self.on, self.confirmed = book, kind, on, confirmed
        self.places = 0
        self.judged: dict[Formula, int] = {}

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
            run=_group(parts, place, any_one=any_one, unread=unread)
            if check is None
            else self._leaf(inner, place, unread=unread),
        )

    def _leaf(self, formula: Formula, place: int, *, unread: bool) -> Run:
        """Return the run of a condition; one that stood before is not judged again."""
        earlier = self.judged.setdefault(formula, place)
        if earlier != place:
            return _same(earlier, place, unread=unread)
        return _leaf(formula, place, unread=unread)

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


def _leaf(formula: Formula, place: int, *, unread: bool) -> Run:
    judge = judge_of(formula)

    def run(case: Case, raws: bytearray) -> int:
        raws[place] = raw = judge(case)
        return raw

    def spare(case: Case, raws: bytearray) -> int:
        raws[place] = raw = judge(case)
        return raw or UNKNOWN

    return spare if unread else run


def _same(earlier: int, place: int, *, unread: bool) -> Run:
    def run(_: Case, raws: bytearray) -> int:
        raws[place] = raw = raws[earlier]
        return raw or (UNKNOWN if unread else raw)

    return run


def _group(parts: tuple[Step, ...], place: int, *, any_one: bool, unread: bool) -> Run:
    runs = tuple(part.run for part in parts)

    def run_all(case: Case, raws: bytearray) -> int:
        lowest = HOLDS
        for part in runs:
            if (value := part(case, raws)) < lowest:
                lowest = value
        raws[place] = lowest
        return lowest or (UNKNOWN if unread else lowest)

    def run_any(case: Case, raws: bytearray) -> int:
        highest = FAILS
        for part in runs:
            if (value := part(case, raws)) > highest:
                highest = value
        raws[place] = highest
        return highest or (UNKNOWN if unread else highest)

    return run_any if any_one else run_all


def _walk(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from _walk(step.parts)
