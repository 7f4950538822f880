"""What may be put to the vote next in a meeting, proposed from the ranking, the law and the year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.timezone import localdate

from thidua import law
from thidua.apps.assessments.enums import ReportState
from thidua.apps.assessments.queries import report_of
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.queries import (
    Candidate,
    award_name,
    candidates_for,
    nominations_of,
    reference_day,
    slots_of,
)
from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.meetings.enums import MeetingKind, Mode, MotionKind
from thidua.apps.meetings.services import motion_table
from thidua.apps.units.queries import layer_of
from thidua.text import padded
from thidua.year.conference import (
    Nominee,
    awaits_next,
    elected_lead,
    is_open_to,
    next_nominee,
    next_year_of,
    open_next_year,
    table_agreement,
    table_deputy,
    table_election,
    table_nominee,
    table_report,
    table_trial,
)

if TYPE_CHECKING:
    from thidua.apps.awards.models import Nomination, Slot
    from thidua.apps.meetings.models import Meeting, Motion
    from thidua.apps.people.models import Person


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that the secretary can put on the table with one button."""

    code: str
    label: str
    hint: str
    deed: Callable[[Mode, Person, datetime], object]
    action: str = "Đưa ra"
    page: str = ""  # name of the page where it is prepared instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A member who could be voted on for an award."""

    candidate: Candidate
    code: str
    voted: bool
    is_next: bool

    @property
    def open(self) -> bool:
        return bool(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardBoard:
    """The members in ranking order for one award, with the law's verdict on each."""

    slot: Slot
    award: law.Award
    name: str
    choices: tuple[Choice, ...]
    carried: int

    @property
    def full(self) -> bool:
        return self.carried >= self.slot.maximum

    @property
    def has_next(self) -> bool:
        return any(choice.is_next for choice in self.choices)


@dataclass(frozen=True, slots=True)
class PutUp:
    """The kinds of question that are on the table or carried, and those that were voted down."""

    standing: frozenset[str]
    failed: frozenset[str]

    def hint(self, kind: MotionKind, usual: str) -> str:
        return "Lần trước không thông qua; biểu quyết lại" if kind in self.failed else usual


def put_up(meeting: Meeting) -> PutUp:
    asked = set(meeting.motions.values_list("kind", "carried"))
    return PutUp(
        standing=frozenset(kind for kind, carried in asked if carried is not False),
        failed=frozenset(kind for kind, carried in asked if carried is False),
    )


def topics_of(meeting: Meeting) -> tuple[Topic, ...]:
    """Return the questions other than nominations that the meeting hasn't had yet."""
    if meeting.kind == MeetingKind.COUNCIL:
        return tuple(reviews(meeting))
    return tuple(texts_and_lead(meeting))


def texts_and_lead(meeting: Meeting) -> Iterator[Topic]:
    year, had = meeting.bloc_year, put_up(meeting)
    report = report_of(year)
    if report and report.state == ReportState.DRAFT and MotionKind.ADOPT_REPORT not in had.standing:
        yield Topic(
            "report", "Thông qua báo cáo tổng kết",
            had.hint(MotionKind.ADOPT_REPORT, f"Dự thảo báo cáo năm {year.year}"),
            lambda mode, who, at: table_report(meeting=meeting, mode=mode, actor=who, at=at),
        )  # fmt: skip
    if MotionKind.ELECT_LEAD not in had.standing:
        yield Topic(
            "election", f"Bầu Khối trưởng năm {year.year + 1}",
            had.hint(MotionKind.ELECT_LEAD, "Các thành viên trừ đơn vị đang là Khối trưởng"),
            lambda mode, who, at: table_election(meeting=meeting, mode=mode, actor=who, at=at),
        )  # fmt: skip
    if elected_lead(meeting) and MotionKind.ELECT_DEPUTY not in had.standing:
        yield Topic(
            "deputy", f"Bầu Khối phó năm {year.year + 1}",
            had.hint(MotionKind.ELECT_DEPUTY, "Các thành viên trừ đơn vị được bầu làm Khối trưởng"),
            lambda mode, who, at: table_deputy(meeting=meeting, mode=mode, actor=who, at=at),
        )  # fmt: skip
    yield from next_agreement(meeting, had)
    yield Topic(
        "trial", "Bỏ phiếu thử",
        "Để mọi người làm quen; không có giá trị, không vào biên bản",
        lambda mode, who, at: table_trial(meeting=meeting, mode=mode, actor=who, at=at),
    )  # fmt: skip


def next_agreement(meeting: Meeting, had: PutUp) -> Iterator[Topic]:
    """Offer next year's agreement: open the year once a lead is elected, then vote on its text."""
    year = meeting.bloc_year
    opened = next_year_of(year)
    agreement = agreement_of(opened) if opened else None
    if awaits_next(meeting):
        yield Topic(
            "next-year", f"Mở năm {year.year + 1} và soạn giao ước",
            "Soạn từ giao ước năm nay; lập xong không sửa lời được nữa, rồi đưa ra thông qua",
            lambda _mode, who, at: open_next_year(
                meeting=meeting, articles=(), provenance=Provenance(year.provenance),
                actor=who, at=at,
            ),
            action="Mở năm mới",
            page="agreement-next",
        )  # fmt: skip
    asked = MotionKind.ADOPT_AGREEMENT in had.standing
    if agreement and agreement.state != AgreementState.IN_FORCE and not asked:
        yield Topic(
            "agreement", f"Thông qua giao ước thi đua năm {year.year + 1}",
            had.hint(MotionKind.ADOPT_AGREEMENT, "Sau khi thông qua, từng đơn vị ký"),
            lambda mode, who, at: table_agreement(
                meeting=meeting, agreement=agreement, mode=mode, actor=who, at=at
            ),
        )  # fmt: skip


def reviews(meeting: Meeting) -> Iterator[Topic]:
    """Offer the nominations handed in that the council hasn't voted on."""
    had = set(meeting.motions.values_list("award", "subject_id"))
    for nomination in nominations_of(meeting.bloc_year).filter(state=NominationState.SUBMITTED):
        if (nomination.award, nomination.membership_id) not in had:
            yield Topic(
                f"review-{nomination.pk}",
                nomination.motion.question,
                f"{padded(nomination.motion.yes or 0)}/{padded(nomination.motion.base_count or 0)} phiếu đồng ý ở khối",
                reviewing(meeting, nomination),
            )


def reviewing(
    meeting: Meeting, nomination: Nomination
) -> Callable[[Mode, Person, datetime], Motion]:
    def deed(mode: Mode, who: Person, at: datetime) -> Motion:
        return motion_table(
            meeting=meeting,
            kind=MotionKind.COUNCIL_REVIEW,
            question=nomination.motion.question,
            mode=mode,
            award=nomination.award,
            subject=nomination.membership,
            actor=who,
            at=at,
        )

    return deed


def boards_of(meeting: Meeting) -> tuple[AwardBoard, ...]:
    """Lay out, award by award, who stands where and what the law says; none for a council."""
    if meeting.kind == MeetingKind.COUNCIL:
        return ()
    on = reference_day(meeting.bloc_year, localdate(meeting.held_at))
    voted = list(meeting.motions.filter(kind=MotionKind.NOMINATE))
    ahead = next_nominee(meeting)
    return tuple(board_of(slot, voted, ahead, on) for slot in slots_of(meeting.bloc_year))


def board_of(slot: Slot, voted: list[Motion], ahead: Nominee | None, on: date) -> AwardBoard:
    for_this = {m.subject_id: m for m in voted if m.award == slot.award}
    chosen = {m.subject_id for m in voted if m.carried or m.carried is None}
    taken = chosen | for_this.keys()
    return AwardBoard(
        slot=slot,
        award=law.award(slot.award, on, layer_of(slot.bloc_year)),
        name=award_name(slot.award, on, slot.bloc_year.authority),
        carried=len(for_this.keys() & chosen),
        choices=tuple(
            choice_of(slot, candidate, taken, ahead)
            for candidate in candidates_for(slot.bloc_year, slot.award, on)
        ),
    )


def choice_of(
    slot: Slot, candidate: Candidate, taken: set[UUID | None], ahead: Nominee | None
) -> Choice:
    key = candidate.membership.pk
    voted = key in taken
    is_next = ahead is not None and (ahead.slot.pk, ahead.candidate.membership.pk) == (slot.pk, key)
    code = f"nominee-{slot.award}-{key}" if is_open_to(candidate) and not voted else ""
    return Choice(candidate=candidate, code=code, voted=voted, is_next=is_next)


def put(*, meeting: Meeting, code: str, mode: Mode, actor: Person, at: datetime) -> object:
    """Put the chosen topic on the table.

    Raises:
        Refused: the topic is no longer to be had, since the page is old.
    """
    topics: Mapping[str, Callable[[Mode, Person, datetime], object]] = {
        topic.code: topic.deed for topic in topics_of(meeting)
    } | nominee_deeds(meeting)
    if code not in topics:
        raise Refused(
            "Nội dung này không còn để đưa ra biểu quyết.",
            "Có thể đã được đưa ra hoặc đã có kết quả.",
            "Hãy xem lại danh sách bên dưới.",
        )
    return topics[code](mode, actor, at)


def nominee_deeds(meeting: Meeting) -> dict[str, Callable[[Mode, Person, datetime], object]]:
    return {
        choice.code: nominating(meeting, Nominee(board.slot, board.award, choice.candidate))
        for board in boards_of(meeting)
        for choice in board.choices
        if choice.open and not board.full
    }


def nominating(meeting: Meeting, nominee: Nominee) -> Callable[[Mode, Person, datetime], Motion]:
    def deed(mode: Mode, who: Person, at: datetime) -> Motion:
        return table_nominee(meeting=meeting, nominee=nominee, mode=mode, actor=who, at=at)

    return deed
