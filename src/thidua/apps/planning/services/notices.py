"""Deeds about secret calendar addresses and letters about what is due."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.services import hold, record
from thidua.apps.people.models import Person
from thidua.apps.planning.enums import DueKind, Rhythm
from thidua.apps.planning.models import DigestChoice, FeedAddress
from thidua.apps.planning.policy import MAY, OF_A_BLOC
from thidua.apps.planning.queries.notices import digest_of
from thidua.apps.units.models import Authority, Bloc
from thidua.apps.units.policy import Ask, require

SECRET_BYTES = 24


@transaction.atomic
def feed_open(
    *, authority: Authority, actor: Person, at: datetime, bloc: Bloc | None = None
) -> str:
    """Make a secret address, of one's own calendar or of a bloc's, and return it; the old one ends.

    It is told once: only its digest is kept.
    """
    deed = "planning.feed.open"
    allow(deed, authority, bloc, actor, at)
    hold(authority.pk)
    end_open(actor, bloc, at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = FeedAddress.objects.create(
        authority=authority,
        person=None if bloc else actor,
        bloc=bloc,
        digest=digest_of(secret),
        made_at=at,
    )
    tell_of(deed, made, actor, at)
    return secret


@transaction.atomic
def feed_revoke(*, feed: FeedAddress, actor: Person, at: datetime) -> FeedAddress:
    """End a secret address: whoever knows it reads nothing more."""
    deed = "planning.feed.revoke"
    allow(deed, feed.authority, feed.bloc, actor, at)
    if feed.person_id not in {None, actor.pk}:
        raise NotAllowed("Đây là địa chỉ lịch của người khác.")
    hold(feed.authority_id)
    if feed.revoked_at:
        raise Refused("Địa chỉ này đã được thu hồi.")
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    tell_of(deed, feed, actor, at)
    return feed


def allow(deed: str, authority: Authority, bloc: Bloc | None, actor: Person, at: datetime) -> None:
    """Let anybody with a role have a calendar of their own; a bloc's is the secretary's to give out."""
    last = bloc.years.order_by("-year").first() if bloc else None
    ask = Ask(actor, at, authority, bloc_year=last)
    require(deed, OF_A_BLOC if bloc else MAY[deed], ask)


def end_open(actor: Person, bloc: Bloc | None, at: datetime) -> None:
    whose = bloc.feed_addresses if bloc else actor.feed_addresses
    whose.filter(revoked_at__isnull=True).update(revoked_at=at)


def tell_of(deed: str, feed: FeedAddress, actor: Person, at: datetime) -> None:
    name = feed.bloc.name if feed.bloc else ""
    record(deed, on=feed, authority_id=feed.authority_id, actor_id=actor.pk, at=at, bloc=name)


@transaction.atomic
def digest_choose(
    *, authority: Authority, rhythm: Rhythm, kinds: Iterable[DueKind], actor: Person, at: datetime
) -> DigestChoice:
    """Choose how often, and about what, one gets letters."""
    deed = "planning.digest.choose"
    require(deed, MAY[deed], Ask(actor, at, authority))
    wanted = sorted({kind.value for kind in kinds})
    if rhythm != Rhythm.OFF and not actor.email:
        raise Refused(
            "Ông/Bà chưa ghi địa chỉ thư điện tử nên chưa gửi thư được.",
            remedy="Hãy ghi địa chỉ ở trang “Thư điện tử của tôi” rồi chọn lại.",
        )
    if rhythm != Rhythm.OFF and not wanted:
        raise Refused("Chưa chọn loại việc nào để báo.", remedy="Hãy chọn ít nhất một loại.")
    choice, _ = DigestChoice.objects.update_or_create(
        person=actor, defaults={"rhythm": rhythm, "kinds": wanted}
    )
    record(
        deed, on=choice, authority_id=authority.pk, actor_id=actor.pk, at=at,
        rhythm=rhythm.value, kinds=wanted,
    )  # fmt: skip
    return choice


def digest_mark(*, choice: DigestChoice, on: date) -> None:
    """Keep that a letter was made, so that no second one follows the same day."""
    choice.last_sent_on = on
    choice.save(update_fields=["last_sent_on"])
