"""From the model to a flow of lines and grids, which every renderer sets in the same order.

Here is everything of a paper's layout that is wording: numbers of articles, dashes, end
punctuation. The renderers know only lines and grids.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from thidua.papers.blocks import (
    Align,
    Article,
    Block,
    BulletList,
    Chapter,
    Clause,
    Column,
    KeyValues,
    Marked,
    Paragraph,
    Point,
    Row,
    Section,
    SubSection,
    Table,
)
from thidua.papers.marks import stretches
from thidua.papers.model import Annex, Paper

END = "./."


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of runs.

    Args:
        indent: whether its first line is indented.
        level: 1 and below for a heading, 0 for text.
        keep: stay on the page of what follows.
    """

    runs: tuple[Run, ...]
    align: Align = Align.JUSTIFY
    indent: bool = True
    level: int = 0
    keep: bool = False

    @property
    def text(self) -> str:
        """The line without styles."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid with the columns and rows it spans."""

    text: str
    align: Align
    bold: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: shares of width (summing to 1), head rows, rows, type size in points.

    `keep` holds its last rows on the page of what follows, `whole` all rows on one page.
    """

    widths: tuple[float, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float
    keep: bool = False
    whole: bool = False


Flow = Line | Grid


def body(paper: Paper) -> tuple[Flow, ...]:
    """Return the bases, opening word and blocks of a paper, ended by "./."."""
    parts = [*_authority(paper), *_bases(paper), *_opening(paper), *flow(paper.body)]
    return _ended(parts)


def annex_head(annex: Annex) -> tuple[Line, ...]:
    """Return the centred head lines of an annex: label, title, reference."""
    lines = (
        Run(annex.label, bold=True),
        Run(annex.title.upper(), bold=True),
        Run(annex.reference, italic=True),
    )
    return tuple(_centred(run, keep=True) for run in lines if run.text)


def addressee_items(paper: Paper) -> tuple[str, ...]:
    """Return the addressees as printed: one ends with a stop, several are dashed lines."""
    if len(paper.addressees) == 1:
        return (_ending(paper.addressees[0], "."),)
    return dashed(paper.addressees)


def dashed(items: Iterable[str]) -> tuple[str, ...]:
    """Return "- …;" lines, the last with a full stop."""
    return tuple(f"- {text}" for text in _punctuated(items))


def flow(blocks: Iterable[Block]) -> tuple[Flow, ...]:
    """Return the lines and grids of blocks in their order."""
    return tuple(part for block in blocks for part in _parts(block))


def _parts(block: Block) -> Iterable[Flow]:
    match block:
        case Chapter() | Section() | SubSection():
            return _heads(block)
        case Clause(number, text, title):
            return _clause(number, text, title)
        case Article():
            return _article(block)
        case Table():
            return _table(block)
        case _:
            return _text(block)


def _heads(block: Chapter | Section | SubSection) -> Iterator[Line]:
    match block:
        case Chapter(label, title):
            yield _centred(Run(label, bold=True), level=1, keep=True)
            yield _centred(Run(title.upper(), bold=True), level=0, keep=True)
        case Section(numeral, title):
            yield _head(f"{numeral}. {title.upper()}", level=1)
        case SubSection(number, title):
            yield _head(f"{number}. {title}", level=2)


def _text(block: Paragraph | Marked | Point | BulletList | KeyValues) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case Marked(text):
            yield _marked(text)
        case Point(letter, text):
            yield _plain(f"{letter}) {text}")
        case BulletList(items):
            yield from (_plain(f"- {item}") for item in items)
        case KeyValues(pairs):
            yield from (_plain(f"{key}: {value}") for key, value in pairs)


def _paragraph(block: Paragraph) -> Line:
    text = Run(block.text, bold=block.bold, italic=block.italic)
    runs = (Run(f"{block.lead} ", bold=True, italic=block.italic), text) if block.lead else (text,)
    # A line that announces what follows goes with it.
    keep = block.text.endswith(":")
    return Line(runs, align=block.align, indent=block.align is Align.JUSTIFY, keep=keep)


def _marked(text: str) -> Line:
    runs = tuple(Run(part.text, part.bold, part.italic) for part in stretches(text))
    return Line(runs, keep=text.endswith(":"))


def _clause(number: int, text: str, title: str) -> Iterator[Line]:
    if not title:
        yield _plain(f"{number}. {text}")
        return
    yield _head(f"{number}. {title}", level=0)
    if text:
        yield _plain(text)


def _article(article: Article) -> Iterator[Flow]:
    label = f"Điều {article.number}."
    if article.title:
        yield _head(f"{label} {article.title}", level=2)
    if article.text:
        label_run = () if article.title else (Run(f"{label} ", bold=True),)
        yield Line((*label_run, Run(article.text)), keep=bool(article.blocks))
    yield from flow(article.blocks)


def _table(table: Table) -> Iterator[Flow]:
    if table.caption:
        yield _centred(Run(table.caption, bold=True), keep=True)
    total = sum(column.width for column in table.columns)
    yield Grid(
        widths=tuple(column.width / total for column in table.columns),
        head=_table_head(table.columns),
        rows=tuple(_table_row(row, table.columns) for row in table.rows),
        size=table.size,
        whole=table.whole,
    )


def _table_head(columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    if not any(column.group for column in columns):
        return (tuple(_head_cell(column.title) for column in columns),)
    top: list[Cell] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        titles = [column.title for column in members]
        if group:
            top.append(_head_cell(group, colspan=len(titles)))
        else:
            top += [_head_cell(title, rowspan=2) for title in titles]
    return tuple(top), tuple(_head_cell(column.title) for column in columns if column.group)


def _head_cell(text: str, *, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(text, Align.CENTER, bold=True, colspan=colspan, rowspan=rowspan)


def _table_row(row: Row, columns: tuple[Column, ...]) -> tuple[Cell, ...]:
    span = len(columns) - len(row.cells) + 1
    first, *rest = row.cells
    # A spanning cell is a head or a total: it stands left, not as its first column would.
    align = columns[0].align if span == 1 else Align.LEFT
    cells = [Cell(first, align, bold=row.bold, colspan=span)]
    later = zip(rest, columns[span:], strict=True)
    return (*cells, *(Cell(text, column.align, bold=row.bold) for text, column in later))


def _authority(paper: Paper) -> Iterator[Line]:
    if paper.authority_line:
        yield _centred(Run(paper.authority_line.upper(), bold=True), keep=True)


def _bases(paper: Paper) -> Iterator[Line]:
    for text in _punctuated(paper.bases):
        yield Line((Run(text, italic=True),))


def _opening(paper: Paper) -> Iterator[Line]:
    if paper.opening:
        yield _centred(Run(paper.opening, bold=True), keep=True)


def _ended(parts: list[Flow]) -> tuple[Flow, ...]:
    """End the last line with "./." and keep the last part on the page of the signature."""
    if not parts:
        return ()
    *earlier, last = parts
    if isinstance(last, Line):
        *runs, end = last.runs
        last = replace(last, runs=(*runs, replace(end, text=_ending(end.text, END))))
    return (*earlier, replace(last, keep=True))


def _punctuated(items: Iterable[str]) -> tuple[str, ...]:
    texts = tuple(items)
    return tuple(
        _ending(text, "." if number == len(texts) else ";") for number, text in enumerate(texts, 1)
    )


def _ending(text: str, mark: str) -> str:
    return text.removesuffix(END).rstrip(" .;,") + mark


def _plain(text: str) -> Line:
    return Line((Run(text),))


def _head(text: str, *, level: int) -> Line:
    return Line((Run(text, bold=True),), level=level, keep=True)


def _centred(run: Run, *, level: int = 0, keep: bool = False) -> Line:
    return Line((run,), align=Align.CENTER, indent=False, level=level, keep=keep)
