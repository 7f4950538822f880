"""The stages of scoring are the bloc's; the last word on each line stands."""

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, strategies as st

import cast
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Explanation, Scorecard
from thidua.apps.assessments.queries import (
    Wait,
    bloc_scores,
    card_scores,
    scorecards_of,
    waits_of,
)
from thidua.apps.assessments.queries.scores import Given, _standing
from thidua.apps.assessments.services import (
    deadlines_set,
    explanation_write,
    marks_save,
    objection_answer,
    objection_raise,
    ranking_close,
    rules_set,
    scorecards_open,
    stage_submit,
)
from thidua.apps.assessments.stages import READY_MADE, ReadyMade, fault_of, standing_stage, told
from thidua.apps.journal.base import NotAllowed, Refused, new_id
from thidua.apps.people.models import Person
from web.kinds import kinds_year, line, readings, score
from web.scoring_round import card_of

pytestmark = pytest.mark.django_db
REVIEWED = (Stage.SELF, Stage.APPRAISED, Stage.EXPLANATION, Stage.SECOND)
LAST = (Stage.SELF, Stage.APPRAISED, Stage.CROSS)
FOUR = (Stage.SELF, Stage.CROSS, Stage.APPRAISED, Stage.OFFICE)


def submit(card: Scorecard, stage: Stage, actor: Person) -> None:
    stage_submit(scorecard=card, stage=stage, actor=actor, at=cast.AT)


def change(card: Scorecard, stage: Stage, actor: Person, points: int, reason: str = "") -> None:
    marks_save(
        scorecard=card, stage=stage, points={"B.2": Decimal(points)},
        reasons={"B.2": reason} if reason else {}, actor=actor, at=cast.AT,
    )  # fmt: skip


def total(card: Scorecard) -> Decimal:
    standing = card_scores(card).standing_total(card)
    assert standing is not None
    return standing.total


def reviewed() -> Scorecard:
    card = card_of(kinds_year(stages=REVIEWED), "stc")
    score(card, Stage.SELF, "canbo-stc")
    score(card, Stage.APPRAISED, "banthidua")
    return card


def test_a_card_goes_through_the_stages_its_bloc_set_and_no_others() -> None:
    card = reviewed()
    assert (card.state, card.handed_in) == (
        CardState.EXPLAINING, (Stage.SELF, Stage.APPRAISED),
    )  # fmt: skip
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    assert card.state == CardState.SECOND_REVIEW
    submit(card, Stage.SECOND, cast.board())
    assert card.state == CardState.APPRAISED


def test_a_unit_explains_in_words_while_its_card_waits_for_it() -> None:
    card = reviewed()
    given = {"scorecard": card, "texts": {"B.2": "Đã bổ sung hồ sơ"}, "at": cast.AT}
    with pytest.raises(NotAllowed):
        explanation_write(actor=cast.officer("stp"), **given)
    explanation_write(actor=cast.officer("stc"), **given)
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    with pytest.raises(Refused, match="không nhận điểm"):
        explanation_write(actor=cast.officer("stc"), **given)
    with pytest.raises(DatabaseError, match="while its card waits"), transaction.atomic():
        Explanation.objects.filter(scorecard=card).update(text="Khác")


def test_the_second_appraisal_says_why_and_its_word_stands_even_when_it_is_lower() -> None:
    card = reviewed()
    before = total(card)
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    change(card, Stage.SECOND, cast.board(), 20)
    with pytest.raises(Refused, match=r"chưa ghi lý do đổi điểm .* B\.2\."):
        submit(card, Stage.SECOND, cast.board())
    change(card, Stage.SECOND, cast.board(), 20, "Giải trình không có căn cứ")
    submit(card, Stage.SECOND, cast.board())
    assert total(card) == before - 10


def test_a_line_of_the_office_is_scored_by_the_office_alone() -> None:
    card = card_of(kinds_year(B_2={"office": True}), "stc")
    assert card.stages == FOUR
    with pytest.raises(Refused, match=r"B\.2 do cơ quan thường trực chấm"):
        change(card, Stage.SELF, cast.officer("stc"), 30)
    scorer = card.membership.cross_scored_by.scorer.unit.code
    for stage, who in (
        (Stage.SELF, "canbo-stc"), (Stage.CROSS, f"canbo-{scorer}"), (Stage.APPRAISED, "thuky"),
    ):  # fmt: skip
        score(card, stage, who, office=True)
    with pytest.raises(NotAllowed):
        change(card, Stage.OFFICE, cast.secretary(), 30)
    with pytest.raises(Refused, match=r"còn thiếu điểm: B\.2\."):
        submit(card, Stage.OFFICE, cast.board())
    before = total(card)
    change(card, Stage.OFFICE, cast.board(), 35)
    submit(card, Stage.OFFICE, cast.board())
    assert total(card) == before + 35


