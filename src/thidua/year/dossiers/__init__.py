"""Dossiers of many subjects in one workbook: read, judged, and answered by a workbook and a report."""
