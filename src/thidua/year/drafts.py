"""Papers of the year before they are issued: composed, written on, sent to Word and taken back."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.apps.assessments.models import Report
from thidua.apps.assessments.queries import report_of
from thidua.apps.assessments.services import report_draft
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Decision, RegisterEntry
from thidua.apps.awards.queries import award_name, nominations_of, reference_day
from thidua.apps.campaigns.models import Agreement
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.filing.enums import DraftOrigin, PaperKind
from thidua.apps.filing.models import Draft, DraftVersion, Paper as FiledPaper
from thidua.apps.filing.queries import (
    draft_of,
    latest_of,
    papers_of,
    symbol_of,
    version_of,
    words_before,
    writing_unit,
    written_in,
)
from thidua.apps.filing.services import Saved, draft_save, remark_make
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingKind
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.queries import meeting_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers import Kind, Number, Paper, to_docx
from thidua.papers.drafts import (
    Comparison,
    Document,
    Draft as Sent,
    Outline,
    Room,
    Words,
    Written,
    compare,
    keyed,
    printed,
    read,
    taken_over,
    words_in,
)
from thidua.year.papers.agreement import agreement_outline, agreement_paper
from thidua.year.papers.conference import conference_outline, conference_paper
from thidua.year.papers.count import count_outline, count_paper
from thidua.year.papers.decision import (
    approved_for,
    decision_file_name,
    decision_outline,
    decision_paper,
    entries_of,
    unissued,
)
from thidua.year.papers.drafted import NOTHING_WRITTEN
from thidua.year.papers.proposal import proposal_outline, proposal_paper
from thidua.year.papers.report import WRITTEN, report_outline, report_paper, report_settled


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper is asked for: of which year, on which day, a decision on which award."""

    bloc_year: BlocYear
    at: datetime
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """How a kind of paper is composed before it is issued.

    Args:
        waits: says what must be there before it can be written; empty when nothing is missing.
        settled: says why its words stand although it isn't filed yet; empty while they don't.
    """

    outline: Callable[[Asked], Outline]
    paper: Callable[[Asked, Written], Paper]
    waits: Callable[[Asked], str] = lambda _: ""
    settled: Callable[[Asked], str] = lambda _: ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft as it stands: `settled` says why it can't be written on, if so."""

    asked: Asked
    kind: PaperKind
    composer: Composer
    draft: Draft | None
    version: DraftVersion | None
    filed: FiledPaper | None
    waits: str
    settled: str

    @property
    def bloc_year(self) -> BlocYear:
        return self.asked.bloc_year

    @property
    def name(self) -> str:
        """The paper's name in addresses: its kind, for a decision with the award."""
        return f"{self.kind}_{self.asked.about}" if self.asked.about else str(self.kind)

    @property
    def label(self) -> str:
        about = self.asked.about
        if not about:
            return str(self.kind.label)
        day = reference_day(self.bloc_year, localdate(self.asked.at))
        return f"{self.kind.label}: {award_name(about, day, self.bloc_year.authority)}"

    @property
    def written(self) -> Written:
        return written_in(self.version)

    @property
    def number(self) -> int:
        return self.version.number if self.version else 0

    @property
    def identity(self) -> str:
        told = f"{self.bloc_year.pk}/{self.name}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def outline(self) -> Outline:
        return self.composer.outline(self.asked)

    def paper(self) -> Paper:
        """Compose the paper as it would be filed now, without a number."""
        paper = self.composer.paper(self.asked, self.written)
        mark = f"Dự thảo, bản {self.number}." if self.number else "Dự thảo."
        return replace(paper, notice=" ".join(filter(None, (mark, paper.notice))))


def opened(bloc_year: BlocYear, kind: PaperKind, at: datetime, about: str = "") -> Opened:
    composer, asked = COMPOSERS[kind], Asked(bloc_year, at, about)
    draft = draft_of(bloc_year, kind, about)
    found = papers_of(bloc_year).filter(kind=kind)
    if about:
        found = found.filter(file_name=decision_file_name(bloc_year, about))
    filed = found.first()
    waits = "" if filed else composer.waits(asked)
    return Opened(
        asked=asked,
        kind=kind,
        composer=composer,
        draft=draft,
        version=latest_of(draft),
        filed=filed,
        waits=waits,
        settled="Văn bản đã ban hành." if filed else waits or composer.settled(asked),
    )


def all_opened(bloc_year: BlocYear, at: datetime) -> list[Opened]:
    """Return the drafts of a year in its order, one of a decision for each award to be decided."""
    kinds = [kind for kind in COMPOSERS if kind is not PaperKind.DECISION]
    awards = nominations_of(bloc_year).filter(state=NominationState.APPROVED)
    slugs = dict.fromkeys(awards.values_list("award", flat=True))
    return [
        *(opened(bloc_year, kind, at) for kind in kinds),
        *(opened(bloc_year, PaperKind.DECISION, at, slug) for slug in slugs),
    ]


def offered(outline: Outline) -> Written:
    """Return what stands in the rooms nobody has written in."""
    return {room.key: words_in(room, NOTHING_WRITTEN) for room in outline.rooms}


