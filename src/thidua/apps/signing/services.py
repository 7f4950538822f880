"""Deeds about signing: lay a paper out for signature, keep each signature as a new version."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db import models, transaction
from django.utils.timezone import localdate

from thidua.apps.filing.enums import PDF
from thidua.apps.filing.models import Blob, Paper
from thidua.apps.filing.services import blob_keep
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.signing.enums import LIVE, RequestState, SignatoryKind
from thidua.apps.signing.models import (
    HandedOut,
    Signatory,
    Signature,
    SignatureRefusal,
    SigningRequest,
)
from thidua.apps.signing.policy import MAY, require_signatory
from thidua.apps.signing.queries import latest_version, turn_now
from thidua.apps.units.models import Unit
from thidua.apps.units.policy import about_year, require
from thidua.papers.signing.certificates import CertificateFacts
from thidua.papers.signing.sign import Prepared, Signed

REASON = 500


class Overtaken(Refused):
    """Somebody else signed meanwhile: the file signed is not the latest version any more."""

    def __init__(self) -> None:
        super().__init__(
            "Trong lúc Ông/Bà ký, một người khác vừa ký văn bản này, nên chữ ký chưa được ghi.",
            "Mỗi chữ ký phải ký lên phiên bản mới nhất, để không mất chữ ký nào.",
            "Hãy lấy lại giá trị băm và ký lại.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A signature to be asked for."""

    kind: SignatoryKind
    step: int
    field: str
    name: str
    post: str = ""
    person: Person | None = None
    unit: Unit | None = None


def tell(
    deed: str,
    on: models.Model,
    request: SigningRequest,
    actor: Person,
    at: datetime,
    **facts: object,
) -> None:
    record(deed, on=on, authority_id=request.authority_id, actor_id=actor.pk, at=at, **facts)


def may(deed: str, paper: Paper, actor: Person, at: datetime) -> None:
    require(deed, MAY[deed], about_year(paper.bloc_year, actor, at))


def kept(pdf: bytes) -> Blob:
    return cast("Blob", blob_keep(pdf, PDF))


@transaction.atomic
def request_open(
    *, paper: Paper, signers: Sequence[Asked], prepared: bytes, actor: Person, at: datetime
) -> SigningRequest:
    """Lay a filed paper out for signature: all fields are in the prepared file already."""
    deed = "signing.request.open"
    may(deed, paper, actor, at)
    hold(paper.authority_id)
    if SigningRequest.objects.filter(paper=paper, state__in=LIVE).exists():
        raise Refused(f"Văn bản “{paper.title}” đã được đưa ra lấy chữ ký.")
    if not signers:
        raise Refused(f"Chưa có ai để ký văn bản “{paper.title}”.")
    blob = kept(prepared)
    request = SigningRequest.objects.create(
        authority=paper.authority, paper=paper, prepared=blob, opened_by=actor, opened_at=at
    )
    Signatory.objects.bulk_create(
        Signatory(
            request=request, place=place, step=one.step, kind=one.kind, field=one.field,
            name=one.name, post=one.post, person=one.person, unit=one.unit,
        )
        for place, one in enumerate(signers, start=1)
    )  # fmt: skip
    tell(
        deed, request, request, actor, at,
        paper=str(paper.pk), digest=request.prepared_id, signers=[one.name for one in signers],
    )  # fmt: skip
    return request


@transaction.atomic
def request_withdraw(
    *, request: SigningRequest, reason: str, actor: Person, at: datetime
) -> SigningRequest:
    """Stop asking for signatures; the versions signed so far stay."""
    deed = "signing.request.withdraw"
    may(deed, request.paper, actor, at)
    take_up(request, "state", authority_id=request.authority_id)
    require_open(request)
    request.state = RequestState.WITHDRAWN
    request.save(update_fields=["state"])
    tell(deed, request, request, actor, at, reason=given(reason))
    return request


def given(reason: str) -> str:
    told = reason.strip()
    if not told:
        raise Refused("Chưa ghi lý do.", remedy="Hãy ghi ngắn gọn vì sao.")
    if len(told) > REASON:
        raise Refused(f"Lý do dài hơn {REASON} chữ.", remedy="Hãy ghi ngắn hơn.")
    return told


def require_open(request: SigningRequest) -> None:
    if request.state != RequestState.OPEN:
        raise Refused(
            f"Văn bản “{request.paper.title}” không còn chờ ký: "
            f"{RequestState(request.state).label.lower()}.",
        )


