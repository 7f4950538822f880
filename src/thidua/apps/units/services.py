"""Deeds about authorities, units, blocs, memberships and roles."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua import law
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold, record, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.enums import OF_A_UNIT, BlocKind, Inheritance, Phase, Position, RoleKind
from thidua.apps.units.models import (
    Authority,
    Bloc,
    BlocYear,
    Membership,
    Role,
    Succession,
    Unit,
)
from thidua.apps.units.policy import MAY, Ask, about_year, emulation_board, require
from thidua.text import clean, short_date


@transaction.atomic
def authority_open(
    *,
    code: str,
    name: str,
    place: str,
    standing_office: str,
    since: date,
    actor: Person,
    at: datetime,
) -> Authority:
    """Open an authority; the person who does becomes the first of its emulation board."""
    authority = Authority.objects.create(
        code=code, name=name, place=place, standing_office=standing_office
    )
    Role.objects.create(
        authority=authority, person=actor, kind=RoleKind.EMULATION_BOARD, since=since
    )
    record(
        "units.authority.open", on=authority, authority_id=authority.pk, actor_id=actor.pk, at=at
    )
    return authority


@transaction.atomic
def local_rules_choose(
    *,
    authority: Authority,
    layer: str,
    source: str,
    actor: Person,
    at: datetime,
    bloc: Bloc | None = None,
) -> Authority | Bloc:
    """Say by which local rules an authority, or one of its blocs, is judged besides the law.

    An empty layer is the law alone. Verdicts given from now on follow the choice; those already given
    stay as they are.
    """
    deed = "units.local_rules.choose"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    authority.refresh_from_db()
    check_layer(authority, bloc, layer)
    if not clean(source):
        raise Refused(
            "Chưa nêu căn cứ chọn quy định địa phương.",
            remedy="Hãy ghi số, ngày văn bản hoặc ý kiến chỉ đạo.",
        )
    chosen = bloc or authority
    chosen.local_rules, chosen.local_rules_source = layer, clean(source)
    chosen.save(update_fields=["local_rules", "local_rules_source"])
    record(
        deed, on=chosen, authority_id=authority.pk, actor_id=actor.pk, at=at,
        layer=layer, source=chosen.local_rules_source,
    )  # fmt: skip
    return chosen


def check_layer(authority: Authority, bloc: Bloc | None, layer: str) -> None:
    """Refuse local rules that are not loaded, not of that level, or don't lie on the authority's."""
    if bloc is not None and bloc.authority_id != authority.pk:
        raise Refused(f"{bloc.name} không thuộc {authority.name}.")
    if bloc is None:
        check_blocs_stay(authority, layer)
    if not layer:
        return
    try:
        named = law.layer_named(layer)
    except law.NoRulebook as unknown:
        raise Refused(str(unknown)) from unknown
    if named.level != ("bloc" if bloc else "authority"):
        raise Refused(f"“{named.title}” không phải là quy định của {bloc or authority}.")
    if bloc and named.upon != authority.local_rules:
        raise Refused(
            f"“{named.title}” không chồng lên quy định mà {authority.name} đang dùng.",
            remedy="Hãy chọn quy định của tỉnh trước, sau đó chọn quy định của khối.",
        )


def check_blocs_stay(authority: Authority, layer: str) -> None:
    """Refuse to take the rules away that those of a bloc lie on."""
    for bloc in authority.blocs.exclude(local_rules=""):
        if law.layer_named(bloc.local_rules).upon != layer:
            raise Refused(
                f"{bloc} đang dùng quy định riêng chồng lên quy định hiện nay của {authority.name}.",
                remedy="Hãy bỏ chọn quy định của khối trước.",
            )


@transaction.atomic
def unit_open(
    *,
    authority: Authority,
    code: str,
    name: str,
    short_name: str,
    head_post: str,
    valid_from: date,
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Unit:
    require("units.unit.open", MAY["units.unit.open"], Ask(actor, at, authority))
    unit = Unit.objects.create(
        authority=authority,
        code=code,
        name=name,
        short_name=short_name,
        head_post=head_post,
        valid_from=valid_from,
        provenance=provenance,
    )
    record(
        "units.unit.open", on=unit, authority_id=authority.pk, actor_id=actor.pk, at=at, name=name
    )
    return unit


@transaction.atomic
def succession_record(
    *,
    predecessor: Unit,
    successor: Unit,
    effective_on: date,
    decision_number: str,
    decided_on: date,
    inherits: Inheritance,
    ends: bool,
    note: str,
    actor: Person,
    at: datetime,
) -> Succession:
    """Record that a unit went up into another; it ends the day before unless it goes on beside it."""
    deed, authority = "units.succession.record", successor.authority
    require(deed, MAY[deed], Ask(actor, at, authority))
    take_up(predecessor, "valid_to", authority_id=authority.pk)
    check_units(predecessor, successor)
    check_days(predecessor, successor, effective_on, ends=ends)
    if not clean(decision_number):
        raise Refused(
            "Chưa ghi số quyết định sáp nhập, chia tách.", remedy="Hãy ghi số quyết định."
        )
    made = Succession.objects.create(
        authority=authority,
        predecessor=predecessor,
        successor=successor,
        effective_on=effective_on,
        decision_number=clean(decision_number),
        decided_on=decided_on,
        inherits=inherits,
        note=clean(note),
    )
    if ends:
        predecessor.valid_to = effective_on - timedelta(days=1)
        predecessor.save(update_fields=["valid_to"])
    record(
        deed, on=made, authority_id=authority.pk, actor_id=actor.pk, at=at,
        predecessor=predecessor.code, successor=successor.code, ends=ends, **said_by(made),
    )  # fmt: skip
    return made


def said_by(made: Succession) -> dict[str, str]:
    return {
        "decision": made.decision_number,
        "effective_on": made.effective_on.isoformat(),
        "inherits": str(made.inherits),
    }


def check_units(predecessor: Unit, successor: Unit) -> None:
    """Refuse a unit of elsewhere, the same arrow twice, and a unit that would come of itself."""
    authority = successor.authority
    if predecessor.authority_id != authority.pk:
        raise Refused(
            f"{predecessor.name} không thuộc {authority.name}.",
            remedy=f"Hãy ghi nhận đơn vị cũ, kèm khen thưởng đã có, trong danh sách của {authority.name}.",
        )
    arrows = set(authority.successions.values_list("predecessor_id", "successor_id"))
    if (predecessor.pk, successor.pk) in arrows:
        raise Refused(
            f"Việc {predecessor.name} nhập vào {successor.name} đã được ghi.",
            remedy="Nếu ghi sai, hãy rút lần ghi đó rồi ghi lại.",
        )
    reached = {successor.pk}
    while more := {after for before, after in arrows if before in reached} - reached:
        reached |= more
    if predecessor.pk in reached:
        raise Refused(
            f"{successor.name} không thể kế tục {predecessor.name}: đã ghi điều ngược lại.",
            remedy="Đơn vị được lập lại sau này là một đơn vị mới, có ngày hoạt động riêng.",
        )


def check_days(predecessor: Unit, successor: Unit, on: date, *, ends: bool) -> None:
    """Refuse a day on which either unit was not there, or on which the predecessor can't end."""
    last, ended = on - timedelta(days=1), predecessor.valid_to
    if last < predecessor.valid_from or (ended and (ended < last or (ends and ended != last))):
        till = f" đến {short_date(ended)}" if ended else ""
        raise Refused(
            f"{predecessor.name} hoạt động từ {short_date(predecessor.valid_from)}{till}, không nhập vào"
            f" đơn vị khác từ ngày {short_date(on)} được.",
            remedy="Hãy kiểm tra lại ngày có hiệu lực.",
        )
    if successor.valid_from > on or (successor.valid_to and successor.valid_to < on):
        raise Refused(
            f"{successor.name} không hoạt động vào ngày {short_date(on)}.",
            remedy="Hãy kiểm tra lại ngày có hiệu lực.",
        )


