"""Papers of ours in Word, to be spoiled in one thing and read back."""

import io
from collections.abc import Iterator
from functools import cache
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from sample_papers import PAPERS

from thidua.papers import to_docx


@cache
def good(name: str) -> bytes:
    return to_docx(PAPERS[name])


def opened(name: str) -> Any:
    return docx.Document(io.BytesIO(good(name)))


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs_in(document: Any) -> Iterator[Any]:
    """Every paragraph of the body, of cells and of heads."""
    section = document.sections[0]
    roots = [document.element.body, section.header._element, section.first_page_header._element]
    for root in roots:
        for element in root.iter(qn("w:p")):
            yield Paragraph(element, document)


def line(document: Any, start: str) -> Any:
    """The first paragraph that begins so."""
    return next(p for p in paragraphs_in(document) if p.text.startswith(start))


def say(document: Any, start: str, text: str) -> Any:
    """Write another text into the paragraph that begins so, in its first run's style."""
    paragraph = line(document, start)
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run.text = ""
    return paragraph


def remove(paragraph: Any) -> None:
    paragraph._p.getparent().remove(paragraph._p)
