"""The bloc's own parameters of a year: what stands, on what it rests, who set it last and how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from thidua.apps.assessments.models import ScoringRules
from thidua.apps.assessments.queries import deadlines_of, stages_of, tie_rules_of
from thidua.apps.awards.queries import slots_of
from thidua.apps.journal.models import Entry
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.queries import rule_of, rules_of
from thidua.apps.people.models import Person
from thidua.text import padded, short_date

if TYPE_CHECKING:
    from thidua.apps.units.models import BlocYear


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """That a parameter was set: when and by whom; the journal keeps what it was."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a bloc's year; without a value it is not set, and nothing stands in for it.

    Attributes:
        page: the name of the page's address where it is set, which takes the year.
        settings: every time it was set, the last first.
    """

    name: str
    value: str
    source: str
    page: str
    settings: tuple[Setting, ...]

    @property
    def last(self) -> Setting | None:
        return self.settings[0] if self.settings else None


@dataclass(frozen=True, slots=True)
class Told:
    """A parameter before the journal is asked: the deed that sets it, and on what."""

    name: str
    value: str
    source: str
    page: str
    deed: str
    on: UUID | None


def parameters_of(bloc_year: BlocYear) -> list[Parameter]:
    """Return all parameters, set or not, in a constant number of queries."""
    told = [*votes(bloc_year), *scoring_parameters(bloc_year), quota(bloc_year)]
    known = settings_of(bloc_year, {one.deed for one in told})
    return [
        Parameter(
            name=one.name, value=one.value, source=one.source, page=one.page,
            settings=known.get((one.deed, one.on), ()) if one.on else (),
        )
        for one in told
    ]  # fmt: skip


def votes(bloc_year: BlocYear) -> Iterator[Told]:
    known = {row.kind: row for row in rules_of(bloc_year)}
    for kind in MotionKind:
        row = known.get(kind)
        yield Told(
            f"Biểu quyết: {kind.label}", rule_of(row).in_words if row else "",
            row.provision if row else "", "rules", "meetings.rule.set", row.pk if row else None,
        )  # fmt: skip


def scoring_parameters(bloc_year: BlocYear) -> Iterator[Told]:
    rules = ScoringRules.objects.filter(bloc_year=bloc_year).first()
    way = ", rồi ".join(str(stage.label).lower() for stage in stages_of(bloc_year))
    days = f"{way}; kiến nghị trong {padded(rules.objection_days)} ngày làm việc" if rules else ""
    yield Told(
        "Các bước chấm điểm", days, "", "scoring-rules", "assessments.rules.set",
        rules.pk if rules else None,
    )  # fmt: skip
    ties = list(tie_rules_of(bloc_year))
    yield Told(
        "Xếp hạng khi bằng điểm",
        "; ".join(f"{t.get_kind_display()} {t.section}".strip() for t in ties),
        ties[0].source if ties else "", "ties", "assessments.ties.set", bloc_year.pk,
    )  # fmt: skip
    due = deadlines_of(bloc_year)
    source = bloc_year.scoring_deadlines.values_list("source", flat=True).first()
    yield Told(
        "Hạn nộp phiếu chấm điểm",
        "; ".join(f"{stage.label.lower()} {short_date(day)}" for stage, day in due.items()),
        source or "", "deadlines", "assessments.deadlines.set", bloc_year.pk,
    )  # fmt: skip


def quota(bloc_year: BlocYear) -> Told:
    slots = list(slots_of(bloc_year))
    return Told(
        "Số lượng được đề nghị", f"{padded(len(slots))} hình thức" if slots else "",
        slots[0].source if slots else "", "rules", "awards.slots.set", bloc_year.pk,
    )  # fmt: skip


def settings_of(
    bloc_year: BlocYear, deeds: set[str]
) -> Mapping[tuple[str, UUID | None], tuple[Setting, ...]]:
    """Read from the journal who set which parameter when, the last first."""
    rows = [bloc_year.pk, *rules_of(bloc_year).values_list("pk", flat=True)]
    rows += ScoringRules.objects.filter(bloc_year=bloc_year).values_list("pk", flat=True)
    entries = list(
        Entry.objects.filter(
            authority_id=bloc_year.authority_id, deed__in=deeds, subject_id__in=rows
        ).order_by("-number")
    )
    names = dict(
        Person.objects.filter(pk__in={entry.actor_id for entry in entries}).values_list(
            "pk", "full_name"
        )
    )
    found: dict[tuple[str, UUID | None], tuple[Setting, ...]] = {}
    for entry in entries:
        key = (entry.deed, entry.subject_id)
        one = Setting(at=entry.at, by=names.get(entry.actor_id, ""))
        found[key] = (*found.get(key, ()), one)
    return found
