"""Deeds of those who run a vote by sealed ballots, and of its tellers, from the keys to the files."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.services import record, take_up
from thidua.apps.meetings.enums import MeetingState, Mode, MotionState, SealedState
from thidua.apps.meetings.models import Motion, SealedTeller, SealedVote, SealedVoter
from thidua.apps.meetings.policy import POLL, who_may
from thidua.apps.meetings.queries import is_secret, rule_of, seats_of
from thidua.apps.meetings.queries.sealed import (
    ballots_of,
    is_election,
    options_of,
    question_of,
    roll_digest,
    tellers_of,
    to_be_signed,
)
from thidua.apps.meetings.services.base import expect
from thidua.apps.meetings.services.motions import refuse_without_quorum
from thidua.apps.meetings.services.sealed_keys import destroy_keys, make_keys
from thidua.apps.meetings.services.votes import locked, settle
from thidua.apps.people.models import Person
from thidua.apps.units.policy import Ask, about_year, require
from thidua.voting import secret

KEY = 32  # bytes of a key of either curve
SETTLED = (
    "state", "asking_over", "question", "seal", "present", "closed_at", "tally", "tally_digest",
)  # fmt: skip


def may_run(deed: str, vote: SealedVote, actor: Person, at: datetime) -> None:
    """Refuse who doesn't run the vote: a meeting's secretary, or who runs it in a unit."""
    if vote.motion is not None:
        meeting = vote.motion.meeting
        require(deed, who_may(deed, meeting.kind), about_year(meeting.bloc_year, actor, at))
    elif vote.poll is not None:
        require(deed, POLL, Ask(actor, at, vote.poll.authority, unit=vote.poll.unit))


def note(deed: str, vote: SealedVote, actor: Person, at: datetime, **facts: object) -> None:
    record(deed, on=vote.matter, authority_id=vote.authority_id, actor_id=actor.pk, at=at, **facts)


def begin(vote: SealedVote, *states: SealedState) -> None:
    """Take the vote up and refuse what its state doesn't allow."""
    take_up(vote, *SETTLED, authority_id=vote.authority_id)
    expect(
        vote.state in states,
        f"Việc này không làm được ở bước “{SealedState(vote.state).label}”.",
        "Hãy tải lại trang để xem bước hiện tại.",
    )


@transaction.atomic
def sealed_prepare(
    *, motion: Motion, tellers: Sequence[Person], actor: Person, at: datetime
) -> SealedVote:
    """Name who counts, before the question is sealed; naming others voids the keys offered."""
    deed, meeting = "meetings.sealed.prepare", motion.meeting
    require(deed, who_may(deed, meeting.kind), about_year(meeting.bloc_year, actor, at))
    take_up(motion, "state", authority_id=meeting.authority_id)
    expect(
        motion.mode == Mode.SEALED and is_secret(motion),
        "Nội dung này không bỏ phiếu kín niêm phong.",
        "Hãy đưa nội dung ra với cách biểu quyết “phiếu kín niêm phong”.",
        "Quy tắc của nội dung phải cho bỏ phiếu kín.",
    )
    expect(motion.state == MotionState.TABLED, "Nội dung này đã niêm phong hoặc đã có kết quả.")
    vote, _ = SealedVote.objects.get_or_create(pk=motion.pk, defaults={"motion": motion})
    name_tellers(vote, tellers)
    note(deed, vote, actor, at, tellers=[str(teller) for teller in tellers])
    return vote


def name_tellers(vote: SealedVote, tellers: Sequence[Person]) -> None:
    expect(len(tellers) > 0, "Chưa cử người kiểm phiếu nào.", "Hãy chọn ít nhất một người.")
    expect(
        len({teller.pk for teller in tellers}) == len(tellers),
        "Một người kiểm phiếu được chọn hai lần.",
    )
    vote.tellers.all().delete()
    SealedTeller.objects.bulk_create(
        SealedTeller(vote=vote, place=place, person=person)
        for place, person in enumerate(tellers, start=1)
    )


def own_place(vote: SealedVote, actor: Person) -> SealedTeller:
    """Return the actor as a teller of the vote.

    Raises:
        NotAllowed: isn't one.
    """
    teller = vote.tellers.select_for_update().filter(person=actor).first()
    if teller is None:
        raise NotAllowed(
            "Ông/Bà không phải là người kiểm phiếu của nội dung này.",
            "Chỉ người kiểm phiếu được cử mới giữ khóa, mở phiếu và ký kết quả.",
        )
    return teller


