"""What a leaving lead hands to the next: the year's papers, what is unfinished, the number books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.queries import nominations_of
from thidua.apps.filing.queries import number_books_for, papers_of
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.planning.queries import plan_of
from thidua.apps.planning.services import hand_over_give
from thidua.text import padded, short_date
from thidua.year.conference import next_year_of
from thidua.year.papers.handover import NOT_HANDED_OVER

if TYPE_CHECKING:
    from thidua.apps.planning.models import HandOver
    from thidua.apps.units.models import BlocYear

PAPERS, BOOKS, OPEN = "Văn bản", "Sổ", "Việc chưa xong"


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: of which kind, what, and what tells it apart."""

    kind: str
    what: str
    mark: str = ""


def to_hand_over(bloc_year: BlocYear, person: Person, day: date) -> list[Listed]:
    """List what there is to hand over on a day, as the records have it."""
    sources = (papers(bloc_year), books(bloc_year, person, day), unfinished(bloc_year))
    return [line for source in sources for line in source]


def papers(bloc_year: BlocYear) -> Iterator[Listed]:
    for paper in papers_of(bloc_year).exclude(kind__in=NOT_HANDED_OVER):
        number = f"{paper.number:02d}/{paper.symbol}, " if paper.number else ""
        yield Listed(PAPERS, paper.title, f"{number}{short_date(paper.issued_on)}")


def books(bloc_year: BlocYear, person: Person, day: date) -> Iterator[Listed]:
    own = number_books_for(person, bloc_year, day).filter(issuer=bloc_year.bloc.code)
    for book in own.order_by("series"):
        yield Listed(BOOKS, f"Sổ đăng ký văn bản đi, {book.series}", f"số cuối {padded(book.last)}")


def unfinished(bloc_year: BlocYear) -> Iterator[Listed]:
    for item in plan_of(bloc_year).filter(done_on__isnull=True):
        yield Listed(OPEN, item.title, f"hạn {short_date(item.ends_on)}")
    settled = (NominationState.DECIDED, NominationState.DECLINED)
    if count := nominations_of(bloc_year).exclude(state__in=settled).count():
        yield Listed(OPEN, f"{padded(count)} đề nghị khen thưởng chưa có quyết định")


def give(*, bloc_year: BlocYear, note: str, actor: Person, at: datetime, day: date) -> HandOver:
    """Hand over to the lead of the next year everything that the records list today."""
    following = next_year_of(bloc_year)
    if following is None:
        raise Refused(
            f"Chưa mở năm {bloc_year.year + 1} nên chưa có Khối trưởng mới để nhận.",
            remedy="Hãy mở năm sau rồi bàn giao.",
        )
    listed = [asdict(line) for line in to_hand_over(bloc_year, actor, day)]
    return hand_over_give(
        bloc_year=bloc_year, to_year=following, listed=listed, note=note, actor=actor, at=at
    )
