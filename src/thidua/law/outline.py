"""What the law of a day asks for an award, as a tree to read; and what changes between two days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from thidua.law.amounts import AmountLine, amount_lines, citation_json
from thidua.law.award_files import walk
from thidua.law.errors import UnknownAward
from thidua.law.library import award, bonus, rule_of, rulebook_on, shipped
from thidua.law.provisions import Citation, Provision, Span
from thidua.law.rules import AwardRule, Rulebook
from thidua.law.standards import Group, Leaf, Meets, Standard

UNREAD = "unread_law"
"""The id of a change that stands for a law nobody has read."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A standard as the law of a day words it.

    Args:
        joined: "check" for a condition on the facts, "all" or "any" for its parts, "meets" for the
            standards of the award named in `meets`.
        subjects: the kinds of subject it applies to.
        besides: what other provisions are taken to say for it.
    """

    id: str
    text: str
    citation: Citation
    note: str
    joined: str
    meets: str
    subjects: tuple[str, ...]
    amounts: tuple[AmountLine, ...]
    parts: tuple["Outline", ...]
    besides: tuple[tuple[str, Citation], ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "text": self.text,
            "citation": citation_json(self.citation),
            "note": self.note,
            "joined": self.joined,
            "meets": self.meets,
            "subjects": list(self.subjects),
            "amounts": [line.to_json() for line in self.amounts],
            "besides": [
                {"text": text, "citation": citation_json(citation)}
                for text, citation in self.besides
            ],
            "parts": [part.to_json() for part in self.parts],
        }


def outline(slug: str, on: date, layer: str = "") -> tuple[Outline, ...]:
    """Return the legal bases and standards of an award by the law of a day.

    Raises:
        NoRulebook, UnknownAward: see `thidua.law.explain`.
    """
    rule = rule_of(rulebook_on(on, layer), slug)
    return _outlines((*rule.bases, *rule.standards), on)


def _outlines(standards: Iterable[Standard], on: date) -> tuple[Outline, ...]:
    return tuple(_outline(s, on) for s in standards if on in s.span)


def _outline(standard: Standard, on: date) -> Outline:
    body = standard.body
    return Outline(
        id=standard.id,
        text=standard.text,
        citation=standard.provision.citation,
        note=" ".join(note for note in (standard.note, standard.provision.note) if note),
        joined=_joined(body),
        meets=body.award if isinstance(body, Meets) else "",
        subjects=tuple(sorted(standard.subjects)),
        amounts=amount_lines(standard, on),
        parts=_outlines(body.parts, on) if isinstance(body, Group) else (),
        besides=tuple((b.text, b.provision.citation) for b in standard.backings() if on in b.span),
    )


def _joined(body: Leaf | Group | Meets) -> str:
    if isinstance(body, Group):
        return "all" if body.needs_all else "any"
    return "meets" if isinstance(body, Meets) else "check"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one standard, or of another matter of an award, between two days.

    Args:
        kind: "added", "removed" or "changed".
        id: of the standard; for other matters their name, such as "vote" or "unread_law".
        what: the aspects that differ: "text", "citation", "amounts", "joined", "subjects".
    """

    kind: str
    id: str
    what: tuple[str, ...]
    before: str
    after: str
    citation_before: Citation | None
    citation_after: Citation | None


def diff(slug: str, before: date, after: date, layer: str = "") -> tuple[Change, ...]:
    """Return what changed of an award between the law of two days, standard by standard.

    With a layer, its local rules lie over both.

    Raises:
        NoRulebook: a day lies outside every rulebook, or there are no such local rules.
        UnknownAward: neither rulebook has the award.
    """
    old, new = _standing(slug, before, layer), _standing(slug, after, layer)
    if old is None and new is None:
        raise UnknownAward(f"Cả hai ngày đều không có “{slug}”.")
    first, second = old or {}, new or {}
    gone = [_removed(line) for id_, line in first.items() if id_ not in second]
    rest = [_compared(first.get(id_), line) for id_, line in second.items()]
    return (
        *_unread(before, after),
        *gone,
        *(change for change in rest if change),
        *_other_matters(slug, before, after, layer),
    )


def _unread(before: date, after: date) -> tuple[Change, ...]:
    """Return the law that came between and was not read: what it changed is not known."""
    old, new = rulebook_on(before), rulebook_on(after)
    if new.unread is None or old.unread is new.unread:
        return ()
    return (Change("added", UNREAD, (), "", new.warning, None, new.unread.citation),)


def _standing(slug: str, on: date, layer: str) -> dict[str, Outline] | None:
    try:
        return {line.id: line for line in flat(outline(slug, on, layer))}
    except UnknownAward:
        return None


def flat(outlines: Iterable[Outline]) -> Iterator[Outline]:
    """Yield standards with the parts of their groups."""
    for line in outlines:
        yield line
        yield from flat(line.parts)


def _removed(line: Outline) -> Change:
    return Change("removed", line.id, (), line.text, "", line.citation, None)


