"""What waits for a person: what is due next in each year, from its step, their roles and its state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse

from thidua.apps.assessments.enums import CardState, Stage, TableState
from thidua.apps.assessments.stages import judging_stage
from thidua.apps.awards.enums import NominationState
from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.queries import latest_figure
from thidua.apps.meetings.enums import MeetingKind, MeetingState, MotionKind
from thidua.apps.meetings.policy import OF_THE_COUNCIL
from thidua.apps.meetings.queries import open_ballots_for
from thidua.apps.signing.queries import waiting_for_signature
from thidua.apps.units.enums import Phase, Position, RoleKind
from thidua.text import padded
from thidua.web.templatetags.viet import vn_time

if TYPE_CHECKING:
    from thidua.apps.assessments.models import Scorecard
    from thidua.apps.meetings.models import Meeting
    from thidua.apps.people.models import Person
    from thidua.apps.units.models import BlocYear, Membership, Role

GATHERED = (
    "memberships__unit",
    "memberships__unit__roles",
    "memberships__assignments__progress",
    "targets",
    "scoring_tables",
    "report",
    "motion_rules",
    "slots",
    "agreement__signatures",
    "scorecards__membership__unit",
    "scorecards__objections",
    "cross_assignments",
    "standings",
    "meetings__seats",
    "nominations",
    "taken_over",
)
FOR_UNIT = {RoleKind.UNIT_OFFICER, RoleKind.UNIT_HEAD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do, why, and the button that leads there."""

    bloc_year: BlocYear
    title: str
    why: str
    action: str
    href: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's place in one bloc's year."""

    year: BlocYear
    person: Person
    roles: tuple[Role, ...]

    def has(self, *kinds: RoleKind) -> bool:
        return any(r.kind in kinds and r.authority_id == self.year.authority_id for r in self.roles)

    def member(self, *kinds: RoleKind) -> Membership | None:
        """Return the member for which the person holds one of the roles."""
        units = {role.unit_id for role in self.roles if role.kind in kinds}
        return next((m for m in self.year.memberships.all() if m.unit_id in units), None)

    @property
    def is_secretary(self) -> bool:
        member = self.member(RoleKind.BLOC_SECRETARY)
        return member is not None and member.position == Position.LEAD

    @property
    def is_deputy(self) -> bool:
        member = self.member(*FOR_UNIT)
        return member is not None and member.position == Position.DEPUTY

    @property
    def is_board(self) -> bool:
        return self.has(RoleKind.EMULATION_BOARD)

    @property
    def has_deputy(self) -> bool:
        return any(m.position == Position.DEPUTY for m in self.year.memberships.all())

    @property
    def lacks_secretary(self) -> bool:
        lead = next(m for m in self.year.memberships.all() if m.position == Position.LEAD)
        kinds = {role.kind for role in lead.unit.roles.all() if role.until is None}
        return RoleKind.BLOC_SECRETARY not in kinds

    def cards(self, state: CardState) -> list[Scorecard]:
        return [card for card in self.year.scorecards.all() if card.state == state]

    def nominations(self, state: NominationState) -> int:
        return sum(n.state == state for n in self.year.nominations.all())

    def meeting(self, kind: MeetingKind) -> Meeting | None:
        return next((m for m in self.year.meetings.all() if m.kind == kind), None)

    def task(self, title: str, why: str, action: str, page: str, *key: object) -> Task:
        """Make a task; `key` is the page's own key, the year's unless given."""
        href = reverse(page, args=key or [self.year.pk])
        return Task(bloc_year=self.year, title=title, why=why, action=action, href=href)


def waiting_for(person: Person, years: Iterable[BlocYear], roles: tuple[Role, ...]) -> list[Task]:
    """Return the tasks of a person in some years (gathered by `gathered`), ballots first."""
    tasks: list[Task] = []
    for year in years:
        desk = Desk(year, person, roles)
        tasks += [*of_any_phase(desk), *taking_over(desk), *RULES[Phase(year.phase)](desk)]
    return [*ballots(person), *tasks]


def gathered(years: QuerySet[BlocYear]) -> QuerySet[BlocYear]:
    """Fetch with the years all that the rules look at, in a constant number of queries."""
    return years.prefetch_related(*GATHERED)


def of_any_phase(desk: Desk) -> Iterator[Task]:
    """What the standing office must see to before anybody in the bloc can go on."""
    if desk.year.phase != Phase.CLOSED and desk.is_board and desk.lacks_secretary:
        why = "Đơn vị Khối trưởng chưa có thư ký khối nên chưa ai điều hành được năm này."
        yield desk.task("Giao vai trò thư ký khối", why, "Giao vai trò", "roles")


def taking_over(desk: Desk) -> Iterator[Task]:
    """What the new lead must acknowledge of the leaving one's files."""
    made = getattr(desk.year, "taken_over", None)
    if made is not None and made.received_at is None and desk.is_secretary:
        why = f"Khối trưởng năm {desk.year.year - 1} đã bàn giao {padded(len(made.listed))} mục."
        yield desk.task(
            "Xác nhận nhận bàn giao", why, "Xem danh mục", "handover", made.bloc_year_id
        )


