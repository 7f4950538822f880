"""The score sheets of the bloc: a paper of the ranking and a workbook with every mark."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils.timezone import localdate

from thidua import scoring
from thidua.apps.assessments.models import Scorecard, Standing
from thidua.apps.assessments.queries import (
    Scores,
    bloc_scores,
    engine_table,
    scorecards_of,
    scored_table,
    standings_of,
)
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.papers import Align, Annex, Column, Kind, Paper, Paragraph, Row, Table
from thidua.text import decimal_text, padded, short_date
from thidua.year.outcomes import Outcomes, outcomes_of
from thidua.year.papers.common import (
    NOTHING,
    bloc_heading,
    bloc_signature,
    file_paper,
    goes_with,
    notice,
)
from thidua.year.papers.ranking import place_text
from thidua.year.papers.score_book import scores_workbook
from thidua.year.papers.stage_columns import Shown, columns_of, label_of, standing_of


@dataclass(frozen=True, slots=True)
class Points:
    """The columns of points, and what each comes to by the member's key."""

    columns: tuple[Shown, ...]
    totals: Mapping[UUID, Mapping[Shown, scoring.Totals]]

    def of(self, standing: Standing, shown: Shown) -> scoring.Totals | None:
        return self.totals.get(standing.membership_id, {}).get(shown)

    def standing(self, standings: list[Standing]) -> list[tuple[Membership, scoring.Totals]]:
        """Return what stands for each member."""
        found = ((one.membership, self.of(one, None)) for one in standings)
        return [(member, sums) for member, sums in found if sums is not None]


