"""The sheet voters mark at a conference: half a page, without a number that could name a voter.

No national layout of a bloc's ballot has been seen; this one follows what tellers need.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.timezone import localtime

from thidua.apps.awards.queries import award_name, reference_day, slots_of
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.models import Motion
from thidua.apps.meetings.queries import motions_of
from thidua.apps.units.queries import members_of
from thidua.papers import Align, Block, Column, Kind, Paper, Paragraph, Row, Table
from thidua.papers.drafts import Data, Outline, Room, Written, fill
from thidua.text import paper_date
from thidua.year.composing import Asked
from thidua.year.papers.common import bloc_heading, notice
from thidua.year.papers.invitation import conference_called

ELECTION = "bau-khoi-truong"
UNSEEN = (
    "mẫu phiếu bầu, phiếu xét của khối chưa có văn bản nào quy định mà chúng tôi đọc được; các "
    "trường hợp phiếu không hợp lệ ghi theo thông lệ. Hãy đối chiếu quy chế của khối."
)
BOX = "☐"
MOST_ON_HALF_A_SHEET = 4


def ballots_of(asked: Asked) -> dict[str, str]:
    """Return one ballot for each award the bloc may put forward for, and that of the election."""
    on, authority = reference_day(asked.bloc_year, asked.day), asked.bloc_year.authority
    awards = slots_of(asked.bloc_year).values_list("award", flat=True)
    election = f"bầu Khối trưởng năm {asked.bloc_year.year + 1}"
    return {**{slug: award_name(slug, on, authority) for slug in awards}, ELECTION: election}


def ballot_name(asked: Asked) -> str:
    return ballots_of(asked)[asked.about]


def choices_of(asked: Asked) -> list[str]:
    """Return who is voted on: those put to the vote, before that every member."""
    tabled: Sequence[Motion] = [
        motion
        for motion in motions_of(conference_called(asked))
        if motion.kind == MotionKind.NOMINATE and motion.award == asked.about
    ]
    named = [motion.subject.unit.name for motion in tabled if motion.subject]
    return named or [member.unit.name for member in members_of(asked.bloc_year)]


def ballot_paper(asked: Asked, written: Written) -> Paper:
    meeting = conference_called(asked)
    election = asked.about == ELECTION
    paper = Paper(
        kind=Kind.BALLOT,
        heading=bloc_heading(asked.bloc_year),
        dated=localtime(meeting.held_at).date(),
        title="PHIẾU BẦU" if election else "PHIẾU XÉT",
        summary=(
            f"Khối trưởng năm {asked.bloc_year.year + 1}"
            if election
            else f"Đề nghị tặng {ballot_name(asked)} năm {asked.bloc_year.year}"
        ),
        notice=notice(asked.bloc_year.provenance),
        size=12,
        half=len(choices_of(asked)) <= MOST_ON_HALF_A_SHEET,
    )
    return replace(fill(paper, ballot_outline(asked), written), recipients=())


def ballot_outline(asked: Asked) -> Outline:
    """Return the boxes to tick and the rules of validity; words of one's own may be added."""
    meeting = conference_called(asked)
    told = f"Hội nghị {paper_date(localtime(meeting.held_at).date())}. {how_to_mark(asked)}"
    return Outline(
        body=(
            Data("tai", (Paragraph(told),), "Giấy triệu tập hội nghị", "conference"),
            Data("chon", choices(asked), "Nội dung đưa ra hội nghị", "conference"),
            Data("hop_le", validity(asked), "Thông lệ kiểm phiếu", ""),
            Room(key="ghi_chu", label="Hướng dẫn thêm"),
        )
    )


def how_to_mark(asked: Asked) -> str:
    if asked.about == ELECTION:
        return "Đánh dấu X vào ô của 01 đơn vị được bầu."
    return "Mỗi dòng đánh dấu X vào 01 ô."


def choices(asked: Asked) -> tuple[Block, ...]:
    election = asked.about == ELECTION
    answers = ("Bầu",) if election else ("Đồng ý", "Không đồng ý")
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Đơn vị", 7),
        *(Column(answer, 2.2, Align.CENTER) for answer in answers),
    )
    rows = (
        Row((str(place), name, *(BOX for _ in answers)))
        for place, name in enumerate(choices_of(asked), 1)
    )
    return (Table(columns, tuple(rows), size=11, whole=True),)


def validity(asked: Asked) -> tuple[Block, ...]:
    many = "bầu quá 01 đơn vị" if asked.about == ELECTION else "dòng đánh dấu cả hai ô"
    return (
        Paragraph("Dấu hoặc chữ ký xác nhận của Ban kiểm phiếu:"),
        Paragraph(
            "Phiếu không hợp lệ: không do Ban kiểm phiếu phát ra; để trống; "
            f"{many}; ghi thêm tên, ký hiệu. Phiếu không ghi tên, không ký.",
            italic=True,
        ),
    )
