"""Minutes of the council that reviews the nominations, and the notice by which they are made public."""

from collections.abc import Iterator, Sequence

from django.utils.timezone import localtime

from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.models import Nomination
from thidua.apps.awards.queries import award_name, nominations_of, reference_day
from thidua.apps.meetings.enums import MeetingKind, Presence
from thidua.apps.meetings.models import Meeting, Motion, Seat
from thidua.apps.meetings.queries import meeting_of, rule_of, seats_of
from thidua.papers import (
    Align,
    Block,
    Column,
    Heading,
    KeyValues,
    Kind,
    Paper,
    Paragraph,
    Row,
    Table,
)
from thidua.papers.drafts import Data, Head, Outline, Piece, Room, Written, fill
from thidua.text import padded
from thidua.year.composing import Asked
from thidua.year.papers.common import council_name, lead_unit, notice, share, short_authority
from thidua.year.papers.conference import agenda, discussion, ending, moment, signature
from thidua.year.papers.count import ballots_table, conclusions, percentages
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.members import office_number, office_signature
from thidua.year.papers.motions import carried_table, closed_motions, is_by_ballot, rule_in_words


def council_called(asked: Asked) -> Meeting:
    """Return the council's meeting; who asks has seen that it was called.

    Raises:
        LookupError: it wasn't.
    """
    meeting = meeting_of(asked.bloc_year, MeetingKind.COUNCIL)
    if meeting is None:
        raise LookupError(f"{asked.bloc_year} has no council meeting")
    return meeting


def no_council(asked: Asked) -> str:
    return "" if meeting_of(asked.bloc_year, MeetingKind.COUNCIL) else "Chưa triệu tập Hội đồng."


def council_minutes_paper(asked: Asked, written: Written) -> Paper:
    meeting, authority = council_called(asked), asked.bloc_year.authority
    paper = Paper(
        kind=Kind.MINUTES,
        heading=Heading(short_authority(authority), council_name(authority).upper()),
        dated=localtime(meeting.held_at).date(),
        title="BIÊN BẢN HỌP HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        summary=f"Về việc xét, đề nghị khen thưởng năm {asked.bloc_year.year}",
        signatures=(
            signature("THƯ KÝ", meeting.secretary),
            signature("CHỦ TỌA", meeting.chair),
        ),
        notice=notice(meeting.provenance, asked.bloc_year.provenance),
    )
    return fill(paper, council_minutes_outline(asked), written)


def council_minutes_outline(asked: Asked) -> Outline:
    return Outline(
        body=tuple(council_course(asked, council_called(asked))),
        recipients=(recipients_room(asked.bloc_year.authority.standing_office, "Lưu: VT, TĐKT"),),
    )


def council_course(asked: Asked, meeting: Meeting) -> Iterator[Piece]:
    motions = closed_motions(meeting)
    opening = KeyValues(
        (("Thời gian bắt đầu", moment(meeting.held_at)), ("Địa điểm", meeting.place))
    )
    yield Data("khai_mac", (opening,), "Giấy triệu tập Hội đồng", "conference")
    yield Head("muc_thanh_phan", "Thành phần")
    seats = list(seats_of(meeting))
    yield Data("thanh_phan", tuple(present(meeting, seats)), "Điểm danh Hội đồng", "nominations")
    yield Head("muc_noi_dung", "Nội dung")
    told = (*agenda(meeting), *subject_matter(asked, motions))
    yield Data("noi_dung", told, "Đề nghị của khối", "nominations")
    yield Room(key="tieu_chuan", label="Tiêu chuẩn, điều kiện, tóm tắt thành tích")
    yield Head("muc_y_kien", "Ý kiến thảo luận")
    yield Data("thao_luan", tuple(discussion(meeting)), "Diễn biến cuộc họp", "nominations")
    yield Room(key="vang_mat", label="Ý kiến bằng văn bản của thành viên vắng mặt")
    yield Room(key="khac", label="Ý kiến không nhất trí và lý do; thành viên không tham gia xét")
    yield Head("muc_bo_phieu", "Kết quả biểu quyết, bỏ phiếu")
    yield Data("bo_phieu", tuple(reviews(motions)), "Kết quả Hội đồng xét", "nominations")
    yield Room(key="ket", label="Kết luận của chủ tọa")
    closing = ending(meeting).replace("Hội nghị", "Cuộc họp")
    yield Data("be_mac", (Paragraph(closing),), "Giờ kết thúc", "nominations")


