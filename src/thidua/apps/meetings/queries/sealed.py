"""Reading votes by sealed ballots; turning their rows into the values of `thidua.voting.secret`."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.apps.meetings.enums import ELECTIONS, Presence, SealedState
from thidua.apps.meetings.models import (
    Meeting,
    Motion,
    SealedBallot,
    SealedTeller,
    SealedVote,
    SealedVoter,
    Seat,
)
from thidua.apps.people.models import Person
from thidua.apps.units.enums import RoleKind
from thidua.apps.units.models import Role, Unit
from thidua.apps.units.queries import bloc_years_for
from thidua.voting import AbsentRule, secret
from thidua.voting.secret import MOTION_OPTIONS, Cast, Question, canonical, opened, question_from

GIVING = {SealedState.ASKING, SealedState.BOX}
COUNTED = {SealedState.COUNTED, SealedState.PUBLISHED}
SLIP_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: they are misread


def sealed_votes() -> QuerySet[SealedVote]:
    return SealedVote.objects.select_related(
        "motion__meeting__bloc_year__authority", "motion__subject__unit", "poll__unit"
    )


def sealed_vote(key: UUID) -> SealedVote | None:
    return sealed_votes().filter(pk=key).first()


def sealed_vote_for(person: Person, key: UUID, on: date) -> SealedVote | None:
    """Return a vote in which the person votes or counts, or that the person may look on."""
    years = bloc_years_for(person, on).values("pk")
    units = roles_in_units(on).filter(person=person).values("unit")
    concerned = (
        Q(motion__meeting__bloc_year__in=years)
        | Q(motion__meeting__seats__person=person)
        | Q(tellers__person=person)
        | Q(poll__unit__in=units)
    )
    return sealed_votes().filter(concerned, pk=key).distinct().first()


def roles_in_units(on: date) -> QuerySet[Role]:
    current = Q(until__isnull=True) | Q(until__gte=on)
    return Role.objects.filter(
        current, since__lte=on, kind__in=[RoleKind.UNIT_HEAD, RoleKind.UNIT_OFFICER]
    )


def inspects(person: Person, vote: SealedVote, on: date) -> bool:
    """Tell whether the person may have the box: tellers, inspectors, the standing office."""
    if vote.tellers.filter(person=person).exists():
        return True
    current = Q(until__isnull=True) | Q(until__gte=on)
    looking = [RoleKind.INSPECTOR, RoleKind.EMULATION_BOARD]
    return Role.objects.filter(
        current, person=person, authority=vote.authority_id, since__lte=on, kind__in=looking
    ).exists()


def voter_for(person: Person, vote: SealedVote) -> SealedVoter | None:
    return (
        vote.voters.filter(seat__person=person)
        .select_related("seat", "vote__motion", "issue")
        .first()
    )


def voter_by_slip(vote: UUID, code: str) -> SealedVoter | None:
    voters = SealedVoter.objects.select_related("seat", "vote__motion")
    return voters.filter(vote=vote, slip=slip_hash(vote, code)).first()


def slip_hash(vote: UUID, code: str) -> str:
    """Return what is stored of a one-time code, read as people type it."""
    plain = "".join(code.upper().replace("-", " ").split())
    plain = plain.translate(str.maketrans("ILO", "110"))
    return sha256(f"thidua slip 1\n{vote}\n{plain}".encode()).hexdigest()


def has_no_ballot_in_absence(vote: SealedVote, seat: Seat | None) -> bool:
    """Tell whether a seat that is not there may have no ballot under the rule."""
    motion = vote.motion
    return (
        seat is not None
        and motion is not None
        and seat.presence == Presence.ABSENT
        and AbsentRule(motion.absent) is AbsentRule.NONE
    )


def box_awaits_count(meeting: Meeting) -> bool:
    return meeting.motions.filter(sealed__state=SealedState.CLOSED).exists()


def was_given_a_ballot(seat: Seat) -> bool:
    return seat.sealed_votes.filter(issue__isnull=False).exists()


def teller_of(person: Person, vote: SealedVote) -> SealedTeller | None:
    return vote.tellers.filter(person=person).first()


def tellers_of(vote: SealedVote) -> QuerySet[SealedTeller]:
    return vote.tellers.select_related("person").order_by("place")


def choosable_tellers(motion: Motion, on: date) -> QuerySet[Person]:
    """Return who may count in a meeting: who sits in it or works for one of the bloc's members."""
    units = motion.meeting.bloc_year.memberships.values("unit")
    return (
        Person.objects.filter(
            Q(seats__meeting=motion.meeting)
            | Q(pk__in=roles_in_units(on).filter(unit__in=units).values("person")),
            account__isnull=False,
        )
        .distinct()
        .order_by("sort_key")
    )


