"""Objections: in time, in words, each answered before the ranking closes."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

import cast
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Objection, Scorecard
from thidua.apps.assessments.queries import scorecards_of
from thidua.apps.assessments.services import (
    objection_answer,
    objection_raise,
    objection_waive,
    ranking_close,
)
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.units.models import BlocYear
from web.kinds import kinds_year, line, scored
from web.scoring_round import card_of

pytestmark = pytest.mark.django_db
ALL = (Stage.SELF, Stage.CROSS, Stage.APPRAISED)


def appraised() -> tuple[BlocYear, Scorecard]:
    year = kinds_year()
    scored(year, ALL)
    return year, card_of(year, "stc")


def raised(card: Scorecard, code: str = "B.2", wanted: int = 35, **changes: object) -> Objection:
    given = {
        "scorecard": card, "criterion": line(card, code), "wanted": Decimal(wanted),
        "ground": "Có văn bản", "actor": cast.officer("stc"), "at": cast.AT,
    }  # fmt: skip
    return objection_raise(**{**given, **changes})  # type: ignore[arg-type]


def answered(objection: Objection, points: int | None, **changes: object) -> Objection:
    given = {
        "objection": objection, "points": None if points is None else Decimal(points),
        "answer": "Đã đối chiếu", "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return objection_answer(**{**given, **changes})  # type: ignore[arg-type]


def test_a_unit_objects_within_five_working_days_and_not_after() -> None:
    _, card = appraised()
    with pytest.raises(Refused, match="Hạn kiến nghị là 24/12/2021"):
        raised(card, at=cast.AT + timedelta(days=8))
    raised(card, at=cast.AT + timedelta(days=7))


def test_an_objection_is_the_units_own_grounded_once_and_within_what_the_line_takes() -> None:
    _, card = appraised()
    with pytest.raises(NotAllowed):
        raised(card, actor=cast.officer("stp"))
    with pytest.raises(Refused, match="chưa ghi căn cứ"):
        raised(card, ground="")
    with pytest.raises(Refused, match="vượt mức tối đa"):
        raised(card, wanted=41)
    raised(card)
    with pytest.raises(Refused, match="đã có kiến nghị"):
        raised(card)


def test_nothing_is_objected_to_before_it_is_appraised() -> None:
    with pytest.raises(Refused, match="không nhận kiến nghị"):
        raised(card_of(kinds_year(), "stc"))


def test_the_ranking_is_not_closed_over_an_unanswered_objection() -> None:
    year, card = appraised()
    objection = raised(card)
    with pytest.raises(Refused, match=r"chưa trả lời: .*B\.2"):
        ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    answered(objection, None)
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)


def test_the_ranking_waits_for_the_days_to_object_and_says_for_whom_until_when() -> None:
    year, card = appraised()
    given = {"bloc_year": year, "actor": cast.secretary()}
    unit = card.membership.unit.short_name
    with pytest.raises(Refused, match=f"{unit} đến hết 24/12/2021") as refused:
        ranking_close(at=cast.AT + timedelta(days=7), **given)
    assert refused.value.remedy.startswith("Hãy chốt sau ngày 24/12/2021")
    ranking_close(at=cast.AT + timedelta(days=8), **given)


def test_the_ranking_closes_earlier_once_every_unit_has_waived() -> None:
    year, card = appraised()
    given = {"bloc_year": year, "actor": cast.secretary(), "at": cast.AT}
    others = [one for one in scorecards_of(year) if one.pk != card.pk]
    for one in others:
        actor = cast.officer(one.membership.unit.code)
        objection_waive(scorecard=one, actor=actor, at=cast.AT)
    with pytest.raises(Refused, match=f": {card.membership.unit.short_name} đến hết [0-9/]+[.] "):
        ranking_close(**given)
    objection_waive(scorecard=card, actor=cast.officer("stc"), at=cast.AT)
    ranking_close(**given)


def test_a_waiver_is_the_units_own_given_once_and_ends_its_objections() -> None:
    _, card = appraised()
    with pytest.raises(NotAllowed):
        objection_waive(scorecard=card, actor=cast.officer("stp"), at=cast.AT)
    waiver = objection_waive(scorecard=card, actor=cast.officer("stc"), at=cast.AT)
    for again in (raised, lambda one: objection_waive(
        scorecard=one, actor=cast.officer("stc"), at=cast.AT
    )):  # fmt: skip
        with pytest.raises(Refused, match="đã ghi không kiến nghị ngày 17/12/2021"):
            again(card)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        waiver.delete()


def test_nothing_is_waived_before_there_is_anything_to_object_to() -> None:
    card = card_of(kinds_year(), "stc")
    with pytest.raises(Refused, match="không nhận kiến nghị"):
        objection_waive(scorecard=card, actor=cast.officer("stc"), at=cast.AT)


def test_an_accepted_objection_becomes_the_appraised_points_with_its_reason() -> None:
    _, card = appraised()
    answered(raised(card), 34)
    mark = card.marks.get(criterion__code="B.2", stage=Stage.APPRAISED)
    assert (mark.points, mark.reason) == (34, "Theo kiến nghị: Đã đối chiếu")
    assert card.marks.get(criterion__code="B.2", stage=Stage.SELF).points == 30


def test_points_that_followed_from_a_figure_may_be_contested() -> None:
    _, card = appraised()
    answered(raised(card, "A.3", 10), 10)
    mark = card.marks.get(criterion__code="A.3", stage=Stage.APPRAISED)
    assert (mark.points, mark.figure) == (10, None)


def test_an_answer_says_why_is_given_once_by_who_appraises() -> None:
    _, card = appraised()
    objection = raised(card)
    with pytest.raises(Refused, match="phải ghi lý do"):
        answered(objection, None, answer="")
    with pytest.raises(NotAllowed):
        answered(objection, None, actor=cast.officer("stc"))
    answered(objection, None)
    with pytest.raises(Refused, match="đã được trả lời"):
        answered(objection, 34)


def test_an_objection_and_its_answer_stand_and_marks_change_for_no_other_reason() -> None:
    _, card = appraised()
    objection = raised(card)
    with pytest.raises(DatabaseError, match="an objection stands"), transaction.atomic():
        Objection.objects.filter(pk=objection.pk).update(wanted=1)
    with pytest.raises(DatabaseError, match="an objection stands"), transaction.atomic():
        objection.delete()
    with pytest.raises(DatabaseError, match="at their stage"), transaction.atomic():
        card.marks.filter(criterion__code="B.2", stage=Stage.APPRAISED).update(points=35)
