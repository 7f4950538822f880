"""The pages and addresses of a vote by sealed ballots, played over HTTP by the engine as device."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

import cast
from apps import sealed
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.models import SealedVote, Seat
from thidua.apps.meetings.queries.sealed import question_of
from thidua.apps.meetings.services import sealed_keys
from thidua.voting.secret import Cast
from thidua.voting.secret.recount import check
from web.evening import begin, conference, room

pytestmark = pytest.mark.django_db
YES, NO = "Đồng ý", "Không đồng ý"
SIZE = 1024


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.BALLOT_KEYS = tmp_path / "keys"
    monkeypatch.setattr(sealed_keys, "TOKEN_BITS", 1024)
    return tmp_path / "keys"


@pytest.fixture
def seats() -> list[Seat]:
    return begin(conference())


@pytest.fixture
def vote(seats: list[Seat]) -> SealedVote:
    vote, _ = sealed.prepared(sealed.on_the_table(conference()), 1)
    return sealed.sealed(vote)


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person.account, "django.contrib.auth.backends.ModelBackend")
    return client


def post(client: Client, name: str, told: dict[str, str], *key: object) -> Any:
    body = json.dumps(told)
    return client.post(reverse(name, args=key), body, content_type="application/json")


def as_told(ballot: Cast) -> dict[str, str]:
    parts = {n: getattr(ballot, n).hex() for n in ("token", "signature", "sealed", "proof")}
    return {"question": ballot.question, **parts}


def ballot_of(seat: Seat, vote: SealedVote, choice: str = YES) -> Cast:
    """Ask for the seat's ballot over HTTP and make it."""
    mine = sealed.device(question_of(vote))
    answer = post(signed_in(seat.person), "sealed-ask", {"blinded": mine.blinded.hex()}, vote.pk)
    assert answer.status_code == 200, answer.content
    return mine.casts(bytes.fromhex(answer.json()["signed"]), choice)


def test_an_evening_of_sealed_ballots_on_the_pages(
    seats: list[Seat],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    keys_folder: Path,
) -> None:
    motion = sealed.on_the_table(conference())
    secretary = signed_in(cast.secretary())
    page = reverse("sealed-box", args=[motion.pk])
    step = reverse("sealed-step", args=[motion.pk])
    assert page in secretary.get(room(motion.meeting)).content.decode()
    assert secretary.get(page).status_code == 200
    teller = sealed.Teller(seats[0].person)
    named = secretary.post(
        reverse("sealed-prepare", args=[motion.pk]), {"teller": [teller.person.pk]}
    )
    assert named.status_code == 302
    desk = signed_in(teller.person)
    assert desk.get(reverse("sealed-teller", args=[motion.pk])).status_code == 200
    keys = {"signing_key": teller.signing.public_key(), "opening_key": teller.opening.public_key()}
    offered = {name: key.public_bytes_raw().hex() for name, key in keys.items()}
    assert post(desk, "sealed-offer", offered, motion.pk).json() == {"state": "keys"}
    assert secretary.post(step, {"step": "seal"}).status_code == 302
    vote = SealedVote.objects.get(pk=motion.pk)
    shown = signed_in(seats[1].person).get(reverse("vote", args=[motion.pk]))
    assert shown.status_code == 200
    assert vote.seal in shown.content.decode()
    early = ballot_of(seats[1], vote)
    assert post(Client(), "sealed-cast", as_told(early)).status_code == 410
    assert secretary.post(step, {"step": "open"}).status_code == 302
    answer = post(Client(), "sealed-cast", as_told(early))
    assert answer.json() == {"tracker": early.tracker}
    with django_capture_on_commit_callbacks(execute=True):
        assert secretary.post(step, {"step": "close"}).status_code == 302
    assert list(keys_folder.iterdir()) == []
    listed = Client().get(reverse("sealed-trackers", args=[motion.pk])).json()
    assert listed["trackers"] == [early.tracker]
    opening = {"opening_key": teller.opening.private_bytes_raw().hex()}
    assert post(desk, "sealed-unlock", opening, motion.pk).json() == {"state": "closed"}
    assert secretary.post(step, {"step": "count"}).status_code == 302
    told = desk.get(reverse("sealed-sign", args=[motion.pk])).json()
    hands = {part: teller.signing.sign(bytes.fromhex(told[part])).hex() for part in told}
    assert post(desk, "sealed-sign", hands, motion.pk).json() == {"state": "published"}
    files = [
        client.get(reverse(name, args=[motion.pk])).content
        for client, name in ((Client(), "sealed-tally"), (desk, "sealed-ballots"))
    ]
    assert check(files[0], None) == check(files[1], None)
    assert secretary.get(page).status_code == 200
    assert signed_in(seats[1].person).get(reverse("vote", args=[motion.pk])).status_code == 200
    assert secretary.get(room(motion.meeting)).status_code == 200
    script = Client().get(reverse("sealed-recount", args=[motion.pk]))
    assert b"def recount" in script.content


