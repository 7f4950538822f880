"""A motion voted by sealed ballots, from the tellers' keys to the signed files."""

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

import cast
from apps import sealed
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.enums import MotionState, Presence, SealedState
from thidua.apps.meetings.models import (
    Motion,
    SealedBallot,
    SealedCast,
    SealedIssue,
    SealedRefusal,
    SealedVote,
    Seat,
)
from thidua.apps.meetings.queries.sealed import (
    ballots_file,
    figures_of,
    question_of,
    refused_counts,
    tally_file,
    trackers_of,
)
from thidua.apps.meetings.services import (
    attendance_record,
    ballot_give,
    ballot_put,
    box_close,
    motion_close,
    sealed_count,
    sealed_keys,
    sealed_prepare,
    sealed_void,
)
from thidua.voting.secret import BallotError
from thidua.voting.secret.recount import check
from thidua.year import steps
from web.evening import begin, conference

pytestmark = pytest.mark.django_db
YES, NO, NEITHER = "Đồng ý", "Không đồng ý", "Không có ý kiến"


@pytest.fixture(autouse=True)
def keys_folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep keys in a folder of the test's own; small ones are made quickly."""
    settings.BALLOT_KEYS = tmp_path / "keys"
    monkeypatch.setattr(sealed_keys, "TOKEN_BITS", 1024)
    return tmp_path / "keys"


@pytest.fixture
def seats() -> list[Seat]:
    return begin(conference())


@pytest.fixture
def prepared(seats: list[Seat]) -> tuple[SealedVote, list[sealed.Teller]]:
    return sealed.prepared(sealed.on_the_table(conference()))


@pytest.fixture
def tellers(prepared: tuple[SealedVote, list[sealed.Teller]]) -> list[sealed.Teller]:
    return prepared[1]


@pytest.fixture
def vote(prepared: tuple[SealedVote, list[sealed.Teller]]) -> SealedVote:
    return sealed.box_opened(sealed.sealed(prepared[0]))


def counted(vote: SealedVote, tellers: list[sealed.Teller]) -> SealedVote:
    for teller in tellers:
        teller.unlocks(sealed.again(vote))
    steps.count_sealed(vote=sealed.again(vote), actor=cast.secretary(), at=cast.AT)
    return sealed.again(vote)


def test_a_vote_goes_from_keys_to_files_that_the_script_recounts(
    vote: SealedVote, tellers: list[sealed.Teller], seats: list[Seat]
) -> None:
    ballots = sealed.votes(vote, [YES] * (len(seats) - 2) + [NO])
    vote = sealed.closed(vote)
    assert trackers_of(vote) == sorted(ballot.tracker for ballot in ballots)
    vote = counted(vote, tellers)
    for teller in tellers:
        teller.signs(sealed.again(vote))
    vote = sealed.again(vote)
    assert vote.state == SealedState.PUBLISHED
    public, inspectors = (
        check(file(vote), vote.tally_digest) for file in (tally_file, ballots_file)
    )
    assert public == inspectors
    motion = Motion.objects.get(pk=vote.pk)
    told = (motion.issued, motion.returned, motion.yes, motion.no, motion.abstain, motion.invalid)
    n = len(seats)
    assert told == (n - 1, n - 1, n - 2, 1, 0, 0)
    assert [option.votes for option in motion.options.order_by("place")] == [n - 2, 1, 0]
    assert motion.state == MotionState.CLOSED


