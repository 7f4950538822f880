"""Reports of achievement (báo cáo thành tích) of a unit or a person, by the form of the day.

Titles and commendations come from the register and from what was entered of the years before; nobody
retypes them, and a line without its decision says so.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from thidua import law
from thidua.apps.assessments.models import YearRecord
from thidua.apps.assessments.queries import recognised
from thidua.apps.awards.queries import award_name, nominations_of, past_awards, reference_day
from thidua.apps.campaigns.queries import assignments_of, latest_figure
from thidua.apps.filing.enums import PaperKind
from thidua.papers import Align, Block, Column, Kind, Paper, Paragraph, Row, SignatureBlock, Table
from thidua.papers.drafts import Data, Head, Outline, Piece, Room, Written, fill
from thidua.papers.forms import OfficialForm, form_for
from thidua.text import decimal_text, short_date
from thidua.year.composing import Asked
from thidua.year.papers.common import council_name, notice
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.members import (
    member_of,
    names_of,
    unit_heading,
    unit_name,
    unit_number,
    unit_of,
    unit_signature,
)
from thidua.year.papers.results import figure_label, reached_share, value_of
from thidua.year.papers.shared import listed

MISSING = "(thiếu số quyết định)"
COLLECTIVE, PERSON = "tap-the", "ca-nhan"


def reports_of(asked: Asked) -> dict[str, str]:
    """Return one report for each member put forward for an award: never two awards in one."""
    on, authority = reference_day(asked.bloc_year, asked.day), asked.bloc_year.authority
    return {
        f"{one.membership.unit.code}_{one.award}": (
            f"{one.membership.unit.name}, {award_name(one.award, on, authority)}"
        )
        for one in nominations_of(asked.bloc_year)
    }


def persons_of(asked: Asked) -> dict[str, str]:
    """Return the reports of persons begun at each unit, and one more; the names are in the drafts."""
    begun = asked.bloc_year.drafts.filter(kind=PaperKind.PERSON_REPORT)
    counts = Counter(about.partition("_")[0] for about in begun.values_list("about", flat=True))
    return {
        f"{code}_{n}": f"{name}, cá nhân {n}"
        for code, name in names_of(asked).items()
        for n in range(1, counts[code] + 2)
    }


def award_of(asked: Asked) -> str:
    slug = asked.about.partition("_")[2]
    return award_name(slug, reference_day(asked.bloc_year, asked.day), asked.bloc_year.authority)


def report_name(asked: Asked) -> str:
    return f"{unit_name(asked)}, {award_of(asked)}"


def person_name(asked: Asked) -> str:
    return f"{unit_name(asked)}, cá nhân {asked.about.partition('_')[2]}"


def form_of(asked: Asked, subject: str) -> OfficialForm | None:
    return form_for(reference_day(asked.bloc_year, asked.day), "bao-cao", subject)


def unseen(asked: Asked, subject: str) -> str:
    """Say which form of the day a report follows and what of it nobody has seen."""
    form = form_of(asked, subject)
    if form is None:
        return "chưa có dữ liệu về mẫu báo cáo của ngày này."
    number = f"Mẫu số {form.number}" if form.number else "mẫu báo cáo"
    head = (
        f"bố cục theo {number} ({form.source}). Số do văn thư đơn vị cấp; ký hiệu theo mã đơn vị."
    )
    return " ".join((head, *(note for note in form.notes if not note.startswith("Số năm"))))


def proposal_form(asked: Asked) -> str:
    """Say which form of the day a proposal follows, if there is one."""
    form = form_for(reference_day(asked.bloc_year, asked.day), "to-trinh", COLLECTIVE)
    if form is None:
        return "không thấy mẫu tờ trình trong danh mục của ngày xét; bố cục theo thông lệ."
    number = f"Mẫu số {form.number}" if form.number else "mẫu tờ trình"
    return " ".join((f"bố cục theo {number} ({form.source}).", *form.notes))


def merit_report_paper(asked: Asked, written: Written) -> Paper:
    return fill(
        reporting(asked, f"Đề nghị tặng {award_of(asked)}", (unit_signature(asked),)),
        merit_report_outline(asked),
        written,
    )


def reporting(asked: Asked, summary: str, signers: tuple[SignatureBlock, ...]) -> Paper:
    """Begin a report of achievement; its proposer confirms beside who signs."""
    confirmed = SignatureBlock(capacity=("XÁC NHẬN CỦA CẤP TRÌNH KHEN",))
    return Paper(
        kind=Kind.REPORT,
        heading=unit_heading(asked),
        number=unit_number(asked, Kind.REPORT),
        place=asked.bloc_year.authority.place,
        dated=asked.day,
        title="BÁO CÁO THÀNH TÍCH",
        summary=summary,
        signatures=(*signers, confirmed) if len(signers) > 1 else (confirmed, *signers),
        notice=notice(asked.bloc_year.provenance),
    )


def merit_report_outline(asked: Asked) -> Outline:
    return Outline(body=tuple(merit_course(asked)), recipients=(recipients_of(asked),))


def recipients_of(asked: Asked) -> Room:
    return recipients_room(
        council_name(asked.bloc_year.authority), asked.bloc_year.bloc.name, "Lưu: VT"
    )


def merit_course(asked: Asked) -> Iterator[Piece]:
    named = Paragraph(f"Tên tập thể đề nghị: {unit_name(asked)}.")
    yield Data("ten", (named,), "Danh bạ đơn vị", "year")
    yield Head("muc_dac_diem", "Đặc điểm, tình hình")
    yield Room(key="tru_so", label="Trụ sở chính, điện thoại, trang tin")
    yield Room(key="lich_su", label="Quá trình thành lập và phát triển")
    yield Room(key="dac_diem", label="Cơ cấu tổ chức, cơ sở vật chất; doanh nghiệp: vốn, nguồn vốn")
    yield Data("nhan_su", tuple(headcount(asked)), "Số liệu người lao động", "dossiers")
    yield Room(key="chuc_nang", label="Chức năng, nhiệm vụ được giao")
    yield Head("muc_thanh_tich", "Thành tích đạt được")
    yield Head("muc_chi_tieu", "Kết quả thực hiện nhiệm vụ", level=2)
    yield Data("chi_tieu", tuple(targets(asked)), "Kết quả chỉ tiêu giao ước", "targets")
    yield Data("xep_loai", tuple(ratings(asked)), "Đánh giá mức độ hoàn thành", "dossiers")
    yield Room(key="so_sanh", label="So với các năm trước; kết quả khác")
    yield Head("muc_sang_kien", "Đổi mới quản lý, cải cách hành chính, sáng kiến", level=2)
    yield Data("sang_kien", tuple(initiatives(asked)), "Sáng kiến được công nhận", "dossiers")
    yield Room(key="doi_moi", label="Đổi mới quản lý, cải cách hành chính")
    yield Head("muc_bien_phap", "Biện pháp, nguyên nhân; phong trào thi đua", level=2)
    yield Room(key="bien_phap", label="Biện pháp, nguyên nhân; phong trào đã áp dụng")
    yield Head("muc_chap_hanh", "Thực hiện chủ trương của Đảng, pháp luật của Nhà nước", level=2)
    yield Room(key="chap_hanh", label="Thực hiện chủ trương của Đảng, pháp luật của Nhà nước")
    yield Head("muc_doan_the", "Hoạt động của tổ chức đảng, đoàn thể", level=2)
    yield Room(key="doan_the", label="Hoạt động của tổ chức đảng, đoàn thể, xếp loại từng năm")
    yield Head("muc_da_khen", "Các hình thức đã được khen thưởng")
    yield Head("muc_danh_hieu", "Danh hiệu thi đua", level=2)
    yield Data("danh_hieu", tuple(held(asked, titles=True)), "Sổ khen thưởng", "register")
    yield Head("muc_hinh_thuc", "Hình thức khen thưởng", level=2)
    yield Data("hinh_thuc", tuple(held(asked, titles=False)), "Sổ khen thưởng", "register")


def headcount(asked: Asked) -> Iterator[Block]:
    records = unit_of(asked).year_records.filter(year=asked.bloc_year.year)
    record = records.filter(headcount__isnull=False).first()
    if record is not None:
        yield Paragraph(f"Số người lao động năm {record.year}: {record.headcount}.")


def targets(asked: Asked) -> Iterator[Block]:
    """Tell the targets of the year with plan, figure and share; earlier years are for the room."""
    plans = list(assignments_of(member_of(asked)))
    if not plans:
        return
    figures = [latest_figure(plan) for plan in plans]
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Chỉ tiêu", 6),
        Column("Đơn vị tính", 1.8, Align.CENTER),
        Column("Kế hoạch", 1.8, Align.RIGHT),
        Column(figure_label(figures), 1.8, Align.RIGHT),
        Column("Tỷ lệ", 1.8, Align.RIGHT),
    )
    rows = tuple(
        Row(
            (
                str(place),
                plan.target.text,
                plan.target.unit_of_measure,
                decimal_text(plan.planned),
                value_of(figure),
                reached_share(plan, figure),
            )
        )
        for place, (plan, figure) in enumerate(zip(plans, figures, strict=True), 1)
    )
    yield Paragraph(f"Kết quả thực hiện chỉ tiêu giao ước thi đua năm {asked.bloc_year.year}:")
    yield Table(columns, rows, size=11)


def ratings(asked: Asked) -> Iterator[Block]:
    records: Sequence[YearRecord] = list(unit_of(asked).year_records.exclude(rating=""))
    if records:
        yield Paragraph("Đánh giá, xếp loại mức độ hoàn thành nhiệm vụ:")
        yield from listed(
            f"Năm {record.year}: {law.RATINGS.get(record.rating, record.rating)} ({decided(record.decision_number, record.decision_on)})"
            for record in records
        )


def initiatives(asked: Asked) -> Iterator[Block]:
    works = recognised().filter(unit=unit_of(asked), year__lte=asked.bloc_year.year)
    yield from listed(
        f"{work.title} ({work.year}; {decided(work.decision_number, work.decision_on)})"
        for work in works
    )


def held(asked: Asked, *, titles: bool) -> Iterator[Block]:
    """Return the table of titles, or of commendations, that the unit holds by the day."""
    on, authority = asked.day, asked.bloc_year.authority
    found = sorted(
        (
            past
            for past in past_awards(unit_of(asked))
            if is_title(past, on) is titles and (past.decided_on or on) <= on
        ),
        key=lambda past: (past.year, past.award),
    )
    if not found:
        return
    columns = (
        Column("Năm", 1.4, Align.CENTER),
        Column("Danh hiệu thi đua" if titles else "Hình thức khen thưởng", 6),
        Column("Số, ngày, tháng, năm của quyết định", 6),
    )
    yield Table(
        columns,
        tuple(
            Row(
                (
                    str(past.year),
                    award_name(past.award, past.decided_on or on, authority),
                    decided(past.decision, past.decided_on),
                )
            )
            for past in found
        ),
    )


def is_title(past: law.PastAward, on: date) -> bool:
    """Tell titles from commendations by the law of the day the award was decided."""
    try:
        kind = law.award(past.award, past.decided_on or on).kind
    except law.LawError:
        return False
    return kind is law.AwardKind.EMULATION_TITLE


def decided(number: str, on: date | None) -> str:
    """Cite a decision; without a number the line says that it is missing."""
    if not number.strip():
        return MISSING
    return f"Quyết định số {number}" + (f" ngày {short_date(on)}" if on else "")


def person_report_paper(asked: Asked, written: Written) -> Paper:
    reporter = SignatureBlock(capacity=("NGƯỜI BÁO CÁO",))
    head = unit_signature(asked)
    head = replace(head, capacity=("XÁC NHẬN CỦA ĐƠN VỊ", *head.capacity))
    return fill(
        reporting(asked, "Của cá nhân đề nghị khen thưởng", (head, reporter)),
        person_report_outline(asked),
        written,
    )


def person_report_outline(asked: Asked) -> Outline:
    """Return rooms for what only the person and the unit know: the register has units only."""
    return Outline(body=tuple(person_course(asked)), recipients=(recipients_of(asked),))


PERSONAL = (
    ("ho_ten", "Họ và tên, ngày sinh, giới tính, dân tộc"),
    ("que_quan", "Quê quán, nơi thường trú (xã, tỉnh)"),
    ("chuc_vu", "Chức vụ đảng, chính quyền, đoàn thể"),
    ("trinh_do", "Trình độ chuyên môn, chính trị; học hàm, học vị, danh hiệu, giải thưởng"),
)


def person_course(asked: Asked) -> Iterator[Piece]:
    yield Head("muc_ly_lich", "Sơ lược lý lịch")
    yield from (Room(key=key, label=label) for key, label in PERSONAL)
    unit = Paragraph(f"Đơn vị công tác: {unit_name(asked)}.")
    yield Data("don_vi", (unit,), "Danh bạ đơn vị", "year")
    yield Head("muc_thanh_tich", "Thành tích đạt được")
    yield Room(key="nhiem_vu", label="Quyền hạn, nhiệm vụ được giao hoặc đảm nhận")
    yield Room(key="thanh_tich", label="Thành tích từng năm (đủ số năm của hình thức đề nghị)")
    yield Room(key="sang_kien", label="Sáng kiến, đề tài: số quyết định, phạm vi công nhận")
    yield Head("muc_da_khen", "Các hình thức đã được khen thưởng")
    yield Head("muc_danh_hieu", "Danh hiệu thi đua", level=2)
    yield Room(key="danh_hieu", label="Năm, danh hiệu, số và ngày quyết định, cơ quan ban hành")
    yield Head("muc_hinh_thuc", "Hình thức khen thưởng", level=2)
    yield Room(key="hinh_thuc", label="Năm, hình thức, số và ngày quyết định, cơ quan ban hành")
