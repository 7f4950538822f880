"""Drafts: a paper taken apart into data and free words, edited, sent to Word and read back."""

from thidua.papers.drafts.carrying import from_json, to_json
from thidua.papers.drafts.differences import (
    Difference,
    Side,
    version_differences,
    word_differences,
)
from thidua.papers.drafts.errors import Unreadable
from thidua.papers.drafts.merging import Clash, Merge, merged, numbered
from thidua.papers.drafts.outline import (
    Data,
    Form,
    Head,
    Outline,
    Passage,
    Piece,
    Room,
    Words,
    Written,
    fill,
    lined,
    passages,
    words_in,
)
from thidua.papers.drafts.returning import (
    Change,
    Comparison,
    Draft,
    Kind,
    Said,
    compare,
    taken_over,
)
from thidua.papers.drafts.sending import Origin, Printed, keyed, printed
from thidua.papers.drafts.units import Document, read

__all__ = [
    "Change",
    "Clash",
    "Comparison",
    "Data",
    "Difference",
    "Document",
    "Draft",
    "Form",
    "Head",
    "Kind",
    "Merge",
    "Origin",
    "Outline",
    "Passage",
    "Piece",
    "Printed",
    "Room",
    "Said",
    "Side",
    "Unreadable",
    "Words",
    "Written",
    "compare",
    "fill",
    "from_json",
    "keyed",
    "lined",
    "merged",
    "numbered",
    "passages",
    "printed",
    "read",
    "taken_over",
    "to_json",
    "version_differences",
    "word_differences",
    "words_in",
]
