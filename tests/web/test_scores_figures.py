"""Figures on the card: typed, explained, provisional; lines that are not assigned."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import Stage
from web.kinds import kinds_year, line, score
from web.pages import client_of, text_of
from web.scoring_round import card_of
from web.test_scores_cards import page_of, row

pytestmark = pytest.mark.django_db
TYPED = {"p-A.1": "80", "p-A.2": "3", "p-A.3": "85", "p-A.4": "19,5", "e-A.4": "1", "p-B.1": "10",
         "p-B.2": "30", "p-C": "0", "action": "save"}  # fmt: skip


def test_a_figure_is_typed_and_the_points_stand_beside_it_with_how_they_came_about() -> None:
    card = card_of(kinds_year(), "stc")
    officer = client_of("canbo-stc")
    officer.post(page_of(card), TYPED)
    html = officer.get(page_of(card)).content.decode()
    assert "80 %, thuộc khoảng &gt;=75 → 10 điểm" in row(html, "A.1")
    assert 'name="p-A.4" value="19,5"' in row(html, "A.4")
    assert "9,75 điểm" in row(html, "A.4")
    assert "Điểm tạm tính: theo số ước thực hiện." in row(html, "A.4")
    assert "còn 09 phiếu chưa nộp phần này" in row(html, "B.1")


def test_a_figure_that_gives_no_points_says_why_beside_its_cell() -> None:
    card = card_of(kinds_year(), "stc")
    response = client_of("canbo-stc").post(page_of(card), TYPED | {"p-A.3": "120"})
    assert response.status_code == 422
    assert "vượt thang 100 điểm" in row(response.content.decode(), "A.3")
    assert not card.marks.exists()


def test_a_bar_is_answered_with_yes_or_no_and_yes_wants_its_paper() -> None:
    card = card_of(kinds_year(), "stc")
    officer = client_of("canbo-stc")
    refused = officer.post(page_of(card), TYPED | {"p-C": "1"})
    assert "phải ghi số, ngày văn bản kết luận" in row(refused.content.decode(), "C")
    officer.post(page_of(card), TYPED | {"p-C": "1", "r-C": "12/KL-TTr, 05/01/2022"})
    assert card.marks.get(criterion__code="C").points == 1


def test_the_secretary_leaves_a_line_out_with_a_reason_and_gives_it_back() -> None:
    card = card_of(kinds_year(), "stc")
    secretary, address = client_of("thuky"), reverse("line-leave-out", args=[card.pk])
    refused = secretary.post(address, {"criterion": "B.1", "reason": ""})
    assert (refused.status_code, "Chưa ghi lý do" in text_of(refused)) == (409, True)
    secretary.post(address, {"criterion": "B.1", "reason": "Không có nhiệm vụ này"})
    shown = row(client_of("canbo-stc").get(page_of(card)).content.decode(), "B.1")
    assert "Không có nhiệm vụ này" in shown
    assert "<input" not in shown
    left_out = card.not_assigned.get()
    secretary.post(reverse("line-take-back", args=[card.pk, left_out.pk]))
    assert not card.not_assigned.exists()


def test_a_card_costs_the_same_however_many_lines_are_marked_and_left_out() -> None:
    year = kinds_year()
    card, client = card_of(year, "stc"), client_of("thuky")
    score(card, Stage.SELF, "canbo-stc")
    counts = []
    for code in ("A.1", "A.2", "A.3"):
        card.not_assigned.create(
            criterion=line(card, code), reason="Không có", decided_by=cast.secretary(),
            decided_at=cast.AT,
        )  # fmt: skip
        with CaptureQueriesContext(connection) as told:
            client.get(page_of(card))
        counts.append(len(told))
    assert len(set(counts)) == 1
