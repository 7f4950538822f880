"""A bloc year's papers, evidence, registers and journal put into one archive (`thidua.papers.archive`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import IO, NamedTuple
from uuid import UUID

from thidua.apps.assessments.models import Evidence
from thidua.apps.awards.models import Decision
from thidua.apps.awards.queries import decisions_of, register_of
from thidua.apps.filing.enums import NumberState, PaperKind
from thidua.apps.filing.models import Blob, DraftVersion, NumberEntry, Paper
from thidua.apps.filing.queries import FOR_PRINT, in_book_order, papers_of
from thidua.apps.filing.services import archive_export
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers.archive import (
    JOURNAL,
    About,
    Ledger,
    Pack,
    PaperFacts,
    PaperRow,
    Stored,
    finish,
    metadata_xml,
    packing,
    pages_of,
)
from thidua.text import decimal_text, money, padded, short_date
from thidua.year.archived_journal import Excerpt
from thidua.year.archived_signatures import content_of, pack_signed, signed_versions
from thidua.year.papers.common import marked, notice
from thidua.year.papers.numbers import COLUMNS, TITLE, outgoing_line

LARGEST = 1024**3
"""Bytes of files that are packed at once for a browser; the command line has no bound."""

DRAFTS = "du-thao"
LABELS = {"pdf": "PDF", "docx": "Word", "xlsx": "Excel"}
METADATA = "sieu-du-lieu.xml"
HONOURS = ("Số", "Đơn vị", "Hình thức", "Thành tích", "Quyết định", "Ngày ký", "Cơ quan ban hành",
           "Hệ số", "Tiền thưởng")  # fmt: skip
PROOFS = (
    "Đơn vị",
    "Tiêu chí",
    "Loại",
    "Số, ký hiệu hoặc số liệu",
    "Ngày hoặc kỳ",
    "Nội dung",
    "Tệp",
)
_SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Archived:
    """What was packed: how many files and bytes, and the digest of the list of digests."""

    files: int
    size: int
    sums: str


class Sources(NamedTuple):
    """What is known of a year's papers beside them, fetched once."""

    numbers: Mapping[UUID, NumberEntry]
    decisions: Mapping[UUID, Decision]


class Counts(NamedTuple):
    """What a page tells of an archive before it is made."""

    papers: int
    proofs: int
    proof_files: int
    megabytes: int


def contents_of_archive(bloc_year: BlocYear) -> Counts:
    proofs = proofs_of(bloc_year)
    return Counts(
        papers=len(archivable(bloc_year)),
        proofs=len(proofs),
        proof_files=sum(proof.file_id is not None for proof in proofs),
        megabytes=max(1, round(size_of(bloc_year) / 1024**2)),
    )


def archivable(bloc_year: BlocYear) -> list[Paper]:
    """Return the papers that go into the archive: all but the joint files made to print from."""
    return list(papers_of(bloc_year).exclude(FOR_PRINT))


def size_of(bloc_year: BlocYear) -> int:
    """Return the bytes of a year's papers and evidence, each content counted once."""
    papers = archivable(bloc_year)
    held = {key for paper in papers for key in contents_of(paper).values()}
    held |= {one.after_id for ones in signed_versions(papers).values() for one in ones}
    held |= {proof.file_id for proof in proofs_of(bloc_year) if proof.file_id}
    return sum(Blob.objects.filter(digest__in=held).values_list("size", flat=True))


def archive_year(
    bloc_year: BlocYear, target: IO[bytes], *, actor: Person, at: datetime, largest: int = LARGEST
) -> Archived:
    """Write a year's archive to `target` and record the export.

    Raises:
        Refused: there is nothing to archive, it is too large, or the person may not.
    """
    check_size(bloc_year, largest)
    made = write_archive(bloc_year, target)
    archive_export(
        bloc_year=bloc_year, sums=made.sums, files=made.files, size=made.size, actor=actor, at=at
    )
    return made


def check_size(bloc_year: BlocYear, largest: int) -> None:
    if not archivable(bloc_year):
        raise Refused(
            f"Năm {bloc_year.year} của khối chưa có văn bản nào để lưu trữ.",
            remedy="Văn bản đầu tiên của năm là giao ước đã ký đủ.",
        )
    if (size := size_of(bloc_year)) > largest:
        raise Refused(
            f"Văn bản và minh chứng của năm này có {size // 1024**2} MB, quá lớn để tải qua trang.",
            f"Mỗi gói tải qua trang tối đa {largest // 1024**2} MB.",
            "Hãy nhờ người quản trị xuất bằng lệnh thidua archive make trên máy chủ.",
        )


