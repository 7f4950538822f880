"""Conditions made of conditions."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from thidua.law import formula as f
from thidua.law.case import Amount, Case, Lack
from thidua.law.check import Check
from thidua.law.outcome import Outcome
from thidua.law.provisions import Backing


@dataclass(frozen=True, slots=True)
class AllOf(Check):
    """Every part must hold."""

    parts: tuple[Check, ...]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return _amounts(self.parts)

    @property
    def backings(self) -> tuple[Backing, ...]:
        return _backings(self.parts)

    def formula(self, on: date) -> f.Formula:
        return f.All(tuple(part.formula(on) for part in self.parts))

    def facts(self, case: Case) -> tuple[str, ...]:
        return _facts(self.parts, case)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _lacks(self.parts, case)


@dataclass(frozen=True, slots=True)
class AnyOf(Check):
    """One part must hold."""

    parts: tuple[Check, ...]

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return _amounts(self.parts)

    @property
    def backings(self) -> tuple[Backing, ...]:
        return _backings(self.parts)

    def formula(self, on: date) -> f.Formula:
        return f.Any(tuple(part.formula(on) for part in self.parts))

    def facts(self, case: Case) -> tuple[str, ...]:
        met = tuple(part for part in self.parts if part.judge(case) is Outcome.MET)
        return _facts(met or self.parts, case)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return _lacks(self.parts, case)


@dataclass(frozen=True, slots=True)
class Not(Check):
    """The part must not hold."""

    part: Check

    @property
    def amounts(self) -> tuple[Amount, ...]:
        return self.part.amounts

    @property
    def backings(self) -> tuple[Backing, ...]:
        return self.part.backings

    def formula(self, on: date) -> f.Formula:
        return f.Not(self.part.formula(on))

    def facts(self, case: Case) -> tuple[str, ...]:
        return self.part.facts(case)

    def lacks(self, case: Case) -> tuple[Lack, ...]:
        return self.part.lacks(case)


def choose(condition: Check, then: Check, otherwise: Check) -> Check:
    """Return "if condition then … otherwise …".

    The third way lets a case through that holds whichever way the condition turns out.
    """
    return AnyOf(
        (
            AllOf((condition, then)),
            AllOf((Not(condition), otherwise)),
            AllOf((then, otherwise)),
        )
    )


def _amounts(parts: tuple[Check, ...]) -> tuple[Amount, ...]:
    return tuple(chain.from_iterable(part.amounts for part in parts))


def _backings(parts: tuple[Check, ...]) -> tuple[Backing, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(part.backings for part in parts)))


def _facts(parts: tuple[Check, ...], case: Case) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(part.facts(case) for part in parts)))


def _lacks(parts: tuple[Check, ...], case: Case) -> tuple[Lack, ...]:
    unknown = (part for part in parts if part.judge(case) is Outcome.UNKNOWN)
    return tuple(dict.fromkeys(chain.from_iterable(part.lacks(case) for part in unknown)))
