"""From the scoring table to the closed ranking, with the facts that awards will ask for."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, Scorecard, YearRecord
from thidua.apps.assessments.queries import running_terms, scorecards_of
from thidua.apps.assessments.services import (
    Line,
    cross_assign,
    evidence_attach,
    finding_enter,
    initiative_enter,
    marks_save,
    objection_waive,
    record_enter,
    scorecards_open,
    stage_submit,
    table_adopt,
)
from thidua.apps.awards.services import prior_award_enter
from thidua.apps.campaigns.services import PaperRef
from thidua.apps.people.models import Person
from thidua.year.plan import MarkPlan
from thidua.year.play.cast import Cast
from thidua.year.steps import close_ranking


def adopt_table(cast: Cast) -> None:
    plan = cast.plan.table
    targets = {target.code: target for target in cast.bloc_year.targets.all()}
    table_adopt(
        bloc_year=cast.bloc_year,
        title=plan.title,
        lines=[
            Line(
                code=c.code,
                parent=c.parent,
                text=c.text,
                kind=scoring.Kind(c.kind),
                maximum=c.maximum,
                target=targets.get(c.target),
                options=c.options,
            )
            for c in plan.criteria
        ],
        places=plan.places,
        margin=plan.margin,
        adopted_on=plan.adopted_on,
        provenance=plan.provenance,
        adopted_by=plan.adopted_by,
        unassigned=scoring.Unassigned(plan.unassigned.value),
        cap=plan.cap,
        grades=plan.grades,
        actor=cast.secretary,
        at=cast.plan.dates.registered,
    )


def open_cards(cast: Cast) -> None:
    scorecards_open(bloc_year=cast.bloc_year, actor=cast.secretary, at=cast.plan.dates.progress)


def self_score(cast: Cast) -> None:
    for unit, card in cards(cast).items():
        attach_evidence(cast, unit, card)
        mark(card, Stage.SELF, of(cast.plan.self_marks, unit), cast.officer(unit),
             cast.plan.dates.self_scored)  # fmt: skip


def attach_evidence(cast: Cast, unit: str, card: Scorecard) -> None:
    lines = {c.code: c for c in Criterion.objects.filter(table=card.table)}
    for proof in cast.plan.evidence:
        if proof.unit == unit:
            evidence_attach(
                scorecard=card,
                criterion=lines[proof.criterion],
                proof=PaperRef(proof.number, proof.dated, proof.title),
                actor=cast.officer(unit),
                at=cast.plan.dates.self_scored,
            )


def assign_cross(cast: Cast) -> None:
    members = cast.members
    cross_assign(
        bloc_year=cast.bloc_year,
        pairs=[(members[pair.scorer], members[pair.scored]) for pair in cast.plan.cross],
        actor=cast.secretary,
        at=cast.plan.dates.self_scored,
    )


def cross_score(cast: Cast) -> None:
    scorers = {pair.scored: pair.scorer for pair in cast.plan.cross}
    for unit, card in cards(cast).items():
        mark(card, Stage.CROSS, of(cast.plan.cross_marks, unit), cast.officer(scorers[unit]),
             cast.plan.dates.cross_scored)  # fmt: skip


def appraise(cast: Cast) -> None:
    """The secretary appraises every card but the lead's own, which is the deputy's to appraise."""
    for unit, card in cards(cast).items():
        judge = cast.officer(cast.deputy) if unit == cast.lead else cast.secretary
        mark(card, Stage.APPRAISED, of(cast.plan.appraised_marks, unit), judge,
             cast.plan.dates.appraised)  # fmt: skip


def waive(cast: Cast) -> None:
    """Let the units say that they object to nothing, where the year was ranked within the term."""
    at = cast.plan.dates.ranked
    for card, _ in running_terms(cast.bloc_year, localdate(at)):
        objection_waive(scorecard=card, actor=cast.officer(card.membership.unit.code), at=at)


def close(cast: Cast) -> None:
    close_ranking(bloc_year=cast.bloc_year, actor=cast.secretary, at=cast.plan.dates.ranked)


def cards(cast: Cast) -> dict[str, Scorecard]:
    return {card.membership.unit.code: card for card in scorecards_of(cast.bloc_year)}


def of(marks: Iterable[MarkPlan], unit: str) -> list[MarkPlan]:
    return [mark for mark in marks if mark.unit == unit]


def mark(card: Scorecard, stage: Stage, plans: list[MarkPlan], actor: Person, at: datetime) -> None:
    marks_save(
        scorecard=card,
        stage=stage,
        points={plan.criterion: plan.points for plan in plans},
        reasons={plan.criterion: plan.reason for plan in plans if plan.reason},
        actor=actor,
        at=at,
    )
    stage_submit(scorecard=card, stage=stage, actor=actor, at=at)


def enter_records(cast: Cast) -> None:
    """Enter ratings, initiatives and earlier awards, once for all blocs a unit is in."""
    if not YearRecord.objects.filter(unit__in=cast.units.values()).exists():
        enter_ratings(cast)
        enter_initiatives(cast)
        enter_prior_awards(cast)


def enter_ratings(cast: Cast) -> None:
    for plan in cast.plan.records:
        record_enter(
            unit=cast.units[plan.unit],
            year=plan.year,
            rating=plan.rating,
            decision_number=plan.decision_number,
            decision_on=plan.decision_on,
            headcount=plan.headcount,
            completed=plan.completed,
            advanced_workers=plan.advanced_workers,
            grassroots_fighters=plan.grassroots_fighters,
            worst_discipline=plan.worst_discipline,
            new_models=plan.new_models,
            actor=cast.board,
            at=cast.plan.dates.appraised,
        )


def enter_initiatives(cast: Cast) -> None:
    for plan in cast.plan.initiatives:
        initiative_enter(
            unit=cast.units[plan.unit],
            year=plan.year,
            title=plan.title,
            author=plan.author,
            scope=plan.scope,
            decision_number=plan.decision_number,
            decision_on=plan.decision_on,
            kind=plan.kind,
            used_for=plan.used_for,
            replicable=plan.replicable,
            actor=cast.board,
            at=cast.plan.dates.appraised,
        )


def enter_prior_awards(cast: Cast) -> None:
    for plan in cast.plan.prior_awards:
        prior_award_enter(
            unit=cast.units[plan.unit],
            award=plan.award,
            year=plan.year,
            decision_number=plan.decision_number,
            decided_on=plan.decided_on,
            basis=plan.basis,
            period_to=plan.period_to,
            actor=cast.board,
            at=cast.plan.dates.appraised,
        )


def enter_findings(cast: Cast) -> None:
    members = cast.members
    for plan in cast.plan.findings:
        finding_enter(
            membership=members[plan.unit],
            kind=plan.kind,
            holds=plan.holds,
            found_by=plan.found_by,
            found_on=plan.found_on,
            paper=plan.paper,
            actor=cast.board,
            at=cast.plan.dates.ranked,
        )
