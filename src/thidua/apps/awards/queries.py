"""Reading nominations, decisions and the register; gathering the facts that the law asks for."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet, prefetch_related_objects
from django.utils.timezone import localdate

from thidua import law
from thidua.apps.assessments.models import Initiative, Standing, YearRecord
from thidua.apps.assessments.queries import Bar, barring_marks, bars_among, recognised
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import (
    Confirmation,
    Decision,
    InitiativeUse,
    Nomination,
    RegisterEntry,
    Slot,
)
from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.models import Assignment
from thidua.apps.campaigns.queries import latest_figure
from thidua.apps.filing.models import Paper
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Inheritance
from thidua.apps.units.models import Authority, BlocYear, Membership, Succession, Unit
from thidua.apps.units.queries import bloc_years_for, layer_of

# What was practised was not won.
_WON = Nomination.objects.filter(
    decision__isnull=False, bloc_year__bloc__practice=""
).select_related("decision", "bloc_year")
WON = Prefetch("unit__memberships__nominations", queryset=_WON)
# All of the authority at once, so that the number of queries hangs on no chain's length.
SUCCESSIONS = Prefetch(
    "unit__authority__successions",
    queryset=Succession.objects.select_related("predecessor").prefetch_related(
        "predecessor__prior_awards",
        "predecessor__year_records",
        Prefetch("predecessor__memberships__nominations", queryset=_WON),
    ),
)

_COMMITTEE = "Ủy ban nhân dân"
# The law names these for all ministries and provinces at once.
_OF_A_PROVINCE = {
    "co-thi-dua-bo-tinh": "Cờ thi đua của {0}",
    "bang-khen-bo-tinh": "Bằng khen của Chủ tịch {0}",
}


def award_name(slug: str, on: date, authority: Authority) -> str:
    """Return an award's name by the law of a day, with the province that gives it."""
    pattern = _OF_A_PROVINCE.get(slug, "") if authority.name.startswith(_COMMITTEE) else ""
    return pattern.format(authority.name) or law.award(slug, on).name_vi


def members_with_facts(bloc_year: BlocYear) -> QuerySet[Membership]:
    """Return the members with all that a dossier is made of, in a constant number of queries."""
    return with_facts().filter(bloc_year=bloc_year)


def with_facts() -> QuerySet[Membership]:
    return (
        Membership.objects.select_related("unit__authority", "bloc_year__bloc", "standing")
        .prefetch_related(
            "unit__prior_awards",
            "unit__year_records",
            Prefetch(
                "unit__initiatives",
                queryset=recognised().select_related("use__nomination__bloc_year"),
            ),
            "unit__memberships",
            WON,
            SUCCESSIONS,
            "registrations",
            "findings",
            "bloc_year__memberships",
            "scorecard",
            Prefetch("scorecard__marks", queryset=barring_marks(), to_attr="barring"),
            Prefetch(
                "assignments",
                queryset=Assignment.objects.select_related("target").prefetch_related("progress"),
            ),
        )
        .order_by("place")
    )


def dossier_of(membership: Membership) -> law.Dossier:
    """Gather what is recorded about a member unit for its year into the law's facts."""
    full = members_with_facts(membership.bloc_year).get(pk=membership.pk)
    return dossier_from(full)


def dossier_from(member: Membership) -> law.Dossier:
    """Make the dossier of a member fetched by `members_with_facts`, with what it carries on.

    When a unit began isn't told: `valid_from` is the day from which the system knows it, and a
    year of its own that is missing must not count as one before its time.
    """
    return law.with_predecessors(own_dossier(member), origins_of(member))


def origins_of(member: Membership) -> list[law.Predecessor]:
    """Return the units that went up into a member's by the end of its year."""
    rows = list(member.unit.authority.successions.all())
    return list(predecessors(member.unit, rows, date(member.bloc_year.year, 12, 31)))


def predecessors(unit: Unit, rows: Sequence[Succession], by: date) -> Iterator[law.Predecessor]:
    """Yield what went up into a unit by a day, each with what it had itself taken up by then."""
    for row in rows:
        if row.successor_id == unit.pk and row.effective_on <= by:
            yield law.Predecessor(
                history_of(row.predecessor, rows, row.effective_on),
                until=(row.effective_on - timedelta(days=1)).year,
                inherits=row.inherits == Inheritance.HANDED_ON,
                paper=row.decision_number,
            )


