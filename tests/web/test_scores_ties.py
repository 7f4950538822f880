"""Ties, bars and grades: the bloc's rules decide, the page and the paper say why."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage, TieKind
from thidua.apps.assessments.models import TieRule
from thidua.apps.assessments.queries import (
    bloc_scores,
    engine_table,
    provisional_ranking,
    scorecards_of,
    scoring_table,
)
from thidua.apps.assessments.services import TiePlan, ranking_close, ties_set
from thidua.apps.awards.services import SlotPlan, slots_set
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.units.models import BlocYear
from thidua.scoring import Band, Grade
from thidua.year.outcomes import outcomes_of
from thidua.year.papers.scores import scores_paper
from web.any_bloc import D, appraised, bloc_of, score
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db
SOURCE = "Điều 9 Quy chế của Khối (minh họa)"
# Both lose ten: the second member in section I, the third in section II.
TIED = {2: {"I.1": 30}, 3: {"II.1": 30}}


def set_rules(year: BlocYear, *rules: TiePlan, source: str = SOURCE) -> list[TieRule]:
    who = {"actor": cast.secretary(), "at": cast.AT}
    return ties_set(bloc_year=year, rules=rules, source=source, **who)


def places(year: BlocYear) -> list[tuple[int, int]]:
    """Return the place in the bloc's order and the place in the ranking."""
    return [
        (p.key.place, p.place)
        for p in provisional_ranking(year, bloc_scores(year), scorecards_of(year))
    ]


def page_of(year: BlocYear, sign_in: str = "thuky") -> str:
    return text_of(client_of(sign_in).get(reverse("ranking", args=[year.pk])))


def test_without_a_rule_equal_totals_share_a_place_and_the_page_says_so() -> None:
    year = bloc_of(3)
    score(year, Stage.SELF, TIED)
    assert places(year) == [(1, 1), (2, 2), (3, 2)]
    assert "Các đơn vị bằng điểm thì đồng hạng." in page_of(year)


@pytest.mark.parametrize(
    ("rule", "first"),
    [
        (TiePlan(kind=TieKind.SECTION, section="I"), 3),
        (TiePlan(kind=TieKind.SECTION, section="II"), 2),
    ],
)
def test_a_section_s_points_decide_a_tie(rule: TiePlan, first: int) -> None:
    year = bloc_of(3)
    score(year, Stage.SELF, TIED)
    set_rules(year, rule)
    assert places(year) == [(1, 1), (first, 2), (5 - first, 3)]
    told = page_of(year)
    assert f"Bằng điểm, phân định bằng: Điểm mục {rule.section}" in told
    assert f"Căn cứ: {SOURCE}" in told


@pytest.mark.parametrize("kind", [TieKind.BASE, TieKind.FEWER_DEDUCTIONS])
def test_who_reached_the_same_without_bonus_and_deduction_is_placed_first(kind: TieKind) -> None:
    year = bloc_of(2)
    score(year, Stage.SELF, {1: {"I.1": 30, "III": 7, "IV": 2}, 2: {"I.1": 35}})
    assert places(year) == [(1, 1), (2, 1)]
    set_rules(year, TiePlan(kind=kind))
    assert places(year) == [(2, 1), (1, 2)]


