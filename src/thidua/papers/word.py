"""Papers as DOCX for offices that edit drafts in Word: the same lines, order and layout as the PDF.

The same paper gives the same bytes: the properties carry the paper's date, the archive no times.
"""

from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt

from thidua.papers import ooxml
from thidua.papers.flow import annex_head, body, flow
from thidua.papers.model import Annex, Paper, Verification
from thidua.papers.qr import qr_png
from thidua.papers.stamps import Stamp
from thidua.papers.word_body import CENTER, set_flow, spaced, styled
from thidua.papers.word_ends import set_addressees, set_letterhead, set_signatures, set_title
from thidua.papers.word_stamps import RIGHT, set_stamp
from thidua.papers.wording import file_title

_SHORT_SIDE, _LONG_SIDE, _HALF_SIDE = Mm(210), Mm(297), Mm(148)


def to_docx(paper: Paper) -> bytes:
    """Return the paper as a Word document."""
    document = docx.Document()
    ooxml.set_defaults(document, paper.size)
    _set_properties(document, paper)
    _set_page(document.sections[0], landscape=False)
    if paper.half:
        _halve(document.sections[0])
    _set_header_and_feet(document.sections[0], paper)
    set_letterhead(document, paper)
    set_title(document, paper)
    set_addressees(document, paper)
    set_flow(document, body(paper))
    set_signatures(document, paper)
    for annex in paper.annexes:
        _set_annex(document, paper, annex)
    return ooxml.packed(document)


def _set_properties(document: Document, paper: Paper) -> None:
    day = datetime(paper.dated.year, paper.dated.month, paper.dated.day)  # noqa: DTZ001 -- a day
    properties = document.core_properties
    properties.title = file_title(paper)
    properties.author = properties.last_modified_by = paper.heading.name
    properties.created = properties.modified = day
    properties.language = "vi-VN"
    properties.comments = ""
    properties.revision = 1


def _set_page(section: Any, *, landscape: bool) -> None:
    sides = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    section.page_width, section.page_height = sides
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
    ooxml.restart_pages(section)


def _halve(section: Any) -> None:
    """Lay an upright page out as A5 on its side: as wide, half as high."""
    section.page_height, section.orientation = _HALF_SIDE, WD_ORIENT.LANDSCAPE
    section.top_margin, section.bottom_margin = Mm(10), Mm(18)


def _set_header_and_feet(section: Any, paper: Paper) -> None:
    """Give the first section its header and feet; later sections take them over."""
    head = section.header.paragraphs[0]
    head.alignment = CENTER
    ooxml.page_field(head.add_run())
    _set_foot(section.footer.paragraphs[0], paper.notice, None)
    first = section.first_page_footer.paragraphs[0]
    _set_foot(first, paper.notice, paper.verification)
    if paper.contact:
        _set_contact(first.insert_paragraph_before(), paper.contact)
    if paper.circulation:
        _set_note(section.first_page_header, paper.circulation.stamp, paper.size - 1)


def _set_contact(paragraph: Any, contact: str) -> None:
    paragraph.alignment = CENTER
    ooxml.rule_above(paragraph)
    styled(paragraph, contact, size=11)


def _set_note(head: Any, stamp: Stamp, size: float) -> None:
    """Set a stamp at the top of a head; the paragraph that must end it takes no room."""
    ending = spaced(head.paragraphs[0])
    ending.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    ending.paragraph_format.line_spacing = Pt(1)
    set_stamp(head, stamp, size, RIGHT)
    ending._p.addprevious(head.tables[0]._tbl)


def _set_foot(paragraph: Any, notice: str, check: Verification | None) -> None:
    if check is None:
        paragraph.alignment = CENTER
    else:
        paragraph.add_run().add_picture(qr_png(check.url), width=Mm(11))
        _small(paragraph, f" {check.text}. ")
    if notice:
        _small(paragraph, notice).italic = True


def _small(paragraph: Any, text: str) -> Any:
    return styled(paragraph, text, size=8)


def _set_annex(document: Document, paper: Paper, annex: Annex) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that ends a section takes no room, or a full page would be followed by a blank.
    ending = spaced(document.paragraphs[-1]).paragraph_format
    ending.line_spacing_rule, ending.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)
    _set_page(section, landscape=annex.landscape)
    # The first page of an annex carries the notice, but not the paper's code or note for its own.
    section.first_page_header.is_linked_to_previous = False
    section.first_page_footer.is_linked_to_previous = False
    _set_foot(section.first_page_footer.paragraphs[0], paper.notice, None)
    set_flow(document, annex_head(annex))
    document.paragraphs[-1].paragraph_format.space_after = Pt(10)
    set_flow(document, flow(annex.blocks), width=252 if annex.landscape else 165)
