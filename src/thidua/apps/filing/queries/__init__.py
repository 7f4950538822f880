"""Reading filed papers and the drafts they came from."""

from thidua.apps.filing.queries.drafts import (
    draft_of,
    latest_of,
    open_remarks,
    remark_for,
    version_of,
    words_before,
    writing_unit,
    written_in,
)
from thidua.apps.filing.queries.papers import (
    FOR_PRINT,
    PLACE_IN_THE_YEAR,
    PRINTERS,
    check_code,
    paper_by_code,
    paper_for,
    papers_for,
    papers_of,
    printed_by,
)

__all__ = [
    "FOR_PRINT",
    "PLACE_IN_THE_YEAR",
    "PRINTERS",
    "check_code",
    "draft_of",
    "latest_of",
    "open_remarks",
    "paper_by_code",
    "paper_for",
    "papers_for",
    "papers_of",
    "printed_by",
    "remark_for",
    "version_of",
    "words_before",
    "writing_unit",
    "written_in",
]
