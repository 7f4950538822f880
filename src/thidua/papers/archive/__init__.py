"""A year's papers packed into one ZIP that can be read, and checked, without the system.

Members are stored as they are and in a fixed order, without times: the same year gives the same
bytes, on any machine. Contents pass through one by one; what stays in memory is names and digests.
"""

from thidua.papers.archive.checking import JOURNAL, SUMS, faults_of
from thidua.papers.archive.metadata import PaperFacts, metadata_xml, pages_of
from thidua.papers.archive.model import About, JournalSpan, Ledger, PaperRow, Stored
from thidua.papers.archive.pack import Pack, finish, packing

__all__ = [
    "JOURNAL",
    "SUMS",
    "About",
    "JournalSpan",
    "Ledger",
    "Pack",
    "PaperFacts",
    "PaperRow",
    "Stored",
    "faults_of",
    "finish",
    "metadata_xml",
    "packing",
    "pages_of",
]
