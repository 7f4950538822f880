"""Certificates and captions of flags: one PDF of all that a decision gave, one for each, print runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db import transaction

from thidua.apps.awards.models import Decision, RegisterEntry
from thidua.apps.filing.enums import PaperKind, PrintReason
from thidua.apps.filing.models import CertificatePattern, Paper as FiledPaper, PrintRun
from thidua.apps.filing.queries import (
    certificates_about,
    engine_pattern,
    pattern_among,
    pattern_for,
    patterns_of,
)
from thidua.apps.filing.services import Rendered, certificates_print, paper_file
from thidua.apps.journal.base import Provenance, Record, Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority
from thidua.papers import (
    STANDARD,
    Certificate,
    Pattern,
    RenderError,
    certificate_to_pdf,
    certificates_to_pdf,
)
from thidua.text import padded
from thidua.year.papers.checking import verification
from thidua.year.papers.common import marked, notice, signer_name
from thidua.year.papers.decision import (
    capacity_of,
    entries_of,
    is_central,
    name_of,
    number_of,
    place_of,
)

# Awards whose certificate is called by its kind alone: who gives it stands above.
SHORT_TITLES = {"bang-khen": "BẰNG KHEN", "giay-khen": "GIẤY KHEN", "co-thi-dua": "CỜ THI ĐUA"}


def certificate_of(entry: RegisterEntry, pattern: Pattern = STANDARD) -> Certificate:
    """Compose the certificate of a line of the register."""
    decision = entry.decision
    return Certificate(
        awarding_post=decision.issuer.upper(),
        title=title_of(entry),
        recipient=entry.subject,
        detail=f"Thành viên {entry.bloc_year.bloc.name}",
        merit=merit_of(entry),
        decision=number_of(decision).text,
        decided_on=decision.signed_on,
        place=place_of(decision),
        capacity=capacity_of(decision),
        name=signer_name(decision.signer),
        book_number=f"{padded(entry.number)}/{entry.year}",
        notice=marked(notice(decision.provenance, entry.bloc_year.provenance), entry.bloc_year),
        verification=verification(
            entry.bloc_year, file_name_of(entry), None, address=settings.CHECK_ADDRESS
        ),
        pattern=pattern,
    )


def kept_pattern(decision: Decision) -> CertificatePattern | None:
    """Return the authority's pattern that held when a decision was signed."""
    return pattern_for(decision.authority, decision.award, decision.signed_on)


def title_of(entry: RegisterEntry) -> str:
    """Return the title in red; a flag of the Government is named in full."""
    short = (title for slug, title in SHORT_TITLES.items() if entry.award.startswith(slug))
    name = name_of(entry.decision).upper()
    return name if is_central(entry.decision) else next(short, name)


def merit_of(entry: RegisterEntry) -> str:
    if entry.award.startswith("co-thi-dua"):
        return f"Đơn vị xuất sắc trong phong trào thi đua năm {entry.year}"
    return f"Đã có thành tích xuất sắc trong phong trào thi đua năm {entry.year}"


def file_name_of(entry: RegisterEntry) -> str:
    return f"{entry.award}-{entry.nomination.membership.unit.code}-{entry.year}"


def file_certificates(*, decision: Decision, actor: Person, at: datetime) -> list[FiledPaper]:
    """File all certificates of a decision in one PDF for the printer, then each by itself, public."""
    entries = entries_of(decision)
    pattern = engine_pattern(kept_pattern(decision))
    certificates = [certificate_of(entry, pattern) for entry in entries]
    year, name = decision.bloc_year.year, name_of(decision)
    together = file_pdf(
        certificates_to_pdf(certificates),
        decision=decision,
        subject=decision,
        title=f"{name} năm {year}: {padded(len(entries))} bản in",
        file_name=f"{decision.award}-tat-ca-{year}",
        is_public=False,
        actor=actor,
        at=at,
    )
    return [
        together,
        *(
            file_pdf(
                certificate_to_pdf(certificate),
                decision=decision,
                subject=entry.nomination,
                title=f"{name} năm {year}: {entry.subject}",
                file_name=file_name_of(entry),
                is_public=True,
                actor=actor,
                at=at,
            )
            for entry, certificate in zip(entries, certificates, strict=True)
        ),
    ]


