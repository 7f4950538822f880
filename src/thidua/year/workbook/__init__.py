"""The workbook that holds a bloc's year, and its reader: all faults at once, each with its cell."""

from thidua.year.workbook.findings import Finding, WorkbookRefused
from thidua.year.workbook.reading import converted_in, read

__all__ = ["Finding", "WorkbookRefused", "converted_in", "read"]
