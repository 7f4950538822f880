"""Where each paper comes in a bloc's year, who issues it, after which model, and what of it is sure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from thidua.apps.filing.enums import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A paper of the year.

    Args:
        model: the model page of Decree 30/2020/NĐ-CP that its layout follows.
        when: where in the year it comes.
        seen: whether an example or a rule of its content was read.
        source: where.
    """

    kind: PaperKind
    issuer: str
    model: str
    when: str
    seen: bool
    source: str


@cache
def papers_listed() -> tuple[Listed, ...]:
    """Return every kind of paper, in the order of the year."""
    file = resources.files("thidua.year") / "papers.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(Listed(kind=kind, **told[kind]) for kind in PaperKind)
