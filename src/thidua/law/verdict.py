"""The answer to "does this subject qualify": every standard with its proof."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from thidua.law.case import Case, Lack
from thidua.law.outcome import Outcome
from thidua.law.provisions import Citation
from thidua.law.standards import Leaf, Standard

UNVERIFIED = " (chưa kiểm chứng)"

_SPARED = "Theo lời văn đang dùng thì chưa đạt; điều khoản này chưa kiểm chứng nên không lấy làm căn cứ loại."
_ORIGINAL = "Cơ quan thi đua, khen thưởng đối chiếu văn bản gốc"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands to one standard; facts and what is missing are told when asked for.

    Args:
        raw: the outcome before an unverified provision spares the subject.
        routes: the standards below a group.
    """

    standard: Standard
    outcome: Outcome
    raw: Outcome
    unverified: bool
    routes: tuple["Standing", ...]
    case: Case = field(repr=False)

    @property
    def id(self) -> str:
        return self.standard.id

    @property
    def text(self) -> str:
        return self.standard.text

    @property
    def citation(self) -> Citation:
        return self.standard.provision.citation

    @property
    def spared(self) -> bool:
        """Whether only an unverified provision stands against the subject."""
        return self.raw is not self.outcome

    @property
    def facts(self) -> tuple[str, ...]:
        """Full sentences with number and date of the papers."""
        body = self.standard.body
        return body.check.facts(self.case) if isinstance(body, Leaf) else ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not known yet and the paper that would settle it."""
        return tuple(lack.text for lack in self._lacks())

    @property
    def settled_by(self) -> str:
        """Who settles what is missing."""
        return "; ".join(dict.fromkeys(lack.settled_by for lack in self._lacks()))

    @property
    def note(self) -> str:
        notes = (self.standard.note, self.standard.provision.note, _SPARED if self.spared else "")
        return " ".join(note for note in notes if note)

    def to_json(self) -> dict[str, Any]:
        return {
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

    def _lacks(self) -> tuple[Lack, ...]:
        if self.outcome is not Outcome.UNKNOWN:
            return ()
        if self.spared:
            return (Lack(f"Cần đối chiếu văn bản gốc: {self.citation.text}.", _ORIGINAL),)
        body = self.standard.body
        if isinstance(body, Leaf):
            return body.check.lacks(self.case)
        unknown = (route for route in self.routes if route.outcome is Outcome.UNKNOWN)
        return tuple(dict.fromkeys(lack for route in unknown for lack in route._lacks()))


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a subject qualifies for an award under the law of a day.

    Args:
        unverified: the outcome rests on a provision whose wording was not read.
        sentence: the result in one Vietnamese sentence.
    """

    award: str
    award_name: str
    subject: str
    year: int
    on: date
    rulebook: str
    outcome: Outcome
    unverified: bool
    standards: tuple[Standing, ...]

    @property
    def sentence(self) -> str:
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
            "standards": [standing.to_json() for standing in self.standards],
        }


_ENDS = {
    Outcome.MET: "đủ tiêu chuẩn",
    Outcome.NOT_MET: "không đủ tiêu chuẩn",
    Outcome.UNKNOWN: "chưa đủ căn cứ để kết luận về tiêu chuẩn",
}


def citations(verdict: Verdict) -> tuple[str, ...]:
    """Return the distinct provisions of a verdict in order; unverified ones are marked."""
    named = (standing.citation for standing in _walk(verdict.standards))
    return tuple(dict.fromkeys(c.text + ("" if c.verified else UNVERIFIED) for c in named))


def _walk(standings: tuple[Standing, ...]) -> Iterator[Standing]:
    for standing in standings:
        yield standing
        yield from _walk(standing.routes)
