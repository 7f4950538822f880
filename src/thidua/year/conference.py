"""Running a bloc's conference: what is put to the vote next, and what follows from a result."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.assessments.queries import report_of
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Slot
from thidua.apps.awards.queries import (
    Candidate,
    award_name,
    candidates_for,
    nominations_of,
    reference_day,
    slots_of,
)
from thidua.apps.campaigns.models import Agreement
from thidua.apps.campaigns.queries import agreement_of, consolidated
from thidua.apps.campaigns.services import ArticleText, agreement_draft
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.meetings.enums import (
    Counting,
    MeetingKind,
    Mode,
    MotionKind,
    MotionState,
    Shape,
)
from thidua.apps.meetings.models import BallotForm, Meeting, Motion
from thidua.apps.meetings.queries.kinds import elected_in
from thidua.apps.meetings.services import motion_table
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.queries import layer_of
from thidua.apps.units.services import bloc_year_open
from thidua.text import padded


@dataclass(frozen=True, slots=True)
class Nominee:
    """The member whose turn it is to be voted on, and for which award."""

    slot: Slot
    award: law.Award
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Layout:
    """How the ballot on a list is laid out and counted."""

    shape: Shape
    counting: Counting
    at_most: int = 1
    blank_valid: bool = False


def next_nominee(meeting: Meeting) -> Nominee | None:
    """Return who is next: by award from the highest, by place in the ranking.

    Left out are members the law says don't qualify or a disqualifier bars, members already put forward for another award
    and members already voted on for this one; an award ends when its number is reached.
    """
    bloc_year = meeting.bloc_year
    on = reference_day(bloc_year, localdate(meeting.held_at))
    voted = list(meeting.motions.filter(kind=MotionKind.NOMINATE))
    chosen = {motion.subject_id for motion in voted if motion.carried or motion.carried is None}
    for slot in slots_of(bloc_year):
        for_this = {m.subject_id for m in voted if m.award == slot.award}
        if len(for_this & chosen) >= slot.maximum:
            continue
        for candidate in candidates_for(bloc_year, slot.award, on):
            if candidate.membership.pk not in chosen | for_this and is_open_to(candidate):
                return Nominee(slot, law.award(slot.award, on, layer_of(bloc_year)), candidate)
    return None


def is_open_to(candidate: Candidate) -> bool:
    return candidate.verdict.outcome is not law.Outcome.NOT_MET and not candidate.barred


def table_nominee(
    *, meeting: Meeting, nominee: Nominee, mode: Mode, actor: Person, at: datetime
) -> Motion:
    unit = nominee.candidate.membership.unit
    on, authority = localdate(meeting.held_at), meeting.bloc_year.authority
    return motion_table(
        meeting=meeting,
        kind=MotionKind.NOMINATE,
        question=f"Đề nghị tặng {award_name(nominee.slot.award, on, authority)} cho {unit.name}",
        mode=mode,
        award=nominee.slot.award,
        subject=nominee.candidate.membership,
        actor=actor,
        at=at,
    )


def table_report(*, meeting: Meeting, mode: Mode, actor: Person, at: datetime) -> Motion:
    report = report_of(meeting.bloc_year)
    if report is None:
        raise Refused(
            "Chưa có dự thảo báo cáo tổng kết.",
            remedy="Hãy soạn báo cáo trước khi đưa ra thông qua.",
        )
    return motion_table(
        meeting=meeting,
        kind=MotionKind.ADOPT_REPORT,
        question=f"Thông qua báo cáo tổng kết công tác thi đua, khen thưởng năm {meeting.bloc_year.year}",
        mode=mode,
        report=report,
        actor=actor,
        at=at,
    )


def table_election(*, meeting: Meeting, mode: Mode, actor: Person, at: datetime) -> Motion:
    """Put up all members but the present lead: the lead passes on in rotation."""
    members = meeting.bloc_year.memberships.select_related("unit").order_by("place")
    return motion_table(
        meeting=meeting,
        kind=MotionKind.ELECT_LEAD,
        question=f"Bầu Khối trưởng năm {meeting.bloc_year.year + 1}",
        mode=mode,
        candidates=list(members.exclude(position=Position.LEAD)),
        actor=actor,
        at=at,
    )


def table_deputy(*, meeting: Meeting, mode: Mode, actor: Person, at: datetime) -> Motion:
    """Put up all members but whoever was elected to lead."""
    lead = elected_lead(meeting)
    if lead is None:
        raise Refused("Chưa bầu được Khối trưởng.", remedy="Hãy bầu Khối trưởng trước.")
    members = meeting.bloc_year.memberships.select_related("unit").order_by("place")
    return motion_table(
        meeting=meeting,
        kind=MotionKind.ELECT_DEPUTY,
        question=f"Bầu Khối phó năm {meeting.bloc_year.year + 1}",
        mode=mode,
        candidates=list(members.exclude(pk=lead.pk)),
        actor=actor,
        at=at,
    )


def table_trial(*, meeting: Meeting, mode: Mode, actor: Person, at: datetime) -> Motion:
    return motion_table(
        meeting=meeting,
        kind=MotionKind.TRIAL,
        question="Bỏ phiếu thử: ông, bà đã sẵn sàng biểu quyết?",
        mode=mode,
        actor=actor,
        at=at,
    )


def list_candidates(meeting: Meeting, slot: Slot) -> list[Membership]:
    """Return who may stand on the list for an award: not barred, not voted on for it, not chosen elsewhere."""
    on = reference_day(meeting.bloc_year, localdate(meeting.held_at))
    voted = list(meeting.motions.filter(kind=MotionKind.NOMINATE))
    out = {m.subject_id for m in voted if m.carried or m.carried is None or m.award == slot.award}
    return [
        candidate.membership
        for candidate in candidates_for(meeting.bloc_year, slot.award, on)
        if candidate.membership.pk not in out and is_open_to(candidate)
    ]


def places_left(meeting: Meeting, slot: Slot) -> int:
    given = meeting.motions.filter(kind=MotionKind.NOMINATE, award=slot.award)
    return slot.maximum - given.exclude(carried=False).count()


def table_list(
    *, meeting: Meeting, slot: Slot, layout: Layout, actor: Person, at: datetime
) -> Motion:
    """Put all who may be put forward for an award on one ballot."""
    places = places_left(meeting, slot)
    if places < 1:
        raise Refused("Đã chọn đủ số lượng được đề nghị của hình thức này.")
    name = award_name(slot.award, localdate(meeting.held_at), meeting.bloc_year.authority)
    return motion_table(
        meeting=meeting,
        kind=MotionKind.NOMINATE_LIST,
        question=f"Đề nghị tặng {name}",
        mode=Mode.PAPER,
        award=slot.award,
        candidates=list_candidates(meeting, slot),
        form=BallotForm(
            shape=layout.shape,
            counting=layout.counting,
            at_most=layout.at_most,
            blank_valid=layout.blank_valid,
            places=places,
        ),
        actor=actor,
        at=at,
    )


def table_agreement(
    *, meeting: Meeting, agreement: Agreement, mode: Mode, actor: Person, at: datetime
) -> Motion:
    return motion_table(
        meeting=meeting,
        kind=MotionKind.ADOPT_AGREEMENT,
        question=f"Thông qua giao ước thi đua năm {agreement.bloc_year.year}",
        mode=mode,
        agreement=agreement,
        actor=actor,
        at=at,
    )


def elected_lead(meeting: Meeting) -> Membership | None:
    """Return the member elected to lead next year, once the election carried."""
    return elected_in(meeting, MotionKind.ELECT_LEAD)


def awaits_next(meeting: Meeting) -> bool:
    """Tell whether the next year can be opened; that doesn't end with the meeting."""
    return elected_lead(meeting) is not None and next_year_of(meeting.bloc_year) is None