def ballots(person: Person) -> list[Task]:
    """Return the votes open now on which the person's ballot is still out."""
    return [
        Task(
            bloc_year=motion.meeting.bloc_year,
            title=f"Biểu quyết: {motion.question}",
            why=f"Đang mở tại {motion.meeting.title}.",
            action="Bỏ phiếu ngay",
            href=reverse("vote", args=[motion.pk]),
            urgent=True,
        )
        for motion in open_ballots_for(person).select_related("meeting__bloc_year__bloc")
    ]


def signatures(person: Person, day: date) -> list[Task]:
    """Return the papers whose turn to be signed by the person has come."""
    return [
        Task(
            bloc_year=place.request.paper.bloc_year,
            title=f"Ký số: {place.request.paper.title}",
            why=f"Văn bản chờ chữ ký số của {place.name}.",
            action="Đọc và ký",
            href=reverse("sign", args=[place.pk]),
        )
        for place in waiting_for_signature(person, day)
    ]


def agreement_tasks(desk: Desk) -> Iterator[Task]:
    agreement = getattr(desk.year, "agreement", None)
    signed = {s.membership_id for s in agreement.signatures.all()} if agreement else set()
    member = desk.member(RoleKind.UNIT_HEAD)
    if (
        agreement
        and agreement.state == AgreementState.SIGNING
        and member
        and member.pk not in signed
    ):
        why = f"{member.unit.name} chưa ký; đọc các điều rồi ký tại trang giao ước."
        yield desk.task("Ký giao ước thi đua", why, "Đọc và ký", "agreement")
    if desk.is_secretary:
        yield from followed(desk, agreement is not None, len(signed))


def followed(desk: Desk, drafted: bool, signed: int) -> Iterator[Task]:  # noqa: FBT001 -- a fact, not a switch
    all_ = len(desk.year.memberships.all())
    if not drafted:
        yield desk.task(
            "Soạn giao ước thi đua", "Năm này chưa có giao ước.", "Soạn giao ước", "agreement-draft"
        )
    elif signed < all_:
        why = f"{padded(signed)}/{padded(all_)} đơn vị đã ký."
        yield desk.task("Theo dõi việc ký giao ước", why, "Xem ai chưa ký", "agreement")
    else:
        yield next_step(desk, "Cả khối đã ký giao ước.")


def next_step(desk: Desk, why: str) -> Task:
    return desk.task("Chuyển sang bước tiếp theo", why, "Mở trang tổng quan", "year")


def target_tasks(desk: Desk) -> Iterator[Task]:
    member = desk.member(*FOR_UNIT)
    blank = blanks(member) if member else 0
    if member and blank:
        why = f"{member.unit.name} còn {padded(blank)} chỉ tiêu chưa có số liệu ước thực hiện hoặc chính thức."
        yield desk.task("Ghi kết quả thực hiện chỉ tiêu", why, "Ghi kết quả", "targets")
    if desk.is_secretary:
        yield from planned(desk)
    if desk.is_board and not desk.year.slots.all():
        why = "Hội nghị chỉ xét khen thưởng khi đã có số lượng được đề nghị."
        yield desk.task("Đặt số lượng được đề nghị", why, "Mở trang quy tắc", "rules")


