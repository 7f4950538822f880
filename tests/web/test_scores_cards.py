"""Scorecards on the screen: who reads what, typing, faults beside the cell, handing in."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import Scorecard
from web.pages import client_of, text_of
from web.scoring_round import card_of, cross_score, cross_scoring, full_marks, hand_in, scored_by

pytestmark = pytest.mark.django_db


def page_of(card: Scorecard) -> str:
    return reverse("scorecard", args=[card.pk])


def columns(html: str) -> list[str]:
    head = html.split("<thead>")[1].split("</thead>", maxsplit=1)[0]
    return [
        name for name in re.findall(r">([^<>]+)</th>", head) if name in {s.label for s in Stage}
    ]


def row(html: str, code: str) -> str:
    return html.split(f'id="tc-{code}"')[1].split("</tr>", maxsplit=1)[0]


def typed(card: Scorecard, **changes: str) -> dict[str, str]:
    """Full marks as a person types them, with changes by code (I_3 for I.3)."""
    points = {f"p-{code}": str(p).replace(".", ",") for code, p in full_marks(card).items()}
    return points | {f"p-{code.replace('_', '.')}": text for code, text in changes.items()}


def test_a_unit_reads_its_own_card_and_no_other_before_the_ranking_is_closed() -> None:
    year = cast.before_scoring()
    officer = client_of("canbo-stc")
    statuses = {
        unit: officer.get(page_of(card_of(year, unit))).status_code for unit in ("stc", "snv")
    }
    assert statuses == {"stc": 200, "snv": 404}


def test_once_the_ranking_is_closed_every_member_reads_every_card() -> None:
    cards = cast.played().scorecards.all()
    officer = client_of("canbo-stc")
    pages = [officer.get(page_of(card)) for card in cards]
    assert [page.status_code for page in pages] == [200] * 9
    assert columns(pages[0].content.decode()) == ["Tự chấm", "Chấm chéo", "Thẩm định"]


def test_the_list_counts_cards_by_state_and_marks_what_waits_for_the_reader() -> None:
    page = client_of("canbo-stc").get(reverse("scorecards", args=[cast.before_scoring().pk]))
    counts = re.findall(r">([^<>]+) <b>(\d+)</b>", page.content.decode())
    assert counts == [
        ("Tất cả", "09"), ("Chờ đơn vị tự chấm", "09"), ("Chờ chấm chéo", "00"),
        ("Chờ thẩm định", "00"), ("Đã thẩm định", "00"),
    ]  # fmt: skip
    assert "Có 01 phiếu chờ Ông/Bà." in text_of(page)


def test_a_line_computed_from_its_target_is_explained_and_cannot_be_typed() -> None:
    card = card_of(cast.before_scoring(), "stc")
    line = row(client_of("canbo-stc").get(page_of(card)).content.decode(), "I.1")
    assert "99/95 = 104,21% kế hoạch → 12 điểm" in line
    assert "<input" not in line


def test_a_reader_who_fills_in_nothing_sees_what_a_computed_line_comes_to() -> None:
    card = card_of(cast.before_scoring(), "stc")
    line = row(client_of("banthidua").get(page_of(card)).content.decode(), "I.1")
    assert "99/95 = 104,21% kế hoạch → 12 điểm" in line
    assert "chưa có" not in line


def test_a_computed_line_without_a_figure_says_when_it_will_be_computed() -> None:
    card = card_of(cast.before_scoring(), "stc")
    target = card.table.criteria.get(code="I.1").target
    card.membership.assignments.get(target=target).progress.all().delete()
    line = row(client_of("banthidua").get(page_of(card)).content.decode(), "I.1")
    assert "khi đơn vị tự chấm; chưa có số ước thực hiện hoặc chính thức" in line


def test_points_are_taken_with_a_decimal_comma() -> None:
    card = card_of(cast.before_scoring(), "stc")
    client_of("canbo-stc").post(page_of(card), typed(card, I_3="9,25") | {"action": "save"})
    assert card.marks.get(criterion__code="I.3").points == Decimal("9.25")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("9.25", "Nếu là phần thập phân, hãy ghi 9,25."),
        ("11", "vượt mức tối đa 10"),
        ("-1", "không được âm"),
        ("9,255", "Chỉ ghi đến 2 chữ số sau dấu phẩy."),
        ("tốt", "không phải là một số hợp lệ"),
    ],
)
def test_a_wrong_cell_says_why_beside_it_and_nothing_typed_is_lost(text: str, fault: str) -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = typed(card, I_3=text, I_4="3,5")
    response = client_of("canbo-stc").post(page_of(card), sent | {"action": "submit"})
    html = response.content.decode()
    shown = dict(re.findall(r'name="(p-[^"]+)" value="([^"]*)"', html))
    assert response.status_code == 422
    assert fault in row(html, "I.3")
    assert 'aria-invalid="true"' in row(html, "I.3")
    assert {name: shown[name] for name in sent} == sent
    assert card.marks.count() == 0


def test_a_line_of_fixed_steps_names_them_beside_its_box_and_in_its_refusal() -> None:
    card = card_of(cast.before_scoring(), "stc")
    officer = client_of("canbo-stc")
    assert "Các mức: 4; 3; 2; 1; 0" in row(officer.get(page_of(card)).content.decode(), "III.3")
    refused = officer.post(page_of(card), typed(card, III_3="3.75") | {"action": "save"})
    told = "“3.75” không phải là một trong các mức 4; 3; 2; 1; 0."
    assert told in row(refused.content.decode(), "III.3")


def test_a_card_with_gaps_is_not_handed_in_and_the_gaps_are_named() -> None:
    card = card_of(cast.before_scoring(), "stc")
    sent = typed(card)
    del sent["p-I.3"]
    response = client_of("canbo-stc").post(page_of(card), sent | {"action": "submit"})
    card.refresh_from_db()
    assert response.status_code == 409
    assert "còn thiếu điểm: I.3." in text_of(response)
    assert "Để trống không có nghĩa là 0 điểm." in text_of(response)
    assert card.state == CardState.SELF_SCORING


def test_a_full_card_is_handed_in_and_closed_to_its_unit() -> None:
    card = card_of(cast.before_scoring(), "stc")
    officer = client_of("canbo-stc")
    officer.post(page_of(card), typed(card) | {"action": "submit"})
    card.refresh_from_db()
    assert card.state == CardState.CROSS_SCORING
    again = officer.post(page_of(card), typed(card, I_3="1") | {"action": "save"})
    assert again.status_code in {302, 409}
    assert card.marks.get(criterion__code="I.3").points == 10


def test_a_saved_cell_is_not_emptied_again() -> None:
    card = card_of(cast.before_scoring(), "stc")
    officer = client_of("canbo-stc")
    officer.post(page_of(card), typed(card) | {"action": "save"})
    response = officer.post(page_of(card), typed(card, I_3="") | {"action": "save"})
    assert "không có điểm thì ghi 0" in row(response.content.decode(), "I.3")


def test_evidence_is_named_by_number_and_date_beside_its_line() -> None:
    card = card_of(cast.before_scoring(), "stc")
    address = reverse("scorecard-evidence", args=[card.pk])
    proof = {"criterion": "I.3", "number": "37/BC-MH", "dated": "16/11/2021", "title": "Báo cáo"}
    officer = client_of("canbo-stc")
    wrong = officer.post(address, proof | {"dated": "31/11/2021"})
    assert wrong.status_code == 409
    assert 'name="number" value="37/BC-MH"' in wrong.content.decode()
    officer.post(address, proof)
    line = row(officer.get(page_of(card)).content.decode(), "I.3")
    assert "37/BC-MH, 16/11/2021: Báo cáo" in line


def test_a_unit_does_not_see_its_cross_score_before_it_has_handed_in_the_card_it_checks() -> None:
    year = cross_scoring()
    own, checked = card_of(year, "stc"), scored_by(year, "stc")
    cross_score(own)
    officer = client_of("canbo-stc")
    before = officer.get(page_of(own))
    cross_score(checked)
    after = officer.get(page_of(own))
    assert columns(before.content.decode()) == ["Tự chấm"]
    assert "hiện ra khi đơn vị Ông/Bà cũng nộp xong" in text_of(before)
    assert columns(after.content.decode()) == ["Tự chấm", "Chấm chéo"]


def test_what_is_blind_on_the_card_is_blind_in_the_list() -> None:
    year = cross_scoring()
    cross_score(card_of(year, "stc"))
    listed = client_of("canbo-stc").get(reverse("scorecards", args=[year.pk])).content.decode()
    own = next(r for r in re.findall(r"<tr.*?</tr>", listed, re.DOTALL) if "Sở Tài chính" in r)
    shown = re.findall(r'<td class="num"[^>]*>([^<]*)</td>', own)
    assert [points == "—" for points in shown] == [False, True, True]


def test_who_cross_scores_whom_is_for_those_who_run_the_scoring() -> None:
    address = reverse("scorecards", args=[cross_scoring().pk])
    told = {
        who: text_of(client_of(who).get(address)).count("Chấm chéo: ")
        for who in ("thuky", "canbo-stc")
    }
    assert told == {"thuky": 9, "canbo-stc": 0}


def test_the_secretary_sees_every_stage_handed_in_and_none_in_progress() -> None:
    year = cross_scoring()
    card = card_of(year, "stc")
    secretary = client_of("thuky")
    before = columns(secretary.get(page_of(card)).content.decode())
    cross_score(card)
    after = columns(secretary.get(page_of(card)).content.decode())
    assert (before, after) == (["Tự chấm"], ["Tự chấm", "Chấm chéo", "Thẩm định"])


def test_an_appraisal_beyond_the_margin_asks_for_a_reason_beside_the_cell() -> None:
    year = cross_scoring()
    card = card_of(year, "stc")
    cross_score(card)
    secretary = client_of("thuky")
    sent = typed(card, I_3="7") | {"action": "save"}
    refused = secretary.post(page_of(card), sent)
    assert refused.status_code == 422
    assert "phải ghi lý do" in row(refused.content.decode(), "I.3")
    secretary.post(page_of(card), sent | {"r-I.3": "Hai báo cáo nộp chậm"})
    mark = card.marks.get(criterion__code="I.3", stage=Stage.APPRAISED)
    assert (mark.points, mark.reason) == (7, "Hai báo cáo nộp chậm")


def test_an_outlier_of_the_appraisal_is_marked_with_its_reason() -> None:
    year = cross_scoring()
    card = card_of(year, "stc")
    cross_score(card)
    hand_in(card, Stage.APPRAISED, cast.secretary(), I_3=Decimal(7))
    line = row(client_of("canbo-stc").get(page_of(card)).content.decode(), "I.3")
    assert "Thẩm định lệch tự chấm quá" in line
    assert "Theo hồ sơ" in line
