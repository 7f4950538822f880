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
from thidua.papers.invitation import invitation_body
from thidua.papers.kinds import Kind
from thidua.papers.model import (
    Annex,
    Certificate,
    Heading,
    Number,
    Paper,
    Sheet,
    Verification,
    numbered,
)
from thidua.papers.pdf import certificate_to_pdf, certificates_to_pdf, to_pdf
from thidua.papers.signers import Mandate, Prefix, SignatureBlock, capacity
from thidua.papers.stamps import Circulation, Urgency
from thidua.papers.word import to_docx

__all__ = [
    "Align",
    "Annex",
    "Article",
    "Block",
    "BulletList",
    "Certificate",
    "Chapter",
    "Circulation",
    "Clause",
    "Column",
    "Heading",
    "KeyValues",
    "Kind",
    "Mandate",
    "Number",
    "Paper",
    "Paragraph",
    "Point",
    "Prefix",
    "RenderError",
    "Row",
    "Section",
    "Sheet",
    "SignatureBlock",
    "SubSection",
    "Table",
    "Urgency",
    "Verification",
    "capacity",
    "certificate_to_pdf",
    "certificates_to_pdf",
    "clauses",
    "invitation_body",
    "numbered",
    "points",
    "roman",
    "to_docx",
    "to_pdf",
]