@transaction.atomic
def teller_offer(
    *, vote: SealedVote, signing_key: bytes, opening_key: bytes, actor: Person, at: datetime
) -> SealedTeller:
    """Take the public halves of a teller's keys; the private halves stay with the teller."""
    begin(vote, SealedState.KEYS)
    teller = own_place(vote, actor)
    expect(
        len(signing_key) == len(opening_key) == KEY and signing_key != opening_key,
        "Khóa của người kiểm phiếu không đúng dạng.",
        "Hãy tạo lại khóa ở trang kiểm phiếu.",
    )
    teller.signing_key, teller.opening_key = signing_key.hex(), opening_key.hex()
    try:
        with transaction.atomic():
            teller.save(update_fields=["signing_key", "opening_key"])
    except IntegrityError as used:
        raise Refused(
            "Khóa mở phiếu này đã dùng cho một nội dung khác.",
            "Mở một hòm phiếu sẽ mở cả hòm kia.",
            "Hãy tạo khóa mới cho nội dung này.",
        ) from used
    note("meetings.sealed.offer", vote, actor, at, teller=teller.place, keys=fingerprint(teller))
    return teller


def fingerprint(teller: SealedTeller) -> list[str]:
    return [teller.signing_key, teller.opening_key]


@transaction.atomic
def sealed_open(
    *, vote: SealedVote, blank_is_valid: bool, actor: Person, at: datetime
) -> SealedVote:
    """Seal text, options, rule, roll and keys; from then on ballots are given out."""
    may_run("meetings.sealed.open", vote, actor, at)
    begin(vote, SealedState.KEYS)
    missing = [str(t) for t in tellers_of(vote) if not t.opening_key]
    expect(
        vote.tellers.exists() and not missing,
        f"Chưa có khóa của người kiểm phiếu: {', '.join(missing) or 'chưa cử ai'}.",
        "Mỗi người kiểm phiếu mở trang kiểm phiếu trên máy của mình và giao khóa.",
    )
    if vote.motion is not None:
        open_motion(vote.motion)
        set_roll(vote, vote.motion)
    names = list(vote.voters.order_by("place").values_list("name", flat=True))
    expect(len(names) > 0, "Danh sách người được bỏ phiếu còn trống.")
    question = asked(vote, make_keys(vote.pk), blank_is_valid=blank_is_valid)
    vote.question = secret.canonical(question.as_json).decode()
    vote.seal, vote.roll_digest = question.digest.hex(), roll_digest(names)
    vote.state = SealedState.ASKING
    vote.save(update_fields=["question", "seal", "roll_digest", "state"])
    note(
        "meetings.sealed.open", vote, actor, at,
        seal=vote.seal, roll=vote.roll_digest, voters=len(names),
    )  # fmt: skip
    return vote


def open_motion(motion: Motion) -> None:
    expect(
        motion.meeting.state == MeetingState.OPEN, "Cuộc họp chưa khai mạc.", "Hãy khai mạc trước."
    )
    refuse_without_quorum(motion)
    motion.state = MotionState.OPEN
    motion.save(update_fields=["state"])


def set_roll(vote: SealedVote, motion: Motion) -> None:
    SealedVoter.objects.bulk_create(
        SealedVoter(vote=vote, place=seat.place, seat=seat, name=str(seat))
        for seat in seats_of(motion.meeting)
    )


def asked(vote: SealedVote, token_key: RSAPublicKey, *, blank_is_valid: bool) -> secret.Question:
    election = is_election(vote)
    try:
        return secret.Question(
            id=str(vote.pk),
            text=vote.matter.question,
            kind=secret.QuestionKind.ELECTION if election else secret.QuestionKind.MOTION,
            options=options_of(vote),
            blank_is_valid=blank_is_valid,
            rule=rule_of(vote.matter),
            token_key=token_key,
            tellers=tuple(as_teller(teller) for teller in tellers_of(vote)),
        )
    except ValueError as wrong:
        raise Refused(f"Không niêm phong được nội dung này: {wrong}") from wrong


def as_teller(teller: SealedTeller) -> secret.Teller:
    return secret.Teller(
        str(teller),
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(teller.signing_key)),
        X25519PublicKey.from_public_bytes(bytes.fromhex(teller.opening_key)),
    )


@transaction.atomic
def box_open(*, vote: SealedVote, asking_over: bool, actor: Person, at: datetime) -> SealedVote:
    """Open the box; where asking is over by then, no request falls near a ballot in time."""
    may_run("meetings.sealed.box", vote, actor, at)
    begin(vote, SealedState.ASKING)
    vote.state, vote.asking_over = SealedState.BOX, asking_over
    vote.save(update_fields=["state", "asking_over"])
    note("meetings.sealed.box", vote, actor, at, asking_over=asking_over)
    return vote


