"""Keeping the index by which like initiatives are found; it is made of their texts alone."""

from collections.abc import Iterable
from uuid import UUID
from zlib import crc32

from django.db import transaction

from thidua.apps.assessments.models import Initiative, LikenessEntry, LikenessPosting
from thidua.text.likeness import marks_of, packed, posted

AT_ONCE = 500


def likeness_index(initiatives: Iterable[Initiative]) -> None:
    """Put texts in the index in place of what it held of them; within the caller's transaction."""
    rows = list(initiatives)
    LikenessEntry.objects.filter(initiative__in=[row.pk for row in rows]).delete()
    entries, postings = [], []
    for row in rows:
        marks = marks_of(row.whole_text)
        entry = LikenessEntry(
            initiative=row,
            authority_id=row.unit.authority_id,
            marks=packed(marks),
            lot=crc32(row.pk.bytes) - 2**31,
        )
        entries.append(entry)
        postings += [LikenessPosting(mark=mark, entry=entry) for mark in posted(marks)]
    LikenessEntry.objects.bulk_create(entries)
    LikenessPosting.objects.bulk_create(postings, batch_size=5000)


def likeness_rebuild(*, at_once: int = AT_ONCE) -> int:
    """Make the whole index anew, a few hundred texts at a time; return how many there are."""
    keys: list[UUID] = list(Initiative.objects.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), at_once):
        with transaction.atomic():
            # Locked, so that what is corrected meanwhile is put in after, not before.
            few = Initiative.objects.select_for_update(of=("self",)).select_related("unit")
            likeness_index(few.filter(pk__in=keys[at : at + at_once]))
    return len(keys)
