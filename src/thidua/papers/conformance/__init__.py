"""Reads a paper back from DOCX or PDF and checks it against Decree 30/2020/NĐ-CP."""

from thidua.papers.conformance.catalogue import RULES
from thidua.papers.conformance.check import check
from thidua.papers.conformance.findings import DECREE, Box, Finding, Report, Rule, Severity
from thidua.papers.conformance.looks import LOOKS
from thidua.papers.conformance.reading import UnreadableFile

__all__ = [
    "DECREE",
    "LOOKS",
    "RULES",
    "Box",
    "Finding",
    "Report",
    "Rule",
    "Severity",
    "UnreadableFile",
    "check",
]
