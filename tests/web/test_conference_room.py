"""The meeting room: who may act there, what is refused in place, what a result says."""

import re

import pytest
from django.urls import reverse

import cast
from thidua.apps.awards.models import Nomination
from thidua.apps.meetings.enums import MeetingState, Mode, MotionState, Presence
from thidua.apps.meetings.models import Meeting, Motion
from web.evening import (
    CONFERENCE,
    begin,
    conference,
    deed,
    nomination_on_the_table,
    opened,
    report_on_the_table,
    room,
    seats,
    sign_in_of,
)
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return conference()


def forms_in(html: str) -> list[str]:
    inside = html.split('<main id="main"')[1]
    return re.findall(r'<form[^>]*action="([^"]+)"', inside)


@pytest.mark.parametrize(
    "sign_in", ["canbo-stc", "thutruong-snv", "hoidong", "thanhtra", "kyduyet"]
)
def test_who_does_not_run_the_meeting_sees_the_room_without_forms(
    meeting: Meeting, sign_in: str
) -> None:
    begin(meeting)
    opened(nomination_on_the_table(meeting))
    html = client_of(sign_in).get(room(meeting)).content.decode()
    assert forms_in(html) == []


@pytest.mark.parametrize("name", ["meeting-open", "meeting-close", "meeting-attendance"])
def test_a_member_who_posts_a_deed_of_the_secretary_is_refused_with_the_reason(
    meeting: Meeting, name: str
) -> None:
    seat = seats(meeting)[0]
    response = client_of("canbo-stc").post(
        deed(name, meeting), {f"presence-{seat.pk}": Presence.PRESENT}
    )
    assert response.status_code == 403
    assert "Việc này dành cho: thư ký khối" in text_of(response)


def test_attendance_of_the_whole_roll_is_recorded_at_once(meeting: Meeting) -> None:
    roll = seats(meeting)
    posted = {f"presence-{seat.pk}": Presence.PRESENT.value for seat in roll}
    posted |= {
        f"presence-{roll[2].pk}": Presence.PROXY.value,
        f"mandate-{roll[2].pk}": "Giấy ủy quyền số 05/GUQ ngày 15/12/2021",
        f"presence-{roll[3].pk}": Presence.ABSENT.value,
    }
    client_of("thuky").post(deed("meeting-attendance", meeting), posted)
    recorded = [seat.presence for seat in seats(meeting)]
    assert recorded == ["present", "present", "proxy", "absent", *["present"] * 5]


def test_a_proxy_without_a_mandate_is_refused_beside_the_name_and_stays_chosen(
    meeting: Meeting,
) -> None:
    first, second = seats(meeting)[:2]
    posted = {f"presence-{first.pk}": "proxy", f"presence-{second.pk}": "present"}
    response = client_of("thuky").post(deed("meeting-attendance", meeting), posted)
    row = response.content.decode().split(f'name="presence-{first.pk}"')[1].split("</li>")[0]
    assert response.status_code == 409
    assert re.findall(r'value="(\w+)" selected', row) == ["proxy"]
    assert "người được ủy quyền dự họp phải có giấy ủy quyền" in row
    assert [seat.presence for seat in seats(meeting)[:2]] == ["absent", "present"]


def test_a_question_is_not_opened_before_the_meeting(meeting: Meeting) -> None:
    motion = nomination_on_the_table(meeting)
    response = client_of("thuky").post(deed("motion-open", meeting, motion.number))
    assert response.status_code == 409
    assert "Cuộc họp chưa khai mạc." in text_of(response)


def test_a_question_is_not_opened_without_a_quorum(meeting: Meeting) -> None:
    begin(meeting, absent=8)
    motion = nomination_on_the_table(meeting)
    response = client_of("thuky").post(deed("motion-open", meeting, motion.number))
    assert response.status_code == 409
    assert "Chưa đủ thành phần để biểu quyết: có mặt 01/09" in text_of(response)


def test_the_room_proposes_whose_turn_it_is_and_tables_it_with_one_button(
    meeting: Meeting,
) -> None:
    begin(meeting)
    client = client_of("thuky")
    html = client.get(room(meeting)).content.decode()
    due = re.search(r'btn-primary" type="submit" name="topic" value="(nominee-[^"]+)"', html)
    assert due is not None
    client.post(deed("meeting-table", meeting), {"topic": due[1], "mode": "electronic"})
    motion = meeting.motions.get()
    assert (motion.kind, motion.mode, motion.award, motion.subject.unit.code) == (
        "nominate", "electronic", "co-thi-dua-chinh-phu", "skhdt",
    )  # fmt: skip