def test_who_stood_lower_last_year_is_placed_first() -> None:
    before = appraised(bloc_of(3, number=2020), {1: {"I.1": 5}, 2: {"I.1": 30}})
    ranking_close(bloc_year=before, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    year = bloc_of(3, bloc=before.bloc)
    score(year, Stage.SELF)
    set_rules(year, TiePlan(kind=TieKind.LOWER_LAST_YEAR))
    assert places(year) == [(1, 1), (2, 2), (3, 3)]


def test_the_closed_ranking_and_its_paper_go_by_the_rules() -> None:
    year = appraised(bloc_of(3), TIED)
    set_rules(year, TiePlan(kind=TieKind.SECTION, section="II"), TiePlan(kind=TieKind.VOTE))
    closed = ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    assert [(s.membership.place, s.place, s.shared) for s in closed] == [
        (1, 1, False), (2, 2, False), (3, 3, False),
    ]  # fmt: skip
    told = str(scores_paper(year, cast.AT))
    assert f"(1) Điểm mục II “Tiêu chí II” cao hơn xếp trước (căn cứ: {SOURCE})" in told
    assert "vẫn bằng nhau thì đồng hạng cho đến khi hội nghị biểu quyết" in told


def test_a_vote_leaves_the_place_shared() -> None:
    year = bloc_of(3)
    score(year, Stage.SELF, TIED)
    set_rules(year, TiePlan(kind=TieKind.VOTE))
    assert places(year) == [(1, 1), (2, 2), (3, 2)]
    assert "Các đơn vị bằng điểm thì đồng hạng cho đến khi hội nghị biểu quyết." in page_of(year)


def test_where_the_number_of_nominees_cuts_through_a_tie_the_page_leaves_it_to_the_conference() -> (
    None
):
    year = bloc_of(3)
    score(year, Stage.SELF, TIED)
    plan = [SlotPlan("bang-khen-bo-tinh", 2, "Văn bản (minh họa)")]
    slots_set(bloc_year=year, slots=plan, actor=cast.board(), at=cast.AT)
    assert "Số được đề nghị là 02, nằm giữa các đơn vị đồng hạng" in page_of(year)
    set_rules(year, TiePlan(kind=TieKind.SECTION, section="I"))
    assert "nằm giữa các đơn vị đồng hạng:" not in page_of(year)


@pytest.mark.parametrize(
    ("rules", "source", "why"),
    [
        ([TiePlan(kind=TieKind.BASE)], "", "Chưa ghi văn bản"),
        ([TiePlan(kind=TieKind.BASE)] * 2, SOURCE, "hai lần"),
        ([TiePlan(kind=TieKind.VOTE), TiePlan(kind=TieKind.BASE)], SOURCE, "quy tắc cuối cùng"),
        ([TiePlan(kind=TieKind.SECTION, section="X")], SOURCE, "không có mục X"),
    ],
)
def test_rules_that_can_t_be_followed_are_refused(
    rules: list[TiePlan], source: str, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        set_rules(bloc_of(2), *rules, source=source)


def test_rules_don_t_change_once_the_ranking_is_closed() -> None:
    year = appraised(bloc_of(2))
    set_rules(year, TiePlan(kind=TieKind.BASE))
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    with pytest.raises(Refused, match="đã chốt"):
        set_rules(year)
    with pytest.raises(DatabaseError), transaction.atomic():
        TieRule.objects.filter(bloc_year=year).delete()


def test_a_member_neither_sets_rules_nor_finds_the_form() -> None:
    year = bloc_of(9)
    with pytest.raises(NotAllowed):
        ties_set(bloc_year=year, rules=[], source=SOURCE, actor=cast.officer("stc"), at=cast.AT)
    address = reverse("ties", args=[year.pk])
    assert client_of("canbo-stc").get(address).status_code == 404


def test_the_form_sets_the_rules_in_their_order_and_shows_them_again() -> None:
    year = bloc_of(2)
    address, secretary = reverse("ties", args=[year.pk]), client_of("thuky")
    posted = {"rule_1": "section:II", "rule_3": "base", "source": SOURCE}
    assert secretary.post(address, posted).status_code == 302
    assert [(r.place, r.kind, r.section) for r in year.tie_rules.all()] == [
        (1, "section", "II"), (2, "base", ""),
    ]  # fmt: skip
    assert '<option value="section:II" selected>' in secretary.get(address).content.decode()


def test_who_is_barred_from_an_award_is_told_with_the_reason_on_page_and_paper() -> None:
    year = appraised(bloc_of(2), {2: {"V": 1}})
    reason = "V Tiêu chí V: không xét Cờ thi đua"
    told = page_of(year)
    assert f"Bị loại {reason}" in told
    assert told.count("Bị loại") == 1
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    assert f"thuộc trường hợp bị loại: {reason}." in str(scores_paper(year, cast.AT))
    assert f"Bị loại {reason}" in page_of(year, "banthidua")


def test_a_grade_that_people_must_decide_says_so() -> None:
    year = bloc_of(4)
    score(year, Stage.SELF, {4: {"I.1": 1}})
    stored = scoring_table(year)
    assert stored is not None
    top = Grade(label="Xuất sắc", band=Band.parse(">= 90", D(0)), quota_percent=50)
    table = replace(engine_table(stored), ratings=(top,))
    totals = [
        (p.key, p.totals) for p in provisional_ranking(year, bloc_scores(year), scorecards_of(year))
    ]
    found = outcomes_of(year, table, totals)
    assert [one.grade for one in found.by_member.values()] == ["chờ xét chọn"] * 4
    assert "chờ xét chọn" in next(iter(found.by_member.values())).grade_reason


def test_the_ranking_costs_the_same_for_thirty_members_as_for_nine() -> None:
    counts = []
    for size in (9, 30):
        year = bloc_of(size)
        score(year, Stage.SELF, TIED)
        set_rules(year, TiePlan(kind=TieKind.BASE), TiePlan(kind=TieKind.LOWER_LAST_YEAR))
        client, address = client_of("thuky"), reverse("ranking", args=[year.pk])
        with CaptureQueriesContext(connection) as told:
            assert client.get(address).status_code == 200
        counts.append(len(told))
    assert counts[0] == counts[1]
