"""Beside the count: no objection, reservations, votes on trial, equals, another round, lead and deputy."""

import pytest
from django.db import DatabaseError, transaction

import cast
from apps.paper_votes import prepared
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.meetings.enums import Mode, MotionKind
from thidua.apps.meetings.models import Meeting, Motion, MotionRule
from thidua.apps.meetings.queries.kinds import elected_in
from thidua.apps.meetings.services import (
    meeting_close,
    motion_again,
    motion_close_counted,
    reservation_record,
    revote_set,
)
from thidua.voting import Count, GoesOn, RevoteRule, RuleStatus, TieWay, When
from thidua.year.conference import table_deputy, table_election, table_trial
from thidua.year.steps import acclaim, break_tie, close_motion
from web.evening import begin, conference, opened, report_on_the_table, seats

pytestmark = pytest.mark.django_db


def by() -> dict[str, object]:
    return {"actor": cast.secretary(), "at": cast.AT}


@pytest.fixture
def meeting() -> Meeting:
    begin(conference())
    return conference()


def rounds(meeting: Meeting, tie: TieWay = TieWay.ROUND, most: int = 2) -> None:
    rule = RevoteRule(
        max_rounds=most, goes_on=GoesOn.TIED, when=When.SAME_MEETING, tie=tie,
        provision="Điều 9 Quy chế (minh họa)", status=RuleStatus.ILLUSTRATIVE,
    )  # fmt: skip
    revote_set(bloc_year=meeting.bloc_year, kind=MotionKind.ELECT_LEAD, rule=rule, **by())


def election(meeting: Meeting) -> Motion:
    return opened(table_election(meeting=meeting, mode=Mode.COUNTED, **by()))


def counted(motion: Motion, *votes: int) -> Motion:
    """Close an election with so many votes for the first candidates."""
    many, given = len(seats(motion.meeting)), sum(votes)
    codes = list(motion.options.order_by("place").values_list("code", flat=True))
    best = max(votes)
    count = Count(
        members=many, present=many, issued=many, returned=given, valid=given, invalid=0,
        yes=best, no=given - best, abstain=0,
    )  # fmt: skip
    got = dict.fromkeys(codes, 0) | dict(zip(codes, votes, strict=False))
    return close_motion(motion=motion, count=count, votes=got, **by())


def half(meeting: Meeting) -> tuple[int, int]:
    """Return votes that leave two equal at the top, each above any share of those given."""
    many = len(seats(meeting))
    return many // 2, many // 2


def lower_the_bar(meeting: Meeting) -> None:
    """Let an election ask for a third, so that two equals both reach it."""
    MotionRule.objects.filter(bloc_year=meeting.bloc_year, kind="elect_lead").update(
        percent=30, op="ge"
    )


def test_where_nobody_objects_everyone_present_is_for_it(meeting: Meeting) -> None:
    motion = opened(report_on_the_table(meeting, Mode.COUNTED))
    closed = acclaim(motion=motion, asked_by="Chủ tọa (minh họa)", **by())
    many = len(seats(meeting))
    assert (closed.carried, closed.yes, closed.no, closed.returned) == (True, many, 0, many)
    assert closed.acclamation.asked_by == "Chủ tọa (minh họa)"


def test_a_vote_that_must_be_secret_is_not_settled_by_asking(meeting: Meeting) -> None:
    with pytest.raises(Refused, match=r"Có nhiều người để bầu|phải bỏ phiếu kín"):
        acclaim(motion=election(meeting), asked_by="Chủ tọa", **by())


def test_who_asked_must_be_told(meeting: Meeting) -> None:
    motion = opened(report_on_the_table(meeting, Mode.COUNTED))
    with pytest.raises(Refused, match="Chưa ghi ai đã hỏi"):
        acclaim(motion=motion, asked_by=" ", **by())


def test_reservations_are_kept_and_change_no_vote(meeting: Meeting) -> None:
    motion = opened(report_on_the_table(meeting, Mode.COUNTED))
    seat = seats(meeting)[2]
    kept = reservation_record(motion=motion, seat=seat, text="Chưa nêu khó khăn về vốn.", **by())
    assert str(kept) == f"{seat}: Chưa nêu khó khăn về vốn."
    assert acclaim(motion=motion, asked_by="Chủ tọa", **by()).carried
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        kept.delete()


def test_a_reservation_about_a_person_or_before_the_vote_is_refused(meeting: Meeting) -> None:
    seat = seats(meeting)[0]
    with pytest.raises(Refused, match="về văn bản"):
        reservation_record(motion=election(meeting), seat=seat, text="Không", **by())
    tabled = report_on_the_table(meeting, Mode.COUNTED)
    with pytest.raises(Refused, match="từ khi mở biểu quyết"):
        reservation_record(motion=tabled, seat=seat, text="Không", **by())


def test_a_vote_on_trial_decides_nothing_and_may_be_held_again(meeting: Meeting) -> None:
    for _ in range(2):
        motion = opened(table_trial(meeting=meeting, mode=Mode.COUNTED, **by()))
        closed = (
            acclaim(motion=motion, asked_by="Chủ tọa", **by())
            if may_ask(motion)
            else counted_yes(motion)
        )
        assert (closed.carried, closed.reason) == (False, "Bỏ phiếu thử, không có giá trị.")


