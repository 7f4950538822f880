"""Papers as filed: records, drafts, number books, certificates."""

from thidua.apps.filing.models.certificates import CertificatePattern, Printing, PrintRun
from thidua.apps.filing.models.drafts import Draft, DraftRemark, DraftVersion
from thidua.apps.filing.models.numbers import (
    Abbreviation,
    Dispatch,
    NumberBook,
    NumberEntry,
    Numbering,
)
from thidua.apps.filing.models.papers import Blob, Paper

__all__ = [
    "Abbreviation",
    "Blob",
    "CertificatePattern",
    "Dispatch",
    "Draft",
    "DraftRemark",
    "DraftVersion",
    "NumberBook",
    "NumberEntry",
    "Numbering",
    "Paper",
    "PrintRun",
    "Printing",
]
