"""What a count on several candidates comes to: who is chosen, and a nomination's own result for each."""

from dataclasses import asdict
from datetime import datetime

from thidua.apps.meetings.enums import ELECTIONS, Choice, Mode, MotionKind, MotionState
from thidua.apps.meetings.models import BallotForm, Motion, Option
from thidua.apps.meetings.queries import rule_of
from thidua.apps.meetings.queries.kinds import ballot_paper_of
from thidua.apps.meetings.services.base import tell
from thidua.apps.meetings.services.motions import RULE_FIELDS
from thidua.apps.meetings.services.votes import FIGURES, locked, refuse_faults
from thidua.apps.people.models import Person
from thidua.voting import BallotPaper, Chosen, Count, Tally, choose, told


def settle_list(form: BallotForm, pile: Tally, count: Count, actor: Person, at: datetime) -> Motion:
    """Freeze the figures of every candidate and choose by the rule."""
    motion = locked(form.motion)
    refuse_faults(motion, count, [])
    paper = ballot_paper_of(motion, form)
    options = {option.code: option for option in motion.options.select_for_update()}
    names = {code: option.label for code, option in options.items()}
    outcome = choose(rule_of(motion), paper, pile, count, places=form.places, names=names)
    for line in pile.lines:
        options[line.option].votes = line.yes
        options[line.option].save(update_fields=["votes"])
    form.lines, form.blank = [asdict(line) for line in pile.lines], pile.blank
    form.chosen, form.tied = list(outcome.chosen), list(outcome.tied)
    form.save(update_fields=["lines", "blank", "chosen", "tied"])
    close(motion, count, outcome, options)
    tell(
        "meetings.motion.close", motion, motion.meeting, actor, at,
        carried=motion.carried, chosen=form.chosen, tied=form.tied, base=motion.base_count,
        invalid=motion.invalid, blank=pile.blank,
        lines={line.option: [line.yes, line.no, line.abstain] for line in pile.lines},
    )  # fmt: skip
    if motion.kind == MotionKind.NOMINATE_LIST:
        enter_chosen(motion, paper, pile, outcome)
    return motion


def close(motion: Motion, count: Count, outcome: Chosen, options: dict[str, Option]) -> None:
    for name in FIGURES:
        setattr(motion, name, getattr(count, name))
    motion.carried, motion.reason = bool(outcome.chosen), outcome.reason[:400]
    motion.base_count, motion.needed = outcome.base_count, outcome.needed
    if motion.kind in ELECTIONS and outcome.chosen:
        motion.subject = options[outcome.chosen[0]].candidate
    motion.state = MotionState.CLOSED
    motion.save()


def enter_chosen(motion: Motion, paper: BallotPaper, pile: Tally, outcome: Chosen) -> None:
    """Give each chosen candidate a motion of its own with its line of the count.

    Nominations, dossiers and lists are about one member and its votes, however it was voted on.
    """
    for code in outcome.chosen:
        option, line = motion.options.get(code=code), pile.of(code)
        own = Motion.objects.create(
            meeting=motion.meeting,
            number=motion.meeting.motions.count() + 1,
            kind=MotionKind.NOMINATE,
            question=f"{motion.question}: {option.label}"[:400],
            mode=Mode.COUNTED,
            award=motion.award,
            subject=option.candidate,
            **{name: getattr(motion, name) for name in RULE_FIELDS},
        )
        votes = {Choice.YES: line.yes, Choice.NO: line.no, Choice.ABSTAIN: line.abstain}
        own.state = MotionState.OPEN
        Option.objects.bulk_create(
            Option(motion=own, place=place, code=choice.value, label=choice.label)
            for place, choice in enumerate(Choice, 1)
        )
        own.save(update_fields=["state"])
        for choice, got in votes.items():
            own.options.filter(code=choice.value).update(votes=got)
        for name in ("members", "present", "issued", "returned", "invalid"):
            setattr(own, name, getattr(motion, name))
        own.yes, own.no, own.abstain = line.yes, line.no, line.abstain
        own.needed, own.base_count, own.carried = outcome.needed, outcome.base_count, True
        own.reason = (
            f"Được chọn theo danh sách (nội dung {motion.number}): "
            f"{told(paper, line, outcome.base_count)}."
        )
        own.state = MotionState.CLOSED
        own.save()
