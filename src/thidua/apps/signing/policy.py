"""Who may have papers signed, and who signs."""

from datetime import datetime

from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.people.models import Person
from thidua.apps.signing.enums import SignatoryKind
from thidua.apps.signing.models import Signatory
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.policy import (
    Ask,
    bloc_secretary,
    emulation_board,
    holds,
    outgoing_secretary,
    signing_authority,
)

MAY = {
    "signing.request.open": bloc_secretary
    | outgoing_secretary
    | emulation_board
    | signing_authority,
    "signing.request.withdraw": bloc_secretary
    | outgoing_secretary
    | emulation_board
    | signing_authority,
    "signing.reminder.send": bloc_secretary
    | outgoing_secretary
    | emulation_board
    | signing_authority,
}
HELD = {
    SignatoryKind.HEAD: RoleKind.UNIT_HEAD,
    SignatoryKind.AUTHORITY: RoleKind.SIGNING_AUTHORITY,
    SignatoryKind.OFFICE: RoleKind.EMULATION_BOARD,
}


def is_asked(signatory: Signatory, person: Person) -> bool:
    """Tell whether the signature asked for is this person's, or any of the office's people's."""
    return signatory.kind == SignatoryKind.OFFICE or signatory.person_id == person.pk


def holds_post(signatory: Signatory, person: Person, at: datetime) -> bool:
    """Tell whether the person holds, on that day, the post in which the paper is signed."""
    ask = Ask(person, at, signatory.request.authority, unit=signatory.unit)
    return holds(ask, HELD[SignatoryKind(signatory.kind)], signatory.unit)


def require_signatory(signatory: Signatory, person: Person, at: datetime) -> None:
    """Refuse whoever is not asked for this signature, or doesn't hold the post any more."""
    if not is_asked(signatory, person):
        raise NotAllowed(
            "Ô ký này không phải của Ông/Bà.",
            f"Người được đề nghị ký là {signatory.name}.",
        )
    if not holds_post(signatory, person, at):
        held = SignatoryKind(signatory.kind).label.lower()
        raise Refused(
            f"{person.full_name} không giữ vai trò “{held}” vào ngày ký.",
            "Văn bản do người có thẩm quyền ký (Nghị định số 30/2020/NĐ-CP, Điều 13).",
            "Nếu Ông/Bà vẫn giữ chức vụ, hãy đề nghị cơ quan thường trực cập nhật vai trò.",
        )
