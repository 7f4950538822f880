"""Workbooks of scoring: of a whole bloc with its formulas, and of one card to fill in offline."""
