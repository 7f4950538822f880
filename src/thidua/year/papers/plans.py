"""Plans: the launch of a year's emulation movement, and the bloc's own calendar."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from thidua.apps.assessments.enums import Stage
from thidua.apps.assessments.queries import deadlines_of
from thidua.apps.awards.queries import award_name, reference_day, slots_of
from thidua.apps.campaigns.queries import agreement_of, articles_of, movements_of
from thidua.apps.meetings.enums import MeetingKind
from thidua.apps.meetings.queries import meeting_of
from thidua.apps.units.enums import Position
from thidua.apps.units.queries import members_of
from thidua.papers import Align, Block, Column, Kind, Paper, Paragraph, Row, Table, clauses
from thidua.papers.drafts import Data, Form, Head, Outline, Room, Written, fill
from thidua.text import padded, paper_date, short_date
from thidua.year.composing import Asked
from thidua.year.papers.drafted import bases_room, recipients_room
from thidua.year.papers.shared import bloc_paper, listed


def directives(asked: Asked) -> Iterator[str]:
    """Cite the directives that the year's movements come from, each once."""
    sources = (movement.directive for movement in movements_of(asked.bloc_year))
    for source in dict.fromkeys(source for source in sources if source):
        kind, about, summary = source.title.partition(" về ")
        issuer = f" của {source.issuer}" if source.issuer else ""
        on = paper_date(source.issued_on)
        yield f"Căn cứ {kind} số {source.number} {on}{issuer}{about}{summary}"


def bases_of(asked: Asked) -> tuple[Data | Room, ...]:
    cited = tuple(map(Paragraph, directives(asked)))
    return (Data("chi_thi", cited, "Chỉ thị, văn bản phát động", "year"), bases_room())


def launch_plan_paper(asked: Asked, written: Written) -> Paper:
    summary = f"Phát động phong trào thi đua năm {asked.bloc_year.year}"
    return fill(bloc_paper(asked, Kind.PLAN, summary), launch_plan_outline(asked), written)


def launch_plan_outline(asked: Asked) -> Outline:
    year = asked.bloc_year.year
    return Outline(
        bases=bases_of(asked),
        body=(
            Room(
                key="mo_dau",
                label="Mở đầu",
                remembered=True,
                offered=(
                    (
                        f"{asked.bloc_year.bloc.name} ban hành Kế hoạch phát động phong trào thi đua "
                        f"năm {year} như sau:"
                    ),
                ),
            ),
            Head("muc_muc_dich", "Mục đích, yêu cầu"),
            Room(key="muc_dich", label="Mục đích, yêu cầu", form=Form.CLAUSES),
            Head("muc_noi_dung", "Nội dung thi đua"),
            Data("phong_trao", tuple(movements(asked)), "Phong trào thi đua", "year"),
            Data("giao_uoc", tuple(articles(asked)), "Nội dung giao ước", "agreement"),
            Room(key="noi_dung", label="Chủ đề, nội dung thi đua khác", form=Form.CLAUSES),
            Head("muc_doi_tuong", "Đối tượng, thời gian"),
            Data("doi_tuong", tuple(scope(asked)), "Thành viên khối", "year"),
            Room(key="thoi_gian", label="Thời gian phát động, sơ kết, tổng kết"),
            Head("muc_khen_thuong", "Tiêu chuẩn, hình thức khen thưởng"),
            Data("hinh_thuc", tuple(awards(asked)), "Số lượng được đề nghị", "nominations"),
            Room(key="tieu_chuan", label="Tiêu chuẩn, khen thưởng khác", form=Form.CLAUSES),
            Head("muc_to_chuc", "Tổ chức thực hiện"),
            Room(key="to_chuc", label="Trách nhiệm, kinh phí, chế độ báo cáo", form=Form.CLAUSES),
        ),
        recipients=(recipients(asked),),
    )


def recipients(asked: Asked) -> Room:
    office = asked.bloc_year.authority.standing_office
    return recipients_room(office, "Các đơn vị thành viên Khối", "Lưu: VT, KTĐ")


def movements(asked: Asked) -> Iterator[Block]:
    yield from listed(
        f"{movement.title} ({movement.period})" if movement.period else movement.title
        for movement in movements_of(asked.bloc_year)
    )


