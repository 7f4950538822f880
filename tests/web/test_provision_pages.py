"""Provisions nobody has read: the list, the page of one, and who may say that it was read."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua import law
from thidua.apps.awards.models import Confirmation, Withdrawal
from thidua.apps.awards.queries import unread_changes
from thidua.web.provisions import wordings
from web.confirming import PROVISION, SOURCE, confirm, withdraw
from web.pages import client_of, messages_of, stranger, text_of

pytestmark = pytest.mark.django_db
LIST = reverse("provisions")
ONE = reverse("provision", args=[PROVISION])
ENDED = reverse("provision-withdraw", args=[PROVISION])
TRANSFERS_OF_2025 = "vn:circular:15-2025-tt-bnv:chuyen-cong-tac"
FORM = {"source": SOURCE, "read_on": "17/12/2021", "quotation": "Nguyên văn"}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.web.shell.clock", lambda: cast.AT)


def unread() -> list[str]:
    uses = law.provisions_in_use()
    return [use.citation.provision for use in uses if not use.citation.verified]


def listed(client: Client, **asked: str) -> list[str]:
    html = client.get(LIST, asked).content.decode()
    return re.findall(r'href="/luat/chua-kiem-chung/([^/"?]+)/', html)


def test_the_list_has_every_unverified_provision_once(client: Client) -> None:
    assert sorted(listed(client)) == sorted(unread())
    told = f"{len(unread()):02d} trong {len(law.provisions_in_use())} điều khoản đang dùng"
    assert told in text_of(client.get(LIST))


def test_articles_stand_in_their_order_under_their_instrument(client: Client) -> None:
    found = [p for p in listed(client) if re.match(r"vn:law:15-2003-qh11:d\d", p)]
    numbers = [int(re.findall(r":d(\d+)", p)[0]) for p in found]
    assert numbers == sorted(numbers)


def test_the_list_is_searched_by_award_without_accents(client: Client) -> None:
    uses = {u.citation.provision: u for u in law.provisions_in_use()}
    found = listed(client, tim="co thi dua cua chinh phu")
    assert found
    assert all("co-thi-dua-chinh-phu" in {s for _, s in uses[p].used_by} for p in found)


def test_the_list_is_filtered_by_what_the_authority_has_confirmed() -> None:
    confirm()
    board = client_of("banthidua")
    assert listed(board, **{"tinh-trang": "da"}) == [PROVISION]
    assert sorted([*listed(board, **{"tinh-trang": "cho"}), PROVISION]) == sorted(unread())


def test_confirmations_are_shown_to_those_of_the_authority_only(client: Client) -> None:
    confirm()
    for reader, seen in ((client_of("canbo-stc"), True), (client, False), (stranger(), False)):
        assert (SOURCE in text_of(reader.get(ONE))) == seen


def test_a_provision_tells_the_wording_in_use_and_what_rests_on_it(client: Client) -> None:
    page = text_of(client.get(ONE))
    assert "Hoàn thành vượt mức các chỉ tiêu thi đua" in page
    assert "Cờ thi đua cấp bộ, ban, ngành, tỉnh, đoàn thể trung ương" in page
    assert PROVISION in page


@pytest.mark.parametrize(
    ("provision", "wording"),
    [
        ("vn:circular:15-2025-tt-bnv:chuyen-cong-tac", "Người chuyển công tác có từ 06 tháng"),
        ("vn:decree:91-2017-nd-cp:d10:k4", "Đào tạo, bồi dưỡng dưới 01 năm, chấp hành tốt"),
    ],
)
def test_a_page_tells_what_begins_within_a_regime_and_what_counts_as_work(
    provision: str, wording: str, client: Client
) -> None:
    page = text_of(client.get(reverse("provision", args=[provision])))
    assert wording in page


def test_a_wording_leads_to_the_first_day_it_holds_within_a_regime() -> None:
    (use,) = (u for u in law.provisions_in_use() if u.citation.provision == TRANSFERS_OF_2025)
    (wording,) = wordings(use)
    assert wording.awards["Lao động tiên tiến"].endswith("?ngay=04%2F08%2F2025")


@pytest.mark.parametrize("provision", ["vn:law:15-2003-qh11:d999", "x"])
def test_a_provision_nothing_rests_on_has_no_page(provision: str, client: Client) -> None:
    assert client.get(reverse("provision", args=[provision])).status_code == 404


@pytest.mark.parametrize(
    ("sign_in", "offered"), [("banthidua", True), ("thuky", False), ("thanhtra", False)]
)
def test_the_form_is_offered_to_who_may(sign_in: str, offered: bool) -> None:  # noqa: FBT001 -- a column of the table
    html = client_of(sign_in).get(ONE).content.decode()
    assert ('name="source"' in html) == offered


def test_the_standing_office_confirms_and_withdraws_with_a_reason() -> None:
    board = client_of("banthidua")
    assert messages_of(board.post(ONE, FORM)) == ["Đã ghi lời xác nhận."]
    made = Confirmation.objects.get()
    assert (made.source, made.quotation) == (SOURCE, "Nguyên văn")
    page = board.get(ONE)
    assert "Đang được tính" in text_of(page)
    assert 'name="source"' not in page.content.decode()
    empty = board.post(ENDED, {"reason": " "})
    assert (empty.status_code, "Ô này cần được điền." in text_of(empty)) == (422, True)
    assert messages_of(board.post(ENDED, {"reason": "Đọc nhầm bản"})) == ["Đã rút lời xác nhận."]
    assert "Đọc nhầm bản" in text_of(board.get(ONE))
    assert Withdrawal.objects.count() == 1
    assert board.post(ENDED, {"reason": "Lần nữa"}).status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"source": ""}, 422, "Ô này cần được điền."),
        ({"read_on": "31/02/2021"}, 422, "không phải là một ngày hợp lệ"),
        ({"read_on": "18/12/2021"}, 409, "ở sau hôm nay"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(changed: dict[str, str], status: int, said: str) -> None:
    page = client_of("banthidua").post(ONE, FORM | changed)
    assert (page.status_code, said in text_of(page)) == (status, True)
    assert "Nguyên văn" in page.content.decode()
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("sign_in", ["thuky", "canbo-stc", "thanhtra", "kyduyet"])
def test_nobody_else_confirms_or_withdraws(sign_in: str) -> None:
    client = client_of(sign_in)
    assert client.post(ONE, FORM).status_code == 403
    confirm()
    assert client.post(ENDED, {"reason": "Vì tôi muốn"}).status_code == 403
    assert not Withdrawal.objects.exists()


def test_strangers_and_the_public_confirm_nothing(client: Client) -> None:
    assert stranger().post(ONE, FORM).status_code == 404
    answer = client.post(ONE, FORM)
    assert (answer.status_code, answer["Location"].startswith("/dang-nhap/")) == (302, True)
    assert client.post(ENDED, {"reason": "x"}).status_code == 302
    assert client_of("banthidua").get(ENDED).status_code == 405


def test_a_change_nobody_wrote_down_offers_no_form() -> None:
    for provision in unread_changes():
        page = client_of("banthidua").get(reverse("provision", args=[provision]))
        assert "Đọc nó là chưa đủ" in text_of(page)
        assert 'name="source"' not in page.content.decode()


def test_the_list_costs_the_same_for_any_number_of_confirmations() -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as told:
            assert board.get(address).status_code == 200
        return len(told)

    board = client_of("banthidua")
    few = [cost(LIST), cost(ONE)]
    for provision in unread()[:12]:
        if provision not in unread_changes():
            confirm(provision=provision)
    withdraw(Confirmation.objects.all()[0])
    assert [cost(LIST), cost(ONE)] == few
