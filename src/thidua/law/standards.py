"""Standards of an award: each rests on a provision and is a check, a group, or another award's."""

from dataclasses import dataclass
from datetime import date

from thidua.law.check import Check
from thidua.law.facts import SubjectKind
from thidua.law.provisions import Backing, Parameter, Provision, Span, Value


@dataclass(frozen=True, slots=True)
class Leaf:
    """A condition on the facts."""

    check: Check


@dataclass(frozen=True, slots=True)
class Group:
    """Standards of which all, or any one, must be met."""

    parts: tuple["Standard", ...]
    needs_all: bool


@dataclass(frozen=True, slots=True)
class Meets:
    """The standards (not the legal bases) of another award must be met."""

    award: str


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """One standard as a verdict lists it.

    Args:
        subjects: the kinds of subject it applies to.
        span: the days it applies, within those of the rulebook.
    """

    id: str
    text: str
    provision: Provision
    body: Leaf | Group | Meets
    subjects: frozenset[SubjectKind]
    span: Span
    note: str = ""

    def applies(self, kind: SubjectKind, on: date) -> bool:
        return kind in self.subjects and on in self.span

    def parameters(self) -> tuple[Parameter, ...]:
        """Return the dated figures its own check uses."""
        amounts = self.body.check.amounts if isinstance(self.body, Leaf) else ()
        return tuple(dict.fromkeys(a for a in amounts if isinstance(a, Parameter)))

    def values(self, on: date) -> tuple[tuple[Parameter, Value], ...]:
        """Return those figures with their values of a day."""
        named = ((parameter, parameter.on(on)) for parameter in self.parameters())
        return tuple((parameter, value) for parameter, value in named if value)

    def backings(self) -> tuple[Backing, ...]:
        """Return what its own check rests on besides, on any of its days."""
        return self.body.check.backings if isinstance(self.body, Leaf) else ()

    def rests_on(self, on: date) -> tuple[Provision, ...]:
        """Return its own provision and those its check and the parameters it uses rest on that day."""
        own = (backing.provision for backing in self.backings() if on in backing.span)
        return (self.provision, *(value.provision for _, value in self.values(on)), *own)
