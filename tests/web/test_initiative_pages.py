"""Pages of initiatives: handed in, decided, searched, compared, taken up, used once."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from apps.test_initiatives import (
    TEXT,
    nominated,  # noqa: F401 -- a fixture
    of,
    proposed,  # noqa: F401 -- a fixture
    recognise,
    recognised,
    submitted,
)
from thidua.apps.assessments.models import Initiative
from thidua.apps.awards.models import Nomination
from web.pages import client_of, messages_of, text_of

pytestmark = pytest.mark.django_db

FILE = {
    "year": "2021", "title": "Bản đồ số cầu dân sinh", "kind": "sang-kien",
    "authors": "Trần Văn Mẫu (minh họa); 62,5\nLê Thị Mẫu (minh họa); 37,5 %",
    "known": "Ghi sổ tay.", "novelty": "Ghi trên bản đồ.", "application": "Mỗi xã một tổ.",
    "effect": "Phát hiện sớm.", "money": "120.000.000", "applied_on": "01/03/2021",
    "applied_at": "Xã Mẫu (minh họa)", "paper": "",
}  # fmt: skip
RECOGNITION = {
    "scope": "co-so", "recognised_by": "Hội đồng sáng kiến Sở", "decision_number": "8/QĐ",
    "decision_on": "01/11/2021", "replicable": "yes", "votes_yes": "7", "votes_of": "9",
}  # fmt: skip


def address(name: str, *more: object) -> str:
    return reverse(name, args=[cast.played().pk, *more])


def post(sign_in: str, name: str, *more: object, **given: str) -> HttpResponse:
    return client_of(sign_in).post(address(name, *more), given)


def seen(sign_in: str, name: str, *more: object, **asked: str) -> str:
    return text_of(client_of(sign_in).get(address(name, *more), asked))


def test_an_officer_hands_in_and_the_page_shows_it_as_written() -> None:
    answer = post("canbo-stc", "initiative-submit", **FILE)
    made = Initiative.objects.get(title=FILE["title"])
    page = seen("canbo-stc", "initiative", made.pk)
    assert answer.status_code == 302
    for told in ("62,5 %", "120.000.000", "Chờ xét công nhận", "Mỗi xã một tổ.", "01/03/2021"):
        assert told in page


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"authors": "Một; 60\nHai; 30"}, 409, "cộng lại là 90 %"),
        ({"authors": "Một; sáu mươi"}, 422, "Dòng “Một; sáu mươi”"),
        ({"money": "1,5"}, 422, "số đồng nguyên"),
        ({"applied_on": "31/02/2021"}, 422, "31/02/2021"),
        ({"title": ""}, 422, "Ô này cần được điền"),
    ],
)
def test_a_faulty_file_is_shown_again_with_what_is_wrong(
    changed: dict[str, str], status: int, said: str
) -> None:
    answer = post("canbo-stc", "initiative-submit", **FILE | changed)
    assert (answer.status_code, said in text_of(answer)) == (status, True)
    assert not Initiative.objects.filter(title=FILE["title"]).exists()


def test_a_correction_starts_from_what_was_handed_in_and_keeps_it() -> None:
    made = submitted()
    form = client_of("canbo-stc").get(address("initiative-correct", made.pk)).content.decode()
    assert TEXT.novelty in form
    post("canbo-stc", "initiative-correct", made.pk, **FILE)
    assert TEXT.novelty in seen("canbo-stc", "initiative-version", made.pk, 1)
    assert FILE["novelty"] in seen("canbo-stc", "initiative", made.pk)


def test_the_head_records_the_unit_s_council_and_the_office_the_wider_ones() -> None:
    made = submitted()
    refused = post(
        "thutruong-stc", "initiative-recognise", made.pk, **RECOGNITION | {"scope": "tinh"}
    )
    assert refused.status_code == 403
    post("thutruong-stc", "initiative-recognise", made.pk, **RECOGNITION)
    assert "7/9" in seen("thutruong-stc", "initiative", made.pk)


def test_sending_back_and_refusing_show_their_reason() -> None:
    for name, state in (
        ("initiative-return", "Đã trả lại"),
        ("initiative-refuse", "Không công nhận"),
    ):
        made = submitted()
        post("banthidua", name, made.pk, reason="Chưa nêu số liệu")
        assert f"{state}: Chưa nêu số liệu" in seen("canbo-stc", "initiative", made.pk)


def test_withdrawing_keeps_the_text() -> None:
    made = submitted()
    answer = post("canbo-stc", "initiative-withdraw", made.pk, ok="1")
    assert messages_of(answer) == ["Đã rút sáng kiến."]
    assert TEXT.novelty in seen("canbo-stc", "initiative", made.pk)


def test_a_page_of_a_deed_is_not_there_for_others() -> None:
    made = submitted()
    found = [
        client_of(who).get(address(name, made.pk)).status_code
        for who, name in (
            ("canbo-snv", "initiative"), ("canbo-snv", "initiative-correct"),
            ("canbo-stc", "initiative-recognise"), ("canbo-stc", "initiative-adopt"),
        )
    ]  # fmt: skip
    assert found == [404, 404, 404, 404]


def test_the_list_counts_by_state_and_finds_without_accents() -> None:
    recognised()
    submitted(title="Tổ hòa giải lưu động")
    page = client_of("banthidua").get(address("initiatives"), {"tim": "hoa giai", "don-vi": "stc"})
    assert {value: count for value, _, count in page.context["counts"]}["submitted"] == 1
    assert "Tổ hòa giải lưu động" in text_of(page)
    assert TEXT.title not in text_of(page)


@pytest.mark.parametrize(
    "asked", [{"nam": "²"}, {"tinh-trang": "x"}, {"trang": "9e9"}, {"tim": "%"}]
)
def test_a_strange_filter_is_no_fault(asked: dict[str, str]) -> None:
    assert client_of("banthidua").get(address("initiatives"), asked).status_code == 200


def test_like_initiatives_stand_side_by_side_with_their_differing_figures() -> None:
    first = recognised()
    second = submitted(
        title="Chuyển kết quả hồ sơ đất đai về tại xã", effect="Số lần đi lại giảm được 45%."
    )
    page = seen("banthidua", "initiative-likeness", second.pk)
    assert first.title in page
    assert "Số liệu hai câu khác nhau." in page
    assert "do Hội đồng sáng kiến xem xét" in page


def test_a_unit_is_not_shown_what_another_has_only_handed_in() -> None:
    submitted("snv", title="Bí mật của đơn vị khác")
    mine = submitted()
    assert "Bí mật" not in seen("canbo-stc", "initiative-likeness", mine.pk)


def test_a_unit_takes_up_what_another_has_and_both_show_it() -> None:
    made = recognised()
    post(
        "canbo-snv",
        "initiative-adopt",
        made.pk,
        adopted_on="10/12/2021",
        result="Bớt 20% hồ sơ chậm",
    )
    assert "Bớt 20% hồ sơ chậm" in seen("canbo-stc", "initiative", made.pk)
    assert "Bớt 20% hồ sơ chậm" in seen("canbo-snv", "initiatives-spread")


def test_a_nomination_names_its_initiative_and_the_list_shows_the_use(
    proposed: Nomination,  # noqa: F811 -- the fixture
) -> None:
    made = of(proposed)
    where = reverse("nomination-rest", args=[proposed.pk])
    assert client_of("thuky").post(where, {"initiatives": [str(made.pk)]}).status_code == 302
    assert made.title in text_of(client_of("thuky").get(reverse("nomination", args=[proposed.pk])))
    assert proposed.verdict["award_name"] in seen("thuky", "initiative", made.pk)


def queries(client: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(where).status_code == 200
    return len(told)


@pytest.mark.parametrize("name", ["initiatives", "initiatives-spread"])
def test_lists_cost_the_same_at_any_number(name: str) -> None:
    recognised()
    client = client_of("banthidua")
    few = queries(client, address(name))
    for number in range(4):
        recognise(submitted(title=f"Giải pháp {number}"))
    assert queries(client, address(name)) == few


def test_likeness_costs_the_same_at_any_number() -> None:
    mine, client = recognised(), client_of("banthidua")
    recognise(submitted())
    few = queries(client, address("initiative-likeness", mine.pk))
    for _ in range(3):
        recognise(submitted())
    assert queries(client, address("initiative-likeness", mine.pk)) == few
