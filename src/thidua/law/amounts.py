"""The dated figures of law that a standard uses, as pages and verdicts show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.law.provisions import Awaited, Citation, Replaced
from thidua.law.standards import Standard


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A dated figure a standard uses; `value` is None where the body it is left to set none."""

    parameter: str
    label: str
    value: int | None
    unit: str
    citation: Citation
    replaces: tuple[Replaced, ...] = ()
    awaits: Awaited | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "parameter": self.parameter,
            "label": self.label,
            "value": self.value,
            "unit": self.unit,
            "citation": citation_json(self.citation),
            **local_json(self.replaces, self.awaits),
        }


def local_json(replaces: Iterable[Replaced], awaits: Awaited | None) -> dict[str, Any]:
    """Return what local rules make of a figure; nothing of one they don't touch."""
    under = [{"value": one.value, "citation": citation_json(one.citation)} for one in replaces]
    told = {"body": awaits.body, "citation": citation_json(awaits.citation)} if awaits else None
    return {key: value for key, value in (("replaces", under), ("awaits", told)) if value}


def citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "text": citation.text,
        "provision": citation.provision,
        "source": citation.source,
        "verified": citation.verified,
    }


def amount_lines(standard: Standard, on: date) -> tuple[AmountLine, ...]:
    return tuple(
        AmountLine(p.id, p.label, v.value, p.unit, v.provision.citation, v.replaces, v.awaits)
        for p, v in standard.values(on)
    )


def local_lines(standard: Standard, on: date) -> tuple[AmountLine, ...]:
    """Return the figures that local rules made stricter or filled, or may have."""
    return tuple(line for line in amount_lines(standard, on) if line.replaces or line.awaits)
