"""Printed ballots: random codes, two entries that must agree, what is refused, what a count comes to."""

import pytest
from django.db import DatabaseError, transaction

import cast
from apps.paper_votes import Count, a_list, on_paper, prepared, tellers
from thidua.apps.awards.models import Nomination
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.enums import Counting, Mode, Shape
from thidua.apps.meetings.models import Meeting, Motion, PaperBallot, PaperCount
from thidua.apps.meetings.queries.paper_ballots import differences, lone_warning
from thidua.apps.meetings.services import (
    motion_open,
    paper_enter,
    paper_finish,
    paper_prepare,
    vote_cast,
)
from web.evening import begin, conference, nomination_on_the_table, opened, seats

pytestmark = pytest.mark.django_db

YES, NO, BLANK = {"yes": "x"}, {"no": "x"}, dict[str, str]()


@pytest.fixture
def meeting() -> Meeting:
    begin(conference())
    return conference()


def test_a_nomination_is_counted_from_ballots_that_two_read_alike(meeting: Meeting) -> None:
    count = on_paper(meeting)
    voters = len(seats(meeting))
    count.both_read([YES] * (voters - 2) + [NO, BLANK])
    closed = count.closed(issued=voters)
    figures = (closed.issued, closed.returned, closed.invalid, closed.yes, closed.no)
    assert figures == (voters, voters, 1, voters - 2, 1)
    kept = PaperCount.objects.get(motion=closed)
    assert (kept.printed, kept.issued, kept.returned, kept.blank) == (15, voters, voters, 1)
    assert Nomination.objects.filter(motion=closed).exists() is closed.carried


def test_codes_are_drawn_anew_for_every_question_and_nothing_numbers_them(meeting: Meeting) -> None:
    motion = nomination_on_the_table(meeting, Mode.PAPER)
    first = set(prepared(motion).codes)
    again = prepared(motion)
    assert len(first | set(again.codes)) == 30
    assert [field.name for field in PaperBallot._meta.fields] == ["code", "motion"]


def test_a_teller_finds_the_other_s_entries_only_where_they_differ_once_both_are_done(
    meeting: Meeting,
) -> None:
    count = on_paper(meeting)
    first, second = count.codes[:2]
    count.reads(0, [YES, NO])
    assert differences(count.motion) == []
    count.reads(1, [YES, YES])
    assert [one.code for one in differences(count.motion)] == [second]
    with pytest.raises(Refused, match=f"khác nhau ở 01 phiếu: {second}"):
        count.closed(issued=2)
    with pytest.raises(Refused, match="chưa ghi lý do sửa"):
        count.enter(1, second, NO)
    with pytest.raises(Refused, match="đã nhập xong, không sửa nữa"):
        count.enter(1, first, NO, reason="Nhìn nhầm")
    count.enter(1, second, NO, reason="Nhìn nhầm dòng")
    assert differences(count.motion) == []
    told = Entry.objects.filter(deed="meetings.paper.correct").get().facts
    assert told == {"code": second, "teller": 2, "reason": "Nhìn nhầm dòng"}
    assert count.closed(issued=2).returned == 2


def test_a_ballot_that_only_one_of_them_has_is_a_difference_and_can_be_taken_back(
    meeting: Meeting,
) -> None:
    count = on_paper(meeting)
    count.reads(0, [YES, YES, YES])
    count.reads(1, [YES, YES])
    stray = count.codes[2]
    assert [one.code for one in differences(count.motion)] == [stray]
    paper_enter(
        motion=count.motion, code=stray, marks={}, reason="Không có tờ này", gone=True,
        actor=count.tellers[0], at=cast.AT,
    )  # fmt: skip
    assert count.closed(issued=3).returned == 2


def test_the_count_waits_for_both_tellers(meeting: Meeting) -> None:
    count = on_paper(meeting)
    count.reads(0, [YES])
    with pytest.raises(Refused, match="chưa cùng báo nhập xong"):
        count.closed(issued=1)


