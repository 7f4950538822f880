"""From the agreement to the targets' figures."""

from collections.abc import Mapping

from thidua.apps.campaigns.enums import Figure
from thidua.apps.campaigns.models import Agreement, Article, Assignment, Directive, Target
from thidua.apps.campaigns.services import (
    ArticleText,
    MovementText,
    PaperRef,
    agreement_draft,
    directive_record,
    movement_start,
    place_of_bloc,
    progress_record,
    registration_record,
    target_assign,
    target_set,
    tie_make,
)
from thidua.apps.units.models import BlocYear
from thidua.year.plan import AgreementPlan
from thidua.year.play.cast import Cast
from thidua.year.steps import sign_agreement


def launch_movements(cast: Cast) -> None:
    at = cast.plan.dates.opened
    directives: dict[str, Directive] = {}
    for directive in cast.plan.directives:
        directives[directive.number] = directive_record(
            authority=cast.authority,
            number=directive.number,
            issued_on=directive.issued_on,
            issuer=directive.issuer,
            title=directive.title,
            actor=cast.board,
            at=at,
        )
    for movement in cast.plan.movements:
        movement_start(
            place=place_of_bloc(cast.bloc_year),
            code=movement.code,
            text=MovementText(title=movement.title, period=movement.period, form=movement.form),
            directive=directives.get(movement.directive),
            parent=None,
            actor=cast.secretary,
            at=at,
        )


def texts(plan: AgreementPlan) -> list[ArticleText]:
    return [ArticleText(a.number, a.title, a.clauses) for a in plan.articles]


def draft_agreement(cast: Cast) -> None:
    """Draft the year's agreement and set its targets, before anybody signs."""
    at = cast.plan.dates.agreement_signed
    agreement = agreement_draft(
        bloc_year=cast.bloc_year,
        title=title_of(cast.bloc_year),
        articles=texts(cast.plan.agreement),
        provenance=cast.plan.agreement.provenance,
        actor=cast.secretary,
        at=at,
    )
    articles = {article.number: article for article in agreement.articles.all()}
    targets = {
        plan.code: set_target(cast, articles[plan.article], plan.code) for plan in cast.plan.targets
    }
    tie_targets(cast, targets)


def tie_targets(cast: Cast, targets: Mapping[str, Target]) -> None:
    """Say which target rests on which movement."""
    made = {movement.code: movement for movement in cast.bloc_year.movements.all()}
    for plan in cast.plan.movements:
        if plan.target:
            tie_make(
                bloc_year=cast.bloc_year,
                base=made[plan.code],
                resting=targets[plan.target],
                actor=cast.secretary,
                at=cast.plan.dates.agreement_signed,
            )


def title_of(bloc_year: BlocYear) -> str:
    return f"Giao ước thi đua năm {bloc_year.year}"


def set_target(cast: Cast, article: Article, code: str) -> Target:
    plan = next(target for target in cast.plan.targets if target.code == code)
    at, members = cast.plan.dates.agreement_signed, cast.members
    target = target_set(
        article=article,
        code=plan.code,
        text=plan.text,
        unit_of_measure=plan.unit_of_measure,
        direction=plan.direction,
        actor=cast.secretary,
        at=at,
    )
    target_assign(
        target=target,
        planned=[(members[unit], figure) for unit, figure in plan.planned.items()],
        actor=cast.secretary,
        at=at,
    )
    return target


def sign_by_all(cast: Cast, agreement: Agreement) -> None:
    """Let the head of every member sign; the last signature brings the agreement into force."""
    at = cast.plan.dates.agreement_signed
    if agreement.bloc_year_id != cast.bloc_year.pk:
        at = cast.plan.conference.closed_at
    for seat in agreement.bloc_year.memberships.select_related("unit", "bloc_year__authority"):
        sign_agreement(
            agreement=agreement,
            membership=seat,
            post=cast.post_of(seat.unit.code),
            actor=cast.head(seat.unit.code),
            at=at,
        )


def register_titles(cast: Cast) -> None:
    members = cast.members
    for plan in cast.plan.registrations:
        registration_record(
            membership=members[plan.unit],
            award=plan.award,
            registered_on=plan.registered_on,
            paper_number=plan.paper_number,
            actor=cast.officer(plan.unit),
            at=cast.plan.dates.registered,
        )


def record_progress(cast: Cast) -> None:
    assignments = {
        (a.target.code, a.membership.unit.code): a
        for a in Assignment.objects.filter(target__bloc_year=cast.bloc_year).select_related(
            "target__bloc_year", "membership__unit", "membership__bloc_year__authority"
        )
    }
    for plan in cast.plan.progress:
        progress_record(
            assignment=assignments[plan.target, plan.unit],
            figure=Figure.ESTIMATE,
            value=plan.value,
            proof=PaperRef(plan.paper_number, plan.paper_date, plan.paper_title),
            actor=cast.officer(plan.unit),
            at=cast.plan.dates.progress,
        )
