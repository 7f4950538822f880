"""The bloc's proposal to the council (tờ trình) with its list of nominees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from thidua.apps.awards.models import Nomination
from thidua.apps.awards.queries import award_name, nominations_of, reference_day
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.filing.queries import papers_of
from thidua.apps.people.models import Person
from thidua.apps.units.models import BlocYear
from thidua.papers import (
    Align,
    Annex,
    Block,
    BulletList,
    Column,
    Kind,
    Number,
    Paper,
    Paragraph,
    Row,
    Table,
    roman,
)
from thidua.papers.drafts import Data, Outline, Room, Written, fill
from thidua.text import decimal_text, number_in_words, padded, paper_date
from thidua.year.papers.bases import commendation_bases
from thidua.year.papers.citations import legal_ground
from thidua.year.papers.common import (
    NOTHING,
    bloc_heading,
    bloc_number,
    bloc_signature,
    council_name,
    file_paper,
    notice,
    share,
)
from thidua.year.papers.drafted import (
    NOTHING_WRITTEN,
    bases_room,
    issued,
    recipients_room,
    written_for,
)


def proposal_paper(
    bloc_year: BlocYear, number: Number | None, at: datetime, written: Written = NOTHING_WRITTEN
) -> Paper:
    """Compose the proposal for all nominations of the bloc's year."""
    on = localdate(at)
    judged_on = reference_day(bloc_year, on)
    nominations = list(nominations_of(bloc_year))
    authority = bloc_year.authority
    paper = Paper(
        kind=Kind.PROPOSAL,
        heading=bloc_heading(bloc_year),
        number=number,
        place=authority.place,
        dated=on,
        summary=f"Về việc đề nghị khen thưởng năm {bloc_year.year}",
        addressees=(council_name(authority), authority.standing_office),
        signatures=(bloc_signature(bloc_year, on),),
        annexes=(nominees_annex(bloc_year, nominations, number, on, judged_on),),
        notice=notice(bloc_year.provenance),
    )
    return fill(paper, proposal_outline(bloc_year, at), written)


