"""Deeds about the bloc's own dated items of the year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.filing.models import Paper
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold, take_up
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Doer, ItemPage
from thidua.apps.planning.models import PlanItem
from thidua.apps.planning.policy import MAY
from thidua.apps.planning.services.base import may, tell
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about, about_year, require
from thidua.text import clean, short_date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemText:
    """An item of the plan before it is stored; `membership` where it is one unit's."""

    title: str
    starts_on: date
    ends_on: date
    doer: Doer
    membership: Membership | None = None
    page: ItemPage = ItemPage.NONE
    paper: Paper | None = None
    source: str = ""


@transaction.atomic
def items_add(
    *, bloc_year: BlocYear, items: Sequence[ItemText], actor: Person, at: datetime
) -> list[PlanItem]:
    """Add items to the plan; all of them or, if one is refused, none."""
    deed = "planning.item.add"
    may(deed, bloc_year, actor, at)
    refuse_closed(bloc_year)
    for item in items:
        refuse_unfit(bloc_year, item)
    made = PlanItem.objects.bulk_create(
        PlanItem(authority=bloc_year.authority, bloc_year=bloc_year, **fields_of(item))
        for item in items
    )
    tell(
        deed, bloc_year, bloc_year, actor, at,
        items=[[one.title, one.ends_on.isoformat()] for one in made],
    )  # fmt: skip
    return made


@transaction.atomic
def item_change(*, item: PlanItem, text: ItemText, actor: Person, at: datetime) -> PlanItem:
    """Change an item of the plan; the journal keeps what its days were."""
    deed, bloc_year = "planning.item.change", item.bloc_year
    may(deed, bloc_year, actor, at)
    take_up(item, "title", "starts_on", "ends_on", authority_id=bloc_year.authority_id)
    refuse_closed(bloc_year)
    refuse_unfit(bloc_year, text)
    before = item.ends_on
    changed = fields_of(text)
    for name, value in changed.items():
        setattr(item, name, value)
    item.save(update_fields=[*changed])
    tell(
        deed, item, bloc_year, actor, at,
        title=item.title, was=before.isoformat(), now=item.ends_on.isoformat(),
    )  # fmt: skip
    return item


@transaction.atomic
def item_remove(*, item: PlanItem, reason: str, actor: Person, at: datetime) -> None:
    deed, bloc_year = "planning.item.remove", item.bloc_year
    may(deed, bloc_year, actor, at)
    hold(bloc_year.authority_id)
    refuse_closed(bloc_year)
    if not clean(reason):
        raise Refused("Chưa ghi lý do bỏ việc khỏi kế hoạch.", remedy="Hãy ghi lý do.")
    tell(deed, item, bloc_year, actor, at, title=item.title, reason=clean(reason))
    item.delete()


@transaction.atomic
def item_finish(*, item: PlanItem, actor: Person, at: datetime) -> PlanItem:
    """Mark an item as done; a unit may do so for its own."""
    deed, bloc_year = "planning.item.finish", item.bloc_year
    own = item.membership
    ask = about(own, actor, at) if own else about_year(bloc_year, actor, at)
    require(deed, MAY[deed], ask)
    take_up(item, "done_on", authority_id=bloc_year.authority_id)
    if item.done_on:
        raise Refused(f"Việc này đã được ghi xong ngày {short_date(item.done_on)}.")
    item.done_on = localdate(at)
    item.save(update_fields=["done_on"])
    tell(deed, item, bloc_year, actor, at, title=item.title)
    return item


def fields_of(item: ItemText) -> dict[str, object]:
    return {
        name: getattr(item, name)
        for name in ("starts_on", "ends_on", "doer", "membership", "page", "paper")
    } | {"title": clean(item.title), "source": clean(item.source)}


def refuse_closed(bloc_year: BlocYear) -> None:
    take_up(bloc_year, "phase", authority_id=bloc_year.authority_id)
    if bloc_year.phase == Phase.CLOSED:
        raise Refused(
            "Năm thi đua đã kết thúc, kế hoạch không đổi được nữa.",
            remedy="Hãy ghi việc vào kế hoạch của năm sau.",
        )


def refuse_unfit(bloc_year: BlocYear, item: ItemText) -> None:
    if not clean(item.title):
        raise Refused("Chưa ghi tên việc.", remedy="Hãy ghi ngắn gọn việc phải làm.")
    if item.ends_on < item.starts_on:
        raise Refused(
            f"Việc “{item.title}” kết thúc ({short_date(item.ends_on)}) trước khi bắt đầu"
            f" ({short_date(item.starts_on)}).",
            remedy="Hãy sửa lại một trong hai ngày.",
        )
    refuse_far(bloc_year, item)
    refuse_nobody(bloc_year, item)


def refuse_far(bloc_year: BlocYear, item: ItemText) -> None:
    """Refuse a day that can't be of the year: a slip of the keyboard, most often of the year."""
    years = (bloc_year.year - 1, bloc_year.year, bloc_year.year + 1)
    if item.starts_on.year not in years or item.ends_on.year not in years:
        raise Refused(
            f"Việc “{item.title}” có ngày ngoài các năm {years[0]} đến {years[-1]}.",
            f"Kế hoạch này là của năm thi đua {bloc_year.year}.",
            "Hãy xem lại năm đã ghi.",
        )


def refuse_nobody(bloc_year: BlocYear, item: ItemText) -> None:
    if (item.doer == Doer.UNIT) != (item.membership is not None):
        raise Refused(
            f"Việc “{item.title}” giao cho một đơn vị nhưng chưa chọn đơn vị."
            if item.membership is None
            else f"Việc “{item.title}” đã chọn đơn vị nhưng không ghi là việc của một đơn vị.",
            remedy="Hãy chọn lại ô “Ai làm”.",
        )
    if item.membership and item.membership.bloc_year_id != bloc_year.pk:
        raise Refused(f"{item.membership.unit.name} không phải thành viên của khối trong năm này.")
    if item.paper and item.paper.bloc_year_id != bloc_year.pk:
        raise Refused("Văn bản được gắn không thuộc năm thi đua này.")
