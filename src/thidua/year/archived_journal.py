"""The journal of a bloc's year cut out of its authority's chain, so that the seals still hold on."""

import json
from collections import deque
from collections.abc import Iterator
from datetime import UTC
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from thidua.apps.journal.enums import DEEDS
from thidua.apps.journal.models import Entry
from thidua.apps.journal.queries import chain_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers.archive import JournalSpan

EXPORT = "filing.archive.export"


class Excerpt:
    """Lines of one year, from its first deed to its last; what lies between is a gap with its seal.

    An export is left out: it tells of the archive, not of the year, and would change the next one.
    """

    def __init__(self, bloc_year: BlocYear) -> None:
        self.bloc_year = bloc_year
        self.span = JournalSpan(0, 0, "")

    def lines(self) -> Iterator[bytes]:
        """Yield the lines; afterwards `span` tells how many there were."""
        chain, told = chain_of(self.bloc_year.authority_id), set(entries_of(self.bloc_year))
        if not told:
            return
        names = dict(Person.objects.values_list("pk", "full_name"))
        count = skipped = gap = 0
        before = ""
        for entry in chain.filter(number__gte=min(told), number__lte=max(told)).iterator():
            if entry.number not in told:
                gap, before = gap + 1, entry.digest
                continue
            if gap:
                yield line({"skipped": gap, "digest": before})
            count, skipped, gap, before = count + 1, skipped + gap, 0, entry.digest
            yield line(told_of(entry, names))
        self.span = JournalSpan(count, skipped, before)


def line(told: dict[str, object]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode()


def told_of(entry: Entry, names: dict[UUID, str]) -> dict[str, object]:
    """Return an entry with all that its seal covers, and in words who did what."""
    return {
        "number": entry.number,
        "previous": entry.previous,
        "digest": entry.digest,
        "authority": str(entry.authority_id),
        "at": entry.at.astimezone(UTC).isoformat(),
        "actor": str(entry.actor_id),
        "actor_name": names.get(entry.actor_id, ""),
        "deed": entry.deed,
        "deed_name": DEEDS.get(entry.deed, entry.deed),
        "subject_kind": entry.subject_kind,
        "subject": str(entry.subject_id),
        "facts": entry.facts,
    }


def entries_of(bloc_year: BlocYear) -> Iterator[int]:
    """Yield the numbers of the entries about a year or about anything that belongs to it."""
    chain = chain_of(bloc_year.authority_id).exclude(deed=EXPORT)
    kinds = chain.order_by().values_list("subject_kind", flat=True).distinct()
    own = {kind: own_rows(kind, bloc_year) for kind in kinds}
    rows = chain.values_list("number", "subject_kind", "subject_id")
    yield from (number for number, kind, key in rows.iterator() if key in own[kind])


def own_rows(kind: str, bloc_year: BlocYear) -> set[UUID]:
    """Return the keys of a kind's rows that belong to the year; none of what belongs to no year."""
    model = apps.get_model(kind)
    way = way_to_year(model)
    if way is None:
        return set()
    return set(model._base_manager.filter(**{way: bloc_year.pk}).values_list("pk", flat=True))


def way_to_year(model: type[Model]) -> str | None:
    """Return the shortest way along a model's own keys to the year it belongs to."""
    open_ways: deque[tuple[type[Model], tuple[str, ...]]] = deque([(model, ())])
    seen = {model}
    while open_ways:
        at, way = open_ways.popleft()
        if at is BlocYear:
            return "__".join(way) or "pk"
        for field in at._meta.concrete_fields:
            near = field.related_model
            if isinstance(near, type) and near not in seen:
                seen.add(near)
                open_ways.append((near, (*way, field.name)))
    return None