def staff_of(units: Iterable[Unit], on: date) -> QuerySet[Person]:
    """Return who acts for units and can sign in."""
    roles = roles_in_units(on).filter(unit__in=[unit.pk for unit in units])
    return Person.objects.filter(pk__in=roles.values("person"), account__isnull=False)


def own_units(person: Person, on: date) -> list[Unit]:
    """Return the units whose head or officer the person is."""
    roles = roles_in_units(on).filter(person=person).select_related("unit__authority")
    return list(dict.fromkeys(role.unit for role in roles if role.unit is not None))


def awaits_teller(person: Person) -> QuerySet[SealedVote]:
    """Return the votes in which the person's key or signature is awaited."""
    awaited = (
        Q(state=SealedState.KEYS, tellers__opening_key="")
        | Q(state=SealedState.CLOSED, tellers__opened="")
        | Q(state=SealedState.COUNTED, tellers__tally_signature="")
    )
    return sealed_votes().filter(awaited, tellers__person=person).order_by("pk")


def options_of(vote: SealedVote) -> tuple[str, ...]:
    """Return the answers as they stand on the ballot."""
    if vote.poll is not None:
        return tuple(vote.poll.candidates) or MOTION_OPTIONS
    motion = vote.motion
    return tuple(motion.options.order_by("place").values_list("label", flat=True)) if motion else ()


def is_election(vote: SealedVote) -> bool:
    if vote.poll is not None:
        return bool(vote.poll.candidates)
    return vote.motion is not None and vote.motion.kind in ELECTIONS


@lru_cache(maxsize=64)
def _question(told: str) -> Question:
    return question_from(json.loads(told))


def question_of(vote: SealedVote) -> Question:
    """Return the question as it was sealed; it holds public keys only."""
    return _question(vote.question)


def roll_digest(names: Iterable[str]) -> str:
    return sha256(b"thidua roll 1\n" + canonical(list(names))).hexdigest()


def ballots_of(vote: SealedVote) -> list[Cast]:
    rows = vote.ballots.order_by("token")
    return [as_cast(vote.pk, row) for row in rows]


def as_cast(vote: UUID, row: SealedBallot) -> Cast:
    parts = (row.token, row.signature, row.sealed, row.proof)
    return Cast(str(vote), *(bytes(part) for part in parts))


def voters_of(vote: SealedVote) -> QuerySet[SealedVoter]:
    """Return the roll, each with whether a ballot was given."""
    return vote.voters.select_related("issue").order_by("place")


def trackers_of(vote: SealedVote) -> list[str]:
    """Return what voters look for; empty until the box is closed."""
    return list(vote.ballots.order_by("tracker").values_list("tracker", flat=True))


def tally_of(vote: SealedVote) -> dict[str, Any] | None:
    told: dict[str, Any] | None = json.loads(vote.tally) if vote.tally else None
    return told


def opened_boxes(vote: SealedVote) -> list[dict[str, Any]]:
    """Return what inspectors get beside the tally."""
    keys = vote.tellers.order_by("place").values_list("opened", flat=True)
    return [opened(keys, ballots_of(vote))]


def to_be_signed(vote: SealedVote) -> tuple[bytes, bytes]:
    """Return what each teller signs: the public file, and the inspectors'."""
    tally = json.loads(vote.tally)
    return secret.to_be_signed(tally), secret.to_be_signed(tally, opened_boxes(vote))


def tally_file(vote: SealedVote) -> bytes:
    """Return the public file."""
    signed = vote.tellers.values_list("signing_key", "tally_signature")
    return secret.bundle(json.loads(vote.tally), _by_key(signed))


def ballots_file(vote: SealedVote) -> bytes:
    """Return the inspectors' file."""
    signed = vote.tellers.values_list("signing_key", "ballots_signature")
    return secret.bundle(json.loads(vote.tally), _by_key(signed), opened_boxes(vote))


def _by_key(signed: Iterable[tuple[str, str]]) -> dict[bytes, bytes]:
    return {bytes.fromhex(key): bytes.fromhex(signature) for key, signature in signed if signature}


def refused_counts(vote: SealedVote) -> dict[str, int]:
    return dict(vote.refusals.order_by("code").values_list("code", "times"))


def figures_of(vote: SealedVote) -> dict[str, int]:
    """Return how many may vote, were given a ballot, and have cast one."""
    told = SealedVote.objects.filter(pk=vote.pk).aggregate(
        voters=Count("voters", distinct=True), issued=Count("issues", distinct=True)
    )
    box = vote.casts if vote.state == SealedState.BOX else vote.ballots
    return {**told, "cast": box.count()}


def polls_for(person: Person, on: date) -> QuerySet[SealedVote]:
    units = roles_in_units(on).filter(person=person).values("unit")
    return sealed_votes().filter(poll__unit__in=units).order_by("-poll__id")