def history_of(unit: Unit, rows: Sequence[Succession], by: date) -> law.Dossier:
    """Make of a unit that went up into another what can be handed on: awards and ratings."""
    own = law.Dossier(
        kind=law.SubjectKind.UNIT,
        subject=unit.name,
        year=by.year,
        awards=past_awards(unit),
        ratings=ratings_of(unit),
    )
    return law.with_predecessors(own, predecessors(unit, rows, by))


def used_before(initiative: Initiative, member: Membership) -> str:
    """Name the award an initiative carried: before this system, or in another year of a bloc."""
    use = getattr(initiative, "use", None)
    if use is None or not use.counts or use.nomination.bloc_year_id == member.bloc_year_id:
        return initiative.used_for
    return str(use)


def own_dossier(member: Membership) -> law.Dossier:
    unit, year = member.unit, member.bloc_year.year
    return law.Dossier(
        kind=law.SubjectKind.UNIT,
        subject=unit.name,
        year=year,
        awards=past_awards(unit),
        ratings=ratings_of(unit),
        initiatives=tuple(
            law.Initiative(
                i.title,
                i.year,
                i.scope,
                i.decision_number,
                i.decision_on,
                kind=i.kind,
                used_for=used_before(i, member),
                replicable=i.replicable,
            )
            for i in unit.initiatives.all()
        ),
        registrations=tuple(
            law.Registration(r.award, r.registered_on, r.paper_number)
            for r in member.registrations.all()
            if r.withdrawn_at is None and not r.subject
        ),
        findings=tuple(
            law.Finding(f.kind, f.holds, f.found_by, f.found_on, f.paper)
            for f in member.findings.all()
        ),
        figures={**target_figures(member), **bloc_figures(member), **people_figures(unit, year)},
        # The bloc's registrations of the year are all here: one that is absent was not made.
        complete_from={"registrations": year},
    )


def ratings_of(unit: Unit) -> tuple[law.YearRating, ...]:
    return tuple(
        law.YearRating(r.year, r.rating, r.decision_number, r.decision_on)
        for r in unit.year_records.all()
        if r.rating and r.decision_on
    )


def past_awards(unit: Unit) -> tuple[law.PastAward, ...]:
    """Return a unit's own awards; one won here is for the merit of the year its decision names."""
    prior = [
        law.PastAward(
            p.award, p.year, p.decision_number, p.decided_on, basis=p.basis, period_to=p.period_to
        )
        for p in unit.prior_awards.all()
    ]
    won = [
        law.PastAward(
            n.award,
            n.bloc_year.year,
            n.decision.number,
            n.decision.signed_on,
            period_to=n.bloc_year.year,
        )
        for membership in unit.memberships.all()
        for n in membership.nominations.all()
        if n.decision is not None
    ]
    return (*prior, *won)


def target_figures(member: Membership) -> dict[str, law.Figure]:
    """Count the targets met and exceeded; nothing is said while a figure is still missing."""
    met = exceeded = 0
    plans = list(member.assignments.all())
    for plan in plans:
        reached = latest_figure(plan)
        if reached is None:
            return {}
        gain = reached.value - plan.planned
        if plan.target.direction == Direction.LOWER:
            gain = -gain
        met, exceeded = met + (gain >= 0), exceeded + (gain > 0)
    if not plans:
        return {}
    source = f"kết quả {len(plans)} chỉ tiêu giao ước năm {member.bloc_year.year}"
    counts = {"targets_total": len(plans), "targets_met": met, "targets_exceeded": exceeded}
    return {name: law.Figure(value, source) for name, value in counts.items()}


def bloc_figures(member: Membership) -> dict[str, law.Figure]:
    standing: Standing | None = getattr(member, "standing", None)
    # The place of a unit that may not be considered at all is no ground for an award.
    if standing is None or any(bar.of_everything for bar in bars_in(member)):
        return {}
    bloc_year = member.bloc_year
    source = f"bảng xếp hạng {bloc_year.bloc.name} năm {bloc_year.year}"
    values: dict[str, int | str] = {
        "bloc_rank": standing.place,
        "bloc_size": len(bloc_year.memberships.all()),
        "bloc_name": bloc_year.bloc.name,
        "bloc_reviewed": True,
    }
    return {name: law.Figure(value, source) for name, value in values.items()}


def bars_in(member: Membership) -> tuple[Bar, ...]:
    """Return the disqualifiers that happened to a member fetched by `members_with_facts`."""
    card = getattr(member, "scorecard", None)
    return bars_among(card.barring) if card else ()


