"""Deeds about evidence: attach it to a line, let it speak for another line, take it off."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.apps.assessments.enums import CardState, EvidenceKind, Stage
from thidua.apps.assessments.models import Criterion, Evidence, EvidenceLink, Scorecard
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.services.base import tell
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.filing.base import Upload
from thidua.apps.filing.services import blob_keep
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import take_up
from thidua.apps.people.models import Person
from thidua.apps.units.policy import about, require

ATTACH, LINK = "assessments.evidence.attach", "assessments.evidence.link"
DETACH = "assessments.evidence.detach"


@dataclass(frozen=True, slots=True)
class FigureRef:
    """A figure named as proof, with the period it is of and who gives it."""

    figure: Decimal
    period: str
    source: str


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file as proof."""

    upload: Upload
    title: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """Evidence of an earlier card, used once more."""

    evidence: Evidence


Proof = PaperRef | FigureRef | FileRef | Again


@transaction.atomic
def evidence_attach(
    *, scorecard: Scorecard, criterion: Criterion, proof: Proof, actor: Person, at: datetime
) -> Evidence:
    """Attach evidence to a line of a unit's card: a paper, a figure, a file."""
    begin(ATTACH, scorecard, criterion, actor, at)
    refuse_appraised(scorecard)
    evidence = Evidence.objects.create(scorecard=scorecard, **kept(scorecard, proof))
    EvidenceLink.objects.create(evidence=evidence, criterion=criterion)
    tell(
        ATTACH, evidence, scorecard.bloc_year, actor, at,
        unit=scorecard.membership.unit.code, criterion=criterion.code,
        number=evidence.number, file=evidence.file_id,
    )  # fmt: skip
    return evidence


@transaction.atomic
def evidence_link(
    *, evidence: Evidence, criterion: Criterion, actor: Person, at: datetime
) -> EvidenceLink:
    """Let evidence of a card speak for another of its lines too."""
    card = evidence.scorecard
    begin(LINK, card, criterion, actor, at)
    refuse_appraised(card)
    if evidence.links.filter(criterion=criterion).exists():
        raise Refused(f"Minh chứng này đã gắn với tiêu chí {criterion.code}.")
    link = EvidenceLink.objects.create(evidence=evidence, criterion=criterion)
    tell(
        LINK, evidence, card.bloc_year, actor, at,
        unit=card.membership.unit.code, criterion=criterion.code,
    )  # fmt: skip
    return link


@transaction.atomic
def evidence_detach(
    *, evidence: Evidence, criterion: Criterion, reason: str, actor: Person, at: datetime
) -> None:
    """Take evidence off a line while its unit still scores itself; what it was stays on record.

    Once the card is handed in, others have seen it or scored by it.
    """
    card = evidence.scorecard
    begin(DETACH, card, criterion, actor, at)
    if card.stage is not Stage.SELF:
        raise Refused(
            f"Phiếu của {card.membership.unit.name} đã nộp phần tự chấm, không gỡ minh chứng nữa.",
            "Người chấm đã được xem minh chứng này.",
            "Hãy gắn thêm văn bản đúng; nói rõ khi giải trình hoặc với người thẩm định.",
        )
    if not reason:
        raise Refused("Gỡ minh chứng phải ghi lý do.")
    link = evidence.links.filter(criterion=criterion).first()
    if link is None:
        raise Refused(
            f"Minh chứng này không còn gắn với tiêu chí {criterion.code}.",
            remedy="Hãy tải lại trang.",
        )
    link.delete()
    tell(
        DETACH, evidence, card.bloc_year, actor, at, unit=card.membership.unit.code,
        criterion=criterion.code, reason=reason, **described(evidence),
    )  # fmt: skip


def described(evidence: Evidence) -> dict[str, str]:
    """Return what evidence says of itself, for the journal."""
    figure = "" if evidence.figure is None else str(evidence.figure)
    told = {
        "kind": evidence.kind, "number": evidence.number, "title": evidence.title,
        "dated": evidence.dated.isoformat() if evidence.dated else "", "figure": figure,
        "period": evidence.period, "file": evidence.file_id or "",
        "file_name": evidence.file_name,
    }  # fmt: skip
    return {name: str(value) for name, value in told.items() if value}


def begin(deed: str, card: Scorecard, line: Criterion, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about(card.membership, actor, at))
    if line.table_id != card.table_id:
        raise Refused(f"Tiêu chí {line.code} không thuộc bảng chấm điểm này.")
    take_up(card, "state", authority_id=card.bloc_year.authority_id)


def refuse_appraised(card: Scorecard) -> None:
    if card.state == CardState.APPRAISED:
        raise Refused(
            f"Phiếu của {card.membership.unit.name} đã thẩm định, không gắn thêm minh chứng.",
            remedy="Văn bản có về sau được nêu khi hội nghị thảo luận.",
        )


def kept(card: Scorecard, proof: Proof) -> dict[str, Any]:
    """Return the columns that a proof fills."""
    if isinstance(proof, PaperRef):
        return {"number": proof.number, "dated": proof.dated, "title": proof.title}
    if isinstance(proof, FigureRef):
        if not (proof.period and proof.source):
            raise Refused(
                "Số liệu làm minh chứng phải ghi kỳ số liệu và nguồn.",
                remedy="Ví dụ: kỳ “cả năm 2021”, nguồn “Cục Thống kê”.",
            )
        return {
            "kind": EvidenceKind.FIGURE, "figure": proof.figure, "period": proof.period,
            "title": proof.source,
        }  # fmt: skip
    if isinstance(proof, Again):
        return columns_of(card, proof.evidence)
    blob = blob_keep(proof.upload.content, proof.upload.media_type)
    return {
        "kind": EvidenceKind.FILE, "file": blob, "file_name": proof.upload.name,
        "title": proof.title,
    }  # fmt: skip


def columns_of(card: Scorecard, earlier: Evidence) -> dict[str, Any]:
    if earlier.scorecard.membership.unit_id != card.membership.unit_id:
        raise Refused("Chỉ dùng lại được minh chứng của chính đơn vị.")
    names = ("kind", "number", "dated", "title", "figure", "period", "file_id", "file_name")
    return {name: getattr(earlier, name) for name in names}