def may_ask(motion: Motion) -> bool:
    return motion.ballot != "secret"


def counted_yes(motion: Motion) -> Motion:
    many = len(seats(motion.meeting))
    count = Count(
        members=many, present=many, issued=many, returned=many, valid=many, invalid=0,
        yes=many, no=0, abstain=0,
    )  # fmt: skip
    return motion_close_counted(motion=motion, count=count, **by())


def test_without_a_rule_of_rounds_equals_stay_equal(meeting: Meeting) -> None:
    lower_the_bar(meeting)
    motion = counted(election(meeting), *half(meeting))
    assert not motion.carried
    code = motion.options.order_by("place").first().code
    with pytest.raises(Refused, match="chưa có quy tắc khi bằng phiếu"):
        break_tie(motion=motion, code=code, told="Chủ tọa chọn", **by())
    with pytest.raises(Refused, match="Chưa có quy tắc bỏ phiếu lại"):
        motion_again(motion=motion, **by())


def test_a_lot_is_drawn_on_record_where_the_rule_says_so_and_elects(meeting: Meeting) -> None:
    rounds(meeting, TieWay.LOT)
    lower_the_bar(meeting)
    motion = counted(election(meeting), *half(meeting))
    first, second, third = motion.options.order_by("place")[:3]
    with pytest.raises(Refused, match="không ở trong số bằng phiếu"):
        break_tie(motion=motion, code=third.code, told="Rút thăm", **by())
    with pytest.raises(Refused, match="Chưa ghi việc phân định"):
        break_tie(motion=motion, code=first.code, told="", **by())
    with pytest.raises(Refused, match="Không có vòng bỏ phiếu tiếp theo"):
        motion_again(motion=motion, **by())
    broken = break_tie(motion=motion, code=second.code, told="Thư ký rút trước hội nghị", **by())
    assert (broken.way, elected_in(meeting, MotionKind.ELECT_LEAD)) == ("lot", second.candidate)
    with pytest.raises(Refused, match="Đã chọn đủ"):
        break_tie(motion=motion, code=first.code, told="Rút lại", **by())


def test_another_round_stands_between_the_equals_and_no_more_rounds_than_the_rule_gives(
    meeting: Meeting,
) -> None:
    rounds(meeting)
    lower_the_bar(meeting)
    motion = counted(election(meeting), *half(meeting))
    again = motion_again(motion=motion, **by())
    assert again.question == f"{motion.question} (vòng 2)"
    assert list(again.options.values_list("code", flat=True)) == list(
        motion.options.order_by("place").values_list("code", flat=True)[:2]
    )
    with pytest.raises(Refused, match="Vòng tiếp theo đã được đưa ra"):
        motion_again(motion=motion, **by())
    closed = counted(opened(again), *half(meeting))
    with pytest.raises(Refused, match="nhiều nhất 02 vòng"):
        motion_again(motion=closed, **by())


def test_the_rule_of_rounds_names_its_source_and_stands_once_a_vote_is_on_the_table(
    meeting: Meeting,
) -> None:
    nameless = RevoteRule(
        max_rounds=2, goes_on=GoesOn.TIED, when=When.SAME_MEETING, tie=TieWay.LOT,
        provision=" ", status=RuleStatus.UNVERIFIED,
    )  # fmt: skip
    given = {"bloc_year": meeting.bloc_year, "kind": MotionKind.ELECT_LEAD}
    with pytest.raises(Refused, match="Chưa ghi căn cứ"):
        revote_set(**given, rule=nameless, **by())
    with pytest.raises(NotAllowed):
        revote_set(**given, rule=nameless, actor=cast.head("stc"), at=cast.AT)
    election(meeting)
    with pytest.raises(Refused, match="không đổi quy tắc bỏ phiếu lại"):
        rounds(meeting)


def test_a_deputy_is_elected_after_the_lead_and_is_not_the_lead(meeting: Meeting) -> None:
    with pytest.raises(Refused, match="Chưa bầu được Khối trưởng"):
        table_deputy(meeting=meeting, mode=Mode.COUNTED, **by())
    counted(election(meeting), len(seats(meeting)))
    lead = elected_in(meeting, MotionKind.ELECT_LEAD)
    deputies = table_deputy(meeting=meeting, mode=Mode.COUNTED, **by())
    assert lead.pk not in set(deputies.options.values_list("candidate", flat=True))
    counted(opened(deputies), len(seats(meeting)))
    assert (
        elected_in(meeting, MotionKind.ELECT_DEPUTY)
        == deputies.options.order_by("place").first().candidate
    )


def test_a_meeting_does_not_close_over_a_vote_on_printed_ballots(meeting: Meeting) -> None:
    motion = table_election(meeting=meeting, mode=Mode.PAPER, **by())
    prepared(motion)
    opened(motion)
    with pytest.raises(Refused, match="chưa có kết quả biểu quyết"):
        meeting_close(meeting=meeting, discussion=[], **by())
