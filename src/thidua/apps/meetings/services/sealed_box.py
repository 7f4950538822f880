"""Giving ballots out, the box, and its closing.

Nothing here tells the journal, or anything else, who asked or when a ballot came. What is answered
to a voter has been committed before.
"""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from hashlib import sha256
from secrets import token_bytes
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import IntegrityError, transaction
from django.db.models import F

from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import empty_write_ahead_log, hold, join_in, queued, shut_out
from thidua.apps.meetings.enums import SealedState
from thidua.apps.meetings.models import (
    SealedBallot,
    SealedCast,
    SealedIssue,
    SealedRefusal,
    SealedVote,
    SealedVoter,
)
from thidua.apps.meetings.queries import present_count
from thidua.apps.meetings.queries.sealed import (
    GIVING,
    has_no_ballot_in_absence,
    question_of,
    refused_counts,
)
from thidua.apps.meetings.services.base import expect
from thidua.apps.meetings.services.sealed import begin, may_run, note
from thidua.apps.meetings.services.sealed_keys import BoxKey, box_key, destroy_keys, token_key
from thidua.apps.meetings.services.votes import locked, settle
from thidua.apps.people.models import Person
from thidua.voting import Count
from thidua.voting.secret import (
    BallotError,
    BlindingError,
    Cast,
    blind_sign,
    check_cast,
    software_rsa,
)
from thidua.voting.secret.box import TOKEN

PROOF = 64


def ballot_give(*, voter: SealedVoter, blinded: bytes) -> bytes:
    """Sign a voter's blinded request, once for each line of the roll.

    The same request may come again after a lost answer: signed twice it is the same signature.

    Raises:
        BallotError: another request was signed before, or none is signed now.
    """
    vote, asked = voter.vote, sha256(blinded).hexdigest()
    check_giving(vote, voter)
    check_asked_once(voter, asked)
    signed = signature_of(vote, blinded)
    with queued(), transaction.atomic():
        join_in(vote.pk)
        vote.refresh_from_db(fields=["state", "asking_over"])
        check_giving(vote, voter)
        note_given(voter, asked)
    check_asked_once(voter, asked)
    return signed


def check_giving(vote: SealedVote, voter: SealedVoter) -> None:
    if vote.state == SealedState.KEYS:
        raise BallotError("not-open")
    if vote.state not in GIVING:
        raise BallotError("closed")
    if vote.asking_over:
        raise BallotError("asking-over")
    if has_no_ballot_in_absence(vote, voter.seat):
        raise Refused(
            f"{voter} chưa được điểm danh có mặt.", remedy="Hãy báo thư ký điểm danh rồi thử lại."
        )


def check_asked_once(voter: SealedVoter, asked: str) -> None:
    given = SealedIssue.objects.filter(voter=voter).first()
    if given is not None and given.asked != asked:
        raise BallotError("already-given")


def note_given(voter: SealedVoter, asked: str) -> None:
    """Write the row unless there is one; the key decides between two requests at once."""
    SealedIssue.objects.bulk_create(
        [SealedIssue(voter=voter, vote_id=voter.vote_id, asked=asked)], ignore_conflicts=True
    )


def signature_of(vote: SealedVote, blinded: bytes) -> bytes:
    key = token_key(vote.pk)
    try:
        return blind_sign(key.public_key(), software_rsa(key, token_bytes), blinded)
    except BlindingError:
        raise BallotError("wrong-request") from None


def ballot_put(*, ballot: Cast) -> str:
    """Put a ballot into the box and return its tracker; the same one again is the same one.

    Raises:
        BallotError: why it isn't taken; how often that happened is counted, by reason alone.
    """
    vote = vote_of(ballot)
    try:
        put(vote, ballot)
    except BallotError as refused:
        note_refused(vote, refused.fault.code)
        raise
    return ballot.tracker


def vote_of(ballot: Cast) -> SealedVote:
    try:
        vote = SealedVote.objects.filter(pk=UUID(ballot.question)).first()
    except ValueError:
        vote = None
    if vote is None:
        raise BallotError("other-question")
    return vote


def put(vote: SealedVote, ballot: Cast) -> None:
    if vote.state in {SealedState.KEYS, SealedState.ASKING}:
        raise BallotError("not-open")
    if vote.state == SealedState.BOX:
        check_cast(question_of(vote), ballot, ())
        with queued(), transaction.atomic():
            join_in(vote.pk)
            vote.refresh_from_db(fields=["state"])
            if vote.state == SealedState.BOX:
                put_wrapped(vote, ballot)
    if vote.state != SealedState.BOX and not is_in_closed_box(vote, ballot):
        raise BallotError("closed")


def put_wrapped(vote: SealedVote, ballot: Cast) -> None:
    """Write the ballot under its mark; the mark's key decides between two of one token."""
    key = box_key(vote.pk)
    mark, told = key.mark(ballot.token), packed(ballot)
    wrapped = SealedCast(mark=mark, vote=vote, wrapped=key.wrap(mark, told))
    try:
        with transaction.atomic():
            wrapped.save(force_insert=True)
    except IntegrityError:
        before = SealedCast.objects.get(mark=mark)
        if key.unwrap(mark, bytes(before.wrapped)) != told:
            raise BallotError("used-token") from None


