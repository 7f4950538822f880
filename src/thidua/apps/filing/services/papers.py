"""Deeds about papers: give a number, keep the bytes, file the record."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils.text import slugify

from thidua.apps.filing.enums import DOCX, PDF, XLSX, PaperKind
from thidua.apps.filing.models import Blob, NumberBook, Paper
from thidua.apps.filing.queries import check_code
from thidua.apps.journal.base import Provenance
from thidua.apps.journal.services import hold, kind_of, record
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, BlocYear


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files made of one paper."""

    pdf: bytes | None = None
    docx: bytes | None = None
    xlsx: bytes | None = None


@transaction.atomic
def number_take(*, authority: Authority, issuer: str, series: str, on: date) -> int:
    """Take the next number of an issuer's series of the year, beginning at 1 on 1 January."""
    hold(authority.pk)
    book, _ = NumberBook.objects.select_for_update().get_or_create(
        authority=authority, issuer=issuer, series=series, year=on.year
    )
    book.last += 1
    book.save(update_fields=["last"])
    return book.last


def blob_keep(content: bytes | None, media_type: str) -> Blob | None:
    """Keep bytes once, under their digest."""
    if content is None:
        return None
    digest = hashlib.sha256(content).hexdigest()
    blob, _ = Blob.objects.get_or_create(
        digest=digest,
        defaults={"media_type": media_type, "size": len(content), "content": content},
    )
    return blob


@transaction.atomic
def paper_file(
    *,
    bloc_year: BlocYear,
    kind: PaperKind,
    title: str,
    subject: models.Model,
    issued_on: date,
    rendered: Rendered,
    file_name: str,
    actor: Person,
    at: datetime,
    issuer: str = "",
    number: int | None = None,
    symbol: str = "",
    is_public: bool = False,
    provenance: Provenance = Provenance.RECORDED,
) -> Paper:
    """File a paper with its renderings; a paper of the same name in the year is refused."""
    paper = Paper.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        kind=kind,
        title=title,
        issuer=issuer,
        number=number,
        symbol=symbol,
        issued_on=issued_on,
        subject_kind=kind_of(subject),
        subject_id=subject.pk,
        file_name=slugify(file_name),
        check_code=check_code(bloc_year, file_name, number, symbol),
        pdf=blob_keep(rendered.pdf, PDF),
        docx=blob_keep(rendered.docx, DOCX),
        xlsx=blob_keep(rendered.xlsx, XLSX),
        is_public=is_public,
        provenance=provenance,
    )
    record(
        "filing.paper.file",
        on=paper,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        title=title,
        pdf=paper.pdf_id,
        docx=paper.docx_id,
        xlsx=paper.xlsx_id,
    )
    return paper
