"""Designing a pattern on the screen, and printing certificates in batch."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pdfminer.high_level import extract_text

import cast
from pictures import png
from thidua.apps.filing.models import CertificatePattern, PrintRun
from thidua.papers import STANDARD
from thidua.web.forms.pattern import mm
from web.pages import client_of, messages_of, stranger, text_of
from web.test_pages_queries import queries

pytestmark = pytest.mark.django_db
AWARD = "bang-khen-bo-tinh"


def at(name: str, *more: object) -> str:
    return reverse(name, args=[cast.played().pk, *more])


def typed(**changed: str) -> dict[str, str]:
    given = {
        "width": "400", "height": "300", "inner_width": "320", "inner_height": "230", "mode": "full",
        "offset_x": "0", "offset_y": "0", "valid_from": "01/01/2021", "status": "unverified",
        "source": "Quyết định (minh họa)",
    }  # fmt: skip
    return given | {key.replace("__", "-"): value for key, value in changed.items()}


def test_the_list_marks_every_pattern_nobody_has_read() -> None:
    page = client_of("banthidua").get(at("certificate-patterns"))
    assert page.content.decode().count("tag-unverified") > 10
    assert "400 × 300 mm" in text_of(page)


def test_a_place_typed_in_millimetres_is_saved_as_a_new_version() -> None:
    client = client_of("banthidua")
    told = client.post(
        at("certificate-pattern", AWARD), typed(recipient__y="133,5", name__colour="#c8102e")
    )
    assert messages_of(told) == ["Đã lưu mẫu bằng thành bản mới."]
    spots = {s["field"]: s for s in CertificatePattern.objects.get().pattern["spots"]}
    assert (spots["recipient"]["y"], spots["name"]["colour"]) == (133.5, "#c8102e")
    page = text_of(client.get(at("certificate-pattern", AWARD)))
    assert "Bản 1, áp dụng từ 01/01/2021" in page
    assert "chưa kiểm chứng" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"recipient__y": "300"}, "“Tên người, đơn vị được tặng” ra ngoài khung trong"),
        ({"recipient__x": "ba"}, "Tên người, đơn vị được tặng, Trái"),
        ({"valid_from": "31/02/2021"}, "Áp dụng từ ngày"),
        ({"source": ""}, "Chưa nêu căn cứ"),
    ],
)
def test_what_cannot_be_saved_is_said_and_keeps_what_was_typed(
    changed: dict[str, str], said: str
) -> None:
    answer = client_of("banthidua").post(
        at("certificate-pattern", AWARD), typed(**{"title__size": "33,5", **changed})
    )
    assert (answer.status_code, said in text_of(answer)) == (409, True)
    assert 'value="33,5"' in answer.content.decode()
    assert not CertificatePattern.objects.exists()


def test_the_preview_is_a_picture_of_what_is_typed() -> None:
    client = client_of("banthidua")
    pictures = [
        client.get(at("certificate-preview", AWARD), typed(recipient__y=y)).content
        for y in ("131", "135")
    ]
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert pictures[0] != pictures[1]
    refused = client.get(at("certificate-preview", AWARD), typed(recipient__y="900"))
    assert (refused.status_code, "ra ngoài khung trong" in text_of(refused)) == (409, True)


def test_looking_without_a_script_shows_what_is_typed_and_saves_nothing() -> None:
    answer = client_of("banthidua").get(at("certificate-pattern", AWARD), typed(merit__x="80,5"))
    assert 'value="80,5"' in answer.content.decode()
    assert not CertificatePattern.objects.exists()


def test_every_place_can_be_typed_in_millimetres() -> None:
    page = client_of("banthidua").get(at("certificate-pattern", AWARD)).content.decode()
    for spot in STANDARD.spots:
        for name in ("x", "y", "width", "height", "size"):
            assert f'name="{spot.field}-{name}" value="{mm(getattr(spot, name))}"' in page


def test_the_test_sheet_names_its_size() -> None:
    answer = client_of("banthidua").get(at("certificate-test", AWARD), typed(offset_x="1,5"))
    text = extract_text(BytesIO(answer.content))
    assert "Khổ 400 × 300 mm" in text
    assert "đã bù lệch 1,5 mm ngang" in text


def test_the_authority_gives_its_own_file_of_the_emblem() -> None:
    client = client_of("banthidua")
    picture = SimpleUploadedFile("quoc-huy.png", png())
    client.post(at("certificate-pattern", AWARD), {**typed(), "emblem": picture})
    assert CertificatePattern.objects.get().emblem is not None
    wrong = SimpleUploadedFile("quoc-huy.png", b"%PDF-1.7")
    answer = client.post(at("certificate-pattern", AWARD), {**typed(), "emblem": wrong})
    assert (answer.status_code, "không phải ảnh PNG hoặc JPEG" in text_of(answer)) == (409, True)


def ticked() -> dict[str, list[str]]:
    page = client_of("banthidua").get(at("certificates"), {"qd": decisions()})
    papers = [i.paper for shown in page.context["groups"] for i in shown["group"].items]
    return {"qd": decisions(), "bang": [str(paper.pk) for paper in papers]}


def decisions() -> list[str]:
    return [str(key) for key in cast.played().decisions.values_list("pk", flat=True)]


def test_ticked_decisions_show_what_is_to_print_and_go_into_one_file_for_each_award() -> None:
    client = client_of("kyduyet")
    page = text_of(client.get(at("certificates"), {"qd": decisions()}))
    assert "khổ 400 × 300 mm, in cả bằng" in page
    told = client.post(at("certificates-print"), {**ticked(), "reason": "first"})
    count = cast.played().register.count()
    assert messages_of(told) == [f"Đã lập tệp in {count} bằng; tải ở phần “Các lần in”."]
    for run in PrintRun.objects.all():
        file = client.get(at("print-run", run.pk))
        for printing in run.printings.all():
            assert printing.paper.title.rpartition(": ")[2] in " ".join(
                extract_text(BytesIO(file.content)).split()
            )


def test_a_second_print_asks_for_a_reason_and_the_register_and_the_public_page_tell_of_it() -> None:
    client, form = client_of("banthidua"), ticked()
    client.post(at("certificates-print"), {**form, "reason": "first"})
    again = client.post(at("certificates-print"), {**form, "reason": "first"})
    assert (again.status_code, "in lại phải có lý do" in text_of(again)) == (409, True)
    client.post(at("certificates-print"), {**form, "reason": "reissued", "note": "Bị cháy"})
    assert "In lại: cấp lại ngày" in text_of(client.get(at("register")))
    code = PrintRun.objects.all()[0].printings.all()[0].paper.check_code
    public = text_of(client_of("canbo-stc").get(reverse("verify-code", args=[code])))
    assert ("In lại: cấp lại ngày" in public, "Bị cháy" in public) == (True, False)


def test_nothing_ticked_is_nothing_printed() -> None:
    answer = client_of("banthidua").post(at("certificates-print"), {"qd": decisions(), "bang": "x"})
    assert (answer.status_code, "Chưa chọn bằng nào" in text_of(answer)) == (409, True)


@pytest.mark.parametrize("name", ["certificates", "certificate-patterns"])
def test_only_who_has_certificates_printed_opens_these_pages(name: str) -> None:
    status = {
        who: client_of(who).get(at(name)).status_code
        for who in ("banthidua", "kyduyet", "thuky", "canbo-stc")
    }
    assert status == {"banthidua": 200, "kyduyet": 200, "thuky": 404, "canbo-stc": 404}
    assert stranger().get(at(name)).status_code == 404


def test_the_batch_costs_the_same_for_one_decision_as_for_all() -> None:
    client, every = client_of("banthidua"), decisions()
    one, all_ = (
        f"{at('certificates')}?{'&'.join(f'qd={d}' for d in ds)}" for ds in (every[:1], every)
    )
    assert queries(client, all_) == queries(client, one)
