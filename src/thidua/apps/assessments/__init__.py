"""Scoring tables in use, scorecards in their three stages, evidence, year records, reports."""