def write_archive(bloc_year: BlocYear, target: IO[bytes]) -> Archived:
    """Write a year's archive; the same year gives the same bytes. Contents pass one at a time."""
    with packing(target) as pack:
        papers = list(pack_papers(pack, bloc_year))
        pack_drafts(pack, bloc_year)
        ledgers = (honours(bloc_year), outgoing(bloc_year), pack_proofs(pack, bloc_year))
        excerpt = Excerpt(bloc_year)
        pack.add_lines(JOURNAL, excerpt.lines())
        sums = finish(pack, about(bloc_year), papers, ledgers, excerpt.span)
        return Archived(len(pack.stored), pack.size, sums.digest)


def about(bloc_year: BlocYear) -> About:
    return About(
        bloc=bloc_year.bloc.name,
        authority=bloc_year.authority.name,
        year=bloc_year.year,
        notice=marked(notice(bloc_year.provenance), bloc_year),
    )


def contents_of(paper: Paper) -> dict[str, str]:
    """Return the digests of a paper's files by their endings."""
    held = {"pdf": paper.pdf_id, "docx": paper.docx_id, "xlsx": paper.xlsx_id}
    return {ending: digest for ending, digest in held.items() if digest}


def pack_papers(pack: Pack, bloc_year: BlocYear) -> Iterator[PaperRow]:
    papers = archivable(bloc_year)
    sources = Sources(
        {e.paper_id: e for e in outgoing_entries(bloc_year) if e.paper_id},
        {decision.pk: decision for decision in decisions_of(bloc_year)},
    )
    signed = signed_versions(papers)
    for ordinal, paper in enumerate(papers, 1):
        folder = f"van-ban/{ordinal:03d}-{paper.file_name}"
        files, pages = pack_files(pack, folder, paper)
        files.extend(pack_signed(pack, folder, signed.get(paper.pk, ())))
        facts = facts_of(paper, ordinal, pages, sources)
        told = pack.add(f"{folder}/{METADATA}", metadata_xml(facts), "Siêu dữ liệu XML")
        yield PaperRow(
            dated=paper.issued_on,
            number="/".join(filter(None, (facts.number, facts.symbol))),
            kind=facts.kind,
            summary=paper.title,
            remark=facts.remark,
            files=(*files, told),
        )


def pack_files(pack: Pack, folder: str, paper: Paper) -> tuple[list[Stored], int | None]:
    """Put a paper's files in; returns them and the number of its pages."""
    files, pages = [], None
    for ending, digest in contents_of(paper).items():
        content = content_of(digest)
        pages = pages_of(content) if ending == "pdf" else pages
        files.append(pack.add(f"{folder}/{paper.file_name}.{ending}", content, LABELS[ending]))
    return files, pages


def facts_of(paper: Paper, ordinal: int, pages: int | None, sources: Sources) -> PaperFacts:
    """Gather what is recorded of a paper for its metadata."""
    entry, decision = sources.numbers.get(paper.pk), sources.decisions.get(paper.subject_id)
    passed = list(entry.dispatches.all()) if entry else []
    told = entry.recipients.split("; ") if entry and entry.recipients else []
    return PaperFacts(
        year=paper.bloc_year.year,
        ordinal=ordinal,
        kind=PaperKind(paper.kind).label,
        number=padded(paper.number) if paper.number else "",
        symbol=paper.symbol,
        dated=paper.issued_on,
        issuer=issuer_of(paper),
        summary=paper.title,
        pages=pages,
        remark="minh họa" if paper.provenance == Provenance.ILLUSTRATIVE else "",
        signers=signers_of(entry, decision),
        recipients=tuple(dict.fromkeys([*told, *(d.recipient for d in passed)])),
        copies=sum(d.copies for d in passed) if passed else None,
    )


def issuer_of(paper: Paper) -> str:
    """Return who issued a paper; of a certificate its decision tells."""
    bloc = paper.bloc_year.bloc
    if paper.kind == PaperKind.CERTIFICATE:
        return ""
    return bloc.name if paper.issuer in {"", bloc.code} else paper.issuer


