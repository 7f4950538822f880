"""Every paper of a played year: PDF/A, tagged, text in NFC, and Word saying what the PDF says."""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from pdfa import faults
from pdfminer.high_level import extract_text
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from sample_papers import LETTER
from test_papers_docx import lines_of, squeezed

from thidua.papers import Marked, Paragraph, to_pdf

VOWELS = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"
LETTERS = f"{VOWELS} {VOWELS.upper()}"
Break = Callable[[PdfWriter], None]


def pdfs(folder: Path) -> list[Path]:
    return sorted((folder / "papers").glob("*.pdf"))


@cache
def mined(pdf: Path) -> str:
    """Return what another reader than pypdf gets out."""
    return extract_text(str(pdf))


def words_in(pdf: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_every_paper_and_certificate_keeps_the_rules_of_pdf_a_2b(played_out: Path) -> None:
    found = {path.name: faults(path.read_bytes()) for path in pdfs(played_out)}
    assert len(found) == 23
    assert any(name.startswith("bang-khen") for name in found)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_two_readers_get_the_same_letters_out_of_every_paper(played_out: Path) -> None:
    for path in pdfs(played_out):
        ours = Counter(squeezed(words_in(path)))
        assert ours == Counter(squeezed(mined(path))), path.name


def test_every_vietnamese_letter_comes_out_of_every_face_as_it_went_in() -> None:
    body = (Paragraph(LETTERS), Marked(f"*{LETTERS}*"), Marked(f"_{LETTERS}_"))
    pdf = to_pdf(replace(LETTER, body=body))
    for text in (words_in(io.BytesIO(pdf)), extract_text(io.BytesIO(pdf))):  # type: ignore[arg-type]
        assert squeezed(text).count(squeezed(LETTERS)) == 3


def test_word_says_line_by_line_what_the_pdf_says(played_out: Path) -> None:
    """The body in its order, every cell and foot somewhere, and no word that only one has."""
    for path in sorted((played_out / "papers").glob("*.docx")):
        document, file = docx.Document(str(path)), path.with_suffix(".pdf")
        text, position = squeezed(words_in(file)), 0
        for line in (squeezed(p.text) for p in document.paragraphs if p.text.strip()):
            # A page may end within a paragraph, so only its beginning is looked for.
            position = text.index(line[:40], position)
        told, pdf = [*lines_of(document), *feet_of(document)], mined(file)
        assert [line for line in told if not words_of(line) <= words_of(pdf)] == [], path.name
        rest = words_of(pdf) - set().union(*map(words_of, told))
        assert {word for word in rest if not word.isdigit()} == set(), path.name


def words_of(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def feet_of(document: Any) -> Iterator[str]:
    for section in document.sections:
        for foot in (section.footer, section.first_page_footer):
            yield from lines_of(foot)


def no_intent(writer: PdfWriter) -> None:
    del writer.root_object["/OutputIntents"]


def no_metadata(writer: PdfWriter) -> None:
    del writer.root_object["/Metadata"]


def no_language(writer: PdfWriter) -> None:
    del writer.root_object["/Lang"]


def no_tags(writer: PdfWriter) -> None:
    del writer.root_object["/MarkInfo"], writer.root_object["/StructTreeRoot"]


def with_script(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_file(writer: PdfWriter) -> None:
    writer.add_attachment("a.txt", b"x")


def with_address(writer: PdfWriter) -> None:
    action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject("x")}
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/A"): DictionaryObject(action)}
    )


def with_sound(writer: PdfWriter) -> None:
    box = ArrayObject(NumberObject(n) for n in (0, 0, 9, 9))
    sound = {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Sound"),
             NameObject("/Rect"): box}  # fmt: skip
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(sound)])


def first_font(writer: PdfWriter) -> DictionaryObject:
    fonts = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    return next(iter(fonts.values())).get_object()


def no_to_unicode(writer: PdfWriter) -> None:
    del first_font(writer)["/ToUnicode"]


def not_embedded(writer: PdfWriter) -> None:
    described = first_font(writer)["/DescendantFonts"][0].get_object()["/FontDescriptor"]  # type: ignore[index]
    del described["/FontFile3"]


def encrypted(writer: PdfWriter) -> None:
    writer.encrypt("x", "")


def in_cmyk(writer: PdfWriter) -> None:
    content = writer.pages[0].get_contents()
    assert content is not None
    content.set_data(b"0 0 0 1 k " + content.get_data())
    writer.pages[0][NameObject("/Contents")] = writer._add_object(content)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (no_intent, "6.2.3"), (no_metadata, "6.6.2"), (no_language, "not said"), (no_tags, "not marked"),
        (with_script, "6.5"), (with_file, "6.8"), (with_address, "6.5"), (with_sound, "6.3.1"),
        (no_to_unicode, "6.2.11.7"), (not_embedded, "6.2.11.4"), (encrypted, "6.1.3"),
        (in_cmyk, "6.2.4.3"),
    ],
)  # fmt: skip
def test_a_paper_that_breaks_a_rule_is_found_out(spoil: Break, told: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(to_pdf(LETTER)))
    spoil(writer)
    written = io.BytesIO()
    writer.write(written)
    assert [fault for fault in faults(written.getvalue()) if fault.startswith(told)]
