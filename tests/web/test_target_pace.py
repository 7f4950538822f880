"""The pace of targets: the board, a unit's list, one target with its chart and explanation."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

import cast
from thidua.apps.campaigns.enums import Figure, Rhythm
from thidua.apps.campaigns.models import Assignment, Explanation
from thidua.apps.campaigns.services import (
    PaperRef,
    explanation_write,
    pace_set,
    progress_record,
)
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.scoring import Pace, PaceRule
from thidua.year.pacing import Rule, line_of, missed, told_unexplained, unexplained
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db
RULE = Rule(PaceRule(), "thử", own=False)


def test_the_board_says_its_rule_and_one_light_for_each_plan() -> None:
    year = cast.played()
    told = text_of(client_of("canbo-stc").get(reverse("target-board", args=[year.pk])))
    assert "chưa thấy văn bản nào quy định" in told
    assert "tỷ lệ thời gian đã qua" in told
    assert told.count(", chi tiết") == Assignment.objects.filter(target__bloc_year=year).count()


def test_queries_of_the_board_do_not_grow_with_plans(
    django_assert_max_num_queries: object,
) -> None:
    year, reader = cast.played(), client_of("canbo-stc")
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        reader.get(reverse("target-board", args=[year.pk]))
    with django_assert_max_num_queries(22):  # type: ignore[operator]
        reader.get(reverse("target-board", args=[year.pk]), {"don-vi": "stc"})


def test_every_missed_target_of_the_played_year_was_explained_and_one_without_words_holds_it_up() -> (
    None
):
    year = cast.played()
    assert unexplained(year) == []
    plan = next(p for p in Assignment.objects.filter(target__bloc_year=year) if missed(p))
    assert plan.explanations.count() == 1
    assert told_unexplained([plan]).startswith("Còn 01 chỉ tiêu chưa đạt chưa được giải trình: ")


def test_a_targets_page_shows_chart_figures_and_words() -> None:
    year = cast.played()
    plan = Explanation.objects.filter(assignment__target__bloc_year=year)[0].assignment
    page = client_of("canbo-stc").get(reverse("target-pace", args=[year.pk, plan.pk]))
    assert "<svg" in page.content.decode()
    assert "giao bộ phận chuyên môn khắc phục" in text_of(page)


def early(year: BlocYear) -> tuple[Assignment, Person]:
    """Return a unit's plan in a year, and the unit's officer."""
    plan = Assignment.objects.select_related("target", "membership__bloc_year__authority").get(
        target__bloc_year=year, target__code="CT01", membership__unit__code="stc"
    )
    return plan, cast.officer("stc")


AT = datetime(2021, 10, 5, tzinfo=UTC)


def test_figures_of_periods_stand_beside_each_other_and_foretell_the_end() -> None:
    plan, officer = early(cast.before_scoring())
    plan.target.rhythm = Rhythm.CUMULATIVE
    plan.progress.all().delete()
    for on, share in ((date(2021, 3, 31), 20), (date(2021, 6, 30), 50), (date(2021, 9, 30), 80)):
        progress_record(
            assignment=plan, figure=Figure.PERIOD, value=plan.planned * share / 100,
            proof=PaperRef("1/BC", on, ""), actor=officer, at=AT, as_of=on,
        )  # fmt: skip
    line = line_of(plan, 2021, date(2021, 10, 5), RULE)
    assert line.paced.pace is Pace.ON_TIME
    assert line.forecast is not None
    assert round(line.forecast.value / plan.planned, 3) == Decimal("1.070")


@pytest.mark.parametrize(
    ("figure", "as_of", "told"),
    [
        (Figure.PERIOD, None, "phải có ngày cuối kỳ"),
        (Figure.FINAL, date(2021, 6, 30), "phải có ngày cuối kỳ"),
        (Figure.PERIOD, date(2020, 6, 30), "không thuộc năm 2021"),
        (Figure.PERIOD, date(2021, 12, 30), "chưa tới"),
    ],
)
def test_a_figure_of_a_period_names_a_day_of_the_year_that_has_come(
    figure: Figure, as_of: date | None, told: str
) -> None:
    plan, officer = early(cast.before_scoring())
    with pytest.raises(Refused, match=told):
        progress_record(
            assignment=plan, figure=figure, value=Decimal(1), proof=PaperRef(), actor=officer,
            at=AT, as_of=as_of,
        )  # fmt: skip


def test_an_explanation_is_words_of_the_own_unit_in_time() -> None:
    plan, officer = early(cast.before_scoring())
    stranger = cast.person("canbo-snv")
    with pytest.raises(Refused, match="quá ngắn"):
        explanation_write(assignment=plan, text="dịch", actor=officer, at=AT)
    with pytest.raises(NotAllowed):
        explanation_write(assignment=plan, text="Do dịch bệnh kéo dài.", actor=stranger, at=AT)
    explanation_write(assignment=plan, text="Do dịch bệnh kéo dài.", actor=officer, at=AT)
    plan, officer = early(cast.played())
    with pytest.raises(Refused, match="Không ghi thêm giải trình"):
        explanation_write(assignment=plan, text="Do dịch bệnh kéo dài.", actor=officer, at=AT)


def test_the_blocs_rule_is_a_share_with_its_source() -> None:
    plan, _ = early(cast.before_scoring())
    secretary = cast.person("thuky")
    year = plan.membership.bloc_year
    for near, source, told in ((Decimal(0), "x", "trên 0"), (Decimal(80), "", "căn cứ")):
        with pytest.raises(Refused, match=told):
            pace_set(bloc_year=year, near=near, source=source, actor=secretary, at=AT)
    pace_set(bloc_year=year, near=Decimal(80), source="Họp khối", actor=secretary, at=AT)
    told = text_of(client_of("thuky").get(reverse("target-board", args=[year.pk])))
    assert "Đạt từ 80% mức phải đạt" in told
    assert "Căn cứ: Họp khối" in told
