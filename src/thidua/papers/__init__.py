"""Official papers as values, and renderers from a paper to PDF and DOCX."""

from thidua.papers.blocks import (
    Align,
    Article,
    Block,
    BulletList,
    Chapter,
    Clause,
    Column,
    KeyValues,
    Paragraph,
    Point,
    Row,
    Section,
    SubSection,
    Table,
    clauses,
    points,
    roman,
)
from thidua.papers.errors import RenderError
from thidua.papers.kinds import Kind
from thidua.papers.model import (
    Annex,
    Certificate,
    Heading,
    Number,
    Paper,
    Sheet,
    SignatureBlock,
    Verification,
)
from thidua.papers.pdf import certificate_to_pdf, certificates_to_pdf, to_pdf
from thidua.papers.word import to_docx

__all__ = [
    "Align",
    "Annex",
    "Article",
    "Block",
    "BulletList",
    "Certificate",
    "Chapter",
    "Clause",
    "Column",
    "Heading",
    "KeyValues",
    "Kind",
    "Number",
    "Paper",
    "Paragraph",
    "Point",
    "RenderError",
    "Row",
    "Section",
    "Sheet",
    "SignatureBlock",
    "SubSection",
    "Table",
    "Verification",
    "certificate_to_pdf",
    "certificates_to_pdf",
    "clauses",
    "points",
    "roman",
    "to_docx",
    "to_pdf",
]
