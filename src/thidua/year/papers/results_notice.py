"""The notice of the year's results to the members: ranking, awards, who leads next."""

from collections.abc import Iterator

from thidua.apps.assessments.queries import standings_of
from thidua.apps.awards.enums import NominationState
from thidua.apps.awards.queries import award_name, nominations_of, reference_day, register_of
from thidua.apps.filing.enums import PaperKind
from thidua.papers import Align, Block, Column, Kind, Paper, Paragraph, Row, Table
from thidua.papers.drafts import Data, Form, Head, Outline, Room, Written, fill
from thidua.text import padded, short_date
from thidua.year.composing import Asked
from thidua.year.conference import next_year_of
from thidua.year.papers.common import council_name, lead_unit
from thidua.year.papers.drafted import recipients_room
from thidua.year.papers.ranking import ranking_table
from thidua.year.papers.shared import bloc_paper, filed_bases, listed


def no_ranking(asked: Asked) -> str:
    return "" if standings_of(asked.bloc_year).exists() else "Chưa chốt xếp hạng của khối."


def results_notice_paper(asked: Asked, written: Written) -> Paper:
    summary = f"Kết quả thi đua, khen thưởng năm {asked.bloc_year.year}"
    return fill(bloc_paper(asked, Kind.NOTICE, summary), results_notice_outline(asked), written)


def results_notice_outline(asked: Asked) -> Outline:
    bloc_year = asked.bloc_year
    return Outline(
        body=(
            Data("can_cu", tuple(ground(asked)), "Biên bản, quyết định đã lưu", "papers"),
            Room(key="mo_dau", label="Mở đầu", remembered=True),
            Head("muc_xep_hang", "Kết quả chấm điểm, xếp hạng"),
            Data("xep_hang", tuple(ranked(asked)), "Bảng xếp hạng", "ranking"),
            Head("muc_khen_thuong", "Kết quả khen thưởng"),
            Data("khen_thuong", tuple(honours(asked)), "Sổ khen thưởng", "register"),
            Data("dang_cho", tuple(waiting(asked)), "Đề nghị khen thưởng", "nominations"),
            Head("muc_khoi_truong", f"Khối trưởng năm {bloc_year.year + 1}"),
            Data("khoi_truong", tuple(next_lead(asked)), "Kết quả hội nghị", "conference"),
            Head("muc_viec", "Việc cần thực hiện"),
            Room(key="viec", label="Việc cần thực hiện, thời hạn", form=Form.CLAUSES),
            Room(
                key="ket",
                label="Lời kết",
                closing=True,
                offered=(
                    f"{bloc_year.bloc.name} thông báo để các đơn vị thành viên biết, thực hiện.",
                ),
            ),
        ),
        recipients=(
            recipients_room(
                "Các đơn vị thành viên Khối",
                bloc_year.authority.standing_office,
                "Lưu: VT, KTĐ",
            ),
        ),
    )


def ground(asked: Asked) -> Iterator[Block]:
    """Name the filed papers that the results rest on, in one sentence."""
    kinds = (PaperKind.CONFERENCE_MINUTES, PaperKind.DECISION)
    told = [base.removeprefix("Căn cứ ") for base in filed_bases(asked.bloc_year, kinds)]
    if told:
        yield Paragraph(
            f"Theo {'; '.join(told)}, {asked.bloc_year.bloc.name} thông báo kết quả thi đua, khen "
            f"thưởng năm {asked.bloc_year.year} như sau:"
        )


def ranked(asked: Asked) -> Iterator[Block]:
    standings = list(standings_of(asked.bloc_year))
    if standings:
        yield ranking_table(standings)


def honours(asked: Asked) -> Iterator[Block]:
    entries = list(register_of(asked.bloc_year).select_related("decision"))
    if not entries:
        return
    columns = (
        Column("STT", 1, Align.CENTER),
        Column("Tập thể", 5),
        Column("Danh hiệu, hình thức khen thưởng", 5),
        Column("Quyết định", 4, Align.CENTER),
    )
    rows = (
        Row(
            (
                str(place),
                entry.subject,
                entry.award_name,
                f"{entry.decision.number}\nngày {short_date(entry.decision.signed_on)}",
            )
        )
        for place, entry in enumerate(entries, 1)
    )
    yield Table(columns, tuple(rows))


def waiting(asked: Asked) -> Iterator[Block]:
    """Name what was proposed and is neither decided nor declined."""
    on = reference_day(asked.bloc_year, asked.day)
    settled = (NominationState.DECIDED, NominationState.DECLINED)
    left = nominations_of(asked.bloc_year).exclude(state__in=settled)
    told = [
        f"{one.membership.unit.name}: {award_name(one.award, on, one.authority)}" for one in left
    ]
    if told:
        council = council_name(asked.bloc_year.authority)
        yield Paragraph(
            f"{padded(len(told))} đề nghị đang được {council} và cấp có thẩm quyền xem xét:"
        )
        yield from listed(told)


def next_lead(asked: Asked) -> Iterator[Block]:
    following = next_year_of(asked.bloc_year)
    if following is not None:
        yield Paragraph(
            f"{lead_unit(following).name} là Khối trưởng năm {following.year}, nhận bàn giao hồ sơ "
            f"từ {lead_unit(asked.bloc_year).name}."
        )
