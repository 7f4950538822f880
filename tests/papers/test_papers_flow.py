from dataclasses import replace

import pytest
from hypothesis import given, strategies as st
from sample_papers import AGREEMENT, DECISION, LETTER, PROPOSAL, REPORT, SCORES

from thidua.papers import (
    Article,
    BulletList,
    Clause,
    Column,
    Kind,
    Number,
    Paragraph,
    Row,
    Section,
    Table,
    points,
    roman,
)
from thidua.papers.flow import Grid, Line, addressee_items, body, dashed, flow

TEXTS = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=12)


def lines(parts: tuple[Line | Grid, ...]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Line)]


def test_bases_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    bases = lines(body(DECISION))[1:5]
    assert [text[-1] for text in bases] == [";", ";", ";", "."]
    assert bases[0].endswith("2015;")


@given(st.lists(st.tuples(TEXTS, st.sampled_from(["", ";", ".", ",", "./.", " ;"])), min_size=1))
def test_dashed_lines_end_right_however_they_were_typed(items: list[tuple[str, str]]) -> None:
    printed = dashed(text + mark for text, mark in items)
    *earlier, last = [f"- {text};" for text, _ in items]
    assert printed == (*earlier, last[:-1] + ".")


def test_the_body_ends_with_a_stroke_between_full_stops() -> None:
    assert lines(body(REPORT))[-1].endswith("của Khối./.")
    assert lines(body(replace(REPORT, body=(Paragraph("Hết./."),)))) == ["Hết./."]


def test_a_paper_without_body_has_no_end_mark() -> None:
    assert body(replace(LETTER, body=())) == ()


def test_one_addressee_ends_with_a_stop_and_several_are_dashed() -> None:
    assert addressee_items(replace(LETTER, addressees=("Sở Nội vụ",))) == ("Sở Nội vụ.",)
    assert addressee_items(PROPOSAL) == (
        "- Hội đồng Thi đua - Khen thưởng tỉnh Nam Định;",
        "- Sở Nội vụ (Ban Thi đua - Khen thưởng).",
    )


def test_points_are_lettered_as_the_decree_letters_its_own() -> None:
    letters = "".join(point.letter for point in points(["x"] * 23))
    assert letters == "abcdđeghiklmnopqrstuvxy"


def test_more_points_than_letters_are_refused() -> None:
    with pytest.raises(ValueError, match="nhiều nhất 23 điểm, ở đây có 24"):
        points(["x"] * 24)


def test_sections_are_in_capitals_after_a_roman_number() -> None:
    assert lines(flow([Section(roman(4), "Phương hướng")])) == ["IV. PHƯƠNG HƯỚNG"]
    assert [roman(n) for n in (1, 9, 14, 39)] == ["I", "IX", "XIV", "XXXIX"]


def test_an_article_with_a_title_has_it_in_bold_on_its_own_line() -> None:
    head, text = flow([Article(2, title="Nguyên tắc", text="Dân chủ.")])
    assert (head.text, head.runs[0].bold, head.keep) == ("Điều 2. Nguyên tắc", True, True)
    assert (text.text, text.runs[0].bold) == ("Dân chủ.", False)


def test_an_article_without_title_begins_its_text() -> None:
    (line,) = flow([Article(1, text="Tặng Bằng khen.")])
    assert [(run.text, run.bold) for run in line.runs] == [
        ("Điều 1. ", True),
        ("Tặng Bằng khen.", False),
    ]


def test_a_clause_with_a_title_has_it_in_bold_on_its_own_line() -> None:
    assert lines(flow([Clause(1, "Nội dung.", title="Dân chủ"), Clause(2, "Công khai.")])) == [
        "1. Dân chủ",
        "Nội dung.",
        "2. Công khai.",
    ]


def test_a_bullet_list_keeps_its_own_punctuation() -> None:
    assert lines(flow([BulletList(("Sở Nội vụ;", "Sở Tài chính"))])) == [
        "- Sở Nội vụ;",
        "- Sở Tài chính",
    ]


def test_grouped_columns_have_a_head_of_two_rows() -> None:
    grid = flow([SCORES])[1]
    assert isinstance(grid, Grid)
    top, below = grid.head
    assert [(cell.text, cell.colspan, cell.rowspan) for cell in top] == [
        ("STT", 1, 2),
        ("Đơn vị", 1, 2),
        ("Điểm thi đua", 3, 1),
        ("Xếp hạng", 1, 2),
    ]
    assert [cell.text for cell in below] == ["Tự chấm", "Chấm chéo", "Thẩm định"]


def test_a_row_with_fewer_cells_begins_with_one_that_spans_the_rest() -> None:
    grid = flow([SCORES])[1]
    assert isinstance(grid, Grid)
    assert [cell.colspan for cell in grid.rows[0]] == [6]
    assert [cell.colspan for cell in grid.rows[-1]] == [2, 1, 1, 1, 1]


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=12))
def test_shares_of_columns_add_up_to_the_width_of_the_table(widths: list[float]) -> None:
    columns = tuple(Column(str(n), width) for n, width in enumerate(widths))
    (grid,) = flow([Table(columns, ())])
    assert isinstance(grid, Grid)
    assert sum(grid.widths) == pytest.approx(1)


@pytest.mark.parametrize("cells", [(), ("1", "2", "3")])
def test_a_row_that_does_not_fit_its_table_is_refused(cells: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=f"Dòng 1 của bảng có {len(cells)} ô, bảng có 2 cột"):
        Table((Column("STT"), Column("Đơn vị")), (Row(cells),))


def test_numbers_below_ten_carry_a_zero() -> None:
    assert Number(5, "QĐ-UBND").text == "05/QĐ-UBND"
    assert Number(112, "QĐ-UBND").text == "112/QĐ-UBND"


def test_papers_outside_the_decrees_list_have_no_abbreviation() -> None:
    without = {kind for kind in Kind if not kind.abbreviation}
    assert without == {Kind.LETTER, Kind.AGREEMENT, Kind.BALLOT, Kind.LIST}


def test_a_letter_has_no_title_and_an_agreement_its_own() -> None:
    assert LETTER.printed_title == ""
    assert AGREEMENT.printed_title == "GIAO ƯỚC THI ĐUA NĂM 2021"
    assert DECISION.printed_title == "QUYẾT ĐỊNH"


def test_a_line_that_announces_what_follows_stays_with_it() -> None:
    announced, other = flow([Paragraph("Gồm:"), Paragraph("Hết.")])
    assert (announced.keep, other.keep) == (True, False)


def test_a_whole_table_is_a_whole_grid() -> None:
    (grid,) = flow([Table((Column("STT"),), (Row(("1",)),), whole=True)])
    assert isinstance(grid, Grid)
    assert grid.whole
