"""Papers of the year before they are issued: composed, written on, sent to Word and taken back."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.models import Report
from thidua.apps.assessments.queries import report_of
from thidua.apps.assessments.services import report_draft
from thidua.apps.campaigns.models import Agreement
from thidua.apps.campaigns.queries import agreement_of
from thidua.apps.filing.enums import DraftOrigin, PaperKind
from thidua.apps.filing.models import Draft, DraftVersion, Paper as FiledPaper
from thidua.apps.filing.queries import (
    draft_of,
    latest_of,
    papers_of,
    version_of,
    words_before,
    written_in,
)
from thidua.apps.filing.services import Saved, draft_save, remark_make
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MeetingKind
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.queries import meeting_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.apps.units.policy import lead_unit
from thidua.papers import Paper, to_docx
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
from thidua.year.papers.drafted import NOTHING_WRITTEN
from thidua.year.papers.proposal import proposal_outline, proposal_paper
from thidua.year.papers.report import WRITTEN, report_outline, report_paper, report_settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """How a kind of paper is composed before it is issued.

    Args:
        waits: says what must be there before it can be written; empty when nothing is missing.
        settled: says why its words stand although it isn't filed yet; empty while they don't.
    """

    outline: Callable[[BlocYear, datetime], Outline]
    paper: Callable[[BlocYear, datetime, Written], Paper]
    waits: Callable[[BlocYear], str] = lambda _: ""
    settled: Callable[[BlocYear], str] = lambda _: ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft as it stands: `settled` says why it can't be written on, if so."""

    bloc_year: BlocYear
    kind: PaperKind
    composer: Composer
    at: datetime
    draft: Draft | None
    version: DraftVersion | None
    filed: FiledPaper | None
    waits: str
    settled: str

    @property
    def written(self) -> Written:
        return written_in(self.version)

    @property
    def number(self) -> int:
        return self.version.number if self.version else 0

    @property
    def identity(self) -> str:
        told = f"{self.bloc_year.pk}/{self.kind}"
        return hashlib.sha256(told.encode()).hexdigest()[:12]

    def outline(self) -> Outline:
        return self.composer.outline(self.bloc_year, self.at)

    def paper(self) -> Paper:
        """Compose the paper as it would be filed now, without a number."""
        paper = self.composer.paper(self.bloc_year, self.at, self.written)
        mark = f"Dự thảo, bản {self.number}." if self.number else "Dự thảo."
        return replace(paper, notice=" ".join(filter(None, (mark, paper.notice))))


def opened(bloc_year: BlocYear, kind: PaperKind, at: datetime) -> Opened:
    composer = COMPOSERS[kind]
    draft = draft_of(bloc_year, kind)
    filed = papers_of(bloc_year).filter(kind=kind).first()
    waits = "" if filed else composer.waits(bloc_year)
    return Opened(
        bloc_year=bloc_year,
        kind=kind,
        composer=composer,
        at=at,
        draft=draft,
        version=latest_of(draft),
        filed=filed,
        waits=waits,
        settled="Văn bản đã ban hành." if filed else waits or composer.settled(bloc_year),
    )


def offered(outline: Outline) -> Written:
    """Return what stands in the rooms nobody has written in."""
    return {room.key: words_in(room, NOTHING_WRITTEN) for room in outline.rooms}


def last_words(opened_: Opened) -> tuple[Written, int]:
    """Return what the lead wrote in this kind of paper last time, and the year that was."""
    unit = lead_unit(opened_.bloc_year)
    found = words_before(opened_.bloc_year, opened_.kind, "", unit)
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
        about="",
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
    kept = draft_of(draft.bloc_year, draft.kind)
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


def _report(bloc_year: BlocYear) -> Report:
    return report_of(bloc_year) or Report(bloc_year=bloc_year)


def _conference(bloc_year: BlocYear) -> Meeting:
    """Return the conference that minutes are of; who asks has seen that there is one."""
    meeting = meeting_of(bloc_year, MeetingKind.CONFERENCE)
    if meeting is None:
        raise LookupError(f"{bloc_year} has no conference")
    return meeting


def _no_conference(bloc_year: BlocYear) -> str:
    called = meeting_of(bloc_year, MeetingKind.CONFERENCE)
    return "" if called else "Chưa triệu tập hội nghị tổng kết."


def _agreement(bloc_year: BlocYear) -> Agreement:
    agreement = agreement_of(bloc_year)
    if agreement is None:
        raise LookupError(f"{bloc_year} has no agreement")
    return agreement


def _no_agreement(bloc_year: BlocYear) -> str:
    return "" if agreement_of(bloc_year) else "Chưa lập giao ước thi đua."


def _signed(bloc_year: BlocYear) -> str:
    signed = _agreement(bloc_year).signatures.exists()
    return "Đã có đơn vị ký giao ước, lời giao ước đứng như đã ký." if signed else ""


COMPOSERS: Mapping[PaperKind, Composer] = {
    PaperKind.AGREEMENT: Composer(
        outline=lambda bloc_year, at: agreement_outline(_agreement(bloc_year), at),
        paper=lambda bloc_year, at, written: agreement_paper(_agreement(bloc_year), at, written),
        waits=_no_agreement,
        settled=_signed,
    ),
    PaperKind.REPORT: Composer(
        outline=lambda bloc_year, _: report_outline(_report(bloc_year)),
        paper=lambda bloc_year, at, written: report_paper(_report(bloc_year), None, at, written),
        settled=lambda bloc_year: report_settled(_report(bloc_year)),
    ),
    PaperKind.CONFERENCE_MINUTES: Composer(
        outline=lambda bloc_year, _: conference_outline(_conference(bloc_year)),
        paper=lambda bloc_year, _, written: conference_paper(_conference(bloc_year), None, written),
        waits=_no_conference,
    ),
    PaperKind.COUNT_MINUTES: Composer(
        outline=lambda bloc_year, _: count_outline(_conference(bloc_year)),
        paper=lambda bloc_year, _, written: count_paper(_conference(bloc_year), written),
        waits=_no_conference,
    ),
    PaperKind.PROPOSAL: Composer(
        outline=proposal_outline,
        paper=lambda bloc_year, at, written: proposal_paper(bloc_year, None, at, written),
    ),
}
