"""Before something in a meeting is done for good the page says what that would mean."""

import re

import pytest
from django.urls import reverse

import cast
from apps.council import in_session
from thidua.apps.meetings.enums import MeetingState, Mode
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.people.models import Account
from web.evening import (
    begin,
    conference,
    deed,
    nomination_on_the_table,
    opened,
    report_on_the_table,
    room,
    seats,
    vote,
)
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return conference()


def cockpit(meeting: Meeting) -> str:
    return client_of("thuky").get(room(meeting)).content.decode()


def counted(meeting: Meeting, motion: Motion, yes: int, **votes: int) -> None:
    """Enter what the tellers counted of nine ballots."""
    figures = {"issued": 9, "returned": 9, "invalid": 0, "yes": yes, "no": 9 - yes, "abstain": 0}
    posted = {f"count-{name}": str(figure) for name, figure in (figures | votes).items()}
    client_of("thuky").post(deed("motion-count", meeting, motion.number), posted)


def elect(meeting: Meeting, unit: str) -> None:
    table = deed("meeting-table", meeting)
    client_of("thuky").post(table, {"topic": "election", "mode": "counted"})
    motion = opened(meeting.motions.order_by("number").last())
    none = dict.fromkeys(motion.options.values_list("code", flat=True), 0)
    counted(meeting, motion, 9, **none | {unit: 9})


def test_closing_a_vote_says_first_how_many_have_voted(meeting: Meeting) -> None:
    begin(meeting, absent=1)
    motion = opened(nomination_on_the_table(meeting))
    assert "00/08 phiếu đã bỏ. Chưa ai bỏ phiếu" in text_of(client_of("thuky").get(room(meeting)))
    vote(motion, {seat.pk: "yes" for seat in seats(meeting)[:3]})
    part = client_of("thuky").get(f"{deed('meeting-pulse', meeting)}?phieu")
    assert text_of(part).strip() == ("03/08 phiếu đã bỏ. Ai chưa bỏ phiếu sẽ không bỏ được nữa.")


def test_a_report_voted_down_is_put_to_the_vote_again_beside_the_first(meeting: Meeting) -> None:
    begin(meeting)
    first = opened(report_on_the_table(meeting, Mode.COUNTED))
    assert 'value="report"' not in cockpit(meeting)
    counted(meeting, first, 2)
    assert "Lần trước không thông qua; biểu quyết lại" in cockpit(meeting)
    client_of("thuky").post(deed("meeting-table", meeting), {"topic": "report", "mode": "counted"})
    counted(meeting, opened(meeting.motions.get(number=2)), 9)
    results = list(meeting.motions.order_by("number").values_list("kind", "carried"))
    assert results == [("adopt_report", False), ("adopt_report", True)]
    assert 'value="report"' not in cockpit(meeting)


def test_opening_says_first_who_is_there_and_whether_that_will_do(meeting: Meeting) -> None:
    page = text_of(client_of("thuky").get(room(meeting)))
    assert "Có mặt 00/09, chưa đủ thành phần: cần 07 mới biểu quyết được." in page
    assert "Đưa ra" not in page
    begin(meeting)
    assert "Đưa ra biểu quyết" in cockpit(meeting)


def test_closing_the_meeting_lists_first_what_is_left_open(meeting: Meeting) -> None:
    begin(meeting)
    counted(meeting, opened(report_on_the_table(meeting, Mode.COUNTED)), 9)
    counted(meeting, opened(nomination_on_the_table(meeting, Mode.COUNTED)), 9)
    listed = cockpit(meeting).split("Còn bỏ ngỏ")[1].split("</ul>")[0]
    assert re.findall(r"<li>(.+?)</li>", listed) == [
        "Cờ thi đua của Ủy ban nhân dân tỉnh Nam Định: mới chọn 00/02.",
        "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Nam Định: mới chọn 00/04.",
        "Chưa bầu được Khối trưởng năm 2022.",
        "Giao ước thi đua năm 2022 chưa được thông qua.",
    ]


def test_the_next_year_can_still_be_opened_once_the_meeting_is_closed(meeting: Meeting) -> None:
    begin(meeting)
    elect(meeting, "snv")
    client = client_of("thuky")
    client.post(deed("meeting-close", meeting), {"discussion": ""})
    meeting.refresh_from_db()
    address = reverse("agreement-next", args=[meeting.bloc_year_id])
    assert (meeting.state, address in cockpit(meeting)) == (MeetingState.CLOSED, True)
    client.post(address, {"text": "Điều 1. Thi đua\nHoàn thành nhiệm vụ."})
    following = meeting.bloc_year.bloc.years.get(year=2022)
    assert following.memberships.get(position="lead").unit.code == "snv"
    assert address not in cockpit(meeting)


def chosen_mode(html: str) -> list[str]:
    return re.findall(r'name="mode" value="(\w+)" checked', html)


def test_paper_is_proposed_where_not_everybody_could_vote_on_a_phone(meeting: Meeting) -> None:
    begin(meeting)
    assert chosen_mode(cockpit(meeting)) == ["electronic"]
    Account.objects.filter(person=seats(meeting)[0].person).delete()
    assert chosen_mode(cockpit(meeting)) == ["counted"]


def test_paper_is_proposed_to_the_council() -> None:
    year = cast.before_conference()
    in_session(year)
    page = client_of("banthidua").get(reverse("council", args=[year.pk]))
    assert chosen_mode(page.content.decode()) == ["counted"]
