"""Deeds about the indices an office publishes."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.campaigns.enums import IndexStatus
from thidua.apps.campaigns.models import (
    Index,
    IndexValue,
)
from thidua.apps.campaigns.policy import MAY
from thidua.apps.campaigns.services.base import PaperRef
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.people.models import Person
from thidua.apps.units.models import Authority, Unit
from thidua.apps.units.policy import Ask, require
from thidua.text import short_date


@transaction.atomic
def index_open(
    *,
    authority: Authority,
    code: str,
    name: str,
    year: int,
    publisher: str,
    actor: Person,
    at: datetime,
) -> Index:
    """Open an index that scoring tables of the authority's blocs may be bound to."""
    deed = "campaigns.index.open"
    require(deed, MAY[deed], Ask(actor, at, authority))
    hold(authority.pk)
    if not (code and name and publisher):
        raise Refused("Chỉ số phải có mã, tên và cơ quan công bố.")
    if year > localdate(at).year:
        raise Refused(f"Năm {year} của chỉ số chưa tới.", remedy="Hãy ghi năm mà chỉ số đánh giá.")
    if Index.objects.filter(authority=authority, code=code).exists():
        raise Refused(
            f"Mã chỉ số {code} đã dùng.", "Bảng chấm điểm gắn với chỉ số theo mã.",
            "Hãy ghi mã khác, ví dụ thêm năm vào mã.",
        )  # fmt: skip
    opened = Index.objects.create(
        authority=authority, code=code, name=name, year=year, publisher=publisher
    )
    record(
        deed, on=opened, authority_id=authority.pk, actor_id=actor.pk, at=at,
        code=code, name=name, year=year, publisher=publisher,
    )  # fmt: skip
    return opened


@transaction.atomic
def index_record(
    *,
    index: Index,
    values: Mapping[Unit, Decimal],
    status: IndexStatus,
    proof: PaperRef,
    actor: Person,
    at: datetime,
    reason: str = "",
) -> list[IndexValue]:
    """Record what an index says of units; an earlier record stays beside the one that corrects it."""
    deed = "campaigns.index.record"
    require(deed, MAY[deed], Ask(actor, at, index.authority))
    hold(index.authority_id)
    known = {one.unit_id: one for one in index.values.all()}
    changed = {
        unit: value
        for unit, value in values.items()
        if unit.pk not in known
        or (known[unit.pk].value, known[unit.pk].status) != (value, status.value)
    }
    refuse_index_values(index, changed, status, proof, localdate(at))
    refuse_index_changes(index, {u: known[u.pk] for u in changed if u.pk in known}, status, reason)
    recorded = IndexValue.objects.bulk_create(
        IndexValue(
            index=index, unit=unit, status=status, value=value, paper_number=proof.number,
            paper_date=proof.dated, reason=reason, recorded_by=actor, recorded_at=at,
        )
        for unit, value in changed.items()
    )  # fmt: skip
    record(
        deed, on=index, authority_id=index.authority_id, actor_id=actor.pk, at=at,
        index=index.code, status=status.value, paper=proof.number, reason=reason,
        values={unit.code: str(value) for unit, value in changed.items()},
    )  # fmt: skip
    return recorded


def refuse_index_values(
    index: Index,
    values: Mapping[Unit, Decimal],
    status: IndexStatus,
    proof: PaperRef,
    today: date,
) -> None:
    if not values:
        raise Refused("Không có giá trị nào mới để ghi.")
    if negative := [unit.short_name for unit, value in values.items() if value < 0]:
        raise Refused(f"Giá trị chỉ số không được âm: {', '.join(negative)}.")
    if strangers := [u.short_name for u in values if u.authority_id != index.authority_id]:
        raise Refused(f"{', '.join(strangers)} không thuộc cơ quan quản lý của chỉ số.")
    if status is IndexStatus.PUBLISHED and not (proof.number and proof.dated):
        raise Refused(
            f"Giá trị đã công bố của {index.name} phải có số, ngày văn bản công bố.",
            "Điểm tính từ chỉ số phải dẫn được nguồn.",
            "Chưa có văn bản thì ghi là ước tính.",
        )
    if proof.dated and proof.dated > today:
        raise Refused(f"Ngày văn bản {short_date(proof.dated)} chưa tới.")


def refuse_index_changes(
    index: Index, known: Mapping[Unit, IndexValue], status: IndexStatus, reason: str
) -> None:
    """Refuse to put an estimate after what was published, or a correction without its reason."""
    published = [unit.short_name for unit, one in known.items() if one.is_final]
    if published and status is IndexStatus.ESTIMATED:
        raise Refused(
            f"{index.name} của {', '.join(published)} đã công bố, không ghi ước tính nữa.",
            remedy="Đính chính thì ghi giá trị đã công bố, kèm văn bản và lý do.",
        )
    if published and not reason:
        raise Refused(
            f"{index.name} của {', '.join(published)} đã có giá trị công bố.",
            "Giá trị trước vẫn được giữ bên cạnh giá trị mới.",
            "Hãy ghi lý do đính chính.",
        )
