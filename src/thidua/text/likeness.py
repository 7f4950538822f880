"""How alike two Vietnamese texts are, whatever their accents, word order and figures.

A text is known by its marks: pairs of neighbouring words that carry meaning, in either order, folded,
every number the same. Marks that many texts share weigh little or nothing.
"""

import math
import re
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from zlib import crc32

from thidua.text.numbers import Word, words_of

POSTED = 64
"""How many marks a text is found by: those with the smallest numbers, so that like texts agree on them."""
COMMON = 0.1
"""Share of all texts from which on a mark is a stock phrase and weighs nothing."""
LIKE, VERY_LIKE = 0.35, 0.6
"""From which share of its weight a text is told to be like another, and very like."""
_OFTEN = 8.0  # times; among few texts a mark that comes back may be a copy, not a phrase
_ALIKE_SENTENCES = 0.35
_LIGHTEST = 0.1  # a text with less than this share of the other's weight can't say much about it
_SENTENCE = re.compile(r"[^.;!?\n]+(?:[.,]\d+[^.;!?\n]*)*[.;!?]?")
_EMPTY_WORDS = """
    va cua cac nhung duoc cho trong tai la voi den tu khi co mot nay do thi ma nhu theo ve ra vao
    tren duoi se da dang cung de boi bang nen hoac khong phai moi tung rat hon so nham qua sang len
    con chi vi neu vay the nao gi day kia ay deu lai
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its words and marks."""

    text: str
    words: tuple[Word, ...]
    marks: frozenset[int]

    @property
    def numbers(self) -> tuple[tuple[Decimal, bool], ...]:
        """The numbers in it, each with whether it is of a hundred."""
        return tuple((w.value, w.per_cent) for w in self.words if w.value is not None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `shared` when it stands in the other one too."""

    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two like sentences side by side; `share` of the first's weight stands in the second."""

    mine: tuple[Piece, ...]
    theirs: tuple[Piece, ...]
    share: float
    other_numbers: bool


def sentences_of(text: str) -> list[Sentence]:
    found = (match[0].strip() for match in _SENTENCE.finditer(text))
    return [_sentence(one) for one in found if one]


def marks_of(text: str) -> frozenset[int]:
    """Return the marks of a whole text."""
    return frozenset().union(*(one.marks for one in sentences_of(text)))


def _sentence(text: str) -> Sentence:
    words = tuple(words_of(text))
    told = [word for word in words if word.key not in _EMPTY]
    return Sentence(text, words, frozenset(mark for mark, _, _ in _pairs(told)))


@lru_cache(maxsize=1 << 18)
def _mark(low: str, high: str) -> int:
    return crc32(f"{low} {high}".encode()) - 2**31


def _pairs(told: list[Word]) -> Iterator[tuple[int, Word, Word]]:
    """Yield the marks of neighbours and of neighbours but one; two numbers make none."""
    for at, first in enumerate(told):
        for second in told[at + 1 : at + 3]:
            low, high = first.key, second.key
            if low > high:
                low, high = high, low
            if high != "#":
                yield _mark(low, high), first, second


def posted(marks: Collection[int]) -> list[int]:
    """Return the few marks under which a text is put in the index."""
    return sorted(marks)[:POSTED]


def packed(marks: Iterable[int]) -> bytes:
    return array("i", sorted(marks)).tobytes()


def unpacked(content: bytes) -> frozenset[int]:
    marks = array("i")
    marks.frombytes(content)
    return frozenset(marks)


class Weights:
    """How much each mark says, by how many of a sample of texts have it."""

    def __init__(self, sample: Iterable[Collection[int]]) -> None:
        texts = list(sample)
        self._of = len(texts)
        self._seen = Counter(mark for marks in texts for mark in marks)
        self._common = max(_OFTEN, COMMON * self._of)

    def weight(self, mark: int) -> float:
        seen = self._seen[mark]
        return 0.0 if seen >= self._common else math.log((self._of + 2) / (seen + 1)) ** 2

    def telling(self, marks: Iterable[int]) -> list[int]:
        """Return the marks that are no stock phrases."""
        return [mark for mark in marks if self._seen[mark] < self._common]

    def total(self, marks: Iterable[int]) -> float:
        return sum(map(self.weight, marks))

    def likeness(self, one: Collection[int], other: Collection[int]) -> float:
        """Return what share of the weight of the shorter text stands in the other, 0 to 1."""
        mine, theirs = self.total(one), self.total(other)
        if not mine or not theirs:
            return 0.0
        shared = self.total(set(one) & set(other))
        return shared / max(min(mine, theirs), _LIGHTEST * max(mine, theirs))


def pairs_of(one: str, other: str, weights: Weights) -> list[Pair]:
    """Lay like sentences side by side, in the order of the first text."""
    theirs = sentences_of(other)
    found = (_best(sentence, theirs, weights) for sentence in sentences_of(one))
    return [pair for pair in found if pair]


def _best(sentence: Sentence, others: list[Sentence], weights: Weights) -> Pair | None:
    total = weights.total(sentence.marks)
    if not total or not others:
        return None
    by_weight = [weights.total(sentence.marks & other.marks) for other in others]
    best = max(range(len(others)), key=by_weight.__getitem__)
    share = by_weight[best] / total
    if share < _ALIKE_SENTENCES:
        return None
    like, shared = others[best], sentence.marks & others[best].marks
    return Pair(
        _pieces(sentence, shared), _pieces(like, shared), share, sentence.numbers != like.numbers
    )


def _pieces(sentence: Sentence, shared: Collection[int]) -> tuple[Piece, ...]:
    told = [word for word in sentence.words if word.key not in _EMPTY]
    kept = {word.start for mark, *both in _pairs(told) if mark in shared for word in both}
    return tuple(_joined(sentence, kept))


def _joined(sentence: Sentence, kept: Collection[int]) -> Iterator[Piece]:
    """Cut a sentence where words begin or cease to be shared; empty words go with what is before."""
    text, start, shared = sentence.text, 0, False
    for word in sentence.words:
        now = shared if word.key in _EMPTY else word.start in kept
        if now != shared:
            if text[start : word.start]:
                yield Piece(text[start : word.start], shared)
            start, shared = word.start, now
    yield Piece(text[start:], shared)


def band(share: float) -> str:
    """Say in a word how like, for `LIKE` and above."""
    return "giống nhiều" if share >= VERY_LIKE else "giống một phần"
