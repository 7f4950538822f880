"""The thread of a year: from what an article rests on and the article of the agreement to an entry of the register, and back.

Each knot is a stored thing; the thread is walked along the keys the database holds, never along
names. `back` begins at an honour and asks what it rests on; `forth` begins at an article and asks
what has come of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Model, Q

from thidua.apps.assessments.models import Mark, Report, Standing
from thidua.apps.assessments.queries import standing_among
from thidua.apps.awards.models import Decision, Nomination, RegisterEntry
from thidua.apps.awards.queries import nominations
from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.models import Article, Assignment, Directive, Movement, Target, Tie
from thidua.apps.filing.models import Paper
from thidua.apps.filing.queries import FOR_PRINT
from thidua.apps.meetings.models import Motion
from thidua.text import decimal_text, short_date

KNOTS = (
    "directive", "movement", "article", "target", "assignment", "mark", "standing", "report", "motion", "nomination",
    "council", "decision", "entry",
)  # fmt: skip
NAMES = {
    "directive": "Văn bản chỉ đạo",
    "movement": "Phong trào thi đua",
    "article": "Điều của giao ước",
    "target": "Chỉ tiêu",
    "assignment": "Kế hoạch và kết quả",
    "mark": "Điểm được tính",
    "standing": "Xếp hạng",
    "report": "Báo cáo tổng kết",
    "motion": "Biểu quyết của hội nghị",
    "nomination": "Đề nghị khen thưởng",
    "council": "Hội đồng",
    "decision": "Quyết định",
    "entry": "Sổ khen thưởng",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """One thing on the thread, with the papers filed about it (an article's are its agreement's)."""

    kind: str
    key: UUID
    label: str
    detail: str = ""
    about: UUID
    papers: tuple[Paper, ...] = ()

    @property
    def name(self) -> str:
        return NAMES[self.kind]


def back(entry: RegisterEntry) -> tuple[Knot, ...]:
    """Walk from an entry of the register to the articles it rests on, in the order of the year."""
    return with_papers(along(nominations().filter(pk=entry.nomination_id)))


def forth(article: Article) -> tuple[Knot, ...]:
    """Walk from an article to all that has come of it, in the order of the year."""
    planned = article.targets.values("assignments__membership")
    made = nominations().filter(membership__in=planned, bloc_year__agreement__articles=article)
    targets = list(article.targets.all())
    knots = [
        *bases([article], targets),
        article_knot(article),
        *(target_knot(target) for target in targets),
    ]
    strands = along(made, article)
    return with_papers({knot.key: knot for knot in (*knots, *strands)}.values())


def along(made: Iterable[Nomination], article: Article | None = None) -> list[Knot]:
    """Return the knots of nominations' threads, or of the strands that begin in one article."""
    made = list(made)
    members = {nomination.membership_id for nomination in made}
    plans = Assignment.objects.filter(membership__in=members)
    if article is not None:
        plans = plans.filter(target__article=article)
    planned = list(
        plans.select_related("target__article", "membership__unit").prefetch_related("progress")
    )
    targets = {plan.target for plan in planned}
    articles = {target.article for target in targets}
    return [
        *bases(articles, targets),
        *(article_knot(a) for a in articles),
        *(target_knot(target) for target in targets),
        *(assignment_knot(plan) for plan in planned),
        *(mark_knot(mark) for mark in marks_of(members, targets)),
        *standings_and_reports(made),
        *(own for nomination in made for own in from_the_vote_on(nomination)),
    ]


def bases(articles: Iterable[Article], targets: Iterable[Target]) -> list[Knot]:
    """Return the instruments and movements that articles and targets rest on."""
    rests = Q(article__in=list(articles)) | Q(target__in=list(targets))
    ties = list(Tie.objects.filter(rests).select_related("directive", "movement__directive"))
    movements = {tie.movement for tie in ties if tie.movement}
    named = {tie.directive for tie in ties} | {movement.directive for movement in movements}
    return [
        *(directive_knot(directive) for directive in named if directive),
        *(movement_knot(movement) for movement in movements),
    ]


def directive_knot(directive: Directive) -> Knot:
    issued = f"{directive.issuer}, {short_date(directive.issued_on)}".removeprefix(", ")
    return knot("directive", directive, str(directive), issued)


def movement_knot(movement: Movement) -> Knot:
    return knot("movement", movement, movement.title, movement.when)


def marks_of(members: set[UUID], targets: set[Target]) -> list[Mark]:
    """Return the marks that stand: a later stage or an accepted objection may have changed some."""
    return standing_among(
        Mark.objects.filter(
            scorecard__membership__in=members, criterion__target__in=targets
        ).select_related("criterion", "scorecard__membership__unit")
    )


