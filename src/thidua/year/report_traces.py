"""What each sentence of a report that is composed from records rests on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from thidua.apps.assessments.queries import recognised, standings_of
from thidua.apps.campaigns.models import Assignment
from thidua.apps.campaigns.queries import agreement_of, movements_of, plans_of, registrations_of
from thidua.apps.filing.queries import code_of, unit_drafts
from thidua.apps.units.queries import members_of
from thidua.papers.drafts import Data
from thidua.papers.flow import flow
from thidua.text import decimal_text, short_date
from thidua.year.composing import Asked
from thidua.year.drafts import Opened, lines_in
from thidua.year.papers.unit_report import MIDYEAR, WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A stored row: what it says, by which paper, the page where it lives.

    `said` are words by which a sentence shows that it rests on the row.
    """

    what: str
    value: str
    paper: str = ""
    page: str = ""
    key: UUID | None = None
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """A line of a passage, and the rows it rests on."""

    number: int
    text: str
    rows: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    key: str
    source: str
    lines: tuple[Traced, ...]


def traced(draft: Opened) -> list[Passage]:
    """Return every passage of data with the rows under each of its lines."""
    found = []
    for piece in draft.outline().pieces:
        if isinstance(piece, Data) and piece.blocks and piece.key in RESTS_ON:
            rows = tuple(RESTS_ON[piece.key](draft.asked))
            texts = ["\n".join(lines_in(part)) for part in flow(piece.blocks)]
            lines = tuple(
                Traced(number, text, rest_of(text, rows)) for number, text in enumerate(texts, 1)
            )
            found.append(Passage(piece.key, piece.source, lines))
    return found


def rest_of(text: str, rows: Sequence[Source]) -> tuple[Source, ...]:
    """Return the rows a line names; one that names none sums all of them up."""
    named = tuple(row for row in rows if any(word in text for word in row.said if word))
    return named or tuple(rows)


def members(asked: Asked) -> Iterator[Source]:
    for member in members_of(asked.bloc_year):
        yield Source(what=member.unit.name, value=member.get_position_display(), page="year")
    agreement = agreement_of(asked.bloc_year)
    if agreement is not None and agreement.in_force_on:
        signed = (
            f"{agreement.signatures.count()} chữ ký, hiệu lực {short_date(agreement.in_force_on)}"
        )
        yield Source(what=agreement.title, value=signed, page="agreement")


def plans(asked: Asked) -> list[Assignment]:
    """Return the plans a report speaks of: all, or those of the unit it is about."""
    code = asked.about.partition("_")[0]
    found = plans_of(asked.bloc_year)
    return list(found.filter(membership__unit__code=code) if code else found)


def figures(asked: Asked) -> Iterator[Source]:
    """Return each plan with all its figures, by target; an article's line rests on its targets."""
    for plan in plans(asked):
        told = [
            f"{one.get_figure_display()}: {decimal_text(one.value)}" for one in plan.progress.all()
        ]
        proof = [one.paper_number for one in plan.progress.all() if one.paper_number]
        yield Source(
            what=f"{plan.target.code}, {plan.membership.unit.name}",
            value="; ".join([f"kế hoạch {decimal_text(plan.planned)}", *told]),
            paper=", ".join(dict.fromkeys(proof)),
            page="target-pace",
            key=plan.pk,
            said=(plan.target.text, plan.target.article.title),
        )


def explanations(asked: Asked) -> Iterator[Source]:
    for plan in plans(asked):
        for told in plan.explanations.all():
            yield Source(
                what=f"{plan.target.code}, {plan.membership.unit.name}",
                value=told.text,
                paper=f"{told.written_by.full_name}, {short_date(told.written_at)}",
                page="target-pace",
                key=plan.pk,
                said=(told.text,),
            )


def movements(asked: Asked) -> Iterator[Source]:
    for one in movements_of(asked.bloc_year):
        paper = (
            f"{one.directive.number}, {short_date(one.directive.issued_on)}"
            if one.directive
            else ""
        )
        yield Source(what=one.title, value=one.period, paper=paper, page="year", said=(one.title,))


def registrations(asked: Asked) -> Iterator[Source]:
    for one in registrations_of(asked.bloc_year):
        yield Source(
            what=one.membership.unit.name,
            value=f"{one.award}, đăng ký {short_date(one.registered_on)}",
            paper=one.paper_number,
            page="nominations",
            said=("Đăng ký danh hiệu",),
        )


def people(asked: Asked) -> Iterator[Source]:
    year = asked.bloc_year
    yield from registrations(asked)
    known = Prefetch("unit__initiatives", queryset=recognised())
    for member in members_of(year).prefetch_related("unit__year_records", known):
        unit = member.unit
        for record in unit.year_records.all():
            if record.year == year.year and record.headcount is not None:
                value = (
                    f"{record.headcount} người, LĐTT {record.advanced_workers or 0}, "
                    f"CSTĐCS {record.grassroots_fighters or 0}"
                )
                yield Source(
                    what=unit.name, value=value, page="dossiers", said=("Danh hiệu của cá nhân",)
                )
        for one in unit.initiatives.all():
            if one.year == year.year and one.decision_on:
                yield Source(
                    what=f"{unit.name}: {one.title}",
                    value=one.scope,
                    paper=f"{one.decision_number}, {short_date(one.decision_on)}",
                    page="dossiers",
                    said=("Sáng kiến được công nhận",),
                )


def standings(asked: Asked) -> Iterator[Source]:
    for one in standings_of(asked.bloc_year):
        yield Source(
            what=one.membership.unit.name,
            value=f"thứ {one.place}, {decimal_text(one.total, 2)} điểm",
            page="ranking",
        )


def unit_reports(asked: Asked, half: str) -> Iterator[Source]:
    names = {member.unit.code: member.unit.name for member in members_of(asked.bloc_year)}
    for draft in unit_drafts(asked.bloc_year, half):
        if draft.issued:
            words = max(draft.versions.all(), key=lambda one: one.number).rooms
            texts = tuple(text for told in words.values() for _, text in told)
            name = names[code_of(draft)]
            yield Source(
                what=name,
                value=f"Báo cáo gửi {short_date(draft.issued.issued_on)}",
                paper=draft.issued.title,
                page="drafts",
                said=texts,
            )


def both_halves(asked: Asked) -> Iterator[Source]:
    for half in (MIDYEAR, WHOLE):
        yield from unit_reports(asked, half)


RESTS_ON: Mapping[str, Callable[[Asked], Iterator[Source]]] = {
    "khoi": members,
    "giao_uoc": figures,
    "chi_tieu": figures,
    "phong_trao": movements,
    "don_vi": both_halves,
    "giai_trinh": explanations,
    "khen_thuong": people,
    "dang_ky": registrations,
    "xep_hang": standings,
}
"""The rows behind each passage, by its key in the outlines of reports."""
