"""Going from one phase of the year to the next: what must be ready, said before it is tried."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.enums import CardState, Stage
from thidua.apps.assessments.models import CrossAssignment, Scorecard, Standing
from thidua.apps.assessments.queries import proposed_pairs, scoring_table, stages_of
from thidua.apps.assessments.services import cross_assign, scorecards_open
from thidua.apps.awards.enums import NominationState
from thidua.apps.campaigns.enums import AgreementState
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingState
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Phase
from thidua.apps.units.models import BlocYear
from thidua.apps.units.services import bloc_year_advance
from thidua.year.conference import conference_of
from thidua.year.pacing import told_unexplained, unexplained

Check = Callable[[BlocYear], str]


def _agreement(bloc_year: BlocYear) -> str:
    agreement = agreement_of(bloc_year)
    if agreement is None:
        return "Chưa soạn giao ước thi đua."
    signed, all_ = agreement.signatures.count(), bloc_year.memberships.count()
    done = agreement.state == AgreementState.IN_FORCE
    return "" if done else f"Giao ước mới có {signed:02d}/{all_:02d} đơn vị ký."


def _table(bloc_year: BlocYear) -> str:
    adopted = scoring_table(bloc_year) is not None
    return "" if adopted else "Khối chưa thông qua bảng chấm điểm của năm."


def _cards_past(state: CardState, what: str) -> Check:
    def check(bloc_year: BlocYear) -> str:
        cards = Scorecard.objects.filter(bloc_year=bloc_year, state=state)
        waiting = list(cards.values_list("membership__unit__short_name", flat=True))
        return f"Còn {len(waiting):02d} phiếu {what}: {', '.join(waiting)}." if waiting else ""

    return check


def _ranking(bloc_year: BlocYear) -> str:
    closed = Standing.objects.filter(bloc_year=bloc_year).exists()
    return told_unexplained(unexplained(bloc_year)) if closed else "Chưa chốt bảng xếp hạng."


def _conference(bloc_year: BlocYear) -> str:
    meeting = conference_of(bloc_year)
    closed = meeting is not None and meeting.state == MeetingState.CLOSED
    return "" if closed else "Hội nghị tổng kết chưa bế mạc."


def _submitted(bloc_year: BlocYear) -> str:
    waiting = bloc_year.nominations.filter(state=NominationState.PROPOSED).count()
    return f"Còn {waiting:02d} đề nghị khen thưởng chưa trình." if waiting else ""


def _decided(bloc_year: BlocYear) -> str:
    ended = [NominationState.DECIDED, NominationState.DECLINED]
    waiting = bloc_year.nominations.exclude(state__in=ended).count()
    return f"Còn {waiting:02d} đề nghị chưa có quyết định." if waiting else ""


READY: dict[Phase, Check] = {
    Phase.AGREEMENT: _agreement,
    Phase.TARGETS: _table,
    Phase.SELF_SCORING: _cards_past(CardState.SELF_SCORING, "chưa tự chấm xong"),
    Phase.CROSS_SCORING: _cards_past(CardState.CROSS_SCORING, "chưa chấm chéo xong"),
    Phase.APPRAISAL: _ranking,
    Phase.CONFERENCE: _conference,
    Phase.NOMINATION: _submitted,
    Phase.COUNCIL: _decided,
}


def what_is_missing(bloc_year: BlocYear) -> str:
    """Say what still stands between the year and its next phase; empty when it may go on."""
    check = READY.get(Phase(bloc_year.phase))
    return check(bloc_year) if check else "Năm thi đua đã kết thúc."


def next_phase(bloc_year: BlocYear) -> Phase | None:
    phases = list(Phase)
    place = Phase(bloc_year.phase).place
    return phases[place + 1] if place + 1 < len(phases) else None


@transaction.atomic
def advance(*, bloc_year: BlocYear, actor: Person, at: datetime) -> BlocYear:
    """Take the year into its next phase and lay out what that phase works on.

    Raises:
        Refused: something of the present phase is missing.
    """
    to = next_phase(bloc_year)
    if to is None or (missing := what_is_missing(bloc_year)):
        raise Refused(
            missing if to else "Năm thi đua đã kết thúc.",
            remedy="Hoàn thành các việc này rồi chuyển bước.",
        )
    prepare(bloc_year, to, actor, at)
    return bloc_year_advance(bloc_year=bloc_year, to=to, actor=actor, at=at)


def prepare(bloc_year: BlocYear, to: Phase, actor: Person, at: datetime) -> None:
    if to is Phase.SELF_SCORING and not bloc_year.scorecards.exists():
        scorecards_open(bloc_year=bloc_year, actor=actor, at=at)
    crossed = Stage.CROSS in stages_of(bloc_year)
    if (
        to is Phase.CROSS_SCORING
        and crossed
        and not CrossAssignment.objects.filter(bloc_year=bloc_year)
    ):
        try:
            pairs = proposed_pairs(bloc_year)
        except ValueError as impossible:
            raise Refused(
                str(impossible), remedy="Thư ký khối phân công chấm chéo."
            ) from impossible
        cross_assign(bloc_year=bloc_year, pairs=pairs, actor=actor, at=at)
