"""Reading and checking the journal."""

import hashlib
import json
from datetime import UTC
from uuid import UUID

from django.db.models import Model, QuerySet

from thidua.apps.journal.models import Entry

GENESIS = "0" * 64


def digest_of(entry: Entry) -> str:
    """Seal an entry together with the digest of the one before it (SHA-256 over canonical JSON)."""
    told = [
        entry.previous,
        str(entry.authority_id),
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        str(entry.actor_id),
        entry.deed,
        entry.subject_kind,
        str(entry.subject_id),
        entry.facts,
    ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def entries_about(authority_id: UUID, thing: Model) -> QuerySet[Entry]:
    return Entry.objects.filter(
        authority_id=authority_id, subject_kind=thing._meta.label_lower, subject_id=thing.pk
    )


def chain_of(authority_id: UUID) -> QuerySet[Entry]:
    return Entry.objects.filter(authority_id=authority_id).order_by("number")


def first_break(authority_id: UUID) -> int | None:
    """Recompute an authority's chain; return the number of the first entry that doesn't fit."""
    previous, expected = GENESIS, 1
    for entry in chain_of(authority_id).iterator():
        fits = (entry.number, entry.previous, entry.digest) == (
            expected,
            previous,
            digest_of(entry),
        )
        if not fits:
            return entry.number
        previous, expected = entry.digest, expected + 1
    return None
