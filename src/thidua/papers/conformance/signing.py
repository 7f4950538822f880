"""Where a paper ends: the blocks of its signers (boxes 7a, 7b) and its recipients (box 9b)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.papers.conformance.reading import Line, Paragraph

END = "./."
_LABEL = re.compile(r"nơi nhận\b", re.IGNORECASE)
_SIGNED = re.compile(r"\(?\s*(đã ký|ký,? .*ghi rõ.*|chữ ký.*|ký tên.*)\)?", re.IGNORECASE)
_POST = re.compile(
    r"(PHÓ |QUYỀN |Q\. )?(TỔNG )?(CHỦ|GIÁM ĐỐC|TRƯỞNG|CHÁNH|CỤC|VỤ|BÍ THƯ|THỦ|BỘ TRƯỞNG|KHỐI|TỔ|VIỆN|HIỆU|"
    r"THƯ KÝ|THÀNH VIÊN|NGƯỜI|ỦY VIÊN|UỶ VIÊN|ĐẠI DIỆN|KẾ TOÁN|KIỂM|TỔNG)"
)
_SAME_COLUMN = 7.0
_ROOM = 10.0


@dataclass(frozen=True, slots=True)
class SignedBlock:
    """One signer: capacity above the room for the signature, posts and name below it."""

    capacity: tuple[Line, ...]
    posts: tuple[Line, ...]
    name: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Signers and recipients, with all lines they take."""

    signed: tuple[SignedBlock, ...]
    label: tuple[Line, ...]
    recipients: tuple[Paragraph, ...]
    lines: tuple[Line, ...]
    after_table: bool


def ending_of(lines: Sequence[Line]) -> Ending:
    """Part the end of a paper from its body."""
    start = _start(lines)
    tail = lines[start:]
    label = next(((line,) for line in tail if _LABEL.match(line.text)), ())
    listed = _listed(tail, label[0]) if label else []
    rest = [
        line for line in tail
        if line not in label and line not in listed and not _SIGNED.fullmatch(line.text)
    ]  # fmt: skip
    return Ending(
        signed=_joined([block for column in _columns(rest) for block in _blocks(column)]),
        label=label,
        recipients=tuple(_items(listed)),
        lines=tuple(tail),
        after_table=start > 0 and lines[start - 1].framed,
    )


def _start(lines: Sequence[Line]) -> int:
    """Return where the end begins: after "./.", else after the last line that can't belong to it."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index].text.endswith(END):
            return index + 1
    label = next((n for n, line in enumerate(lines) if _LABEL.match(line.text)), len(lines))
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        listed = index > label and line.size < 12.8
        if not (listed or index == label or _signs(line)):
            return index + 1
    return 0


def _signs(line: Line) -> bool:
    """Tell whether a line may stand in a block of a signer: short and bold, or far to the right."""
    left, right = line.room
    short = len(line.text) < 80
    aside = line.x0 > left + 0.35 * (right - left)
    sentence = line.text.endswith((".", ";", ":", ","))
    heading = re.match(r"[IVX\d]+\.\s", line.text)
    return not line.framed and not sentence and not heading and (
        (line.bold and short) or (aside and len(line.text) < 60) or bool(_SIGNED.fullmatch(line.text))
    )  # fmt: skip


def _listed(tail: Sequence[Line], label: Line) -> list[Line]:
    """Return the lines under "Nơi nhận:", which stand on its left edge."""
    below = [line for line in tail if (line.page, line.base) > (label.page, label.base)]
    return [
        line for line in below if line.x0 < label.x0 + 8 and not (line.bold and line.size > 12.8)
    ]


def _items(lines: Sequence[Line]) -> Iterator[Paragraph]:
    item: list[Line] = []
    for line in lines:
        if item and line.text.startswith(("-", "–", "+", "•")):
            yield Paragraph(tuple(item))
            item = []
        item.append(line)
    if item:
        yield Paragraph(tuple(item))


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that stand under each other."""
    columns: list[list[Line]] = []
    for line in lines:
        near = [c for c in columns if abs(c[0].middle - line.middle) < _SAME_COLUMN]
        if near:
            near[0].append(line)
        else:
            columns.append([line])
    return columns


def _blocks(column: Sequence[Line]) -> Iterator[SignedBlock]:
    """Part a column at each capacity that follows a name."""
    block: list[Line] = []
    signed = False
    for line in column:
        far = bool(block) and _far(block[-1], line)
        named = bool(block) and not _is_capital(block[-1])
        if named and _is_capital(line) and (signed or not far):
            yield _block(block)
            block, signed, far = [], False, False
        signed = signed or far
        block.append(line)
    if block:
        yield _block(block)


def _joined(blocks: list[SignedBlock]) -> tuple[SignedBlock, ...]:
    """Give names that stand aside of their posts back to them, if each finds one."""
    names = [block for block in blocks if not block.capacity]
    posts = [block for block in blocks if not block.name]
    if len(names) != len(posts):
        return tuple(blocks)
    whole = [
        SignedBlock(post.capacity, (*post.posts, *aside.posts), aside.name)
        for post, aside in zip(posts, names, strict=True)
    ]
    return (*(block for block in blocks if block.capacity and block.name), *whole)


def _block(lines: Sequence[Line]) -> SignedBlock:
    room = next(
        (n for n in range(1, len(lines)) if _far(lines[n - 1], lines[n])),
        sum(_is_capital(line) for line in lines),
    )
    capacity, below = lines[:room], lines[room:]
    posts = tuple(line for line in below if _is_capital(line))
    if posts == tuple(below) and below and not _POST.match(below[-1].text):
        posts = posts[:-1]
    name = tuple(line for line in below if line not in posts)
    return SignedBlock(tuple(capacity), posts, name)


def _far(above: Line, below: Line) -> bool:
    return above.page != below.page or below.base - above.base > _ROOM


def _is_capital(line: Line) -> bool:
    return line.text == line.text.upper()
