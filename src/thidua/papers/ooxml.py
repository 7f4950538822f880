"""Small pieces of WordprocessingML that python-docx has no words for."""

import io
import zipfile
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

FACE = "Times New Roman"
# The earliest moment a zip entry can have: entries carry no time of their own.
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **attributes: str) -> Any:
    """Return an element `w:tag` with attributes in the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_defaults(document: Document, size: float) -> None:
    """Make every style fall back on the face, the size in points and Vietnamese."""
    styles = document.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    half_points = str(round(size * 2))
    defaults.append(element("rFonts", ascii=FACE, hAnsi=FACE, eastAsia=FACE, cs=FACE))
    defaults.append(element("sz", val=half_points))
    defaults.append(element("szCs", val=half_points))
    defaults.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="vi-VN"))
    normal = document.styles["Normal"]
    normal.font.name = FACE
    normal.font.size = Pt(size)
    fonts = normal.element.rPr.rFonts
    fonts.set(qn("w:eastAsia"), FACE)
    fonts.set(qn("w:cs"), FACE)


def outline(paragraph: Paragraph, level: int) -> None:
    """Make a paragraph a heading of the document's outline, without a style of its own."""
    # The schema wants outlineLvl at the end of the properties, before a section break.
    paragraph._p.get_or_add_pPr().append(element("outlineLvl", val=str(level - 1)))


def rule_below(paragraph: Paragraph) -> None:
    """Draw a thin line under a paragraph."""
    _rule(paragraph, "bottom")


def rule_above(paragraph: Paragraph) -> None:
    """Draw a thin line over a paragraph."""
    _rule(paragraph, "top")


def _rule(paragraph: Paragraph, side: str) -> None:
    borders = element("pBdr")
    borders.append(element(side, val="single", sz="6", space="1", color="auto"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def page_field(run: Run) -> None:
    """Print the number of the page."""
    for kind in ("begin", None, "end"):
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)


def restart_pages(section: Any) -> None:
    """Number the pages of a section from 1."""
    properties = section._sectPr
    # A new section begins as a copy of the one before, so it may number its pages already.
    if properties.find(qn("w:pgNumType")) is None:
        start = element("pgNumType", start="1")
        properties.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")


def cell_margins(table: Table, sides: float) -> None:
    """Set the room at the left and right of all cells of a table, in points."""
    margins = element("tblCellMar")
    for side, room in (("top", 0.0), ("left", sides), ("bottom", 0.0), ("right", sides)):
        margins.append(element(side, w=str(round(room * 20)), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def frame(table: Table, color: str) -> None:
    """Draw a single line around a table of one cell."""
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz="8", space="0", color=color))
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def set_widths(table: Table, widths: tuple[float, ...]) -> None:
    """Fix the columns of a table, in millimetres."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def whole(row: _Row, *, repeat: bool = False) -> None:
    """Never tear a row between pages; `repeat` prints it again on each page, as a head."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if repeat:
        properties.append(element("tblHeader"))


def unwrapped(cell: _Cell) -> None:
    """Forbid line breaks in a cell."""
    cell._tc.get_or_add_tcPr().append(element("noWrap"))


def packed(document: Document) -> bytes:
    """Return the document as bytes that depend on its content alone."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for name in sorted(source.namelist()):
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return out.getvalue()