@pytest.fixture
def opened(vote: SealedVote) -> SealedVote:
    return sealed.box_opened(vote)


def test_whatever_is_answered_about_a_cast_ballot_has_one_size_and_sets_no_cookie(
    seats: list[Seat], opened: SealedVote, caplog: pytest.LogCaptureFixture
) -> None:
    ballot = as_told(ballot_of(seats[1], opened))
    broken = {**ballot, "proof": "00" * 64}
    client = Client()
    answers = [
        post(client, "sealed-cast", told)
        for told in (
            broken,
            ballot,
            ballot,
            {},
            {**ballot, "question": "x"},
            {**ballot, "token": "z"},
        )
    ]
    assert [answer.status_code for answer in answers] == [403, 200, 200, 400, 400, 400]
    assert {len(answer.content) for answer in answers} == {SIZE}
    assert [dict(answer.cookies) for answer in answers] == [{}] * len(answers)
    assert [answer.headers.get("Vary", "") for answer in answers] == [""] * len(answers)
    assert caplog.records == []


def test_casting_writes_nothing_but_the_wrapped_ballot(
    seats: list[Seat], opened: SealedVote
) -> None:
    ballot = ballot_of(seats[1], opened)
    before = Entry.objects.count()
    client = signed_in(seats[1].person)
    client.cookies.clear()
    assert post(client, "sealed-cast", as_told(ballot)).status_code == 200
    assert Entry.objects.count() == before
    assert opened.casts.count() == 1


def test_the_same_request_is_answered_alike_and_another_of_the_same_voter_is_refused(
    seats: list[Seat], vote: SealedVote
) -> None:
    client, mine = signed_in(seats[1].person), sealed.device(question_of(vote))
    first, again = (
        post(client, "sealed-ask", {"blinded": mine.blinded.hex()}, vote.pk).json() for _ in "ab"
    )
    assert first == again
    other = {"blinded": sealed.device(question_of(vote)).blinded.hex()}
    refused = post(client, "sealed-ask", other, vote.pk)
    assert (refused.status_code, refused.json()["code"]) == (409, "already-given")


def test_who_is_not_signed_in_or_not_on_the_roll_is_told_so(
    seats: list[Seat], vote: SealedVote
) -> None:
    blinded = {"blinded": sealed.device(question_of(vote)).blinded.hex()}
    out = post(Client(), "sealed-ask", blinded, vote.pk)
    stranger = post(signed_in(cast.board()), "sealed-ask", blinded, vote.pk)
    assert [(a.status_code, a.json()["code"]) for a in (out, stranger)] == [
        (403, "signed-out"), (403, "not-on-roll"),
    ]  # fmt: skip


