"""Calling a meeting: the form, and who has a seat."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django import forms
from django.utils.timezone import make_aware

from thidua.apps.assessments.queries import scoring_table
from thidua.apps.journal.base import Provenance, Refused
from thidua.apps.meetings.enums import MeetingKind
from thidua.apps.meetings.queries import meeting_of
from thidua.apps.meetings.services import SeatPlan
from thidua.apps.units.enums import RoleKind
from thidua.web.fields import DateText, TextField
from thidua.web.shell import YearPage

if TYPE_CHECKING:
    from thidua.apps.units.models import Membership, Role

AGENDA = {
    MeetingKind.CONFERENCE: (
        "Tuyên bố lý do, giới thiệu đại biểu",
        "Báo cáo tổng kết công tác thi đua, khen thưởng",
        "Thảo luận",
        "Công bố điểm và xếp hạng",
        "Bình xét, suy tôn đề nghị khen thưởng",
        "Bầu Khối trưởng năm sau",
        "Thông qua và ký giao ước thi đua năm sau",
    ),
    MeetingKind.COUNCIL: (
        "Cơ quan thường trực báo cáo kết quả thẩm định hồ sơ",
        "Hội đồng thảo luận, biểu quyết từng đề nghị",
        "Kết luận của Chủ tịch Hội đồng",
    ),
}


class CallForm(forms.Form):
    title = TextField(label="Tên cuộc họp", max_length=300)
    place = TextField(label="Địa điểm", max_length=200)
    day = DateText(label="Ngày họp")
    hour = TextField(label="Giờ họp", max_length=5, help_text="Ví dụ 08:00.")
    chair = TextField(label="Chủ tọa", max_length=200)
    chair_post = TextField(label="Chức vụ của chủ tọa", max_length=200)
    secretary = TextField(label="Thư ký", max_length=200)
    tellers = TextField(
        label="Ban kiểm phiếu",
        help_text="Mỗi dòng một người.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agenda = TextField(
        label="Chương trình",
        help_text="Mỗi dòng một mục.",
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def clean_hour(self) -> time:
        try:
            return time.fromisoformat(str(self.cleaned_data["hour"]).replace("h", ":").zfill(5))
        except ValueError as wrong:
            raise forms.ValidationError("Hãy ghi giờ:phút, ví dụ 08:00.") from wrong

    @property
    def held_at(self) -> datetime:
        return make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))

    def lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


def seats_for(page: YearPage, kind: MeetingKind) -> list[SeatPlan]:
    """Give each member unit one seat, held by its head; in a council, each member one.

    Raises:
        Refused: nobody to seat, or a member unit without a head on that day.
    """
    if kind is MeetingKind.COUNCIL:
        roles = roles_on(page, RoleKind.COUNCIL_MEMBER)
        seats = [SeatPlan(None, role.person, role.post) for role in roles]
    else:
        heads = {role.unit_id: role for role in roles_on(page, RoleKind.UNIT_HEAD)}
        seats = [seat_of_unit(member, heads.get(member.unit_id)) for member in page.members]
    if not seats:
        raise Refused(
            "Chưa có ai có quyền biểu quyết.",
            remedy="Hãy đề nghị cơ quan thường trực cấp vai trò thành viên Hội đồng.",
        )
    return seats


def roles_on(page: YearPage, kind: RoleKind) -> list[Role]:
    roles = page.bloc_year.authority.roles.filter(kind=kind, since__lte=page.day)
    held = roles.select_related("person").order_by("since", "id")
    return [role for role in held if role.until is None or role.until >= page.day]


def seat_of_unit(member: Membership, head: Role | None) -> SeatPlan:
    if head is None:
        raise Refused(
            f"{member.unit.name} chưa có thủ trưởng trong hệ thống.",
            remedy="Hãy đề nghị cơ quan thường trực cấp vai trò thủ trưởng đơn vị.",
        )
    return SeatPlan(member, head.person, head.post or member.unit.head_post)


def start_values(page: YearPage, kind: MeetingKind) -> dict[str, str]:
    year, bloc = page.bloc_year.year, page.bloc_year.bloc.name
    titles = {
        MeetingKind.CONFERENCE: f"Hội nghị tổng kết {bloc} năm {year}",
        MeetingKind.COUNCIL: f"Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng {bloc} năm {year}",
    }
    return {
        "title": titles[kind],
        "agenda": "\n".join(AGENDA[kind]),
        "secretary": page.person.full_name,
    }


def provenance_of(page: YearPage) -> Provenance:
    """Pass on that a year's figures are made up, so that no paper made from them looks real."""
    table, meeting = (
        scoring_table(page.bloc_year),
        meeting_of(page.bloc_year, MeetingKind.CONFERENCE),
    )
    sources = {thing.provenance for thing in (page.bloc_year, table, meeting) if thing}
    made_up = Provenance.ILLUSTRATIVE in sources
    return Provenance.ILLUSTRATIVE if made_up else Provenance.RECORDED
