"""Reading printed ballots and what two tellers entered; a teller sees his own entries alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from thidua.apps.meetings.enums import ON_PAPER, Mode, Presence
from thidua.apps.meetings.models import Meeting, Motion, PaperCount, PaperEntry, PaperTeller, Seat
from thidua.apps.meetings.queries import motion_for
from thidua.apps.people.models import Person
from thidua.voting import Marks


@dataclass(frozen=True, slots=True)
class Difference:
    """A ballot that the two read differently; None where one of them has not entered it."""

    code: str
    first: PaperEntry | None
    second: PaperEntry | None


def paper_count_of(motion: Motion) -> PaperCount | None:
    return PaperCount.objects.filter(motion=motion).first()


def paper_tellers_of(motion: Motion) -> list[PaperTeller]:
    return list(motion.paper_tellers.select_related("person").order_by("place"))


def paper_teller_of(motion: Motion, person: Person) -> PaperTeller | None:
    return motion.paper_tellers.select_related("motion__meeting").filter(person=person).first()


def paper_motion_for(person: Person, key: UUID, on: date) -> Motion | None:
    """Return a motion voted on paper, to who may see its meeting or counts its ballots."""
    motion = motion_for(person, key, on)
    if motion is None:
        motion = (
            Motion.objects.filter(pk=key, paper_tellers__person=person)
            .select_related("meeting__bloc_year__bloc", "meeting__authority", "subject__unit")
            .first()
        )
    return motion if motion and motion.mode in ON_PAPER else None


def counted_by(person: Person, meeting: Meeting) -> set[UUID]:
    """Return the motions of a meeting whose printed ballots the person enters."""
    rows = PaperTeller.objects.filter(person=person, motion__meeting=meeting)
    return set(rows.values_list("motion", flat=True))


def entries_of(teller: PaperTeller) -> QuerySet[PaperEntry]:
    return teller.entries.order_by("ballot")


def entered(motion: Motion) -> dict[int, int]:
    """Return how many ballots each of the two has entered, by place."""
    return {t.place: t.entries.count() for t in motion.paper_tellers.order_by("place")}


def both_done(motion: Motion) -> bool:
    return motion.paper_tellers.filter(done=True).count() == 2


def differences(motion: Motion) -> list[Difference]:
    """Compare the entries ballot by ballot; nothing before both tellers are done."""
    if not both_done(motion):
        return []
    read: dict[int, dict[str, PaperEntry]] = {1: {}, 2: {}}
    for entry in PaperEntry.objects.filter(teller__motion=motion).select_related("teller"):
        read[entry.teller.place][entry.ballot_id] = entry
    pairs = (
        Difference(code, read[1].get(code), read[2].get(code))
        for code in sorted(read[1].keys() | read[2].keys())
    )
    return [pair for pair in pairs if said(pair.first) != said(pair.second)]


def said(entry: PaperEntry | None) -> Marks | None:
    return Marks(dict(entry.marks), entry.spoiled) if entry else None


def agreed_pile(motion: Motion) -> list[Marks]:
    """Return the ballots as the first teller read them, once both read them alike."""
    entries = PaperEntry.objects.filter(teller__motion=motion, teller__place=1)
    return [Marks(dict(entry.marks), entry.spoiled) for entry in entries]


def splits(motion: Motion, seats: Sequence[Seat]) -> tuple[int, int]:
    """Return how many present seats vote on paper and how many on devices."""
    here = [seat for seat in seats if seat.presence != Presence.ABSENT]
    if motion.mode != Mode.MIXED:
        return len(here), 0
    on_paper = set(motion.paper_seats.values_list("seat", flat=True))
    paper = sum(seat.pk in on_paper for seat in here)
    return paper, len(here) - paper


def lone_warning(motion: Motion, seats: Sequence[Seat]) -> str:
    """Say before opening what a lone ballot would give away; empty where none would."""
    if motion.mode != Mode.MIXED:
        return ""
    paper, device = splits(motion, seats)
    lone = [
        name for name, n in (("phiếu giấy", paper), ("phiếu trên điện thoại", device)) if n == 1
    ]
    if not lone:
        return ""
    return (
        f"Chỉ có 01 {' và 01 '.join(lone)}: người kiểm phiếu sẽ biết người đó chọn gì. "
        "Hãy cho mọi người bỏ cùng một cách, hoặc thêm người bỏ theo cách này."
    )


def takes_paper(motion: Motion, seat: Seat) -> bool:
    return motion.mode == Mode.MIXED and motion.paper_seats.filter(seat=seat).exists()
