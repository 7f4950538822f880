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
from thidua.apps.filing.models.rounds import DraftComment, DraftRound

__all__ = [
    "Abbreviation",
    "Blob",
    "CertificatePattern",
    "Dispatch",
    "Draft",
    "DraftComment",
    "DraftRemark",
    "DraftRound",
    "DraftVersion",
    "NumberBook",
    "NumberEntry",
    "Numbering",
    "Paper",
    "PrintRun",
    "Printing",
]