def present(meeting: Meeting, seats: Sequence[Seat]) -> Iterator[Block]:
    """Count who sat, name everyone with the seat held, and who was away."""
    came = [seat for seat in seats if seat.presence != Presence.ABSENT]
    away = [str(seat) for seat in seats if seat.presence == Presence.ABSENT]
    yield KeyValues(
        (
            ("Chủ tọa", f"{meeting.chair}, {meeting.chair_post}"),
            ("Thư ký", meeting.secretary),
            (
                "Thành viên có mặt",
                f"{padded(len(came))}/{padded(len(seats))} ({share(len(came), len(seats))})",
            ),
            ("Vắng mặt", ", ".join(away) or "không"),
        )
    )
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Họ và tên", 5),
        Column("Chức vụ, vị trí trong Hội đồng", 6),
        Column("Dự họp", 3),
    )
    rows = (
        Row((str(place), str(seat), seat.post, seat.mandate or seat.get_presence_display()))
        for place, seat in enumerate(seats, 1)
    )
    yield Table(columns, tuple(rows))


def subject_matter(asked: Asked, motions: Sequence[Motion]) -> Iterator[Block]:
    """Name the bloc, its lead and its year: a Government flag's minutes must (B.7)."""
    bloc_year = asked.bloc_year
    if motions:
        yield Paragraph(
            f"Hội đồng xét {padded(len(motions))} đề nghị năm {bloc_year.year} của "
            f"{bloc_year.bloc.name} (Khối trưởng: {lead_unit(bloc_year).name})."
        )


def reviews(motions: Sequence[Motion]) -> Iterator[Block]:
    if not motions:
        return
    secret = all(is_by_ballot(motion) for motion in motions)
    for rule, base in dict.fromkeys((rule_in_words(m), rule_of(m).base) for m in motions):
        yield Paragraph(f"{rule}. {percentages(base)}", lead="Quy tắc:")
    yield ballots_table(motions) if secret else carried_table(motions)
    yield from conclusions(motions)


def nothing_submitted(asked: Asked) -> str:
    waiting = nominations_of(asked.bloc_year).exclude(state=NominationState.PROPOSED)
    return "" if waiting.exists() else "Khối chưa trình đề nghị khen thưởng."


def public_notice_paper(asked: Asked, written: Written) -> Paper:
    authority = asked.bloc_year.authority
    paper = Paper(
        kind=Kind.NOTICE,
        heading=Heading(short_authority(authority), authority.standing_office.upper()),
        number=office_number(asked, Kind.NOTICE),
        place=authority.place,
        dated=asked.day,
        summary=f"Lấy ý kiến về các trường hợp đề nghị khen thưởng năm {asked.bloc_year.year}",
        signatures=(office_signature(asked),),
        notice=notice(asked.bloc_year.provenance),
    )
    return fill(paper, public_notice_outline(asked), written)


def public_notice_outline(asked: Asked) -> Outline:
    bloc_year = asked.bloc_year
    council = council_name(bloc_year.authority)
    return Outline(
        body=(
            Room(
                key="mo_dau",
                label="Mở đầu",
                offered=(
                    (
                        f"{bloc_year.authority.standing_office} thông báo công khai để lấy ý kiến về "
                        f"các trường hợp do {bloc_year.bloc.name} đề nghị khen thưởng như sau:"
                    ),
                ),
            ),
            Data("danh_sach", tuple(made_public(asked)), "Đề nghị đã trình", "nominations"),
            Room(key="thoi_han", label="Nơi đăng, thời gian nhận ý kiến (từ ngày, đến ngày)"),
            Room(key="noi_nhan_y_kien", label="Nơi nhận ý kiến: địa chỉ, điện thoại, thư điện tử"),
            Room(
                key="ket",
                label="Lời kết",
                offered=(
                    (
                        "Ý kiến gửi bằng văn bản, có họ tên, địa chỉ của người gửi; ý kiến được tổng "
                        f"hợp, báo cáo {council}."
                    ),
                ),
            ),
        ),
        recipients=(recipients_room(council, bloc_year.bloc.name, "Lưu: VT, TĐKT"),),
    )


def made_public(asked: Asked) -> Iterator[Block]:
    """List who is proposed for what and why, in short; a declined one is not."""
    hidden = (NominationState.PROPOSED, NominationState.DECLINED)
    rows = list(nominations_of(asked.bloc_year).exclude(state__in=hidden))
    on = reference_day(asked.bloc_year, asked.day)
    if rows:
        yield public_table(rows, [award_name(row.award, on, row.authority) for row in rows])


def public_table(rows: Sequence[Nomination], awards: Sequence[str]) -> Table:
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Tập thể", 4),
        Column("Danh hiệu, hình thức đề nghị", 4),
        Column("Thành tích tóm tắt", 6),
    )
    lines = (
        Row((str(place), row.membership.unit.name, award, row.merit))
        for place, (row, award) in enumerate(zip(rows, awards, strict=True), 1)
    )
    return Table(columns, tuple(lines), size=11)