def signers_of(entry: NumberEntry | None, decision: Decision | None) -> tuple[tuple[str, str], ...]:
    if decision is not None:
        return ((decision.signer_post, decision.signer),)
    names = entry.signer.split("; ") if entry and entry.signer else []
    return tuple(("", name) for name in names)


def pack_drafts(pack: Pack, bloc_year: BlocYear) -> None:
    """Put in every version of the free words that the papers were written with."""
    rows = DraftVersion.objects.filter(draft__bloc_year=bloc_year).select_related(
        "draft", "written_by"
    )
    for row in rows.order_by("draft__kind", "draft__about", "number").iterator():
        name = "-".join(filter(None, (row.draft.kind, row.draft.about)))
        pack.add(f"{DRAFTS}/{name}/ban-{row.number:03d}.txt", draft_text(row).encode())


def draft_text(version: DraftVersion) -> str:
    head = f"{version.draft}, bản {version.number}, {version.get_origin_display()}, {version.written_by.full_name}"
    rooms = (
        f"\n[{room}]\n" + "\n".join(text for _, text in words)
        for room, words in sorted(version.rooms.items())
    )
    return "\n".join((head, *rooms)) + "\n"


def honours(bloc_year: BlocYear) -> Ledger:
    rows = (
        (
            str(e.number), e.subject, e.award_name, e.merit, e.decision.number,
            short_date(e.decision.signed_on), e.decision.issuer, decimal_text(e.bonus_multiple),
            money(e.bonus),
        )
        for e in register_of(bloc_year).order_by("number")
    )  # fmt: skip
    return Ledger("so-khen-thuong.json", "Sổ khen thưởng", HONOURS, tuple(rows))


def outgoing_entries(bloc_year: BlocYear) -> list[NumberEntry]:
    """Return the numbers of the year's papers, and those of the bloc's own books that became none."""
    own = NumberEntry.objects.filter(authority=bloc_year.authority_id)
    of_papers = own.filter(paper__bloc_year=bloc_year)
    others = own.filter(
        book__issuer=bloc_year.bloc.code, book__year=bloc_year.year, paper__isnull=True
    ).exclude(state=NumberState.RESERVED)
    rows = (of_papers | others).select_related("book", "settled_by", "reserved_by")
    return list(in_book_order(rows.distinct()).prefetch_related("dispatches"))


def outgoing(bloc_year: BlocYear) -> Ledger:
    heads = tuple(column.title for column in COLUMNS)
    rows = tuple(outgoing_line(entry) for entry in outgoing_entries(bloc_year))
    return Ledger("so-van-ban-di.json", TITLE.capitalize(), heads, rows)


def proofs_of(bloc_year: BlocYear) -> list[Evidence]:
    """Return the evidence that stands beside a line, in the order of the members."""
    rows = Evidence.objects.filter(scorecard__bloc_year=bloc_year, links__isnull=False).distinct()
    return list(
        rows.select_related("scorecard__membership__unit")
        .prefetch_related("links__criterion")
        .order_by("scorecard__membership__place", "dated", "number", "id")
    )


def pack_proofs(pack: Pack, bloc_year: BlocYear) -> Ledger:
    """Put the files of evidence in, and return the list of all evidence."""
    rows = tuple(proof_row(proof, pack_proof(pack, proof)) for proof in proofs_of(bloc_year))
    return Ledger("minh-chung.json", "Minh chứng", PROOFS, rows)


def pack_proof(pack: Pack, proof: Evidence) -> str:
    if proof.file_id is None:
        return ""
    unit = proof.scorecard.membership.unit.code
    name = f"minh-chung/{unit}/{proof.file_id[:_SHORT_DIGEST]}-{proof.file_name}"
    return pack.add(name, content_of(proof.file_id)).name


def proof_row(proof: Evidence, file: str) -> tuple[str, ...]:
    figure = decimal_text(proof.figure) if proof.figure is not None else ""
    return (
        proof.scorecard.membership.unit.name,
        ", ".join(link.criterion.code for link in proof.links.all()),
        proof.get_kind_display(),
        proof.number or figure or proof.file_name,
        short_date(proof.dated) if proof.dated else proof.period,
        proof.title,
        file,
    )