@transaction.atomic
def succession_withdraw(
    *, succession: Succession, reason: str, actor: Person, at: datetime
) -> None:
    """Take back what was recorded by mistake; the journal keeps what it said.

    The predecessor goes on again unless another arrow still leads away from it.
    """
    deed, authority = "units.succession.withdraw", succession.authority
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    if not Succession.objects.filter(pk=succession.pk).exists():
        raise Refused("Lần ghi này đã được rút.", remedy="Hãy tải lại trang.")
    if not clean(reason):
        raise Refused("Chưa nêu lý do rút.", remedy="Hãy ghi rõ vì sao.")
    record(
        deed, on=succession, authority_id=authority.pk, actor_id=actor.pk, at=at,
        predecessor=succession.predecessor.code, successor=succession.successor.code,
        reason=clean(reason), **said_by(succession),
    )  # fmt: skip
    succession.delete()
    old = succession.predecessor
    if old.valid_to == succession.effective_on - timedelta(days=1) and not old.went_into.exists():
        old.valid_to = None
        old.save(update_fields=["valid_to"])


@transaction.atomic
def bloc_open(
    *,
    authority: Authority,
    code: str,
    name: str,
    kind: BlocKind,
    actor: Person,
    at: datetime,
    practice: str = "",
) -> Bloc:
    """Open a bloc; one to practise on says in `practice` what for, and is never made public."""
    require("units.bloc.open", MAY["units.bloc.open"], Ask(actor, at, authority))
    bloc = Bloc.objects.create(
        authority=authority, code=code, name=name, kind=kind, practice=practice
    )
    record(
        "units.bloc.open",
        on=bloc,
        authority_id=authority.pk,
        actor_id=actor.pk,
        at=at,
        name=str(bloc),
    )
    return bloc