def left_open(meeting: Meeting) -> Iterator[str]:
    """Say what a meeting has not settled yet: once it is closed, it settles nothing more."""
    if meeting.kind == MeetingKind.COUNCIL:
        waiting = nominations_of(meeting.bloc_year).filter(state=NominationState.SUBMITTED)
        yield from (f"Chưa có kết quả: {nomination.motion.question}." for nomination in waiting)
        return
    carried = list(meeting.motions.filter(carried=True))
    kinds, following = {motion.kind for motion in carried}, meeting.bloc_year.year + 1
    if MotionKind.ADOPT_REPORT not in kinds:
        yield "Báo cáo tổng kết chưa được thông qua."
    for slot in slots_of(meeting.bloc_year):
        chosen = sum(motion.award == slot.award for motion in carried)
        if chosen < slot.maximum:
            name = award_name(slot.award, localdate(meeting.held_at), meeting.bloc_year.authority)
            yield f"{name}: mới chọn {padded(chosen)}/{padded(slot.maximum)}."
    if MotionKind.ELECT_LEAD not in kinds:
        yield f"Chưa bầu được Khối trưởng năm {following}."
    if MotionKind.ADOPT_AGREEMENT not in kinds:
        yield f"Giao ước thi đua năm {following} chưa được thông qua."


def next_year_of(bloc_year: BlocYear) -> BlocYear | None:
    return BlocYear.objects.filter(bloc=bloc_year.bloc, year=bloc_year.year + 1).first()


@transaction.atomic
def open_next_year(
    *,
    meeting: Meeting,
    articles: Sequence[ArticleText],
    provenance: Provenance,
    actor: Person,
    at: datetime,
) -> Agreement:
    """Open the next year under the elected lead and lay its agreement on the table.

    Without `articles` the draft begins as this year's text.
    """
    lead = elected_lead(meeting)
    if lead is None:
        raise Refused(
            "Hội nghị chưa bầu được Khối trưởng năm sau.", remedy="Hãy bầu Khối trưởng trước."
        )
    bloc_year = meeting.bloc_year
    if next_year_of(bloc_year):
        raise Refused(f"Năm thi đua {bloc_year.year + 1} đã được mở.")
    deputy = elected_in(meeting, MotionKind.ELECT_DEPUTY)
    posts = {deputy.pk: Position.DEPUTY} if deputy else {}
    posts[lead.pk] = Position.LEAD
    members = bloc_year.memberships.select_related("unit").order_by("place")
    opened = bloc_year_open(
        bloc=bloc_year.bloc,
        year=bloc_year.year + 1,
        members=[(m.unit, posts.get(m.pk, Position.MEMBER)) for m in members],
        provenance=Provenance(bloc_year.provenance),
        actor=actor,
        at=at,
    )
    return agreement_draft(
        bloc_year=opened,
        title=f"Giao ước thi đua năm {opened.year}",
        articles=articles or last_articles(bloc_year),
        provenance=provenance,
        actor=actor,
        at=at,
    )


def last_articles(bloc_year: BlocYear) -> list[ArticleText]:
    agreement = agreement_of(bloc_year)
    wording = consolidated(agreement, date(bloc_year.year, 12, 31)) if agreement else ()
    return [
        ArticleText(number, article.title, tuple(clause.text for clause in article.clauses))
        for number, article in enumerate(wording, start=1)
    ]


def open_motion_of(meeting: Meeting) -> Motion | None:
    return meeting.motions.filter(state=MotionState.OPEN).first()


def conference_of(bloc_year: BlocYear) -> Meeting | None:
    return bloc_year.meetings.filter(kind=MeetingKind.CONFERENCE).first()
