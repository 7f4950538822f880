"""Temporary."""
from thidua.papers.model import Paper
def to_docx(paper: Paper) -> bytes:
    return b""
