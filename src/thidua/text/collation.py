"""Sort keys in the order of Vietnamese dictionaries, and of lists of persons.

The keys are ASCII for Vietnamese text and must be compared code point by code point: Python's own
order, SQLite's BINARY, PostgreSQL's collation "C".
"""

import unicodedata

from thidua.text.unicode import clean

# Huyền, hỏi, ngã, sắc, nặng; a syllable without any of them (ngang) comes first, as "0".
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(0x41 + rank) for rank, letter in enumerate(_LETTERS)}
# A space (end of a level) sorts before "!" (end of a word), which sorts before digits and letters.
_LEVEL, _WORD, _FOREIGN = " ", "!", "~"


def text_key(s: str) -> str:
    """Return the dictionary sort key of `s`: all letters first, all tones second, case ignored.

    Tones are compared by syllable, so old and new tone placement give equal keys.
    """
    words = _words(s)
    letters = _WORD.join(_letters(word) for word in words)
    return letters + _LEVEL + _WORD.join(_tones(word) for word in words)


def name_key(full_name: str) -> str:
    """Return the sort key of a person's name: given name (the last word) first, then the rest."""
    *rest, given = clean(full_name).split() or [""]
    return text_key(given) + _LEVEL + text_key(" ".join(rest))


def _words(s: str) -> list[str]:
    decomposed = unicodedata.normalize("NFD", clean(s).lower())
    kept = (c if c.isalnum() or unicodedata.combining(c) else " " for c in decomposed)
    return "".join(kept).split()


def _letters(word: str) -> str:
    toneless = unicodedata.normalize("NFC", "".join(c for c in word if c not in _TONES))
    return "".join(_rank(c) for c in toneless)


def _rank(letter: str) -> str:
    if letter in _RANK:
        return _RANK[letter]
    return letter if letter in "0123456789" else _FOREIGN + letter


def _tones(word: str) -> str:
    return "".join(_TONES[c] for c in word if c in _TONES) or "0"
