"""Append-only, hash-chained log of deeds."""
