"""Bold and italic inside a paragraph as a clerk types them: *đậm*, _nghiêng_; nothing else.

Decree 30/2020/NĐ-CP knows no other emphasis: no colours, no other faces.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

_STYLED = re.compile(
    r"(?<![\w\\])(?P<mark>[*_])(?=\S)(?P<inner>(?:\\.|(?!(?P=mark))[^\\])+?)(?<!\s)(?P=mark)(?!\w)"
)
_ESCAPED = re.compile(r"\\([*_\\])")
_SPECIAL = re.compile(r"([*_\\])")
_WORD = re.compile(r"\S+")
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False

    @property
    def style(self) -> tuple[bool, bool]:
        return self.bold, self.italic


def stretches(marked: str) -> tuple[Stretch, ...]:
    """Return the stretches of a marked text; a mark without its pair is a plain sign."""
    return tuple(_stretches(Stretch(marked)))


def plain(marked: str) -> str:
    """Return a marked text without its marks."""
    return "".join(one.text for one in stretches(marked))


def marked(parts: Iterable[Stretch]) -> str:
    """Write stretches with marks, style by whole words and single spaces between them.

    Word often ends a style inside a word, where no mark can stand: the word's first letter decides.
    """
    groups = groupby(_words(tuple(parts)), key=lambda word: word.style)
    return " ".join(_written(style, " ".join(w.text for w in words)) for style, words in groups)


def _stretches(part: Stretch) -> Iterator[Stretch]:
    at = 0
    for found in _STYLED.finditer(part.text):
        yield from _literal(replace(part, text=part.text[at : found.start()]))
        bold = part.bold or found["mark"] == "*"
        italic = part.italic or found["mark"] == "_"
        yield from _stretches(Stretch(found["inner"], bold, italic))
        at = found.end()
    yield from _literal(replace(part, text=part.text[at:]))


def _literal(part: Stretch) -> Iterator[Stretch]:
    if part.text:
        yield replace(part, text=_ESCAPED.sub(r"\1", part.text))


def _words(parts: tuple[Stretch, ...]) -> Iterator[Stretch]:
    styles = [part for part in parts for _ in part.text]
    for word in _WORD.finditer("".join(part.text for part in parts)):
        letter = _LETTER.search(word[0])
        yield replace(styles[word.start() + (letter.start() if letter else 0)], text=word[0])


def _written(style: tuple[bool, bool], text: str) -> str:
    bold, italic = style
    told = text if plain(text) == text and not (bold or italic) else _SPECIAL.sub(r"\\\1", text)
    told = f"_{told}_" if italic else told
    return f"*{told}*" if bold else told
