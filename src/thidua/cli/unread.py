"""The provisions in use whose wording nobody has read."""

from collections.abc import Iterator
from dataclasses import dataclass

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
    uses: dict[str, dict[tuple[str, str, str], None]] = {}
    for citation, note, use in _uses():
        if not citation.verified:
            id_ = citation.provision
            citations.setdefault(id_, citation)
            notes[id_] = notes.get(id_) or note
            uses.setdefault(id_, {})[use] = None
    return tuple(Unread(citations[id_], notes[id_], tuple(uses[id_])) for id_ in citations)


_Use = tuple[Citation, str, tuple[str, str, str]]


def _uses() -> Iterator[_Use]:
    for use in law.provisions_in_use():
        for book, award in use.used_by:
            yield use.citation, use.note, (book, award, STANDARDS)
    for rulebook in law.rulebooks():
        for one in law.awards(rulebook.span.first):
            yield from _of_procedure(rulebook, one)


def _of_procedure(book: Rulebook, award: Award) -> Iterator[_Use]:
    """Yield what an award rests on besides its standards, on the first day of the regime."""
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
        "tiền thưởng": [rule.provision.citation for rule in book.awards[award.slug].bonus.values()],
    }
    for matter, one in single.items():
        if one:
            yield one, "", (book.id, award.slug, matter)
    for matter, citations in many.items():
        for citation in citations:
            yield citation, "", (book.id, award.slug, matter)
