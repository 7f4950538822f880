"""Signing papers by PAdES, and telling what signatures are worth: bytes in, bytes out."""
