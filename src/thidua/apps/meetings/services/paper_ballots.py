"""Deeds of printed ballots: print them, enter them twice, settle differences on record, count."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.services import hold
from thidua.apps.meetings.enums import ELECTIONS, ON_PAPER, Mode, MotionState
from thidua.apps.meetings.models import (
    Motion,
    PaperBallot,
    PaperCorrection,
    PaperCount,
    PaperEntry,
    PaperSeat,
    PaperTeller,
    Seat,
)
from thidua.apps.meetings.queries import count_of, present_count, votes_by_candidate
from thidua.apps.meetings.queries.kinds import ballot_paper_of, form_of
from thidua.apps.meetings.queries.paper_ballots import (
    agreed_pile,
    both_done,
    differences,
    paper_count_of,
    paper_teller_of,
)
from thidua.apps.meetings.services.base import expect, may, tell
from thidua.apps.meetings.services.lists import settle_list
from thidua.apps.meetings.services.votes import locked, refuse_faults, settle
from thidua.apps.people.models import Person
from thidua.text import padded
from thidua.voting import Count, Tally, count_from, tally, unreadable

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those read for one another
CODE_LENGTH = 7
MOST = 500


@transaction.atomic
def paper_prepare(
    *,
    motion: Motion,
    printed: int,
    tellers: Sequence[Person],
    actor: Person,
    at: datetime,
    paper_seats: Sequence[Seat] = (),
) -> PaperCount:
    """Make the codes of the ballots to print and name the two tellers; anew until the vote opens."""
    may("meetings.paper.prepare", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    check_preparing(motion, printed, tellers, paper_seats)
    clear(motion)
    count = PaperCount.objects.create(motion=motion, printed=printed)
    PaperBallot.objects.bulk_create(
        PaperBallot(code=code, motion=motion) for code in sorted(fresh_codes(printed))
    )
    PaperTeller.objects.bulk_create(
        PaperTeller(motion=motion, place=place, person=person)
        for place, person in enumerate(tellers, 1)
    )
    PaperSeat.objects.bulk_create(PaperSeat(motion=motion, seat=seat) for seat in paper_seats)
    tell(
        "meetings.paper.prepare", motion, motion.meeting, actor, at,
        printed=printed, on_paper=sorted(seat.place for seat in paper_seats),
    )  # fmt: skip
    return count


def check_preparing(
    motion: Motion, printed: int, tellers: Sequence[Person], paper_seats: Sequence[Seat]
) -> None:
    expect(motion.mode in ON_PAPER, "Nội dung này không bỏ phiếu giấy có mã.")
    expect(motion.state == MotionState.TABLED, "Nội dung này đã mở, không in thêm phiếu được.")
    expect(
        len({person.pk for person in tellers}) == len(tellers) == 2,
        "Cần đúng hai người kiểm phiếu khác nhau.",
        "Hãy chọn hai người; mỗi người nhập riêng.",
        "Hai bản nhập độc lập thì lỗi của một người mới lộ ra.",
    )
    mixed = motion.mode == Mode.MIXED
    needed = len(paper_seats) if mixed else motion.meeting.seats.count()
    expect(
        needed <= printed <= MOST,
        f"Số phiếu in phải từ {padded(needed)} đến {MOST}, không thể là {padded(printed)}.",
        "Nên in dư vài phiếu để đổi phiếu hỏng.",
    )
    foreign = any(seat.meeting_id != motion.meeting_id for seat in paper_seats)
    expect(not foreign, "Có ghế không thuộc cuộc họp này.")
    expect(
        bool(paper_seats) == mixed,
        "Chưa chọn ai bỏ phiếu giấy." if mixed else "Nội dung này mọi người đều bỏ phiếu giấy.",
    )


def clear(motion: Motion) -> None:
    for rows in (motion.paper_tellers, motion.paper_seats, motion.paper_ballots):
        rows.all().delete()
    PaperCount.objects.filter(motion=motion).delete()


def fresh_codes(many: int) -> set[str]:
    """Draw codes at random: their order says nothing of who was given which."""
    codes: set[str] = set()
    while len(codes) < many:
        codes.add("".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)))
    return codes


@transaction.atomic
def paper_enter(
    *,
    motion: Motion,
    code: str,
    marks: Mapping[str, str],
    actor: Person,
    at: datetime,
    spoiled: str = "",
    reason: str = "",
    gone: bool = False,
) -> PaperEntry | None:
    """Enter what a teller reads on a ballot; once both are done, only where they differ, for a reason.

    `gone` takes an entry back: no ballot of that code came back. The journal hears the code and the reason of a correction, never a mark.
    """
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    teller = teller_or_refuse(motion, actor)
    expect(
        motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết, không nhập phiếu."
    )
    ballot = ballot_or_refuse(motion, code)
    if wrong := unreadable(ballot_paper_of(motion, form_of(motion)), marks):
        raise Refused(f"Phiếu {ballot.code}: {wrong}", remedy="Hãy chọn lại theo tờ phiếu.")
    if teller.done:
        correct(teller, ballot, reason, actor, at)
    if gone:
        PaperEntry.objects.filter(ballot=ballot, teller=teller).delete()
        return None
    entry, _ = PaperEntry.objects.update_or_create(
        ballot=ballot, teller=teller, defaults={"marks": dict(marks), "spoiled": spoiled}
    )
    return entry


def teller_or_refuse(motion: Motion, actor: Person) -> PaperTeller:
    teller = paper_teller_of(motion, actor)
    if teller is None:
        raise NotAllowed(
            "Ông/Bà không phải là người kiểm phiếu của nội dung này.",
            "Chỉ hai người được cử mới nhập phiếu.",
        )
    return teller


def ballot_or_refuse(motion: Motion, code: str) -> PaperBallot:
    wanted = code.strip().upper().replace("-", "").replace(" ", "")
    ballot = motion.paper_ballots.filter(code=wanted).first()
    if ballot is None:
        raise Refused(
            f"Mã “{code.strip()}” không phải của nội dung này.",
            "Tờ phiếu có mã khác là phiếu của nội dung khác, hoặc không do Ban kiểm phiếu phát ra.",
            "Hãy đọc lại mã trên tờ phiếu; phiếu lạ thì để riêng và báo Trưởng Ban kiểm phiếu.",
        )
    return ballot


def correct(
    teller: PaperTeller, ballot: PaperBallot, reason: str, actor: Person, at: datetime
) -> None:
    motion = teller.motion
    expect(
        ballot.code in {one.code for one in differences(motion)},
        f"Phiếu {ballot.code}: đã nhập xong, không sửa nữa.",
        why="Khi hai người đã nhập xong chỉ sửa phiếu mà hai bản nhập khác nhau.",
    )
    expect(
        bool(reason.strip()),
        f"Phiếu {ballot.code}: chưa ghi lý do sửa.",
        "Hãy xem lại tờ phiếu và ghi vì sao bản nhập trước sai.",
    )
    PaperCorrection.objects.create(ballot=ballot, teller=teller, reason=reason.strip())
    tell(
        "meetings.paper.correct", motion, motion.meeting, actor, at,
        code=ballot.code, teller=teller.place, reason=reason.strip(),
    )  # fmt: skip


@transaction.atomic
def paper_finish(*, motion: Motion, actor: Person, at: datetime) -> PaperTeller:
    """Say that a teller has entered every ballot that came back; entries are compared after both did."""
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    teller = teller_or_refuse(motion, actor)
    expect(motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết.")
    expect(not teller.done, "Ông/Bà đã báo nhập xong.")
    many = teller.entries.count()
    expect(many > 0, "Chưa nhập phiếu nào.", "Hãy nhập từng tờ phiếu thu về.")
    teller.done = True
    teller.save(update_fields=["done"])
    tell(
        "meetings.paper.finish",
        motion,
        motion.meeting,
        actor,
        at,
        teller=teller.place,
        ballots=many,
    )
    return teller


@transaction.atomic
def paper_close(*, motion: Motion, issued: int, actor: Person, at: datetime) -> Motion:
    """Count the printed ballots, with those cast on devices where there are any, and close."""
    may("meetings.motion.close", motion.meeting, actor, at)
    hold(motion.meeting.authority_id)
    motion = locked(motion)
    expect(motion.state == MotionState.OPEN, "Nội dung này không đang biểu quyết.")
    paper_count = paper_count_of(motion)
    if paper_count is None:
        raise Refused("Nội dung này không bỏ phiếu giấy có mã.")
    refuse_unsettled(motion)
    form = form_of(motion)
    paper = ballot_paper_of(motion, form)
    pile = tally(paper, agreed_pile(motion))
    refuse_issued(paper_count, pile, issued)
    present = present_count(motion.meeting)
    count = count_from(
        paper, pile, members=motion.meeting.seats.count(), present=present, issued=issued
    )
    by_device = motion.ballot_marks.count()
    paper_count.issued, paper_count.returned = issued, pile.returned
    paper_count.blank, paper_count.by_device = pile.blank, by_device
    paper_count.save()
    if form is not None and motion.mode == Mode.PAPER:
        return settle_list(form, pile, count, actor, at)
    whole = added(motion, count, pile) if motion.mode == Mode.MIXED else count
    refuse_faults(motion, whole, [])
    add_votes(motion, pile)
    voted = list(motion.ballot_marks.order_by("seat__place").values_list("seat__place", flat=True))
    return settle(motion, whole, actor, at, voted=voted)


def refuse_unsettled(motion: Motion) -> None:
    expect(
        both_done(motion),
        "Hai người kiểm phiếu chưa cùng báo nhập xong.",
        "Chờ cả hai nhập hết phiếu thu về rồi bấm “Đã nhập xong”.",
    )
    open_ = [one.code for one in differences(motion)]
    expect(
        not open_,
        f"Hai bản nhập còn khác nhau ở {padded(len(open_))} phiếu: {', '.join(open_)}.",
        "Hai người kiểm phiếu xem lại từng tờ phiếu này và sửa bản nhập, ghi lý do.",
    )


def refuse_issued(paper_count: PaperCount, pile: Tally, issued: int) -> None:
    expect(
        pile.returned <= issued <= paper_count.printed,
        f"Số phiếu phát ra phải từ {padded(pile.returned)} (số thu về) đến "
        f"{padded(paper_count.printed)} (số đã in), không thể là {padded(issued)}.",
        "Hãy đếm lại số phiếu chưa phát.",
    )


def added(motion: Motion, on_paper: Count, pile: Tally) -> Count:
    """Add the ballots cast on devices to those on paper."""
    cast = count_of(motion)
    offered = cast.present - present_on_paper(motion)
    figures = {
        name: getattr(on_paper, name) + getattr(cast, name)
        for name in ("returned", "valid", "yes", "no", "abstain")
    }
    if motion.kind in ELECTIONS:
        votes = votes_by_candidate(motion)
        best = max(got + pile.of(code).yes for code, got in votes.items())
        figures |= {"yes": best, "no": figures["valid"] - best, "abstain": 0}
    return Count(
        members=cast.members,
        present=cast.present,
        issued=on_paper.issued + offered,
        invalid=on_paper.invalid,
        **figures,
    )


def present_on_paper(motion: Motion) -> int:
    return motion.paper_seats.exclude(seat__presence="absent").count()


def add_votes(motion: Motion, pile: Tally) -> None:
    for option in motion.options.select_for_update().order_by("place"):
        option.votes += pile.of(option.code).yes
        option.save(update_fields=["votes"])
