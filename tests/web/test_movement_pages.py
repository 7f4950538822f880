"""Pages of movements, the library, the board and news: who sees what, forms, refusals, queries."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import cast
from movement_samples import (
    RESULT,
    TEXT,
    document,
    joined,
    picture,
    png,
    publish,
    reviewed,
    share,
    start,
    unit,
    write,
)
from thidua.apps.campaigns.enums import Level, MovementState, ReviewStage
from thidua.apps.campaigns.models import Directive, Movement, News, Photo, Practice
from thidua.apps.campaigns.services import movement_report, practice_remark
from thidua.apps.filing.base import read_upload
from web.pages import client_of, stranger, text_of

pytestmark = pytest.mark.django_db

OFFICE, SECRETARY, OFFICER = "banthidua", "thuky", "canbo-stc"
LISTS = ["movements", "movement-tree", "library", "board", "news"]
EMPTY = dict.fromkeys(
    (
        "form", "launcher", "period", "starts_on", "ends_on", "departs", "goal", "scope", "subjects",
        "content", "criteria", "plan", "launch_number", "launched_on", "launch_place", "parent",
        "directive",
    ),
    "",
)  # fmt: skip


def at(name: str, *more: object) -> str:
    return reverse(name, args=[cast.played().pk, *more])


def photo_file(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.png", content or png())


@pytest.mark.parametrize("name", LISTS)
def test_whoever_belongs_to_the_year_reads_and_a_stranger_does_not(name: str) -> None:
    assert client_of(OFFICER).get(at(name)).status_code == 200
    assert stranger().get(at(name)).status_code == 404


def test_a_unit_launches_its_own_movement_under_the_province_s() -> None:
    above = start(Level.AUTHORITY)
    sent = {**EMPTY, "level": "unit", "title": "Thi đua của Sở", "parent": str(above.pk)}
    response = client_of(OFFICER).post(at("movement"), sent)
    made = Movement.objects.get(title="Thi đua của Sở")
    assert (response.status_code, made.unit, made.parent) == (302, unit(), above)


def test_a_unit_is_not_offered_the_bloc_s_or_the_province_s_level() -> None:
    sent = {**EMPTY, "level": "authority", "title": "Của tỉnh"}
    response = client_of(OFFICER).post(at("movement"), sent)
    assert (response.status_code, Movement.objects.filter(title="Của tỉnh").count()) == (422, 0)


def test_a_period_beyond_the_parent_s_comes_back_with_what_to_do() -> None:
    above = start(Level.AUTHORITY)
    sent = {
        **EMPTY, "level": "unit", "title": "Kéo dài", "parent": str(above.pk), "ends_on": "31/12/2026",
    }  # fmt: skip
    response = client_of(OFFICER).post(at("movement"), sent)
    assert response.status_code == 409
    assert "Kết thúc sau phong trào cấp trên (31/12/2025)" in text_of(response)


def test_the_list_counts_each_state_and_filters_by_it() -> None:
    reviewed(start(), ReviewStage.MIDWAY)
    page = text_of(client_of(OFFICER).get(at("movements") + "?trang-thai=mid_reviewed"))
    assert "Đã sơ kết 01" in page
    assert page.count("Thi đua chuyển đổi số") == 1
    assert "Thi đua đẩy mạnh cải cách hành chính" not in page


def test_a_movement_s_page_leads_up_and_down() -> None:
    nation = start()
    province = start(Level.AUTHORITY, parent=nation)
    own = start(Level.UNIT, cast.officer("stc"), parent=province)
    page = client_of(OFFICER).get(at("movement-page", province.pk)).content.decode()
    assert at("movement-page", nation.pk) in page
    assert at("movement-page", own.pk) in page


def test_a_unit_joins_tells_its_result_and_adds_a_photo_by_pages() -> None:
    movement, client = start(), client_of(OFFICER)
    client.post(at("movement-join", movement.pk), {"on": "17/12/2021", "plan": "Ba việc"})
    told = {
        "told_on": "17/12/2021", "paper_number": "", "words": "Xong ba việc",
        "figures": "Hồ sơ: 1.250 hồ sơ", "models_found": "",
    }  # fmt: skip
    client.post(at("movement-report", movement.pk, "tong-ket"), told)
    (outcome,) = movement.outcomes.all()
    sent = {"file": photo_file(), "caption": "Ra quân", "alt": "Đoàn viên xếp hàng"}
    client.post(at("outcome-photo", outcome.pk), sent)
    page = client.get(at("movement-page", movement.pk))
    (photo,) = Photo.objects.all()
    assert "1.250 hồ sơ" in text_of(page)
    assert f'src="{at("photo", photo.pk)}" alt="Đoàn viên xếp hàng"' in page.content.decode()


def test_a_photo_is_served_as_the_picture_it_is_and_nothing_else() -> None:
    photo = picture(share(), read_upload("a.png", png()))
    response = client_of("canbo-snv").get(at("photo", photo.pk))
    said = [response[name] for name in ("Content-Type", "X-Content-Type-Options")]
    assert said == ["image/png", "nosniff"]
    elsewhere = reverse("photo", args=[cast.before_scoring().pk, photo.pk])
    assert client_of(OFFICER).get(elsewhere).status_code == 404


def test_a_page_sent_as_a_photo_is_refused_in_words() -> None:
    practice = share()
    sent = {"file": photo_file(b"<html>"), "caption": "x", "alt": "y"}
    response = client_of(OFFICER).post(at("practice-photo", practice.pk), sent)
    assert (response.status_code, Photo.objects.count()) == (409, 0)
    assert "Không nhận tệp" in text_of(response)


def test_who_does_not_steer_a_movement_finds_none_of_its_forms() -> None:
    movement, client = start(), client_of(OFFICER)
    for name in ("movement-amend", "movement-close"):
        assert client.get(at(name, movement.pk)).status_code == 404
    assert client.get(at("movement-review", movement.pk, "so-ket")).status_code == 404


def test_the_board_reviews_and_closes_a_movement_by_pages() -> None:
    movement, client = start(), client_of(OFFICE)
    told = {
        "told_on": "17/12/2021", "paper_number": "9/BC", "words": "Tốt", "figures": "",
        "models_found": "Một cửa",
    }  # fmt: skip
    client.post(at("movement-review", movement.pk, "tong-ket"), told)
    client.post(at("movement-close", movement.pk), {"on": "17/12/2021", "reason": ""})
    assert Movement.objects.get(pk=movement.pk).state == MovementState.CLOSED
    assert "Một cửa" in text_of(client.get(at("movement-page", movement.pk)))


def test_the_board_changes_a_movement_with_what_it_said_before_in_the_form() -> None:
    movement, client = start(), client_of(OFFICE)
    form = client.get(at("movement-amend", movement.pk)).content.decode()
    assert 'value="31/12/2025"' in form
    client.post(
        at("movement-amend", movement.pk), {**EMPTY, "title": "Tên mới", "reason": "đổi tên"}
    )
    assert Movement.objects.get(pk=movement.pk).title == "Tên mới"


def test_the_library_finds_without_accents_and_marks_what_nobody_has_read() -> None:
    page = text_of(client_of(OFFICER).get(at("library") + "?tim=hoc tap ho chi minh"))
    assert "05-CT/TW" in page
    assert "34-CT/TW" not in page
    assert "chưa kiểm chứng" in page.lower()


def test_the_office_records_completes_and_replaces_an_instrument_by_pages() -> None:
    client = client_of(OFFICE)
    given = {
        "number": "9/KH-MH", "issued_on": "01/03/2021", "issuer": "UBND tỉnh",
        "title": "Kế hoạch thử",
    }  # fmt: skip
    client.post(at("instrument-record"), given)
    paper = Directive.objects.get(number="9/KH-MH")
    more = {
        "kind": "plan", "valid_from": "", "valid_to": "", "link": "", "status": "unverified",
        "seen_where": "", "file": SimpleUploadedFile("kh.pdf", b"%PDF-1.7"),
    }  # fmt: skip
    client.post(at("instrument-amend", paper.pk), more)
    later = document("10/KH-MH", date(2021, 6, 1))
    client.post(at("instrument-replace", paper.pk), {"on": "01/06/2021", "by": str(later.pk)})
    assert Directive.objects.get(pk=paper.pk).replaced_by == later
    file = client.get(at("instrument-file", paper.pk))
    assert file["Content-Disposition"] == 'attachment; filename="kh.pdf"'


def test_who_does_not_keep_the_library_finds_none_of_its_forms() -> None:
    paper, client = document("11/KH-MH"), client_of(SECRETARY)
    assert client.get(at("instrument-record")).status_code == 404
    assert client.get(at("instrument-amend", paper.pk)).status_code == 404


def test_a_target_tied_to_a_movement_is_told_there_and_on_the_thread_of_its_article() -> None:
    movement, client = start(), client_of(SECRETARY)
    target = cast.played().targets.select_related("article")[0]
    client.post(at("tie", "phong-trao", movement.pk), {"resting": str(target.pk)})
    assert target.code in text_of(client.get(at("movement-page", movement.pk)))
    thread = text_of(client.get(at("article", target.article_id)))
    assert "Phong trào thi đua Thi đua chuyển đổi số" in thread


def test_what_is_tied_by_mistake_is_taken_back_by_page() -> None:
    movement, client = start(), client_of(SECRETARY)
    target = cast.played().targets.all()[0]
    client.post(at("tie", "phong-trao", movement.pk), {"resting": str(target.pk)})
    (tie,) = movement.ties.all()
    client.post(at("untie", tie.pk), {"reason": "nhầm"})
    assert movement.ties.count() == 0


def test_a_unit_shares_and_another_remarks_and_adopts_by_pages() -> None:
    sent = {"title": "Một cửa", "words": "Ba bước", "movement": "", "initiative": ""}
    client_of(OFFICER).post(at("practice-share"), sent)
    (practice,) = Practice.objects.all()
    other = client_of("canbo-snv")
    other.post(at("practice", practice.pk), {"words": "Rất hay"})
    other.post(at("practice-adopt", practice.pk), {"on": "17/12/2021", "result": "Nhanh hơn"})
    page = text_of(client_of(OFFICER).get(at("practice", practice.pk)))
    assert "Rất hay" in page
    assert "Nhanh hơn" in page


def test_an_empty_remark_comes_back_with_what_is_missing() -> None:
    response = client_of("canbo-snv").post(at("practice", share().pk), {"words": " "})
    assert response.status_code == 409
    assert "Chưa ghi ý kiến" in text_of(response)


def test_the_secretary_takes_a_practice_off_and_only_they_see_it_then() -> None:
    practice = share()
    client_of(SECRETARY).post(at("practice-hide", practice.pk), {"reason": "trùng"})
    assert client_of(OFFICER).get(at("practice", practice.pk)).status_code == 404
    assert "trùng" in text_of(client_of(SECRETARY).get(at("practice", practice.pk)))
    assert client_of(OFFICER).get(at("practice-hide", practice.pk)).status_code == 404


def test_news_is_public_after_the_typed_word_only(client: Client) -> None:
    news, secretary = write(), client_of(SECRETARY)
    wrong = secretary.post(at("news-publish", news.pk), {"word": "ừ"})
    assert (wrong.status_code, News.objects.get(pk=news.pk).state) == (422, "draft")
    assert client.get(reverse("public-news-one", args=[news.pk])).status_code == 404
    secretary.post(at("news-publish", news.pk), {"word": "CÔNG BỐ"})
    assert "Khối ra quân" in text_of(client.get(reverse("public-news")))
    assert client.get(reverse("public-news-one", args=[news.pk])).status_code == 200


def test_a_draft_of_news_is_seen_by_its_writer_alone() -> None:
    write("Chưa công bố")
    assert "Chưa công bố" not in text_of(client_of(OFFICER).get(at("news")))
    assert "Chưa công bố" in text_of(client_of(SECRETARY).get(at("news")))
    assert client_of(OFFICER).get(at("news-write")).status_code == 404


def test_a_correction_is_published_in_the_place_of_the_earlier_news(client: Client) -> None:
    news = publish(write())
    sent = {"title": "Khối ra quân", "words": "Mười đơn vị.", "reason": "nhầm", "word": "công bố"}
    client_of(SECRETARY).post(at("news-correct", news.pk), sent)
    shown = text_of(client.get(reverse("public-news")))
    assert shown.count("Khối ra quân") == 1
    assert client.get(reverse("public-news-one", args=[news.pk])).status_code == 404


def cost(address: str) -> int:
    client = client_of(OFFICER)
    with CaptureQueriesContext(connection) as told:
        response: HttpResponse = client.get(address)
    assert response.status_code == 200
    return len(told)


def fill(count: int, first: int) -> None:
    above = Movement.objects.filter(code="thu-0").first()
    for number in range(first, first + count):
        movement = start(
            Level.AUTHORITY if above else Level.NATION, parent=above, code=f"thu-{number}"
        )
        above = above or movement
        part = joined(movement)
        movement_report(
            participation=part, stage=ReviewStage.MIDWAY, result=RESULT,
            actor=cast.officer("stc"), at=cast.AT,
        )  # fmt: skip
        document(f"{number}/THU")
        practice = share()
        picture(practice, read_upload("a.png", png()))
        practice_remark(
            practice=practice, membership=cast.seat(cast.played(), "snv"), words="hay",
            actor=cast.officer("snv"), at=cast.AT,
        )  # fmt: skip
        publish(write())


def test_the_pages_cost_the_same_at_any_number() -> None:
    fill(2, 0)
    addresses = [*map(at, LISTS), reverse("public-news")]
    few = [cost(address) for address in addresses]
    fill(6, 2)
    assert [cost(address) for address in addresses] == few


def test_a_movement_s_page_costs_the_same_for_any_number_that_take_part() -> None:
    movement = start()
    told_of(movement, "stc")
    few = cost(at("movement-page", movement.pk))
    for code in ("snv", "skhcn", "snv"):
        told_of(movement, code)
    assert cost(at("movement-page", movement.pk)) == few


def told_of(movement: Movement, code: str) -> None:
    part = movement.participations.filter(unit__code=code).first() or joined(movement, code)
    movement_report(
        participation=part, stage=ReviewStage.MIDWAY, result=RESULT, actor=cast.officer(code),
        at=cast.AT,
    )  # fmt: skip


def test_no_page_of_movements_needs_a_script() -> None:
    page = client_of(OFFICER).get(at("movements")).content.decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert TEXT.title not in page
