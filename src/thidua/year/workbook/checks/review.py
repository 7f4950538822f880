"""Records, meetings, ballots, decisions and the order of the year's steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise

from thidua.apps.meetings.enums import RULED, MotionKind, Presence
from thidua.apps.units.enums import Position
from thidua.law import SubjectKind
from thidua.text import short_date
from thidua.voting import Count, faults
from thidua.year.award_names import holders
from thidua.year.plan import (
    Dates,
    DecisionPlan,
    MeetingPlan,
    MemberPlan,
    PriorAwardPlan,
    RecordPlan,
    SeatPlan,
    SlotPlan,
)
from thidua.year.workbook.checks.bloc import missing
from thidua.year.workbook.findings import Finding
from thidua.year.workbook.rows import BallotRow, CandidateRow, RuleRow
from thidua.year.workbook.schema import Entry, Told

_SUBJECTS = (MotionKind.NOMINATE, MotionKind.COUNCIL_REVIEW)
_PARTS = {
    "completed": "số người hoàn thành nhiệm vụ",
    "advanced_workers": "số lao động tiên tiến",
    "grassroots_fighters": "số chiến sĩ thi đua cơ sở",
}
# The answers of an election are derived from the votes, which `election_votes_fit` checks.
_TYPED = ("issued", "returned", "invalid")
_CELLS = (*_TYPED, "yes", "no", "abstain")


def records_hold(records: Sequence[Entry[RecordPlan]]) -> Iterator[Finding]:
    for entry in records:
        rated = bool(entry.value.rating)
        decided = bool(entry.value.decision_number), entry.value.decision_on is not None
        if decided != (rated, rated):
            yield entry.finding(
                "rating",
                "Xếp loại và quyết định xếp loại chưa đi cùng nhau.",
                "Có xếp loại thì phải có số và ngày quyết định, và ngược lại.",
                "Hãy ghi đủ cả ba ô hoặc để trống cả ba.",
            )
        yield from _parts_within_headcount(entry)


def _parts_within_headcount(entry: Entry[RecordPlan]) -> Iterator[Finding]:
    whole = entry.value.headcount
    for name, words in _PARTS.items():
        part = getattr(entry.value, name)
        if whole is not None and part is not None and part > whole:
            what = f"{words[0].upper()}{words[1:]} ({part}) nhiều hơn tổng số người ({whole})."
            yield entry.finding(name, what, remedy="Hãy kiểm lại hai số này.")


def prior_awards_of_units(held: Sequence[Entry[PriorAwardPlan]]) -> Iterator[Finding]:
    """Tell of awards that no regime gives to units."""
    given = holders()
    for entry in held:
        kinds = given.get(entry.value.award)
        if kinds is not None and SubjectKind.UNIT not in kinds:
            yield entry.finding(
                "award",
                "Danh hiệu, hình thức này không tặng cho tập thể.",
                "Trang này chỉ ghi khen thưởng của các đơn vị thành viên.",
                "Hãy sửa danh hiệu, hình thức hoặc xóa dòng.",
            )


def rules_for_all(rules: Sequence[Entry[RuleRow]]) -> Iterator[Finding]:
    found = [entry.value.kind.value for entry in rules]
    for kind in missing([k.value for k in RULED], found) if rules else ():
        yield rules[0].finding(
            "kind",
            f"Chưa có quy tắc biểu quyết cho: {MotionKind(kind).label}.",
            "Hình thức và tỷ lệ biểu quyết do quy chế của khối, của tỉnh quy định.",
            "Hãy thêm một dòng.",
        )


def proxies_have_mandates(seats: Sequence[Entry[SeatPlan]]) -> Iterator[Finding]:
    for entry in seats:
        if entry.value.presence == Presence.PROXY and not entry.value.mandate:
            yield entry.finding(
                "mandate",
                f"{entry.value.person} dự thay nhưng chưa có giấy ủy quyền.",
                "Người được ủy quyền dự họp phải có giấy ủy quyền.",
                "Hãy ghi số và ngày của giấy ủy quyền.",
            )


def all_have_seats(
    seats: Sequence[Entry[SeatPlan]], members: Sequence[Entry[MemberPlan]]
) -> Iterator[Finding]:
    seated = [entry.value.unit for entry in seats]
    for code in missing([m.value.code for m in members], seated) if seats else ():
        why = "Mỗi đơn vị thành viên có một ghế, kể cả khi vắng."
        what = f"Danh sách điểm danh thiếu đơn vị {code}."
        yield seats[0].finding("unit", what, why, "Hãy thêm một dòng, vắng thì ghi “Vắng”.")


def ballots_name_their_subject(counts: Sequence[Entry[BallotRow]]) -> Iterator[Finding]:
    for entry in counts:
        row, asked = entry.value, entry.value.kind in _SUBJECTS
        for name, given in (("award", row.award), ("unit", row.unit)):
            if asked and not given:
                what = f"“{row.kind.label}” chưa ghi đủ danh hiệu và đơn vị."
                yield entry.finding(name, what, remedy="Hãy ghi danh hiệu, hình thức và đơn vị.")
            if given and not asked:
                what = f"“{row.kind.label}” không hỏi về danh hiệu hay đơn vị nào."
                yield entry.finding(name, what, remedy="Hãy để trống ô này.")
        yield from _answers_given(entry)


def _answers_given(entry: Entry[BallotRow]) -> Iterator[Finding]:
    election = entry.value.kind == MotionKind.ELECT_LEAD
    for name in ("yes", "no", "abstain"):
        given = getattr(entry.value, name) is not None
        if given and election:
            remedy = "Hãy ghi số phiếu của từng đơn vị ở trang “Bầu Khối trưởng” và để trống ô này."
            yield entry.finding(
                name, "Phiếu bầu không có câu trả lời đồng ý hay không.", "", remedy
            )
        if not given and not election:
            yield entry.finding(
                name, "Chưa ghi số phiếu.", "", "Hãy ghi số phiếu, không có thì ghi 0."
            )


def questions_asked(counts: Sequence[Entry[BallotRow]]) -> Iterator[Finding]:
    asked = [entry.value.kind.value for entry in counts]
    for kind in missing([k.value for k in RULED], asked) if counts else ():
        what = f"Chưa có kết quả kiểm phiếu cho: {MotionKind(kind).label}."
        yield counts[0].finding("kind", what, remedy="Hãy thêm một dòng.")


def ballots_count_up(
    counts: Sequence[Entry[BallotRow]],
    votes: Mapping[str, int],
    seats: Mapping[MotionKind, Sequence[SeatPlan]],
) -> Iterator[Finding]:
    """Check each count by itself and, where the roll is known, against who may vote."""
    for entry in counts:
        count = count_of(entry.value, votes, seats.get(entry.value.kind))
        for fault in faults(count):
            told = fault.code.split("-")[0]
            name = told if told in _CELLS else "yes" if fault.code == "valid-not-sum" else "invalid"
            remedy = "Hãy kiểm lại số phiếu phát ra, thu về và số phiếu từng loại."
            if name in _TYPED or entry.value.kind != MotionKind.ELECT_LEAD:
                yield entry.finding(name, fault.message, remedy=remedy)


def count_of(row: BallotRow, votes: Mapping[str, int], seats: Sequence[SeatPlan] | None) -> Count:
    """Make the count of a row; the yes votes of an election are those of who got most."""
    present = [seat for seat in seats or () if seat.presence != Presence.ABSENT]
    valid = row.returned - row.invalid
    best = max(votes.values(), default=0)
    election = row.kind == MotionKind.ELECT_LEAD
    return Count(
        members=row.issued if seats is None else len(seats),
        present=row.issued if seats is None else len(present),
        issued=row.issued,
        returned=row.returned,
        valid=valid,
        invalid=row.invalid,
        yes=best if election else row.yes or 0,
        no=valid - best if election else row.no or 0,
        abstain=row.abstain or 0,
    )


def election_votes_fit(
    candidates: Sequence[Entry[CandidateRow]], counts: Sequence[Entry[BallotRow]]
) -> Iterator[Finding]:
    given = sum(entry.value.votes for entry in candidates)
    for entry in counts:
        valid = entry.value.returned - entry.value.invalid
        if entry.value.kind == MotionKind.ELECT_LEAD and candidates and given > valid:
            yield candidates[-1].finding(
                "votes",
                f"Tổng số phiếu bầu ({given}) nhiều hơn số phiếu hợp lệ ({valid}).",
                "Mỗi phiếu bầu chọn một đơn vị.",
                "Hãy kiểm lại trang này và trang “Kiểm phiếu”.",
            )


def lead_passes_on(
    candidates: Sequence[Entry[CandidateRow]], members: Sequence[Entry[MemberPlan]]
) -> Iterator[Finding]:
    leads = {m.value.code for m in members if m.value.position == Position.LEAD}
    for entry in candidates:
        if entry.value.unit in leads:
            what = "Khối trưởng năm nay có tên trong danh sách bầu Khối trưởng năm sau."
            why = "Các đơn vị luân phiên làm Khối trưởng."
            yield entry.finding("unit", what, why, "Hãy xóa dòng này.")


def decisions_for_slots(
    slots: Sequence[Entry[SlotPlan]], decisions: Sequence[Entry[DecisionPlan]]
) -> Iterator[Finding]:
    decided = [entry.value.award for entry in decisions]
    for entry in slots:
        if entry.value.award not in decided:
            what = "Danh hiệu, hình thức này chưa có quyết định."
            yield entry.finding("award", what, remedy="Hãy thêm một dòng ở trang “Quyết định”.")


def meeting_ends_after_it_begins(meeting: Told[MeetingPlan]) -> Iterator[Finding]:
    if meeting.value.closed_at <= meeting.value.held_at:
        what = "Giờ bế mạc không sau giờ khai mạc."
        yield meeting.finding("closed_at", what, remedy="Hãy sửa lại giờ.")


def steps_in_order(
    dates: Told[Dates], conference: Told[MeetingPlan] | None, council: Told[MeetingPlan] | None
) -> Iterator[Finding]:
    """Each step of the year comes after the one before it; the meetings stand between them."""
    names = [field.name for field in fields(Dates)]
    for before, after in pairwise(names):
        if getattr(dates.value, after) < getattr(dates.value, before):
            day = short_date(getattr(dates.value, before).date())
            what = f"Bước này diễn ra trước bước liền trên (ngày {day})."
            yield dates.finding(after, what, "Các bước của năm đi lần lượt.", "Hãy sửa ngày.")
    if conference and not dates.value.ranked <= conference.value.held_at <= dates.value.submitted:
        what = "Hội nghị không nằm giữa ngày chốt xếp hạng và ngày trình đề nghị khen thưởng."
        yield conference.finding(
            "held_at", what, remedy="Hãy sửa ngày ở trang này hoặc trang “Thời gian”."
        )
    if council and not dates.value.submitted <= council.value.held_at <= dates.value.decided:
        what = "Hội đồng không họp giữa ngày trình đề nghị và ngày ban hành quyết định."
        yield council.finding(
            "held_at", what, remedy="Hãy sửa ngày ở trang này hoặc trang “Thời gian”."
        )
