"""The workbook filed with the closed ranking computes the figures that it carries."""

from decimal import Decimal

import pytest

import cast
from thidua.apps.assessments.enums import USUAL_STAGES, Stage
from thidua.apps.assessments.models import Scorecard
from thidua.apps.assessments.queries import standing_marks
from thidua.apps.assessments.services import marks_save, ranking_close, stage_submit
from thidua.apps.units.models import BlocYear
from thidua.year.papers.score_book import HEAD_ROW, CardSheet, scores_workbook
from thidua.year.papers.scores import scores_paper
from thidua.year.scorebooks.stored import bloc_cards
from thidua.year.thread import mark_knot
from web.kinds import kinds_year, score
from web.scoring_round import card_of
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
    columns = range(3, CardSheet(USUAL_STAGES).reasons)
    cards = [name for name in carried if name != "Xếp hạng"]
    assert len(cards) == Scorecard.objects.filter(bloc_year=year).count()
    for name in cards:
        points = [[row[c] for c in columns] for row in carried[name][HEAD_ROW + 1 :]]
        assert [[row[c] for c in columns] for row in computed[name][HEAD_ROW + 1 :]] == points
        assert len(points[0]) == len(USUAL_STAGES)


def reviewed_year() -> BlocYear:
    """Close a year without cross-scores whose second appraisal took 10 points from one unit."""
    year = kinds_year(
        stages=(Stage.SELF, Stage.APPRAISED, Stage.EXPLANATION, Stage.SECOND, Stage.OFFICE)
    )
    for member in year.memberships.select_related("unit"):
        unit = member.unit.code
        card = card_of(year, unit)
        score(card, Stage.SELF, f"canbo-{unit}")
        score(card, Stage.APPRAISED, "banthidua")
        given = {"scorecard": card, "at": cast.AT}
        stage_submit(stage=Stage.EXPLANATION, actor=cast.officer(unit), **given)
        if unit == "stc":
            marks_save(
                stage=Stage.SECOND, points={"B.2": Decimal(20)}, reasons={"B.2": "Thiếu hồ sơ"},
                actor=cast.board(), **given,
            )  # fmt: skip
        stage_submit(stage=Stage.SECOND, actor=cast.board(), **given)
        stage_submit(stage=Stage.OFFICE, actor=cast.board(), **given)
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    return year


def test_the_book_has_the_columns_of_the_stages_that_were_used_and_what_stands() -> None:
    year = reviewed_year()
    rows = sheets_of(scores_workbook(year, cast.DAY))
    heads = [list(filter(None, sheet[HEAD_ROW])) for sheet in rows.values()]
    assert heads[0] == [
        "Hạng", "Đơn vị", "Tự chấm", "Thẩm định", "Thẩm định lần hai", "Tiêu chí", "Thưởng", "Trừ",
        "Tổng",
    ]  # fmt: skip
    assert heads[1][3:7] == ["Tự chấm", "Thẩm định", "Thẩm định lần hai", "Được tính"]
    (name,) = [one for one in rows if one.endswith(card_of(year, "stc").membership.unit.short_name)]
    changed = next(row for row in rows[name] if row[0] == "B.2")
    assert changed[3:7] == [30, 30, 20, 20]
    kept = next(row for row in rows[name] if row[0] == "A.3")
    assert kept[3:7] == [8.5, 8.5, "", 8.5]


def test_the_paper_the_bloc_workbook_and_the_thread_show_the_value_that_stands() -> None:
    year = reviewed_year()
    card = card_of(year, "stc")
    assert "Điểm được tính theo từng mục" in str(scores_paper(year, cast.AT))
    units = {one.name: one.card for one in bloc_cards(year, None, cast.DAY).units}
    assert units[card.membership.unit.name].points["B.2"] == 20
    (knot,) = [mark_knot(m) for m in standing_marks(card) if m.criterion.code == "B.2"]
    assert knot.label.endswith("tiêu chí B.2: 20 điểm")
    assert knot.detail == "Thẩm định lần hai: Thiếu hồ sơ"
