"""Reading scoring tables, scorecards, rankings and the facts that awards ask for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db.models import Min, Prefetch, QuerySet
from django.utils.timezone import localdate

from thidua import scoring
from thidua.apps.assessments.enums import CardState, Stage, TableState, TieKind
from thidua.apps.assessments.models import (
    Criterion,
    CrossAssignment,
    Evidence,
    Mark,
    Report,
    Scorecard,
    ScoringTable,
    Standing,
    TableColumns,
    TieRule,
)
from thidua.apps.campaigns.models import Assignment
from thidua.apps.campaigns.queries import latest_figure
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.queries import bloc_years_for, own_membership
from thidua.text import decimal_text, short_date

K = TypeVar("K")

OPTIONAL = scoring.OPTIONAL
HANDED_IN: dict[CardState, tuple[Stage, ...]] = {
    CardState.SELF_SCORING: (),
    CardState.CROSS_SCORING: (Stage.SELF,),
    CardState.APPRAISAL: (Stage.SELF, Stage.CROSS),
    CardState.APPRAISED: (Stage.SELF, Stage.CROSS, Stage.APPRAISED),
}


def scoring_table(bloc_year: BlocYear) -> ScoringTable | None:
    """Return the version in force."""
    return bloc_year.scoring_tables.filter(state=TableState.IN_FORCE).first()


def scored_table(bloc_year: BlocYear) -> ScoringTable | None:
    """Return the version the cards are scored by: until they are moved, the one they were opened on."""
    opened = bloc_year.scoring_tables.filter(scorecards__isnull=False).order_by("-version")
    return opened.first() or scoring_table(bloc_year)


def versions_of(bloc_year: BlocYear) -> list[ScoringTable]:
    """Return the adopted versions, the latest first."""
    adopted = bloc_year.scoring_tables.exclude(state=TableState.DRAFT)
    return list(adopted.order_by("-version"))


def draft_of(bloc_year: BlocYear) -> ScoringTable | None:
    return bloc_year.scoring_tables.filter(state=TableState.DRAFT).first()


def head_of(table: ScoringTable) -> scoring.DraftHead:
    """Return the head of a table as one would type it."""
    if table.state == TableState.DRAFT:
        return scoring.DraftHead.from_json(table.draft["head"])
    grades = [scoring.Grade.from_json(grade) for grade in table.grades]
    return scoring.DraftHead(
        title=table.title,
        places=str(table.places),
        margin=decimal_text(table.margin),
        unassigned=table.unassigned,
        cap="" if table.cap is None else decimal_text(table.cap),
        grades=scoring.written_grades(grades),
    )


def lines_of(table: ScoringTable) -> list[scoring.DraftLine]:
    """Return the lines of a table as one would type them."""
    if table.state == TableState.DRAFT:
        return [scoring.DraftLine.from_json(line) for line in table.draft["lines"]]
    stored = list(criteria_of(table))
    bound = {c.code: c.target.code for c in stored if c.target}
    return scoring.written([engine_criterion(c) for c in stored], bound)


def adoption_note(table: ScoringTable) -> str:
    """Say that a table was adopted late: after the middle of its year, or after the first mark."""
    if table.adopted_on is None:
        return ""
    first = Mark.objects.filter(scorecard__table=table).aggregate(first=Min("marked_at"))["first"]
    marked_before = first is not None and localdate(first) < table.adopted_on
    if table.adopted_on <= date(table.bloc_year.year, 6, 30) and not marked_before:
        return ""
    return (
        f"Bảng chấm điểm được thông qua ngày {short_date(table.adopted_on)}; "
        "các việc trước ngày đó chưa có bảng."
    )


def columns_of(bloc_year: BlocYear) -> dict[str, str]:
    """Return how the bloc's own Excel table calls its columns, as mapped last."""
    known = TableColumns.objects.filter(bloc=bloc_year.bloc).first()
    return dict(known.headings) if known else {}


def criteria_of(table: ScoringTable) -> QuerySet[Criterion]:
    return table.criteria.select_related("parent", "target__article").order_by("place")


