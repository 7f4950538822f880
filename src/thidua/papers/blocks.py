"""The body of a paper: what may stand between the bases and the signature."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# Points are lettered as the decree itself letters them: no ă â ê ô ơ ư, no f j w z.
POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Align(StrEnum):
    """How a line or a column stands between its margins."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `lead` is printed in bold before the text, in the same line."""

    text: str
    lead: str = ""
    align: Align = Align.JUSTIFY
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph somebody wrote, with *bold* and _italic_ stretches; see `thidua.papers.marks`."""

    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The head of a chapter ("Chương I") or part, its title centred below in capitals."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A head of a report, "I. TÌNH HÌNH CHUNG": Roman number, bold capitals."""

    numeral: str
    title: str


@dataclass(frozen=True, slots=True)
class SubSection:
    """A head below a section, "1. Kết quả": bold."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause ("khoản"): "1. …"; one with a title has it in bold on a line of its own."""

    number: int
    text: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point ("điểm"): "a) …"."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class BulletList:
    """Lines that begin with a dash; a semicolon or full stop is part of the text."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Facts such as "Địa điểm: …", one a line, as minutes state them."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        title: its head.
        width: its share of the table's width, relative to the other columns.
        align: how its cells stand; heads are always centred.
        group: a head spanning all neighbouring columns of the same group; empty for none.
    """

    title: str
    width: float = 1
    align: Align = Align.LEFT
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row; with fewer cells than columns, the first cell spans the columns that are missing."""

    cells: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table whose head repeats on every page.

    Args:
        caption: a bold line above it.
        size: type size in points.
        whole: never divided between pages; for tables that surely fit on one.

    Raises:
        ValueError: a row is empty or has more cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    size: float = 12
    whole: bool = False

    def __post_init__(self) -> None:
        for number, row in enumerate(self.rows, 1):
            if not 1 <= len(row.cells) <= len(self.columns):
                raise ValueError(
                    f"Dòng {number} của bảng có {len(row.cells)} ô, bảng có "
                    f"{len(self.columns)} cột; hãy sửa dữ liệu của dòng này."
                )


@dataclass(frozen=True, slots=True)
class Article:
    """An article: "Điều 1. <title>" in bold on its own line, or "Điều 1." before its text.

    `blocks` (clauses, points, paragraphs, tables) follow the title or the text.
    """

    number: int
    title: str = ""
    text: str = ""
    blocks: "tuple[Block, ...]" = ()


Block = (
    Paragraph
    | Marked
    | Chapter
    | Section
    | SubSection
    | Article
    | Clause
    | Point
    | BulletList
    | KeyValues
    | Table
)


def clauses(texts: Iterable[str]) -> tuple[Clause, ...]:
    """Number texts as clauses from 1."""
    return tuple(Clause(number, text) for number, text in enumerate(texts, 1))


def points(texts: Iterable[str]) -> tuple[Point, ...]:
    """Letter texts as points: a b c d đ e g, as the decree letters its own.

    Raises:
        ValueError: there are more texts than the 23 letters.
    """
    texts = tuple(texts)
    if len(texts) > len(POINT_LETTERS):
        raise ValueError(
            f"Một khoản có nhiều nhất {len(POINT_LETTERS)} điểm, ở đây có {len(texts)}; "
            "hãy chia thành nhiều khoản."
        )
    return tuple(Point(letter, text) for letter, text in zip(POINT_LETTERS, texts, strict=False))


def roman(n: int) -> str:
    """Return a number from 1 to 39 in Roman figures, for sections, chapters and annexes."""
    text = ""
    for value, figure in _ROMAN:
        count, n = divmod(n, value)
        text += figure * count
    return text
