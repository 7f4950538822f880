"""The ballot of a motion as the voting engine reads it, its rounds, and what came of them."""

from thidua.apps.meetings.enums import ELECTIONS, RULED_AS, MotionKind
from thidua.apps.meetings.models import BallotForm, Meeting, Motion, Revote, TieBreak
from thidua.apps.units.models import BlocYear, Membership
from thidua.voting import (
    BallotPaper,
    Chosen,
    Counting,
    GoesOn,
    Line,
    NextRound,
    RevoteRule,
    RuleStatus,
    Shape,
    Tally,
    TieWay,
    When,
    next_round,
)


def form_of(motion: Motion) -> BallotForm | None:
    """Return how the ballot is laid out, where it is neither yes or no nor one of a list."""
    return (
        BallotForm.objects.select_related("motion__meeting__bloc_year")
        .filter(motion=motion)
        .first()
    )


def ballot_paper_of(motion: Motion, form: BallotForm | None) -> BallotPaper:
    options = tuple(motion.options.order_by("place").values_list("code", flat=True))
    if form is None:
        shape = Shape.ONE if motion.kind in ELECTIONS else Shape.QUESTION
        return BallotPaper(shape=shape, options=options)
    return BallotPaper(
        shape=Shape(form.shape),
        options=options,
        at_most=form.at_most,
        counting=Counting(form.counting),
        blank_valid=form.blank_valid,
    )


def ruled_as(kind: str) -> MotionKind:
    """Return the kind by whose rule a motion of a kind is voted."""
    return RULED_AS.get(MotionKind(kind), MotionKind(kind))


def revotes_of(bloc_year: BlocYear) -> dict[str, Revote]:
    return {row.kind: row for row in bloc_year.revotes.all()}


def revote_for(motion: Motion) -> Revote | None:
    return motion.meeting.bloc_year.revotes.filter(kind=ruled_as(motion.kind)).first()


def revote_rule_of(row: Revote) -> RevoteRule:
    return RevoteRule(
        max_rounds=row.max_rounds,
        goes_on=GoesOn(row.goes_on),
        when=When(row.when),
        tie=TieWay(row.tie),
        provision=row.provision,
        status=RuleStatus(row.rule_status),
    )


def lines_of(form: BallotForm) -> list[Line]:
    return [Line(**line) for line in form.lines]


def tied_of(motion: Motion, form: BallotForm | None) -> tuple[str, ...]:
    """Return the candidates among whom the count couldn't tell; nobody who got no vote at all."""
    if form is not None and form.lines:
        return tuple(form.tied)
    votes = {option.code: option.votes for option in motion.options.all()}
    best = max(votes.values(), default=0)
    leading = tuple(code for code, got in votes.items() if got == best)
    reached = best and best >= (motion.needed or 0)
    return leading if motion.kind in ELECTIONS and reached and len(leading) > 1 else ()


def outcome_of(motion: Motion, form: BallotForm | None) -> tuple[Tally, Chosen]:
    """Read what a closed motion on several candidates came to."""
    options = list(motion.options.all())
    lines = lines_of(form) if form and form.lines else [Line(o.code, o.votes) for o in options]
    own = [o.code for o in options if o.candidate_id and o.candidate_id == motion.subject_id]
    pile = Tally(
        valid=(motion.returned or 0) - (motion.invalid or 0),
        invalid=motion.invalid or 0,
        blank=(form.blank or 0) if form else 0,
        lines=tuple(lines),
    )
    chosen = Chosen(
        chosen=tuple(form.chosen if form and form.lines else own),
        tied=tied_of(motion, form),
        base_count=motion.base_count or 0,
        needed=motion.needed or 0,
        reason=motion.reason,
    )
    return pile, chosen


def round_after(motion: Motion) -> NextRound:
    """Say who would stand in another round on a closed motion, or why there is none."""
    row, form = revote_for(motion), form_of(motion)
    if row is None:
        return NextRound((), "Chưa có quy tắc bỏ phiếu lại của năm.")
    pile, outcome = outcome_of(motion, form)
    played = form.round if form else 1
    paper = ballot_paper_of(motion, form)
    return next_round(revote_rule_of(row), played, paper, pile, outcome)


def elected_in(meeting: Meeting, kind: MotionKind) -> Membership | None:
    """Return who was elected, by a count or by the tie that was broken after it."""
    carried = meeting.motions.filter(kind=kind, carried=True).select_related("subject__unit")
    if motion := carried.first():
        return motion.subject
    broken = TieBreak.objects.filter(motion__meeting=meeting, motion__kind=kind)
    taken = broken.select_related("option__candidate__unit").first()
    return taken.option.candidate if taken else None
