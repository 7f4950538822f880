"""Targets against the time gone by: each member's light, forecast and explanation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.apps.campaigns.enums import Direction, Figure
from thidua.apps.campaigns.models import Assignment, Explanation, PaceSetting, Progress
from thidua.apps.campaigns.queries import latest_figure, plans_of
from thidua.apps.units.models import BlocYear
from thidua.scoring import Aim, Forecast, Measured, Paced, PaceRule, Rhythm, foretold, paced
from thidua.text import decimal_text

NO_SOURCE = "mức mặc định, khối chưa thống nhất mức riêng; chưa thấy văn bản nào quy định"
WHOLE_YEAR = {Figure.ESTIMATE, Figure.FINAL}


@dataclass(frozen=True, slots=True)
class Rule:
    """The bloc's rule of lateness and what says so."""

    pace: PaceRule
    source: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One member's target on a day."""

    plan: Assignment
    paced: Paced
    forecast: Forecast | None
    explained: Explanation | None

    @property
    def missed(self) -> bool:
        return missed(self.plan)


def rule_of(bloc_year: BlocYear) -> Rule:
    found = PaceSetting.objects.filter(bloc_year=bloc_year).first()
    if found is None:
        return Rule(PaceRule(), NO_SOURCE, own=False)
    return Rule(PaceRule(found.near), found.source, own=True)


def told_rule(rule: Rule) -> str:
    near = decimal_text(rule.pace.near)
    return (
        f"Phải đạt đến nay = kế hoạch năm × tỷ lệ thời gian đã qua, tính đến ngày của số liệu; chỉ tiêu "
        f"giữ mức và chỉ tiêu có kết quả một lần thì so với cả kế hoạch. Đạt từ {near}% mức phải đạt là "
        f"chậm ít, dưới {near}% là chậm. Mức tối đa cộng dồn dùng nhanh hơn thời gian là chậm ít, đã "
        f"vượt là chậm. Căn cứ: {rule.source}."
    )


def lines_of(bloc_year: BlocYear, day: date, rule: Rule, member: UUID | None = None) -> list[Line]:
    """Judge every plan of a year, or those of one member, in a constant number of queries."""
    plans = plans_of(bloc_year)
    if member is not None:
        plans = plans.filter(membership=member)
    return [line_of(plan, bloc_year.year, day, rule) for plan in plans]


def line_of(plan: Assignment, year: int, day: date, rule: Rule) -> Line:
    """Judge a plan; a figure for the whole year is judged as of the year's end."""
    aim, made = aim_of(plan, year), measured(plan, year)
    whole = latest_figure(plan) is not None
    told = list(plan.explanations.all())
    return Line(
        plan=plan,
        paced=paced(aim, made, date(year, 12, 31) if whole else day, rule.pace),
        forecast=None if whole else foretold(aim, [one for one in made if one.on <= day]),
        explained=told[-1] if told else None,
    )


def aim_of(plan: Assignment, year: int) -> Aim:
    target = plan.target
    return Aim(
        planned=plan.planned,
        year=year,
        rhythm=Rhythm(target.rhythm),
        lower=target.direction == Direction.LOWER,
    )


def measured(plan: Assignment, year: int) -> list[Measured]:
    """Return a plan's figures by the day they speak of; the final one stands for an estimate."""
    latest = latest_figure(plan)
    kept = [p for p in plan.progress.all() if p.figure not in WHOLE_YEAR or p == latest]
    return sorted((Measured(day_of(p, year), p.value) for p in kept), key=lambda one: one.on)


def day_of(figure: Progress, year: int) -> date:
    if figure.as_of:
        return figure.as_of
    return date(year, 6, 30) if figure.figure == Figure.MID_YEAR else date(year, 12, 31)


def missed(plan: Assignment) -> bool:
    """Tell whether the year's figure, if there is one, falls short of the plan."""
    latest = latest_figure(plan)
    if latest is None:
        return False
    lower = plan.target.direction == Direction.LOWER
    return latest.value > plan.planned if lower else latest.value < plan.planned


def unexplained(bloc_year: BlocYear) -> list[Assignment]:
    """Return the plans that were missed and that no unit has said a word about."""
    return [p for p in plans_of(bloc_year) if missed(p) and not p.explanations.all()]


def by_unit(plans: Iterable[Assignment]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for plan in plans:
        found.setdefault(plan.membership.unit.short_name, []).append(plan.target.code)
    return found


def told_unexplained(plans: Sequence[Assignment]) -> str:
    """Say which missed targets lack an explanation; empty when none does."""
    if not plans:
        return ""
    named = "; ".join(f"{unit} ({', '.join(codes)})" for unit, codes in by_unit(plans).items())
    return f"Còn {len(plans):02d} chỉ tiêu chưa đạt chưa được giải trình: {named}."


def shown(value: Decimal) -> str:
    return decimal_text(round(value, 2))
