"""Nominations on the screen: votes, verdicts with their articles, steps, and who may act."""

import re
from collections.abc import Iterable
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

import cast
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Nomination
from thidua.apps.awards.queries import nominations_of
from thidua.apps.meetings.enums import Mode
from thidua.apps.units.models import BlocYear
from thidua.web.verdicts import Judged, reading
from web.confirming import confirm
from web.evening import begin, conference, deed, nomination_on_the_table, opened, seats
from web.pages import client_of, messages_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_the_evening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages' clock stand on the day of the conference: papers cite that day's law."""
    monkeypatch.setattr("thidua.web.shell.clock", lambda: cast.AT)


def listing(year: BlocYear) -> str:
    return reverse("nominations", args=[year.pk])


def one(nomination: Nomination) -> str:
    return reverse("nomination", args=[nomination.pk])


def carried() -> Nomination:
    """A nomination of the practice year, whose conference has been closed."""
    meeting = conference()
    begin(meeting)
    motion = opened(nomination_on_the_table(meeting, Mode.COUNTED))
    figures = {"issued": 9, "returned": 9, "invalid": 0, "yes": 9, "no": 0, "abstain": 0}
    client_of("thuky").post(
        deed("motion-count", meeting, motion.number),
        {f"count-{name}": str(value) for name, value in figures.items()},
    )
    client_of("thuky").post(deed("meeting-close", meeting), {"discussion": ""})
    return Nomination.objects.select_related("bloc_year").get(motion=motion)


def test_the_list_shows_each_award_with_votes_verdict_and_decision() -> None:
    html = client_of("canbo-stc").get(listing(cast.played())).content.decode()
    groups = re.findall(r"<h2>([^<]+)</h2>", html)
    assert groups == [
        "Cờ thi đua của Chính phủ",
        "Cờ thi đua của Ủy ban nhân dân tỉnh Nam Định",
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Nam Định",
    ]
    rows = html.split("<tbody>")[1].split("</tbody>")[0]
    assert re.findall(r'<td class="num"[^>]*>(\d+)</td>', rows) == ["1", "09", "00", "09"]


def test_counts_by_state_lead_to_the_filtered_list() -> None:
    page = client_of("thanhtra").get(listing(cast.played()) + "?tinh-trang=proposed")
    counts = re.findall(r">([^<>]+) <b>(\d+)</b>", page.content.decode())
    assert counts[0] == ("Tất cả", "07")
    assert counts[-1] == ("Đã có quyết định", "07")
    assert "Không có đề nghị nào ở bước này." in text_of(page)


@pytest.mark.parametrize("sign_in", ["canbo-stc", "thuky", "banthidua", "thanhtra"])
def test_a_verdict_unfolds_into_every_standard_with_its_article(sign_in: str) -> None:
    for nomination in nominations_of(cast.played()):
        html = client_of(sign_in).get(one(nomination)).content.decode()
        shown = re.findall(r'<span class="standard-law soft small">([^<]+)</span>', html)
        told = [text for s in nomination.verdict["standards"] for text in cited(s)]
        assert sorted(shown) == sorted(told)


def cited(standard: dict[str, object]) -> list[str]:
    routes = standard["routes"]
    assert isinstance(routes, list)
    own = [standard["citation"]["text"]] if standard["citation"]["text"] else []
    return own + [text for route in routes for text in cited(route)]


def test_what_blocks_stands_before_what_is_met_and_the_nearest_way_first() -> None:
    for nomination in nominations_of(cast.played()):
        laid_out = reading(nomination.verdict)
        assert in_turn(laid_out.standards) == sorted(in_turn(laid_out.standards))
        for standard in laid_out.standards:
            if standard.head.startswith("Đạt một trong"):
                assert in_turn(standard.routes) == sorted(in_turn(standard.routes), reverse=True)


def in_turn(standards: Iterable[Judged]) -> list[int]:
    return [["not_met", "unknown", "met"].index(s.told["outcome"]) for s in standards]


def test_each_article_leads_to_the_award_by_the_law_of_the_verdict_s_day() -> None:
    nomination = nominations_of(cast.played())[0]
    page = client_of("canbo-stc").get(one(nomination))
    for standard in nomination.verdict["standards"]:
        text, id_ = standard["citation"]["text"], standard["id"]
        link = f'href="/luat/{nomination.award}/?ngay=17%2F12%2F2021#{id_}">{text}</a>'
        assert link in page.content.decode()
    assert "Chế độ theo Luật Thi đua, khen thưởng năm 2003" in text_of(page)
    assert "vn-2003" not in text_of(page)


def test_a_verdict_by_rules_no_longer_shipped_is_still_read() -> None:
    kept = {**nominations_of(cast.played())[0].verdict, "rulebook": "xx-1990", "award": "da-bo"}
    laid_out = reading(kept)
    assert (laid_out.regime, laid_out.href) == ("xx-1990", "")
    assert {s.href for s in laid_out.standards} == {""}


def test_a_source_somebody_typed_is_no_link_unless_it_is_an_address() -> None:
    confirm(source="javascript:alert(1)")
    year = cast.played()
    address = reverse("check", args=[year.pk, "co-thi-dua-bo-tinh", cast.seat(year, "stc").pk])
    html = client_of("banthidua").get(address).content.decode()
    assert html.count("javascript:") == 2
    assert 'href="javascript:' not in html


def test_the_numbers_of_an_award_warn_and_cut_nothing() -> None:
    page = text_of(client_of("canbo-stc").get(listing(cast.played())))
    assert "Khối đề nghị 01 , được giao tối đa 01" in page
    assert "đã đề nghị 01 , tỷ lệ cho phép 00 , tính trên 03 đề nghị" in page
    assert "Vượt 01 so với tỷ lệ." in page
    assert "khoản 1 Điều 11 Nghị định số 91/2017/NĐ-CP" in page
    assert page.count("Chỉ để nhắc") == 1


def test_what_the_law_text_was_not_checked_for_is_marked_unverified() -> None:
    for nomination in nominations_of(cast.played()):
        html = client_of("thanhtra").get(one(nomination)).content.decode()
        marks = html.count('title="Chưa đối chiếu với văn bản gốc"')
        assert marks == sum(unverified(s) for s in nomination.verdict["standards"])


def unverified(standard: dict[str, object]) -> int:
    citation, routes = standard["citation"], standard["routes"]
    own = bool(citation["text"]) and not citation["verified"]
    return own + sum(unverified(route) for route in routes)


def test_what_is_missing_and_who_settles_it_is_said() -> None:
    unknown = nominations_of(cast.played()).filter(outcome="unknown").first()
    assert unknown is not None
    page = text_of(client_of("canbo-stc").get(one(unknown)))
    assert "Chưa đủ căn cứ" in page
    assert "Còn thiếu:" in page
    assert "Bổ sung hoặc kết luận:" in page


def test_a_decided_nomination_leads_to_its_line_in_the_register() -> None:
    nomination = nominations_of(cast.played())[0]
    html = client_of("canbo-stc").get(one(nomination)).content.decode()
    assert reverse("entry", args=[nomination.entry.pk]) in html
    assert html.count('class="way-done"') == 5


@pytest.mark.usefixtures("on_the_evening")
def test_only_the_secretary_hands_in_and_only_what_there_is() -> None:
    year = carried().bloc_year
    address = reverse("nominations-submit", args=[year.pk])
    assert client_of("canbo-stc").post(address).status_code == 403
    secretary = client_of("thuky")
    assert messages_of(secretary.post(address)) == [
        "Đã trình các đề nghị của khối và lưu tờ trình."
    ]
    again = secretary.post(address)
    assert again.status_code == 409
    assert "Khối chưa có đề nghị khen thưởng nào để trình." in text_of(again)


@pytest.mark.usefixtures("on_the_evening")
def test_a_nomination_goes_from_the_bloc_to_the_register_by_the_buttons_of_its_pages() -> None:
    nomination = carried()
    year = nomination.bloc_year
    client_of("thuky").post(reverse("nominations-submit", args=[year.pk]))
    hold_council(year)
    nomination.refresh_from_db()
    assert nomination.state == NominationState.APPROVED
    form = {
        "number": "09/QĐ-TTg-MH", "signed_on": "20/05/2022", "issuer": "Thủ tướng Chính phủ",
        "signer_post": "Thủ tướng", "signer": "Nguyễn Văn Mẫu (minh họa)", "word": "ban hanh",
    }  # fmt: skip
    address = reverse("decision", args=[year.pk, nomination.award])
    assert client_of("canbo-stc").get(address).status_code == 404
    wrong = client_of("kyduyet").post(address, form | {"word": "đồng ý"})
    assert wrong.status_code == 422
    assert 'value="09/QĐ-TTg-MH"' in wrong.content.decode()
    client_of("kyduyet").post(address, form)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.decision.provenance) == ("decided", "illustrative")
    assert nomination.entry.decision.number == "09/QĐ-TTg-MH"


def hold_council(year: BlocYear) -> None:
    """Call the council, take the roll, vote the only nomination through, all by pages."""
    board, room = client_of("banthidua"), [year.pk, "hoi-dong"]
    call = {
        "title": "Họp Hội đồng", "place": "Phòng họp", "day": "20/01/2022", "hour": "08:00",
        "chair": "Chủ tịch (minh họa)", "chair_post": "Chủ tịch Hội đồng", "secretary": "Thư ký",
        "agenda": "Xét khen thưởng",
    }  # fmt: skip
    board.post(reverse("meeting-call", args=room), call)
    meeting = year.meetings.get(kind="council")
    roll = {f"presence-{seat.pk}": "present" for seat in meeting.seats.all()}
    board.post(reverse("meeting-attendance", args=room), roll)
    board.post(reverse("meeting-open", args=room))
    html = board.get(reverse("council", args=[year.pk])).content.decode()
    topic = re.findall(r'name="topic" value="([^"]+)"', html)
    board.post(reverse("meeting-table", args=room), {"topic": topic[0], "mode": "counted"})
    board.post(reverse("motion-open", args=[*room, 1]))
    n = str(len(seats(meeting)))
    figures = {"issued": n, "returned": n, "invalid": "0", "yes": n, "no": "0", "abstain": "0"}
    board.post(
        reverse("motion-count", args=[*room, 1]),
        {f"count-{name}": value for name, value in figures.items()},
    )


@pytest.mark.usefixtures("on_the_evening")
def test_the_council_result_is_not_recorded_before_the_council_has_voted() -> None:
    nomination = carried()
    client_of("thuky").post(reverse("nominations-submit", args=[nomination.bloc_year_id]))
    page = client_of("banthidua").post(reverse("nomination-council", args=[nomination.pk]))
    assert page.status_code == 409
    assert "Hội đồng chưa có kết quả biểu quyết về đề nghị này." in text_of(page)


def test_the_check_says_which_day_s_law_it_asked_and_refuses_a_day_that_is_none() -> None:
    year = cast.played()
    address = reverse("check", args=[year.pk, "bang-khen-bo-tinh", cast.seat(year, "stc").pk])
    client = client_of("canbo-stc")
    assert "Xét theo quy định có hiệu lực ngày 17/12/2021" in text_of(client.get(address))
    wrong = text_of(client.get(address + "?ngay=31/02/2022"))
    assert "“31/02/2022” không phải là một ngày hợp lệ" in wrong
    no_law = text_of(client.get(address + "?ngay=01/01/1990"))
    assert "01/01/1990" in no_law.split("Xét lại")[1]
    assert "Kết luận theo luật" not in no_law


def test_the_list_goes_to_excel_with_the_marks_of_what_is_made_up_or_unchecked() -> None:
    answer = client_of("canbo-stc").get(listing(cast.played()) + "?tai=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    told = [(row[1], row[2], row[4], row[5], row[10]) for row in rows[1:3]]
    assert told == [
        ("Sở Kế hoạch và Đầu tư", 9, 9, "Đủ tiêu chuẩn (chưa kiểm chứng)", "minh họa"),
        (
            "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh", 8, 9,
            "Đủ tiêu chuẩn (chưa kiểm chứng)", "minh họa",
        ),
    ]  # fmt: skip
