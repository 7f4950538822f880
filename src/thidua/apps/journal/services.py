"""The only writer of the journal."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from threading import Lock
from uuid import UUID

from django.db import OperationalError, connection, models, transaction

from thidua.apps.journal.enums import DEEDS
from thidua.apps.journal.models import Entry
from thidua.apps.journal.queries import GENESIS, digest_of

_WRITING = Lock()


def kind_of(thing: models.Model) -> str:
    return thing._meta.label_lower


@transaction.atomic
def record(
    deed: str,
    *,
    on: models.Model,
    authority_id: UUID,
    actor_id: UUID,
    at: datetime,
    **facts: object,
) -> Entry:
    """Append a deed to the authority's chain; call it inside the deed's own transaction.

    Raises:
        KeyError: the deed has no sentence in `DEEDS`.
        ValueError: `at` names no zone, so the seal would hang on where the program runs.
    """
    if deed not in DEEDS:
        raise KeyError(deed)
    if at.tzinfo is None:
        raise ValueError(f"{deed}: an instant without a zone")
    hold(authority_id)
    last = Entry.objects.filter(authority_id=authority_id).order_by("-number").first()
    entry = Entry(
        authority_id=authority_id,
        number=last.number + 1 if last else 1,
        at=at,
        actor_id=actor_id,
        deed=deed,
        subject_kind=kind_of(on),
        subject_id=on.pk,
        facts=facts,
        previous=last.digest if last else GENESIS,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    return entry


def take_up(thing: models.Model, *fields: str, authority_id: UUID) -> None:
    """Begin a deed on a row: wait one's turn in the authority, lock the row, read it anew.

    What a page holds was read before the deed's transaction began. Of two people who press the
    same button, the second must find what the first has done.
    """
    hold(authority_id)
    rows = type(thing)._base_manager.select_for_update()
    thing.refresh_from_db(fields=fields, from_queryset=rows)


def hold(authority_id: UUID) -> None:
    """Let one writer at a time extend an authority's chain until its transaction ends.

    SQLite needs nothing: its transactions begin IMMEDIATE and so are one at a time already.
    """
    _lock("pg_advisory_xact_lock", authority_id)


def join_in(thing_id: UUID) -> None:
    """Write under a thing beside others who do, until the transaction ends; `shut_out` waits.

    A lock on the thing's row would do the same and leave its number in the row.
    """
    _lock("pg_advisory_xact_lock_shared", thing_id)


def shut_out(thing_id: UUID) -> None:
    """Wait for all who `join_in` under a thing, and let nobody in until the transaction ends."""
    _lock("pg_advisory_xact_lock", thing_id)


@contextmanager
def queued() -> Iterator[None]:
    """Let the threads of a process write one after the other where the database does so anyway.

    SQLite has who finds it busy look again after a while, and many who look leave it idle.
    """
    with _WRITING if connection.vendor == "sqlite" else nullcontext():
        yield


def _lock(function: str, key: UUID) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [key.int & 0x7FFF_FFFF_FFFF_FFFF])


def empty_write_ahead_log() -> None:
    """Have SQLite carry its write-ahead file over and empty it, as far as nobody reads from it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with suppress(OperationalError), connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
