"""The sheets of the workbook of a bloc's year, declared once for reading and for writing."""

from typing import Any

from thidua.year.workbook.schema import Form, Listing
from thidua.year.workbook.sheets import honours, work

ALL: tuple[Listing[Any] | Form[Any], ...] = (
    work.BLOC,
    work.MEMBERS,
    work.PEOPLE,
    work.DIRECTIVES,
    work.MOVEMENTS,
    work.CLAUSES,
    work.TARGETS,
    work.PROGRESS,
    work.REGISTRATIONS,
    work.TABLE,
    work.CRITERIA,
    *work.MARKS.values(),
    work.REASONS,
    work.EVIDENCE,
    work.CROSS,
    honours.RECORDS,
    honours.INITIATIVES,
    honours.PRIOR_AWARDS,
    honours.FINDINGS_SHEET,
    honours.SLOTS,
    honours.RULES,
    honours.CONFERENCE,
    honours.CONFERENCE_SEATS,
    honours.COUNTS,
    honours.CANDIDATES,
    honours.COUNCIL,
    honours.COUNCIL_SEATS,
    honours.DECISIONS,
    honours.REPORT,
    honours.DATES,
)