def engine_table(table: ScoringTable) -> scoring.Table:
    """Turn a stored table into the engine's value."""
    criteria = tuple(engine_criterion(c) for c in criteria_of(table))
    return scoring.Table(
        title=table.title,
        criteria=criteria,
        places=table.places,
        unassigned=scoring.Unassigned(table.unassigned),
        cap=table.cap,
        ratings=tuple(scoring.Grade.from_json(grade) for grade in table.grades),
    )


def engine_criterion(criterion: Criterion) -> scoring.Criterion:
    """Turn a stored line into the engine's; the direction of a bound line is its target's."""
    options = dict(criterion.options)
    if criterion.target:
        options["direction"] = criterion.target.direction
    return scoring.Criterion(
        code=criterion.code,
        text=criterion.text,
        kind=scoring.Kind(criterion.kind),
        maximum=criterion.maximum,
        parent=criterion.parent.code if criterion.parent else "",
        options=scoring.Options.from_json(options),
    )


def is_computed(criterion: Criterion) -> bool:
    """Tell whether a line fills itself from the progress of its target."""
    return criterion.target_id is not None and criterion.kind == scoring.Kind.RATIO


def computed_points(card: Scorecard, criteria: Iterable[Criterion]) -> dict[str, scoring.Points]:
    """Return the points of the lines that fill themselves, for those whose figure is known."""
    plans: dict[UUID | None, Assignment] = {
        assignment.target_id: assignment
        for assignment in Assignment.objects.filter(membership=card.membership).prefetch_related(
            "progress"
        )
    }
    points = {}
    for criterion in criteria:
        figure = plans.get(criterion.target_id) if is_computed(criterion) else None
        if figure is not None and (reached := latest_figure(figure)) is not None:
            points[criterion.code] = scoring.points_for_ratio(
                engine_criterion(criterion), figure.planned, reached.value, card.table.places
            )
    return points


def scorecards_of(bloc_year: BlocYear) -> QuerySet[Scorecard]:
    return (
        Scorecard.objects.filter(bloc_year=bloc_year)
        .select_related("membership__unit", "bloc_year__authority", "table")
        .prefetch_related(Prefetch("marks", queryset=Mark.objects.select_related("criterion")))
        .order_by("membership__place")
    )


def scorecard_for(person: Person, key: UUID, on: date) -> Scorecard | None:
    """Return a card the person may read.

    A unit reads its own card and the one it cross-scores; who serves the authority or the lead
    reads all; once the ranking is closed, so does every member of the bloc.
    """
    years = bloc_years_for(person, on).values("pk")
    card = (
        Scorecard.objects.filter(pk=key, bloc_year__in=years)
        .select_related("membership__unit", "bloc_year__authority", "bloc_year__bloc", "table")
        .first()
    )
    return card if card and may_read(person, card, on) else None


def may_read(person: Person, card: Scorecard, on: date) -> bool:
    own = own_membership(person, card.bloc_year, on)
    if own is None or own.position in {"lead", "deputy"}:
        return True
    if own.pk == card.membership_id or Standing.objects.filter(bloc_year=card.bloc_year).exists():
        return True
    return CrossAssignment.objects.filter(scorer=own, scored=card.membership_id).exists()


def cards_to_cross_score(member: Membership) -> QuerySet[Scorecard]:
    return scorecards_of(member.bloc_year).filter(
        membership__cross_scored_by__scorer=member, state=CardState.CROSS_SCORING
    )


def crossing_of(bloc_year: BlocYear) -> QuerySet[CrossAssignment]:
    return CrossAssignment.objects.filter(bloc_year=bloc_year).select_related(
        "scorer__unit", "scored__unit"
    )


