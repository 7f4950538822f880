"""The provisions in use whose wording nobody has read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thidua import law
from thidua.law import Award, Citation, Rulebook

STANDARDS = "tiêu chuẩn"


@dataclass(frozen=True, slots=True)
class Unread:
    """A provision, for what it is used in which award of which rulebook, and what is known of it."""

    citation: Citation
    note: str
    uses: tuple[tuple[str, str, str], ...]
    """Rulebook, award, matter."""

    @property
    def where(self) -> str:
        """Return where to confirm it."""
        if self.citation.source:
            return f"Bản gốc; mới thấy dẫn lại tại {self.citation.source}"
        return "Bản gốc đăng Công báo hoặc bản sao y của cơ quan ban hành"


def unread_provisions() -> tuple[Unread, ...]:
    """Return them in the order in which the law uses them, standards first."""
    citations: dict[str, Citation] = {}
    notes: dict[str, str] = {}
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    for citation, note, use in uses():
        if not citation.verified:
            id_ = citation.provision
            citations.setdefault(id_, citation)
            notes[id_] = notes.get(id_) or note
            found.setdefault(id_, {})[use] = None
    return tuple(Unread(citations[id_], notes[id_], tuple(found[id_])) for id_ in citations)


_Use = tuple[Citation, str, tuple[str, str, str]]


def uses() -> Iterator[_Use]:
    """Yield what every award rests on, on every day on which that may change."""
    for use in law.provisions_in_use():
        for book, award in use.used_by:
            yield use.citation, use.note, (book, award, STANDARDS)
    for rulebook in law.rulebooks():
        for slug in rulebook.awards:
            for day in law.turning_days(rulebook, slug):
                yield from _of_procedure(rulebook, law.award(slug, day), day)


def _of_procedure(book: Rulebook, award: Award, on: date) -> Iterator[_Use]:
    """Yield what an award rests on besides its standards on a day."""
    steps = award.procedure
    single = {
        "tỷ lệ": award.quota and award.quota.citation,
        "biểu quyết": award.vote.citation,
        "lấy ý kiến": steps.consultation and steps.consultation.citation,
        "công khai": steps.public_notice and steps.public_notice.citation,
    }
    many = {
        "căn cứ": award.legal_basis,
        "hồ sơ": [paper.citation for paper in steps.dossier],
        "thời hạn": [deadline.citation for deadline in steps.receipt],
        "tiền thưởng": _of_bonus(book, award, on),
    }
    for matter, one in single.items():
        if one:
            yield one, "", (book.id, award.slug, matter)
    for matter, citations in many.items():
        for citation in citations:
            yield citation, "", (book.id, award.slug, matter)


def _of_bonus(book: Rulebook, award: Award, on: date) -> list[Citation]:
    rule = book.awards[award.slug]
    given = [law.bonus(award.slug, kind, on) for kind in rule.bonus]
    found = [one for b in given for one in (b.citation, b.base_citation, b.rounding) if one]
    return [*found, *(provision.citation for provision in rule.no_bonus.values())]
