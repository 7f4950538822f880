"""Deeds about versions of the scoring table: draft, adopt, move the open cards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua import scoring
from thidua.apps.assessments.enums import CardState, TableState
from thidua.apps.assessments.models import (
    Criterion,
    EvidenceLink,
    Scorecard,
    ScoringTable,
    Standing,
    TableColumns,
)
from thidua.apps.assessments.queries import (
    draft_of,
    head_of,
    lines_of,
    scored_table,
    scoring_table,
)
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.assessments.services.tables import Line, put_in_force, store_lines
from thidua.apps.campaigns.models import Index, Target
from thidua.apps.campaigns.queries import indices_of
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold, take_up
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.text import clean, short_date

TABLE_LINES = 600


@transaction.atomic
def draft_start(
    *,
    bloc_year: BlocYear,
    head: scoring.DraftHead,
    lines: Sequence[scoring.DraftLine],
    provenance: Provenance,
    actor: Person,
    at: datetime,
    source: str = "",
    headings: Mapping[str, str] | None = None,
) -> ScoringTable:
    """Begin a draft of the year's table; `headings` are remembered for the bloc's next import."""
    may("assessments.table.draft", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if draft_of(bloc_year) is not None:
        raise Refused(
            f"Năm {bloc_year.year} đã có một bản đang soạn.",
            "Mỗi lúc chỉ soạn một bản.",
            "Hãy soạn tiếp bản đó, hoặc bỏ nó trước.",
        )
    refuse_closed(bloc_year)
    last = bloc_year.scoring_tables.aggregate(last=Max("version"))["last"] or 0
    table = ScoringTable(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        version=last + 1,
        margin=0,
        source=source[:900],
        provenance=provenance,
    )
    write_draft(table, head, lines)
    if headings is not None:
        known = {"authority": bloc_year.authority, "headings": dict(headings)}
        TableColumns.objects.update_or_create(bloc=bloc_year.bloc, defaults=known)
    tell(
        "assessments.table.draft", table, bloc_year, actor, at,
        version=table.version, lines=len(lines),
    )  # fmt: skip
    return table


@transaction.atomic
def draft_save(
    *,
    table: ScoringTable,
    head: scoring.DraftHead,
    lines: Sequence[scoring.DraftLine],
    revision: int,
    actor: Person,
    at: datetime,
) -> ScoringTable:
    """Keep a draft as typed, faults and all; refused if somebody saved it since it was read."""
    may("assessments.table.draft", table.bloc_year, actor, at)
    take_up_draft(table, revision)
    write_draft(table, head, lines)
    tell(
        "assessments.table.draft", table, table.bloc_year, actor, at,
        version=table.version, lines=len(lines),
    )  # fmt: skip
    return table


@transaction.atomic
def draft_discard(*, table: ScoringTable, actor: Person, at: datetime) -> None:
    """Throw a draft away; what was adopted stays."""
    may("assessments.table.discard", table.bloc_year, actor, at)
    take_up_draft(table, None)
    tell(
        "assessments.table.discard", table, table.bloc_year, actor, at, version=table.version
    )  # fmt: skip
    table.delete()


@transaction.atomic
def draft_adopt(
    *,
    table: ScoringTable,
    adopted_on: date,
    adopted_by: str,
    applies_from: date,
    revision: int,
    actor: Person,
    at: datetime,
) -> ScoringTable:
    """Put a faultless draft in force in the place of the version before."""
    may("assessments.table.adopt", table.bloc_year, actor, at)
    take_up_draft(table, revision)
    refuse_closed(table.bloc_year)
    refuse_handed_in(table.bloc_year)
    refuse_adoption(adopted_on, adopted_by, localdate(at))
    targets = {target.code: target for target in table.bloc_year.targets.all()}
    lines, head = lines_of(table), scoring.read_head(head_of(table))
    indices = {index.code: index for index in indices_of(table.bloc_year)}
    read = scoring.read_draft(lines, head.places, targets, indices)
    refuse_faults((*head.faults, *read.faults), lines)
    store_lines(table, lines_to_store(lines, read.criteria, targets, indices))
    table.title, table.places, table.margin = head.title, head.places, head.margin
    table.unassigned, table.cap = head.unassigned.value, head.cap
    table.grades, table.draft = [grade.to_json() for grade in head.grades], {}
    put_in_force(
        table, adopted_on=adopted_on, applies_from=applies_from, adopted_by=clean(adopted_by)
    )
    tell(
        "assessments.table.adopt", table, table.bloc_year, actor, at,
        lines=len(lines), version=table.version, adopted_on=adopted_on.isoformat(),
        adopted_by=table.adopted_by, applies_from=applies_from.isoformat(),
    )  # fmt: skip
    return table


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of the open cards: marks kept, and the lines to score anew by unit."""

    cards: int
    kept: int
    lost: Mapping[str, tuple[str, ...]]