def _compared(old: Outline | None, new: Outline) -> Change | None:
    if old is None:
        return Change("added", new.id, (), "", new.text, None, new.citation)
    aspects = {
        "text": old.text != new.text,
        "citation": old.citation.provision != new.citation.provision,
        "amounts": _figures(old) != _figures(new),
        "joined": (old.joined, old.meets) != (new.joined, new.meets),
        "subjects": old.subjects != new.subjects,
    }
    what = tuple(name for name, differs in aspects.items() if differs)
    if not what:
        return None
    told = _told if "amounts" in what else (lambda line: line.text)
    return Change("changed", new.id, what, told(old), told(new), old.citation, new.citation)


def _figures(line: Outline) -> list[tuple[str, int | None]]:
    return [(amount.parameter, amount.value) for amount in line.amounts]


def _told(line: Outline) -> str:
    figures = "; ".join(
        f"{a.label}: {'chưa quy định' if a.value is None else a.value}" for a in line.amounts
    )
    return f"{line.text} ({figures})" if figures else line.text


def _other_matters(slug: str, before: date, after: date, layer: str) -> list[Change]:
    try:
        old, new = _matters(slug, before, layer), _matters(slug, after, layer)
    except UnknownAward:
        return []
    changes = []
    for name, (told, citation) in new.items():
        was, earlier = old[name]
        if was != told:
            changes.append(Change("changed", name, (name,), was, told, earlier, citation))
    return changes


def _matters(slug: str, on: date, layer: str) -> dict[str, tuple[str, Citation | None]]:
    """Return what an award's rulebook says besides the standards, in words."""
    one, rule = award(slug, on, layer), rule_of(rulebook_on(on, layer), slug)
    quota, vote, procedure = one.quota, one.vote, one.procedure
    share = "" if vote.percent is None else f"{'trên' if vote.op == 'gt' else 'từ'} {vote.percent}%"
    notice = procedure.public_notice
    return {
        "decided_by": (one.decided_by, None),
        "quota": (f"{quota.percent}% {quota.of}", quota.citation) if quota else ("", None),
        "vote": (f"{share} {vote.base} {vote.ballot}".strip(), vote.citation),
        "public_notice": (notice.text, notice.citation) if notice else ("", None),
        "dossier": ("; ".join(r.text for r in procedure.dossier), None),
        "bonus": (_bonuses(rule, on), None),
    }


def _bonuses(rule: AwardRule, on: date) -> str:
    told = (f"{kind.value}: {bonus(rule.slug, kind, on).multiple}" for kind in rule.bonus)
    return "; ".join(told)


def turning_days(book: Rulebook, slug: str) -> tuple[date, ...]:
    """Return the days of a regime on which what it says of an award may change, the first included.

    Raises:
        UnknownAward: the rulebook has no such award.
    """
    spans = list(_spans(rule_of(book, slug)))
    ends = (span.last + timedelta(days=1) for span in spans if span.last)
    days = {book.span.first, *(span.first for span in spans), *ends}
    return tuple(sorted(day for day in days if day in book))


def _spans(rule: AwardRule) -> Iterator[Span]:
    """Yield the days of everything that has days of its own."""
    standards = list(walk((*rule.bases, *rule.standards)))
    parameters = [p for standard in standards for p in standard.parameters()]
    if rule.quota:
        parameters.append(rule.quota.percent)
    if rule.bonus:
        parameters.append(shipped().base_salary)
    yield from (standard.span for standard in standards)
    yield from (backing.span for standard in standards for backing in standard.backings())
    yield from (dated.span for dated in rule.decided_by)
    yield from (value.span for parameter in parameters for value in parameter.values)


@dataclass(frozen=True, slots=True)
class Use:
    """A provision with the awards whose verdicts rest on it.

    Args:
        used_by: pairs of rulebook id and award slug.
    """

    citation: Citation
    span: Span
    note: str
    used_by: tuple[tuple[str, str], ...]


def provisions_in_use() -> tuple[Use, ...]:
    """Return every provision that some standard or dated figure of a rulebook rests on."""
    found: dict[str, tuple[Provision, dict[tuple[str, str], None]]] = {}
    for book in shipped().rulebooks:
        for rule in book.awards.values():
            for provision in _rests_on(book, rule):
                entry = found.setdefault(provision.citation.provision, (provision, {}))
                entry[1][book.id, rule.slug] = None
    return tuple(
        Use(provision.citation, provision.span, provision.note, tuple(used))
        for provision, used in found.values()
    )


def _rests_on(book: Rulebook, rule: AwardRule) -> Iterator[Provision]:
    if book.unread is not None:
        yield book.unread
    for standard in walk((*rule.bases, *rule.standards)):
        yield standard.provision
        for parameter in standard.parameters():
            for value in parameter.values:
                if value.span.overlaps(book.span):
                    yield value.provision
        yield from (backing.provision for backing in standard.backings())
