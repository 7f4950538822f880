"""The year before, which a new year starts from, and the day whose law a year is judged by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thidua.apps.awards.queries import reference_day

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear


def year_before(bloc_year: BlocYear) -> BlocYear | None:
    return bloc_year.bloc.years.filter(year=bloc_year.year - 1).first()


def law_day(bloc_year: BlocYear, today: date) -> date:
    """Return the day whose law judges a year: its conference's, until then today, but in that year."""
    return reference_day(bloc_year, min(today, date(bloc_year.year, 12, 31)))