@transaction.atomic
def bloc_year_open(
    *,
    bloc: Bloc,
    year: int,
    members: Sequence[tuple[Unit, Position]],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> BlocYear:
    """Open a bloc's year with its members in their order and exactly one lead.

    Who belongs to a bloc is for the authority to say: the secretary opens only the year that
    follows, with the members there are.
    """
    last = bloc.years.order_by("-year").first()
    ask = Ask(actor, at, bloc.authority, bloc_year=last)
    require("units.bloc_year.open", MAY["units.bloc_year.open"], ask)
    hold(bloc.authority_id)
    check_members(bloc, year, members)
    if not emulation_board.test(ask):
        check_same_bloc(last, year, members)
    opened = BlocYear.objects.create(
        authority=bloc.authority, bloc=bloc, year=year, provenance=provenance
    )
    Membership.objects.bulk_create(
        Membership(bloc_year=opened, unit=unit, position=position, place=place)
        for place, (unit, position) in enumerate(members, start=1)
    )
    record(
        "units.bloc_year.open",
        on=opened,
        authority_id=bloc.authority_id,
        actor_id=actor.pk,
        at=at,
        year=year,
        members=[unit.code for unit, _ in members],
    )
    return opened


def check_members(bloc: Bloc, year: int, members: Sequence[tuple[Unit, Position]]) -> None:
    if bloc.years.filter(year=year).exists():
        raise Refused(f"Năm thi đua {year} của {bloc.name} đã được mở.")
    strangers = [unit.name for unit, _ in members if unit.authority_id != bloc.authority_id]
    if strangers:
        raise Refused(f"Đơn vị không thuộc {bloc.authority.name}: {', '.join(strangers)}.")
    leads = [unit.name for unit, position in members if position == Position.LEAD]
    if len(leads) != 1:
        raise Refused(
            f"Năm thi đua phải có đúng một Khối trưởng, danh sách đang có {len(leads)}.",
            remedy="Hãy chọn lại một đơn vị làm Khối trưởng.",
        )


def check_same_bloc(
    last: BlocYear | None, year: int, members: Sequence[tuple[Unit, Position]]
) -> None:
    before = set(last.memberships.values_list("unit_id", flat=True)) if last else set()
    if last is None or year != last.year + 1 or {unit.pk for unit, _ in members} != before:
        raise Refused(
            f"Thư ký khối không mở được năm thi đua {year} với danh sách đơn vị này.",
            "Thành viên của khối do cơ quan quản lý quyết định.",
            "Hãy mở năm kế tiếp với các đơn vị hiện có, hoặc đề nghị cơ quan thường trực mở.",
        )


@transaction.atomic
def bloc_year_advance(*, bloc_year: BlocYear, to: Phase, actor: Person, at: datetime) -> BlocYear:
    """Take the year one step on; what must be ready for the step is checked by the caller above.

    The bloc doesn't close its own year: the last step is the standing office's.
    """
    deed = "units.bloc_year.advance"
    who = emulation_board if to is Phase.CLOSED else MAY[deed]
    require(deed, who, about_year(bloc_year, actor, at))
    take_up(bloc_year, "phase", authority_id=bloc_year.authority_id)
    reached = Phase(bloc_year.phase)
    if to.place != reached.place + 1:
        raise Refused(
            f"Năm thi đua đang ở bước “{reached.label}”, không chuyển thẳng sang “{to.label}”.",
            remedy="Các bước của năm đi lần lượt.",
        )
    bloc_year.phase = to
    bloc_year.save(update_fields=["phase"])
    record(
        deed,
        on=bloc_year,
        authority_id=bloc_year.authority_id,
        actor_id=actor.pk,
        at=at,
        to=to.value,
    )
    return bloc_year


@transaction.atomic
def role_grant(
    *,
    authority: Authority,
    person: Person,
    kind: RoleKind,
    since: date,
    actor: Person,
    at: datetime,
    unit: Unit | None = None,
    post: str = "",
) -> Role:
    require("units.role.grant", MAY["units.role.grant"], Ask(actor, at, authority))
    check_place(authority, kind, unit)
    role = Role.objects.create(
        authority=authority, person=person, kind=kind, unit=unit, post=post, since=since
    )
    record(
        "units.role.grant",
        on=role,
        authority_id=authority.pk,
        actor_id=actor.pk,
        at=at,
        kind=kind.value,
    )
    return role


def check_place(authority: Authority, kind: RoleKind, unit: Unit | None) -> None:
    if (kind in OF_A_UNIT) != (unit is not None):
        raise Refused(
            f"Vai trò “{kind.label}” phải gắn với một đơn vị."
            if unit is None
            else f"Vai trò “{kind.label}” không gắn với đơn vị nào."
        )
    if unit is not None and unit.authority_id != authority.pk:
        raise Refused(f"{unit.name} không thuộc {authority.name}.")
