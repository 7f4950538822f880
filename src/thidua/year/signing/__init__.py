"""Signing the papers of a year: whom to ask, whom to trust, what a signed file is worth."""
