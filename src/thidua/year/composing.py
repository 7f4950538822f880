"""How a kind of paper is composed before it is issued, and what is filed when it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from thidua.apps.units.models import BlocYear
from thidua.papers import Kind, Number, Paper
from thidua.papers.drafts import Outline, Written


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper is asked for: of which year, on which day, about what (an award, a unit).

    `number` is the one it is issued with; without one it is a draft.
    """

    bloc_year: BlocYear
    at: datetime
    about: str = ""
    number: Number | None = None

    @property
    def day(self) -> date:
        return localdate(self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is filed of a paper that goes out by a button.

    Args:
        series: the series of the bloc's numbers; none where another office numbers it.
    """

    title: Callable[[Asked], str]
    series: Kind | None = None
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """How a kind of paper is composed before it is issued.

    Args:
        waits: says what must be there before it can be written; empty when nothing is missing.
        settled: says why its words stand although it isn't filed yet; empty while they don't.
        abouts: what papers of the kind may be about, in words, in a constant number of queries; a
            single empty text where there is one a year.
        named: what the paper asked for is about, in words.
        mark: what of its layout nobody has seen, for the eyes of who drafts it.
        issue: how a button issues it; none where a step of the year does.
    """

    outline: Callable[[Asked], Outline]
    paper: Callable[[Asked, Written], Paper]
    waits: Callable[[Asked], str] = lambda _: ""
    settled: Callable[[Asked], str] = lambda _: ""
    abouts: Callable[[Asked], Mapping[str, str]] = lambda _: {"": ""}
    named: Callable[[Asked], str] = lambda _: ""
    mark: Callable[[Asked], str] = lambda _: ""
    issue: Issue | None = None
