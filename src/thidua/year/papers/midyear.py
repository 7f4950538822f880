"""The bloc's report at mid-year (báo cáo sơ kết 6 tháng): figures reached by then, words by hand."""

from collections.abc import Iterator, Sequence

from thidua.apps.campaigns.models import Target
from thidua.apps.campaigns.queries import targets_of
from thidua.papers import Align, Annex, Block, Column, Kind, Paper, Paragraph, Row, Table
from thidua.papers.drafts import Data, Form, Head, Outline, Room, Written, fill
from thidua.text import decimal_text, padded
from thidua.year.composing import Asked
from thidua.year.papers.common import NOTHING, council_name, goes_with
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.people import registered_titles
from thidua.year.papers.report import composition, movements
from thidua.year.papers.results import at_midyear, reached_share, value_of
from thidua.year.papers.shared import bloc_paper, listed, number_of
from thidua.year.papers.unit_report import MIDYEAR, from_units


def midyear_paper(asked: Asked, written: Written) -> Paper:
    year = asked.bloc_year.year
    paper = bloc_paper(
        asked,
        Kind.REPORT,
        f"Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm {year}; nhiệm vụ 6 tháng cuối năm",
        annexes=tuple(figures_annex(asked)),
    )
    return fill(paper, midyear_outline(asked), written)


def midyear_outline(asked: Asked) -> Outline:
    bloc_year = asked.bloc_year
    return Outline(
        body=(
            Room(key="mo_dau", label="Mở đầu", remembered=True),
            Head("muc_tinh_hinh", "Tình hình chung"),
            Data("khoi", (Paragraph(composition(bloc_year)),), "Thành viên khối và giao ước", "year"),
            Room(key="tinh_hinh", label="Tình hình chung, công tác chỉ đạo"),
            Head("muc_ket_qua", f"Kết quả 6 tháng đầu năm {bloc_year.year}"),
            Head("muc_chi_tieu", "Thực hiện chỉ tiêu giao ước", level=2),
            Data("chi_tieu", tuple(told_figures(asked)), "Kết quả 6 tháng đã ghi", "targets"),
            Head("muc_phong_trao", "Phong trào thi đua", level=2),
            Data("phong_trao", tuple(movements(bloc_year)), "Phong trào thi đua", "year"),
            Room(key="phong_trao_khac", label="Kết quả phong trào"),
            *from_units(bloc_year, MIDYEAR),
            Head("muc_khen_thuong", "Đăng ký thi đua, khen thưởng", level=2),
            Data(
                "dang_ky", tuple(listed(registered_titles(bloc_year))), "Đăng ký danh hiệu",
                "nominations",
            ),
            Room(key="khen_thuong", label="Khen thưởng theo cấp; tỷ lệ người lao động trực tiếp"),
            Head("muc_han_che", "Hạn chế, nguyên nhân"),
            Room(key="han_che", label="Hạn chế, nguyên nhân", form=Form.CLAUSES),
            Head("muc_nhiem_vu", "Nhiệm vụ 6 tháng cuối năm"),
            Room(key="nhiem_vu", label="Nhiệm vụ 6 tháng cuối năm", form=Form.CLAUSES),
            Head("muc_kien_nghi", "Đề xuất, kiến nghị"),
            Room(key="kien_nghi", label="Đề xuất, kiến nghị", form=Form.CLAUSES),
            Room(
                key="ket",
                label="Lời kết",
                closing=True,
                offered=(
                    ("Trên đây là báo cáo sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm "
                    f"{bloc_year.year} của {bloc_year.bloc.name}."),
                ),
            ),
        ),
        recipients=(
            recipients_room(
                council_name(bloc_year.authority),
                bloc_year.authority.standing_office,
                "Các đơn vị thành viên Khối",
                "Lưu: VT, KTĐ",
            ),
        ),
    )  # fmt: skip


def told_figures(asked: Asked) -> Iterator[Block]:
    """Tell of each target how many units have a figure of the first half; the annex has them all."""
    targets = list(targets_of(asked.bloc_year))
    if not targets:
        return
    if not any(at_midyear(plan) for one in targets for plan in one.assignments.all()):
        yield Paragraph("Chưa có số liệu 6 tháng nào được ghi.")
        return
    yield from listed(told_target(target) for target in targets)
    yield Paragraph("Số liệu của từng đơn vị ghi tại Phụ lục kèm theo Báo cáo này.")


def told_target(target: Target) -> str:
    plans = list(target.assignments.all())
    known = sum(at_midyear(plan) is not None for plan in plans)
    return f"{target.text}: {padded(known)}/{padded(len(plans))} đơn vị có số liệu 6 tháng"


def figures_annex(asked: Asked) -> Iterator[Annex]:
    targets = list(targets_of(asked.bloc_year))
    if not any(at_midyear(plan) for one in targets for plan in one.assignments.all()):
        return
    name, on = asked.bloc_year.bloc.name, asked.day
    yield Annex(
        label="Phụ lục",
        title=f"Kết quả thực hiện chỉ tiêu 6 tháng đầu năm {asked.bloc_year.year}",
        reference=goes_with("Báo cáo", name, on, number_of(asked, Kind.REPORT)),
        blocks=(figures_table(targets),),
        landscape=True,
    )


def figures_table(targets: Sequence[Target]) -> Table:
    units = [plan.membership.unit.short_name for plan in targets[0].assignments.all()]
    columns = (Column("Chỉ tiêu", 2), *(Column(unit, 1.4, Align.RIGHT) for unit in units))
    return Table(columns, tuple(row for one in targets for row in target_rows(one)), size=9.5)


def target_rows(target: Target) -> Iterator[Row]:
    plans = list(target.assignments.all())
    reached = [at_midyear(plan) for plan in plans]
    yield Row((f"{target.code}. {target.text} ({target.unit_of_measure})",), bold=True)
    yield Row(("Cả năm", *(decimal_text(plan.planned) for plan in plans)))
    yield Row(("6 tháng", *(value_of(figure) for figure in reached)))
    shares = (reached_share(p, f) if f else NOTHING for p, f in zip(plans, reached, strict=True))
    yield Row(("Tỷ lệ", *shares))