def test_the_keys_lie_outside_the_database_readable_by_the_server_alone_until_closing(
    vote: SealedVote, keys_folder: Path
) -> None:
    files = sorted(keys_folder.iterdir())
    assert [file.suffix for file in files] == [".box", ".token"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(keys_folder.stat().st_mode) == 0o700


def test_closing_destroys_the_keys_once_it_is_on_disk(
    vote: SealedVote,
    keys_folder: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sealed.closed(vote)
        assert len(list(keys_folder.iterdir())) == 2
    assert list(keys_folder.iterdir()) == []


def test_after_closing_nothing_is_left_of_the_wrapped_ballots_and_rows_lie_sorted(
    vote: SealedVote, seats: list[Seat]
) -> None:
    sealed.votes(vote, [YES] * len(seats))
    assert SealedCast.objects.filter(vote=vote).count() == len(seats)
    vote = sealed.closed(vote)
    tokens = [bytes(row.token) for row in SealedBallot.objects.filter(vote=vote).order_by("token")]
    assert tokens == sorted(tokens)
    assert SealedCast.objects.filter(vote=vote).count() == 0
    assert SealedIssue.objects.filter(vote=vote).count() == len(seats)


def test_wrapped_ballots_have_one_length_whatever_they_say(
    vote: SealedVote, seats: list[Seat]
) -> None:
    sealed.votes(vote, [YES, NO, NEITHER, ""])
    assert {len(bytes(row.wrapped)) for row in vote.casts.all()} == {
        len(bytes(vote.casts.all()[0].wrapped))
    }


def test_the_tables_of_ballots_have_no_time_no_number_and_no_voter() -> None:
    columns = {
        model: {field.name for field in model._meta.get_fields() if field.concrete}
        for model in (SealedCast, SealedBallot, SealedIssue, SealedRefusal)
    }
    assert columns == {
        SealedCast: {"mark", "vote", "wrapped"},
        SealedBallot: {"tracker", "vote", "token", "signature", "sealed", "proof"},
        SealedIssue: {"voter", "vote", "asked"},
        SealedRefusal: {"id", "vote", "code", "times"},
    }


def test_the_journal_hears_who_was_given_a_ballot_only_at_closing_and_in_the_order_of_the_roll(
    vote: SealedVote, seats: list[Seat]
) -> None:
    before = Entry.objects.count()
    asked = question_of(vote)
    for voter in reversed(sealed.voters(vote)[:3]):
        mine, signed = sealed.given(voter, asked)
        ballot_put(ballot=mine.casts(signed, YES))
    assert Entry.objects.count() == before
    sealed.closed(vote)
    told = Entry.objects.get(deed="meetings.sealed.close")
    assert told.facts == {"issued": 3, "returned": 3, "refused": {}, "given": [1, 2, 3]}


def refused_code(deed: Callable[[], object]) -> str:
    with pytest.raises(BallotError) as refused:
        deed()
    return refused.value.fault.code


def test_what_does_not_belong_into_the_box_is_refused_and_counted_by_its_reason(
    vote: SealedVote,
) -> None:
    asked = question_of(vote)
    (mine, signed), (other, other_signed) = (
        sealed.given(voter, asked) for voter in sealed.voters(vote)[:2]
    )
    ballot = mine.casts(signed, YES)
    ballot_put(ballot=ballot)
    ballot_put(ballot=ballot)
    foreign = replace(other.casts(other_signed, NO), signature=ballot.signature)
    bad = {
        "used-token": mine.casts(signed, NO),
        "foreign-token": foreign,
        "not-holder": replace(other.casts(other_signed, NO), proof=ballot.proof),
        "changed-question": replace(ballot, token=ballot.token[:64] + bytes(32)),
        "wrong-length": replace(ballot, sealed=ballot.sealed + b"x"),
    }
    assert {code: refused_code(partial(ballot_put, ballot=b)) for code, b in bad.items()} == {
        code: code for code in bad
    }
    assert (
        refused_code(lambda: ballot_put(ballot=replace(ballot, question="x"))) == "other-question"
    )
    assert refused_counts(vote) == dict.fromkeys(sorted(bad), 1)
    assert figures_of(vote)["cast"] == 1
    sealed.closed(vote)
    assert Entry.objects.get(deed="meetings.sealed.close").facts["refused"] == dict.fromkeys(bad, 1)


def test_after_closing_a_ballot_in_the_box_is_acknowledged_again_and_no_other_is_taken(
    vote: SealedVote,
) -> None:
    asked = question_of(vote)
    (mine, signed), (late, late_signed) = (
        sealed.given(voter, asked) for voter in sealed.voters(vote)[:2]
    )
    ballot = mine.casts(signed, YES)
    ballot_put(ballot=ballot)
    vote = sealed.closed(vote)
    assert ballot_put(ballot=ballot) == ballot.tracker
    too_late = late.casts(late_signed, YES)
    assert refused_code(lambda: ballot_put(ballot=too_late)) == "closed"
    assert refused_code(lambda: sealed.given(sealed.voters(vote)[2], asked)) == "closed"
    assert refused_counts(vote) == {"closed": 1}


def test_more_marks_than_allowed_and_blank_ballots_are_counted_as_what_they_are(
    vote: SealedVote, tellers: list[sealed.Teller]
) -> None:
    asked = question_of(vote)
    sealed.votes(vote, [YES, ""])
    mine, signed = sealed.given(sealed.voters(vote)[2], asked)
    ballot_put(ballot=mine.casts_raw(signed, bytes([1, 1, 0])))
    vote = counted(sealed.closed(vote), tellers)
    told = json.loads(vote.tally)["questions"][0]
    assert (told["votes"], told["blank"], told["invalid"]) == ([1, 0, 0], 1, {"two-marks": 1})
    motion = Motion.objects.get(pk=vote.pk)
    assert (motion.returned, motion.invalid, motion.yes) == (3, 2, 1)


def test_a_blank_ballot_is_no_opinion_where_it_was_sealed_as_valid(
    prepared: tuple[SealedVote, list[sealed.Teller]],
) -> None:
    vote = sealed.box_opened(sealed.sealed(prepared[0], blank_is_valid=True))
    sealed.votes(vote, [YES, "", NEITHER])
    vote = counted(sealed.closed(vote), prepared[1])
    motion = Motion.objects.get(pk=vote.pk)
    assert (motion.invalid, motion.yes, motion.abstain) == (0, 1, 2)
    assert [option.votes for option in motion.options.order_by("place")] == [1, 0, 2]


def test_a_seat_that_is_absent_gets_no_ballot_where_the_rule_gives_it_none(
    vote: SealedVote, seats: list[Seat]
) -> None:
    absent = SealedVote.objects.get(pk=vote.pk).voters.select_related("seat").last()
    assert absent is not None
    absent.seat.presence = Presence.ABSENT
    with pytest.raises(Refused, match="chưa được điểm danh"):
        ballot_give(voter=absent, blinded=sealed.device(question_of(vote)).blinded)


def test_a_request_that_cannot_be_signed_costs_the_voter_nothing(vote: SealedVote) -> None:
    voter, asked = sealed.voters(vote)[0], question_of(vote)
    for wrong in (b"", bytes(128), b"\xff" * 128):
        assert refused_code(partial(ballot_give, voter=voter, blinded=wrong)) == "wrong-request"
    assert sealed.given(voter, asked)


def test_asking_can_be_over_before_the_box_opens(
    prepared: tuple[SealedVote, list[sealed.Teller]],
) -> None:
    vote = sealed.sealed(prepared[0])
    asked = question_of(vote)
    mine, signed = sealed.given(sealed.voters(vote)[0], asked)
    assert refused_code(lambda: ballot_put(ballot=mine.casts(signed, YES))) == "not-open"
    vote = sealed.box_opened(vote, asking_over=True)
    assert ballot_put(ballot=mine.casts(signed, YES))
    assert refused_code(lambda: sealed.given(sealed.voters(vote)[1], asked)) == "asking-over"


def test_a_vote_is_sealed_only_with_every_tellers_keys(seats: list[Seat]) -> None:
    motion = sealed.on_the_table(conference())
    people = [seat.person for seat in seats[:2]]
    vote = sealed_prepare(motion=motion, tellers=people, actor=cast.secretary(), at=cast.AT)
    sealed.Teller(people[0]).offers(vote)
    with pytest.raises(Refused, match="Chưa có khóa của người kiểm phiếu"):
        sealed.sealed(sealed.again(vote))


def test_a_key_is_taken_from_a_teller_only_and_serves_one_vote(
    prepared: tuple[SealedVote, list[sealed.Teller]], seats: list[Seat]
) -> None:
    vote, tellers = prepared
    with pytest.raises(NotAllowed):
        sealed.Teller(seats[3].person).offers(vote)
    with pytest.raises(Refused, match="đã dùng cho một nội dung khác"):
        replace(tellers[1], opening=tellers[0].opening).offers(vote)


def test_the_count_waits_for_every_key_and_takes_no_other(
    vote: SealedVote, tellers: list[sealed.Teller]
) -> None:
    vote = sealed.closed(vote)
    with pytest.raises(Refused, match="Khóa mở phiếu không phải"):
        sealed.Teller(tellers[0].person).unlocks(vote)
    tellers[0].unlocks(vote)
    with pytest.raises(Refused, match="Chưa đủ khóa mở phiếu"):
        sealed_count(vote=sealed.again(vote), actor=cast.secretary(), at=cast.AT)


def test_no_key_opens_before_closing(vote: SealedVote, tellers: list[sealed.Teller]) -> None:
    with pytest.raises(Refused, match="không làm được ở bước"):
        tellers[0].unlocks(vote)


def test_a_signature_of_something_else_is_refused(
    vote: SealedVote, tellers: list[sealed.Teller]
) -> None:
    vote = counted(sealed.closed(vote), tellers)
    with pytest.raises(Refused, match="Chữ ký không đúng"):
        replace(tellers[0], signing=tellers[1].signing).signs(vote)


def test_only_who_runs_the_meeting_goes_on_with_its_vote(
    vote: SealedVote, seats: list[Seat]
) -> None:
    with pytest.raises(NotAllowed):
        box_close(vote=vote, actor=seats[2].person, at=cast.AT)


def test_a_sealed_motion_is_not_opened_or_closed_like_others(
    seats: list[Seat], vote: SealedVote
) -> None:
    motion = Motion.objects.get(pk=vote.pk)
    with pytest.raises(Refused, match="Nội dung này không đếm"):
        motion_close(motion=motion, actor=cast.secretary(), at=cast.AT)


def test_the_roll_cannot_change_between_closing_and_the_count(
    vote: SealedVote, seats: list[Seat]
) -> None:
    sealed.closed(vote)
    with pytest.raises(Refused, match="số có mặt đã chốt"):
        attendance_record(
            seat=seats[0], presence=Presence.PROXY, mandate="1", actor=cast.secretary(), at=cast.AT
        )


def test_a_ballot_changed_in_the_database_stops_the_closing(vote: SealedVote) -> None:
    voter, asked = sealed.voters(vote)[0], question_of(vote)
    mine, signed = sealed.given(voter, asked)
    key = sealed_keys.box_key(vote.pk)
    ballot = mine.casts(signed, YES)
    mark = key.mark(ballot.token)
    SealedCast.objects.create(mark=mark, vote=vote, wrapped=bytes(600))
    with pytest.raises(Refused, match="bị sửa trong cơ sở dữ liệu"):
        sealed.closed(vote)


@pytest.mark.parametrize("with_ballots", [True, False])
def test_a_vote_that_cannot_be_counted_is_given_up_and_opens_nothing(
    vote: SealedVote, *, with_ballots: bool
) -> None:
    sealed.votes(vote, [YES, NO])
    if with_ballots:
        vote = sealed.closed(vote)
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        sealed_void(vote=vote, reason=" ", actor=cast.secretary(), at=cast.AT)
    sealed_void(vote=vote, reason="Mất khóa", actor=cast.secretary(), at=cast.AT)
    motion = Motion.objects.get(pk=vote.pk)
    inside = 2 if with_ballots else 0
    told = (motion.state, motion.carried, motion.issued, motion.returned, motion.invalid)
    assert told == (MotionState.CLOSED, False, 2, inside, inside)
    assert vote.casts.count() == 0
    with pytest.raises(Refused, match="Đã hủy"):
        sealed_count(vote=sealed.again(vote), actor=cast.secretary(), at=cast.AT)


def test_a_lost_key_is_told_as_such(vote: SealedVote) -> None:
    sealed_keys.destroy_keys(vote.pk)
    with pytest.raises(Refused, match="không còn khóa"):
        sealed.given(sealed.voters(vote)[0], question_of(vote))


FORBIDDEN: dict[str, Callable[[SealedVote], object]] = {
    "question": lambda v: SealedVote.objects.filter(pk=v.pk).update(question="{}"),
    "back": lambda v: SealedVote.objects.filter(pk=v.pk).update(state="asking"),
    "remove": lambda v: SealedVote.objects.filter(pk=v.pk)._raw_delete("default"),
    "roll": lambda v: v.voters.filter(place=1).update(name="Ai khác"),
    "newcomer": lambda v: v.voters.create(place=99, name="Ai khác"),
    "issue": lambda v: v.issues.update(asked="0" * 64),
    "issue-away": lambda v: v.issues.all()._raw_delete("default"),
    "ballot": lambda v: v.ballots.update(sealed=b""),
    "ballot-away": lambda v: v.ballots.all()._raw_delete("default"),
    "ballot-late": lambda v: v.ballots.create(tracker="0" * 64, token=b"", signature=b"", sealed=b"", proof=b""),
    "cast-late": lambda v: v.casts.create(mark="0" * 64, wrapped=b""),
    "keys": lambda v: v.tellers.filter(place=1).update(opening_key="0" * 64),
}  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_database_itself_refuses_to_change_a_closed_box(vote: SealedVote, what: str) -> None:
    sealed.votes(vote, [YES])
    vote = sealed.closed(vote)
    with pytest.raises(DatabaseError), transaction.atomic():
        FORBIDDEN[what](vote)


def test_the_motion_counts_what_is_in_the_box(
    vote: SealedVote, tellers: list[sealed.Teller]
) -> None:
    sealed.votes(vote, [YES, YES])
    vote = sealed.closed(vote)
    with pytest.raises(DatabaseError), transaction.atomic():
        Motion.objects.filter(pk=vote.pk).update(
            state="closed", carried=True, members=10, present=10, issued=2, returned=3, yes=3,
            no=0, abstain=0, invalid=0,
        )  # fmt: skip
