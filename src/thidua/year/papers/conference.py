"""Minutes of the bloc's conference (Decree 30/2020/NĐ-CP, model 1.9)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils.timezone import localtime

from thidua.apps.campaigns.models import Agreement
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.meetings.enums import MotionKind, Presence
from thidua.apps.meetings.models import Meeting, Motion, Seat
from thidua.apps.meetings.queries import seats_of
from thidua.apps.people.models import Person
from thidua.papers import (
    Align,
    Block,
    BulletList,
    Column,
    KeyValues,
    Kind,
    Number,
    Paper,
    Paragraph,
    Row,
    SignatureBlock,
    SubSection,
    Table,
    clauses,
)
from thidua.papers.drafts import Data, Head, Outline, Piece, Room, Written, fill
from thidua.text import padded, paper_date, paper_time
from thidua.year.papers.common import (
    NOTHING,
    bloc_heading,
    bloc_number,
    file_paper,
    notice,
    share,
    signer_name,
)
from thidua.year.papers.drafted import NOTHING_WRITTEN, issued, recipients_room, written_for
from thidua.year.papers.motions import carried_table, closed_motions, rule_in_words, told_motion


def conference_paper(
    meeting: Meeting, number: Number | None, written: Written = NOTHING_WRITTEN
) -> Paper:
    """Compose the minutes; the course of the meeting comes from its agenda, motions and notes."""
    held = localtime(meeting.held_at)
    paper = Paper(
        kind=Kind.MINUTES,
        heading=bloc_heading(meeting.bloc_year),
        number=number,
        dated=held.date(),
        summary=meeting.title,
        signatures=(
            signature("THƯ KÝ", meeting.secretary),
            signature("CHỦ TỌA", meeting.chair),
        ),
        notice=notice(meeting.provenance, meeting.bloc_year.provenance),
    )
    return fill(paper, conference_outline(meeting), written)


def conference_outline(meeting: Meeting) -> Outline:
    """Return what of the minutes is data, and where the secretary writes."""
    return Outline(
        body=tuple(course(meeting)),
        recipients=(recipients_room("Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),),
    )


def signature(capacity: str, name: str) -> SignatureBlock:
    return SignatureBlock(capacity=(capacity,), name=signer_name(name))


def moment(at: datetime, *, after: date | None = None) -> str:
    """Return time and day as minutes write them; "cùng ngày" on the day `after`."""
    local = localtime(at)
    day = "cùng ngày" if local.date() == after else paper_date(local.date())
    return f"{paper_time(local.time())}, {day}"


def course(meeting: Meeting) -> Iterator[Piece]:
    motions = closed_motions(meeting)
    opening = KeyValues(
        (("Thời gian bắt đầu", moment(meeting.held_at)), ("Địa điểm", meeting.place))
    )
    yield Data("khai_mac", (opening,), "Giấy triệu tập hội nghị", "conference")
    yield Room(key="mo_dau", label="Mở đầu", remembered=True)
    parts = (
        ("thanh_phan", "Thành phần", attendance(meeting, list(seats_of(meeting)))),
        ("chuong_trinh", "Chương trình", agenda(meeting)),
        ("thao_luan", "Ý kiến thảo luận", discussion(meeting)),
        ("bieu_quyet", "Biểu quyết, bỏ phiếu", votes(motions)),
        ("ky_ket", "Ký kết giao ước thi đua", signing(motions)),
    )
    for key, title, blocks in parts:
        yield Head(f"muc_{key}", title)
        yield Data(key, tuple(blocks), f"Diễn biến hội nghị: {title.lower()}", "conference")
        if key == "thao_luan":
            yield Room(key="y_kien", label="Diễn biến, ý kiến khác")
    yield Room(key="ket", label="Kết luận của chủ tọa")
    yield Data("be_mac", (Paragraph(ending(meeting)),), "Giờ bế mạc hội nghị", "conference")


def ending(meeting: Meeting) -> str:
    if meeting.closed_at is None:
        return "Hội nghị chưa bế mạc."
    day = localtime(meeting.held_at).date()
    return f"Hội nghị kết thúc vào {moment(meeting.closed_at, after=day)}."


def attendance(meeting: Meeting, seats: Sequence[Seat]) -> Iterator[Block]:
    present = sum(seat.presence != Presence.ABSENT for seat in seats)
    yield KeyValues(
        (
            ("Chủ tọa", f"{meeting.chair}, {meeting.chair_post}"),
            ("Thư ký", meeting.secretary),
            *((("Ban kiểm phiếu", ", ".join(meeting.tellers)),) if meeting.tellers else ()),
            (
                "Đơn vị thành viên có mặt",
                f"{padded(present)}/{padded(len(seats))} đơn vị ({share(present, len(seats))})",
            ),
        )
    )
    yield attendance_table(seats)


def attendance_table(seats: Sequence[Seat]) -> Table:
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Đơn vị", 4.5),
        Column("Người đại diện", 4),
        Column("Dự họp", 3.5),
    )
    rows = (
        Row((str(number), str(seat), representative(seat), presence(seat)))
        for number, seat in enumerate(seats, 1)
    )
    return Table(columns, tuple(rows))


def representative(seat: Seat) -> str:
    """Name who spoke for a unit; a proxy is named by the mandate, here whose seat it is."""
    if seat.presence == Presence.ABSENT:
        return NOTHING
    named = (seat.person.full_name if seat.person else "", seat.post)
    who = ", ".join(part for part in named if part)
    return f"Người được ủy quyền của {who}" if seat.presence == Presence.PROXY else who


def presence(seat: Seat) -> str:
    """Tell whether a unit was there; a proxy is named with the mandate on paper."""
    if seat.presence == Presence.PROXY:
        return seat.mandate
    return seat.get_presence_display()


def agenda(meeting: Meeting) -> Iterator[Block]:
    yield from clauses(f"{item.title.rstrip('.')}." for item in meeting.agenda.order_by("number"))


def discussion(meeting: Meeting) -> Iterator[Block]:
    if meeting.discussion:
        yield BulletList(tuple(meeting.discussion))


def votes(motions: Sequence[Motion]) -> Iterator[Block]:
    """Tell single questions in full and the nominations, which share a rule, in one table."""
    nominations = [m for m in motions if m.kind == MotionKind.NOMINATE]
    number = 0
    for motion in motions:
        if motion.kind != MotionKind.NOMINATE:
            number += 1
            yield from told_motion(number, motion)
        elif motion.pk == nominations[0].pk:
            number += 1
            yield from told_nominations(number, nominations)


def told_nominations(number: int, motions: Sequence[Motion]) -> Iterator[Block]:
    yield SubSection(str(number), "Suy tôn, đề nghị khen thưởng")
    rules = dict.fromkeys(rule_in_words(motion) for motion in motions)
    yield from (Paragraph(f"{rule}.", lead="Quy tắc:") for rule in rules)
    yield Paragraph(
        f"Hội nghị bỏ phiếu {padded(len(motions))} nội dung; số phiếu phát ra, thu về, hợp lệ "
        "của từng nội dung ghi tại biên bản kiểm phiếu.",
        lead="Kết quả:",
    )
    yield carried_table(motions)


def signing(motions: Sequence[Motion]) -> Iterator[Block]:
    agreements = (m.agreement for m in motions if m.kind == MotionKind.ADOPT_AGREEMENT)
    for agreement in agreements:
        if agreement is not None:
            yield Paragraph(told_signing(agreement))


def told_signing(agreement: Agreement) -> str:
    signed = agreement.signatures.count()
    members = agreement.bloc_year.memberships.count()
    return (
        f"Đại diện {padded(signed)}/{padded(members)} đơn vị thành viên ký kết giao ước thi đua "
        f"năm {agreement.bloc_year.year}."
    )


def file_conference_minutes(*, meeting: Meeting, actor: Person, at: datetime) -> FiledPaper:
    """Number, render and file the minutes of a closed conference."""
    bloc_year = meeting.bloc_year
    number = bloc_number(bloc_year, Kind.MINUTES.abbreviation, at)
    written = written_for(bloc_year, PaperKind.CONFERENCE_MINUTES)
    filed = file_paper(
        conference_paper(meeting, number, written),
        bloc_year=bloc_year,
        kind=PaperKind.CONFERENCE_MINUTES,
        title=f"Biên bản hội nghị tổng kết năm {bloc_year.year}",
        subject=meeting,
        file_name=f"bien-ban-hoi-nghi-{bloc_year.year}",
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at)