@transaction.atomic
def teller_unlock(
    *, vote: SealedVote, opening_key: bytes, actor: Person, at: datetime
) -> SealedTeller:
    """Take a teller's private opening key, after the box is closed."""
    begin(vote, SealedState.CLOSED)
    teller = own_place(vote, actor)
    expect(
        len(opening_key) == KEY and public_half(opening_key) == teller.opening_key,
        "Khóa mở phiếu không phải là khóa Ông/Bà đã giao nửa công khai.",
        "Hãy dùng đúng máy hoặc tệp khóa đã tạo cho nội dung này, hoặc bản giấy trong phong bì niêm phong.",
    )
    teller.opened = opening_key.hex()
    teller.save(update_fields=["opened"])
    note("meetings.sealed.unlock", vote, actor, at, teller=teller.place)
    transaction.on_commit(partial(destroy_keys, vote.pk))
    return teller


def public_half(opening_key: bytes) -> str:
    private = X25519PrivateKey.from_private_bytes(opening_key)
    return private.public_key().public_bytes_raw().hex()


@transaction.atomic
def sealed_count(*, vote: SealedVote, actor: Person, at: datetime) -> SealedVote:
    """Open the ballots with all tellers' keys and count; on a motion the result takes effect."""
    may_run("meetings.sealed.count", vote, actor, at)
    begin(vote, SealedState.CLOSED)
    tellers = list(tellers_of(vote))
    missing = [str(teller) for teller in tellers if not teller.opened]
    expect(
        not missing,
        f"Chưa đủ khóa mở phiếu, còn: {', '.join(missing)}.",
        "Thiếu một khóa thì không lá phiếu nào mở được; người vắng mặt thì mở phong bì niêm phong giữ bản giấy của khóa.",
    )
    frozen = opened_and_counted(vote, tellers)
    tally = secret.tally_of(vote.title, localtime(vote.closed_at), [frozen])
    vote.tally, vote.tally_digest = secret.canonical(tally).decode(), secret.tally_digest(tally)
    vote.state = SealedState.COUNTED
    vote.save(update_fields=["tally", "tally_digest", "state"])
    note("meetings.sealed.count", vote, actor, at, tally=vote.tally_digest)
    if vote.motion is not None:
        vote.motion = settle_motion(vote.motion, frozen, actor, at)
    return vote


def opened_and_counted(vote: SealedVote, tellers: Sequence[SealedTeller]) -> secret.Frozen:
    keys = [X25519PrivateKey.from_private_bytes(bytes.fromhex(t.opened)) for t in tellers]
    try:
        box = secret.Box(question_of(vote)).put(*ballots_of(vote)).close()
        return secret.freeze(
            box,
            keys,
            entitled=vote.voters.count(),
            present=vote.present or 0,
            issued=vote.issues.count(),
        )
    except secret.BallotError as wrong:
        raise Refused(
            f"Không kiểm phiếu được: {wrong}",
            "Hòm phiếu hoặc khóa không khớp với những gì đã niêm phong.",
            "Hãy lập biên bản và báo cơ quan thường trực; không sửa số liệu bằng tay.",
        ) from wrong


def settle_motion(motion: Motion, frozen: secret.Frozen, actor: Person, at: datetime) -> Motion:
    """Put the figures into the motion as any other count; its result follows from the same rule."""
    motion = locked(motion)
    votes = list(frozen.tally.votes)
    if frozen.question.kind is secret.QuestionKind.MOTION:
        votes[-1] = frozen.count.abstain
    for option, got in zip(motion.options.order_by("place"), votes, strict=True):
        option.votes = got
        option.save(update_fields=["votes"])
    return settle(motion, frozen.count, actor, at)


@transaction.atomic
def teller_sign(
    *,
    vote: SealedVote,
    tally_signature: bytes,
    ballots_signature: bytes,
    actor: Person,
    at: datetime,
) -> SealedTeller:
    """Take a teller's signatures of both files; once all have signed, the tally is published."""
    begin(vote, SealedState.COUNTED)
    teller = own_place(vote, actor)
    tally, ballots = to_be_signed(vote)
    expect(
        is_signed(teller, tally_signature, tally) and is_signed(teller, ballots_signature, ballots),
        "Chữ ký không đúng với kết quả kiểm phiếu hoặc không phải của khóa ký đã giao.",
        "Hãy tải lại trang kiểm phiếu rồi ký lại bằng khóa đã giao.",
    )
    teller.tally_signature = tally_signature.hex()
    teller.ballots_signature = ballots_signature.hex()
    teller.save(update_fields=["tally_signature", "ballots_signature"])
    if not vote.tellers.filter(tally_signature="").exists():
        vote.state = SealedState.PUBLISHED
        vote.save(update_fields=["state"])
    note(
        "meetings.sealed.sign", vote, actor, at,
        teller=teller.place, tally=vote.tally_digest, published=vote.state == SealedState.PUBLISHED,
    )  # fmt: skip
    transaction.on_commit(partial(destroy_keys, vote.pk))
    return teller


def is_signed(teller: SealedTeller, signature: bytes, told: bytes) -> bool:
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(teller.signing_key))
    try:
        key.verify(signature, told)
    except InvalidSignature:
        return False
    return True
