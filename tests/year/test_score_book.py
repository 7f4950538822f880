"""The workbook filed with the closed ranking computes the figures that it carries."""

import pytest

import cast
from thidua.apps.assessments.enums import USUAL_STAGES
from thidua.apps.assessments.models import Scorecard
from thidua.year.papers.score_book import CARD_COLUMNS, FIRST_ROW, scores_workbook
from year.recalculation import needs_calc, recalculated, sheets_of

pytestmark = pytest.mark.django_db


@needs_calc
def test_subtotals_and_totals_are_computed_as_the_ranking_counts_them(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    year = cast.played()
    book = scores_workbook(year, cast.DAY)
    computed = recalculated({"book": book}, tmp_path_factory.mktemp("filed"))["book"]
    carried = sheets_of(book)
    columns = range(min(CARD_COLUMNS.values()), max(CARD_COLUMNS.values()) + 1)
    cards = [name for name in carried if name != "Xếp hạng"]
    assert len(cards) == Scorecard.objects.filter(bloc_year=year).count()
    for name in cards:
        points = [[row[c] for c in columns] for row in carried[name][FIRST_ROW:]]
        assert [[row[c] for c in columns] for row in computed[name][FIRST_ROW:]] == points
        assert len(points[0]) == len(USUAL_STAGES)
