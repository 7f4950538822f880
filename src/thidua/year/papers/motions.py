"""Motions and their results as minutes tell them: the rule in words, the count, the outcome."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localdate

from thidua.apps.awards.queries import award_name
from thidua.apps.meetings.enums import ELECTIONS, MotionState
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.queries import frozen_count, is_secret, motions_of, rule_of
from thidua.papers import Align, Block, Column, Paragraph, Row, SubSection, Table
from thidua.text import padded
from thidua.year.papers.common import share

RESULT = {True: "Thông qua", False: "Không thông qua"}


def closed_motions(meeting: Meeting) -> list[Motion]:
    """Return the questions that have a result: a draft of minutes is read while others wait."""
    return list(motions_of(meeting).filter(state=MotionState.CLOSED))


def is_by_ballot(motion: Motion) -> bool:
    """Tell whether ballots were counted, so that tellers sign for it."""
    return is_secret(motion) or motion.kind in ELECTIONS


def rule_in_words(motion: Motion) -> str:
    rule = rule_of(motion)
    source = f" – {rule.provision}" if rule.provision else ""
    return f"{rule.in_words}{source}"


def told_motion(number: int, motion: Motion) -> Iterator[Block]:
    """Tell one motion in full: question, rule, count, result."""
    yield SubSection(str(number), motion.question)
    yield Paragraph(f"{rule_in_words(motion)}.", lead="Quy tắc:")
    yield Paragraph(told_count(motion), lead="Kết quả:")
    if motion.kind in ELECTIONS:
        yield candidates_table(motion)
    yield Paragraph(told_result(motion), lead="Kết luận:")


def told_count(motion: Motion) -> str:
    """Tell the figures of a count: the ballots if there were any, and the answers."""
    count = frozen_count(motion)
    parts = [f"có mặt {padded(count.present)}/{padded(count.members)}"]
    if is_by_ballot(motion):
        parts.append(
            f"phát ra {padded(count.issued)}, thu về {padded(count.returned)}, "
            f"hợp lệ {padded(count.valid)}, không hợp lệ {padded(count.invalid)} phiếu"
        )
    if motion.kind not in ELECTIONS:
        parts.append(
            f"đồng ý {padded(count.yes)}, không đồng ý {padded(count.no)}, "
            f"không có ý kiến {padded(count.abstain)}"
        )
    return f"{'; '.join(parts)}."


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
    if motion.kind in ELECTIONS:
        return reason
    return f"{RESULT[bool(motion.carried)]}. {reason}"


def candidates_table(motion: Motion) -> Table:
    """Return the votes of each candidate with its share of the base."""
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