def scores_paper(bloc_year: BlocYear, at: datetime) -> Paper:
    """Compose the ranking with the three totals of each unit, and the sections in an annex."""
    table = scored_table(bloc_year)
    if table is None:
        raise LookupError(f"{bloc_year} has no scoring table")
    on = localdate(at)
    standings = list(standings_of(bloc_year))
    engine, points = engine_table(table), points_of(bloc_year)
    found = outcomes_of(bloc_year, engine, points.standing(standings))
    return Paper(
        kind=Kind.LIST,
        heading=bloc_heading(bloc_year),
        place=bloc_year.authority.place,
        dated=on,
        title="BẢNG TỔNG HỢP ĐIỂM",
        summary=f"Thi đua năm {bloc_year.year}",
        body=(
            Paragraph(
                f"Theo {table.title}, thông qua ngày {short_date(table.adopted_on or on)}, điểm của "
                f"{padded(len(standings))} đơn vị thành viên như sau:"
            ),
            ranking_by_stage(standings, points, table.places),
            Paragraph(
                "Tổng điểm bằng điểm tiêu chí cộng điểm thưởng trừ điểm trừ đã"
                f" {standing_of(points.columns)}; "
                f"{found.ties_in_words}. Điểm theo từng mục ghi tại Phụ lục kèm theo."
            ),
            *(Paragraph(line) for line in remarks(found)),
        ),
        signatures=(bloc_signature(bloc_year, on),),
        recipients=("Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),
        annexes=(sections_annex(bloc_year, standings, engine, points, on),),
        notice=notice(table.provenance, bloc_year.provenance),
    )


def points_of(bloc_year: BlocYear) -> Points:
    """Return the totals of each stage that has marks, and what stands."""
    scores, cards = bloc_scores(bloc_year), list(scorecards_of(bloc_year))
    if scores is None:
        return Points((), {})
    columns = columns_of(cards, scores)
    return Points(
        columns,
        {
            card.membership_id: {
                shown: total
                for shown in {*columns, None}
                if (total := total_of(scores, card, shown)) is not None
            }
            for card in cards
        },
    )


def total_of(scores: Scores, card: Scorecard, shown: Shown) -> scoring.Totals | None:
    return scores.standing_total(card) if shown is None else scores.total(card.pk, shown)


def remarks(found: Outcomes) -> Iterator[str]:
    """Tell who is barred from an award and why, what ties were decided by, and the grades."""
    for one in found.by_member.values():
        if one.tie:
            yield f"{one.member.unit.name}: bằng điểm, phân định bằng “{one.tie}”."
    for one in found.barred:
        for case, warns in (("bị loại", False), ("cần cân nhắc", True)):
            if bars := "; ".join(bar.sentence for bar in one.barred if bar.warns is warns):
                yield f"{one.member.unit.name} thuộc trường hợp {case}: {bars}."
    for grade, units in found.of_grade().items() if found.graded else ():
        yield f"Xếp loại {grade}: {', '.join(one.member.unit.name for one in units)}."


def ranking_by_stage(standings: list[Standing], points: Points, places: int) -> Table:
    stages, parts = "Tổng điểm", f"Trong điểm {standing_of(points.columns)}"
    columns = (
        Column("Hạng", 2, Align.CENTER),
        Column("Đơn vị", 5),
        *(Column(label_of(shown), 1.5, Align.RIGHT, stages) for shown in points.columns),
        *(Column(title, 1.4, Align.RIGHT, parts) for title in ("Tiêu chí", "Thưởng", "Trừ")),
    )
    rows = (
        Row(
            (
                place_text(standing),
                standing.membership.unit.name,
                *(stage_total(points.of(standing, shown), places) for shown in points.columns),
                *points_texts((standing.base, standing.bonus, standing.deduction), places),
            )
        )
        for standing in standings
    )
    return Table(columns, tuple(rows), size=11, whole=True)


def points_texts(points: tuple[Decimal, ...], places: int) -> tuple[str, ...]:
    return tuple(decimal_text(value, places) for value in points)


def stage_total(totals: scoring.Totals | None, places: int) -> str:
    return NOTHING if totals is None else decimal_text(totals.total, places)


def sections_annex(
    bloc_year: BlocYear,
    standings: list[Standing],
    engine: scoring.Table,
    points: Points,
    on: date,
) -> Annex:
    """The points that stand of each unit by section of the scoring table."""
    sections = engine.children_of("")
    units = [standing.membership.unit.short_name for standing in standings]
    columns = (
        Column("Mục", 0.8, Align.CENTER),
        Column("Nội dung", 5),
        Column("Điểm tối đa", 1.3, Align.RIGHT),
        *(Column(unit, 1.3, Align.RIGHT) for unit in units),
    )
    settled = [points.of(standing, None) for standing in standings]
    rows = (
        Row(
            (
                section.code,
                section.text,
                decimal_text(section.maximum, engine.places),
                *(section_points(t, section.code, engine.places) for t in settled),
            )
        )
        for section in sections
    )
    sums = Row(("", "Tổng điểm", "", *(stage_total(t, engine.places) for t in settled)), bold=True)
    return Annex(
        label="Phụ lục",
        reference=goes_with("Bảng tổng hợp điểm", bloc_year.bloc.name, on),
        title=f"Điểm {standing_of(points.columns)} theo từng mục năm {bloc_year.year}",
        blocks=(Table(columns, (*rows, sums), size=9.5),),
        landscape=True,
    )


def section_points(totals: scoring.Totals | None, code: str, places: int) -> str:
    if totals is None or code not in totals.sections:
        return NOTHING
    return decimal_text(totals.sections[code], places)


def file_scores(*, bloc_year: BlocYear, actor: Person, at: datetime) -> FiledPaper:
    """Render and file the ranking, with the workbook of all marks."""
    return file_paper(
        scores_paper(bloc_year, at),
        bloc_year=bloc_year,
        kind=PaperKind.SCORE_SHEET,
        title=f"Bảng tổng hợp điểm thi đua năm {bloc_year.year}",
        subject=bloc_year,
        file_name=f"bang-diem-{bloc_year.year}",
        editable=False,
        xlsx=scores_workbook(bloc_year, localdate(at)),
        actor=actor,
        at=at,
    )
