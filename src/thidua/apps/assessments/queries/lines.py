"""Reading the lines of a scoring table as the engine takes them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from thidua import scoring
from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.models import Criterion, ScoringTable

OPTIONAL = scoring.OPTIONAL
BOUND = {scoring.Kind.RATIO, scoring.Kind.RELATIVE}
BY_INDEX = BOUND | {scoring.Kind.BANDED, scoring.Kind.COUNT, scoring.Kind.EXTERNAL}


def criteria_of(table: ScoringTable) -> QuerySet[Criterion]:
    return table.criteria.select_related("table", "parent", "target__article", "index").order_by(
        "place"
    )


def criteria_at_once(table: ScoringTable) -> list[Criterion]:
    """Return the lines of a table, all of them at once: what they share is there only once."""
    lines = list(table.criteria.select_related("target__article", "index").order_by("place"))
    by_id = {line.pk: line for line in lines}
    for line in lines:
        line.table = table
        line.parent = by_id[line.parent_id] if line.parent_id else None
    return lines


def engine_table(table: ScoringTable, lines: Iterable[Criterion] | None = None) -> scoring.Table:
    """Turn a stored table into the engine's value; its lines are read unless they are at hand."""
    criteria = tuple(engine_criterion(c) for c in lines or criteria_at_once(table))
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
    """Tell whether a line fills itself: from the progress of its target, or from an index."""
    if criterion.index_id is not None:
        return criterion.kind in BY_INDEX
    return criterion.target_id is not None and criterion.kind in BOUND


def office_lines(lines: Iterable[Criterion]) -> frozenset[str]:
    """Return the codes of the lines that the standing office alone marks."""
    return frozenset(line.code for line in lines if line.options.get("office"))


def takes_marks(engine: scoring.Criterion, stage: Stage) -> bool:
    """Tell whether a line is marked at a stage: some are the standing office's alone."""
    if stage is Stage.EXPLANATION:
        return False
    return stage is Stage.OFFICE or not engine.options.office


def wants(engine: scoring.Criterion, stage: Stage) -> bool:
    """Tell whether a stage must mark a line; the later ones mark what they would change."""
    if stage is Stage.OFFICE:
        return engine.options.office
    return stage is not Stage.SECOND and takes_marks(engine, stage)


def points_alone(engine: scoring.Criterion, given: scoring.Reading, places: int) -> scoring.Points:
    """Return the points of a figure as if the unit were alone in its bloc.

    Raises:
        ValueError: no points follow from it (message in Vietnamese).
    """
    if engine.kind is scoring.Kind.RELATIVE:
        return scoring.relative_points(engine, {"": given}, places)[""]
    return scoring.points_for_figure(engine, given.reached, places)
