"""The papers of the year that a step leaves, and those that a button issues, as drafts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from thidua.apps.assessments.models import Report
from thidua.apps.assessments.queries import report_of
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Decision, RegisterEntry
from thidua.apps.awards.queries import award_name, nominations_of, reference_day
from thidua.apps.campaigns.models import Agreement
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.queries import symbol_of
from thidua.apps.meetings.enums import MeetingKind
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.queries import meeting_of
from thidua.papers import Kind, Number
from thidua.year.catalogue import CATALOGUE
from thidua.year.composing import Asked, Composer
from thidua.year.papers.agreement import agreement_outline, agreement_paper
from thidua.year.papers.conference import conference_outline, conference_paper
from thidua.year.papers.count import count_outline, count_paper
from thidua.year.papers.decision import (
    approved_for,
    decision_outline,
    decision_paper,
    entries_of,
    unissued,
)
from thidua.year.papers.merit_report import proposal_form
from thidua.year.papers.proposal import proposal_outline, proposal_paper
from thidua.year.papers.report import report_outline, report_paper, report_settled


def _report(asked: Asked) -> Report:
    return report_of(asked.bloc_year) or Report(bloc_year=asked.bloc_year)


def _conference(asked: Asked) -> Meeting:
    """Return the conference that minutes are of; who asks has seen that there is one."""
    meeting = meeting_of(asked.bloc_year, MeetingKind.CONFERENCE)
    if meeting is None:
        raise LookupError(f"{asked.bloc_year} has no conference")
    return meeting


def _no_conference(asked: Asked) -> str:
    called = meeting_of(asked.bloc_year, MeetingKind.CONFERENCE)
    return "" if called else "Chưa triệu tập hội nghị tổng kết."


def _agreement(asked: Asked) -> Agreement:
    agreement = agreement_of(asked.bloc_year)
    if agreement is None:
        raise LookupError(f"{asked.bloc_year} has no agreement")
    return agreement


def _no_agreement(asked: Asked) -> str:
    return "" if agreement_of(asked.bloc_year) else "Chưa lập giao ước thi đua."


def _signed(asked: Asked) -> str:
    signed = _agreement(asked).signatures.exists()
    return "Đã có đơn vị ký giao ước, lời giao ước đứng như đã ký." if signed else ""


def _decision(asked: Asked) -> tuple[Decision, Sequence[RegisterEntry]]:
    """Return a decision as issued, else as it would be."""
    found = asked.bloc_year.decisions.filter(award=asked.about).first()
    if found is not None:
        return found, entries_of(found)
    return unissued(asked.bloc_year, asked.about, asked.at)


def _nothing_approved(asked: Asked) -> str:
    approved = approved_for(asked.bloc_year, asked.about)
    return "" if approved else "Chưa có đề nghị nào được Hội đồng nhất trí."


def _awards_to_decide(asked: Asked) -> dict[str, str]:
    approved = nominations_of(asked.bloc_year).filter(state=NominationState.APPROVED)
    slugs = dict.fromkeys(approved.values_list("award", flat=True))
    return {slug: _award(replace(asked, about=slug)) for slug in slugs}


def _award(asked: Asked) -> str:
    day = reference_day(asked.bloc_year, asked.day)
    return award_name(asked.about, day, asked.bloc_year.authority)


def _blank(kind: Kind, asked: Asked) -> Number:
    """Return the number of a bloc's paper that has none yet."""
    year = asked.bloc_year
    symbol = symbol_of(year.authority, year.bloc.code, asked.day.year)
    return Number(None, f"{kind.abbreviation}-{symbol}")


COMPOSERS: Mapping[PaperKind, Composer] = {
    PaperKind.AGREEMENT: Composer(
        outline=lambda asked: agreement_outline(_agreement(asked), asked.at),
        paper=lambda asked, written: agreement_paper(_agreement(asked), asked.at, written),
        waits=_no_agreement,
        settled=_signed,
    ),
    PaperKind.REPORT: Composer(
        outline=lambda asked: report_outline(_report(asked)),
        paper=lambda asked, written: report_paper(
            _report(asked), _blank(Kind.REPORT, asked), asked.at, written
        ),
        settled=lambda asked: report_settled(_report(asked)),
    ),
    PaperKind.CONFERENCE_MINUTES: Composer(
        outline=lambda asked: conference_outline(_conference(asked)),
        paper=lambda asked, written: conference_paper(
            _conference(asked), _blank(Kind.MINUTES, asked), written
        ),
        waits=_no_conference,
    ),
    PaperKind.COUNT_MINUTES: Composer(
        outline=lambda asked: count_outline(_conference(asked)),
        paper=lambda asked, written: count_paper(_conference(asked), written),
        waits=_no_conference,
    ),
    PaperKind.PROPOSAL: Composer(
        outline=lambda asked: proposal_outline(asked.bloc_year, asked.at),
        paper=lambda asked, written: proposal_paper(
            asked.bloc_year, _blank(Kind.PROPOSAL, asked), asked.at, written
        ),
        mark=proposal_form,
    ),
    PaperKind.DECISION: Composer(
        outline=lambda asked: decision_outline(*_decision(asked)),
        paper=lambda asked, written: decision_paper(*_decision(asked), written),
        waits=_nothing_approved,
        abouts=_awards_to_decide,
        named=_award,
    ),
    **CATALOGUE,
}
"""Every paper that has a draft, by its kind."""
