"""The pages of signing: who sees what, each way to sign, what a visitor learns of a file."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from pytest_django.fixtures import Settings

from thidua.apps.journal.models import Entry
from thidua.apps.people.models import Account
from thidua.apps.signing.models import HandedOut, Signatory, Signature, SigningRequest
from thidua.apps.signing.queries import latest_version
from thidua.papers.signing.keys import open_pkcs12
from thidua.web.shell import now
from thidua.year.signing.demo import PIN, demo_key_file
from web.pages import client_of, messages_of, stranger, text_of
from year.signing_desk import agreement, demo_in, key_of, laid_out, places, proposal, signed_by

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(tmp_path: Path, settings: Settings) -> None:
    demo_in(tmp_path, settings)


def client_for(place: Signatory) -> Client:
    return client_of(Account.objects.get(person=place.person).sign_in)


def p12(place: Signatory) -> bytes:
    return demo_key_file(place.name, "Minh họa", f"test-{place.place}", now())


def file_of(content: bytes, name: str = "tep.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def first() -> Signatory:
    return places(laid_out())[0]


def test_the_secretary_lays_a_paper_out_and_everybody_asked_is_listed() -> None:
    paper, client = agreement(), client_of("thuky")
    address = reverse("paper-signing", args=[paper.pk])
    assert "chưa được đưa ra lấy chữ ký số" in text_of(client.get(address))
    assert client.post(reverse("signing-open", args=[paper.pk])).status_code == 302
    shown = text_of(client.get(address))
    assert "Đang lấy chữ ký" in shown
    request = SigningRequest.objects.get(paper=paper, state="open")
    names = request.signatories.values_list("name", flat=True)
    assert [name for name in names if name not in shown] == []


def test_who_has_no_say_sees_no_button_and_is_refused() -> None:
    paper, client = agreement(), client_of("canbo-stc")
    assert "Đưa ra lấy chữ ký" not in text_of(client.get(reverse("paper-signing", args=[paper.pk])))
    assert client.post(reverse("signing-open", args=[paper.pk])).status_code == 403


def test_a_stranger_finds_no_page_of_signing() -> None:
    place, someone = first(), stranger()
    for client in (someone, client_of("canbo-stc")):
        assert client.get(reverse("sign", args=[place.pk])).status_code == 404
    assert someone.get(reverse("paper-signing", args=[proposal().pk])).status_code == 404
    assert Client().get(reverse("sign", args=[place.pk])).status_code == 302


def test_a_paper_to_sign_waits_on_the_first_page_and_on_the_list() -> None:
    place = first()
    for page in ("home", "signing-waiting"):
        shown = client_for(place).get(reverse(page)).content.decode()
        assert reverse("sign", args=[place.pk]) in shown
    assert "Không có văn bản nào chờ" in text_of(
        client_of("canbo-stc").get(reverse("signing-waiting"))
    )


def test_a_key_file_signs_and_is_kept_nowhere(tmp_path: Path) -> None:
    place = first()
    given = {"key": file_of(p12(place)), "pin": PIN}
    answer = client_for(place).post(reverse("sign-file", args=[place.pk]), given, follow=True)
    assert "đã ký" in text_of(answer)
    assert Signature.objects.get(signatory=place).holder == place.name
    assert PIN not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"pin": "sai"}, "Mã PIN không đúng"),
        ({"key": None}, "Chưa chọn tệp khóa"),
        ({"key": b"x" * 70_000}, "lớn hơn 64 KB"),
        ({"image": b"GIF89a"}, "PNG"),
        ({"image": b"\x89PNG\r\n\x1a\n", "width": "rộng"}, "Bề rộng ảnh"),
        ({"image": b"\x89PNG\r\n\x1a\n", "width": "500"}, "từ 0 đến 60 mm"),
    ],
)
def test_what_is_wrong_with_a_key_file_is_told_and_the_paper_stays_unsigned(
    given: dict[str, object], told: str
) -> None:
    place = first()
    whole = {"key": p12(place), "pin": PIN, **given}
    sent = {k: file_of(v) if isinstance(v, bytes) else v for k, v in whole.items() if v is not None}
    back = reverse("sign", args=[place.pk])
    answer = client_for(place).post(
        reverse("sign-file", args=[place.pk]), sent, headers={"referer": f"http://testserver{back}"}
    )
    assert answer.status_code == 302
    assert told in " ".join(messages_of(answer))
    assert not Signature.objects.filter(signatory=place).exists()


def test_the_page_says_that_a_key_file_is_not_kept_and_which_way_is_best() -> None:
    place = first()
    shown = text_of(client_for(place).get(reverse("sign", args=[place.pk])))
    assert "không được lưu, không ghi vào nhật ký" in shown
    assert "Cách 1 (nên dùng): ký bằng thiết bị của Ông/Bà" in shown
    assert "DEMO – không có giá trị pháp lý" in shown
    assert "Cách 3" not in shown


@pytest.mark.parametrize("form", ["raw", "base64", "hex"])
def test_a_device_of_ones_own_signs_the_file_handed_out(form: str) -> None:
    import base64

    place = first()
    client, key = client_for(place), open_pkcs12(p12(place), PIN)
    sent = {"certificate": file_of(key.certificate, "toi.cer")}
    client.post(reverse("sign-hash", args=[place.pk]), sent)
    shown = client.get(reverse("sign", args=[place.pk])).content.decode()
    told = client.get(reverse("sign-handed", args=[place.pk])).content
    assert re.search("[0-9a-f]{64}", shown)
    value = key.sign(told)
    written = {"raw": value, "base64": base64.encodebytes(value), "hex": value.hex().encode()}
    client.post(reverse("sign-back", args=[place.pk]), {"value": file_of(written[form])})
    assert Signature.objects.get(signatory=place).holder == place.name
    assert not HandedOut.objects.filter(signatory=place).exists()


def test_a_certificate_that_is_none_is_told() -> None:
    place = first()
    answer = client_for(place).post(
        reverse("sign-hash", args=[place.pk]), {"certificate": file_of(b"none")}
    )
    assert answer.status_code == 409
    assert "không phải là chứng thư số" in text_of(answer)


def test_nothing_is_handed_out_before_it_is_asked_for() -> None:
    place = first()
    assert client_for(place).get(reverse("sign-handed", args=[place.pk])).status_code == 404


def test_the_demos_button_signs_with_an_image_in_the_page(settings: Settings) -> None:
    place = first()
    client_for(place).post(reverse("sign-demo", args=[place.pk]))
    signed = PdfReader(BytesIO(bytes(latest_version(place.request).content)))
    assert signed.get_fields() is not None
    settings.DEMO = False
    shown = text_of(client_for(place).get(reverse("sign", args=[place.pk])))
    assert "DEMO" not in shown


def test_outside_a_demo_its_button_does_nothing(settings: Settings) -> None:
    place = first()
    settings.DEMO = False
    answer = client_for(place).post(reverse("sign-demo", args=[place.pk]))
    assert answer.status_code == 409
    assert not Signature.objects.filter(signatory=place).exists()


def test_without_a_token_on_the_server_that_way_is_not_there() -> None:
    place = first()
    assert client_for(place).post(reverse("sign-token", args=[place.pk])).status_code == 404


def test_a_token_that_cannot_be_opened_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.TOKEN_LIBRARY = str(tmp_path / "none.so")
    place = first()
    assert "Cách 3" in text_of(client_for(place).get(reverse("sign", args=[place.pk])))
    answer = client_for(place).post(
        reverse("sign-token", args=[place.pk]), {"token": "vgca", "pin": "1"}
    )
    assert "Không mở được thiết bị ký" in text_of(answer)


def test_a_refusal_to_sign_shows_its_reason() -> None:
    place = first()
    answer = client_for(place).post(
        reverse("sign-refuse", args=[place.pk]), {"reason": "Sai tên đơn vị"}, follow=True
    )
    shown = text_of(answer)
    assert "từ chối ký" in shown
    assert "Sai tên đơn vị" in shown


def test_the_secretary_reminds_and_stops_the_signing(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    place, client = first(), client_of("thuky")
    paper = place.request.paper
    told = client.post(reverse("signing-remind", args=[paper.pk]))
    assert messages_of(told)[0].startswith("Đã nhắc 01")
    client.post(reverse("signing-withdraw", args=[paper.pk]), {"reason": "Sửa"})
    assert "Đã thôi lấy chữ ký" in text_of(client.get(reverse("paper-signing", args=[paper.pk])))


def test_a_signed_version_is_served_to_who_may_read_the_paper() -> None:
    request = laid_out(proposal())
    signature = signed_by(places(request)[0])
    address = reverse("paper-version", args=[request.paper_id, 1])
    assert client_of("thuky").get(address).content == bytes(signature.after.content)
    assert (
        client_of("thuky").get(reverse("paper-version", args=[request.paper_id, 2])).status_code
        == 404
    )
    assert Client().get(address).status_code == 404


def test_the_list_of_papers_tells_how_many_have_signed_at_a_constant_cost() -> None:
    address, client = reverse("papers", args=[proposal().bloc_year_id]), client_of("thuky")
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    request = laid_out()
    for number, place in enumerate(places(request)[:2]):
        signed_by(place, number)
    with CaptureQueriesContext(connection) as after:
        shown = client.get(address)
    assert "02 chữ ký số" in text_of(shown)
    assert len(after) == len(before)


def test_the_page_of_a_paper_costs_the_same_for_one_signer_and_for_all() -> None:
    client, costs = client_of("thuky"), []
    for paper in (proposal(), agreement()):
        request = laid_out(paper)
        for number, place in enumerate(places(request)[:3]):
            signed_by(place, number)
        with CaptureQueriesContext(connection) as told:
            client.get(reverse("paper-signing", args=[paper.pk]))
        costs.append(len(told))
    assert costs[0] == pytest.approx(costs[1], abs=1)


def check(content: bytes, name: str = "van-ban.pdf") -> str:
    answer = Client().post(reverse("validation"), {"file": file_of(content, name)})
    return text_of(answer)


def test_anybody_learns_who_signed_a_file_when_and_up_to_which_root() -> None:
    place = first()
    signature = signed_by(place)
    shown = check(bytes(signature.after.content))
    assert f"Chữ ký 01: {place.name} đúng" in shown
    assert "theo máy chủ dấu thời gian" in shown
    assert "Dẫn về: DEMO – không có giá trị pháp lý" in shown
    assert "Tệp trùng từng byte với một bản đang lưu" in shown
    assert "Chưa đủ chữ ký" in shown


def test_a_whole_agreement_is_found_good() -> None:
    request = laid_out(proposal())
    signature = signed_by(places(request)[0])
    shown = check(bytes(signature.after.content))
    assert "đều đúng" in shown


def test_a_forged_file_is_told_from_a_good_one() -> None:
    signed = bytes(signed_by(first()).after.content)
    shown = check(signed.replace(b"/Title", b"/Titel", 1))
    assert "Đã bị sửa sau khi ký, hoặc chữ ký giả." in shown
    assert "Có chữ ký số không đúng" in shown


def test_a_signature_of_a_stranger_leads_up_to_no_root(settings: Settings, tmp_path: Path) -> None:
    place = first()
    signed = bytes(signed_by(place).after.content)
    settings.DEMO = False
    shown = check(signed)
    assert "Không dẫn về tổ chức chứng thực nào" in shown
    assert key_of(place).certificate


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Tệp “van-ban.pdf” không có nội dung"),
        (b"hello", "Không nhận tệp"),
        (b"\x89PNG\r\n\x1a\n", "không phải là PDF"),
        (b"%PDF-1.7 cut", "hỏng hoặc bị cắt"),
        (b"%PDF-1.7" + b"0" * 11 * 1024 * 1024, "lớn hơn 10 MB"),
    ],
)
def test_what_is_no_signed_pdf_is_told(content: bytes, told: str) -> None:
    answer = Client().post(reverse("validation"), {"file": file_of(content, "van-ban.pdf")})
    assert answer.status_code == 422
    assert told in text_of(answer)


def test_without_a_file_the_page_asks_for_one() -> None:
    assert Client().get(reverse("validation")).status_code == 200
    answer = Client().post(reverse("validation"))
    assert "Chưa chọn tệp" in text_of(answer)


def test_an_unsigned_paper_is_told_to_have_no_signature() -> None:
    paper = agreement()
    assert paper.pdf is not None
    assert "không có chữ ký số nào" in check(bytes(paper.pdf.content))
