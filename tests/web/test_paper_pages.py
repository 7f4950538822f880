"""The pages of printed ballots: who may see them, what each teller sees, and the whole way through."""

import re

import pytest
from django.test import Client
from django.urls import reverse

import cast
from apps.paper_votes import Count, a_list, on_paper, prepared
from thidua.apps.meetings.enums import Counting, Mode, Shape
from thidua.apps.meetings.models import Meeting, Motion
from web.evening import begin, conference, deed, nomination_on_the_table, opened, room, seats
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db

YES, NO = {"yes": "x"}, {"no": "x"}


@pytest.fixture
def meeting() -> Meeting:
    begin(conference())
    return conference()


def desk(motion: Motion) -> str:
    return reverse("paper-desk", args=[motion.pk])


def step(name: str, motion: Motion) -> str:
    return reverse(f"paper-{name}", args=[motion.pk])


def test_the_secretary_prepares_prints_opens_and_publishes_and_the_tellers_enter(
    meeting: Meeting,
) -> None:
    secretary, one, two = client_of("thuky"), client_of("canbo-stc"), client_of("canbo-snv")
    motion = nomination_on_the_table(meeting, Mode.PAPER)
    assert desk(motion) in secretary.get(room(meeting)).content.decode()
    people = [str(cast.officer(unit).pk) for unit in ("stc", "snv")]
    secretary.post(step("prepare", motion), {"printed": "15", "teller": people})
    printed = text_of(secretary.get(step("sheets", motion)))
    codes = list(motion.paper_ballots.values_list("code", flat=True))
    assert [code for code in codes if code not in printed] == []
    assert secretary.post(step("open", motion)).status_code == 302
    for teller in (one, two):
        for code in codes[:3]:
            sent = {"code": code.lower(), "mark-yes": "x"}
            assert teller.post(step("enter", motion), sent).status_code == 302
        teller.post(step("finish", motion))
    assert "Hai bản nhập khớp nhau từng phiếu." in text_of(secretary.get(desk(motion)))
    closing = secretary.post(step("close", motion), {"issued": "4"})
    assert closing.headers["Location"].endswith(f"#noi-dung-{motion.number}")
    motion.refresh_from_db()
    assert (motion.state, motion.issued, motion.returned, motion.yes) == ("closed", 4, 3, 3)


def test_nobody_but_the_secretary_and_the_two_tellers_finds_the_page(meeting: Meeting) -> None:
    count = on_paper(meeting)
    statuses = {
        who: client_of(who).get(desk(count.motion)).status_code
        for who in ("thuky", "banthidua", "canbo-stc", "canbo-snv", "thutruong-stc", "thanhtra")
    }
    assert [who for who, status in statuses.items() if status == 404] == [
        "thutruong-stc",
        "thanhtra",
    ]
    for name in ("sheets", "prepare", "open", "close"):
        teller = client_of("canbo-stc")
        reply = (
            teller.get(step(name, count.motion))
            if name == "sheets"
            else teller.post(step(name, count.motion))
        )
        assert reply.status_code == 404


def test_a_teller_sees_his_own_entries_and_never_the_other_s_before_both_are_done(
    meeting: Meeting,
) -> None:
    count = on_paper(meeting)
    mine, other = count.codes[:2]
    count.enter(0, mine, YES)
    count.enter(1, other, NO)
    page = text_of(client_of("canbo-stc").get(desk(count.motion)))
    assert (mine in page, other in page) == (True, False)
    assert other not in text_of(client_of("thuky").get(desk(count.motion)))


def test_the_room_leads_a_teller_to_his_sheet_and_nobody_else(meeting: Meeting) -> None:
    count = on_paper(meeting)
    linked = {
        who: desk(count.motion) in client_of(who).get(room(meeting)).content.decode()
        for who in ("canbo-stc", "canbo-snv", "thutruong-stc")
    }
    assert linked == {"canbo-stc": True, "canbo-snv": True, "thutruong-stc": False}


def test_a_difference_is_shown_with_both_readings_and_mended_with_a_reason(
    meeting: Meeting,
) -> None:
    count = on_paper(meeting)
    code = count.codes[0]
    count.reads(0, [YES])
    count.reads(1, [NO])
    teller = client_of("canbo-snv")
    shown = text_of(teller.get(desk(count.motion)))
    assert f"{code} Đồng ý Không đồng ý Sửa bản của tôi" in shown
    refused = teller.post(step("enter", count.motion), {"code": code, "mark-yes": "x"})
    assert (refused.status_code, "chưa ghi lý do sửa" in text_of(refused)) == (409, True)
    teller.post(step("enter", count.motion), {"code": code, "mark-yes": "x", "reason": "Nhầm ô"})
    assert "Hai bản nhập khớp nhau" in text_of(teller.get(desk(count.motion)))


@pytest.mark.parametrize("printed", ["", "muoi", "2", "9999999"])
def test_a_number_of_ballots_that_cannot_be_is_refused_on_the_page(
    meeting: Meeting, printed: str
) -> None:
    motion = nomination_on_the_table(meeting, Mode.PAPER)
    people = [str(cast.officer(unit).pk) for unit in ("stc", "snv")]
    reply = client_of("thuky").post(step("prepare", motion), {"printed": printed, "teller": people})
    assert reply.status_code == 409
    assert not motion.paper_ballots.exists()


