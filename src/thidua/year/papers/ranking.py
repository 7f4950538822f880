"""The ranking of the bloc as a table on paper."""

from collections.abc import Sequence

from thidua.apps.assessments.models import Standing
from thidua.papers import Align, Column, Row, Table
from thidua.text import decimal_text

POINTS_GROUP = "Điểm được tính"


def ranking_table(standings: Sequence[Standing], places: int = 2) -> Table:
    """Return places, points, bonus and deduction; a shared place says so."""
    columns = (
        Column("Hạng", 2.1, Align.CENTER),
        Column("Đơn vị", 6),
        Column("Tiêu chí", 1.4, Align.RIGHT, POINTS_GROUP),
        Column("Thưởng", 1.4, Align.RIGHT, POINTS_GROUP),
        Column("Trừ", 1.2, Align.RIGHT, POINTS_GROUP),
        Column("Tổng", 1.4, Align.RIGHT, POINTS_GROUP),
    )
    return Table(columns, tuple(standing_row(s, places) for s in standings), whole=True)


def standing_row(standing: Standing, places: int) -> Row:
    points = (standing.base, standing.bonus, standing.deduction, standing.total)
    texts = (decimal_text(value, places) for value in points)
    return Row((place_text(standing), standing.membership.unit.name, *texts))


def place_text(standing: Standing) -> str:
    return (
        f"{standing.place}\n(đồng\N{NO-BREAK SPACE}hạng)"
        if standing.shared
        else str(standing.place)
    )
