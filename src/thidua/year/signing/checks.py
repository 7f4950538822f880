"""What a signed file is worth by our own rules and data, beyond what cryptography says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from thidua.apps.awards.models import Decision
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper
from thidua.apps.filing.queries import paper_by_code
from thidua.apps.journal.base import Refused
from thidua.apps.signing.enums import SignatoryKind
from thidua.apps.signing.models import Signatory, SigningRequest
from thidua.apps.signing.policy import HELD
from thidua.apps.signing.queries import live_request, paper_of_file, versions_of
from thidua.apps.units.models import Role
from thidua.papers import Number
from thidua.papers.signing.errors import SigningError
from thidua.papers.signing.fields import OFFICE
from thidua.papers.signing.reading import first_page_text
from thidua.papers.signing.validate import Report, SignatureReport, validate
from thidua.text import padded, short_date
from thidua.year.papers.decision import number_of
from thidua.year.signing.signing import same_name
from thidua.year.signing.trust import anchors

CODE = re.compile(r"\b[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}\b")
NUMBER = re.compile(r"Số:\s*(\d+/[^\s,;]+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of the rules: kept, broken, or (None) not to be told from what we hold."""

    kept: bool | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file as examined.

    Args:
        paper: the filed paper it is of, if any.
        is_ours: it is byte for byte a version that we filed.
    """

    report: Report
    paper: Paper | None
    is_ours: bool
    findings: tuple[Finding, ...]

    @property
    def only_demo(self) -> bool:
        """Whether a signature rests on a demo's certificate, which has no legal weight."""
        return any(one.anchor and not one.anchor.legal for one in self.report.signatures)

    @property
    def good(self) -> bool:
        return self.report.good and all(one.kept is not False for one in self.findings)


def examine(content: bytes, digest: str, at: datetime) -> Examined:
    """Validate a file's signatures and hold them against what is filed.

    Raises:
        Refused: it can't be read.
    """
    try:
        report = validate(content, anchors(at))
    except SigningError as fault:
        raise Refused(fault.what, fault.why, fault.remedy) from fault
    ours = paper_of_file(digest)
    text = first_page_text(content)
    paper = ours or named_by(text)
    findings = tuple(findings_about(report, paper, text)) if paper else ()
    return Examined(report=report, paper=paper, is_ours=ours is not None, findings=findings)


def named_by(text: str) -> Paper | None:
    """Return the filed paper that the code at the foot names, if all may know of it."""
    found = CODE.search(text)
    paper = paper_by_code(found[0]) if found else None
    return paper if paper is not None and paper.is_public else None


def findings_about(report: Report, paper: Paper, text: str) -> Iterator[Finding]:
    request = live_request(paper)
    if paper.number is not None or NUMBER.search(text):
        yield number_kept(paper, text)
    if request is None:
        if report.signatures:
            yield Finding(None, "Văn bản này không được ký số trong hệ thống.")
        return
    yield all_signed(report, request)
    places = {one.field: one for one in request.signatories.all()}
    for one in report.signatures:
        if one.field in places:
            yield from signer_kept(one, places[one.field])
        else:
            yield Finding(
                False, f"Chữ ký của {one.certificate.name} nằm ngoài các ô ký đã dành sẵn."
            )


def number_kept(paper: Paper, text: str) -> Finding:
    """Hold the printed number against the one filed."""
    printed = NUMBER.search(text)
    told, filed = printed[1] if printed else "", number_filed(paper)
    if not filed:
        return Finding(None, f"Số in trên văn bản là {told}; hồ sơ lưu không ghi số.")
    if told == filed:
        return Finding(True, f"Số {filed} đúng với hồ sơ lưu.")
    return Finding(False, f"Số in trên văn bản là “{told or 'không có'}”, hồ sơ lưu ghi {filed}.")


def number_filed(paper: Paper) -> str:
    """Return a paper's number from the bloc's own series, a decision's from its issuer."""
    if paper.number is not None:
        return Number(paper.number, paper.symbol).text
    decision = Decision.objects.filter(pk=paper.subject_id).first()
    return number_of(decision).text if decision and paper.kind == PaperKind.DECISION else ""


def all_signed(report: Report, request: SigningRequest) -> Finding:
    """Say whether everybody signed; with an office's field, person and office (Article 5)."""
    good = {one.field for one in report.signatures if one.good}
    missing = [one.name for one in request.signatories.all() if one.field not in good]
    both = any(one.field == OFFICE for one in request.signatories.all())
    what = "người có thẩm quyền và của cơ quan" if both else "mọi người được đề nghị ký"
    article = " (Nghị định số 30/2020/NĐ-CP, Điều 5)" if both else ""
    if not missing:
        return Finding(True, f"Đủ chữ ký của {what}{article}.")
    return Finding(False, f"Chưa đủ chữ ký của {what}{article}: thiếu {', '.join(missing)}.")


def signer_kept(one: SignatureReport, place: Signatory) -> Iterator[Finding]:
    """Hold a signature against whose field it stands in and the post held on that day."""
    names = (one.certificate.name, one.certificate.organisation)
    office = place.kind == SignatoryKind.OFFICE
    if not any(same_name(place.name, name) for name in names[: 2 if office else 1]):
        yield Finding(
            False, f"Ô ký của {place.name} mang chữ ký của {one.certificate.name or 'người khác'}."
        )
        return
    if office or one.at is None:
        return
    day = localdate(one.at)
    held = f"vai trò “{SignatoryKind(place.kind).label.lower()}” ngày {short_date(day)}"
    if held_post(place, day):
        yield Finding(True, f"{place.name} giữ {held}.")
    else:
        yield Finding(False, f"{place.name} không giữ {held} theo dữ liệu của hệ thống.")


def held_post(place: Signatory, day: date) -> bool:
    roles = Role.objects.filter(
        person=place.person_id, kind=HELD[SignatoryKind(place.kind)], since__lte=day
    )
    if place.unit_id:
        roles = roles.filter(unit=place.unit_id)
    return roles.exclude(until__lt=day).exists()


def versions_in_words(papers: Sequence[Paper]) -> dict[object, str]:
    """Tell for each paper how many signatures it has, for lists."""
    counts: dict[object, int] = {}
    for signature in versions_of(papers):
        key = signature.request.paper_id
        counts[key] = counts.get(key, 0) + 1
    return {key: f"{padded(count)} chữ ký số" for key, count in counts.items()}
