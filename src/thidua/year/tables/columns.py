"""Guessing which column of an office's table is what, by its heading."""

from collections.abc import Iterator, Mapping, Sequence

from thidua import scoring
from thidua.text import fold
from thidua.year.tables.sheets import Cell, Rows

HEAD_ROWS = 20
OWN = ("code", "text", "maximum", "kind", "target")
# Words that headings are made of in tables seen, the tellling ones first.
WORDS: Mapping[str, tuple[str, ...]] = {
    "code": ("stt", "tt", "so tt", "so thu tu", "ma", "ma so", "ma tieu chi", "muc"),
    "text": (
        "noi dung", "tieu chi", "noi dung tieu chi", "noi dung thi dua", "noi dung cham diem",
        "cac tieu chi", "tieu chi cham diem", "tieu chi danh gia", "nhiem vu",
    ),
    "maximum": (
        "diem toi da", "diem chuan", "thang diem", "so diem", "muc diem", "diem", "diem toi đa",
    ),
    "note": ("cach tinh", "cach tinh diem", "huong dan", "phuong phap tinh", "ghi chu", "dien giai"),
    "evidence": ("minh chung", "tai lieu kiem chung", "ho so minh chung", "tai lieu chung minh"),
    "unit": ("dvt", "don vi tinh"),
}  # fmt: skip


def fields() -> tuple[str, ...]:
    """Return what a column can be, the usual ones first."""
    rest = [name for name in scoring.FIELDS if name not in WORDS]
    return (*OWN, "note", "evidence", "unit", *rest)[: len(OWN) + len(scoring.FIELDS)]


def head_row(rows: Rows) -> int:
    """Return the row whose cells look most like headings; where none does, the first filled one."""
    scores = [len(guesses(row, {})) for row in rows[:HEAD_ROWS]]
    best = max(scores, default=0)
    if best >= 2:
        return scores.index(best)
    return next((n for n, row in enumerate(rows) if sum(cell != "" for cell in row) > 1), 0)


def guesses(heads: Sequence[Cell], known: Mapping[str, str]) -> dict[int, str]:
    """Return a field for each column whose heading tells; `known` are headings mapped before."""
    keys = [fold(str(head)) for head in heads]
    found: dict[int, str] = {}
    for column, name in _told(keys, known):
        if column not in found and name not in found.values():
            found[column] = name
    return found


def _told(keys: Sequence[str], known: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield guesses, surest first: mapped before, our own names, whole headings, parts of them."""
    certain = {fold(heading): name for name, heading in known.items()}
    certain = {fold(label): name for name, label in scoring.LABELS.items()} | certain
    whole = {word: name for name, words in WORDS.items() for word in words}
    for words in (certain, whole):
        yield from ((n, words[key]) for n, key in enumerate(keys) if key in words)
    for word, name in whole.items():
        yield from ((n, name) for n, key in enumerate(keys) if len(word) > 3 and word in key)
