"""The invitation to the bloc's conference (Decree 30/2020/NĐ-CP, model 1.7)."""

from thidua.apps.meetings.enums import MeetingKind
from thidua.apps.meetings.models import Meeting
from thidua.apps.meetings.queries import meeting_of
from thidua.papers import Block, Kind, Paper, Paragraph, clauses, invitation_body
from thidua.papers.drafts import Data, Outline, Room, Written, fill
from thidua.year.composing import Asked
from thidua.year.papers.conference import moment
from thidua.year.papers.drafted import contact_room, recipients_room
from thidua.year.papers.shared import bloc_paper


def conference_called(asked: Asked) -> Meeting:
    """Return the conference; who asks has seen that it was called.

    Raises:
        LookupError: it wasn't.
    """
    meeting = meeting_of(asked.bloc_year, MeetingKind.CONFERENCE)
    if meeting is None:
        raise LookupError(f"{asked.bloc_year} has no conference")
    return meeting


def no_conference(asked: Asked) -> str:
    called = meeting_of(asked.bloc_year, MeetingKind.CONFERENCE)
    return "" if called else "Chưa triệu tập hội nghị tổng kết."


def invitation_paper(asked: Asked, written: Written) -> Paper:
    meeting = conference_called(asked)
    paper = bloc_paper(asked, Kind.INVITATION, f"Dự {meeting.title}")
    return fill(paper, invitation_outline(asked), written)


def invitation_outline(asked: Asked) -> Outline:
    """Return who is invited to what, when and where; the agenda; what to bring."""
    meeting = conference_called(asked)
    told = invitation_body(
        issuer=asked.bloc_year.bloc.name,
        guests="đại diện lãnh đạo các đơn vị thành viên Khối.",
        occasion=meeting.title,
        chair=f"{meeting.chair}, {meeting.chair_post}",
        time=moment(meeting.held_at),
        venue=meeting.place,
    )
    items = [f"{item.title.rstrip('.')}." for item in meeting.agenda.order_by("number")]
    agenda: tuple[Block, ...] = ()
    if items:
        agenda = (Paragraph("Nội dung hội nghị:", bold=True), *clauses(items))
    return Outline(
        body=(
            Data("moi", told, "Giấy triệu tập hội nghị", "conference"),
            Room(key="khach_moi", label="Khách mời khác"),
            Data("chuong_trinh", agenda, "Chương trình hội nghị", "conference"),
            Room(
                key="ghi_chu",
                label="Tài liệu kèm theo, đầu mối liên hệ, điều cần chuẩn bị",
                offered=(
                    (
                        "Đề nghị các đơn vị cử đại diện dự hội nghị đúng thành phần, thời gian; người "
                        "dự thay phải có giấy ủy quyền của thủ trưởng đơn vị."
                    ),
                ),
            ),
        ),
        recipients=(recipients_room("Các đơn vị thành viên Khối", "Lưu: VT, KTĐ"),),
        contact=(contact_room(),),
    )
