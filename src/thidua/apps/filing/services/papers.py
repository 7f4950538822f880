"""Deeds about papers: keep the bytes, file the record."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.utils.text import slugify

from thidua.apps.filing.enums import DOCX, PDF, XLSX, PaperKind
from thidua.apps.filing.models import Blob, Paper
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import check_code
from thidua.apps.filing.services.numbers import NOT_TOLD, Outgoing, number_of_paper
from thidua.apps.journal.base import Provenance
from thidua.apps.journal.services import kind_of, record
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import about_year, require


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files made of one paper."""

    pdf: bytes | None = None
    docx: bytes | None = None
    xlsx: bytes | None = None


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
    outgoing: Outgoing = NOT_TOLD,
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
    if number is not None:
        number_of_paper(paper, number, outgoing, actor, at)
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


@transaction.atomic
def archive_export(
    *, bloc_year: BlocYear, sums: str, files: int, size: int, actor: Person, at: datetime
) -> None:
    """Record that a year's archive was handed out; `sums` is the SHA-256 of its list of digests."""
    deed = "filing.archive.export"
    require(deed, MAY[deed], about_year(bloc_year, actor, at))
    record(
        deed,
        on=bloc_year,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        sums=sums,
        files=files,
        size=size,
    )
