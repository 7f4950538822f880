"""The journal is a chain: what was done, by whom, each entry sealing the one before."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

import cast
from thidua.apps.journal.enums import DEEDS
from thidua.apps.journal.models import Entry
from thidua.apps.journal.queries import chain_of, digest_of, first_break
from thidua.apps.journal.services import record

pytestmark = pytest.mark.django_db


def test_the_chain_of_a_played_year_holds() -> None:
    authority = cast.played().authority_id
    assert first_break(authority) is None
    assert chain_of(authority).count() > 500


def test_entries_are_numbered_without_a_gap() -> None:
    numbers = list(chain_of(cast.played().authority_id).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_altered_entry_breaks_the_chain_at_its_number() -> None:
    authority = cast.played().authority_id
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_update")
    Entry.objects.filter(authority_id=authority, number=7).update(deed="units.role.grant", facts={})
    assert first_break(authority) == 7


def test_a_removed_entry_breaks_the_chain() -> None:
    authority = cast.played().authority_id
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER journal_entry_no_delete")
    Entry.objects.filter(authority_id=authority, number=9)._raw_delete("default")
    assert first_break(authority) == 10


def test_a_deed_without_a_sentence_is_not_recorded() -> None:
    played = cast.played()
    with pytest.raises(KeyError):
        record(
            "units.unit.sing",
            on=played,
            authority_id=played.authority_id,
            actor_id=cast.secretary().pk,
            at=cast.AT,
        )


def test_every_recorded_deed_has_a_sentence() -> None:
    recorded = set(Entry.objects.values_list("deed", flat=True))
    assert recorded - set(DEEDS) == set()


def test_a_secret_vote_leaves_no_line_of_who_chose_what() -> None:
    secret = Entry.objects.filter(deed="meetings.vote.cast")
    assert not secret.exists()


def entry_at(at: datetime) -> Entry:
    played = cast.played()
    return record(
        "units.unit.open", on=played, authority_id=played.authority_id,
        actor_id=cast.secretary().pk, at=at, name="Đơn vị", points="9.50", places=[1, 2.5, None],
    )  # fmt: skip


def test_a_seal_hangs_neither_on_the_zone_an_instant_is_told_in_nor_on_the_database() -> None:
    told = entry_at(cast.AT)
    kept = Entry.objects.get(pk=told.pk)
    kept.at = kept.at.astimezone(ZoneInfo("America/New_York"))
    assert (digest_of(kept), told.digest) == (told.digest, digest_of(told))
    assert first_break(cast.played().authority_id) is None


def test_an_instant_without_a_zone_is_not_recorded() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        entry_at(cast.AT.replace(tzinfo=None))
