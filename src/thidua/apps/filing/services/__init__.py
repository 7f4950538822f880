"""Deeds about papers: drafts, numbers, files, certificates."""

from thidua.apps.filing.services.certificates import (
    PatternText,
    certificates_print,
    pattern_save,
)
from thidua.apps.filing.services.drafts import (
    Saved,
    draft_issue,
    draft_save,
    issue_permit,
    remark_make,
    remark_settle,
)
from thidua.apps.filing.services.numbers import (
    CONTINUING,
    SYMBOL,
    Handover,
    Outgoing,
    abbreviation_set,
    honour_number_take,
    number_cancel,
    number_dispatch,
    number_issue,
    number_reserve,
    number_take,
    numbering_choose,
)
from thidua.apps.filing.services.papers import Rendered, archive_export, blob_keep, paper_file
from thidua.apps.filing.services.rounds import round_answer, round_comment, round_open

__all__ = [
    "CONTINUING",
    "SYMBOL",
    "Handover",
    "Outgoing",
    "PatternText",
    "Rendered",
    "Saved",
    "abbreviation_set",
    "archive_export",
    "blob_keep",
    "certificates_print",
    "draft_issue",
    "draft_save",
    "honour_number_take",
    "issue_permit",
    "number_cancel",
    "number_dispatch",
    "number_issue",
    "number_reserve",
    "number_take",
    "numbering_choose",
    "paper_file",
    "pattern_save",
    "remark_make",
    "remark_settle",
    "round_answer",
    "round_comment",
    "round_open",
]
