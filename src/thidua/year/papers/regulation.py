"""The bloc's working regulation (quy chế), issued by a decision (Decree 30/2020, model 1.3).

What the bloc has set in its records (votes, numbers, stages of scoring, ties) is data; the rest has
rooms. The text issued stands on pages of its own behind the decision.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from thidua.apps.assessments.queries import (
    engine_table,
    rules_of as scoring_rules_of,
    scored_table,
    stages_of,
    tie_rules_of,
)
from thidua.apps.awards.queries import award_name, reference_day, slots_of
from thidua.apps.meetings.queries import rule_of, rules_of
from thidua.papers import Annex, Article, Block, Chapter, Kind, Paper, Paragraph, clauses
from thidua.papers.drafts import Data, Form, Outline, Piece, Room, Written, fill
from thidua.text import decimal_text, padded
from thidua.year.composing import Asked
from thidua.year.outcomes import rule_in_words
from thidua.year.papers.bases import commendation_bases
from thidua.year.papers.common import goes_with
from thidua.year.papers.drafted import bases_room, recipients_room
from thidua.year.papers.report import composition
from thidua.year.papers.shared import bloc_paper, number_of


def regulation_paper(asked: Asked, written: Written) -> Paper:
    """Compose the decision; what follows the first chapter's head is the text it issues."""
    name = asked.bloc_year.bloc.name
    paper = replace(
        bloc_paper(asked, Kind.DECISION, f"Ban hành Quy chế hoạt động của {name}"),
        authority_line=f"Khối trưởng {name}",
        opening="QUYẾT ĐỊNH:",
    )
    filled = fill(paper, regulation_outline(asked), written)
    start = next(n for n, block in enumerate(filled.body) if isinstance(block, Chapter))
    attached = Annex(
        title=f"Quy chế hoạt động của {name}",
        reference=goes_with("Quyết định", name, asked.day, number_of(asked, Kind.DECISION)),
        blocks=filled.body[start:],
    )
    return replace(filled, body=filled.body[:start], annexes=(attached,))


def regulation_outline(asked: Asked) -> Outline:
    return Outline(
        bases=(
            Data(
                "luat",
                tuple(
                    map(Paragraph, commendation_bases(reference_day(asked.bloc_year, asked.day)))
                ),
                "Pháp luật về khen thưởng của ngày xét",
                "law",
            ),
            bases_room(),
        ),
        body=(*decision_articles(asked), *text_of(asked)),
        recipients=(
            recipients_room(
                "Như Điều 2", asked.bloc_year.authority.standing_office, "Lưu: VT, KTĐ"
            ),
        ),
    )


def decision_articles(asked: Asked) -> Iterator[Piece]:
    name = asked.bloc_year.bloc.name
    yield Data(
        "quyet_dinh",
        (
            Article(
                1,
                text=f"Ban hành kèm theo Quyết định này Quy chế hoạt động của {name}.",
            ),
            Article(
                2,
                text=(
                    "Quyết định này có hiệu lực kể từ ngày ký. Các đơn vị thành viên Khối chịu "
                    "trách nhiệm thi hành Quyết định này."
                ),
            ),
        ),
        "Tên khối",
        "year",
    )


def text_of(asked: Asked) -> Iterator[Piece]:
    """Return the chapters; each article of data is followed by a room for what the bloc adds."""
    yield chapter("I", "Quy định chung", "chung")
    yield article("pham_vi", 1, "Phạm vi, đối tượng", (composition(asked.bloc_year),), "year")
    yield room("pham_vi")
    yield chapter("II", "Tổ chức, nhiệm vụ", "to_chuc")
    yield article("khoi_truong", 2, "Khối trưởng, Khối phó", LEADING, "")
    yield room("khoi_truong")
    yield article("thanh_vien", 3, "Đơn vị thành viên", MEMBERS, "")
    yield room("thanh_vien")
    yield chapter("III", "Hội nghị, biểu quyết", "hoi_nghi")
    yield article("bieu_quyet", 4, "Quy tắc biểu quyết", votes(asked), "conference")
    yield room("bieu_quyet")
    yield chapter("IV", "Chấm điểm, bình xét, suy tôn", "cham_diem")
    yield article("cham_diem", 5, "Chấm điểm", scoring(asked), "scorecards")
    yield room("cham_diem")
    yield article("dong_hang", 6, "Xếp hạng", ties(asked), "ranking")
    yield room("dong_hang")
    yield article("so_luong", 7, "Số lượng đề nghị khen thưởng", slots(asked), "nominations")
    yield room("so_luong")
    yield chapter("V", "Điều khoản thi hành", "thi_hanh")
    yield article("thi_hanh", 8, "Tổ chức thực hiện", CARRIED_OUT, "")
    yield room("thi_hanh")