def last_words(opened_: Opened) -> tuple[Written, int]:
    """Return what the lead wrote in this kind of paper last time, and the year that was."""
    unit = writing_unit(opened_.bloc_year, opened_.kind)
    found = words_before(opened_.bloc_year, opened_.kind, opened_.asked.about, unit)
    return written_in(found), found.draft.bloc_year.year if found else 0


@transaction.atomic
def save(
    *,
    draft: Opened,
    base: int,
    mine: Written,
    actor: Person,
    at: datetime,
    origin: DraftOrigin = DraftOrigin.BROWSER,
) -> Saved:
    """Keep a version of a draft; the report keeps its own words in step."""
    if draft.settled:
        raise Refused(draft.settled, remedy="Bản dự thảo không sửa được nữa.")
    saved = draft_save(
        bloc_year=draft.bloc_year,
        kind=draft.kind,
        about=draft.asked.about,
        base=base,
        offered=offered(draft.outline()),
        mine=mine,
        actor=actor,
        at=at,
        origin=origin,
    )
    if draft.kind is PaperKind.REPORT and not saved.clashes:
        sections = sections_of(saved.merged)
        report_draft(bloc_year=draft.bloc_year, sections=sections, actor=actor, at=at)
    return saved


def sections_of(written: Written) -> dict[str, list[str]]:
    """Return the words of the rooms that the report itself keeps."""
    return {
        section: [one.text for one in written.get(room, ())] for section, room in WRITTEN.items()
    }


@transaction.atomic
def write_report(
    *, bloc_year: BlocYear, sections: Mapping[str, Sequence[str]], actor: Person, at: datetime
) -> None:
    """Draft the report's own parts; if its whole text is being written too, write them there."""
    draft = opened(bloc_year, PaperKind.REPORT, at)
    if draft.version is None:
        report_draft(bloc_year=bloc_year, sections=sections, actor=actor, at=at)
        return
    told = dict(draft.written)
    for section, room in WRITTEN.items():
        told[room] = same_keys(told.get(room, ()), sections.get(section, ()))
    save(draft=draft, base=draft.number, mine=told, actor=actor, at=at)


def same_keys(before: Sequence[Words], texts: Sequence[str]) -> tuple[Words, ...]:
    """Give texts the keys under which the same words stood before."""
    keys = {one.text: one.key for one in before}
    return tuple(Words(keys.pop(text, ""), text) for text in texts)


def word_of(draft: Opened) -> bytes:
    """Return a draft as a Word document that finds its way back."""
    lines = printed(draft.outline(), draft.written)
    return keyed(to_docx(draft.paper()), lines, draft.identity, draft.number)


def compared(draft: Opened, came: Document) -> Comparison:
    """Compare an edited Word document with the draft as it stands.

    Raises:
        Unreadable: it is of another paper, or of none of ours.
    """
    outline = draft.outline()
    return compare(
        Sent(
            outline=outline,
            written=draft.written,
            lines=printed(outline, draft.written),
            own=read(word_of(draft)),
            sent=keys_sent(draft, outline, came.version),
        ),
        came,
    )


def keys_sent(draft: Opened, outline: Outline, version: int) -> set[str]:
    """Return the keys of free paragraphs that stood in a version when it was sent out."""
    found = version_of(draft.draft, version) if draft.draft and version else None
    written = {**offered(outline), **(written_in(found) if found else {})}
    return {one.key for words in written.values() for one in words}


@transaction.atomic
def take_over(
    *,
    draft: Opened,
    came: Comparison,
    chosen: Collection[int],
    remarks: Collection[int],
    actor: Person,
    at: datetime,
) -> Saved:
    """Take the chosen changes over; what is wanted of data becomes remarks."""
    mine = taken_over(draft.outline(), draft.written, came.changes, chosen)
    saved = save(
        draft=draft, base=draft.number, mine=mine, actor=actor, at=at, origin=DraftOrigin.WORD
    )
    kept = draft_of(draft.bloc_year, draft.kind, draft.asked.about)
    for change in came.changes:
        if kept is not None and change.number in remarks and not change.may_be_taken:
            remark_make(
                draft=kept,
                passage=change.key,
                said=change.before,
                wanted=change.after or "Bỏ đoạn này.",
                actor=actor,
                at=at,
            )
    return saved


def remembered(draft: Opened, room: Room) -> tuple[Words, ...]:
    """Return what the lead wrote in a room last time, as new paragraphs."""
    words, _ = last_words(draft)
    return tuple(Words("", one.text) for one in words.get(room.key, ()))


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


def _blank(kind: Kind, asked: Asked) -> Number:
    """Return the number of a bloc's paper that has none yet."""
    year = asked.bloc_year
    symbol = symbol_of(year.authority, year.bloc.code, localdate(asked.at).year)
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
    ),
    PaperKind.DECISION: Composer(
        outline=lambda asked: decision_outline(*_decision(asked)),
        paper=lambda asked, written: decision_paper(*_decision(asked), written),
        waits=_nothing_approved,
    ),
}
