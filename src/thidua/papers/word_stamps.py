"""Stamps in Word: a framed word in a table of one cell."""

from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.shared import Mm, RGBColor

from thidua.papers import ooxml
from thidua.papers.metrics import text_width
from thidua.papers.stamps import Stamp
from thidua.papers.word_body import CENTER, spaced, styled

RIGHT, MIDDLE = WD_TABLE_ALIGNMENT.RIGHT, WD_TABLE_ALIGNMENT.CENTER
_HEIGHT, _ROOM = 8, 6
_RED = "FF0000"


def set_stamp(target: Any, stamp: Stamp, size: float, align: WD_TABLE_ALIGNMENT) -> None:
    """Draw a stamp in a cell or header, with nothing beside it."""
    width = stamp.width or text_width(stamp.text, size, bold=True) + _ROOM
    sized = (1, 1) if hasattr(target, "merge") else (1, 1, Mm(width))
    table = target.add_table(*sized)
    table.alignment = align
    ooxml.frame(table, _RED if stamp.red else "000000")
    ooxml.cell_margins(table, 0)
    ooxml.set_widths(table, (width,))
    row = table.rows[0]
    row.height, row.height_rule = Mm(_HEIGHT), WD_ROW_HEIGHT_RULE.EXACTLY
    row.cells[0].vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = spaced(row.cells[0].paragraphs[0])
    paragraph.alignment = CENTER
    run = styled(paragraph, stamp.text, size=size, bold=True)
    if stamp.red:
        run.font.color.rgb = RGBColor.from_string(_RED)
