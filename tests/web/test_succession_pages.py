"""Recording mergers on the screen, and whose award a page says it was."""

import pytest
from django.urls import reverse

import cast
from merging import former, heir, honour, merge
from thidua.apps.units.enums import Inheritance
from thidua.apps.units.models import Succession
from web.pages import client_of, messages_of, text_of

pytestmark = pytest.mark.django_db


def at(name: str, *more: object) -> str:
    return reverse(name, args=[cast.played().pk, *more])


def filled(**changed: str) -> dict[str, str]:
    given = {
        "predecessor": str(former("a").pk), "successor": str(heir().pk), "effective_on": "01/07/2021",
        "fate": "ends", "decision_number": "15/QĐ-MH", "decided_on": "01/06/2021",
        "inherits": "handed_on", "note": "",
    }  # fmt: skip
    return given | changed


def test_the_standing_office_records_a_merger_and_everybody_in_the_year_reads_it() -> None:
    told = messages_of(client_of("banthidua").post(at("succession-record"), filled()))
    assert told == ["Đã ghi sáp nhập, chia tách."]
    page = text_of(client_of("canbo-stp").get(at("successions")))
    assert "Sở A (minh họa) hoạt động đến 30/06/2021" in page
    assert "Được kế thừa" in page


def test_others_are_offered_no_form() -> None:
    client = client_of("thuky")
    assert client.get(at("succession-record")).status_code == 404
    assert "Ghi sáp nhập" not in text_of(client.get(at("successions")))


def test_a_refusal_keeps_what_was_typed() -> None:
    answer = client_of("banthidua").post(
        at("succession-record"), filled(successor=str(heir().pk), predecessor=str(heir().pk))
    )
    assert answer.status_code == 409
    assert "15/QĐ-MH" in answer.content.decode()


def test_a_merger_recorded_by_mistake_is_withdrawn_for_a_reason() -> None:
    made = merge(former("a"), heir(), Inheritance.UNSAID)
    address, client = at("succession-withdraw", made.pk), client_of("banthidua")
    assert client_of("thuky").get(address).status_code == 404
    assert client.post(address, {"reason": ""}).status_code == 422
    assert messages_of(client.post(address, {"reason": "nhầm"})) == ["Đã rút."]
    assert not Succession.objects.exists()


@pytest.mark.parametrize(
    ("inherits", "said", "award_shown"),
    [
        (Inheritance.HANDED_ON, "Được kế thừa", True),
        (Inheritance.UNSAID, "Không được tính Quyết định không nói đến thành tích.", False),
    ],
)
def test_the_dossier_and_the_verdict_say_whose_award_it_was_or_that_it_does_not_count(
    inherits: Inheritance, said: str, *, award_shown: bool
) -> None:
    old, seat = former("a"), cast.seat(cast.played(), "stc")
    honour(old, "bang-khen-bo-tinh")
    merge(old, heir(), inherits)
    client = client_of("canbo-stc")
    dossier = text_of(client.get(at("dossier", seat.pk)))
    verdict = text_of(client.get(at("check", "bang-khen-thu-tuong", seat.pk)))
    assert ("Của Sở A (minh họa)" in dossier) is award_shown
    assert ("của Sở A (minh họa)" in verdict) is award_shown
    assert said in dossier
    assert said in verdict


def test_the_journal_tells_a_merger_in_words() -> None:
    merge(former("a"), heir(), Inheritance.UNSAID)
    page = text_of(client_of("thanhtra").get(at("journal"), {"mang": "units"}))
    told = (
        "đơn vị cũ: A",
        "đơn vị nhận: Sở Tài chính",
        "từ ngày: 01/07/2021",
        "thành tích: Quyết định không nói đến thành tích",
    )
    # The facts of an entry come back in the order of the database.
    assert [words for words in told if words not in page] == []
