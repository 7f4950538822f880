"""Signing of filed papers: who is asked, who has signed, the versions that came of it."""
