"""Deeds about the scoring table, the cards and who checks whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from thidua import scoring
from thidua.apps.assessments.enums import TableState, path_of
from thidua.apps.assessments.models import (
    Criterion,
    CrossAssignment,
    Scorecard,
    ScoringConflict,
    ScoringTable,
)
from thidua.apps.assessments.policy import MAY
from thidua.apps.assessments.queries import engine_table, scoring_table, stages_of
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.campaigns.models import Index, Target
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear, Membership
from thidua.apps.units.policy import about, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a scoring table before it is stored."""

    code: str
    parent: str
    text: str
    kind: scoring.Kind
    maximum: Decimal
    target: Target | None
    options: Mapping[str, object]
    index: Index | None = None


@transaction.atomic
def table_adopt(
    *,
    bloc_year: BlocYear,
    title: str,
    lines: Sequence[Line],
    places: int,
    margin: Decimal,
    adopted_on: date,
    provenance: Provenance,
    actor: Person,
    at: datetime,
    adopted_by: str = "",
    unassigned: scoring.Unassigned = scoring.Unassigned.SHARE,
    cap: Decimal | None = None,
    grades: Sequence[scoring.Grade] = (),
) -> ScoringTable:
    """Adopt the first scoring table of a year at once; one whose sums don't add up is refused.

    `margin` is how far, in points, an appraisal may depart from a self-score without a reason.
    """
    may("assessments.table.adopt", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if ScoringTable.objects.filter(bloc_year=bloc_year).exists():
        raise Refused(f"Bảng chấm điểm năm {bloc_year.year} đã được thông qua.")
    strangers = [x.code for x in lines if x.target and x.target.bloc_year_id != bloc_year.pk]
    if strangers:
        raise Refused(
            f"Chỉ tiêu gắn với tiêu chí {', '.join(strangers)} là của năm hoặc khối khác."
        )
    table = ScoringTable.objects.create(
        authority=bloc_year.authority,
        bloc_year=bloc_year,
        title=title,
        places=places,
        margin=margin,
        unassigned=unassigned.value,
        cap=cap,
        grades=[grade.to_json() for grade in grades],
        provenance=provenance,
    )
    store_lines(table, lines)
    if wrong := engine_table(table).check():
        raise Refused(
            f"Bảng chấm điểm “{title}” chưa khớp: {' '.join(fault.message for fault in wrong)}",
            remedy="Hãy sửa điểm tối đa của các dòng nêu trên.",
        )
    put_in_force(table, adopted_on=adopted_on, applies_from=adopted_on, adopted_by=adopted_by)
    tell(
        "assessments.table.adopt", table, bloc_year, actor, at,
        lines=len(lines), adopted_on=adopted_on.isoformat(),
    )  # fmt: skip
    return table


def store_lines(table: ScoringTable, lines: Sequence[Line]) -> None:
    stored: dict[str, Criterion] = {}
    for place, line in enumerate(lines, start=1):
        stored[line.code] = Criterion(
            table=table,
            parent=stored.get(line.parent),
            place=place,
            code=line.code,
            text=line.text,
            kind=line.kind.value,
            maximum=line.maximum,
            target=line.target,
            index=line.index,
            options=dict(line.options),
        )
    Criterion.objects.bulk_create(stored.values())


def put_in_force(
    table: ScoringTable, *, adopted_on: date, applies_from: date, adopted_by: str
) -> None:
    """Put a version whose lines are stored in the place of the one before."""
    before = scoring_table(table.bloc_year)
    if before is not None:
        before.state = TableState.REPLACED
        before.save(update_fields=["state"])
    table.state = TableState.IN_FORCE
    table.adopted_on, table.applies_from, table.adopted_by = adopted_on, applies_from, adopted_by
    table.save()


@transaction.atomic
def scorecards_open(*, bloc_year: BlocYear, actor: Person, at: datetime) -> list[Scorecard]:
    """Give every member a blank card of the year's table."""
    may("assessments.scorecard.open", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if Scorecard.objects.filter(bloc_year=bloc_year).exists():
        raise Refused("Phiếu chấm điểm của khối đã được mở.")
    table = scoring_table(bloc_year)
    if table is None:
        raise Refused(
            "Năm thi đua chưa có bảng chấm điểm.",
            remedy="Hãy thông qua bảng chấm điểm trước khi mở phiếu chấm.",
        )
    path = path_of(stages_of(bloc_year))
    first = path.split(",")[0]
    cards = Scorecard.objects.bulk_create(
        Scorecard(bloc_year=bloc_year, membership=membership, table=table, path=path, state=first)
        for membership in bloc_year.memberships.order_by("place")
    )
    tell("assessments.scorecard.open", table, bloc_year, actor, at, cards=len(cards))
    return cards


@transaction.atomic
def cross_assign(
    *,
    bloc_year: BlocYear,
    pairs: Sequence[tuple[Membership, Membership]],
    actor: Person,
    at: datetime,
) -> list[CrossAssignment]:
    """Name who checks whom: pairs of (scorer, scored)."""
    may("assessments.cross.assign", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    for scorer, scored in pairs:
        check_pair(bloc_year, scorer, scored)
    named = CrossAssignment.objects.bulk_create(
        CrossAssignment(bloc_year=bloc_year, scorer=scorer, scored=scored)
        for scorer, scored in pairs
    )
    tell(
        "assessments.cross.assign", bloc_year, bloc_year, actor, at,
        pairs=[[scorer.unit.code, scored.unit.code] for scorer, scored in pairs],
    )  # fmt: skip
    return named


def check_pair(bloc_year: BlocYear, scorer: Membership, scored: Membership) -> None:
    if {scorer.bloc_year_id, scored.bloc_year_id} != {bloc_year.pk}:
        raise Refused("Chấm chéo chỉ phân công giữa các đơn vị của khối trong năm.")
    if scorer.pk == scored.pk:
        raise Refused(f"{scorer.unit.name} không thể chấm chéo chính mình.")
    conflict = ScoringConflict.objects.filter(
        Q(membership=scorer, other=scored) | Q(membership=scored, other=scorer)
    ).first()
    if conflict is not None:
        raise Refused(
            f"{scorer.unit.name} không chấm chéo {scored.unit.name}.",
            f"Đã khai xung đột lợi ích: {conflict.reason}",
            "Hãy chọn đơn vị khác.",
        )
    if CrossAssignment.objects.filter(scored=scored).exists():
        raise Refused(f"{scored.unit.name} đã có đơn vị được phân công chấm chéo.")


@transaction.atomic
def conflict_declare(
    *, membership: Membership, other: Membership, reason: str, actor: Person, at: datetime
) -> ScoringConflict:
    """Declare, for a unit, that it and another member must not check each other."""
    deed, bloc_year = "assessments.conflict.declare", membership.bloc_year
    require(deed, MAY[deed], about(membership, actor, at))
    hold(bloc_year.authority_id)
    if other.bloc_year_id != bloc_year.pk or other.pk == membership.pk:
        raise Refused("Chỉ khai xung đột với một đơn vị khác của khối trong năm.")
    if not reason:
        raise Refused("Chưa ghi lý do xung đột lợi ích.")
    if CrossAssignment.objects.filter(bloc_year=bloc_year).exists():
        raise Refused("Khối đã phân công chấm chéo.", remedy="Hãy báo cho thư ký khối.")
    if ScoringConflict.objects.filter(membership=membership, other=other).exists():
        raise Refused(f"Xung đột với {other.unit.name} đã được khai.")
    declared = ScoringConflict.objects.create(
        bloc_year=bloc_year,
        membership=membership,
        other=other,
        reason=reason,
        declared_by=actor,
        declared_at=at,
    )
    tell(
        deed, declared, bloc_year, actor, at,
        unit=membership.unit.code, other=other.unit.code, reason=reason,
    )  # fmt: skip
    return declared
