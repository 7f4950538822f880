from datetime import date
from hashlib import sha256

from django.db.models import Q, QuerySet

from thidua.apps.people.models import Person
from thidua.apps.planning.enums import Rhythm
from thidua.apps.planning.models import DigestChoice, FeedAddress
from thidua.apps.units.models import Bloc


def digest_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def feed_behind(secret: str) -> FeedAddress | None:
    """Return what a secret address opens; a revoked one opens nothing."""
    found = FeedAddress.objects.filter(digest=digest_of(secret), revoked_at__isnull=True)
    return found.select_related("person", "bloc", "authority").first()


def feed_of(person: Person) -> FeedAddress | None:
    return person.feed_addresses.filter(revoked_at__isnull=True).first()


def feed_of_bloc(bloc: Bloc) -> FeedAddress | None:
    return bloc.feed_addresses.filter(revoked_at__isnull=True).first()


def choice_of(person: Person) -> DigestChoice | None:
    return DigestChoice.objects.filter(person=person).first()


def digests_wanted(day: date) -> QuerySet[DigestChoice]:
    """Return who wants a letter and has had none on the day."""
    return (
        DigestChoice.objects.exclude(rhythm=Rhythm.OFF)
        .filter(Q(last_sent_on__isnull=True) | Q(last_sent_on__lt=day))
        .exclude(person__email="")
        .select_related("person")
        .order_by("person__sort_key", "person_id")
    )