def points_at(card: Scorecard, stage: Stage) -> dict[str, Decimal]:
    return {m.criterion.code: m.points for m in card.marks.all() if m.stage == stage}


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A line of a card with its three marks side by side."""

    criterion: Criterion
    depth: int
    is_leaf: bool
    computed: bool
    marks: Mapping[str, Mark]
    sums: Mapping[str, Decimal]
    beyond_margin: bool
    evidence: tuple[Evidence, ...]

    def points(self, stage: Stage) -> Decimal | None:
        """Return the points at a stage: of the line itself, or the sum of the lines below it."""
        mark = self.marks.get(stage)
        return mark.points if mark else self.sums.get(stage)

    @property
    def self_(self) -> Decimal | None:
        return self.points(Stage.SELF)

    @property
    def cross(self) -> Decimal | None:
        return self.points(Stage.CROSS)

    @property
    def appraised(self) -> Decimal | None:
        return self.points(Stage.APPRAISED)

    @property
    def explanation(self) -> str:
        return next((m.explanation for m in self.marks.values() if m.explanation), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A card as the screen shows it."""

    rows: tuple[SheetRow, ...]
    totals: Mapping[Stage, scoring.Totals]
    missing: tuple[Criterion, ...]


def sheet_of(card: Scorecard) -> Sheet:
    """Lay out a card: every line of the table with its marks, subtotals, and what is missing."""
    criteria = list(criteria_of(card.table))
    table = engine_table(card.table)
    marks = list(card.marks.select_related("criterion"))
    given = {
        stage: {m.criterion.code: m.points for m in marks if m.stage == stage} for stage in Stage
    }
    totals = {stage: scoring.total(table, points) for stage, points in given.items() if points}
    evidence = list(card.evidence.all())
    parents = {c.parent_id for c in criteria}
    by_id = {c.pk: c for c in criteria}
    rows = tuple(
        SheetRow(
            criterion=c,
            depth=depth_of(c, by_id),
            is_leaf=c.pk not in parents,
            computed=is_computed(c),
            marks={m.stage: m for m in marks if m.criterion_id == c.pk},
            sums={s: t.sections[c.code] for s, t in totals.items() if c.code in t.sections},
            beyond_margin=beyond_margin(c.code, given, card.table.margin),
            evidence=tuple(e for e in evidence if e.criterion_id == c.pk),
        )
        for c in criteria
    )
    stage = STAGES_DONE.get(CardState(card.state), Stage.APPRAISED)
    return Sheet(rows=rows, totals=totals, missing=missing_lines(rows, stage))


STAGES_DONE = {CardState.SELF_SCORING: Stage.SELF, CardState.CROSS_SCORING: Stage.CROSS}


def depth_of(criterion: Criterion, by_id: Mapping[UUID, Criterion]) -> int:
    parent = by_id.get(criterion.parent_id) if criterion.parent_id else None
    return 0 if parent is None else 1 + depth_of(parent, by_id)


def beyond_margin(code: str, given: Mapping[Stage, Mapping[str, Decimal]], margin: Decimal) -> bool:
    """Tell whether the appraised points differ from the unit's own by more than the margin."""
    own, appraised = given[Stage.SELF].get(code), given[Stage.APPRAISED].get(code)
    return own is not None and appraised is not None and abs(appraised - own) > margin


def missing_lines(rows: Iterable[SheetRow], stage: Stage) -> tuple[Criterion, ...]:
    """Return the lines without points at a stage; a bonus or deduction may be left blank."""
    return tuple(
        row.criterion
        for row in rows
        if row.is_leaf and row.criterion.kind not in OPTIONAL and stage not in row.marks
    )


def standings_of(bloc_year: BlocYear) -> QuerySet[Standing]:
    return (
        Standing.objects.filter(bloc_year=bloc_year)
        .select_related("membership__unit", "scorecard")
        .order_by("place", "membership__place")
    )


def provisional_ranking(bloc_year: BlocYear) -> tuple[scoring.Placed[Membership], ...]:
    """Rank by the last stage handed in; a card of which none is has no place, rather than 0."""
    table = scored_table(bloc_year)
    if table is None:
        return ()
    engine = engine_table(table)
    return scoring.rank(
        [
            (card.membership, scoring.total(engine, points_at(card, stages[-1])))
            for card in scorecards_of(bloc_year)
            if (stages := HANDED_IN[CardState(card.state)])
        ],
        tie_breaks_of(bloc_year, lambda member: member.unit_id),
    )


def report_of(bloc_year: BlocYear) -> Report | None:
    return Report.objects.filter(bloc_year=bloc_year).first()