def test_who_the_law_does_not_admit_has_a_verdict_and_no_button(meeting: Meeting) -> None:
    begin(meeting)
    html = client_of("thuky").get(room(meeting)).content.decode()
    rows = [row for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL) if "light-bad" in row]
    assert rows != []
    assert [row for row in rows if "<button" in row] == []


def test_a_question_from_an_old_page_is_refused(meeting: Meeting) -> None:
    response = client_of("thuky").post(
        deed("meeting-table", meeting), {"topic": "nominee-cu", "mode": "counted"}
    )
    assert response.status_code == 409
    assert "Nội dung này không còn để đưa ra biểu quyết." in text_of(response)


def counted(**changes: str) -> dict[str, str]:
    figures = {
        "issued": "9", "returned": "9", "invalid": "0", "yes": "9", "no": "0", "abstain": "0",
    } | changes  # fmt: skip
    return {f"count-{name}": value for name, value in figures.items()}


def paper_vote(meeting: Meeting, **changes: str) -> tuple[Motion, dict[str, str]]:
    begin(meeting)
    motion = opened(nomination_on_the_table(meeting, Mode.COUNTED))
    return motion, counted(**changes)


def test_a_paper_count_that_carries_makes_the_nomination(meeting: Meeting) -> None:
    motion, figures = paper_vote(meeting, yes="8", no="1")
    response = client_of("thuky").post(deed("motion-count", meeting, motion.number), figures)
    motion.refresh_from_db()
    assert (response.status_code, motion.carried, motion.needed) == (302, True, 8)
    assert Nomination.objects.filter(motion=motion).count() == 1


def test_the_result_says_which_rule_was_met_or_missed(meeting: Meeting) -> None:
    motion, figures = paper_vote(meeting, yes="7", no="2")
    client = client_of("thuky")
    client.post(deed("motion-count", meeting, motion.number), figures)
    page = text_of(client.get(room(meeting)))
    assert "Không thông qua" in page
    assert "Chưa đạt: 07/09 phiếu (77,78%), cần ít nhất 08 phiếu" in page


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"returned": "10"}, "Số phiếu thu về (10) nhiều hơn số phiếu phát ra (09)"),
        ({"yes": "7"}, "không bằng"),
        ({"no": "không"}, "“không” không phải là số phiếu"),
        ({"abstain": ""}, "“Không có ý kiến”: chưa có số"),
    ],
)
def test_a_count_that_cannot_be_is_refused_and_every_figure_typed_stays(
    meeting: Meeting, changes: dict[str, str], fault: str
) -> None:
    motion, figures = paper_vote(meeting, **changes)
    response = client_of("thuky").post(deed("motion-count", meeting, motion.number), figures)
    shown = dict(re.findall(r'name="(count-\w+)" value="([^"]*)"', response.content.decode()))
    assert response.status_code == 409
    assert shown == figures
    assert fault in text_of(response)
    motion.refresh_from_db()
    assert motion.state == MotionState.OPEN


def test_an_election_is_counted_by_candidate(meeting: Meeting) -> None:
    begin(meeting)
    client = client_of("thuky")
    client.post(deed("meeting-table", meeting), {"topic": "election", "mode": "counted"})
    motion = opened(meeting.motions.get())
    votes = {f"count-{option.code}": "0" for option in motion.options.all()}
    votes |= {"count-issued": "9", "count-returned": "9", "count-invalid": "0"}
    votes |= {"count-snv": "7", "count-stc": "2"}
    client.post(deed("motion-count", meeting, motion.number), votes)
    motion.refresh_from_db()
    assert (motion.carried, motion.subject.unit.code) == (True, "snv")
    html = client.get(room(meeting)).content.decode()
    topics = re.findall(r'name="topic" value="([a-z-]+)"', html)
    assert (topics, reverse("agreement-next", args=[meeting.bloc_year_id]) in html) == (
        ["report", "deputy", "trial"],
        True,
    )


