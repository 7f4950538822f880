"""Reading a printed paper back: the text of its first page."""

from io import BytesIO

from pdfminer.high_level import extract_text
from pdfminer.pdfexceptions import PDFException


def first_page_text(pdf: bytes) -> str:
    """Return the text of the first page with single spaces; empty if none can be read."""
    try:
        return " ".join(extract_text(BytesIO(pdf), page_numbers=[0]).split())
    except (PDFException, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""
