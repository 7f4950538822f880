"""Text at the door: one Unicode form, no invisible characters, and a key for searching."""

import re
import unicodedata

# Soft hyphen, zero-width space, joiners, marks of direction, word joiner, byte order mark.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SPACES = re.compile(r"[^\S\n]+")


def clean(s: str) -> str:
    """Return `s` in NFC without invisible characters, runs of spaces or spaces at its ends.

    Every Unicode space becomes a plain one; line breaks stay, as a bare newline. Cleaning twice
    changes nothing more.
    """
    visible = s.translate(_INVISIBLE).replace("\r\n", "\n").replace("\r", "\n")
    return _SPACES.sub(" ", unicodedata.normalize("NFC", visible)).strip()


def fold(s: str) -> str:
    """Return the search key of `s`: clean, lower case, no marks, đ as d.

    Old and new tone placement ("hoà", "hòa") fold to the same key; i and y stay apart.
    """
    # đ has no decomposition in Unicode, so dropping marks alone would leave it.
    letters = clean(s).lower().replace("đ", "d")
    bare = (c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", "".join(bare))
