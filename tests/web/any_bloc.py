"""Blocs of any size with a small scoring table of many kinds, and cards scored as a test says."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import cast
from thidua.apps.assessments.enums import USUAL_STAGES, CardState, Stage
from thidua.apps.assessments.models import Criterion, CrossAssignment, Mark, Scorecard
from thidua.apps.assessments.queries import proposed_pairs
from thidua.apps.assessments.services import Line, cross_assign, scorecards_open, table_adopt
from thidua.apps.journal.base import Provenance
from thidua.apps.units.enums import BlocKind, Position
from thidua.apps.units.models import Bloc, BlocYear, Unit
from thidua.apps.units.services import bloc_open, bloc_year_open, unit_open
from thidua.scoring import Kind

D = Decimal
HANDED_IN = (CardState.CROSS_SCORING, CardState.APPRAISAL, CardState.APPRAISED)


def line(code: str, kind: Kind, maximum: int, parent: str = "", **options: object) -> Line:
    return Line(code=code, parent=parent, text=f"Tiêu chí {code}", kind=kind, maximum=D(maximum),
                target=None, options=options)  # fmt: skip


LINES = (
    line("I", Kind.SUM, 60),
    line("I.1", Kind.JUDGEMENT, 40, "I"),
    line("I.2", Kind.JUDGEMENT, 20, "I"),
    line("II", Kind.SUM, 40),
    line("II.1", Kind.JUDGEMENT, 40, "II"),
    line("III", Kind.BONUS, 10),
    line("IV", Kind.DEDUCTION, 10),
    line("V", Kind.DISQUALIFIER, 0, blocks=["Cờ thi đua"]),
)
FULL = {"I.1": 40, "I.2": 20, "II.1": 40}


def units(count: int) -> list[Unit]:
    """Members of the example's bloc, and invented ones beyond them; the first is the lead's."""
    known = [m.unit for m in cast.played().memberships.select_related("unit").order_by("position")]
    lead = cast.played().memberships.select_related("unit").get(position=Position.LEAD).unit
    known = [lead, *(unit for unit in known if unit != lead)]
    more = [
        unit_open(
            authority=cast.played().authority, code=f"dv{n}", name=f"Đơn vị {n} (minh họa)",
            short_name=f"Đơn vị {n}", head_post="Giám đốc", valid_from=cast.DAY,
            provenance=Provenance.ILLUSTRATIVE, actor=cast.board(), at=cast.AT,
        )
        for n in range(len(known) + 1, count + 1)
    ]  # fmt: skip
    return (known + more)[:count]


def bloc_of(
    count: int, *, lines: Sequence[Line] = LINES, number: int = 2021, bloc: Bloc | None = None
) -> BlocYear:
    """A bloc's year with so many members, its table adopted and its cards open."""
    who = {"actor": cast.board(), "at": cast.AT}
    bloc = bloc or bloc_open(authority=cast.played().authority, code=f"khoi-{count}",
                             name="Khối thử (minh họa)", kind=BlocKind.SECTOR, **who)  # fmt: skip
    members = [(u, Position.MEMBER if n else Position.LEAD) for n, u in enumerate(units(count))]
    year = bloc_year_open(
        bloc=bloc, year=number, members=members, provenance=Provenance.ILLUSTRATIVE, **who
    )
    who["actor"] = cast.secretary()
    table_adopt(
        bloc_year=year, title="Bảng chấm điểm (minh họa)", lines=lines, places=2, margin=D(1),
        adopted_on=cast.DAY, provenance=Provenance.ILLUSTRATIVE, **who,
    )  # fmt: skip
    scorecards_open(bloc_year=year, **who)
    return year


def score(
    year: BlocYear, stage: Stage, points: Mapping[int, Mapping[str, int]] | None = None
) -> None:
    """Hand a stage of every card in, at full marks but for what is told by the member's place."""
    table = Criterion.objects.filter(table__bloc_year=year)
    lines = {c.code: c for c in table}
    told = points or {}
    cards = list(Scorecard.objects.filter(bloc_year=year).select_related("membership"))
    leaves = {c.code: int(c.maximum) for c in table if c.kind == Kind.JUDGEMENT}
    for card in cards:
        given = leaves | told.get(card.membership.place, {})
        Mark.objects.bulk_create(
            Mark(scorecard=card, criterion=lines[code], stage=stage, points=D(value),
                 marked_by=cast.board(), marked_at=cast.AT)
            for code, value in given.items()
        )  # fmt: skip
        card.state = HANDED_IN[list(Stage).index(stage)]
        card.save(update_fields=["state"])
    if stage is Stage.SELF and not CrossAssignment.objects.filter(bloc_year=year).exists():
        cross_assign(bloc_year=year, pairs=proposed_pairs(year), actor=cast.secretary(), at=cast.AT)


def appraised(year: BlocYear, points: Mapping[int, Mapping[str, int]] | None = None) -> BlocYear:
    for stage in USUAL_STAGES:
        score(year, stage, points)
    return year
