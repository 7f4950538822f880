"""Reading the versions of a bloc's scoring table."""

from datetime import date

from django.db.models import Min
from django.utils.timezone import localdate

from thidua import scoring
from thidua.apps.assessments.enums import TableState
from thidua.apps.assessments.models import Mark, ScoringTable, TableColumns
from thidua.apps.assessments.queries.lines import criteria_of, engine_criterion
from thidua.apps.units.models import BlocYear
from thidua.text import decimal_text, short_date


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
    bound = {c.code: of.code for c in stored if (of := c.target or c.index)}
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
