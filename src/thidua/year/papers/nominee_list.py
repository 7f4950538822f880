"""The list of nominees as a paper of its own, names as they are to be printed (B.7)."""

from dataclasses import replace

from thidua.apps.awards.queries import nominations_of, reference_day
from thidua.papers import Kind, Paper, Paragraph
from thidua.papers.drafts import Data, Outline, Room, Written, fill
from thidua.text import padded
from thidua.year.composing import Asked
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.proposal import nominees_annex
from thidua.year.papers.shared import bloc_paper


def nobody_proposed(asked: Asked) -> str:
    return "" if nominations_of(asked.bloc_year).exists() else "Hội nghị chưa đề nghị đơn vị nào."


def nominee_list_paper(asked: Asked, written: Written) -> Paper:
    bloc_year, on = asked.bloc_year, asked.day
    listed = list(nominations_of(bloc_year))
    annex = nominees_annex(bloc_year, listed, None, on, reference_day(bloc_year, on))
    paper = bloc_paper(
        asked,
        Kind.LIST,
        f"Năm {bloc_year.year}",
        title="DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG",
        annexes=(replace(annex, reference=f"(Của {bloc_year.bloc.name})"),),
    )
    return fill(paper, nominee_list_outline(asked), written)


def nominee_list_outline(asked: Asked) -> Outline:
    count = nominations_of(asked.bloc_year).count()
    told = (
        f"{asked.bloc_year.bloc.name} lập danh sách {padded(count)} tập thể đề nghị khen thưởng năm "
        f"{asked.bloc_year.year}; tên tập thể ghi đúng như in trên bằng, cờ."
    )
    return Outline(
        body=(
            Data("so_luong", (Paragraph(told),), "Đề nghị khen thưởng", "nominations"),
            Room(key="ca_nhan", label="Cá nhân đề nghị: họ tên, năm sinh, chức vụ, đơn vị"),
        ),
        recipients=(recipients_room(asked.bloc_year.authority.standing_office, "Lưu: VT, KTĐ"),),
    )
