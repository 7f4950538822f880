"""The voter's page and the secret: three taps, once, and no page tells before the count."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

import cast
from apps.council import in_session, review
from thidua.apps.meetings.enums import Mode
from thidua.apps.meetings.models import BallotMark, Meeting, Motion, OpenVote
from thidua.apps.meetings.services import motion_open
from web.evening import (
    begin,
    choose,
    conference,
    deed,
    nomination_on_the_table,
    opened,
    report_on_the_table,
    room,
    seats,
    sign_in_of,
    vote,
)
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db

ROLES = [
    "thuky", "banthidua", "hoidong", "kyduyet", "thanhtra", "canbo-stc",
    "thutruong-vpdoan", "thutruong-snv", "thutruong-stc",
]  # fmt: skip


@pytest.fixture
def meeting() -> Meeting:
    return conference()


@pytest.fixture
def motion(meeting: Meeting) -> Motion:
    """A secret ballot running on phones, everyone present but one."""
    begin(meeting, absent=1)
    return opened(nomination_on_the_table(meeting))


def ballot(motion: Motion) -> str:
    return reverse("vote", args=[motion.pk])


def votes(motion: Motion) -> dict[str, int]:
    return dict(motion.options.values_list("code", "votes"))


def test_a_vote_is_cast_in_three_taps(motion: Motion) -> None:
    voter = client_of("thutruong-snv")
    offered = voter.get(reverse("ballots")).content.decode()
    assert ballot(motion) in offered
    choices = re.findall(r'name="choice" value="(\w+)"', voter.get(ballot(motion)).content.decode())
    assert choices == ["yes", "no", "abstain"]
    confirming = text_of(voter.post(ballot(motion), {"choice": "yes"}))
    assert "Ông/Bà chọn: Đồng ý" in confirming
    assert votes(motion) == {"yes": 0, "no": 0, "abstain": 0}
    voter.post(ballot(motion), {"choice": "yes", "step": "cast"})
    assert votes(motion) == {"yes": 1, "no": 0, "abstain": 0}
    assert "Đã nhận phiếu" in text_of(voter.get(ballot(motion)))


def test_a_second_vote_is_refused_and_changes_nothing(motion: Motion) -> None:
    voter = client_of("thutruong-snv")
    assert choose(voter, motion, "yes") == 302
    again = voter.post(ballot(motion), {"choice": "no", "step": "cast"})
    assert again.status_code == 409
    assert "đã bỏ phiếu cho nội dung này" in text_of(again)
    assert votes(motion) == {"yes": 1, "no": 0, "abstain": 0}
    assert BallotMark.objects.filter(motion=motion).count() == 1


def test_a_page_reloaded_after_voting_shows_that_the_ballot_is_in_and_offers_no_choice(
    motion: Motion,
) -> None:
    voter = client_of("thutruong-snv")
    choose(voter, motion, "no")
    html = voter.get(ballot(motion)).content.decode()
    assert 'name="choice"' not in html
    assert text_of(voter.get(reverse("ballots"))).count("Hiện không có phiếu nào chờ") == 1


def test_a_choice_that_is_not_on_the_ballot_is_refused(motion: Motion) -> None:
    voter = client_of("thutruong-snv")
    response = voter.post(ballot(motion), {"choice": "maybe", "step": "cast"})
    assert response.status_code == 409
    assert votes(motion) == {"yes": 0, "no": 0, "abstain": 0}


def test_an_absent_seat_is_told_why_it_cannot_vote(motion: Motion) -> None:
    last = seats(motion.meeting)[-1]
    page = client_of(sign_in_of(last)).get(ballot(motion))
    assert "chưa được điểm danh có mặt" in text_of(page)
    assert 'name="choice"' not in page.content.decode()


def test_a_ballot_does_not_exist_for_who_has_no_seat(motion: Motion) -> None:
    statuses = [
        client_of(w).get(ballot(motion)).status_code for w in ("thuky", "canbo-stc", "hoidong")
    ]
    assert statuses == [404, 404, 404]


def test_the_voter_is_told_before_voting_what_is_not_promised(motion: Motion) -> None:
    page = text_of(client_of("thutruong-snv").get(ballot(motion)))
    promises = [
        "Hệ thống ghi đơn vị nào đã bỏ phiếu, không lưu đơn vị đó chọn gì.",
        "không trang nào cho biết số phiếu từng loại",
        "Nếu mọi người chọn như nhau, chính kết quả cho biết mỗi người đã chọn gì.",
        "người quản trị máy chủ cố ý theo dõi",
    ]
    assert [promise for promise in promises if promise not in page] == []


def test_an_open_vote_says_that_the_name_is_kept_with_the_choice(meeting: Meeting) -> None:
    begin(meeting)
    motion = opened(report_on_the_table(meeting, Mode.ELECTRONIC))
    voter = client_of("thutruong-snv")
    assert "Lựa chọn của từng đơn vị được ghi kèm tên" in text_of(voter.get(ballot(motion)))
    choose(voter, motion, "yes")
    assert OpenVote.objects.filter(motion=motion).count() == 1


def test_in_the_council_the_vote_is_a_persons_not_a_units() -> None:
    year = cast.before_conference()
    session = in_session(year)
    motion = motion_open(
        motion=review(session, cast.seat(year, "stc"), "bang-khen-bo-tinh"),
        actor=cast.board(),
        at=cast.AT,
    )
    seat = session.seats.filter(person__account__isnull=False).first()
    page = text_of(client_of(sign_in_of(seat)).get(ballot(motion)))
    promised = page.split("điều được và không được bảo đảm")[1].split("Trước khi")[0]
    assert "Mỗi thành viên Hội đồng có một phiếu." in promised
    assert "đơn vị" not in promised


def test_no_page_of_a_ballot_is_kept_by_the_browser(motion: Motion) -> None:
    response = client_of("thutruong-snv").post(ballot(motion), {"choice": "yes"})
    assert "no-store" in response["Cache-Control"]


def test_the_room_counts_how_many_have_voted(motion: Motion) -> None:
    first, second = seats(motion.meeting)[:2]
    vote(motion, {first.pk: "yes", second.pk: "no"})
    pulse = text_of(client_of("thuky").get(deed("meeting-pulse", motion.meeting)))
    assert "02 / 08 phiếu đã bỏ" in pulse


def addresses(motion: Motion) -> list[str]:
    """Every page that a year, its meeting and its scores have."""
    year, meeting = motion.meeting.bloc_year, motion.meeting
    of_year = [
        "year", "agreement", "targets", "scorecards", "ranking", "conference", "nominations",
        "papers", "register", "journal",
    ]  # fmt: skip
    of_meeting = ["meeting-pulse", "meeting-screen", "meeting-minutes"]
    cards = [reverse("scorecard", args=[card.pk]) for card in year.scorecards.all()]
    return [
        reverse("home"), reverse("public"), reverse("ballots"), ballot(motion),
        *[reverse(name, args=[year.pk]) for name in of_year],
        *[deed(name, meeting) for name in of_meeting],
        *cards,
    ]  # fmt: skip


def seen(client: Client, address: str) -> tuple[int, str, tuple[str, ...]]:
    """Return a page and its headers without what is drawn by lot each time."""
    response = client.get(address)
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    headers = {k: v for k, v in response.headers.items() if k not in {"Content-Length", "Expires"}}
    return response.status_code, html, tuple(sorted(headers.items()))


def walk(motion: Motion, choices: list[str]) -> dict[tuple[str, str], object]:
    """Let the seats vote, open every page as everyone, and undo the votes."""
    present = seats(motion.meeting)[: len(choices)]
    with transaction.atomic():
        vote(motion, {seat.pk: c for seat, c in zip(present, choices, strict=True)})
        pages = {
            (who, address): seen(client, address)
            for who in ROLES
            for client in [client_of(who)]
            for address in addresses(motion)
        }
        transaction.set_rollback(True)
    return pages


def test_no_page_tells_what_was_voted_before_the_ballot_is_closed(motion: Motion) -> None:
    """Whatever the same voters chose, every page reads the same to everyone, headers included."""
    one = walk(motion, ["yes", "yes", "yes", "no", "abstain"])
    other = walk(motion, ["no", "abstain", "no", "yes", "no"])
    assert {key for key in one if one[key] != other[key]} == set()


def test_the_walk_would_notice_a_page_that_tells(motion: Motion) -> None:
    """The check itself: once closed, the same pages do differ by what was voted."""
    room_of_all = {}
    for choices in (["yes"] * 8, ["no"] * 8):
        with transaction.atomic():
            present = seats(motion.meeting)[:8]
            vote(motion, {s.pk: c for s, c in zip(present, choices, strict=True)})
            client_of("thuky").post(deed("motion-close", motion.meeting, motion.number))
            room_of_all[choices[0]] = seen(client_of("thuky"), room(motion.meeting))
            transaction.set_rollback(True)
    assert room_of_all["yes"] != room_of_all["no"]


def test_once_closed_the_voter_reads_the_result_with_the_rule(motion: Motion) -> None:
    present = seats(motion.meeting)[:8]
    vote(motion, {seat.pk: "yes" for seat in present})
    client_of("thuky").post(deed("motion-close", motion.meeting, motion.number))
    page = text_of(client_of("thutruong-snv").get(ballot(motion)))
    assert "Đạt 08/09 phiếu (88,89%), cần ít nhất 08 phiếu" in page
    assert cast.before_conference().nominations.count() == 1