def check_turn(signatory: Signatory, actor: Person, at: datetime) -> None:
    """Refuse to sign where it isn't open, the person's own, blank, and their turn."""
    request = signatory.request
    require_open(request)
    require_signatory(signatory, actor, at)
    if Signature.objects.filter(signatory=signatory).exists():
        raise Refused(f"{signatory.name} đã ký văn bản này.")
    first = turn_now(request).first()
    if first is not None and first.step < signatory.step:
        raise Refused(
            f"Chưa đến lượt {signatory.name} ký.",
            f"Phải chờ {first.name} ký trước.",
            "Hệ thống sẽ báo ở mục “Chờ tôi xử lý” khi đến lượt.",
        )


@transaction.atomic
def signature_add(
    *,
    signatory: Signatory,
    base: str,
    signed: Signed,
    certificate: CertificateFacts,
    actor: Person,
    at: datetime,
) -> Signature:
    """Keep a signature as the paper's next version; `base` is the digest of the file that was signed.

    Raises:
        Overtaken: another signature came first, so this one would lose it.
    """
    deed = "signing.paper.sign"
    request = signatory.request
    take_up(request, "state", authority_id=request.authority_id)
    check_turn(signatory, actor, at)
    latest = latest_version(request)
    if latest.pk != base:
        raise Overtaken
    after = kept(signed.pdf)
    signature = Signature.objects.create(
        signatory=signatory, request=request, version=request.signatures.count() + 1,
        signed_by=actor, signed_at=at, holder=certificate.name[:200],
        organisation=certificate.organisation[:200], serial=certificate.serial,
        issuer=certificate.issuer[:200], level=signed.level, before=latest, after=after,
    )  # fmt: skip
    HandedOut.objects.filter(signatory=signatory).delete()
    if not turn_now(request).exists():
        request.state = RequestState.COMPLETE
        request.save(update_fields=["state"])
    tell(
        deed, signature, request, actor, at,
        paper=str(request.paper_id), field=signatory.field, serial=certificate.serial,
        issuer=certificate.issuer, level=signed.level, before=base, after=signature.after_id,
    )  # fmt: skip
    return signature


@transaction.atomic
def hash_hand_out(
    *, signatory: Signatory, base: Blob, prepared: Prepared, actor: Person, at: datetime
) -> HandedOut:
    """Keep the document whose hash is signed elsewhere, in place of one handed out before."""
    deed = "signing.hash.hand_out"
    request = signatory.request
    take_up(request, "state", authority_id=request.authority_id)
    check_turn(signatory, actor, at)
    HandedOut.objects.filter(signatory=signatory).delete()
    handed = HandedOut.objects.create(
        signatory=signatory, base=base, document=prepared.document, start=prepared.start,
        end=prepared.end, attributes=prepared.attributes, certificate=prepared.certificate,
        chain=[base64.b64encode(one).decode() for one in prepared.chain], handed_at=at,
    )  # fmt: skip
    tell(
        deed, signatory, request, actor, at,
        paper=str(request.paper_id), base=base.pk, digest=prepared.digest.hex(),
    )  # fmt: skip
    return handed


@transaction.atomic
def signature_refuse(
    *, signatory: Signatory, reason: str, actor: Person, at: datetime
) -> SignatureRefusal:
    """Refuse to sign: no more signatures are taken, those given stay in their versions."""
    deed = "signing.paper.refuse"
    request = signatory.request
    take_up(request, "state", authority_id=request.authority_id)
    check_turn(signatory, actor, at)
    refusal = SignatureRefusal.objects.create(
        signatory=signatory, reason=given(reason), refused_by=actor, refused_at=at
    )
    request.state = RequestState.REFUSED
    request.save(update_fields=["state"])
    tell(deed, refusal, request, actor, at, paper=str(request.paper_id), reason=refusal.reason)
    return refusal


@transaction.atomic
def signing_remind(*, request: SigningRequest, actor: Person, at: datetime) -> list[Signatory]:
    """Remind those whose turn it is, once a day; who sends the letters is told whom to."""
    deed = "signing.reminder.send"
    may(deed, request.paper, actor, at)
    take_up(request, "state", "reminded_on", authority_id=request.authority_id)
    require_open(request)
    if request.reminded_on == localdate(at):
        raise Refused(
            "Hôm nay đã nhắc ký văn bản này.", "Mỗi văn bản nhắc nhiều nhất một lần trong ngày."
        )
    waiting = list(turn_now(request).filter(person__isnull=False).select_related("person"))
    request.reminded_on = localdate(at)
    request.save(update_fields=["reminded_on"])
    tell(deed, request, request, actor, at, reminded=[one.name for one in waiting])
    return waiting