def planned(desk: Desk) -> Iterator[Task]:
    """What the secretary lays down for the year, then follows."""
    year = desk.year
    all_blank = sum(blanks(m) for m in year.memberships.all())
    if not year.targets.all():
        why = "Năm này chưa có chỉ tiêu nào; có thể lấy theo năm trước."
        yield desk.task("Đặt chỉ tiêu", why, "Đặt chỉ tiêu", "target-set")
    elif all_blank:
        why = f"Cả khối còn {padded(all_blank)} số liệu chưa ghi."
        yield desk.task("Đôn đốc số liệu chỉ tiêu", why, "Xem bảng chỉ tiêu", "targets")
    if not any(table.state == TableState.IN_FORCE for table in year.scoring_tables.all()):
        why = "Các đơn vị tự chấm theo bảng này; có thể lấy theo năm trước."
        yield desk.task("Lập bảng chấm điểm", why, "Lập bảng", "scoring-table")
    elif year.targets.all() and not all_blank:
        yield next_step(desk, "Các đơn vị đã ghi đủ số liệu.")
    yield from rules_to_set(desk)


def rules_to_set(desk: Desk) -> Iterator[Task]:
    known = {rule.kind for rule in desk.year.motion_rules.all()}
    own = [kind for kind in MotionKind if kind not in OF_THE_COUNCIL]
    missing = [kind for kind in own if kind not in known]
    if missing:
        why = f"Còn {padded(len(missing))} loại nội dung chưa có quy tắc; không có thì không biểu quyết được."
        yield desk.task("Đặt quy tắc biểu quyết", why, "Mở trang quy tắc", "rules")


def blanks(member: Membership) -> int:
    return sum(latest_figure(plan) is None for plan in member.assignments.all())


def self_scoring_tasks(desk: Desk) -> Iterator[Task]:
    member = desk.member(*FOR_UNIT)
    waiting = desk.cards(CardState.SELF_SCORING)
    own = [card for card in waiting if member and card.membership_id == member.pk]
    for card in own:
        why = f"Phiếu của {card.membership.unit.name} chưa nộp."
        yield desk.task("Tự chấm điểm", why, "Mở phiếu chấm", "scorecard", card.pk)
    yield from secretary_follows(desk, waiting, "tự chấm")


def cross_scoring_tasks(desk: Desk) -> Iterator[Task]:
    yield from later_tasks(desk)
    yield from crossing_of(desk)
    yield from secretary_follows(desk, desk.cards(CardState.CROSS_SCORING), "chấm chéo")


def crossing_of(desk: Desk) -> Iterator[Task]:
    """Remind of the cards that the person's unit was named to cross-score."""
    member = desk.member(*FOR_UNIT)
    pairs = desk.year.cross_assignments.all()
    scored = {pair.scored_id for pair in pairs if member and pair.scorer_id == member.pk}
    for card in desk.cards(CardState.CROSS_SCORING):
        if card.membership_id in scored:
            unit = card.membership.unit.name
            why = "Khối phân công đơn vị Ông/Bà chấm chéo phiếu này."
            yield desk.task(f"Chấm chéo {unit}", why, "Mở phiếu chấm", "scorecard", card.pk)


def secretary_follows(desk: Desk, waiting: list[Scorecard], what: str) -> Iterator[Task]:
    if not desk.is_secretary:
        return
    if waiting:
        names = ", ".join(card.membership.unit.short_name for card in waiting)
        why = f"Còn {padded(len(waiting))} phiếu chưa {what}: {names}."
        yield desk.task(f"Đôn đốc {what}", why, "Xem các phiếu", "scorecards")
    else:
        yield next_step(desk, f"Các phiếu đã {what} xong.")