def tie_rules_of(bloc_year: BlocYear) -> QuerySet[TieRule]:
    return bloc_year.tie_rules.order_by("place")


def tie_breaks_of(
    bloc_year: BlocYear, unit_of: Callable[[K], UUID]
) -> tuple[scoring.TieBreak[K], ...]:
    """Return the bloc's tie rules for the engine, in their order; a vote is not computed.

    Args:
        bloc_year: the bloc's year.
        unit_of: tells the unit of what is ranked.
    """
    rules = [rule for rule in tie_rules_of(bloc_year) if rule.kind != TieKind.VOTE]
    before = (
        places_before(bloc_year) if any(r.kind == TieKind.LOWER_LAST_YEAR for r in rules) else {}
    )
    lower_before = scoring.by_lower_place_before(before)
    known: dict[str, scoring.TieBreak[K]] = {
        TieKind.BASE: scoring.by_base,
        TieKind.FEWER_DEDUCTIONS: scoring.by_fewer_deductions,
        TieKind.LOWER_LAST_YEAR: lambda key, totals: lower_before(unit_of(key), totals),
    }
    return tuple(known.get(rule.kind) or scoring.by_section(rule.section) for rule in rules)


def places_before(bloc_year: BlocYear) -> dict[UUID, int]:
    """Return the places of the bloc's ranking of the year before, by unit."""
    return dict(
        Standing.objects.filter(
            bloc_year__bloc=bloc_year.bloc_id, bloc_year__year=bloc_year.year - 1
        ).values_list("membership__unit", "place")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """What a card waits for: a stage, by whom, how many lines are still blank, until when."""

    card: Scorecard
    stage: Stage
    by: Membership | None
    missing: int
    due_on: date | None

    def days_left(self, day: date) -> int | None:
        """Return how many days are left; below 0 it is late by so many."""
        return None if self.due_on is None else (self.due_on - day).days


def deadlines_of(bloc_year: BlocYear) -> dict[Stage, date]:
    return {Stage(d.stage): d.due_on for d in bloc_year.scoring_deadlines.all()}


def waits_of(
    bloc_year: BlocYear, table: ScoringTable, cards: Iterable[Scorecard]
) -> tuple[Wait, ...]:
    """Return what each open card waits for, in the order of the cards."""
    cards = list(cards)
    criteria = list(criteria_of(table))
    parents = {c.parent_id for c in criteria}
    wanted = {
        c.pk
        for c in criteria
        if c.pk not in parents and c.kind not in OPTIONAL and not is_computed(c)
    }
    due, doers = deadlines_of(bloc_year), _doers(bloc_year, cards)
    return tuple(
        Wait(
            card=card,
            stage=stage,
            by=doers(card, stage),
            missing=len(wanted - {m.criterion_id for m in card.marks.all() if m.stage == stage}),
            due_on=due.get(stage),
        )
        for card in cards
        if (stage := _AWAITED.get(CardState(card.state)))
    )


_AWAITED = {
    CardState.SELF_SCORING: Stage.SELF,
    CardState.CROSS_SCORING: Stage.CROSS,
    CardState.APPRAISAL: Stage.APPRAISED,
}


def _doers(
    bloc_year: BlocYear, cards: Iterable[Scorecard]
) -> Callable[[Scorecard, Stage], Membership | None]:
    """Return who is to fill a stage of a card in; the lead's own card is the deputy's to appraise."""
    crossing = {c.scored_id: c.scorer for c in crossing_of(bloc_year)}
    by_position = {card.membership.position: card.membership for card in cards}

    def doer(card: Scorecard, stage: Stage) -> Membership | None:
        if stage is Stage.SELF:
            return card.membership
        if stage is Stage.CROSS:
            return crossing.get(card.membership_id)
        judge = Position.DEPUTY if card.membership.position == Position.LEAD else Position.LEAD
        return by_position.get(judge)

    return doer


def reminded_on(bloc_year: BlocYear, day: date) -> set[UUID]:
    """Return the members reminded on a day."""
    return set(bloc_year.reminders.filter(sent_on=day).values_list("membership", flat=True))
