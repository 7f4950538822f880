"""Minutes of the hand-over from the leaving lead of the bloc to the next one (model 1.9)."""

from collections.abc import Iterator

from thidua.apps.assessments.queries import unanswered
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.queries import nominations_of
from thidua.apps.filing.enums import OF_A_UNIT, PaperKind
from thidua.apps.filing.queries import papers_of
from thidua.apps.units.models import BlocYear
from thidua.papers import (
    Align,
    Block,
    Column,
    KeyValues,
    Kind,
    Number,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    Table,
)
from thidua.papers.drafts import Data, Form, Head, Outline, Room, Written, fill
from thidua.text import padded, paper_date, short_date
from thidua.year.composing import Asked
from thidua.year.conference import next_year_of
from thidua.year.papers.common import NOTHING, bloc_heading, head_of, lead_unit, notice
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.shared import listed, number_of

NOT_HANDED_OVER = OF_A_UNIT | {PaperKind.CERTIFICATE}
"""What units keep themselves, and certificates, which have gone to those they honour."""


def no_next_lead(asked: Asked) -> str:
    return "" if next_year_of(asked.bloc_year) else "Chưa mở năm sau, chưa có Khối trưởng mới."


def handover_paper(asked: Asked, written: Written) -> Paper:
    bloc_year = asked.bloc_year
    paper = Paper(
        kind=Kind.MINUTES,
        heading=bloc_heading(bloc_year),
        number=number_of(asked, Kind.MINUTES),
        dated=asked.day,
        summary=f"Bàn giao nhiệm vụ Khối trưởng năm {bloc_year.year + 1}",
        signatures=(
            signature("BÊN NHẬN", asked, following_of(asked)),
            signature("BÊN GIAO", asked, bloc_year),
        ),
        notice=notice(bloc_year.provenance),
    )
    return fill(paper, handover_outline(asked), written)


def following_of(asked: Asked) -> BlocYear:
    """Return the next year; who asks has seen that there is one.

    Raises:
        LookupError: there is none.
    """
    following = next_year_of(asked.bloc_year)
    if following is None:
        raise LookupError(f"{asked.bloc_year} has no next year")
    return following


def signature(side: str, asked: Asked, year: BlocYear) -> SignatureBlock:
    unit = lead_unit(year)
    return SignatureBlock(capacity=(side, unit.head_post.upper()), name=head_of(unit, asked.day))


def handover_outline(asked: Asked) -> Outline:
    """Return the two sides and the files as they are kept; what isn't in the records has its room."""
    return Outline(
        body=(
            Data("hai_ben", tuple(sides(asked)), "Khối trưởng hai năm", "year"),
            Room(key="dai_dien", label="Người tham gia bàn giao, địa điểm", remembered=True),
            Head("muc_ho_so", "Hồ sơ bàn giao"),
            Data("ho_so", tuple(files(asked)), "Văn bản đã lưu của năm", "papers"),
            Room(key="ho_so_khac", label="Hồ sơ, sổ sách khác", form=Form.CLAUSES),
            Head("muc_tai_san", "Tài khoản, cờ, tài sản"),
            Room(key="tai_san", label="Tài khoản, cờ, tài sản", form=Form.CLAUSES),
            Head("muc_dang_do", "Việc chưa xong"),
            Data(
                "dang_do", tuple(unfinished(asked.bloc_year)), "Đề nghị, kiến nghị", "nominations"
            ),
            Room(key="viec_khac", label="Việc khác chưa xong", form=Form.CLAUSES),
            Room(
                key="ket",
                label="Lời kết",
                closing=True,
                offered=(
                    (
                        "Hai bên đã kiểm tra, thống nhất nội dung trên. Biên bản được lập thành 02 bản "
                        "có giá trị như nhau, mỗi bên giữ 01 bản."
                    ),
                ),
            ),
        ),
        recipients=(recipients_room("Hai bên giao, nhận", "Lưu: VT, KTĐ"),),
    )


def sides(asked: Asked) -> Iterator[Block]:
    old, new = lead_unit(asked.bloc_year), lead_unit(following_of(asked))
    yield KeyValues(
        (
            ("Thời gian", paper_date(asked.day)),
            ("Bên giao", f"{old.name}, Khối trưởng năm {asked.bloc_year.year}"),
            ("Bên nhận", f"{new.name}, Khối trưởng năm {asked.bloc_year.year + 1}"),
        )
    )


def files(asked: Asked) -> Iterator[Block]:
    """List the year's papers filed by the day."""
    known = papers_of(asked.bloc_year).exclude(kind__in=NOT_HANDED_OVER)
    papers = list(known.filter(issued_on__lte=asked.day))
    if not papers:
        return
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Số, ký hiệu", 2.6, Align.CENTER),
        Column("Ngày", 2.2, Align.CENTER),
        Column("Tên loại, trích yếu", 8),
    )
    rows = (
        Row(
            (
                str(place),
                Number(paper.number, paper.symbol).text if paper.number else NOTHING,
                short_date(paper.issued_on),
                paper.title,
            )
        )
        for place, paper in enumerate(papers, 1)
    )
    yield Paragraph(f"Bên giao bàn giao {padded(len(papers))} văn bản, gồm:")
    yield Table(columns, tuple(rows), size=11)


def unfinished(bloc_year: BlocYear) -> Iterator[Block]:
    """Name what the records show as open."""
    settled = (NominationState.DECIDED, NominationState.DECLINED)
    open_ = nominations_of(bloc_year).exclude(state__in=settled).count()
    asked = unanswered(bloc_year).count()
    told = (
        (open_, "đề nghị khen thưởng chưa có quyết định"),
        (asked, "kiến nghị về điểm chưa trả lời"),
    )
    yield from listed(f"{padded(count)} {what}" for count, what in told if count)
