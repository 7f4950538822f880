"""Reading a printed paper back: the text of its first page."""

from io import BytesIO

from pdfminer.high_level import extract_text

from thidua.papers.signing.errors import PdfError
from thidua.papers.signing.fields import reading


def first_page_text(pdf: bytes) -> str:
    """Return the text of the first page with single spaces; empty if none can be read."""
    try:
        with reading():
            return " ".join(extract_text(BytesIO(pdf), page_numbers=[0]).split())
    except PdfError:
        return ""
