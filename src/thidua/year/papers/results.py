"""Plan, figure reached and share of each target, unit by unit."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from thidua import scoring
from thidua.apps.campaigns.enums import Direction, Figure
from thidua.apps.campaigns.models import Assignment, Progress, Target
from thidua.apps.campaigns.queries import latest_figure, targets_of
from thidua.apps.units.models import BlocYear
from thidua.papers import Align, Annex, Column, Number, Row, Table
from thidua.text import decimal_text, padded
from thidua.year.papers.common import NOTHING, goes_with


def told_target(target: Target) -> str:
    """Tell in one line how many units met a target and how many went beyond it."""
    plans = list(target.assignments.all())
    known = [gain for plan in plans if (gain := gain_of(plan, target)) is not None]
    met, above = sum(gain >= 0 for gain in known), sum(gain > 0 for gain in known)
    missing = len(plans) - len(known)
    rest = f"; {padded(missing)}/{padded(len(plans))} đơn vị chưa có số liệu" if missing else ""
    if target.direction == Direction.LOWER:
        kept = f"đơn vị không quá mức tối đa, trong đó {padded(above)} đơn vị thấp hơn mức đó"
    else:
        kept = f"đơn vị đạt kế hoạch, trong đó {padded(above)} đơn vị vượt"
    return f"{target.text}: {padded(met)}/{padded(len(plans))} {kept}{rest}."


def gain_of(plan: Assignment, target: Target) -> Decimal | None:
    """Return by how much the plan was surpassed, in the target's own direction."""
    reached = latest_figure(plan)
    if reached is None:
        return None
    gain = reached.value - plan.planned
    return -gain if target.direction == Direction.LOWER else gain


def results_annex(bloc_year: BlocYear, number: Number | None, on: date) -> tuple[Annex, ...]:
    """The targets by unit in one wide table; none when no target was set."""
    targets = list(targets_of(bloc_year))
    if not targets:
        return ()
    units = [plan.membership.unit.short_name for plan in targets[0].assignments.all()]
    columns = (Column("Chỉ tiêu", 2), *(Column(unit, 1.4, Align.RIGHT) for unit in units))
    rows = tuple(row for target in targets for row in target_rows(target))
    return (
        Annex(
            label="Phụ lục",
            reference=goes_with("Báo cáo", bloc_year.bloc.name, on, number),
            title=f"Kết quả thực hiện chỉ tiêu giao ước thi đua năm {bloc_year.year}",
            blocks=(Table(columns, rows, size=9.5),),
            landscape=True,
        ),
    )


def target_rows(target: Target) -> Iterator[Row]:
    plans = list(target.assignments.all())
    reached = [latest_figure(plan) for plan in plans]
    limit = target.direction == Direction.LOWER
    direction = ", càng thấp càng tốt" if limit else ""
    plan_label = "Mức tối đa" if limit else "Kế hoạch"
    head = f"{target.code}. {target.text} ({target.unit_of_measure}{direction})"
    yield Row((f"{head} – Điều {target.article.number}",), bold=True)
    yield Row((plan_label, *(decimal_text(plan.planned) for plan in plans)))
    yield Row((figure_label(reached), *(value_of(figure) for figure in reached)))
    shares = (reached_share(p, f) for p, f in zip(plans, reached, strict=True))
    yield Row((f"So với {plan_label.lower()}", *shares))


def at_midyear(plan: Assignment) -> Progress | None:
    figures = {progress.figure: progress for progress in plan.progress.all()}
    return figures.get(Figure.MID_YEAR)


def figure_label(reached: Sequence[Progress | None]) -> str:
    """Conferences meet before the year's results exist: an estimate is called one."""
    final = all(figure.figure == Figure.FINAL for figure in reached if figure)
    return "Thực hiện" if final else "Ước thực hiện"


def value_of(figure: Progress | None) -> str:
    return NOTHING if figure is None else decimal_text(figure.value)


def reached_share(plan: Assignment, figure: Progress | None) -> str:
    if figure is None:
        return NOTHING
    return scoring.against_plan(plan.target.direction, plan.planned, figure.value) or NOTHING