def appraisal_tasks(desk: Desk) -> Iterator[Task]:
    yield from crossing_of(desk)
    yield from later_tasks(desk)
    waiting = desk.cards(CardState.APPRAISAL)
    of_lead = [c for c in waiting if c.membership.position == Position.LEAD]
    others = [c for c in waiting if c.membership.position != Position.LEAD]
    if others and (desk.is_secretary or desk.has(RoleKind.EMULATION_BOARD)):
        why = f"Còn {padded(len(others))} phiếu chờ thẩm định."
        yield desk.task("Thẩm định phiếu chấm điểm", why, "Thẩm định", "scorecards")
    if of_lead and (desk.is_deputy or (desk.is_board and not desk.has_deputy)):
        why = "Đơn vị Khối trưởng không thẩm định phiếu của chính mình."
        yield desk.task(
            "Thẩm định phiếu của Khối trưởng", why, "Mở phiếu chấm", "scorecard", of_lead[0].pk
        )
    yield from objection_tasks(desk)
    if (
        all(c.state == CardState.APPRAISED for c in desk.year.scorecards.all())
        and desk.is_secretary
    ):
        yield ranking_task(desk)


def later_tasks(desk: Desk) -> Iterator[Task]:
    """Remind of the stages that some blocs have beside the usual ones."""
    member = desk.member(*FOR_UNIT)
    for card in desk.cards(CardState.EXPLAINING):
        if member and card.membership_id == member.pk:
            why = f"Phiếu của {card.membership.unit.name} chờ đơn vị giải trình."
            yield desk.task("Giải trình điểm thẩm định", why, "Mở phiếu chấm", "scorecard", card.pk)
    second, office = desk.cards(CardState.SECOND_REVIEW), desk.cards(CardState.OFFICE_REVIEW)
    if second and (desk.is_secretary or desk.is_board):
        why = f"Còn {padded(len(second))} phiếu chờ thẩm định lần hai."
        yield desk.task("Thẩm định lần hai", why, "Xem các phiếu", "scorecards")
    if office and desk.is_board:
        why = f"Còn {padded(len(office))} phiếu chờ cơ quan thường trực chấm."
        yield desk.task("Chấm phần của cơ quan thường trực", why, "Xem các phiếu", "scorecards")


def objection_tasks(desk: Desk) -> Iterator[Task]:
    """Remind those who appraise a card of what its unit objected to."""
    for card in desk.cards(CardState.APPRAISED):
        open_ = sum(objection.accepted is None for objection in card.objections.all())
        of_lead = card.membership.position == Position.LEAD
        by_office = judging_stage(card.stages) is Stage.OFFICE
        lead = desk.is_deputy if of_lead else desk.is_secretary
        if open_ and (desk.is_board or (lead and not by_office)):
            why = f"{card.membership.unit.name} có {padded(open_)} kiến nghị chưa được trả lời."
            yield desk.task("Trả lời kiến nghị", why, "Mở phiếu chấm", "scorecard", card.pk)


def ranking_task(desk: Desk) -> Task:
    if desk.year.standings.all():
        return next_step(desk, "Bảng xếp hạng đã chốt.")
    return desk.task(
        "Chốt bảng xếp hạng",
        "Mọi phiếu đã thẩm định xong; chốt được khi hết hạn kiến nghị.",
        "Mở bảng xếp hạng",
        "ranking",
    )


def conference_tasks(desk: Desk) -> Iterator[Task]:
    meeting = desk.meeting(MeetingKind.CONFERENCE)
    if desk.is_secretary:
        if not hasattr(desk.year, "report"):
            why = "Hội nghị thảo luận và thông qua báo cáo; năm này chưa có dự thảo."
            yield desk.task("Soạn báo cáo tổng kết", why, "Soạn báo cáo", "report")
        yield from rules_to_set(desk)
        yield conference_of_secretary(desk, meeting)
    elif meeting and meeting.state != MeetingState.CLOSED and has_seat(desk, meeting):
        why = f"{vn_time(meeting.held_at)}, tại {meeting.place}."
        yield desk.task("Dự hội nghị tổng kết của khối", why, "Xem hội nghị", "conference")


