"""Papers of the year before they are issued: composed, written on, sent to Word and taken back."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from thidua.apps.assessments.services import report_draft
from thidua.apps.filing.enums import OF_A_UNIT, DraftOrigin, PaperKind
from thidua.apps.filing.models import Draft, DraftVersion, Paper as FiledPaper
from thidua.apps.filing.queries import (
    draft_of,
    latest_of,
    papers_of,
    version_of,
    words_before,
    writing_unit,
    written_in,
)
from thidua.apps.filing.services import Saved, draft_save, issue_permit, remark_make
from thidua.apps.journal.base import Refused
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers import Paper, to_docx
from thidua.papers.drafts import (
    Comparison,
    Data,
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
from thidua.papers.flow import Grid, Line, flow
from thidua.year.composers import COMPOSERS
from thidua.year.composing import Asked, Composer, Issue
from thidua.year.papers.common import bloc_number, file_paper
from thidua.year.papers.decision import decision_file_name
from thidua.year.papers.drafted import NOTHING_WRITTEN, issued
from thidua.year.papers.members import unit_of
from thidua.year.papers.report import WRITTEN


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
        named = self.composer.named(self.asked) if self.asked.about else ""
        return f"{self.kind.label}: {named}" if named else str(self.kind.label)

    @property
    def mark(self) -> str:
        return self.composer.mark(self.asked)

    @property
    def by_button(self) -> bool:
        """Whether it is issued by a button, and may be now."""
        return self.composer.issue is not None and not self.settled

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
        found = found.filter(file_name=file_name_of(kind, asked))
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


def file_name_of(kind: PaperKind, asked: Asked) -> str:
    if kind is PaperKind.DECISION:
        return decision_file_name(asked.bloc_year, asked.about)
    return "-".join(filter(None, (kind, asked.about, str(asked.bloc_year.year))))


def all_opened(bloc_year: BlocYear, at: datetime) -> list[Opened]:
    """Return the drafts of the bloc's own papers in the order of the year, each thing one is about."""
    asked = Asked(bloc_year, at)
    return [
        opened(bloc_year, kind, at, about)
        for kind in PaperKind
        if kind in COMPOSERS and kind not in BY_MEMBER
        for about in COMPOSERS[kind].abouts(asked)
    ]


@dataclass(frozen=True, slots=True)
class OfMembers:
    """The papers of a kind that are of single members: what each is about, and the draft begun."""

    kind: PaperKind
    abouts: Sequence[tuple[str, str]]


def of_members(bloc_year: BlocYear, at: datetime, own: Collection[str] | None) -> list[OfMembers]:
    """Return the papers of single members, of units `own` by code, of all where that is None."""
    asked = Asked(bloc_year, at)
    return [
        OfMembers(
            kind,
            [
                (f"{kind}_{about}", named)
                for about, named in COMPOSERS[kind].abouts(asked).items()
                if own is None or about.partition("_")[0] in own
            ],
        )
        for kind in PaperKind
        if kind in BY_MEMBER and kind in COMPOSERS
    ]


def may_be_about(kind: PaperKind, asked: Asked) -> bool:
    """Tell whether there can be such a paper; of a decision only that it has an award."""
    if kind is PaperKind.DECISION:
        return bool(asked.about)
    return asked.about in COMPOSERS[kind].abouts(replace(asked, about=""))


@transaction.atomic
def issue(*, draft: Opened, actor: Person, at: datetime) -> FiledPaper:
    """Number, render and file a paper as its draft stands; from then on it stands."""
    how = draft.composer.issue
    if how is None or draft.settled:
        raise Refused(
            draft.settled or f"{draft.label} không ban hành từ trang này.",
            remedy="Văn bản này được lập khi làm bước tương ứng của năm.",
        )
    bloc_year, about = draft.bloc_year, draft.asked.about
    issue_permit(bloc_year=bloc_year, kind=draft.kind, about=about, actor=actor, at=at)
    asked = numbered_for(replace(draft.asked, at=at), how)
    filed = file_paper(
        draft.composer.paper(asked, draft.written),
        bloc_year=bloc_year,
        kind=draft.kind,
        title=how.title(asked),
        subject=unit_of(asked) if draft.kind in OF_A_UNIT else bloc_year,
        file_name=file_name_of(draft.kind, asked),
        is_public=how.is_public,
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at, about=about)


def numbered_for(asked: Asked, how: Issue) -> Asked:
    """Take the number of the bloc's series that a paper is issued with, if it is numbered there."""
    if how.series is None:
        return asked
    return replace(asked, number=bloc_number(asked.bloc_year, how.series.abbreviation, asked.at))


BY_MEMBER = OF_A_UNIT | {PaperKind.CHECK_MINUTES}
"""Kinds of which there is one for each member."""


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
        composed=composed_in(draft.outline()),
    )
    if draft.kind is PaperKind.REPORT and not saved.clashes:
        sections = sections_of(saved.merged)
        report_draft(bloc_year=draft.bloc_year, sections=sections, actor=actor, at=at)
    return saved


def composed_in(outline: Outline) -> dict[str, list[str]]:
    """Return what records say in a draft, line by line, by passage."""
    return {
        one.key: [line for block in flow(one.blocks) for line in lines_in(block)]
        for one in outline.pieces
        if isinstance(one, Data)
    }


def lines_in(part: Line | Grid) -> list[str]:
    if isinstance(part, Line):
        return [part.text]
    return [" | ".join(cell.text for cell in row) for row in part.rows]


@dataclass(frozen=True, slots=True)
class Moved:
    """A passage of data that says something else than when the last version was kept."""

    key: str
    source: str
    gone: tuple[str, ...]
    came: tuple[str, ...]


def moved_since(draft: Opened) -> list[Moved]:
    """Return what records say now and didn't when the last version was kept."""
    then = draft.version.composed if draft.version else {}
    outline = draft.outline()
    now = composed_in(outline)
    sources = {one.key: one.source for one in outline.pieces if isinstance(one, Data)}
    return [
        Moved(
            key,
            sources[key],
            tuple(line for line in then.get(key, ()) if line not in lines),
            tuple(line for line in lines if line not in then.get(key, ())),
        )
        for key, lines in now.items()
        if then and then.get(key, []) != lines
    ]


def restore(*, draft: Opened, number: int, actor: Person, at: datetime) -> Saved:
    """Let the words of an earlier version stand again, as a version of their own."""
    found = version_of(draft.draft, number) if draft.draft else None
    if found is None:
        raise Refused(f"Không có bản dự thảo số {number}.")
    mine = {**offered(draft.outline()), **written_in(found)}
    return save(
        draft=draft, base=draft.number, mine=mine, actor=actor, at=at, origin=DraftOrigin.RESTORED
    )


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