def proposal_outline(bloc_year: BlocYear, at: datetime) -> Outline:
    """Return what of the proposal is data, and where the secretary writes."""
    judged_on = reference_day(bloc_year, localdate(at))
    nominations = list(nominations_of(bloc_year))
    return Outline(
        bases=(
            Data(
                "luat", tuple(map(Paragraph, commendation_bases(judged_on))),
                "Pháp luật về khen thưởng của ngày xét", "law",
            ),
            Data(
                "bien_ban", tuple(map(Paragraph, minutes_bases(bloc_year))),
                "Biên bản hội nghị đã lưu", "papers",
            ),
            bases_room(),
        ),
        body=(
            Room(key="mo_dau", label="Mở đầu", remembered=True),
            Data(
                "de_nghi", tuple(request(bloc_year, nominations, judged_on)),
                "Đề nghị khen thưởng hội nghị đã thông qua", "nominations",
            ),
            Room(key="noi_dung", label="Nội dung khác"),
            Room(
                key="ket",
                label="Lời kết",
                offered=(
                    f"Kính đề nghị {council_name(bloc_year.authority)} xem xét, trình khen thưởng.",
                ),
            ),
        ),
        recipients=(
            recipients_room("Như trên", "Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),
        ),
    )  # fmt: skip


def minutes_bases(bloc_year: BlocYear) -> Iterator[str]:
    """Cite the minutes of the conference by number and date, as they were filed."""
    for paper in papers_of(bloc_year).filter(kind=PaperKind.CONFERENCE_MINUTES):
        number = Number(paper.number, paper.symbol).text if paper.number else ""
        named = f"Biên bản số {number}" if number else "Biên bản"
        yield (
            f"Căn cứ {named} {paper_date(paper.issued_on)} về hội nghị tổng kết năm "
            f"{bloc_year.year} của {bloc_year.bloc.name}"
        )


def request(bloc_year: BlocYear, nominations: Sequence[Nomination], on: date) -> Iterator[Block]:
    yield Paragraph(
        f"Trên cơ sở kết quả chấm điểm, xếp hạng và kết quả bỏ phiếu tại hội nghị tổng kết năm "
        f"{bloc_year.year}, {bloc_year.bloc.name} đề nghị khen thưởng "
        f"{padded(len(nominations))} tập thể, gồm:"
    )
    counts = Counter(nomination.award for nomination in nominations)
    lines = [
        f"{award_name(slug, on, bloc_year.authority)}: {padded(n)} tập thể"
        for slug, n in counts.items()
    ]
    yield BulletList(tuple(f"{line};" for line in lines[:-1]) + tuple(f"{x}." for x in lines[-1:]))
    yield Paragraph("Danh sách, thành tích và kết quả bỏ phiếu của từng tập thể kèm theo Tờ trình.")


def nominees_annex(
    bloc_year: BlocYear,
    nominations: Sequence[Nomination],
    number: Number | None,
    on: date,
    judged_on: date,
) -> Annex:
    columns = (
        Column("STT", 1.1, Align.CENTER),
        Column("Tập thể", 4),
        Column("Thành tích tóm tắt", 6),
        Column("Hạng, điểm", 2.2, Align.CENTER),
        Column("Căn cứ pháp lý", 6),
        Column("Phiếu đồng ý", 2.5, Align.CENTER),
        Column("Đối chiếu tiêu chuẩn", 2.8, Align.CENTER),
    )
    named = f"số {number.text} " if number else ""
    return Annex(
        title=f"Danh sách tập thể đề nghị khen thưởng năm {bloc_year.year}",
        reference=f"(Kèm theo Tờ trình {named}{paper_date(on)} của {bloc_year.bloc.name})",
        landscape=True,
        blocks=(Table(columns, tuple(nominee_rows(nominations, judged_on)), size=10.5),),
    )


def nominee_rows(nominations: Sequence[Nomination], on: date) -> Iterator[Row]:
    """Group the nominees by award, number them through, total them in words."""
    slugs = dict.fromkeys(nomination.award for nomination in nominations)
    number = 0
    for place, slug in enumerate(slugs, 1):
        name = award_name(slug, on, nominations[0].authority)
        yield Row((f"{roman(place)}. {name}",), bold=True)
        for nomination in nominations:
            if nomination.award == slug:
                number += 1
                yield nominee_row(number, nomination)
    words = number_in_words(number)
    yield Row((f"Tổng cộng: {padded(number)} tập thể (bằng chữ: {words}).",), bold=True)


def nominee_row(number: int, nomination: Nomination) -> Row:
    motion = nomination.motion
    yes, base = motion.yes or 0, motion.base_count or 0
    votes = f"{padded(yes)}/{padded(base)}\n({share(yes, base)})"
    return Row(
        (
            str(number),
            nomination.membership.unit.name,
            nomination.merit,
            standing_text(nomination),
            legal_ground(nomination.verdict["standards"]),
            votes,
            nomination.get_outcome_display(),
        )
    )


def standing_text(nomination: Nomination) -> str:
    standing = getattr(nomination.membership, "standing", None)
    if standing is None:
        return NOTHING
    return f"{standing.place}\n({decimal_text(standing.total, 2)} điểm)"


def file_proposal(*, bloc_year: BlocYear, actor: Person, at: datetime) -> FiledPaper:
    """Number, render and file the proposal with its list."""
    number = bloc_number(bloc_year, Kind.PROPOSAL.abbreviation, at)
    filed = file_paper(
        proposal_paper(bloc_year, number, at, written_for(bloc_year, PaperKind.PROPOSAL)),
        bloc_year=bloc_year,
        kind=PaperKind.PROPOSAL,
        title=f"Tờ trình đề nghị khen thưởng năm {bloc_year.year}",
        subject=bloc_year,
        file_name=f"to-trinh-{bloc_year.year}",
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at)