@pytest.mark.parametrize(
    ("code", "marks", "message"),
    [
        ("LAPHIEU", YES, "không phải của nội dung này"),
        ("", {"maybe": "x"}, "Trên phiếu không có: maybe"),
        ("", {"yes": "5"}, "Dấu “5” không đọc được"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(
    meeting: Meeting, code: str, marks: dict[str, str], message: str
) -> None:
    count = on_paper(meeting)
    with pytest.raises(Refused, match=message):
        count.enter(0, code or count.codes[0], marks)


def test_a_ballot_of_another_question_is_refused(meeting: Meeting) -> None:
    count = on_paper(meeting)
    other = prepared(a_list(meeting, Shape.EACH, Counting.VOTES))
    with pytest.raises(Refused, match="không phải của nội dung này"):
        count.enter(0, other.codes[0], YES)


def test_only_the_two_tellers_enter(meeting: Meeting) -> None:
    count = on_paper(meeting)
    with pytest.raises(NotAllowed, match="không phải là người kiểm phiếu"):
        paper_enter(
            motion=count.motion, code=count.codes[0], marks=YES, actor=cast.secretary(), at=cast.AT
        )


def test_nothing_is_entered_after_closing(meeting: Meeting) -> None:
    count = on_paper(meeting)
    count.both_read([YES])
    count.closed(issued=1)
    with pytest.raises(Refused, match="không đang biểu quyết"):
        count.enter(0, count.codes[1], YES)
    with pytest.raises(Refused, match="không đang biểu quyết"):
        paper_finish(motion=count.motion, actor=count.tellers[0], at=cast.AT)
    with pytest.raises(DatabaseError, match="while the vote is open"), transaction.atomic():
        count.motion.paper_tellers.get(place=1).entries.all().delete()


@pytest.mark.parametrize("issued", [1, 16])
def test_no_more_ballots_come_back_than_went_out_nor_go_out_than_were_printed(
    meeting: Meeting, issued: int
) -> None:
    count = on_paper(meeting)
    count.both_read([YES, YES])
    with pytest.raises(Refused, match="Số phiếu phát ra phải từ 02"):
        count.closed(issued=issued)


def test_more_ballots_out_than_members_present_are_refused(meeting: Meeting) -> None:
    count = on_paper(meeting)
    count.both_read([YES])
    with pytest.raises(Refused, match="không khớp"):
        count.closed(issued=len(seats(meeting)) + 1)


def test_preparing_takes_two_tellers_enough_ballots_and_a_question_not_yet_open(
    meeting: Meeting,
) -> None:
    motion = nomination_on_the_table(meeting, Mode.PAPER)
    one = tellers()[:1]
    by = {"motion": motion, "actor": cast.secretary(), "at": cast.AT}
    with pytest.raises(Refused, match="Cần đúng hai người kiểm phiếu khác nhau"):
        paper_prepare(printed=15, tellers=[*one, *one], **by)
    with pytest.raises(Refused, match="Số phiếu in phải từ"):
        paper_prepare(printed=2, tellers=tellers(), **by)
    with pytest.raises(Refused, match="Chưa in phiếu"):
        opened(motion)
    prepared(motion)
    opened(motion)
    with pytest.raises(Refused, match="không in thêm phiếu"):
        prepared(motion)
    with pytest.raises(DatabaseError, match="before the vote is open"), transaction.atomic():
        PaperBallot.objects.create(code="THEMVAO", motion=motion)


def mixed(meeting: Meeting, paper: int) -> Count:
    motion = nomination_on_the_table(meeting, Mode.MIXED)
    return prepared(motion, on_paper=seats(meeting)[:paper])


def test_ballots_on_paper_and_on_devices_make_one_count_and_both_are_told(meeting: Meeting) -> None:
    count = mixed(meeting, paper=3)
    motion_open(motion=count.motion, actor=cast.secretary(), at=cast.AT)
    all_seats = seats(meeting)
    for seat in all_seats[3:]:
        vote_cast(motion=count.motion, seat=seat, choice="yes", actor=seat.person, at=cast.AT)
    first = all_seats[0]
    with pytest.raises(Refused, match="đã nhận phiếu giấy"):
        vote_cast(motion=count.motion, seat=first, choice="yes", actor=first.person, at=cast.AT)
    count.both_read([YES, NO, YES])
    closed = count.closed(issued=3)
    many = len(all_seats)
    assert (closed.issued, closed.returned, closed.yes, closed.no) == (many, many, many - 1, 1)
    kept = PaperCount.objects.get(motion=closed)
    assert (kept.returned, kept.by_device) == (3, many - 3)


def test_before_opening_a_lone_ballot_is_warned_of(meeting: Meeting) -> None:
    all_seats = seats(meeting)
    told = lone_warning(mixed(meeting, paper=1).motion, all_seats)
    assert told.startswith("Chỉ có 01 phiếu giấy: người kiểm phiếu sẽ biết")


def test_no_lone_ballot_no_warning(meeting: Meeting) -> None:
    assert lone_warning(mixed(meeting, paper=2).motion, seats(meeting)) == ""


def test_a_list_chooses_the_strongest_and_nominates_each_with_its_own_votes(
    meeting: Meeting,
) -> None:
    motion = a_list(meeting, Shape.EACH, Counting.VOTES)
    count = prepared(motion)
    opened(motion)
    best, second = motion.options.order_by("place").values_list("code", flat=True)[:2]
    voters = len(seats(meeting))
    count.both_read([{best: "yes", second: "no"}] * voters)
    closed = count.closed(issued=voters)
    assert (closed.carried, closed.form.chosen, closed.form.tied) == (True, [best], [])
    own = Motion.objects.get(meeting=meeting, kind="nominate", award=motion.award)
    assert (own.subject.unit.code, own.yes, own.no, own.carried) == (best, voters, 0, True)
    assert Nomination.objects.get(motion=own).membership.unit.code == best


def test_a_changed_list_is_refused_while_it_is_voted_on(meeting: Meeting) -> None:
    motion = a_list(meeting, Shape.CHOOSE, Counting.VOTES, at_most=2)
    prepared(motion)
    opened(motion)
    with pytest.raises(DatabaseError, match="fixed once the vote is open"), transaction.atomic():
        motion.options.first().delete()


def test_a_list_is_not_counted_in_a_way_that_its_ballot_does_not_have(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="Cách tính kết quả không hợp với loại phiếu"):
        a_list(meeting, Shape.EACH, Counting.POINTS)
    with pytest.raises(Refused, match="Số được chọn nhiều nhất"):
        a_list(meeting, Shape.CHOOSE, Counting.VOTES, at_most=99)
