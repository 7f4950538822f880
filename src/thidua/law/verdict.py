"""The answer to "does this subject qualify": every standard with its proof."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from thidua.law.amounts import AmountLine
from thidua.law.case import Case, Lack
from thidua.law.check import Check
from thidua.law.judge import Program, Step
from thidua.law.outcome import OUTCOMES, Outcome
from thidua.law.provisions import Citation

UNVERIFIED = " (chưa kiểm chứng)"

_SPARED = "Theo lời văn đang dùng thì chưa đạt; điều khoản này chưa kiểm chứng nên không lấy làm căn cứ loại."
_ORIGINAL = "Cơ quan thi đua, khen thưởng đối chiếu văn bản gốc"
_UNSET = "Mức do cấp có thẩm quyền quy định chưa được nhập"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands to one standard; facts and what is missing are told when asked for.

    Args:
        raw: the outcome before an unverified provision spares the subject.
        routes: the standards below a group.
    """

    step: Step
    outcome: Outcome
    raw: Outcome
    unverified: bool
    routes: tuple["Standing", ...]
    case: Case = field(repr=False)

    @property
    def id(self) -> str:
        return self.step.standard.id

    @property
    def text(self) -> str:
        return self.step.standard.text

    @property
    def citation(self) -> Citation:
        return self.step.citation

    @property
    def spared(self) -> bool:
        """Whether only an unverified provision stands against the subject."""
        return self.raw is not self.outcome

    @property
    def facts(self) -> tuple[str, ...]:
        """Full sentences with number and date of the papers."""
        check = self.step.check
        return check.facts(self.case) if check else ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known yet and the paper that would settle it."""
        return tuple(lack.text for lack in self.lacks())

    @property
    def settled_by(self) -> str:
        """Who settles what is missing."""
        return "; ".join(dict.fromkeys(lack.settled_by for lack in self.lacks()))

    @property
    def note(self) -> str:
        standard = self.step.standard
        notes = (standard.note, standard.provision.note, _SPARED if self.spared else "")
        return " ".join(note for note in notes if note)

    def to_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "id": self.id,
            "text": self.text,
            "outcome": self.outcome.value,
            "citation": {
                "text": self.citation.text,
                "provision": self.citation.provision,
                "source": self.citation.source,
                "verified": self.citation.verified,
            },
            "facts": list(self.facts),
            "missing": list(self.missing),
            "settled_by": self.settled_by,
            "unverified": self.unverified,
            "note": self.note,
            "routes": [route.to_json() for route in self.routes],
        }
        if self.local:
            told["local"] = [line.to_json() for line in self.local]
        return told

    @property
    def local(self) -> tuple[AmountLine, ...]:
        """The figures that local rules made stricter, filled, or may have made stricter."""
        return self.step.local

    def lacks(self) -> tuple[Lack, ...]:
        """Return what is missing, each with who settles it; nothing unless the outcome is open."""
        if self.outcome is not Outcome.UNKNOWN:
            return ()
        if self.spared:
            return (Lack(f"Cần đối chiếu văn bản gốc: {self.citation.text}.", _ORIGINAL),)
        if self.step.check:
            own = self._own_lacks(self.step.check)
            return (*own, *self._awaited()) if self.local else own or self._unset()
        unknown = (route for route in self.routes if route.outcome is Outcome.UNKNOWN)
        return tuple(dict.fromkeys(lack for route in unknown for lack in route.lacks()))

    def _own_lacks(self, check: Check) -> tuple[Lack, ...]:
        """Return the facts that are missing; none where only a figure of law is."""
        known = bool(self.local) and check.judge(self.case) is not Outcome.UNKNOWN
        return () if known else check.lacks(self.case)

    def _unset(self) -> tuple[Lack, ...]:
        """Return the figures of law that the body they are left to has not set."""
        return tuple(
            Lack(f"{_UNSET}: {parameter.label} ({value.provision.citation.text}).", _ORIGINAL)
            for parameter, value in self.step.standard.values(self.case.on)
            if value.value is None
        )

    def _awaited(self) -> Iterator[Lack]:
        """Yield the figures that a body may have made stricter, with its name."""
        for line in self.local:
            if awaited := line.awaits:
                told = f"{awaited.words}: {line.label} ({awaited.citation.text})."
                yield Lack(told, awaited.body)


@dataclass(frozen=True)
class Verdict:
    """Whether a subject qualifies for an award under the law of a day.

    Args:
        raws: the raw value of every standard, by its place in the program.
    """

    program: Program
    case: Case = field(repr=False)
    outcome: Outcome
    raws: bytes | bytearray = field(repr=False)

    @property
    def award(self) -> str:
        return self.program.rule.slug

    @property
    def award_name(self) -> str:
        return self.program.rule.name

    @property
    def subject(self) -> str:
        return self.case.dossier.subject

    @property
    def year(self) -> int:
        return self.case.year

    @property
    def on(self) -> date:
        return self.program.on

    @property
    def rulebook(self) -> str:
        return self.program.book.id

    @cached_property
    def standards(self) -> tuple[Standing, ...]:
        """The standards in the order of the law, each with its proof."""
        return tuple(self._standing(step) for step in self.program.steps)

    @cached_property
    def unverified(self) -> bool:
        """Whether the outcome rests on a provision whose wording was not read."""
        return self.outcome is not Outcome.NOT_MET and any(s.unverified for s in self.standards)

    @property
    def warning(self) -> str:
        """A law that changed these rules and was not read; empty without one."""
        return self.program.book.warning

    @property
    def sentence(self) -> str:
        """The result in one Vietnamese sentence."""
        told = [f"{self.subject} {_ENDS[self.outcome]} “{self.award_name}” năm {self.year}"]
        of_this = [s for s in self.standards if s.outcome is self.outcome]
        if self.outcome is Outcome.UNKNOWN:
            told.append(f": còn {len(of_this)}/{len(self.standards)} tiêu chuẩn chưa đủ căn cứ")
        if self.outcome is Outcome.NOT_MET:
            told.append(f" ({'; '.join(dict.fromkeys(s.citation.text for s in of_this))})")
        if self.unverified:
            told.append("; kết luận có dựa trên điều khoản chưa kiểm chứng")
        return f"{''.join(told)}."

    def to_json(self) -> dict[str, Any]:
        """Return plain values for storage and screens; facts are told in full."""
        book = self.program.book
        told = {"warning": self.warning, "layer": book.layer, "local": list(book.local)}
        return {
            "award": self.award,
            "award_name": self.award_name,
            "subject": self.subject,
            "year": self.year,
            "on": self.on.isoformat(),
            "rulebook": self.rulebook,
            "outcome": self.outcome.value,
            "unverified": self.unverified,
            "sentence": self.sentence,
            **{key: value for key, value in told.items() if value},
            "standards": [standing.to_json() for standing in self.standards],
        }

    def _standing(self, step: Step) -> Standing:
        routes = tuple(self._standing(part) for part in step.parts)
        raw = OUTCOMES[self.raws[step.place]]
        if step.unread:
            outcome = Outcome.UNKNOWN if raw is Outcome.NOT_MET else raw
            return Standing(step, outcome, raw, True, routes, self.case)
        unverified = bool(routes) and _hangs_on_unread(step, raw, routes)
        return Standing(step, raw, raw, unverified, routes, self.case)


def _hangs_on_unread(step: Step, outcome: Outcome, routes: tuple[Standing, ...]) -> bool:
    """Tell whether the outcome of a group hangs on an unread part: one route met is enough."""
    if outcome is Outcome.NOT_MET:
        return False
    if step.any_one and outcome is Outcome.MET:
        return all(route.unverified for route in routes if route.outcome is Outcome.MET)
    return any(route.unverified for route in routes)


_ENDS = {
    Outcome.MET: "đủ tiêu chuẩn",
    Outcome.NOT_MET: "không đủ tiêu chuẩn",
    Outcome.UNKNOWN: "chưa đủ căn cứ để kết luận về tiêu chuẩn",
}


def citations(verdict: Verdict) -> tuple[str, ...]:
    """Return the distinct provisions of a verdict in order; unverified ones are marked."""
    named = (citation for standing in every(verdict.standards) for citation in _cited(standing))
    return tuple(dict.fromkeys(c.text + ("" if c.verified else UNVERIFIED) for c in named))


def _cited(standing: Standing) -> Iterator[Citation]:
    """Yield the provision of a standard, and those of the local figures it was judged by."""
    yield standing.citation
    for line in standing.local:
        yield line.citation
        yield from (under.citation for under in line.replaces)


def every(standings: tuple[Standing, ...]) -> Iterator[Standing]:
    """Yield standings with those below them."""
    for standing in standings:
        yield standing
        yield from every(standing.routes)
