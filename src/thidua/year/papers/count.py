"""Minutes of the count: every question voted by ballot at a conference, in one paper."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.timezone import localtime

from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.meetings.queries import frozen_count, rule_of
from thidua.apps.people.models import Person
from thidua.papers import (
    Align,
    Block,
    Column,
    KeyValues,
    Kind,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
    clauses,
)
from thidua.papers.drafts import Data, Head, Outline, Piece, Room, Written, fill
from thidua.text import padded
from thidua.voting import Base
from thidua.voting.rules import BASE_WORDS
from thidua.year.papers.common import (
    bloc_heading,
    file_paper,
    notice,
    share,
    signer_name,
)
from thidua.year.papers.conference import moment
from thidua.year.papers.drafted import NOTHING_WRITTEN, issued, recipients_room, written_for
from thidua.year.papers.motions import (
    beside,
    candidates_table,
    closed_motions,
    is_by_ballot,
    is_on_candidates,
    paper_parts,
    rule_in_words,
    subject_of,
    told_count,
    told_result,
    without_listed,
)


def count_paper(meeting: Meeting, written: Written = NOTHING_WRITTEN) -> Paper:
    """Compose the minutes of the count; totals only, nothing that tells a voter's vote."""
    paper = Paper(
        kind=Kind.MINUTES,
        heading=bloc_heading(meeting.bloc_year),
        dated=localtime(meeting.held_at).date(),
        title="BIÊN BẢN KIỂM PHIẾU",
        summary=f"Tại {meeting.title}",
        signatures=signatures(meeting),
        signature_columns=3,
        notice=notice(meeting.provenance, meeting.bloc_year.provenance),
    )
    return fill(paper, count_outline(meeting), written)


def count_outline(meeting: Meeting) -> Outline:
    """Return what of the minutes is data, and where the tellers' words may be written."""
    return Outline(
        body=tuple(course(meeting)),
        recipients=(recipients_room("Chủ tọa hội nghị", "Lưu: VT, KTĐ"),),
    )


def signatures(meeting: Meeting) -> tuple[SignatureBlock, ...]:
    """The members sign left to right, the head of the tellers, named first, last."""
    head, *members = meeting.tellers or [""]
    named = [("THÀNH VIÊN", name) for name in members]
    return tuple(
        SignatureBlock(capacity=(post,), name=signer_name(name))
        for post, name in (*named, ("TRƯỞNG BAN KIỂM PHIẾU", head))
    )


def course(meeting: Meeting) -> Iterator[Piece]:
    motions = without_listed([m for m in closed_motions(meeting) if is_by_ballot(m)])
    elections = [motion for motion in motions if is_on_candidates(motion)]
    questions = [motion for motion in motions if not is_on_candidates(motion)]
    opening = KeyValues(
        (
            ("Thời gian", moment(meeting.held_at)),
            ("Địa điểm", meeting.place),
            ("Ban kiểm phiếu", ", ".join(meeting.tellers)),
        )
    )
    yield Data("mo_dau", (opening,), "Giấy triệu tập hội nghị", "conference")
    parts = (
        ("bo_phieu", "Kết quả bỏ phiếu", ballots(questions)),
        ("bau_cu", "Kết quả bầu cử", election(elections)),
    )
    for key, title, blocks in parts:
        yield Head(f"muc_{key}", title)
        yield Data(key, tuple(blocks), "Kết quả kiểm phiếu", "conference")
    told = "Ban kiểm phiếu chịu trách nhiệm về các số liệu nêu trên."
    yield Room(key="ket", label="Lời kết", offered=(told,))


def ballots(motions: Sequence[Motion]) -> Iterator[Block]:
    if not motions:
        return
    for rule, base in dict.fromkeys((rule_in_words(m), rule_of(m).base) for m in motions):
        yield Paragraph(f"{rule}. {percentages(base)}", lead="Quy tắc:")
    yield ballots_table(motions)
    for motion in motions:
        if told := "; ".join(paper_parts(motion)):
            yield Paragraph(f"{subject_of(motion)}: {told}.")
    yield from conclusions(motions)


def conclusions(motions: Sequence[Motion]) -> Iterator[Block]:
    """Name what reached the share its rule asks for, then what did not."""
    heads = {True: "Đủ số phiếu theo quy tắc:", False: "Không đủ số phiếu theo quy tắc:"}
    for carried, head in heads.items():
        told = [told_share(motion) for motion in motions if bool(motion.carried) is carried]
        if told:
            yield Paragraph(head, bold=True)
            yield from clauses(told)


def told_share(motion: Motion) -> str:
    return (
        f"{subject_of(motion)}: {padded(motion.yes or 0)}/{padded(motion.base_count or 0)} phiếu, "
        f"cần ít nhất {padded(motion.needed or 0)} phiếu."
    )


def percentages(base: Base) -> str:
    return f"Tỷ lệ phần trăm tính trên {BASE_WORDS[base]}."


def ballots_table(motions: Sequence[Motion]) -> Table:
    ballot, answer = "Số phiếu", "Số phiếu, tỷ lệ"
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Nội dung", 4.6),
        *(
            Column(title, 1.25, Align.CENTER, ballot)
            for title in ("Phát ra", "Thu về", "Hợp lệ", "Không hợp lệ")
        ),
        *(
            Column(title, 1.5, Align.CENTER, answer)
            for title in ("Đồng ý", "Không đồng ý", "Không có ý kiến")
        ),
    )
    rows = (ballots_row(number, motion) for number, motion in enumerate(motions, 1))
    return Table(columns, tuple(rows), size=10)


def ballots_row(number: int, motion: Motion) -> Row:
    count = frozen_count(motion)
    base = motion.base_count or 0
    ballots_ = (count.issued, count.returned, count.valid, count.invalid)
    answers = (count.yes, count.no, count.abstain)
    return Row(
        (
            str(number),
            subject_of(motion),
            *(padded(n) for n in ballots_),
            *(f"{padded(n)}\n({share(n, base)})" for n in answers),
        )
    )


def election(motions: Sequence[Motion]) -> Iterator[Block]:
    for motion in motions:
        yield Paragraph(f"{motion.question}.", bold=True)
        yield Paragraph(
            f"{rule_in_words(motion)}. {percentages(rule_of(motion).base)}", lead="Quy tắc:"
        )
        yield Paragraph(told_count(motion), lead="Số phiếu:")
        yield candidates_table(motion)
        yield Paragraph(told_result(motion), lead="Kết luận:")
        yield from beside(motion)


def file_count_minutes(*, meeting: Meeting, actor: Person, at: datetime) -> FiledPaper:
    """Render and file the minutes of the count."""
    year = meeting.bloc_year.year
    filed = file_paper(
        count_paper(meeting, written_for(meeting.bloc_year, PaperKind.COUNT_MINUTES)),
        bloc_year=meeting.bloc_year,
        kind=PaperKind.COUNT_MINUTES,
        title=f"Biên bản kiểm phiếu năm {year}",
        subject=meeting,
        file_name=f"bien-ban-kiem-phieu-{year}",
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at)
