import pytest
from sample_draft import OUTLINE, paper, word

from thidua.papers import Marked, Section, SubSection, to_docx, to_pdf
from thidua.papers.drafts import Form, Room, Words, fill, lined, printed


def written(room: str, *texts: str) -> dict[str, tuple[Words, ...]]:
    return {room: tuple(Words(f"{room}_{n}", text) for n, text in enumerate(texts, 1))}


def test_heads_are_numbered_and_a_head_over_nothing_is_left_out() -> None:
    heads = [block for block in paper().body if isinstance(block, Section | SubSection)]
    assert heads == [
        Section("I", "Tình hình chung"), Section("II", "Kết quả"), SubSection("1", "Xếp hạng"),
        Section("III", "Hạn chế"),
    ]  # fmt: skip


def test_a_head_comes_with_the_first_words_below_it() -> None:
    heads = [b.title for b in paper(written("trong", "Có.")).body if isinstance(b, Section)]
    assert heads == ["Tình hình chung", "Mục không có gì", "Kết quả", "Hạn chế"]


def test_several_clauses_are_numbered_and_a_single_one_stands_as_it_is() -> None:
    assert Marked("2. Hai.") in paper(written("han_che", "Một.", "Hai.")).body
    assert Marked("Một.") in paper(written("han_che", "Một.")).body


def test_points_are_lettered_anew_as_the_decree_letters_them() -> None:
    typed = [f"{letter}) điểm" for letter in "aaaaaaa"]
    told = [b.text[:2] for b in paper(written("tinh_hinh", *typed)).body if isinstance(b, Marked)]
    assert told[:7] == ["a)", "b)", "c)", "d)", "đ)", "e)", "g)"]


def test_bases_and_recipients_keep_the_style_of_the_decree() -> None:
    made = paper(written("can_cu", "Căn cứ *Quy chế* của Khối"))
    assert made.bases == ("Căn cứ Luật A", "Căn cứ Quy chế của Khối")
    assert made.recipients == ("Hội đồng", "Lưu: VT")


def test_a_room_that_was_emptied_stays_empty() -> None:
    assert paper({"noi_nhan": ()}).recipients == ()


@pytest.mark.parametrize(
    ("text", "form", "kept"),
    [
        ("1. Một  số", Form.CLAUSES, "Một số"),
        ("- Hội đồng;", Form.RECIPIENTS, "Hội đồng"),
        ("Căn cứ Luật.", Form.BASES, "Căn cứ Luật"),
        ("Trên đây là báo cáo./.", Form.PARAGRAPHS, "Trên đây là báo cáo."),
        ("2021. Là một năm khó khăn", Form.CLAUSES, "2021. Là một năm khó khăn"),
    ],
)
def test_a_paragraph_is_kept_without_what_the_paper_sets_itself(
    text: str, form: Form, kept: str
) -> None:
    assert lined(text, form) == kept


def test_bold_words_are_bold_in_both_renderings() -> None:
    assert b"<w:b/>" not in word()[:10]
    made = fill(paper(), OUTLINE, written("mo_dau", "Rất *đậm*."))
    assert to_docx(made) == to_docx(made)
    assert to_pdf(made) == to_pdf(made)


def test_every_line_of_a_draft_has_a_key_of_its_own() -> None:
    keys = [line.key for line in printed(OUTLINE, {})]
    assert len(keys) == len(set(keys))
    assert max(map(len, keys)) <= 30


def test_the_same_draft_gives_the_same_word_document() -> None:
    assert word() == word()


def test_a_room_offers_its_words_until_somebody_writes() -> None:
    room = Room(key="x", label="X", offered=("Mẫu",))
    assert room.offered == ("Mẫu",)
