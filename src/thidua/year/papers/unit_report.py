"""A unit's own report at mid-year and at the year's end; part of it goes into the bloc's."""

from collections.abc import Iterator

from thidua.apps.campaigns.enums import Direction
from thidua.apps.campaigns.models import Assignment, Progress
from thidua.apps.campaigns.queries import latest_figure, plans_of
from thidua.apps.filing.queries import sent_words, unit_drafts
from thidua.apps.units.models import BlocYear
from thidua.apps.units.queries import members_of
from thidua.papers import Align, Block, Column, Kind, Paper, Paragraph, Row, Table
from thidua.papers.drafts import Data, Form, Head, Outline, Piece, Room, Written, fill
from thidua.text import decimal_text
from thidua.year.composing import Asked
from thidua.year.pacing import missed
from thidua.year.papers.common import NOTHING, notice
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.members import (
    member_of,
    names_of,
    unit_heading,
    unit_name,
    unit_number,
    unit_signature,
)
from thidua.year.papers.results import at_midyear

MIDYEAR, WHOLE = "so-ket", "tong-ket"
SHARED = "gop_khoi"
_PERIODS = {MIDYEAR: "6 tháng đầu năm", WHOLE: "năm"}


def unit_reports_of(asked: Asked) -> dict[str, str]:
    """Return each unit's reports of the year by what they are about."""
    return {
        f"{code}_{half}": f"{name}, {period} {asked.bloc_year.year}"
        for code, name in names_of(asked).items()
        for half, period in _PERIODS.items()
    }


def half_of(asked: Asked) -> str:
    return asked.about.partition("_")[2]


def period_of(asked: Asked) -> str:
    return f"{_PERIODS[half_of(asked)]} {asked.bloc_year.year}"


def unit_report_name(asked: Asked) -> str:
    return f"{unit_name(asked)}, {period_of(asked)}"


def unit_report_paper(asked: Asked, written: Written) -> Paper:
    paper = Paper(
        kind=Kind.REPORT,
        heading=unit_heading(asked),
        number=unit_number(asked, Kind.REPORT),
        place=asked.bloc_year.authority.place,
        dated=asked.day,
        summary=f"Kết quả công tác thi đua, khen thưởng {period_of(asked)}",
        signatures=(unit_signature(asked),),
        notice=notice(asked.bloc_year.provenance),
    )
    return fill(paper, unit_report_outline(asked), written)


def unit_report_outline(asked: Asked) -> Outline:
    return Outline(
        body=(
            Room(key="mo_dau", label="Mở đầu", remembered=True),
            Head("muc_ket_qua", f"Kết quả {period_of(asked)}"),
            Data("chi_tieu", tuple(figures(asked)), "Chỉ tiêu đơn vị đã ghi", "targets"),
            Data("giai_trinh", tuple(explained(asked)), "Giải trình chỉ tiêu", "target-board"),
            Head("muc_gop", "Cách làm, kết quả nổi bật"),
            Room(key=SHARED, label="Đoạn đưa vào báo cáo của khối"),
            Head("muc_rieng", "Kết quả khác"),
            Room(key="rieng", label="Phần riêng của đơn vị", form=Form.CLAUSES),
            Head("muc_han_che", "Hạn chế, nguyên nhân; đề xuất"),
            Room(key="han_che", label="Hạn chế, nguyên nhân; đề xuất", form=Form.CLAUSES),
        ),
        recipients=(recipients_room(asked.bloc_year.bloc.name, "Lưu: VT"),),
    )


def plans(asked: Asked) -> list[Assignment]:
    return list(plans_of(asked.bloc_year).filter(membership=member_of(asked)))


def figure_of(plan: Assignment, half: str) -> Progress | None:
    return at_midyear(plan) if half == MIDYEAR else latest_figure(plan)


def figures(asked: Asked) -> Iterator[Block]:
    """Set out the unit's targets with what was reached and the paper that proves it."""
    rows = []
    for plan in plans(asked):
        reached = figure_of(plan, half_of(asked))
        limit = "tối đa " if plan.target.direction == Direction.LOWER else ""
        rows.append(
            Row(
                (
                    f"{plan.target.code}. {plan.target.text} ({plan.target.unit_of_measure})",
                    f"{limit}{decimal_text(plan.planned)}",
                    decimal_text(reached.value) if reached else NOTHING,
                    (reached.paper_number if reached else "") or NOTHING,
                )
            )
        )
    if rows:
        columns = (
            Column("Chỉ tiêu", 6),
            Column("Kế hoạch năm", 2, Align.RIGHT),
            Column("Đạt được", 2, Align.RIGHT),
            Column("Văn bản", 3),
        )
        yield Table(columns, tuple(rows))


def explained(asked: Asked) -> Iterator[Block]:
    yield from told_explanations(plans(asked), named=False)


def told_explanations(of: list[Assignment], *, named: bool = True) -> Iterator[Block]:
    """Tell why targets were missed, in the units' own words."""
    for plan in of:
        told = list(plan.explanations.all())
        if told and missed(plan):
            who = f"{plan.membership.unit.short_name}, " if named else ""
            yield Paragraph(f"{who}chỉ tiêu {plan.target.code} chưa đạt: {told[-1].text}")


def from_units(bloc_year: BlocYear, half: str) -> tuple[Piece, ...]:
    """Return the part of the bloc's report that units wrote in reports they have sent."""
    words = sent_words(unit_drafts(bloc_year, half), SHARED)
    blocks = [
        Paragraph(text, lead=f"{member.unit.name}:" if place == 0 else "")
        for member in members_of(bloc_year)
        for place, text in enumerate(words.get(member.unit.code, ()))
    ]
    return (
        Head("muc_don_vi", "Kết quả nổi bật của các đơn vị", level=2),
        Data("don_vi", tuple(blocks), "Báo cáo các đơn vị đã gửi", "drafts"),
    )