@transaction.atomic
def cards_move(*, bloc_year: BlocYear, actor: Person, at: datetime) -> Moved:
    """Take the open cards over to the version in force.

    Marks and evidence stay with a line that earns its points as before; the marks of other lines
    are dropped, and told.
    """
    may("assessments.scorecard.move", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    before, after = scored_table(bloc_year), scoring_table(bloc_year)
    if before is None or after is None or before.pk == after.pk:
        raise Refused("Các phiếu đã theo phiên bản đang áp dụng.")
    refuse_handed_in(bloc_year)
    successors = successors_of(before, after)
    cards = list(before.scorecards.select_related("membership__unit").order_by("membership__place"))
    kept, lost = 0, {}
    for card in cards:
        stay, gone = move_card(card, after, successors)
        kept += stay
        lost[card.membership.unit.short_name] = gone
    moved = Moved(cards=len(cards), kept=kept, lost={k: v for k, v in lost.items() if v})
    tell(
        "assessments.scorecard.move", after, bloc_year, actor, at,
        before=before.version, after=after.version, kept=kept, lost=dict(moved.lost),
    )  # fmt: skip
    return moved


def successors_of(before: ScoringTable, after: ScoringTable) -> dict[str, tuple[Criterion, bool]]:
    """Return by old code the line it became, and whether marks stay with it."""
    new = {line.code: line for line in after.criteria.all()}
    return {
        one.before.code: (new[one.after.code], one.keeps_marks)
        for one in scoring.differences(lines_of(before), lines_of(after))
        if one.before is not None and one.after is not None
    }


def move_card(
    card: Scorecard, after: ScoringTable, successors: Mapping[str, tuple[Criterion, bool]]
) -> tuple[int, tuple[str, ...]]:
    """Move one card; return how many marks stay, and the old codes of those that don't."""
    gone = []
    marks = list(card.marks.select_related("criterion"))
    for mark in marks:
        line, keeps = successors.get(mark.criterion.code, (None, False))
        if line is not None and keeps:
            mark.criterion = line
            mark.save(update_fields=["criterion"])
        else:
            gone.append(mark.criterion.code)
            mark.delete()
    move_evidence(card, successors)
    move_left_out(card, successors)
    card.table = after
    card.save(update_fields=["table"])
    return len(marks) - len(gone), tuple(gone)


def move_evidence(card: Scorecard, successors: Mapping[str, tuple[Criterion, bool]]) -> None:
    links = EvidenceLink.objects.filter(evidence__scorecard=card)
    for link in links.select_related("evidence", "criterion"):
        refuse_orphan(card, link.criterion.code, str(link.evidence), successors)
        link.criterion = successors[link.criterion.code][0]
        link.save(update_fields=["criterion"])


def move_left_out(card: Scorecard, successors: Mapping[str, tuple[Criterion, bool]]) -> None:
    """A line that was not assigned to the unit stays so; with the line gone nothing is left to say."""
    for one in card.not_assigned.select_related("criterion"):
        if one.criterion.code in successors:
            one.criterion = successors[one.criterion.code][0]
            one.save(update_fields=["criterion"])
        else:
            one.delete()


def refuse_orphan(
    card: Scorecard, code: str, number: str, successors: Mapping[str, object]
) -> None:
    if code not in successors:
        raise Refused(
            f"Tiêu chí {code} không còn trong bảng mới, nhưng {card.membership.unit.short_name}"
            f" đã gắn minh chứng {number} cho tiêu chí này.",
            "Minh chứng đã nộp không bị bỏ.",
            "Hãy giữ tiêu chí đó trong một phiên bản khác của bảng, hoặc mời đơn vị gỡ minh chứng.",
        )


def write_draft(
    table: ScoringTable, head: scoring.DraftHead, lines: Sequence[scoring.DraftLine]
) -> None:
    if len(lines) > TABLE_LINES:
        raise Refused(f"Bảng có {len(lines)} dòng, nhiều nhất {TABLE_LINES} dòng.")
    table.title = clean(head.title)[:300]
    table.draft = {"head": head.to_json(), "lines": [line.to_json() for line in lines]}
    table.revision += 1
    table.save()


def take_up_draft(table: ScoringTable, revision: int | None) -> None:
    take_up(table, "state", "revision", "draft", authority_id=table.authority_id)
    if table.state != TableState.DRAFT:
        raise Refused(
            "Bảng đã được thông qua.",
            "Bảng đang dùng không sửa được.",
            "Hãy soạn một phiên bản mới.",
        )
    if revision is not None and revision != table.revision:
        raise Refused(
            "Bản soạn vừa được người khác lưu.",
            "Lưu tiếp sẽ ghi đè lên phần người đó đã sửa.",
            "Hãy mở trang soạn trong một thẻ khác để xem bản mới nhất, rồi ghi lại phần của mình.",
        )


def refuse_closed(bloc_year: BlocYear) -> None:
    if Standing.objects.filter(bloc_year=bloc_year).exists():
        raise Refused(
            "Bảng xếp hạng đã chốt.", "Bảng chấm điểm của năm không đổi sau khi chốt xếp hạng."
        )


def refuse_handed_in(bloc_year: BlocYear) -> None:
    handed_in = Scorecard.objects.filter(bloc_year=bloc_year).exclude(state=CardState.SELF_SCORING)
    units = list(handed_in.values_list("membership__unit__short_name", flat=True))
    if units:
        raise Refused(
            f"Đã có phiếu nộp điểm tự chấm: {', '.join(units)}.",
            "Bảng chấm điểm không đổi khi đã có đơn vị được chấm theo bảng cũ.",
            "Hãy áp dụng bảng mới từ năm sau.",
        )


def refuse_adoption(adopted_on: date, adopted_by: str, today: date) -> None:
    if not clean(adopted_by):
        raise Refused(
            "Chưa ghi ai thông qua.",
            remedy="Ghi cuộc họp hoặc các đơn vị đã thống nhất, ví dụ: Hội nghị ký giao ước.",
        )
    if adopted_on > today:
        raise Refused(f"Ngày thông qua {short_date(adopted_on)} chưa tới.")


def refuse_faults(faults: Sequence[scoring.DraftFault], lines: Sequence[scoring.DraftLine]) -> None:
    if faults:
        told = [
            f"{f'Dòng {lines[f.place].code or f.place + 1}: ' if f.place >= 0 and lines else ''}"
            f"{f.message}"
            for f in faults
        ]
        raise Refused(
            f"Bảng còn {len(faults)} chỗ chưa khớp. {' '.join(told[:5])}",
            remedy="Hãy sửa các dòng được đánh dấu trong bản soạn.",
        )


def lines_to_store(
    lines: Sequence[scoring.DraftLine],
    criteria: Sequence[scoring.Criterion],
    targets: Mapping[str, Target],
    indices: Mapping[str, Index],
) -> list[Line]:
    return [
        Line(
            code=criterion.code,
            parent=criterion.parent,
            text=criterion.text,
            kind=criterion.kind,
            maximum=criterion.maximum,
            target=(target := targets.get(clean(line.target))),
            index=None if target else indices.get(clean(line.target)),
            options=criterion.options.to_json(),
        )
        for line, criterion in zip(lines, criteria, strict=True)
    ]
