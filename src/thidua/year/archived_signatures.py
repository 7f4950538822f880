"""Signed versions of a year's papers in its archive, and what their signatures were worth."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.timezone import localtime

from thidua.apps.filing.models import Blob, Paper
from thidua.apps.signing.models import Signature
from thidua.apps.signing.queries import versions_of
from thidua.papers.archive import Pack, Stored
from thidua.papers.signing.errors import SigningError
from thidua.papers.signing.validate import SignatureReport, validate
from thidua.year.signing.trust import anchors

Versions = Mapping[UUID, Sequence[Signature]]
STANDINGS = {
    "good": "dẫn về tổ chức chứng thực được tin cậy",
    "untrusted": "không dẫn về tổ chức chứng thực nào trong danh sách tin cậy",
    "expired": "đã hết hạn khi ký",
    "not_yet": "chưa có hiệu lực khi ký",
    "revoked": "đã bị thu hồi trước khi ký",
}


def signed_versions(papers: Sequence[Paper]) -> Versions:
    """Return the signatures that made versions, by paper, in the order they were made."""
    found: dict[UUID, list[Signature]] = defaultdict(list)
    for signature in versions_of(papers):
        found[signature.request.paper_id].append(signature)
    return found


def content_of(digest: str) -> bytes:
    return bytes(Blob.objects.values_list("content", flat=True).get(pk=digest))


def pack_signed(pack: Pack, folder: str, versions: Sequence[Signature]) -> Iterator[Stored]:
    """Put each signed version in, and of the last one of each request a report on its signatures."""
    last = {signature.request_id: signature.pk for signature in versions}
    for number, signature in enumerate(versions, 1):
        content, label = content_of(signature.after_id), f"PDF ký số, bản {number}"
        yield pack.add(f"{folder}/ky-so-{number:02d}.pdf", content, label)
        if last[signature.request_id] == signature.pk:
            told = report_text(content, signature).encode()
            yield pack.add(
                f"{folder}/ky-so-{number:02d}.txt", told, f"Kiểm tra chữ ký, bản {number}"
            )


def report_text(content: bytes, signature: Signature) -> str:
    """Tell what each signature is worth by the roots this installation trusts.

    Judged at the moment of the last signature, so that the same year gives the same report.
    """
    try:
        report = validate(content, anchors(signature.signed_at))
    except SigningError as fault:
        return f"Không đọc được chữ ký: {fault}\n"
    told = (one_in_words(number, one) for number, one in enumerate(report.signatures, 1))
    unread = (f"Ô ký {field}: chữ ký hỏng, không đọc được.\n" for field in report.unreadable)
    blank = f"Ô ký còn trống: {', '.join(report.blank)}.\n" if report.blank else ""
    return "\n".join((*told, *unread)) + blank


def one_in_words(number: int, one: SignatureReport) -> str:
    who, at = one.certificate, localtime(one.at) if one.at else None
    anchor = f": {one.anchor.name}" if one.anchor else ""
    weight = "" if one.anchor is None or one.anchor.legal else "DEMO – không có giá trị pháp lý.\n"
    signed = f"{at:%d/%m/%Y %H:%M:%S %z}" if at else "không ghi"
    return (
        f"Chữ ký {number}: {who.name} ({who.organisation or 'không ghi cơ quan'}),"
        f" {'đúng' if one.good else 'KHÔNG ĐÚNG'}\n{weight}"
        f"Ký lúc: {signed}, theo {one.clock.value}\n"
        f"Nội dung: {'còn nguyên như khi ký' if one.intact else 'đã bị sửa sau khi ký, hoặc chữ ký giả'}."
        f" {'' if one.whole else one.later.value}\n"
        f"Chứng thư số {who.serial}, {who.issuer} cấp:"
        f" {STANDINGS.get(one.standing, 'không được cấp để ký văn bản')}{anchor};"
        f" {one.revocation.value}.\n"
    )