def articles(asked: Asked) -> Iterator[Block]:
    agreement = agreement_of(asked.bloc_year)
    if agreement is not None:
        yield Paragraph(f"Nội dung giao ước thi đua năm {asked.bloc_year.year}:")
        yield from clauses(f"{one.title.rstrip('.')}." for one in articles_of(agreement))


def scope(asked: Asked) -> Iterator[Block]:
    members = list(members_of(asked.bloc_year))
    yield Paragraph(f"Đối tượng: {padded(len(members))} đơn vị thành viên của Khối.")


def awards(asked: Asked) -> Iterator[Block]:
    """Tell how many members may be put forward for each award, and by which source."""
    on = reference_day(asked.bloc_year, asked.day)
    yield from listed(
        f"{award_name(slot.award, on, asked.bloc_year.authority)}: "
        f"đề nghị không quá {padded(slot.maximum)} tập thể"
        + (f" ({slot.source})" if slot.source else "")
        for slot in slots_of(asked.bloc_year)
    )


def bloc_plan_paper(asked: Asked, written: Written) -> Paper:
    summary = f"Hoạt động của Khối thi đua năm {asked.bloc_year.year}"
    return fill(bloc_paper(asked, Kind.PLAN, summary), bloc_plan_outline(asked), written)


def bloc_plan_outline(asked: Asked) -> Outline:
    return Outline(
        bases=bases_of(asked),
        body=(
            Room(key="mo_dau", label="Mở đầu", remembered=True),
            Head("muc_muc_dich", "Mục đích, yêu cầu"),
            Room(key="muc_dich", label="Mục đích, yêu cầu", form=Form.CLAUSES),
            Head("muc_noi_dung", "Nội dung và thời gian"),
            Data("lich", tuple(calendar(asked)), "Giao ước, hạn chấm điểm, hội nghị", "year"),
            Room(key="hoat_dong", label="Hoạt động khác (sơ kết, kiểm tra, giao lưu)",
                 form=Form.CLAUSES),
            Head("muc_phan_cong", "Phân công nhiệm vụ"),
            Data("phan_cong", tuple(duties(asked)), "Thành viên khối", "year"),
            Room(key="phan_cong_khac", label="Nhiệm vụ cụ thể của từng đơn vị", form=Form.CLAUSES),
            Head("muc_kinh_phi", "Kinh phí"),
            Room(key="kinh_phi", label="Kinh phí, nguồn chi"),
            Room(
                key="ket",
                label="Lời kết",
                closing=True,
                offered=(
                    ("Trên đây là Kế hoạch hoạt động của Khối thi đua năm "
                    f"{asked.bloc_year.year}; đề nghị các đơn vị thành viên thực hiện."),
                ),
            ),
        ),
        recipients=(recipients(asked),),
    )  # fmt: skip


def calendar(asked: Asked) -> Iterator[Block]:
    """Return what has a day in the records, in order of the days."""
    rows = sorted(dated(asked))
    if rows:
        columns = (
            Column("STT", 1, Align.CENTER),
            Column("Nội dung", 8),
            Column("Thời gian", 3, Align.CENTER),
        )
        told = (
            Row((str(place), what, short_date(day))) for place, (day, what) in enumerate(rows, 1)
        )
        yield Table(columns, tuple(told))


def dated(asked: Asked) -> Iterator[tuple[date, str]]:
    agreement = agreement_of(asked.bloc_year)
    if agreement is not None and agreement.in_force_on:
        yield agreement.in_force_on, "Giao ước thi đua có hiệu lực"
    for stage, day in deadlines_of(asked.bloc_year).items():
        yield day, f"Hạn {Stage(stage).label.lower()}"
    meeting = meeting_of(asked.bloc_year, MeetingKind.CONFERENCE)
    if meeting is not None:
        yield localdate(meeting.held_at), meeting.title


def duties(asked: Asked) -> Iterator[Block]:
    members = list(members_of(asked.bloc_year))
    yield from listed(
        f"{Position(member.position).label}: {member.unit.name}"
        for member in members
        if member.position != Position.MEMBER
    )