def test_the_ranking_counts_the_last_word() -> None:
    year = kinds_year(stages=(Stage.SELF, Stage.APPRAISED, Stage.OFFICE))
    for member in year.memberships.select_related("unit"):
        card = card_of(year, member.unit.code)
        score(card, Stage.SELF, f"canbo-{member.unit.code}")
        score(card, Stage.APPRAISED, "banthidua")
        if member.unit.code == "stc":
            change(card, Stage.OFFICE, cast.board(), 40, "Theo kết quả kiểm tra")
        submit(card, Stage.OFFICE, cast.board())
    scores = bloc_scores(year)
    assert scores is not None
    standings = ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    assert standings[0].membership.unit.code == "stc"
    assert standings[0].total == standings[1].total + 10


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ((Stage.APPRAISED, Stage.SELF), "đầu tiên phải là tự chấm"),
        ((Stage.SELF, Stage.CROSS), "phải có thẩm định"),
        ((Stage.SELF, Stage.EXPLANATION, Stage.APPRAISED), "Giải trình phải sau một bước chấm"),
        ((Stage.SELF, Stage.APPRAISED, Stage.SECOND), "sau khi đơn vị giải trình"),
        (
            (Stage.SELF, Stage.APPRAISED, Stage.SECOND, Stage.EXPLANATION),
            "sau khi đơn vị giải trình",
        ),
        (
            (Stage.SELF, Stage.CROSS, Stage.EXPLANATION, Stage.SECOND, Stage.APPRAISED),
            "phải sau thẩm định",
        ),
        ((Stage.SELF, Stage.APPRAISED, Stage.APPRAISED), "chỉ có một lần"),
    ],
)
def test_stages_that_make_no_sense_are_refused(stages: tuple[Stage, ...], told: str) -> None:
    with pytest.raises(Refused, match=told):
        kinds_year(stages=stages)


@pytest.mark.parametrize(
    "stages", [(), *(order for order in permutations(Stage) if fault_of(order) is None)]
)
def test_every_order_that_is_taken_tells_whose_points_count(stages: tuple[Stage, ...]) -> None:
    assert fault_of(stages) or told(stages).count("Điểm được tính là") == 1


@pytest.mark.parametrize("ready", READY_MADE, ids=lambda ready: ready.key)
def test_every_order_offered_is_a_possible_one(ready: ReadyMade) -> None:
    assert fault_of(ready.stages) is None


def test_a_cross_score_after_the_appraisal_stands_and_says_why_it_departs() -> None:
    card = card_of(kinds_year(stages=LAST), "stc")
    score(card, Stage.SELF, "canbo-stc")
    score(card, Stage.APPRAISED, "banthidua")
    scorer = f"canbo-{card.membership.cross_scored_by.scorer.unit.code}"
    before = total(card)
    change(card, Stage.CROSS, cast.person(scorer), 20)
    marks_save(
        scorecard=card, stage=Stage.CROSS, points={}, figures=readings(), reasons={},
        actor=cast.person(scorer), at=cast.AT,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"chấm chéo lệch điểm thẩm định .*B\.2 \(30 → 20\)"):
        submit(card, Stage.CROSS, cast.person(scorer))
    change(card, Stage.CROSS, cast.person(scorer), 20, "Thiếu hồ sơ")
    submit(card, Stage.CROSS, cast.person(scorer))
    assert total(card) == before - 10


def test_no_unit_answers_an_objection_to_its_own_marks() -> None:
    card = card_of(kinds_year(stages=LAST), "stc")
    scorer = f"canbo-{card.membership.cross_scored_by.scorer.unit.code}"
    for stage, who in zip(LAST, ("canbo-stc", "banthidua", scorer), strict=True):
        score(card, stage, who)
    objection = objection_raise(
        scorecard=card, criterion=line(card, "B.2"), wanted=Decimal(40), ground="Có văn bản",
        actor=cast.officer("stc"), at=cast.AT,
    )  # fmt: skip
    given = {"objection": objection, "points": Decimal(36), "answer": "Đúng", "at": cast.AT}
    with pytest.raises(NotAllowed):
        objection_answer(actor=cast.person(scorer), **given)
    before = total(card)
    objection_answer(actor=cast.board(), **given)
    assert total(card) == before + 6