def test_a_slip_gives_the_ballot_once_to_whoever_holds_it(
    seats: list[Seat], vote: SealedVote
) -> None:
    secretary, place = signed_in(cast.secretary()), 3
    printed = secretary.post(reverse("sealed-slips", args=[vote.pk]), {"place": [place]})
    code = printed.context["made"][0][1]
    assert code in printed.content.decode()
    assert Client().get(reverse("sealed-slip-page", args=[vote.pk])).status_code == 200
    mine = sealed.device(question_of(vote))
    told = {"question": str(vote.pk), "slip": code.lower(), "blinded": mine.blinded.hex()}
    wrong = post(Client(), "sealed-slip", {**told, "slip": "0000-0000-0000-0000"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong-slip")
    given = post(Client(), "sealed-slip", told).json()["signed"]
    assert mine.opens(bytes.fromhex(given))
    other = {**told, "blinded": sealed.device(question_of(vote)).blinded.hex()}
    assert post(Client(), "sealed-slip", other).json()["code"] == "already-given"


def test_only_who_runs_or_counts_sees_the_box_and_only_who_counts_its_ballots(
    seats: list[Seat], vote: SealedVote
) -> None:
    pages = ("sealed-box", "sealed-teller", "sealed-ballots")
    people = {"secretary": cast.secretary(), "teller": seats[0].person, "voter": seats[2].person}
    seen = {
        who: [signed_in(p).get(reverse(n, args=[vote.pk])).status_code for n in pages]
        for who, p in people.items()
    }
    assert seen == {
        "secretary": [200, 404, 404], "teller": [200, 200, 404], "voter": [404, 404, 404],
    }  # fmt: skip


def test_the_sealed_question_can_be_fetched_and_hashed_by_anyone(vote: SealedVote) -> None:
    told = Client().get(reverse("sealed-question", args=[vote.pk])).content
    from hashlib import sha256

    assert sha256(b"thidua question 1\n" + told).hexdigest() == vote.seal


ROLL = "1\tAn Văn Một (minh họa)\tmot@thidua.example\n2\tBình Thị Hai (minh họa), Văn phòng\n"
POLL = {
    "title": "Bình xét (minh họa)", "question": "Chọn người đề nghị khen (minh họa)",
    "candidates": "Ứng viên Một (minh họa)\nỨng viên Hai (minh họa)", "op": "gt", "percent": "50",
    "base": "valid", "provision": "", "rule_status": "unverified", "roll": ROLL,
}  # fmt: skip


def poll_laid_out(**told: str) -> tuple[Client, Any]:
    officer = cast.officer("stc")
    client = signed_in(officer)
    unit = client.get(reverse("poll-new")).context["form"].fields["unit"].choices[0][0]
    answer = client.post(
        reverse("poll-new"), {**POLL, "unit": unit, "tellers": [str(officer.pk)], **told}
    )
    return client, answer


def test_a_units_staff_choose_by_slips_and_the_count_is_published() -> None:
    client, answer = poll_laid_out()
    assert answer.status_code == 302
    vote = SealedVote.objects.latest("poll__id")
    named = list(vote.voters.order_by("place").values_list("name", "email"))
    assert named == [
        ("An Văn Một (minh họa)", "mot@thidua.example"), ("Bình Thị Hai (minh họa), Văn phòng", ""),
    ]  # fmt: skip
    teller = sealed.Teller(cast.officer("stc"))
    teller.offers(vote)
    step = reverse("sealed-step", args=[vote.pk])
    for one in ("seal", "open"):
        assert client.post(step, {"step": one}).status_code == 302
    mailed = client.post(reverse("sealed-slips", args=[vote.pk]), {"all": "1", "mail": "1"})
    assert mailed.context["sent"] == 1
    letter = mail.outbox[0]
    assert letter.to == ["mot@thidua.example"]
    code = letter.body.partition("Mã phiếu: ")[2].partition("\n")[0]
    vote = sealed.again(vote)
    mine = sealed.device(question_of(vote))
    told = {"question": str(vote.pk), "slip": code, "blinded": mine.blinded.hex()}
    given = bytes.fromhex(post(Client(), "sealed-slip", told).json()["signed"])
    ballot = mine.casts(given, "Ứng viên Hai (minh họa)")
    assert post(Client(), "sealed-cast", as_told(ballot)).status_code == 200
    assert client.post(step, {"step": "close"}).status_code == 302
    teller.unlocks(sealed.again(vote))
    assert client.post(step, {"step": "count"}).status_code == 302
    counted = json.loads(sealed.again(vote).tally)["questions"][0]
    assert (counted["votes"], counted["entitled"], counted["issued"]) == ([0, 1], 2, 1)
    assert counted["outcome"]["chosen"] == "Ứng viên Hai (minh họa)"
    assert client.get(reverse("sealed-box", args=[vote.pk])).status_code == 200
    assert client.get(reverse("polls")).status_code == 200


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"roll": "An\nAn\n"}, "Có tên ghi hai lần: An."),
        ({"roll": "An\n"}, "từ hai người trở lên"),
        ({"candidates": "Chỉ một"}, "từ hai tên trở lên"),
        ({"percent": "100"}, "không bao giờ đạt được"),
    ],
)
def test_a_poll_that_cannot_be_says_why(told: dict[str, str], what: str) -> None:
    _, answer = poll_laid_out(**told)
    assert answer.status_code in {409, 422}
    assert what in answer.content.decode()
    assert not SealedVote.objects.filter(poll__isnull=False).exists()


def test_only_who_acts_for_a_unit_lays_out_its_vote() -> None:
    assert signed_in(cast.board()).get(reverse("poll-new")).status_code == 404
