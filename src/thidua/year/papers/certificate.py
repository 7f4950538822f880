"""Certificates and captions of flags: one PDF of all that a decision gave, and one for each."""

from datetime import datetime

from django.conf import settings

from thidua.apps.awards.models import Decision, RegisterEntry
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.filing.services import Rendered, paper_file
from thidua.apps.journal.base import Provenance, Record
from thidua.apps.people.models import Person
from thidua.papers import Certificate, certificate_to_pdf, certificates_to_pdf
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


def certificate_of(entry: RegisterEntry) -> Certificate:
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
    )


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
    certificates = [certificate_of(entry) for entry in entries]
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