def test_a_lone_ballot_is_warned_of_before_opening(meeting: Meeting) -> None:
    motion = nomination_on_the_table(meeting, Mode.MIXED)
    prepared(motion, on_paper=seats(meeting)[:1])
    assert "Chỉ có 01 phiếu giấy" in text_of(client_of("thuky").get(desk(motion)))


@pytest.mark.parametrize(
    ("shape", "counting", "entry"),
    [
        (Shape.EACH, Counting.VOTES, "Cả hai ô"),
        (Shape.CHOOSE, Counting.VOTES, "Có dấu"),
        (Shape.RANK, Counting.POINTS, "Thứ tự của"),
    ],
)
def test_every_kind_of_ballot_is_printed_and_entered(
    meeting: Meeting, shape: Shape, counting: Counting, entry: str
) -> None:
    motion = a_list(meeting, shape, counting)
    count = prepared(motion)
    opened(motion)
    labels = list(motion.options.values_list("label", flat=True))
    printed = text_of(client_of("thuky").get(step("sheets", motion)))
    assert [label for label in labels if label not in printed] == []
    assert entry in client_of("canbo-stc").get(desk(count.motion)).content.decode()


def test_the_page_costs_as_many_queries_for_many_ballots_as_for_few(
    meeting: Meeting, django_assert_max_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    count = on_paper(meeting)

    def cost(client: Client) -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(desk(count.motion))
        return len(seen)

    teller = client_of("canbo-stc")
    teller.get(desk(count.motion))
    count.enter(0, count.codes[0], YES)
    few = cost(teller)
    for code in count.codes[1:12]:
        count.enter(0, code, YES)
    assert cost(teller) == few


def test_a_list_is_put_on_the_table_and_its_result_told_line_by_line(meeting: Meeting) -> None:
    secretary = client_of("thuky")
    page = secretary.get(deed("meeting-list", meeting)).content.decode()
    award = re.findall(r'<option value="([\w-]+)"', page)[0]
    sent = {"award": award, "shape": "each", "counting": "votes"}
    assert secretary.post(deed("meeting-list", meeting), sent).status_code == 302
    motion = Motion.objects.get(meeting=meeting, kind="nominate_list")
    count: Count = prepared(motion)
    opened(motion)
    first = motion.options.order_by("place").first()
    count.both_read([{first.code: "yes"}] * len(seats(meeting)))
    count.closed(issued=len(seats(meeting)))
    told = text_of(secretary.get(deed("motion-matters", meeting, motion.number)))
    assert f"{first.label} 09 00 00 Được chọn" in told


def test_a_way_of_counting_that_the_ballot_does_not_have_is_refused(meeting: Meeting) -> None:
    secretary = client_of("thuky")
    award = meeting.bloc_year.slots.first().award
    sent = {"award": award, "shape": "each", "counting": "points"}
    reply = secretary.post(deed("meeting-list", meeting), sent)
    assert (reply.status_code, "không hợp với loại phiếu" in text_of(reply)) == (409, True)


def test_reservations_and_acclamation_are_recorded_on_the_motion_s_page(meeting: Meeting) -> None:
    from web.evening import report_on_the_table

    motion = opened(report_on_the_table(meeting, Mode.COUNTED))
    secretary = client_of("thuky")
    address = deed("motion-act", meeting, motion.number)
    seat = seats(meeting)[1]
    secretary.post(
        address, {"step": "reserve", "seat": str(seat.pk), "text": "Thiếu số liệu quý IV"}
    )
    secretary.post(address, {"step": "acclaim", "asked_by": "Chủ tọa (minh họa)"})
    shown = text_of(client_of("thutruong-stc").get(deed("motion-matters", meeting, motion.number)))
    assert "Chủ tọa (minh họa) hỏi, không ai có ý kiến khác." in shown
    assert f"{seat} : Thiếu số liệu quý IV" in shown
    stranger = client_of("thutruong-stc").post(
        address, {"step": "reserve", "seat": str(seat.pk), "text": "X"}
    )
    assert stranger.status_code in {403, 409}


def test_the_rule_for_equals_is_set_beside_the_rule_of_the_vote(meeting: Meeting) -> None:
    secretary = client_of("thuky")
    address = reverse("revote", args=[meeting.bloc_year_id, "elect_lead"])
    sent = {
        "max_rounds": "2", "goes_on": "tied", "when": "same_meeting", "tie": "lot",
        "provision": "Điều 9 Quy chế (minh họa)", "rule_status": "illustrative",
    }  # fmt: skip
    assert secretary.post(address, sent).status_code == 302
    rules = text_of(secretary.get(reverse("rules", args=[meeting.bloc_year_id])))
    assert "bằng phiếu thì rút thăm (minh họa)" in rules
    assert secretary.post(address, sent | {"tie": ""}).status_code == 422
