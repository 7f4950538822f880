"""Finding initiatives whose texts are like one's."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from thidua.apps.assessments.models import Initiative, LikenessEntry, LikenessPosting
from thidua.text.likeness import LIKE, Pair, Weights, marks_of, pairs_of, unpacked

SAMPLE = 400
CANDIDATES = 60
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Like:
    """An initiative like the one asked about, and what share of the shorter text is in the other."""

    initiative: Initiative
    share: float
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What is like a text, the likest first, and how many texts were looked through."""

    likes: tuple[Like, ...]
    among: int


def like_initiatives(initiative: Initiative, visible: QuerySet[Initiative]) -> Found:
    """Find what is like an initiative among those of its authority that may be seen.

    Takes five queries, whatever is stored: of the index only what shares a telling mark is read.
    """
    entries = LikenessEntry.objects.filter(authority=initiative.unit.authority_id)
    others = entries.exclude(initiative=initiative.pk)
    weights = weights_of(others)
    mine = marks_of(initiative.whole_text)
    near = nearest(initiative, weights.telling(mine))
    marks = marks_by_initiative(near)
    shares = {key: weights.likeness(mine, theirs) for key, theirs in marks.items()}
    return Found(told(initiative, visible, shares, weights), others.count())


def weights_of(entries: QuerySet[LikenessEntry]) -> Weights:
    sample = entries.order_by("lot").values_list("marks", flat=True)[:SAMPLE]
    return Weights(unpacked(bytes(marks)) for marks in sample)


def nearest(initiative: Initiative, marks: Collection[int]) -> list[int]:
    """Return the entries of its authority that share most of the marks."""
    of_authority = {"entry__authority": initiative.unit.authority_id}
    shared = (
        LikenessPosting.objects.filter(mark__in=marks, **of_authority)
        .exclude(entry__initiative=initiative.pk)
        .order_by()
        .values_list("entry")
        .annotate(count=Count("pk"))
        .order_by("-count", "entry")
    )
    return [key for key, _ in shared[:CANDIDATES]]


def marks_by_initiative(keys: Collection[int]) -> dict[UUID, frozenset[int]]:
    rows = LikenessEntry.objects.filter(pk__in=keys).values_list("initiative", "marks")
    return {key: unpacked(bytes(marks)) for key, marks in rows}


def told(
    initiative: Initiative,
    visible: QuerySet[Initiative],
    shares: dict[UUID, float],
    weights: Weights,
) -> tuple[Like, ...]:
    likely = [key for key, share in shares.items() if share >= LIKE]
    rows = sorted(visible.filter(pk__in=likely), key=lambda row: (-shares[row.pk], str(row.pk)))
    text = initiative.whole_text
    return tuple(
        Like(row, shares[row.pk], tuple(pairs_of(text, row.whole_text, weights)))
        for row in rows[:SHOWN]
    )