def bars_on(member: Membership, award: str, on: date) -> tuple[Bar, ...]:
    """Return what bars a member from an award, and what is only to be considered.

    What a table names that is no award of that day's law can't bar one; it is told all the same.
    """
    found = bars_in(member)
    if not found:
        return ()
    authority, layer = member.unit.authority, layer_of(member.bloc_year)
    known = {rule.slug: (rule.slug, rule.name_vi, award_name(rule.slug, on, authority))
             for rule in law.awards(on, layer)}  # fmt: skip
    return tuple(
        bar if reached else replace(bar, warns=True)
        for bar in found
        if (reached := bar.reaches(known.get(award, (award,))))
        or not any(bar.reaches(names) for names in known.values())
    )


def people_figures(unit: Unit, year: int) -> dict[str, law.Figure]:
    entered: YearRecord | None = next((r for r in unit.year_records.all() if r.year == year), None)
    if entered is None:
        return {}
    source = f"hồ sơ năm {year} của {unit.name}"
    values: dict[str, int | str | None] = {
        "headcount": entered.headcount,
        "completed": entered.completed,
        "advanced_workers": entered.advanced_workers,
        "grassroots_fighters": entered.grassroots_fighters,
        "worst_discipline": entered.worst_discipline or None,
        "new_models": len(entered.new_models),
    }
    return {name: law.Figure(v, source) for name, v in values.items() if v is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A member as the law sees it for an award, in the order of the ranking."""

    membership: Membership
    standing: Standing | None
    verdict: law.Verdict
    taken: bool
    bars: tuple[Bar, ...] = ()

    @property
    def barred(self) -> bool:
        return any(not bar.warns for bar in self.bars)


def candidates_for(bloc_year: BlocYear, award: str, on: date) -> tuple[Candidate, ...]:
    """Return every member in ranking order with the law's verdict; `taken` if already nominated."""
    nominated = set(bloc_year.nominations.values_list("membership_id", flat=True))
    confirmed, layer = confirmed_for(bloc_year), layer_of(bloc_year)
    candidates = [
        Candidate(
            membership=member,
            standing=getattr(member, "standing", None),
            verdict=law.explain(
                dossier_from(member), award, on=on, layer=layer, confirmed=confirmed
            ),
            taken=member.pk in nominated,
            bars=bars_on(member, award, on),
        )
        for member in field_of(bloc_year)
    ]
    return tuple(sorted(candidates, key=in_ranking_order))


def field_of(bloc_year: BlocYear) -> list[Membership]:
    """Return the members with their facts, fetched once for the instance, like any prefetch.

    Several awards are judged on one page by the same facts; a deed reads them anew by `dossier_of`.
    """
    fetched = Prefetch("memberships", queryset=with_facts(), to_attr="field")
    prefetch_related_objects([bloc_year], fetched)
    members: list[Membership] = bloc_year.field  # type: ignore[attr-defined]  # set by the line above
    return members


def confirmed_for(bloc_year: BlocYear) -> law.Confirmed:
    """Return what the authority has confirmed, fetched once for the instance as `field_of` does."""
    standing = Confirmation.objects.filter(withdrawal__isnull=True)
    fetched = Prefetch("authority__confirmations", queryset=standing, to_attr="confirmed")
    prefetch_related_objects([bloc_year], fetched)
    made: list[Confirmation] = bloc_year.authority.confirmed  # type: ignore[attr-defined]  # set by the line above
    return frozenset((confirmation.provision, confirmation.source) for confirmation in made)


def in_ranking_order(candidate: Candidate) -> tuple[int, int]:
    place = candidate.standing.place if candidate.standing else 1_000_000
    return place, candidate.membership.place


def reference_day(bloc_year: BlocYear, today: date) -> date:
    """Return the day whose law a nomination is judged by: that of the bloc's conference."""
    held = bloc_year.meetings.filter(kind="conference").values_list("held_at", flat=True).first()
    return localdate(held) if held else today


def slots_of(bloc_year: BlocYear) -> QuerySet[Slot]:
    return bloc_year.slots.order_by("place")


def nominations() -> QuerySet[Nomination]:
    return Nomination.objects.select_related(
        "membership__unit",
        "membership__standing",
        "proposed_by__unit",
        "motion__meeting",
        "council_motion",
        "decision",
        "entry",
        "bloc_year__bloc",
        "authority",
    )


def nominations_of(bloc_year: BlocYear) -> QuerySet[Nomination]:
    return nominations().filter(bloc_year=bloc_year)


def nomination_for(person: Person, key: UUID, on: date) -> Nomination | None:
    return (
        nominations().filter(pk=key, bloc_year__in=bloc_years_for(person, on).values("pk")).first()
    )


def decisions_of(bloc_year: BlocYear) -> QuerySet[Decision]:
    return bloc_year.decisions.order_by("signed_on", "number")


def decisions_to_print(authority: Authority) -> QuerySet[Decision]:
    """Return an authority's decisions, the latest first, with how many honours each gave."""
    rows = authority.decisions.select_related("bloc_year__bloc", "authority")
    return rows.annotate(honours=Count("entries")).order_by("-signed_on", "number")


def honours_of(authority: Authority, decisions: Collection[UUID]) -> QuerySet[RegisterEntry]:
    """Return what some decisions gave, with all that its certificates are composed of."""
    return RegisterEntry.objects.filter(
        authority=authority, decision__in=decisions
    ).select_related(
        "decision__authority", "decision__bloc_year", "nomination__membership__unit",
        "bloc_year__bloc", "bloc_year__authority",
    )  # fmt: skip


def register() -> QuerySet[RegisterEntry]:
    return RegisterEntry.objects.select_related(
        "decision", "nomination__membership__unit", "bloc_year__bloc"
    ).order_by("-year", "number")


def register_of(bloc_year: BlocYear) -> QuerySet[RegisterEntry]:
    return register().filter(bloc_year=bloc_year)


def register_for_authority(authority: Authority) -> QuerySet[RegisterEntry]:
    return register().filter(authority=authority)


def entry_about(paper: Paper) -> RegisterEntry | None:
    """Return the entry whose certificate a paper is, if it is one."""
    return register().filter(nomination=paper.subject_id).first()


def proposed_in(authority: Authority, year: int) -> Mapping[str, set[UUID]]:
    """Return by award the members that all blocs of an authority put forward in a year.

    Those the council declined are left out.
    """
    rows = Nomination.objects.filter(authority=authority, bloc_year__year=year)
    standing = rows.exclude(state=NominationState.DECLINED).order_by()
    found: dict[str, set[UUID]] = {}
    for award, member in standing.values_list("award", "membership_id"):
        found.setdefault(award, set()).add(member)
    return found


@cache
def provisions() -> Mapping[str, law.Use]:
    """Return the provisions that some standard rests on, by id; the law ships with the program."""
    return MappingProxyType({use.citation.provision: use for use in law.provisions_in_use()})


@cache
def unread_changes() -> frozenset[str]:
    """Return the provisions that change a regime whose data still say what held before.

    To read such a text is not enough: the rules it makes have to be written down anew.
    """
    unread = (book.unread for book in law.rulebooks())
    return frozenset(provision.citation.provision for provision in unread if provision)


def confirmations_of(authority: Authority) -> QuerySet[Confirmation]:
    """Return all confirmations of an authority, those withdrawn too, the latest first."""
    rows = authority.confirmations.select_related("withdrawal__withdrawn_by", "confirmed_by")
    return rows.order_by("-pk")


def confirmed_by(authority_id: UUID) -> law.Confirmed:
    """Return the provisions that an authority has confirmed by now, for `law.explain`."""
    standing = Confirmation.objects.filter(authority_id=authority_id, withdrawal__isnull=True)
    return frozenset(standing.values_list("provision", "source"))


def verdict_to_keep(verdict: law.Verdict, confirmed: law.Confirmed, name: str) -> dict[str, Any]:
    """Return a verdict as it is kept and shown: with the award's name here, and what was confirmed."""
    relied_on = confirmations_in(verdict, dict(confirmed))
    told = {"confirmed": relied_on} if relied_on else {}
    return {**verdict.to_json(), "award_name": name, **told}


def confirmations_in(verdict: law.Verdict, sources: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the confirmed provisions that a verdict rests on, each with its source."""
    rested_on = (
        provision
        for step in verdict.program.walk()
        for provision in step.standard.rests_on(verdict.on)
        if not provision.verified and provision.citation.provision in sources
    )
    found = {p.citation.provision: p.citation.text for p in rested_on}
    return [{"provision": id_, "text": text, "source": sources[id_]} for id_, text in found.items()]


def uses_of(initiatives: Iterable[UUID]) -> dict[UUID, InitiativeUse]:
    """Return what each of these initiatives carries by a nomination here."""
    uses = InitiativeUse.objects.exclude(nomination__state=NominationState.DECLINED)
    found = uses.filter(initiative__in=list(initiatives))
    return {use.initiative_id: use for use in found.select_related("nomination__bloc_year")}


def resting_on(nomination: Nomination) -> list[Initiative]:
    """Return the initiatives a nomination rests on."""
    return [use.initiative for use in nomination.initiative_uses.select_related("initiative")]
