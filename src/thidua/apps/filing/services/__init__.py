"""Deeds about papers: write their drafts, give a number, keep the bytes, file the record."""

from thidua.apps.filing.services.drafts import (
    Saved,
    draft_issue,
    draft_save,
    remark_make,
    remark_settle,
)
from thidua.apps.filing.services.papers import Rendered, blob_keep, number_take, paper_file

__all__ = [
    "Rendered",
    "Saved",
    "blob_keep",
    "draft_issue",
    "draft_save",
    "number_take",
    "paper_file",
    "remark_make",
    "remark_settle",
]
