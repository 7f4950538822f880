"""Which awards a disqualifier bars: its table names them in words, as regulations do."""

import re
from collections.abc import Iterable

from thidua.text import fold

EVERYTHING = frozenset(
    fold(words)
    for words in (
        "Tất cả", "Mọi danh hiệu", "Mọi hình thức", "Xếp hạng", "Xét xếp hạng", "Thi đua",
        "Khen thưởng", "Thi đua, khen thưởng", "Xét thi đua", "Xét khen thưởng",
    )
)  # fmt: skip
_SHORT = {"ubnd": "uy ban nhan dan", "ttg": "thu tuong", "ttcp": "thu tuong chinh phu"}
_WORD = re.compile(r"\w+")


def bars_everything(blocks: Iterable[str]) -> bool:
    """Tell whether a disqualifier leaves no award open: it names none, or the ranking itself."""
    named = list(blocks)
    return not named or any(fold(words) in EVERYTHING for words in named)


def bars_award(blocks: Iterable[str], names: Iterable[str]) -> bool:
    """Tell whether a disqualifier bars an award.

    Args:
        blocks: what it bars, in words; “Cờ thi đua” bars every flag.
        names: how the award is called, its key among them.
    """
    named = list(blocks)
    called = [_words(name) for name in names]
    return bars_everything(named) or any(
        _words(words) in name for words in named if words for name in called
    )


def _words(text: str) -> str:
    """Return the words between blanks, abbreviations written out, so that only whole words match."""
    words = (_SHORT.get(word, word) for word in _WORD.findall(fold(text).replace("-", " ")))
    return f" {' '.join(words)} "
