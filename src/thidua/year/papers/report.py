"""The summary report of the bloc's year: free paragraphs with the figures of the year."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.timezone import localdate

from thidua.apps.assessments.models import Report
from thidua.apps.assessments.queries import report_of, standings_of
from thidua.apps.campaigns.queries import agreement_of, articles_of, movements_of, targets_of
from thidua.apps.filing.enums import PaperKind
from thidua.apps.filing.models import Paper as FiledPaper
from thidua.apps.people.models import Person
from thidua.apps.units.enums import Position
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import members_of
from thidua.papers import (
    Block,
    BulletList,
    Kind,
    Number,
    Paper,
    Paragraph,
    Section,
    SubSection,
    roman,
)
from thidua.text import decimal_text, padded, paper_date
from thidua.year.papers.agreement import numbered
from thidua.year.papers.common import (
    bloc_heading,
    bloc_number,
    bloc_signature,
    council_name,
    file_paper,
    notice,
)
from thidua.year.papers.people import people_figures, registered_titles
from thidua.year.papers.ranking import ranking_table
from thidua.year.papers.results import results_annex, told_target


def report_paper(report: Report, number: Number | None, at: datetime) -> Paper:
    """Compose the report; without a number it is a draft."""
    bloc_year = report.bloc_year
    on, year = localdate(at), bloc_year.year
    return Paper(
        kind=Kind.REPORT,
        heading=bloc_heading(bloc_year),
        number=number,
        place=bloc_year.authority.place,
        dated=on,
        summary=(
            f"Tổng kết công tác thi đua, khen thưởng năm {year}; "
            f"phương hướng, nhiệm vụ năm {year + 1}"
        ),
        body=(*sections(report), closing(bloc_year)),
        signatures=(bloc_signature(bloc_year, on),),
        recipients=(
            council_name(bloc_year.authority),
            bloc_year.authority.standing_office,
            "Các đơn vị thành viên Khối",
            "Lưu: VT, KTĐ",
        ),
        annexes=results_annex(bloc_year, number, on),
        notice=notice(bloc_year.provenance),
    )


def closing(bloc_year: BlocYear) -> Paragraph:
    return Paragraph(
        f"Trên đây là báo cáo tổng kết công tác thi đua, khen thưởng năm {bloc_year.year} "
        f"và phương hướng, nhiệm vụ năm {bloc_year.year + 1} của {bloc_year.bloc.name}."
    )


def sections(report: Report) -> Iterator[Block]:
    bloc_year = report.bloc_year
    parts: tuple[tuple[str, Sequence[Block]], ...] = (
        ("Tình hình chung", situation(report)),
        (f"Kết quả thực hiện năm {bloc_year.year}", results(bloc_year)),
        ("Hạn chế, nguyên nhân", numbered(written(report, "shortcomings"))),
        (
            f"Phương hướng, nhiệm vụ năm {bloc_year.year + 1}",
            numbered(written(report, "directions")),
        ),
        ("Đề xuất, kiến nghị", numbered(written(report, "proposals"))),
    )
    filled = [(title, blocks) for title, blocks in parts if blocks]
    for place, (title, blocks) in enumerate(filled, 1):
        yield Section(roman(place), title)
        yield from blocks


def written(report: Report, section: str) -> tuple[str, ...]:
    return tuple(report.sections.get(section, ()))


def situation(report: Report) -> list[Block]:
    return [
        Paragraph(composition(report.bloc_year)),
        *(Paragraph(text) for text in written(report, "situation")),
    ]


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


def results(bloc_year: BlocYear) -> list[Block]:
    parts: tuple[tuple[str, Iterable[Block]], ...] = (
        ("Thực hiện các nội dung của giao ước thi đua", by_article(bloc_year)),
        ("Các phong trào thi đua", movements(bloc_year)),
        ("Công tác thi đua, khen thưởng", commendation(bloc_year)),
        ("Kết quả chấm điểm, xếp hạng", ranking(bloc_year)),
    )
    filled = [(title, blocks) for title, made in parts if (blocks := tuple(made))]
    return [
        block
        for place, (title, blocks) in enumerate(filled, 1)
        for block in (SubSection(str(place), title), *blocks)
    ]


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
    return file_paper(
        report_paper(report, bloc_number(bloc_year, Kind.REPORT.abbreviation, at), at),
        bloc_year=bloc_year,
        kind=PaperKind.REPORT,
        title=f"Báo cáo tổng kết năm {bloc_year.year}",
        subject=report,
        file_name=f"bao-cao-tong-ket-{bloc_year.year}",
        is_public=True,
        actor=actor,
        at=at,
    )
