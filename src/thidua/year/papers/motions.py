"""Motions and their results as minutes tell them: the rule in words, the count, the outcome."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localdate

from thidua.apps.awards.queries import award_name
from thidua.apps.meetings.enums import (
    ELECTIONS,
    ON_PAPER,
    Mode,
    MotionKind,
    MotionState,
    Shape,
)
from thidua.apps.meetings.models import BallotForm, Meeting, Motion
from thidua.apps.meetings.queries import frozen_count, is_secret, motions_of, rule_of
from thidua.apps.meetings.queries.kinds import lines_of
from thidua.papers import Align, Block, Column, Paragraph, Row, SubSection, Table
from thidua.text import padded
from thidua.voting import Line
from thidua.year.papers.common import share

CANDIDATES = {*ELECTIONS, MotionKind.NOMINATE_LIST}
RESULT = {True: "Thông qua", False: "Không thông qua"}


def closed_motions(meeting: Meeting) -> list[Motion]:
    """Return the questions that have a result: a draft of minutes is read while others wait.

    A vote on trial leaves none.
    """
    closed = motions_of(meeting).filter(state=MotionState.CLOSED).exclude(kind=MotionKind.TRIAL)
    beside = ("form", "paper_count", "acclamation")
    kept = "reservations__seat__membership__unit", "reservations__seat__person"
    return list(closed.select_related(*beside).prefetch_related(*kept, "tie_breaks__option"))


def is_by_ballot(motion: Motion) -> bool:
    """Tell whether ballots were counted, so that tellers sign for it."""
    if hasattr(motion, "acclamation"):
        return False
    return is_secret(motion) or motion.kind in CANDIDATES or motion.mode in ON_PAPER


def rule_in_words(motion: Motion) -> str:
    rule = rule_of(motion)
    source = f" – {rule.provision}" if rule.provision else ""
    return f"{rule.in_words}{source}"


def without_listed(motions: Sequence[Motion]) -> list[Motion]:
    """Leave out the nominations that a list chose: the list's own table has their votes."""
    taken = {
        (motion.award, code)
        for motion in motions
        if motion.kind == MotionKind.NOMINATE_LIST
        for code in (*motion.form.chosen, *(tie.option.code for tie in motion.tie_breaks.all()))
    }
    return [
        m
        for m in motions
        if m.kind != MotionKind.NOMINATE
        or m.subject is None
        or (m.award, m.subject.unit.code) not in taken
    ]


def told_motion(number: int, motion: Motion) -> Iterator[Block]:
    """Tell one motion in full: question, rule, count, result."""
    yield SubSection(str(number), motion.question)
    yield Paragraph(f"{rule_in_words(motion)}.", lead="Quy tắc:")
    yield Paragraph(told_count(motion), lead="Kết quả:")
    if is_on_candidates(motion):
        yield candidates_table(motion)
    yield Paragraph(told_result(motion), lead="Kết luận:")
    yield from beside(motion)


def is_on_candidates(motion: Motion) -> bool:
    return motion.kind in CANDIDATES


def beside(motion: Motion) -> Iterator[Block]:
    """Tell what was recorded beside the count: who asked, who was taken among equals, reservations."""
    if hasattr(motion, "acclamation"):
        asked = motion.acclamation.asked_by
        yield Paragraph(f"{asked} hỏi hội nghị, không ai có ý kiến khác.", lead="Diễn biến:")
    for broken in motion.tie_breaks.all():
        way = broken.get_way_display().lower()
        yield Paragraph(f"{broken.option.label} ({way}). {broken.told}", lead="Khi bằng phiếu:")
    for kept in motion.reservations.all():
        yield Paragraph(f"{kept.seat}: {kept.text}", lead="Ý kiến bảo lưu:")


def told_count(motion: Motion) -> str:
    """Tell the figures of a count: the ballots if there were any, and the answers."""
    count = frozen_count(motion)
    parts = [f"có mặt {padded(count.present)}/{padded(count.members)}"]
    if is_by_ballot(motion):
        parts.append(
            f"phát ra {padded(count.issued)}, thu về {padded(count.returned)}, "
            f"hợp lệ {padded(count.valid)}, không hợp lệ {padded(count.invalid)} phiếu"
        )
        parts += paper_parts(motion)
    if not is_on_candidates(motion):
        parts.append(
            f"đồng ý {padded(count.yes)}, không đồng ý {padded(count.no)}, "
            f"không có ý kiến {padded(count.abstain)}"
        )
    return f"{'; '.join(parts)}."


