"""Who may open which page, and what every page promises."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from cast import before_conference, before_scoring, played
from thidua import law
from thidua.apps.awards.queries import register_of
from thidua.apps.filing.queries import papers_of
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear
from web.pages import client_of, stranger, text_of

pytestmark = pytest.mark.django_db

OF_THE_YEAR = ["year", "agreement", "targets", "papers", "register"]
WITH_ROLES = ["thuky", "canbo-stc", "thutruong-snv", "banthidua", "hoidong", "kyduyet", "thanhtra"]


@pytest.mark.parametrize("sign_in", WITH_ROLES)
@pytest.mark.parametrize("name", OF_THE_YEAR)
def test_whoever_has_a_role_in_the_year_opens_its_pages(name: str, sign_in: str) -> None:
    client = client_of(sign_in)
    for bloc_year in (played(), before_scoring(), before_conference()):
        assert client.get(reverse(name, args=[bloc_year.pk])).status_code == 200


@pytest.mark.parametrize("name", [*OF_THE_YEAR, "journal"])
def test_to_a_stranger_the_year_does_not_exist(name: str) -> None:
    assert stranger().get(reverse(name, args=[played().pk])).status_code == 404


@pytest.mark.parametrize("name", [*OF_THE_YEAR, "journal"])
def test_whoever_is_signed_out_is_sent_to_sign_in_and_back(name: str, client: Client) -> None:
    address = reverse(name, args=[played().pk])
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (
        302,
        f"/dang-nhap/?next={address.replace('/', '%2F')}",
    )


@pytest.mark.parametrize(
    ("sign_in", "status"),
    [("thanhtra", 200), ("banthidua", 200), ("canbo-stc", 404), ("thuky", 404)],
)
def test_the_journal_is_for_those_who_inspect(sign_in: str, status: int) -> None:
    assert client_of(sign_in).get(reverse("journal", args=[played().pk])).status_code == status


def test_an_honour_opens_with_its_thread_to_whoever_has_a_role_in_the_year() -> None:
    entry = register_of(played())[0]
    page = text_of(client_of("thanhtra").get(reverse("entry", args=[entry.pk])))
    walked = re.findall(
        "Điều của giao ước|Kế hoạch và kết quả|Điểm được tính|Xếp hạng|Biểu quyết của hội nghị"
        "|Đề nghị khen thưởng|Quyết định(?= Quyết)",
        page.split("Đường đi của khen thưởng này")[1],
    )
    assert list(dict.fromkeys(walked)) == [
        "Điều của giao ước",
        "Kế hoạch và kết quả",
        "Điểm được tính",
        "Xếp hạng",
        "Biểu quyết của hội nghị",
        "Đề nghị khen thưởng",
        "Quyết định",
    ]


def test_an_honour_is_not_shown_to_a_stranger() -> None:
    entry = register_of(played())[0]
    assert stranger().get(reverse("entry", args=[entry.pk])).status_code == 404


@pytest.mark.parametrize("name", ["public", "verify", "sign-in"])
def test_the_public_opens_the_public_pages(name: str, client: Client) -> None:
    assert client.get(reverse(name)).status_code == 200


def test_the_public_reads_results_next_lead_and_agreement(client: Client) -> None:
    page = text_of(client.get(reverse("public-year", args=[played().pk])))
    assert [
        words for words in ("Khen thưởng (00)", "Khối trưởng năm 2022", "Điều 1.") if words in page
    ] == [
        "Khối trưởng năm 2022",
        "Điều 1.",
    ]


def test_a_practice_year_is_never_public_and_keeps_its_mark_on_pages(client: Client) -> None:
    practised = before_conference()
    BlocYear.objects.filter(pk=practised.pk).update(phase=Phase.NOMINATION)
    assert client.get(reverse("public-year", args=[practised.pk])).status_code == 404
    assert "Luyện tập" not in text_of(client.get(reverse("public")))
    assert "Luyện tập: hội nghị (Khối thi đua" in text_of(client_of("thuky").get("/"))
    assert practised.bloc.name == played().bloc.name


def test_the_public_sees_no_ranking_before_the_conference_is_over(client: Client) -> None:
    page = text_of(client.get(reverse("public-year", args=[before_conference().pk])))
    assert "Tổng điểm" not in page


def test_a_certificate_in_the_register_is_confirmed(client: Client) -> None:
    entry = register_of(played())[0]
    response = client.get(reverse("verify-code", args=[entry.pk]))
    assert (response.status_code, entry.subject in text_of(response)) == (200, True)


@pytest.mark.parametrize("code", ["abc", "00000000-0000-7000-8000-000000000000"])
def test_a_certificate_that_is_in_no_register_is_denied(code: str, client: Client) -> None:
    response = client.get(reverse("verify-code", args=[code]))
    assert (response.status_code, "Không có văn bản nào mang mã này." in text_of(response)) == (
        404,
        True,
    )


def test_a_paper_is_found_by_its_printed_code_however_it_is_typed(client: Client) -> None:
    paper = papers_of(played())[0]
    typed = paper.check_code.lower().replace("-", " ")
    page = text_of(client.get(reverse("verify"), {"ma": typed}, follow=True))
    assert ("Có trong hồ sơ lưu." in page, paper.title in page) == (True, True)


@pytest.mark.parametrize(
    ("sign_in", "seen", "status"),
    [("banthidua", True, 200), ("kyduyet", True, 200), ("canbo-stc", False, 404)],
)
def test_the_file_to_print_from_is_for_who_prints(sign_in: str, seen: bool, status: int) -> None:  # noqa: FBT001 -- a case
    batch = papers_of(played()).get(file_name="bang-khen-bo-tinh-tat-ca-2021")
    listed = client_of(sign_in).get(reverse("papers", args=[played().pk]))
    file = client_of(sign_in).get(reverse("paper-file", args=[batch.pk, "pdf"]))
    assert ("04 bản in" in text_of(listed), file.status_code) == (seen, status)


def test_the_public_reads_each_certificate_and_not_the_file_to_print_from(client: Client) -> None:
    page = text_of(client.get(reverse("public-year", args=[played().pk])))
    entries = register_of(played())
    told = [f"{entry.award_name} năm 2021: {entry.subject}" in page for entry in entries]
    assert (all(told), "bản in" in page) == (True, False)


def test_a_paper_that_is_not_public_is_hidden_from_the_public(client: Client) -> None:
    paper = papers_of(played()).filter(is_public=False, pdf__isnull=False).first()
    assert paper is not None
    address = reverse("paper-file", args=[paper.pk, "pdf"])
    assert (client.get(address).status_code, client_of("thanhtra").get(address).status_code) == (
        404,
        200,
    )


def test_a_pdf_is_read_in_place_and_a_word_file_is_saved() -> None:
    paper = papers_of(played()).filter(docx__isnull=False, pdf__isnull=False).first()
    assert paper is not None
    client = client_of("thuky")
    served = {
        kind: client.get(reverse("paper-file", args=[paper.pk, kind]))["Content-Disposition"].split(
            ";"
        )[0]
        for kind in ("pdf", "docx")
    }
    assert served == {"pdf": "inline", "docx": "attachment"}


@pytest.mark.parametrize("name", [*OF_THE_YEAR, "journal"])
def test_no_page_needs_inline_script_or_style(name: str) -> None:
    response = client_of("banthidua").get(reverse(name, args=[played().pk]))
    inline = re.findall(r"<script>|<style|\sstyle=|\son[a-z]+=", response.content.decode())
    assert ("unsafe-inline" in response["Content-Security-Policy"], inline) == (False, [])


def test_a_journal_line_tells_deed_and_actor() -> None:
    page = text_of(
        client_of("thanhtra").get(reverse("journal", args=[played().pk]), {"mang": "awards"})
    )
    assert ("Ghi sổ khen thưởng" in page, "không khớp" in page) == (True, False)


def test_a_journal_line_names_units_and_findings() -> None:
    inspector, address = client_of("thanhtra"), reverse("journal", args=[played().pk])
    pages = [{"mang": "assessments", "trang": number} for number in range(1, 10)]
    told = "".join(text_of(inspector.get(address, page)) for page in pages)
    assert law.FINDINGS["doan-ket-guong-mau"] in told
    assert "đơn vị: BQL các KCN" in told
    assert re.findall(r"(?:đơn vị|loại): ([a-z-]+)[ ;]", told) == []


def test_a_citizen_is_led_to_what_is_public_with_the_sign_in_beside() -> None:
    page = Client().get("/", follow=True)
    assert page.redirect_chain == [(reverse("public"), 302)]
    assert f'href="{reverse("sign-in")}"' in page.content.decode()


def test_a_rank_is_written_alike_on_every_page() -> None:
    pages = [
        client_of("thuky").get(reverse(name, args=[played().pk])).content.decode()
        for name in ("year", "ranking")
    ]
    ranks = [re.findall(r'data-label="(?:Hạng|Xếp thứ)">(?:<b>)?(\d+)', html) for html in pages]
    assert sorted(ranks[0]) == sorted(ranks[1]) == [str(n) for n in range(1, 10)]


def test_the_whole_chain_is_recomputed_on_demand() -> None:
    page = text_of(client_of("thanhtra").get(reverse("journal", args=[played().pk]), {"kiem": "1"}))
    assert "Chuỗi nhật ký nguyên vẹn." in page
