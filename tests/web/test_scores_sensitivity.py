"""What if a line had other points: who may ask, what is answered, that nothing is saved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage, TieKind
from thidua.apps.assessments.models import Mark
from thidua.apps.assessments.services import TiePlan, ranking_close, ties_set
from thidua.apps.units.models import BlocYear
from web.any_bloc import appraised, bloc_of, score
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


def scored() -> BlocYear:
    year = bloc_of(9)
    score(year, Stage.SELF, {1: {"I.1": 20}, 2: {"I.1": 30}, 3: {"II.1": 35}})
    return year


def ask(year: BlocYear, sign_in: str = "thuky", **question: str) -> object:
    place = question.pop("place", "1")
    member = year.memberships.get(place=place)
    address = reverse("sensitivity", args=[year.pk])
    asked = {"don-vi": str(member.pk), "dong": question.get("line", "I.1")}
    return client_of(sign_in).get(address, {**asked, "diem": question.get("points", "40")})


def test_only_who_may_see_every_card_may_ask_until_the_ranking_is_closed() -> None:
    year = appraised(bloc_of(9))
    people = ("thuky", "banthidua", "canbo-stc")
    assert [ask(year, name).status_code for name in people] == [200, 200, 404]
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    assert ask(year, "canbo-stc").status_code == 200


def test_the_place_and_total_are_told_before_and_after_with_who_moves() -> None:
    page = ask(scored())
    told = text_of(page)
    assert "điểm ở I.1 “Tiêu chí I.1” (nay 20 điểm) thì hạng là 1, tổng điểm 100,00" in told
    assert "nay là hạng 9, tổng điểm 80,00." in told
    assert "lên 08" in told
    assert page.content.decode().count(">không đổi<") == 6


def test_the_answer_goes_by_the_bloc_s_tie_rules() -> None:
    year = scored()
    section = TiePlan(kind=TieKind.SECTION, section="II")
    ties_set(bloc_year=year, rules=[section], source="Quy chế (minh họa)", actor=cast.secretary(),
             at=cast.AT)  # fmt: skip
    assert "thì hạng là 7," in text_of(ask(year, points="35"))


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ({"points": "41"}, "40"),
        ({"points": "chín"}, "“chín”"),
        ({"points": "1,234"}, "Chỉ ghi đến 2 chữ số"),
        ({"line": "X"}, "Hãy chọn một đơn vị"),
    ],
)
def test_what_can_t_be_asked_is_told_and_kept(question: dict[str, str], fault: str) -> None:
    page = ask(scored(), **question)
    assert page.status_code == 422
    assert fault in text_of(page)
    assert f'value="{question.get("points", "40")}"' in page.content.decode()


def test_asking_changes_no_mark() -> None:
    year = scored()
    before = list(Mark.objects.order_by("pk").values())
    ask(year)
    assert list(Mark.objects.order_by("pk").values()) == before


def test_the_lines_that_make_the_places_are_named() -> None:
    told = text_of(ask(scored()))
    assert "I.1 Tiêu chí I.1: 03 đơn vị đổi hạng" in told
    assert "I.2 Tiêu chí I.2:" not in told


def test_a_question_costs_the_same_for_thirty_members_as_for_nine() -> None:
    counts = []
    for size in (9, 30):
        year = bloc_of(size)
        score(year, Stage.SELF)
        with CaptureQueriesContext(connection) as told:
            assert ask(year).status_code == 200
        counts.append(len(told))
    assert counts[0] == counts[1]