def file_pdf(
    pdf: bytes,
    *,
    decision: Decision,
    subject: Record,
    title: str,
    file_name: str,
    is_public: bool,
    actor: Person,
    at: datetime,
) -> FiledPaper:
    return paper_file(
        bloc_year=decision.bloc_year,
        kind=PaperKind.CERTIFICATE,
        title=title,
        subject=subject,
        issued_on=decision.signed_on,
        rendered=Rendered(pdf=pdf),
        file_name=file_name,
        is_public=is_public,
        provenance=Provenance(decision.bloc_year.provenance),
        actor=actor,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class Printable:
    """An honour with its filed certificate, and how often that was printed."""

    entry: RegisterEntry
    paper: FiledPaper

    @property
    def times(self) -> int:
        return len(self.paper.printings.all())


@dataclass(frozen=True, slots=True)
class Group:
    """What goes to the printer together: one award, one pattern, one size."""

    award: str
    name: str
    kept: CertificatePattern | None
    pattern: Pattern
    items: tuple[Printable, ...]

    @property
    def size(self) -> str:
        return f"{self.pattern.sheet.width:g} × {self.pattern.sheet.height:g} mm".replace(".", ",")

    @property
    def certificates(self) -> list[Certificate]:
        return [certificate_of(item.entry, self.pattern) for item in self.items]


def groups_of(entries: Sequence[RegisterEntry]) -> list[Group]:
    """Group honours by award, pattern and size, in the order of the register."""
    papers = {p.subject_id: p for p in certificates_about(e.nomination_id for e in entries)}
    versions = list(patterns_of(entries[0].decision.authority)) if entries else []
    patterns = {
        d.pk: pattern_among(versions, d.award, d.signed_on) for d in {e.decision for e in entries}
    }

    def place(entry: RegisterEntry) -> tuple[str, UUID | None]:
        kept = patterns[entry.decision_id]
        return entry.award, kept.pk if kept else None

    ordered = sorted(entries, key=lambda e: (*map(str, place(e)), e.year, e.number))
    return [
        group_of(
            patterns[alike[0].decision_id],
            [Printable(e, papers[e.nomination_id]) for e in alike if e.nomination_id in papers],
        )
        for alike in (list(members) for _, members in groupby(ordered, key=place))
        if any(e.nomination_id in papers for e in alike)
    ]


def group_of(kept: CertificatePattern | None, items: Sequence[Printable]) -> Group:
    first = items[0].entry
    return Group(first.award, first.award_name, kept, engine_pattern(kept), tuple(items))


def chosen(groups: Sequence[Group], papers: frozenset[UUID]) -> Iterator[Group]:
    """Yield the groups with only the certificates asked for."""
    for group in groups:
        items = [item for item in group.items if item.paper.pk in papers]
        if items:
            yield group_of(group.kept, items)


@transaction.atomic
def print_certificates(
    *,
    authority: Authority,
    groups: Sequence[Group],
    reason: PrintReason,
    note: str,
    actor: Person,
    at: datetime,
) -> list[PrintRun]:
    """Set each group in one file for the printer and record what was printed."""
    return [
        certificates_print(
            authority=authority,
            papers=[item.paper for item in group.items],
            pattern=group.kept,
            pdf=print_file(group),
            title=f"{group.name}, {group.size}: {padded(len(group.items))} bản in",
            reason=reason,
            note=note,
            actor=actor,
            at=at,
        )
        for group in groups
    ]


def print_file(group: Group) -> bytes:
    try:
        return certificates_to_pdf(group.certificates)
    except RenderError as error:
        raise Refused(str(error)) from error
