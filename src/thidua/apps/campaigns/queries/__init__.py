"""Reading agreements, targets and progress."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from thidua.apps.campaigns.enums import AgreementState, ChangeKind, Figure
from thidua.apps.campaigns.models import (
    Agreement,
    AgreementVersion,
    Amendment,
    AmendmentLine,
    Article,
    Assignment,
    Clause,
    ClauseRemark,
    Index,
    IndexValue,
    Measure,
    Movement,
    Progress,
    Registration,
    RegistrationDeadline,
    Target,
)
from thidua.apps.journal.base import Provenance
from thidua.apps.units.models import BlocYear, Membership
from thidua.papers.drafts import (
    ArticleWords,
    ClauseWords,
    Wording,
    reworded,
    with_clauses,
    wording_from_json,
)


def agreement_of(bloc_year: BlocYear) -> Agreement | None:
    return Agreement.objects.filter(bloc_year=bloc_year).select_related("bloc_year__bloc").first()


def made_up_part(agreement: Agreement) -> str:
    """Say what of a published agreement is made up: in a year of the example, its words and signing."""
    published = agreement.provenance == Provenance.PUBLISHED
    if not published or agreement.bloc_year.provenance != Provenance.ILLUSTRATIVE:
        return ""
    return "Nội dung các điều đã công bố; câu chữ từng khoản, ngày và chữ ký là minh họa."


def articles_of(agreement: Agreement) -> QuerySet[Article]:
    return agreement.articles.prefetch_related("targets", "clauses").annotate(
        target_count=Count("targets")
    )


def wording_of(agreement: Agreement) -> Wording:
    """Return the wording as it was signed, or as the draft stands."""
    return tuple(
        ArticleWords(
            str(article.pk),
            article.title,
            tuple(ClauseWords(str(clause.pk), clause.text) for clause in article.clauses.all()),
        )
        for article in agreement.articles.prefetch_related("clauses").order_by("number")
    )


def wording_in(version: AgreementVersion) -> Wording:
    return wording_from_json(version.wording)


def latest_version(agreement: Agreement) -> int:
    """Return the number of the last version kept; 0 if the text was laid out without drafting."""
    return agreement.versions.count()


def version_numbered(agreement: Agreement, number: int) -> AgreementVersion | None:
    return agreement.versions.filter(number=number).first()


def versions_of(agreement: Agreement) -> QuerySet[AgreementVersion]:
    return agreement.versions.select_related("written_by")


def comments_until(agreement: Agreement) -> date | None:
    """Return until when members may remark on the draft; None if it was not opened to them."""
    last = agreement.consultations.order_by("-opened_at", "-id").first()
    return last.until if last else None


def remarks_of(agreement: Agreement) -> QuerySet[ClauseRemark]:
    return agreement.remarks.select_related("membership__unit", "made_by", "settled_by")


def unsettled_remarks(agreement: Agreement) -> QuerySet[ClauseRemark]:
    return remarks_of(agreement).filter(outcome="")


def clause_in(agreement: Agreement, key: UUID) -> Clause | None:
    """Return a clause as signed, with the targets that measure it."""
    found = Clause.objects.filter(article__agreement=agreement, pk=key)
    measured = "measures__target__assignments__membership__unit"
    return (
        found.select_related("article__agreement__bloc_year")
        .prefetch_related("measures__reporter", measured)
        .first()
    )


def measures_left_behind(agreement: Agreement) -> QuerySet[Measure]:
    """Return the measures whose clause an amendment in force has dropped."""
    return Measure.objects.filter(
        clause__article__agreement=agreement,
        clause__amended__kind=ChangeKind.DROP,
        clause__amended__amendment__state=AgreementState.IN_FORCE,
    ).select_related("target", "clause")


def amendments_of(agreement: Agreement) -> QuerySet[Amendment]:
    return agreement.amendments.prefetch_related(
        "lines__article", "lines__clause", "signatures__membership__unit", "signatures__person"
    )


def in_force_amendments(agreement: Agreement, day: date) -> QuerySet[Amendment]:
    return amendments_of(agreement).filter(state=AgreementState.IN_FORCE, in_force_on__lte=day)


def consolidated(agreement: Agreement, day: date) -> Wording:
    """Return the text in force on a day: as signed, with the amendments in force by then."""
    lines = AmendmentLine.objects.filter(
        amendment__agreement=agreement,
        amendment__state=AgreementState.IN_FORCE,
        amendment__in_force_on__lte=day,
    )
    wording = wording_of(agreement)
    for line in lines.order_by("amendment__number", "id"):
        key = str(line.clause_id)
        wording = (
            with_clauses(wording, str(line.article_id), line.text, iter((str(line.pk),)).__next__)
            if line.kind == ChangeKind.ADD
            else reworded(wording, {key: line.text}, str)
        )
    return wording


def movements_of(bloc_year: BlocYear) -> QuerySet[Movement]:
    return bloc_year.movements.select_related("directive")


def targets_of(bloc_year: BlocYear) -> QuerySet[Target]:
    """Return the year's targets, each with its article and the members' plans and figures."""
    plans = Assignment.objects.select_related("membership__unit").prefetch_related("progress")
    return bloc_year.targets.select_related("article").prefetch_related(
        Prefetch("assignments", queryset=plans)
    )


def registrations_of(bloc_year: BlocYear) -> QuerySet[Registration]:
    """Return what stands registered; what was withdrawn is left out."""
    return bloc_year.registrations.filter(withdrawn_at__isnull=True).select_related(
        "membership__unit"
    )


def registration_deadline(bloc_year: BlocYear) -> RegistrationDeadline | None:
    return RegistrationDeadline.objects.filter(bloc_year=bloc_year).first()


def plans_of(bloc_year: BlocYear) -> QuerySet[Assignment]:
    """Return all members' plans with their figures and explanations, targets in their order."""
    return (
        Assignment.objects.filter(target__bloc_year=bloc_year)
        .select_related("target__article", "membership__unit")
        .prefetch_related("progress", "explanations__written_by")
        .order_by("target__article__number", "target__code", "membership__place")
    )


def assignments_of(membership: Membership) -> QuerySet[Assignment]:
    return (
        membership.assignments.select_related("target__article")
        .prefetch_related("progress")
        .order_by("target__code")
    )


def latest_figure(assignment: Assignment) -> Progress | None:
    """Return the final figure, else the estimate: what a score may rest on (never the mid-year one)."""
    known = {progress.figure: progress for progress in assignment.progress.all()}
    return known.get(Figure.FINAL) or known.get(Figure.ESTIMATE)


def indices_of(bloc_year: BlocYear) -> QuerySet[Index]:
    """Return the indices a year may be scored by: of the year itself and of the one before.

    Many an index of a year is published only after the year was reviewed.
    """
    years = (bloc_year.year, bloc_year.year - 1)
    return Index.objects.filter(authority=bloc_year.authority_id, year__in=years)


def index_values(
    indices: Iterable[UUID], bloc_year: BlocYear
) -> dict[tuple[UUID, UUID], list[IndexValue]]:
    """Return what was recorded for a bloc's members, by index and unit, the last that counts."""
    rows = IndexValue.objects.filter(
        index__in=list(indices), unit__memberships__bloc_year=bloc_year
    ).select_related("recorded_by")
    found: dict[tuple[UUID, UUID], list[IndexValue]] = {}
    for row in rows:
        found.setdefault((row.index_id, row.unit_id), []).append(row)
    return found