def is_in_closed_box(vote: SealedVote, ballot: Cast) -> bool:
    return vote.ballots.filter(tracker=ballot.tracker).exists()


def packed(ballot: Cast) -> bytes:
    return ballot.token + ballot.proof + ballot.signature + ballot.sealed


def unpacked(vote: SealedVote, told: bytes) -> Cast:
    size = question_of(vote).token_key.key_size // 8
    ends = (0, TOKEN, TOKEN + PROOF, TOKEN + PROOF + size, len(told))
    token, proof, signature, sealed = (told[start:end] for start, end in itertools.pairwise(ends))
    return Cast(str(vote.pk), token, signature, sealed, proof)


def note_refused(vote: SealedVote, code: str) -> None:
    with queued(), transaction.atomic():
        row, _ = SealedRefusal.objects.get_or_create(vote=vote, code=code)
        SealedRefusal.objects.filter(pk=row.pk).update(times=F("times") + 1)


@transaction.atomic
def box_close(*, vote: SealedVote, actor: Person, at: datetime) -> SealedVote:
    """Close the box: its ballots are unwrapped, sorted by token and written at once.

    What the rows before said can't be read any more once the box key is destroyed, which is done as
    soon as the closing is on disk, and again at every later deed in case the server stopped there.
    """
    may_run("meetings.sealed.close", vote, actor, at)
    hold(vote.authority_id)
    shut_out(vote.pk)
    begin(vote, SealedState.BOX)
    fill_box(vote, box_key(vote.pk))
    given = forget_order_of_asking(vote)
    motion = vote.motion
    vote.present = present_count(motion.meeting) if motion else len(given)
    vote.state, vote.closed_at = SealedState.CLOSED, at
    vote.save(update_fields=["state", "present", "closed_at"])
    told: Mapping[str, object] = {"given": given} if motion else {}
    note(
        "meetings.sealed.close", vote, actor, at,
        issued=len(given), returned=vote.ballots.count(), refused=refused_counts(vote), **told,
    )  # fmt: skip
    transaction.on_commit(partial(leave_nothing, vote.pk))
    return vote


def fill_box(vote: SealedVote, key: BoxKey) -> None:
    ballots = [unwrapped(vote, key, row) for row in vote.casts.iterator()]
    SealedBallot.objects.bulk_create(
        SealedBallot(
            tracker=ballot.tracker,
            vote=vote,
            token=ballot.token,
            signature=ballot.signature,
            sealed=ballot.sealed,
            proof=ballot.proof,
        )
        for ballot in sorted(ballots, key=lambda ballot: ballot.token)
    )
    vote.casts.all().delete()


def unwrapped(vote: SealedVote, key: BoxKey, row: SealedCast) -> Cast:
    try:
        return unpacked(vote, key.unwrap(row.mark, bytes(row.wrapped)))
    except InvalidTag:
        raise Refused(
            "Có lá phiếu trong hòm bị sửa trong cơ sở dữ liệu.",
            "Lá phiếu ấy không còn khớp với khóa của hòm.",
            "Hãy lập biên bản, giữ nguyên máy chủ và báo cơ quan thường trực.",
        ) from None


def forget_order_of_asking(vote: SealedVote) -> Sequence[int]:
    """Write anew, in the roll's order, who was given a ballot; return their places."""
    rows = list(vote.issues.select_related("voter").order_by("voter__place"))
    vote.issues.all().delete()
    SealedIssue.objects.bulk_create(rows)
    return [row.voter.place for row in rows]


@transaction.atomic
def sealed_void(*, vote: SealedVote, reason: str, actor: Person, at: datetime) -> SealedVote:
    """Give up a vote that can't be counted, as when a key is lost; no ballot of it is ever opened.

    A motion is then closed as not carried, its ballots as invalid: the meeting can go on.
    """
    may_run("meetings.sealed.void", vote, actor, at)
    hold(vote.authority_id)
    shut_out(vote.pk)
    begin(vote, SealedState.ASKING, SealedState.BOX, SealedState.CLOSED)
    expect(reason.strip() != "", "Chưa ghi lý do hủy.", "Hãy ghi lý do, ví dụ mất khóa mở phiếu.")
    lost = vote.casts.count()
    vote.casts.all().delete()
    vote.state, vote.void_reason = SealedState.VOID, reason.strip()
    vote.save(update_fields=["state", "void_reason"])
    note("meetings.sealed.void", vote, actor, at, reason=vote.void_reason, lost=lost)
    if vote.motion is not None:
        settle(locked(vote.motion), nothing_opened(vote), actor, at)
    transaction.on_commit(partial(leave_nothing, vote.pk))
    return vote


def nothing_opened(vote: SealedVote) -> Count:
    used, motion = vote.ballots.count(), vote.motion
    present = present_count(motion.meeting) if motion else 0
    return Count(
        members=vote.voters.count(),
        present=present,
        issued=vote.issues.count(),
        returned=used,
        valid=0,
        invalid=used,
        yes=0,
        no=0,
        abstain=0,
    )


def leave_nothing(vote: UUID) -> None:
    destroy_keys(vote)
    empty_write_ahead_log()