def standings_and_reports(made: Iterable[Nomination]) -> list[Knot]:
    members = {nomination.membership_id for nomination in made}
    years = {nomination.bloc_year_id for nomination in made}
    standings = Standing.objects.filter(membership__in=members).select_related("membership__unit")
    reports = Report.objects.filter(bloc_year__in=years).select_related("bloc_year__bloc")
    return [*(standing_knot(s) for s in standings), *(report_knot(r) for r in reports)]


def from_the_vote_on(nomination: Nomination) -> list[Knot]:
    """Return the knots that are one nomination's own: its votes, its decision, its entry."""
    knots = [motion_knot("motion", nomination.motion), nomination_knot(nomination)]
    if nomination.council_motion:
        knots.append(motion_knot("council", nomination.council_motion))
    if nomination.decision:
        knots.append(decision_knot(nomination.decision))
    entry = getattr(nomination, "entry", None)
    return [*knots, entry_knot(entry)] if entry else knots


def knot(kind: str, thing: Model, label: str, detail: str = "") -> Knot:
    return Knot(kind=kind, key=thing.pk, label=label, detail=detail, about=thing.pk)


def article_knot(article: Article) -> Knot:
    return Knot(kind="article", key=article.pk, label=str(article), about=article.agreement_id)


def with_papers(knots: Iterable[Knot]) -> tuple[Knot, ...]:
    """Put the knots in the order of the year, each with the papers filed about it."""
    knots = list(knots)
    filed: dict[UUID, list[Paper]] = {}
    for paper in Paper.objects.filter(subject_id__in=[knot.about for knot in knots]).exclude(
        FOR_PRINT
    ):
        filed.setdefault(paper.subject_id, []).append(paper)
    ordered = sorted(knots, key=lambda knot: (KNOTS.index(knot.kind), knot.label))
    return tuple(replace(knot, papers=tuple(filed.get(knot.about, ()))) for knot in ordered)


def target_knot(target: Target) -> Knot:
    return knot("target", target, f"Chỉ tiêu {target.code}", target.text)


def assignment_knot(plan: Assignment) -> Knot:
    figures = [
        f"{p.get_figure_display()} {decimal_text(p.value)} ({p.paper_number or 'chưa có văn bản'})"
        for p in plan.progress.all()
    ]
    limit = plan.target.direction == Direction.LOWER
    planned = (
        f"{'mức tối đa' if limit else 'kế hoạch'} {decimal_text(plan.planned)}"
        f" {plan.target.unit_of_measure}"
    )
    unit = plan.membership.unit.short_name
    return knot("assignment", plan, f"{plan.target.code}, {unit}", "; ".join([planned, *figures]))


def mark_knot(mark: Mark) -> Knot:
    return knot(
        "mark",
        mark,
        f"{mark.scorecard.membership.unit.short_name}, tiêu chí {mark.criterion.code}:"
        f" {decimal_text(mark.points)} điểm",
        ": ".join(filter(None, (mark.get_stage_display(), mark.reason or mark.explanation))),
    )


def standing_knot(standing: Standing) -> Knot:
    total = decimal_text(standing.total, 2)
    unit = standing.membership.unit.short_name
    return knot("standing", standing, f"{unit}: xếp thứ {standing.place}", f"tổng {total} điểm")


def report_knot(report: Report) -> Knot:
    adopted = short_date(report.adopted_on) if report.adopted_on else "chưa thông qua"
    return knot("report", report, str(report), f"thông qua: {adopted}")


def motion_knot(kind: str, motion: Motion) -> Knot:
    return knot(kind, motion, motion.question, motion.reason)


def nomination_knot(nomination: Nomination) -> Knot:
    return knot("nomination", nomination, str(nomination.membership), nomination.merit)


def decision_knot(decision: Decision) -> Knot:
    signed = f"{decision.issuer}, {short_date(decision.signed_on)}"
    return knot("decision", decision, f"Quyết định số {decision.number}", signed)


def entry_knot(entry: RegisterEntry) -> Knot:
    return knot(
        "entry", entry, f"Số {entry.number}/{entry.year}: {entry.award_name}", entry.subject
    )


def articles_of(knots: Iterable[Knot]) -> set[UUID]:
    return {knot.key for knot in knots if knot.kind == "article"}


def entries_of(knots: Iterable[Knot]) -> set[UUID]:
    return {knot.key for knot in knots if knot.kind == "entry"}
