"""The big screen follows the secretary, and shows of a vote how many, never what."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from apps import sealed
from thidua.apps.meetings.enums import Mode
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.services import sealed_keys
from web.evening import begin, conference, deed, nomination_on_the_table, opened
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return conference()


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BALLOT_KEYS = tmp_path / "keys"
    monkeypatch.setattr(sealed_keys, "TOKEN_BITS", 1024)


def screen(meeting: Meeting) -> str:
    return text_of(client_of("thuky").get(deed("meeting-screen", meeting)))


def test_the_screen_goes_to_the_item_the_secretary_goes_to(meeting: Meeting) -> None:
    begin(meeting)
    client = client_of("thuky")
    seen = [re.findall(r"Mục (\d+)/", screen(meeting))]
    for number in (3, 2):
        assert client.post(deed("meeting-turn", meeting, number)).status_code == 302
        seen.append(re.findall(r"Mục (\d+)/", screen(meeting)))
    assert seen == [["1"], ["3"], ["2"]]


def test_only_who_runs_the_meeting_is_offered_other_items_and_may_go_there(
    meeting: Meeting,
) -> None:
    begin(meeting)
    rooms = {who: client_of(who).get(room_of(meeting)) for who in ("thuky", "canbo-stc")}
    assert {who: "Chuyển đến mục này" in text_of(page) for who, page in rooms.items()} == {
        "thuky": True,
        "canbo-stc": False,
    }
    refused = client_of("canbo-stc").post(deed("meeting-turn", meeting, 2))
    assert refused.status_code == 403
    assert client_of("thuky").post(deed("meeting-turn", meeting, 99)).status_code == 404


def room_of(meeting: Meeting) -> str:
    return f"/nam/{meeting.bloc_year_id}/hoi-nghi/"


def test_while_a_vote_on_phones_runs_the_screen_says_where_to_vote(meeting: Meeting) -> None:
    begin(meeting)
    opened(nomination_on_the_table(meeting, Mode.ELECTRONIC))
    page = client_of("thuky").get(deed("meeting-screen", meeting)).content.decode()
    assert re.findall(r'<img src="data:image/png;base64,[^"]+" alt="([^"]+)"', page) == [
        "Mã QR của trang bỏ phiếu"
    ]


def test_a_raised_hand_needs_no_code_on_the_screen(meeting: Meeting) -> None:
    begin(meeting)
    opened(nomination_on_the_table(meeting, Mode.COUNTED))
    assert (
        "data:image" not in client_of("thuky").get(deed("meeting-screen", meeting)).content.decode()
    )


def test_a_sealed_vote_is_followed_from_the_keys_to_the_closed_box(meeting: Meeting) -> None:
    begin(meeting)
    motion = sealed.on_the_table(meeting)
    vote, _ = sealed.prepared(motion, 1)
    told = [screen(meeting)]
    vote = sealed.sealed(vote)
    told.append(screen(meeting))
    assert "đang tạo và giao khóa" in told[0]
    assert "00 / 09 người đã nhận phiếu" in told[1]
    assert " ".join(re.findall("....", vote.seal)) in told[1]


def test_the_boxs_page_is_renewed_in_the_part_that_changes(meeting: Meeting) -> None:
    begin(meeting)
    motion = sealed.on_the_table(meeting)
    sealed.prepared(motion, 1)
    part = part_of(client_of("thuky"), motion)
    assert re.findall(r'data-key="(\w+)"', part) == ["keys"]
    assert "<html" not in part
    assert "đã giao" in part


def part_of(client: Client, motion: Motion) -> str:
    address = f"/bieu-quyet/{motion.pk}/hom/"
    return client.get(address, headers={"X-Part": "1"}).content.decode()
