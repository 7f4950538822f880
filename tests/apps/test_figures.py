"""Points that follow from figures: typed, recorded, compared with the bloc, not assigned."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Mark
from thidua.apps.assessments.queries import bloc_scores, card_scores, sheet_of
from thidua.apps.assessments.services import (
    line_leave_out,
    line_take_back,
    marks_save,
    ranking_close,
    stage_submit,
)
from thidua.apps.campaigns.enums import Figure
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.scoring import Reading
from web.kinds import kinds_year, line, readings, score, scored
from web.scoring_round import card_of, hand_in

pytestmark = pytest.mark.django_db
ALL = (Stage.SELF, Stage.CROSS, Stage.APPRAISED)


def save(unit: str, card: object, **given: object) -> None:
    marks_save(
        scorecard=card, stage=Stage.SELF, actor=cast.officer(unit), at=cast.AT,
        **{"points": {}, "reasons": {}, **given},
    )  # fmt: skip


def test_points_follow_from_the_figure_typed_and_say_how() -> None:
    card = card_of(kinds_year(), "stc")
    save("stc", card, figures=readings())
    told = {m.criterion.code: (m.points, m.figure) for m in card.marks.select_related("criterion")}
    assert {code: told[code] for code in ("A.1", "A.2", "A.3", "A.4")} == {
        "A.1": (10, 80), "A.2": (6, 3), "A.3": (Decimal("8.5"), 85), "A.4": (10, 20),
    }  # fmt: skip
    assert card.marks.get(criterion__code="A.1").explanation == "80 %, thuộc khoảng >=75 → 10 điểm"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"points": {"A.1": Decimal(5)}}, "hãy ghi số liệu"),
        ({"figures": {"B.2": Reading(reached=Decimal(5))}}, "chấm bằng điểm"),
        ({"figures": {"A.2": Reading(reached=Decimal("1.5"))}}, "phải là số nguyên"),
        ({"figures": {"A.3": Reading(reached=Decimal(101))}}, "vượt thang 100"),
    ],
)
def test_a_line_takes_what_it_asks_for(given: dict[str, object], told: str) -> None:
    card = card_of(kinds_year(), "stc")
    with pytest.raises(Refused, match=told):
        save("stc", card, **given)
    assert not card.marks.exists()


def test_relative_points_hang_on_the_bloc_and_are_provisional_until_the_ranking_closes() -> None:
    year = kinds_year(B_1={"plan": "10"})
    first = card_of(year, "stc")
    score(first, Stage.SELF, "canbo-stc", B_1=15)
    alone = sheet_of(first)
    row = next(r for r in alone.rows if r.criterion.code == "B.1")
    assert row.points(Stage.SELF) == 20
    assert row.provisional == {Stage.SELF: "còn 08 phiếu chưa nộp phần này"}
    score(card_of(year, "stp"), Stage.SELF, "canbo-stp", B_1=20)
    now = next(r for r in sheet_of(first).rows if r.criterion.code == "B.1")
    assert now.points(Stage.SELF) == 15


def test_closing_the_ranking_writes_relative_points_into_the_marks() -> None:
    year = kinds_year(B_1={"plan": "10"})
    scored(year, ALL, B_1=20)
    standings = ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    places = {s.membership.unit.code: s.place for s in standings}
    assert places["stc"] == 1
    marks = Mark.objects.filter(scorecard__bloc_year=year, criterion__code="B.1", stage="appraised")
    points = {m.scorecard.membership.unit.code: m.points for m in marks}
    assert points["stc"] == 20
    assert {p for unit, p in points.items() if unit != "stc"} == {Decimal(10)}
    assert marks[0].figure is not None
    scores = bloc_scores(year)
    assert scores is not None
    assert {f.provisional for f in scores.at(Stage.APPRAISED).values()} == {()}
    with pytest.raises(DatabaseError, match="at their stage"), transaction.atomic():
        marks.update(points=0)


def test_points_by_an_estimate_are_provisional_and_say_so() -> None:
    card = card_of(kinds_year(), "stc")
    save("stc", card, figures={"A.4": Reading(reached=Decimal(10), estimated=True)})
    row = next(r for r in sheet_of(card).rows if r.criterion.code == "A.4")
    assert row.provisional == {Stage.SELF: "theo số ước thực hiện"}


def test_a_bound_line_keeps_the_figure_it_was_scored_by() -> None:
    card = card_of(cast.before_scoring(), "stc")
    hand_in(card, Stage.SELF, cast.head("stc"))
    mark = card.marks.get(criterion__code="I.1")
    recorded = card_scores(card).recorded[card.membership_id, "I.1"]
    assert (mark.computed, mark.figure) == (True, recorded.progress.value)
    assert mark.estimated == (recorded.progress.figure == Figure.ESTIMATE)


def test_a_line_not_assigned_is_left_out_of_what_is_missing_and_of_the_total() -> None:
    year = kinds_year()
    card = card_of(year, "stc")
    line_leave_out(
        scorecard=card, criterion=line(card, "B.1"), reason="Không có nhiệm vụ này",
        actor=cast.secretary(), at=cast.AT,
    )  # fmt: skip
    score(card, Stage.SELF, "canbo-stc")
    total = card_scores(card).total(card.pk, Stage.SELF)
    assert total is not None
    assert total.base == Decimal("80.63")  # (10 + 6 + 8,5 + 10 + 30) × 100/80
    with pytest.raises(Refused, match="không giao cho"):
        marks_save(
            scorecard=card_of(year, "stc"), stage=Stage.CROSS, points={}, reasons={},
            figures=readings(), actor=cast.officer(scorer(card)), at=cast.AT,
        )  # fmt: skip


def scorer(card: object) -> str:
    return card.membership.cross_scored_by.scorer.unit.code  # type: ignore[attr-defined]


def test_a_line_is_left_out_with_a_reason_by_who_may_and_taken_back() -> None:
    card = card_of(kinds_year(), "stc")
    given = {"scorecard": card, "criterion": line(card, "A.1"), "at": cast.AT}
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        line_leave_out(reason="", actor=cast.secretary(), **given)
    with pytest.raises(NotAllowed):
        line_leave_out(reason="Không có", actor=cast.officer("stc"), **given)
    left_out = line_leave_out(reason="Không có", actor=cast.secretary(), **given)
    line_take_back(left_out=left_out, actor=cast.secretary(), at=cast.AT)
    assert not card.not_assigned.exists()


def test_the_leads_own_people_do_not_free_it_of_a_line() -> None:
    year = kinds_year()
    lead = year.memberships.get(position="lead").unit.code
    card = card_of(year, lead)
    given = {"scorecard": card, "criterion": line(card, "A.1"), "reason": "Không có", "at": cast.AT}
    with pytest.raises(NotAllowed):
        line_leave_out(actor=cast.secretary(), **given)
    line_leave_out(actor=cast.board(), **given)


def test_what_a_closed_ranking_counted_stays() -> None:
    year = kinds_year()
    scored(year, ALL)
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    card = card_of(year, "stc")
    with pytest.raises(Refused, match="đã chốt"):
        line_leave_out(
            scorecard=card, criterion=line(card, "A.1"), reason="Muộn", actor=cast.board(),
            at=cast.AT,
        )  # fmt: skip
    with pytest.raises(DatabaseError, match="the lines it counted"), transaction.atomic():
        card.not_assigned.create(
            criterion=line(card, "A.1"), reason="Muộn", decided_by=cast.board(), decided_at=cast.AT
        )


def test_a_missing_figure_is_not_zero() -> None:
    card = card_of(kinds_year(), "stc")
    save("stc", card, points={"B.2": Decimal(30)})
    with pytest.raises(Refused, match=r"còn thiếu điểm: A\.1, A\.2, A\.3, A\.4, B\.1\."):
        stage_submit(scorecard=card, stage=Stage.SELF, actor=cast.officer("stc"), at=cast.AT)


def test_the_scores_of_a_bloc_cost_the_same_however_many_marks_there_are() -> None:
    year = kinds_year()
    counts = []
    for stages in ((Stage.SELF,), (Stage.CROSS,)):
        scored(year, stages)
        with CaptureQueriesContext(connection) as told:
            bloc_scores(year)
        counts.append(len(told))
    assert counts[0] == counts[1]


def test_marks_read_in_bundles_say_what_each_mark_says() -> None:
    card = card_of(kinds_year(), "stc")
    save("stc", card, figures=readings(), points={"B.2": Decimal("1.5")})
    first = card.marks.order_by("criterion__code").first()
    assert first is not None
    Mark.objects.filter(pk=first.pk).update(explanation="có \x1f dấu lạ", reason="đổi", version=7)
    scores = card_scores(card)
    for mark in card.marks.select_related("criterion"):
        found = scores.mark(card.pk, Stage(mark.stage), mark.criterion.code)
        assert found == (
            mark.points, mark.figure, mark.estimated,
            mark.explanation.replace("\x1f", " "), mark.reason, str(mark.version),
        )  # fmt: skip


def test_a_mark_that_changed_is_read_anew() -> None:
    year = kinds_year()
    card = card_of(year, "stc")
    for points in (Decimal(1), Decimal(2)):
        save("stc", card, points={"B.2": points})
        scores = bloc_scores(year)
        assert scores is not None
        assert scores.mark(card.pk, Stage.SELF, "B.2") == (points, None, False, "", "", "0")