def conference_of_secretary(desk: Desk, meeting: Meeting | None) -> Task:
    if meeting is None:
        return desk.task(
            "Triệu tập hội nghị tổng kết", "Chưa có giấy mời.", "Triệu tập",
            "meeting-call", desk.year.pk, "hoi-nghi",
        )  # fmt: skip
    when = f"{vn_time(meeting.held_at)}, tại {meeting.place}."
    if meeting.state == MeetingState.CALLED:
        return desk.task("Điểm danh và khai mạc hội nghị", when, "Điều hành hội nghị", "conference")
    if meeting.state == MeetingState.OPEN:
        return desk.task("Điều hành hội nghị", "Hội nghị đang họp.", "Vào hội nghị", "conference")
    return next_step(desk, "Hội nghị đã bế mạc.")


def has_seat(desk: Desk, meeting: Meeting) -> bool:
    return any(seat.person_id == desk.person.pk for seat in meeting.seats.all())


def nomination_tasks(desk: Desk) -> Iterator[Task]:
    if not desk.is_secretary:
        return
    count = desk.nominations(NominationState.PROPOSED)
    if count:
        why = f"Hội nghị đã thông qua {padded(count)} đề nghị, chưa trình Hội đồng."
        yield desk.task("Trình đề nghị khen thưởng", why, "Mở các đề nghị", "nominations")
    else:
        yield next_step(desk, "Các đề nghị đã trình.")


def council_tasks(desk: Desk) -> Iterator[Task]:
    submitted = desk.nominations(NominationState.SUBMITTED)
    approved = desk.nominations(NominationState.APPROVED)
    meeting = desk.meeting(MeetingKind.COUNCIL)
    if submitted and desk.is_board:
        yield council_of_board(desk, meeting, submitted)
    elif meeting and meeting.state != MeetingState.CLOSED and has_seat(desk, meeting):
        why = f"{vn_time(meeting.held_at)}, tại {meeting.place}."
        yield desk.task("Dự họp Hội đồng", why, "Xem phiên họp", "council")
    if approved and desk.has(RoleKind.SIGNING_AUTHORITY):
        why = f"Hội đồng đã nhất trí {padded(approved)} đề nghị."
        yield desk.task("Ban hành quyết định khen thưởng", why, "Xem và ban hành", "nominations")
    if not submitted and desk.is_board and meeting and meeting.state == MeetingState.OPEN:
        why = "Các đề nghị đã có kết quả biểu quyết, phiên họp chưa bế mạc."
        yield desk.task("Bế mạc phiên họp Hội đồng", why, "Vào phiên họp", "council")
    if not submitted and not approved and desk.is_board:
        yield next_step(desk, "Các đề nghị đã có kết quả.")


def council_of_board(desk: Desk, meeting: Meeting | None, submitted: int) -> Task:
    why = f"{padded(submitted)} đề nghị chờ Hội đồng biểu quyết."
    if meeting is None:
        return desk.task(
            "Triệu tập Hội đồng", why, "Triệu tập", "meeting-call", desk.year.pk, "hoi-dong"
        )
    if meeting.state == MeetingState.CLOSED:
        return desk.task("Ghi kết quả Hội đồng", why, "Mở các đề nghị", "nominations")
    return desk.task("Điều hành phiên họp Hội đồng", why, "Vào phiên họp", "council")


def nothing(_desk: Desk) -> Iterator[Task]:
    return iter(())


RULES: dict[Phase, Callable[[Desk], Iterator[Task]]] = {
    Phase.AGREEMENT: agreement_tasks,
    Phase.TARGETS: target_tasks,
    Phase.SELF_SCORING: self_scoring_tasks,
    Phase.CROSS_SCORING: cross_scoring_tasks,
    Phase.APPRAISAL: appraisal_tasks,
    Phase.CONFERENCE: conference_tasks,
    Phase.NOMINATION: nomination_tasks,
    Phase.COUNCIL: council_tasks,
    Phase.CLOSED: nothing,
}