LEADING = (
    (
        "Khối trưởng chủ trì xây dựng kế hoạch, giao ước, tổ chức hội nghị, thẩm định điểm, lập hồ sơ đề "
        "nghị khen thưởng của Khối."
    ),
    "Khối phó giúp Khối trưởng và thay mặt Khối trưởng khi được giao.",
)
MEMBERS = (
    "Đơn vị thành viên đăng ký thi đua, ký kết giao ước, tự chấm điểm, chấm chéo theo phân công.",
    "Mỗi đơn vị có một phiếu khi biểu quyết.",
)
CARRIED_OUT = (
    "Các đơn vị thành viên thực hiện Quy chế này; vướng mắc báo cáo Khối trưởng để sửa đổi, bổ sung.",
)


def chapter(numeral: str, title: str, key: str) -> Data:
    return Data(f"chuong_{key}", (Chapter(f"Chương {numeral}", title),), "Bố cục quy chế", "")


def article(key: str, number: int, title: str, texts: Iterable[str], page: str) -> Data:
    """Return an article with its clauses; a single one stands as its text."""
    told = [f"{text.rstrip(' .;')}." for text in texts]
    blocks: tuple[Block, ...]
    blocks = (Article(number, title, blocks=clauses(told)),)
    if len(told) < 2:
        blocks = (Article(number, title, text=told[0] if told else "Khối quy định tại hội nghị."),)
    return Data(f"dieu_{key}", blocks, f"Quy tắc đã đặt: {title.lower()}", page)


def room(key: str) -> Room:
    return Room(key=f"them_{key}", label="Nội dung bổ sung của điều trên", form=Form.PARAGRAPHS)


def votes(asked: Asked) -> Iterator[str]:
    for rule in rules_of(asked.bloc_year):
        told = rule_of(rule)
        source = f" ({told.provision})" if told.provision else ""
        yield f"{rule.get_kind_display()}: {told.in_words}{source}"


def scoring(asked: Asked) -> Iterator[str]:
    """Tell table, stages, margin and the days to object."""
    table, rules = scored_table(asked.bloc_year), scoring_rules_of(asked.bloc_year)
    if table is not None:
        yield (
            f"Điểm chấm theo {table.title}; điểm thẩm định lệch điểm tự chấm quá "
            f"{decimal_text(table.margin, table.places)} điểm phải nêu lý do"
        )
    stages = ", ".join(str(stage.label).lower() for stage in stages_of(asked.bloc_year))
    yield f"Các bước chấm: {stages}"
    yield (
        f"Đơn vị được kiến nghị về điểm thẩm định trong {padded(rules.objection_days)} ngày làm việc"
    )


def ties(asked: Asked) -> Iterator[str]:
    table = scored_table(asked.bloc_year)
    rules = list(tie_rules_of(asked.bloc_year))
    if not rules or table is None:
        yield "Đơn vị có tổng điểm cao hơn xếp trên; bằng điểm thì đồng hạng"
        return
    engine = engine_table(table)
    yield from (f"Bằng điểm: {rule_in_words(rule, engine)}" for rule in rules)


def slots(asked: Asked) -> Iterator[str]:
    on = reference_day(asked.bloc_year, asked.day)
    for slot in slots_of(asked.bloc_year):
        source = f" ({slot.source})" if slot.source else ""
        name = award_name(slot.award, on, asked.bloc_year.authority)
        yield f"{name}: không quá {padded(slot.maximum)} tập thể{source}"
