"""The deed that sets how a bloc decides between equal totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua import scoring
from thidua.apps.assessments.enums import TieKind
from thidua.apps.assessments.models import Standing, TieRule
from thidua.apps.assessments.queries import criteria_of, scoring_table, tie_rules_of
from thidua.apps.assessments.services.base import may, tell
from thidua.apps.journal.base import Refused
from thidua.apps.journal.services import hold
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear


@dataclass(frozen=True, slots=True, kw_only=True)
class TiePlan:
    """A tie rule before it is stored; `section` is the code of one, for its points."""

    kind: TieKind
    section: str = ""


@transaction.atomic
def ties_set(
    *, bloc_year: BlocYear, rules: Sequence[TiePlan], source: str, actor: Person, at: datetime
) -> list[TieRule]:
    """Set what decides between equal totals, in its order; no rules let them share a place."""
    may("assessments.ties.set", bloc_year, actor, at)
    hold(bloc_year.authority_id)
    if Standing.objects.filter(bloc_year=bloc_year).exists():
        raise Refused("Bảng xếp hạng đã chốt.", "Quy tắc khi bằng điểm không đổi được nữa.")
    refuse_unusable(bloc_year, rules, source)
    tie_rules_of(bloc_year).delete()
    stored = TieRule.objects.bulk_create(
        TieRule(
            bloc_year=bloc_year,
            place=place,
            kind=rule.kind,
            section=rule.section,
            source=source,
            set_at=at,
        )
        for place, rule in enumerate(rules, start=1)
    )
    told = [" ".join(filter(None, (rule.kind.value, rule.section))) for rule in rules]
    tell("assessments.ties.set", bloc_year, bloc_year, actor, at, rules=told, source=source)
    return stored


def refuse_unusable(bloc_year: BlocYear, rules: Sequence[TiePlan], source: str) -> None:
    if not source:
        raise Refused(
            "Chưa ghi văn bản quy định cách xếp hạng khi bằng điểm.",
            remedy="Hãy ghi số, ngày, cơ quan ban hành quy chế của khối.",
        )
    if len(set(rules)) < len(rules):
        raise Refused("Một quy tắc được ghi hai lần.", remedy="Hãy bỏ dòng trùng.")
    if TieKind.VOTE in [rule.kind for rule in rules[:-1]]:
        raise Refused(
            "Biểu quyết phải là quy tắc cuối cùng.",
            "Sau khi hội nghị biểu quyết không còn gì để so sánh.",
        )
    refuse_strange_sections(bloc_year, rules)


def refuse_strange_sections(bloc_year: BlocYear, rules: Sequence[TiePlan]) -> None:
    table = scoring_table(bloc_year)
    known = {c.code for c in criteria_of(table) if c.kind == scoring.Kind.SUM} if table else set()
    strange = [r.section for r in rules if r.kind is TieKind.SECTION and r.section not in known]
    if strange:
        raise Refused(
            f"Bảng chấm điểm của khối không có mục {', '.join(strange)}.",
            remedy="Hãy chọn một mục của bảng chấm điểm.",
        )