def test_the_next_agreement_is_put_up_once_a_lead_is_elected_and_the_year_opened(
    meeting: Meeting,
) -> None:
    begin(meeting)
    client, table = client_of("thuky"), deed("meeting-table", meeting)
    client.post(table, {"topic": "election", "mode": "counted"})
    election = opened(meeting.motions.get())
    votes = {f"count-{option.code}": "0" for option in election.options.all()}
    votes |= counted() | {"count-snv": "9"}
    client.post(deed("motion-count", meeting, election.number), votes)
    client.post(table, {"topic": "next-year", "mode": "counted"})
    client.post(table, {"topic": "agreement", "mode": "electronic"})
    motion = meeting.motions.order_by("number").last()
    assert (motion.kind, motion.agreement.title) == (
        "adopt_agreement", "Giao ước thi đua năm 2022",
    )  # fmt: skip
    lead = motion.agreement.bloc_year.memberships.get(position="lead")
    assert lead.unit.code == "snv"


def test_the_meeting_is_not_closed_while_a_question_waits_and_the_notes_stay(
    meeting: Meeting,
) -> None:
    begin(meeting)
    nomination_on_the_table(meeting)
    response = client_of("thuky").post(
        deed("meeting-close", meeting), {"discussion": "Sở Nội vụ góp ý"}
    )
    assert response.status_code == 409
    assert "Còn 01 nội dung chưa có kết quả biểu quyết. Hãy biểu quyết xong" in text_of(response)
    assert ">Sở Nội vụ góp ý</textarea>" in response.content.decode()


def test_closing_writes_the_discussion_into_the_minutes(meeting: Meeting) -> None:
    begin(meeting)
    motion = opened(report_on_the_table(meeting, Mode.COUNTED))
    client = client_of("thuky")
    client.post(deed("motion-count", meeting, motion.number), counted())
    client.post(deed("meeting-close", meeting), {"discussion": "Ý kiến một\n\nÝ kiến hai"})
    meeting.refresh_from_db()
    assert (meeting.state, meeting.discussion) == (
        MeetingState.CLOSED, ["Ý kiến một", "Ý kiến hai"],
    )  # fmt: skip
    minutes = text_of(client.get(deed("meeting-minutes", meeting)))
    assert "Đồng ý: 09; Không đồng ý: 00; Không có ý kiến: 00." in minutes
    assert "Ý kiến hai" in minutes


def test_the_big_screen_shows_the_agenda_point_asked_for_and_nothing_beyond(
    meeting: Meeting,
) -> None:
    address = deed("meeting-screen", meeting)
    client = client_of("thuky")
    shown = [
        re.findall(r"Mục (\d+)/(\d+)", text_of(client.get(f"{address}?muc={asked}")))
        for asked in ("1", "3", "99", "0", "x")
    ]
    assert shown == [[("1", "5")], [("3", "5")], [("5", "5")], [("1", "5")], [("1", "5")]]


def test_a_council_session_is_closed_to_the_members_of_the_bloc() -> None:
    address = reverse("council", args=[cast.played().pk])
    statuses = {
        who: client_of(who).get(address).status_code
        for who in ("banthidua", "hoidong", "canbo-stc", "thuky")
    }
    assert statuses == {"banthidua": 200, "hoidong": 200, "canbo-stc": 404, "thuky": 404}


def test_a_conference_is_called_with_one_seat_for_each_unit() -> None:
    year = cast.before_scoring()
    page = reverse("meeting-call", args=[year.pk, CONFERENCE])
    form = {
        "title": "Hội nghị tổng kết", "place": "Hội trường", "day": "17/12/2021", "hour": "08:00",
        "chair": "Chủ tọa (minh họa)", "chair_post": "Khối trưởng", "secretary": "Thư ký (minh họa)",
        "tellers": "", "agenda": "Khai mạc\nBế mạc",
    }  # fmt: skip
    client = client_of("thuky")
    assert client.post(page, form | {"hour": "8 giờ"}).status_code == 422
    client.post(page, form)
    meeting = year.meetings.get()
    holders = [sign_in_of(seat) for seat in seats(meeting)]
    assert holders == [f"thutruong-{m.unit.code}" for m in year.memberships.order_by("place")]
    assert meeting.provenance == "illustrative"
