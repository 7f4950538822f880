"""Deeds about certificates: save a pattern's next version, print, print again for a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from thidua.apps.filing.base import MEGABYTE, Upload
from thidua.apps.filing.enums import PDF, PaperKind, PrintReason, TextStatus
from thidua.apps.filing.models import Blob, CertificatePattern, Paper, Printing, PrintRun
from thidua.apps.filing.policy import MAY
from thidua.apps.filing.queries import latest_pattern
from thidua.apps.filing.services.papers import blob_keep
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority
from thidua.apps.units.policy import Ask, require
from thidua.papers import Pattern, faults_of
from thidua.text import clean

PICTURES = ("image/png", "image/jpeg")
LARGEST_PICTURE, MOST_PIXELS = 2 * MEGABYTE, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternText:
    """A version of a pattern as it is saved; without a new `emblem` the last one's is kept."""

    pattern: Pattern
    valid_from: date
    status: TextStatus
    source: str
    emblem: Upload | None = None
    without_emblem: bool = False


@transaction.atomic
def pattern_save(
    *, authority: Authority, award: str, text: PatternText, actor: Person, at: datetime
) -> CertificatePattern:
    """Save the next version of an award's pattern; earlier ones stay as they are."""
    deed = "filing.pattern.save"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    check_pattern(text)
    last = latest_pattern(authority, award)
    saved = CertificatePattern.objects.create(
        authority=authority,
        award=award,
        version=last.version + 1 if last else 1,
        valid_from=text.valid_from,
        pattern=text.pattern.to_json(),
        emblem=emblem_to_keep(text, last),
        status=text.status,
        source=clean(text.source),
        saved_by=actor,
        saved_at=at,
    )
    record(
        deed, on=saved, authority_id=authority.pk, actor_id=actor.pk, at=at,
        award=award, version=saved.version, valid_from=saved.valid_from.isoformat(),
        source=saved.source, emblem=saved.emblem_id,
    )  # fmt: skip
    return saved


def check_pattern(text: PatternText) -> None:
    faults = list(faults_of(text.pattern))
    if faults:
        raise Refused("Chưa lưu được mẫu bằng.", " ".join(faults), "Hãy sửa các ô nêu trên.")
    if not clean(text.source):
        raise Refused(
            "Chưa nêu căn cứ của mẫu bằng.",
            remedy="Ghi số, ngày văn bản quy định mẫu; chưa có trong tay thì ghi rõ và để"
            " “Chưa kiểm chứng”.",
        )
    if text.emblem is not None:
        check_picture(text.emblem)


def check_picture(upload: Upload) -> None:
    """Refuse what is no PNG or JPEG, too heavy, or unfolds to more than a printer needs."""
    if upload.media_type not in PICTURES:
        raise Refused(
            f"Tệp “{upload.name}” không phải ảnh PNG hoặc JPEG.",
            remedy="Hãy xuất hình từ tệp gốc của cơ quan ra PNG nền trắng hoặc trong suốt.",
        )
    if len(upload.content) > LARGEST_PICTURE:
        raise Refused(
            f"Ảnh “{upload.name}” lớn hơn {LARGEST_PICTURE // MEGABYTE} MB.",
            remedy="Ảnh rộng 1000 điểm đã đủ nét khi in.",
        )
    if upload.media_type == PICTURES[0]:
        check_pixels(upload)


def check_pixels(upload: Upload) -> None:
    sides = (int.from_bytes(upload.content[at : at + 4], "big") for at in (16, 20))
    if not all(0 < side <= MOST_PIXELS for side in sides):
        raise Refused(
            f"Ảnh “{upload.name}” rộng hoặc cao quá {MOST_PIXELS} điểm, hoặc bị hỏng.",
            remedy="Ảnh rộng 1000 điểm đã đủ nét khi in.",
        )


def emblem_to_keep(text: PatternText, last: CertificatePattern | None) -> Blob | None:
    if text.without_emblem:
        return None
    if text.emblem is None:
        return last.emblem if last else None
    return blob_keep(text.emblem.content, text.emblem.media_type)


@transaction.atomic
def certificates_print(
    *,
    authority: Authority,
    papers: Sequence[Paper],
    pattern: CertificatePattern | None,
    pdf: bytes,
    title: str,
    reason: PrintReason,
    note: str,
    actor: Person,
    at: datetime,
) -> PrintRun:
    """Keep the file that goes to the printer, and for every certificate how often it was printed."""
    deed = "filing.certificates.print"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    counts = times_printed(papers)
    check_printing(authority, papers, counts, reason, clean(note))
    blob = blob_keep(pdf, PDF)
    if blob is None:
        raise Refused("Chưa có tệp in.")
    run = PrintRun.objects.create(
        authority=authority,
        title=title,
        pattern=pattern,
        pdf=blob,
        reason=reason,
        note="" if reason == PrintReason.FIRST else clean(note),
        printed_by=actor,
        printed_at=at,
    )
    Printing.objects.bulk_create(
        Printing(authority=authority, run=run, paper=paper, ordinal=counts.get(paper.pk, 0) + 1)
        for paper in papers
    )
    record(
        deed, on=run, authority_id=authority.pk, actor_id=actor.pk, at=at,
        title=title, copies=len(papers), reason=reason.label, note=run.note, pdf=blob.pk,
        papers=[str(paper.pk) for paper in papers],
    )  # fmt: skip
    return run


def times_printed(papers: Sequence[Paper]) -> dict[object, int]:
    rows = Printing.objects.filter(paper__in=papers).order_by().values("paper")
    return dict(rows.annotate(last=Max("ordinal")).values_list("paper", "last"))


def check_printing(
    authority: Authority,
    papers: Sequence[Paper],
    counts: dict[object, int],
    reason: PrintReason,
    note: str,
) -> None:
    if not papers:
        raise Refused("Chưa chọn bằng nào để in.", remedy="Hãy đánh dấu ít nhất một bằng.")
    if any(
        p.authority_id != authority.pk or p.kind != PaperKind.CERTIFICATE or not p.is_public
        for p in papers
    ):
        raise Refused("Có văn bản không phải bằng của cơ quan này.", remedy="Hãy chọn lại.")
    printed = [paper.title for paper in papers if paper.pk in counts]
    if reason == PrintReason.FIRST and printed:
        raise Refused(
            f"Đã in: {'; '.join(printed[:3])}{'…' if len(printed) > 3 else ''}.",
            "Mỗi số trong sổ vàng chỉ có một bằng; in lại phải có lý do.",
            "Hãy bỏ chọn bằng đã in, hoặc chọn in lại và ghi lý do.",
        )
    if reason != PrintReason.FIRST and len(printed) < len(papers):
        raise Refused(
            "Có bằng chưa in lần nào nên không phải in lại.",
            remedy="Hãy in lần đầu trước, hoặc bỏ chọn bằng đó.",
        )
    if reason != PrintReason.FIRST and not note:
        raise Refused(
            "Chưa ghi lý do in lại.",
            "Bản hỏng phải hủy, bản mất phải ghi nhận để không có hai bằng cùng số.",
            "Ghi phôi nào hỏng, hoặc ai đề nghị cấp lại, vì sao.",
        )
