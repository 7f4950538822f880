"""A unit's registration for the year: movements, targets, titles aimed at (bản đăng ký thi đua)."""

from collections.abc import Iterator

from thidua.apps.awards.queries import award_name
from thidua.apps.campaigns.queries import assignments_of, movements_of, registrations_of
from thidua.papers import Align, Block, Column, Kind, Paper, Row, Table
from thidua.papers.drafts import Data, Form, Head, Outline, Room, Written, fill
from thidua.text import decimal_text, short_date
from thidua.year.composing import Asked
from thidua.year.papers.common import NOTHING, council_name, notice
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.members import member_of, unit_heading, unit_name, unit_signature


def registration_paper(asked: Asked, written: Written) -> Paper:
    bloc_year = asked.bloc_year
    paper = Paper(
        kind=Kind.LIST,
        heading=unit_heading(asked),
        place=bloc_year.authority.place,
        dated=asked.day,
        title="BẢN ĐĂNG KÝ THI ĐUA",
        summary=f"Năm {bloc_year.year}",
        addressees=(council_name(bloc_year.authority), bloc_year.bloc.name),
        signatures=(unit_signature(asked),),
        notice=notice(bloc_year.provenance),
    )
    return fill(paper, registration_outline(asked), written)


def registration_outline(asked: Asked) -> Outline:
    year = asked.bloc_year.year
    return Outline(
        body=(
            Room(
                key="mo_dau",
                label="Mở đầu",
                offered=(f"{unit_name(asked)} đăng ký thi đua năm {year} như sau:",),
            ),
            Head("muc_phong_trao", "Phong trào thi đua"),
            Data("phong_trao", tuple(movements(asked)), "Phong trào thi đua", "year"),
            Room(key="phong_trao_rieng", label="Phong trào của đơn vị", form=Form.CLAUSES),
            Head("muc_chi_tieu", "Chỉ tiêu"),
            Data("chi_tieu", tuple(plans(asked)), "Chỉ tiêu giao ước của đơn vị", "targets"),
            Room(key="chi_tieu_rieng", label="Chỉ tiêu khác", form=Form.CLAUSES),
            Head("muc_danh_hieu", "Danh hiệu thi đua, hình thức khen thưởng"),
            Data("danh_hieu", tuple(titles(asked)), "Đăng ký danh hiệu", "dossiers"),
            Room(key="ca_nhan", label="Danh hiệu của cá nhân đăng ký", form=Form.CLAUSES),
            Head("muc_sang_kien", "Sáng kiến, đề tài"),
            Room(key="sang_kien", label="Sáng kiến, đề tài, tác giả", form=Form.CLAUSES),
        ),
        recipients=(recipients_room("Như trên", "Lưu: VT"),),
    )


def movements(asked: Asked) -> Iterator[Block]:
    rows = list(movements_of(asked.bloc_year))
    if rows:
        columns = (
            Column("STT", 1, Align.CENTER),
            Column("Phong trào", 8),
            Column("Thời gian", 3, Align.CENTER),
        )
        told = (Row((str(n), one.title, one.period or NOTHING)) for n, one in enumerate(rows, 1))
        yield Table(columns, tuple(told))


def plans(asked: Asked) -> Iterator[Block]:
    rows = list(assignments_of(member_of(asked)))
    if rows:
        columns = (
            Column("STT", 1, Align.CENTER),
            Column("Chỉ tiêu", 7),
            Column("Đơn vị tính", 2, Align.CENTER),
            Column("Kế hoạch năm", 2, Align.RIGHT),
        )
        told = (
            Row((str(n), p.target.text, p.target.unit_of_measure, decimal_text(p.planned)))
            for n, p in enumerate(rows, 1)
        )
        yield Table(columns, tuple(told))


def titles(asked: Asked) -> Iterator[Block]:
    rows = list(registrations_of(asked.bloc_year).filter(membership=member_of(asked)))
    if rows:
        columns = (
            Column("STT", 1, Align.CENTER),
            Column("Danh hiệu, hình thức", 6),
            Column("Tập thể, cá nhân", 4),
            Column("Ngày đăng ký", 3, Align.CENTER),
        )
        authority = asked.bloc_year.authority
        told = (
            Row(
                (
                    str(n),
                    award_name(one.award, one.registered_on, authority),
                    one.subject or one.membership.unit.name,
                    short_date(one.registered_on),
                )
            )
            for n, one in enumerate(rows, 1)
        )
        yield Table(columns, tuple(told))