def test_a_card_waits_for_who_is_to_do_its_stage() -> None:
    year = kinds_year(stages=(*REVIEWED, Stage.OFFICE))
    card = card_of(year, "stc")
    table = card.table

    def wait() -> Wait:
        return next(one for one in waits_of(year, table, scorecards_of(year)) if one.card == card)

    score(card, Stage.SELF, "canbo-stc")
    lead = year.memberships.get(position="lead")
    assert (wait().stage, wait().by) == (Stage.APPRAISED, lead)
    score(card, Stage.APPRAISED, "banthidua")
    assert (wait().stage, wait().by, wait().missing) == (
        Stage.EXPLANATION, card.membership, 0,
    )  # fmt: skip
    submit(card, Stage.EXPLANATION, cast.officer("stc"))
    submit(card, Stage.SECOND, cast.board())
    assert (wait().stage, wait().by, wait().missing) == (Stage.OFFICE, None, 0)


def test_what_the_office_gave_before_the_appraisal_stands_on_its_lines() -> None:
    year = kinds_year(stages=(Stage.SELF, Stage.OFFICE, Stage.APPRAISED), B_2={"office": True})
    card = card_of(year, "stc")
    score(card, Stage.SELF, "canbo-stc", office=True)
    change(card, Stage.OFFICE, cast.board(), 35)
    submit(card, Stage.OFFICE, cast.board())
    card.refresh_from_db()
    before = total(card)
    score(card, Stage.APPRAISED, "thuky", office=True)
    assert (card_of(year, "stc").state, total(card)) == (CardState.APPRAISED, before)


def test_days_already_set_must_fit_the_order_and_no_day_is_set_for_a_stage_the_bloc_lacks() -> None:
    year = cast.year(number=2022)
    given = {"bloc_year": year, "actor": cast.board(), "at": cast.AT}
    days = {Stage.SELF: date(2022, 12, 1), Stage.CROSS: date(2022, 12, 5)}
    deadlines_set(due=days, source="", **given)
    with pytest.raises(Refused, match="không hợp với thứ tự"):
        rules_set(stages=REVIEWED, blind=True, objection_days=5, **given)
    deadlines_set(due={}, source="", **given)
    rules_set(stages=LAST, blind=True, objection_days=5, **given)
    with pytest.raises(Refused, match="không có bước giải trình"):
        deadlines_set(due={Stage.EXPLANATION: date(2022, 12, 9)}, source="", **given)
    later = {Stage.CROSS: date(2022, 12, 5), Stage.APPRAISED: date(2022, 12, 9)}
    with pytest.raises(Refused, match="Hạn chấm chéo"):
        deadlines_set(due=later, source="", **given)


def test_stages_are_set_before_cards_are_open_and_kept_by_each_card() -> None:
    year = kinds_year()
    with pytest.raises(Refused, match="đã được mở"):
        rules_set(
            bloc_year=year, stages=REVIEWED, blind=False, objection_days=5,
            actor=cast.secretary(), at=cast.AT,
        )  # fmt: skip
    with pytest.raises(Refused, match="đã được mở"):
        scorecards_open(bloc_year=year, actor=cast.secretary(), at=cast.AT)
    with pytest.raises(DatabaseError, match="one by one"), transaction.atomic():
        Scorecard.objects.filter(bloc_year=year).update(path="self_scoring,appraised")


POSSIBLE = [
    order
    for length in range(2, len(Stage) + 1)
    for order in permutations(Stage, length)
    if fault_of(order) is None
]


@given(
    st.sampled_from(POSSIBLE), st.integers(0, len(Stage)),
    st.dictionaries(st.sampled_from(list(Stage)), st.sets(st.sampled_from("AB"))),
)  # fmt: skip
def test_all_lines_at_once_stand_as_each_line_does_alone(
    order: tuple[Stage, ...], done: int, marked: dict[Stage, set[str]]
) -> None:
    card, behind, office = new_id(), order[:done], frozenset("B")
    points = {
        stage: {card: {code: Given(Decimal(1), reason=stage) for code in codes}}
        for stage, codes in marked.items()
    }
    standing = _standing({card: behind}, points, office).get(card, {})
    alone = {
        code: standing_stage(
            behind, [s for s, codes in marked.items() if code in codes], office=code in office
        )
        for code in "AB"
    }
    assert {code: standing[code].reason if code in standing else None for code in "AB"} == alone