def paper_parts(motion: Motion) -> Iterator[str]:
    """Tell what is known of printed ballots alone: the blank ones, those not given out, the devices'."""
    if not hasattr(motion, "paper_count"):
        return
    kept = motion.paper_count
    counted = "hợp lệ" if hasattr(motion, "form") and motion.form.blank_valid else "không hợp lệ"
    yield f"phiếu trắng {padded(kept.blank or 0)} (tính là {counted})"
    yield f"phiếu in không phát {padded(kept.printed - (kept.issued or 0))}"
    if motion.mode == Mode.MIXED:
        yield (
            f"phiếu giấy thu về {padded(kept.returned or 0)}, "
            f"phiếu trên điện thoại {padded(kept.by_device or 0)}"
        )


def subject_of(motion: Motion) -> str:
    """Return what a motion is about: for a nomination the unit and the award."""
    if motion.subject is None or not motion.award:
        return motion.question
    held_on = localdate(motion.meeting.held_at)
    name = award_name(motion.award, held_on, motion.meeting.bloc_year.authority)
    return f"{motion.subject.unit.name}: {name}"


def told_result(motion: Motion) -> str:
    """Tell how a motion ended, with unit names for the codes that a ballot uses."""
    reason = motion.reason
    for option in motion.options.all():
        reason = reason.replace(option.code, option.label) if option.candidate_id else reason
    if is_on_candidates(motion):
        return reason
    return f"{RESULT[bool(motion.carried)]}. {reason}"


def candidates_table(motion: Motion) -> Table:
    """Return the votes of each candidate with its share of the base."""
    if hasattr(motion, "form") and motion.form.lines:
        return lines_table(motion)
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Đơn vị ứng cử, đề cử", 6),
        Column("Số phiếu", 1.6, Align.CENTER),
        Column("Tỷ lệ", 1.6, Align.CENTER),
    )
    base = motion.base_count or 0
    rows = (
        Row((str(number), option.label, padded(option.votes), share(option.votes, base)))
        for number, option in enumerate(motion.options.all(), 1)
    )
    return Table(columns, tuple(rows), whole=True)


def lines_table(motion: Motion) -> Table:
    """Return every line of the count of a list, in the order of the ballot."""
    form = motion.form
    names = {option.code: option.label for option in motion.options.all()}
    answer = "Đồng ý, được chọn" if form.shape != Shape.RANK else "Được xếp thứ tự"
    heads = [answer, "Không", "Không có ý kiến"]
    if form.shape == Shape.RANK:
        heads += ["Xếp thứ nhất", "Điểm"]
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Đơn vị", 5),
        *(Column(head, 1.5, Align.CENTER) for head in heads),
        Column("Kết quả", 2, Align.CENTER),
    )
    rows = (
        Row((str(number), names[line.option], *line_figures(motion, line), told_choice(form, line)))
        for number, line in enumerate(lines_of(form), 1)
    )
    return Table(columns, tuple(rows), whole=True)


def line_figures(motion: Motion, line: Line) -> Iterator[str]:
    yield f"{padded(line.yes)}\n({share(line.yes, motion.base_count or 0)})"
    yield from (padded(line.no), padded(line.abstain))
    if motion.form.shape == Shape.RANK:
        yield from (padded(line.firsts), padded(line.points))


def told_choice(form: BallotForm, line: Line) -> str:
    if line.option in form.chosen:
        return "Được chọn"
    return "Bằng phiếu" if line.option in form.tied else ""


def carried_table(motions: Sequence[Motion]) -> Table:
    """Return question, yes votes, share and result of several motions, a row each."""
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Nội dung", 6),
        Column("Đồng ý", 1.4, Align.CENTER),
        Column("Tỷ lệ", 1.6, Align.CENTER),
        Column("Kết quả", 2, Align.CENTER),
    )
    rows = (
        Row(
            (
                str(number),
                subject_of(motion),
                f"{padded(motion.yes or 0)}/{padded(motion.base_count or 0)}",
                share(motion.yes or 0, motion.base_count or 0),
                RESULT[bool(motion.carried)],
            )
        )
        for number, motion in enumerate(motions, 1)
    )
    return Table(columns, tuple(rows))
