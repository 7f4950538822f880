"""The summary report of the bloc's year: free paragraphs with the figures of the year."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.timezone import localdate

from thidua.apps.assessments.enums import ReportState
from thidua.apps.assessments.models import Report
from thidua.apps.assessments.queries import report_of, standings_of
from thidua.apps.campaigns.queries import (
    agreement_of,
    articles_of,
    movements_of,
    plans_of,
    targets_of,
)
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import members_of
from thidua.papers import Block, BulletList, Kind, Number, Paper, Paragraph
from thidua.papers.drafts import Data, Form, Head, Outline, Piece, Room, Written, fill
from thidua.text import decimal_text, padded, paper_date
from thidua.year.papers.common import (
    bloc_heading,
    bloc_number,
    bloc_signature,
    council_name,
    file_paper,
    notice,
)
from thidua.year.papers.drafted import NOTHING_WRITTEN, issued, recipients_room, written_for
from thidua.year.papers.people import people_figures, registered_titles
from thidua.year.papers.ranking import ranking_table
from thidua.year.papers.results import results_annex, told_target
from thidua.year.papers.unit_report import WHOLE, from_units, told_explanations

# The rooms whose words the report itself keeps, under the names it keeps them by.
WRITTEN = {
    "situation": "tinh_hinh",
    "shortcomings": "han_che",
    "directions": "phuong_huong",
    "proposals": "kien_nghi",
}


def report_paper(
    report: Report, number: Number | None, at: datetime, written: Written = NOTHING_WRITTEN
) -> Paper:
    """Compose the report with what was written in its draft; without a number it is a draft."""
    bloc_year = report.bloc_year
    on, year = localdate(at), bloc_year.year
    paper = Paper(
        kind=Kind.REPORT,
        heading=bloc_heading(bloc_year),
        number=number,
        place=bloc_year.authority.place,
        dated=on,
        summary=(
            f"Tổng kết công tác thi đua, khen thưởng năm {year}; "
            f"phương hướng, nhiệm vụ năm {year + 1}"
        ),
        signatures=(bloc_signature(bloc_year, on),),
        annexes=results_annex(bloc_year, number, on),
        notice=notice(bloc_year.provenance),
    )
    return fill(paper, report_outline(report), written)


def report_outline(report: Report) -> Outline:
    """Return what of the report is data, and where the secretary writes."""
    bloc_year, year = report.bloc_year, report.bloc_year.year
    return Outline(
        body=(
            Room(key="mo_dau", label="Mở đầu", remembered=True),
            Head("muc_tinh_hinh", "Tình hình chung"),
            Data(
                "khoi", (Paragraph(composition(bloc_year)),), "Thành viên khối và giao ước", "year"
            ),
            written_room(report, "situation", "Tình hình chung", Form.PARAGRAPHS),
            Head("muc_ket_qua", f"Kết quả thực hiện năm {year}"),
            *results(bloc_year),
            *from_units(bloc_year, WHOLE),
            Head("muc_giai_trinh", "Giải trình chỉ tiêu chưa đạt", level=2),
            Data(
                "giai_trinh",
                tuple(told_explanations(list(plans_of(bloc_year)))),
                "Giải trình của các đơn vị",
                "target-board",
            ),
            Head("muc_khac", "Kết quả khác", level=2),
            Room(key="ket_qua_khac", label="Kết quả khác"),
            Head("muc_han_che", "Hạn chế, nguyên nhân"),
            written_room(report, "shortcomings", "Hạn chế, nguyên nhân"),
            Head("muc_phuong_huong", f"Phương hướng, nhiệm vụ năm {year + 1}"),
            written_room(report, "directions", f"Phương hướng, nhiệm vụ năm {year + 1}"),
            Head("muc_kien_nghi", "Đề xuất, kiến nghị"),
            written_room(report, "proposals", "Đề xuất, kiến nghị"),
            Room(key="ket", label="Lời kết", offered=(closing(bloc_year),)),
        ),
        recipients=(
            recipients_room(
                council_name(bloc_year.authority),
                bloc_year.authority.standing_office,
                "Các đơn vị thành viên Khối",
                "Lưu: VT, KTĐ",
            ),
        ),
    )


def report_settled(report: Report) -> str:
    """Say why the words of a report that isn't filed yet stand; empty while they don't."""
    adopted = report.state == ReportState.ADOPTED
    return "Hội nghị đã thông qua báo cáo tổng kết." if adopted else ""


def written_room(report: Report, section: str, label: str, form: Form = Form.CLAUSES) -> Room:
    """Return the room of a section that the report keeps itself."""
    told = tuple(report.sections.get(section, ()))
    return Room(key=WRITTEN[section], label=label, form=form, offered=told)


def closing(bloc_year: BlocYear) -> str:
    return (
        f"Trên đây là báo cáo tổng kết công tác thi đua, khen thưởng năm {bloc_year.year} "
        f"và phương hướng, nhiệm vụ năm {bloc_year.year + 1} của {bloc_year.bloc.name}."
    )


def composition(bloc_year: BlocYear) -> str:
    """Tell who is in the bloc, who leads it and since when the agreement is in force."""
    members = list(members_of(bloc_year))
    names = {p: [m.unit.name for m in members if m.position == p] for p in Position}
    leaders = [
        f"{position.label}: {', '.join(names[position])}"
        for position in (Position.LEAD, Position.DEPUTY)
        if names[position]
    ]
    told = f"{bloc_year.bloc.name} năm {bloc_year.year} có {padded(len(members))} đơn vị thành viên"
    return f"{told}; {'; '.join(leaders)}. {signing(bloc_year)}".strip()


def signing(bloc_year: BlocYear) -> str:
    agreement = agreement_of(bloc_year)
    if agreement is None or agreement.in_force_on is None:
        return ""
    return (
        f"Giao ước thi đua được {padded(agreement.signatures.count())} đơn vị ký kết, "
        f"có hiệu lực từ {paper_date(agreement.in_force_on)}."
    )


def results(bloc_year: BlocYear) -> Iterator[Piece]:
    parts: tuple[tuple[str, str, Iterable[Block], str, str], ...] = (
        (
            "giao_uoc", "Thực hiện các nội dung của giao ước thi đua", by_article(bloc_year),
            "Kết quả chỉ tiêu các đơn vị đã ghi", "targets",
        ),
        ("phong_trao", "Các phong trào thi đua", movements(bloc_year), "Phong trào thi đua", "year"),
        (
            "khen_thuong", "Công tác thi đua, khen thưởng", commendation(bloc_year),
            "Đăng ký danh hiệu, số liệu người lao động", "dossiers",
        ),
        (
            "xep_hang", "Kết quả chấm điểm, xếp hạng", ranking(bloc_year), "Bảng xếp hạng", "ranking",
        ),
    )  # fmt: skip
    for key, title, blocks, source, page in parts:
        yield Head(f"muc_{key}", title, level=2)
        yield Data(key, tuple(blocks), source, page)


def by_article(bloc_year: BlocYear) -> Iterator[Block]:
    """Tell each article's targets; the figures of each unit are in the annex."""
    agreement = agreement_of(bloc_year)
    if agreement is None:
        return
    targets = list(targets_of(bloc_year))
    for article in articles_of(agreement):
        own = [target for target in targets if target.article_id == article.pk]
        if own:
            yield Paragraph(f"{article.title}.", lead=f"Điều {article.number}.", bold=True)
            yield BulletList(tuple(told_target(target) for target in own))
    if targets:
        yield Paragraph("Kết quả của từng đơn vị ghi tại Phụ lục kèm theo Báo cáo này.")


