"""The bloc's calendar, what is due for a person, and secret calendar addresses, on the screen."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from thidua.apps.people.models import Account
from thidua.apps.planning.enums import Doer
from thidua.apps.planning.models import PlanItem
from thidua.apps.planning.services import ItemText, items_add
from web.pages import client_of, messages_of, stranger, text_of

pytestmark = pytest.mark.django_db


def at(name: str, *more: object) -> str:
    return reverse(name, args=[cast.before_scoring().pk, *more])


def typed(**changed: str) -> dict[str, str]:
    given = {
        "title": "Nộp số liệu", "starts_on": "", "ends_on": "25/12/2021", "shift": "on",
        "doer": "members", "unit": "", "where": "targets", "source": "15/KH-KTĐ",
    }  # fmt: skip
    return given | changed


def test_an_item_on_a_saturday_is_moved_to_monday_and_everybody_in_the_bloc_reads_it() -> None:
    told = messages_of(client_of("thuky").post(at("plan-add"), typed()))
    assert told == ["Đã thêm việc vào kế hoạch của khối."]
    page = text_of(client_of("canbo-stp").get(at("year-calendar")))
    assert "27/12/2021 Nộp số liệu 15/KH-KTĐ" in page
    assert "Thêm việc" not in page


def test_a_day_off_that_is_kept_is_said_to_be_one() -> None:
    client_of("thuky").post(at("plan-add"), typed(shift=""))
    page = text_of(client_of("canbo-stp").get(at("year-calendar")))
    assert "25/12/2021 ngày nghỉ; ngày làm việc kế tiếp là 27/12/2021" in page


def test_others_are_offered_no_form_and_strangers_no_calendar() -> None:
    assert client_of("canbo-stc").get(at("plan-add")).status_code == 404
    assert stranger().get(at("year-calendar")).status_code == 404


def test_a_faulty_item_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    client = client_of("thuky")
    faulty = client.post(at("plan-add"), typed(ends_on="31/02/2021"))
    assert faulty.status_code == 422
    refused = client.post(at("plan-add"), typed(doer="unit"))
    assert refused.status_code == 409
    assert "15/KH-KTĐ" in refused.content.decode()


def test_an_item_is_changed_finished_and_removed_from_its_line() -> None:
    client = client_of("thuky")
    client.post(at("plan-add"), typed())
    item = PlanItem.objects.get()
    assert "Nộp số liệu" in client.get(at("plan-change", item.pk)).content.decode()
    assert messages_of(client.post(at("plan-change", item.pk), typed(title="Nộp báo cáo"))) == [
        "Đã sửa kế hoạch của khối."
    ]
    client_of("canbo-stc").post(at("plan-finish", item.pk))
    item.refresh_from_db()
    assert item.done_on is None  # the members' item is ended by who runs the bloc
    assert messages_of(client.post(at("plan-finish", item.pk)))[-1] == "Đã ghi xong: Nộp báo cáo."
    assert client.post(at("plan-remove", item.pk), {"reason": "nhầm"}).status_code == 302
    assert not PlanItem.objects.exists()


def plan(count: int) -> None:
    year = cast.before_scoring()
    items = [
        ItemText(title=f"Việc {n}", starts_on=cast.DAY, ends_on=cast.DAY, doer=Doer.MEMBERS)
        for n in range(count)
    ]
    items_add(bloc_year=year, items=items, actor=cast.secretary(), at=cast.AT)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as told:
        assert client.get(address).status_code == 200
    return len(told)


def test_the_calendar_and_what_is_due_cost_the_same_at_any_number_of_items() -> None:
    client = client_of("canbo-stc")
    plan(1)
    few = [queries(client, address) for address in (at("year-calendar"), reverse("due"))]
    plan(30)
    assert [queries(client, a) for a in (at("year-calendar"), reverse("due"))] == few


def test_what_is_due_is_shown_of_all_blocs_together_and_of_each_apart() -> None:
    plan(1)
    bloc = cast.before_scoring().bloc
    client = client_of("canbo-stc")
    together = text_of(client.get(reverse("due")))
    assert "Việc 0" in together
    apart = text_of(client.get(reverse("due"), {"khoi": str(cast.before_conference().bloc_id)}))
    assert "Việc 0" not in apart
    assert "Việc 0" in text_of(client.get(reverse("due"), {"khoi": str(bloc.pk)}))


def secret_in(told: list[str]) -> str:
    found = re.search(r"/lich/([\w-]+)\.ics", told[0])
    assert found
    return found[1]


def test_a_calendar_is_read_without_signing_in_by_its_secret_address_until_revoked() -> None:
    plan(1)
    client = client_of("canbo-stc")
    address = reverse("feed", args=[secret_in(messages_of(client.post(reverse("feed-open"))))])
    file = Client().get(address)
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Việc 0" in file.content.decode()
    client.post(reverse("feed-revoke"))
    assert Client().get(address).status_code == 404


def test_a_locked_account_has_an_empty_calendar() -> None:
    plan(1)
    client = client_of("canbo-stc")
    address = reverse("feed", args=[secret_in(messages_of(client.post(reverse("feed-open"))))])
    Account.objects.filter(sign_in="canbo-stc").update(is_active=False)
    assert "VEVENT" not in Client().get(address).content.decode()


def test_the_secretary_gives_a_blocs_calendar_out_and_takes_it_back() -> None:
    plan(1)
    client = client_of("thuky")
    address = reverse("feed", args=[secret_in(messages_of(client.post(at("bloc-feed"))))])
    assert "SUMMARY:Việc 0" in Client().get(address).content.decode()
    client.post(at("bloc-feed-revoke"))
    assert Client().get(address).status_code == 404
    assert client_of("canbo-stc").post(at("bloc-feed")).status_code == 403


def test_letters_are_chosen_on_a_page_and_refused_without_an_address() -> None:
    client = client_of("canbo-stc")
    wanted = {"rhythm": "daily", "kinds": ["plan", "meeting"]}
    client.post(reverse("email"), {"email": ""})
    assert client.post(reverse("notices"), wanted).status_code == 409
    client.post(reverse("email"), {"email": "can-bo@example.vn"})
    assert messages_of(client.post(reverse("notices"), wanted))[-1] == "Đã lưu cách nhận thư báo."
    assert client.get(reverse("notices")).status_code == 200
