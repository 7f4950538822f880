"""From a rule and a dossier to a verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.law.case import Case, Check
from thidua.law.errors import WrongSubject
from thidua.law.facts import Dossier, SubjectKind
from thidua.law.outcome import Outcome, all_of, any_of
from thidua.law.rules import AwardRule, Rulebook
from thidua.law.standards import Group, Leaf, Meets, Standard
from thidua.law.verdict import Standing, Verdict

_KINDS = {
    SubjectKind.PERSON: "cá nhân",
    SubjectKind.UNIT: "tập thể",
    SubjectKind.HOUSEHOLD: "hộ gia đình",
}


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A standard made ready for one kind of subject and one day.

    Args:
        check: None for a group.
        any_one: one of the parts is enough.
        unread: it rests on a provision whose wording was not read.
    """

    standard: Standard
    check: Check | None
    parts: tuple["Step", ...]
    any_one: bool
    unread: bool


def give_verdict(book: Rulebook, rule: AwardRule, dossier: Dossier, on: date) -> Verdict:
    """Judge every standard of an award.

    Raises:
        WrongSubject: the award is not given to that kind of subject.
    """
    if dossier.kind not in rule.subjects:
        raise WrongSubject(
            f"“{rule.name}” không xét cho {_KINDS[dossier.kind]} ({dossier.subject})."
        )
    case = Case(dossier, on)
    standings = tuple([stand(step, case) for step in steps(book, rule, dossier.kind, on)])
    outcome = all_of([standing.outcome for standing in standings])
    return Verdict(
        award=rule.slug,
        award_name=rule.name,
        subject=dossier.subject,
        year=dossier.year,
        on=on,
        rulebook=book.id,
        outcome=outcome,
        unverified=outcome is not Outcome.NOT_MET and any(s.unverified for s in standings),
        standards=standings,
    )


def stand(step: Step, case: Case) -> Standing:
    """Judge one standard; against an unverified provision nobody fails."""
    if step.check is not None:
        return _standing(step, step.check.judge(case), (), case)
    routes = tuple([stand(part, case) for part in step.parts])
    outcomes = [route.outcome for route in routes]
    return _standing(step, any_of(outcomes) if step.any_one else all_of(outcomes), routes, case)


def _standing(step: Step, raw: Outcome, routes: tuple[Standing, ...], case: Case) -> Standing:
    if step.unread:
        outcome = Outcome.UNKNOWN if raw is Outcome.NOT_MET else raw
        return Standing(step.standard, outcome, raw, True, routes, case)
    unverified = bool(routes) and _hangs_on_unread(step, raw, routes)
    return Standing(step.standard, raw, raw, unverified, routes, case)


def _hangs_on_unread(step: Step, outcome: Outcome, routes: tuple[Standing, ...]) -> bool:
    """Tell whether the outcome of a group hangs on an unread part: one route met is enough."""
    if outcome is Outcome.NOT_MET:
        return False
    if step.any_one and outcome is Outcome.MET:
        return all(route.unverified for route in routes if route.outcome is Outcome.MET)
    return any(route.unverified for route in routes)


@lru_cache(maxsize=4096)
def steps(book: Rulebook, rule: AwardRule, kind: SubjectKind, on: date) -> tuple[Step, ...]:
    """Return the standards and legal bases that apply to a kind of subject on a day."""
    return _steps(book, (*rule.bases, *rule.standards), kind, on)


def _steps(
    book: Rulebook, standards: Iterable[Standard], kind: SubjectKind, on: date
) -> tuple[Step, ...]:
    return tuple(_step(book, s, kind, on) for s in standards if s.applies(kind, on))


def _step(book: Rulebook, standard: Standard, kind: SubjectKind, on: date) -> Step:
    body = standard.body
    parts: tuple[Standard, ...] = ()
    if isinstance(body, Meets):
        parts = book.awards[body.award].standards
    elif isinstance(body, Group):
        parts = body.parts
    return Step(
        standard=standard,
        check=body.check if isinstance(body, Leaf) else None,
        parts=_steps(book, parts, kind, on),
        any_one=isinstance(body, Group) and not body.needs_all,
        unread=not all(provision.verified for provision in standard.rests_on(on)),
    )
