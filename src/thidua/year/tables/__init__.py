"""Scoring tables that come from an office's own Excel file."""