def movements(bloc_year: BlocYear) -> Iterator[Block]:
    told = []
    for movement in movements_of(bloc_year):
        period = f" ({movement.period})" if movement.period else ""
        source = movement.directive
        after = (
            f", theo {source.title} ({source.number}, {paper_date(source.issued_on)})"
            if source
            else ""
        )
        told.append(f"{movement.title}{period}{after};")
    if told:
        yield Paragraph(f"Khối tham gia {padded(len(told))} phong trào thi đua:")
        yield BulletList((*told[:-1], f"{told[-1].removesuffix(';')}."))


def commendation(bloc_year: BlocYear) -> Iterator[Block]:
    told = (*registered_titles(bloc_year), *people_figures(bloc_year))
    if told:
        yield BulletList(told)


def ranking(bloc_year: BlocYear) -> Iterator[Block]:
    standings = list(standings_of(bloc_year))
    if not standings:
        return
    first = [s for s in standings if s.place == 1]
    names = ", ".join(s.membership.unit.name for s in first)
    yield Paragraph(
        f"Sau khi các đơn vị tự chấm, chấm chéo và Khối thẩm định, kết quả xếp hạng "
        f"{padded(len(standings))} đơn vị như sau; xếp thứ nhất: {names} "
        f"({decimal_text(first[0].total, 2)} điểm):"
    )
    yield ranking_table(standings)


def file_report(*, bloc_year: BlocYear, actor: Person, at: datetime) -> FiledPaper:
    """Number, render and file the report that the conference adopted."""
    report = report_of(bloc_year)
    if report is None:
        raise LookupError(f"{bloc_year} has no report")
    number = bloc_number(bloc_year, Kind.REPORT.abbreviation, at)
    filed = file_paper(
        report_paper(report, number, at, written_for(bloc_year, PaperKind.REPORT)),
        bloc_year=bloc_year,
        kind=PaperKind.REPORT,
        title=f"Báo cáo tổng kết năm {bloc_year.year}",
        subject=report,
        file_name=f"bao-cao-tong-ket-{bloc_year.year}",
        is_public=True,
        actor=actor,
        at=at,
    )
    return issued(filed, actor=actor, at=at)
