"""Who signs a paper: an agreement every member's head, a decision the authority and its office."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.awards.models import Decision
from thidua.apps.campaigns.models import Agreement
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.signing.enums import SignatoryKind
from thidua.apps.signing.models import SigningRequest
from thidua.apps.signing.services import Asked, request_open
from thidua.apps.units.enums import Position, RoleKind
from thidua.apps.units.models import Authority, Role
from thidua.papers.signing.errors import PdfError
from thidua.papers.signing.fields import OFFICE, PERSON, UNIT, prepare
from thidua.papers.signing.places import Signer, places
from thidua.year.papers.common import lead_unit, signer_name


@transaction.atomic
def lay_out(*, paper: Paper, in_turn: bool, actor: Person, at: datetime) -> SigningRequest:
    """Lay a filed paper out for signature, each field in the room above the signer's printed name.

    `in_turn` makes the members of an agreement sign one after the other in the bloc's order, not
    only the lead first.
    """
    signers = asked_for(paper, localdate(at), in_turn=in_turn)
    try:
        prepared = prepare(content_of(paper), places(content_of(paper), printed(signers)))
    except PdfError as fault:
        raise Refused(fault.what, fault.why, fault.remedy) from fault
    return request_open(paper=paper, signers=signers, prepared=prepared, actor=actor, at=at)


def content_of(paper: Paper) -> bytes:
    if paper.pdf is None:
        raise Refused(f"Văn bản “{paper.title}” không có bản PDF để ký.")
    return bytes(paper.pdf.content)


def printed(signers: Sequence[Asked]) -> list[Signer]:
    """Return the names printed on the paper; an office signs over the person before it."""
    office = next((one.field for one in signers if one.kind == SignatoryKind.OFFICE), "")
    return [
        Signer(one.field, one.name, one.post, office)
        for one in signers
        if one.kind != SignatoryKind.OFFICE
    ]


def asked_for(paper: Paper, day: date, *, in_turn: bool = False) -> list[Asked]:
    """Return whose signatures a paper asks for, in their order.

    Raises:
        Refused: papers of its kind are not signed here, or nobody holds the post it names.
    """
    match PaperKind(paper.kind):
        case PaperKind.AGREEMENT:
            return members(Agreement.objects.get(pk=paper.subject_id), in_turn=in_turn)
        case PaperKind.DECISION:
            return authority_and_office(Decision.objects.get(pk=paper.subject_id), day)
        case PaperKind.REPORT | PaperKind.PROPOSAL:
            return [lead_head(paper, day)]
        case kind:
            raise Refused(
                f"Văn bản loại “{kind.label}” chưa ký số được ở đây.",
                remedy="Ký số dùng cho giao ước, báo cáo tổng kết, tờ trình và quyết định.",
            )


SIGNED_HERE = (PaperKind.AGREEMENT, PaperKind.REPORT, PaperKind.PROPOSAL, PaperKind.DECISION)


def members(agreement: Agreement, *, in_turn: bool) -> list[Asked]:
    """Return every member's head as recorded when the unit signed, the lead first."""
    rows = agreement.signatures.select_related("membership__unit", "person")
    ordered = sorted(
        rows, key=lambda s: (s.membership.position != Position.LEAD, s.membership.place)
    )
    return [
        Asked(
            kind=SignatoryKind.HEAD,
            step=place if in_turn else min(place, 2),
            field=UNIT.format(s.membership.unit.code),
            name=s.person.full_name,
            post=s.post,
            person=s.person,
            unit=s.membership.unit,
        )
        for place, s in enumerate(ordered, start=1)
    ]


def authority_and_office(decision: Decision, day: date) -> list[Asked]:
    name = signer_name(decision.signer)
    person = holder(decision.authority, RoleKind.SIGNING_AUTHORITY, day, name=name)
    signer = Asked(
        kind=SignatoryKind.AUTHORITY, step=1, field=PERSON.format(1), name=name,
        post=decision.signer_post, person=person,
    )  # fmt: skip
    office = Asked(
        kind=SignatoryKind.OFFICE, step=2, field=OFFICE, name=decision.issuer.removeprefix("Chủ tịch ")
    )  # fmt: skip
    return [signer, office]


def lead_head(paper: Paper, day: date) -> Asked:
    unit = lead_unit(paper.bloc_year)
    person = holder(paper.authority, RoleKind.UNIT_HEAD, day, unit=unit)
    return Asked(
        kind=SignatoryKind.HEAD, step=1, field=PERSON.format(1), name=person.full_name,
        post=unit.head_post, person=person, unit=unit,
    )  # fmt: skip


def holder(
    authority: Authority, kind: RoleKind, day: date, *, name: str = "", **of: object
) -> Person:
    """Return who holds a post on a day, under the name the paper prints.

    Raises:
        Refused: nobody does, so nobody could sign.
    """
    roles = Role.objects.filter(authority=authority, kind=kind, since__lte=day, **of)
    found = roles.exclude(until__lt=day).select_related("person").order_by("-since", "id")
    named = [role.person for role in found if not name or role.person.full_name == name]
    if not named:
        told = f"{name} không" if name else "Không ai"
        raise Refused(
            f"{told} giữ vai trò “{kind.label.lower()}” trong hệ thống vào ngày ký.",
            "Chữ ký số phải do chính người có tên trên văn bản tạo (Nghị định số 30/2020/NĐ-CP, Điều 13).",
            "Hãy đề nghị cơ quan thường trực giao vai trò cho người ký.",
        )
    return named[0]
