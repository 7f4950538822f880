"""A draft that went to Word and came back, edited by python-docx as offices' programs would."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from sample_draft import IDENTITY, OUTLINE, VERSION, came_back, told, word
from sample_papers import REPORT

from thidua.papers import to_docx
from thidua.papers.drafts import Unreadable, Words, from_json, read, taken_over, to_json

CLOSING = "Trên đây là báo cáo của Khối."


def edited(edit: Callable[[Any], None], content: bytes = b"") -> bytes:
    document = docx.Document(io.BytesIO(content or word()))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(document: Any, start: str) -> Any:
    return next(p for p in document.paragraphs if p.text.startswith(start))


def rewrite(start: str, text: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        first, *rest = paragraph(document, start).runs
        first.text = text
        for run in rest:
            run.text = ""

    return edit


def add_after(start: str, text: str) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        found = paragraph(document, start)
        new = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>{text}</w:t></w:r></w:p>")
        found._p.addnext(new)

    return edit


def remove(start: str) -> Callable[[Any], None]:
    return lambda document: document.element.body.remove(paragraph(document, start)._p)


def without_bookmarks(document: Any) -> None:
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(document.element.body.iter(qn(name))):
            mark.getparent().remove(mark)


def test_an_untouched_draft_comes_back_without_a_change() -> None:
    assert came_back(word()).changes == ()
    assert came_back(edited(lambda _: None)).changes == ()


def test_the_document_says_whose_draft_it_is_and_which_version() -> None:
    document = read(word())
    assert (document.identity, document.version) == (IDENTITY, VERSION)


@pytest.mark.parametrize(
    ("edit", "change"),
    [
        (
            rewrite("Trên đây", "Trên đây là toàn bộ báo cáo."),
            ("changed", "ket_1", CLOSING, "Trên đây là toàn bộ báo cáo."),
        ),
        (remove("a) Điểm một"), ("removed", "tinh_hinh_2", "a) Điểm một;", "")),
        (
            rewrite("Khối có 09", "Khối có 10 đơn vị."),
            ("fixed", "khoi_1", "Khối có 09 đơn vị.", "Khối có 10 đơn vị."),
        ),
        (
            rewrite("III. HẠN CHẾ", "III. TỒN TẠI"),
            ("fixed", "muc_3", "III. HẠN CHẾ", "III. TỒN TẠI"),
        ),
    ],
)
def test_one_edit_is_one_change(
    edit: Callable[[Any], None], change: tuple[str, str, str, str]
) -> None:
    assert told(came_back(edited(edit))) == [change]


def test_a_new_paragraph_goes_to_the_room_it_stands_in() -> None:
    (change,) = came_back(edited(add_after("1. Một số báo cáo", "Mới thêm."))).changes
    assert (change.kind, change.after, change.after_keys) == ("added", "Mới thêm.", ("han_che_1",))
    after = taken_over(OUTLINE, {}, (change,), {1})
    assert [one.text for one in after["han_che"]] == [
        "Một số báo cáo còn chậm.", "Mới thêm.", "Ít sáng kiến cấp tỉnh.",
    ]  # fmt: skip


def test_a_new_paragraph_before_the_first_head_goes_to_the_empty_opening() -> None:
    (change,) = came_back(edited(add_after("Căn cứ Luật A", "Căn cứ Quy chế của Khối."))).changes
    assert change.room is not None
    assert (change.room.key, change.after) == ("can_cu", "Căn cứ Quy chế của Khối")


def test_a_new_paragraph_among_signatures_and_annexes_has_no_room() -> None:
    (change,) = came_back(edited(add_after("Phụ lục", "Ghi thêm."))).changes
    assert (change.kind, change.may_be_taken) == ("stray", False)


def test_a_changed_figure_in_a_table_is_shown_and_never_taken_over() -> None:
    def edit(document: Any) -> None:
        table = next(t for t in document.tables if t.rows[0].cells[0].text == "STT")
        table.rows[2].cells[2].paragraphs[0].runs[0].text = "99"

    (change,) = came_back(edited(edit)).changes
    assert (change.kind, change.source, change.page) == ("fixed", "Bảng xếp hạng", "ranking")
    assert (change.before, change.after) == ("2 | B | 94", "2 | B | 99")
    assert taken_over(OUTLINE, {}, (change,), {1}) == taken_over(OUTLINE, {}, (), ())


def test_a_paragraph_moved_within_its_room_is_moved_not_rewritten() -> None:
    def edit(document: Any) -> None:
        second = paragraph(document, "2. Ít sáng kiến")._p
        paragraph(document, "1. Một số báo cáo")._p.addprevious(second)

    (change,) = came_back(edited(edit)).changes
    assert change.kind == "moved"
    after = taken_over(OUTLINE, {}, (change,), {1})
    assert [one.key for one in after["han_che"]] == ["han_che_2", "han_che_1"]


def test_bold_and_italic_come_back_as_marks() -> None:
    def edit(document: Any) -> None:
        run = paragraph(document, "Trên đây").add_run(" Rất tốt.")
        run.bold = True

    ((_, _, _, after),) = told(came_back(edited(edit)))
    assert after.endswith("*Rất tốt.*")


def test_without_its_keys_a_draft_is_aligned_by_its_text() -> None:
    content = edited(without_bookmarks)
    assert came_back(content).changes == ()
    again = edited(rewrite("Trên đây", "Trên đây là báo cáo năm 2021 của Khối."), content)
    assert [(kind, key) for kind, key, _, _ in told(came_back(again))] == [("changed", "ket_1")]


def test_what_was_not_touched_in_word_leaves_what_was_written_meanwhile() -> None:
    meanwhile = {"ket": (Words("ket_1", "Lời kết đã sửa trên trang."),)}
    assert came_back(word(), meanwhile).changes == ()


def test_a_paragraph_written_after_the_draft_was_sent_is_not_taken_for_removed() -> None:
    meanwhile = {"ket": (Words("ket_1", CLOSING), Words("ket_2", "Thêm trên trang."))}
    assert came_back(word(), meanwhile).changes == ()


def test_a_paragraph_taken_out_on_the_page_meanwhile_does_not_come_back() -> None:
    assert came_back(word(), {"ket": ()}).changes == ()


def test_only_the_chosen_changes_are_taken_over() -> None:
    def edit(document: Any) -> None:
        rewrite("Trên đây", "Hết.")(document)
        remove("a) Điểm một")(document)

    changes = came_back(edited(edit)).changes
    after = taken_over(OUTLINE, {}, changes, {changes[0].number})
    assert after["ket"] == (Words("ket_1", "Hết."),)
    assert len(after["tinh_hinh"]) == 3


def test_tracked_changes_are_read_as_accepted_and_say_who_made_them() -> None:
    def edit(document: Any) -> None:
        run = paragraph(document, "Trên đây").runs[0]._r
        by = f'{nsdecls("w")} w:id="90" w:author="Trần Thị Sửa (minh họa)"'
        run.addprevious(parse_xml(f"<w:ins {by}><w:r><w:t>Kính gửi. </w:t></w:r></w:ins>"))
        gone = f"<w:del {by}><w:r><w:delText>Bỏ đi. </w:delText></w:r></w:del>"
        run.addprevious(parse_xml(gone))

    (change,) = came_back(edited(edit)).changes
    assert change.after == f"Kính gửi. {CLOSING}"
    assert change.authors == ("Trần Thị Sửa (minh họa)",)


def test_a_paragraph_whose_end_was_deleted_under_tracking_runs_into_the_next() -> None:
    def edit(document: Any) -> None:
        properties = paragraph(document, "a) Điểm một")._p.get_or_add_pPr()
        deleted = f'<w:rPr {nsdecls("w")}><w:del w:id="91" w:author="X"/></w:rPr>'
        properties.append(parse_xml(deleted))

    kinds = [(kind, after) for kind, _, _, after in told(came_back(edited(edit)))]
    assert kinds == [("changed", "a) Điểm một; b) Điểm hai."), ("removed", "")]


def test_comments_are_told_with_the_paragraph_they_stand_at() -> None:
    def edit(document: Any) -> None:
        runs = paragraph(document, "Khối có 09").runs
        document.add_comment(runs, text="Xem lại số này", author="Lê Văn Xem (minh họa)")

    (said,) = came_back(edited(edit)).comments
    assert (said.key, said.remark.author, said.remark.text) == (
        "khoi_1", "Lê Văn Xem (minh họa)", "Xem lại số này",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("font", "typed", "read_as"),
    [
        (".VnTime", "KÝnh tr×nh Héi ®ång", "Kính trình Hội đồng"),
        (".VnTimeH", "kÝnh tr×nh", "KÍNH TRÌNH"),
        ("VNI-Times", "Kính trình Hoäi ñoàng", "Kính trình Hội đồng"),
    ],
)
def test_text_in_an_old_font_comes_in_as_unicode_and_says_so(
    font: str, typed: str, read_as: str
) -> None:
    def edit(document: Any) -> None:
        add_after("Trên đây", typed)(document)
        paragraph(document, typed).runs[0].font.name = font

    back = came_back(edited(edit))
    assert [change.after for change in back.changes] == [read_as]
    assert back.converted == ((typed, read_as),)


def test_what_was_read_is_carried_from_page_to_page_unchanged() -> None:
    document = read(edited(rewrite("Khối có 09", "Khối có 10 đơn vị.")))
    assert told(came_back(word())) == []
    again = from_json(to_json(document))
    assert [(u.keys, u.stretches, u.is_row) for u in again.units] == [
        (u.keys, u.stretches, u.is_row) for u in document.units
    ]


def packed(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "không có nội dung"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "có mật khẩu"),
        (b"khong phai tep Word", "đã hỏng"),
        (b"PK\x03\x04" + bytes(30), "đã hỏng"),
        (packed(xl__workbook_xml=b"<a/>"), "không phải là văn bản .docx"),
        (packed(word__document_xml=b"<a/>", word__vbaProject_bin=b"x"), "macro"),
        (packed(word__document_xml=b"<a><b></a>"), "đã hỏng"),
        (packed(word__document_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "đã hỏng"),
        (packed(word__document_xml=b" " * (65 * 1024 * 1024)), "quá lớn"),
        (bytes(11 * 1024 * 1024), "lớn hơn 10 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_it_is_and_what_to_do(
    content: bytes, what: str
) -> None:
    with pytest.raises(Unreadable, match=what) as refused:
        read(content)
    assert refused.value.remedy != ""


def test_another_document_of_word_is_refused() -> None:
    with pytest.raises(Unreadable, match="không phải là bản dự thảo của văn bản này"):
        came_back(to_docx(REPORT))


def test_the_draft_of_another_paper_is_refused() -> None:
    document = docx.Document(io.BytesIO(word()))
    mark = next(
        m for m in document.element.body.iter(qn("w:bookmarkStart"))
        if m.get(qn("w:name")).startswith("tdban_")
    )  # fmt: skip
    mark.set(qn("w:name"), "tdban_ffffffffffff_1")
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(Unreadable, match="của một văn bản khác"):
        came_back(out.getvalue())


def test_a_form_without_the_file_says_to_choose_it_again() -> None:
    for text in ("", "{}", "[1]", '{"units": 3}'):
        with pytest.raises(Unreadable, match="chọn lại tệp"):
            from_json(text)
