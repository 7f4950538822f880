"""One signature: with a key at hand, or with one far away that gets a hash."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.signing.enums import SignatoryKind
from thidua.apps.signing.models import HandedOut, Signatory, Signature
from thidua.apps.signing.queries import latest_version
from thidua.apps.signing.services import (
    Overtaken,
    check_turn,
    hash_hand_out,
    signature_add,
)
from thidua.papers.signing.appearance import Appearance, image_of, office_text, person_text
from thidua.papers.signing.certificates import CertificateFacts, facts_of, loaded
from thidua.papers.signing.errors import SigningError
from thidua.papers.signing.keys import Key
from thidua.papers.signing.sign import Prepared, begin, finish, sign
from thidua.text import clean
from thidua.year.signing.trust import fit_to_sign, timestamps

TRIES = 20


@dataclass(frozen=True, slots=True)
class Look:
    """The image a signer brings: of a hand's signature, or of a seal with its real width."""

    image: bytes = b""
    width_mm: float = 0


@contextmanager
def told() -> Iterator[None]:
    """Say what the engine refuses as refusals are said."""
    try:
        yield
    except SigningError as fault:
        raise Refused(fault.what, fault.why, fault.remedy) from fault


def sign_paper(
    *, signatory: Signatory, key: Key, look: Look, actor: Person, at: datetime
) -> Signature:
    """Sign with a key at hand; who is overtaken by another signs again, on the newer version."""
    check_turn(signatory, actor, at)
    facts = own_certificate(signatory, key.certificate)
    with told():
        evidence = fit_to_sign(key.certificate, key.chain, at)
        face = face_of(signatory, look, at)
    for _ in range(TRIES):
        base = latest_version(signatory.request)
        with told():
            signed = sign(
                bytes(base.content), signatory.field, key, at=at, appearance=face,
                timestamp=timestamps(at), evidence=evidence,
            )  # fmt: skip
        try:
            return signature_add(
                signatory=signatory, base=base.pk, signed=signed, certificate=facts,
                actor=actor, at=at,
            )  # fmt: skip
        except Overtaken:
            continue
    raise Overtaken


def hand_out(
    *,
    signatory: Signatory,
    certificate: bytes,
    chain: tuple[bytes, ...],
    look: Look,
    actor: Person,
    at: datetime,
) -> HandedOut:
    """Make the document ready and keep it until the signature over its hash comes back."""
    check_turn(signatory, actor, at)
    own_certificate(signatory, certificate)
    base = latest_version(signatory.request)
    with told():
        fit_to_sign(certificate, chain, at)
        prepared = begin(
            bytes(base.content), signatory.field, certificate, chain, at=at,
            appearance=face_of(signatory, look, at),
        )  # fmt: skip
    return hash_hand_out(signatory=signatory, base=base, prepared=prepared, actor=actor, at=at)


def take_back(*, signatory: Signatory, value: bytes, actor: Person, at: datetime) -> Signature:
    """Put a signature made elsewhere into the document that was handed out.

    Raises:
        Refused: nothing was handed out, the signature doesn't fit, or another came first.
    """
    handed = HandedOut.objects.filter(signatory=signatory).select_related("base").first()
    if handed is None:
        raise Refused(
            "Chưa có giá trị băm nào được giao cho ô ký này.", remedy="Hãy lấy giá trị băm trước."
        )
    if latest_version(signatory.request).pk != handed.base_id:
        raise Overtaken
    prepared = prepared_of(handed)
    with told():
        evidence = fit_to_sign(prepared.certificate, prepared.chain, at)
        signed = finish(prepared, value, timestamp=timestamps(at), evidence=evidence)
    return signature_add(
        signatory=signatory, base=handed.base_id, signed=signed,
        certificate=facts_of(loaded(prepared.certificate)), actor=actor, at=at,
    )  # fmt: skip


def prepared_of(handed: HandedOut) -> Prepared:
    return Prepared(
        document=bytes(handed.document),
        start=handed.start,
        end=handed.end,
        attributes=bytes(handed.attributes),
        certificate=bytes(handed.certificate),
        chain=tuple(base64.b64decode(one) for one in handed.chain),
    )


def face_of(signatory: Signatory, look: Look, at: datetime) -> Appearance:
    if look.image:
        return image_of(look.image, look.width_mm)
    text = office_text if signatory.kind == SignatoryKind.OFFICE else person_text
    return text(signatory.name, at)


def own_certificate(signatory: Signatory, certificate: bytes) -> CertificateFacts:
    """Refuse a certificate of somebody else.

    Raises:
        Refused: it names another person, or another body.
    """
    facts = facts_of(loaded(certificate))
    names = [facts.name]
    if signatory.kind == SignatoryKind.OFFICE:
        names.append(facts.organisation)
    if not any(same_name(signatory.name, one) for one in names):
        raise Refused(
            f"Chứng thư số này cấp cho {facts.name or 'người không có tên'}, không phải {signatory.name}.",
            "Mỗi người ký bằng chứng thư số của chính mình.",
            "Hãy chọn đúng chứng thư số của Ông/Bà.",
        )
    return facts


def same_name(one: str, other: str) -> bool:
    """Compare names letter by letter, but for capitals and ways of encoding."""
    return clean(one).casefold() == clean(other).casefold()
