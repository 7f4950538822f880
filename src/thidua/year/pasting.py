"""Reading what an office pastes from Excel: member units with any office's headings, and dated work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from thidua.apps.planning.enums import Doer
from thidua.apps.units.enums import Position
from thidua.text import clean, fold, parse_date

MOST_ROWS = 300
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "name": (
        "ten don vi", "don vi", "ten co quan", "co quan", "ten co quan, don vi",
        "don vi thanh vien", "co quan, don vi", "ten", "ten to chuc",
    ),
    "short_name": ("ten viet tat", "viet tat", "ten ngan", "ten goi tat", "goi tat", "ten tat"),
    "head_post": (
        "chuc danh thu truong", "chuc danh", "chuc vu", "chuc vu nguoi dung dau",
        "nguoi dung dau", "thu truong", "chuc vu thu truong",
    ),
    "position": ("vai tro", "vai tro trong khoi", "nhiem vu trong khoi", "chuc trach", "vi tri"),
}  # fmt: skip
LABELS = {
    "name": "Tên đơn vị", "short_name": "Tên viết tắt", "head_post": "Chức danh thủ trưởng",
    "position": "Vai trò",
}  # fmt: skip
LONGEST = {"name": 200, "short_name": 60, "head_post": 80}
POSITIONS = {
    "": Position.MEMBER, "thanh vien": Position.MEMBER, "uy vien": Position.MEMBER,
    "khoi truong": Position.LEAD, "cum truong": Position.LEAD, "truong khoi": Position.LEAD,
    "truong cum": Position.LEAD, "khoi pho": Position.DEPUTY, "cum pho": Position.DEPUTY,
    "pho khoi": Position.DEPUTY, "pho cum": Position.DEPUTY,
}  # fmt: skip
DOERS = {
    "": Doer.MEMBERS, "cac don vi": Doer.MEMBERS, "cac don vi thanh vien": Doer.MEMBERS,
    "don vi": Doer.MEMBERS, "khoi truong": Doer.LEAD, "cum truong": Doer.LEAD,
    "thu ky": Doer.LEAD, "thu ky khoi": Doer.LEAD, "khoi pho": Doer.DEPUTY,
    "cum pho": Doer.DEPUTY, "co quan thuong truc": Doer.BOARD, "so noi vu": Doer.BOARD,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member unit as pasted, with what it is called where the office left that out."""

    name: str
    short_name: str
    head_post: str
    position: Position


@dataclass(frozen=True, slots=True)
class WorkRow:
    day: date
    title: str
    doer: Doer


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which cell, and what would be right."""

    row: int
    column: str
    what: str

    @property
    def line(self) -> str:
        where = f"Dòng {self.row}" if self.row else "Cả bảng"
        return f"{where}{f', ô “{self.column}”' if self.column else ''}: {self.what}"


def cells_of(text: str) -> list[tuple[int, list[str]]]:
    """Return the filled rows of a pasted table with their numbers; a tab parts the cells."""
    rows = [(n, [clean(c) for c in row.split("\t")]) for n, row in enumerate(text.splitlines(), 1)]
    return [(number, cells) for number, cells in rows if any(cells)]


def columns_of(cells: Sequence[str]) -> dict[str, int]:
    """Return which column is what, by the words of its heading; none where it is no row of headings."""
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = fold(cell).strip(" .:*")
        name = next((n for n, words in HEADINGS.items() if key in words), None)
        if name is not None:
            found.setdefault(name, place)
    return found if "name" in found else {}


def read_members(text: str) -> tuple[list[MemberRow], list[Fault]]:
    """Read member units; a list of names alone needs no headings."""
    rows = cells_of(text)
    if not rows:
        return [], [Fault(0, "", "chưa có đơn vị nào; hãy dán bảng từ Excel vào ô.")]
    columns, body = headed(rows)
    if not columns:
        return [], [
            Fault(
                rows[0][0], "",
                "không thấy cột “Tên đơn vị” ở dòng tiêu đề; hãy dán cả dòng tiêu đề của bảng.",
            )
        ]  # fmt: skip
    faults: list[Fault] = []
    read = [(number, member_in(number, cells, columns, faults)) for number, cells in body]
    faults += [*doubled(read), *odd_bloc([row for _, row in read])]
    return [row for _, row in read], faults


def headed(
    rows: list[tuple[int, list[str]]],
) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Part the headings from the rows below them."""
    columns = columns_of(rows[0][1])
    if columns:
        return columns, rows[1:]
    alone = all(len([c for c in cells if c]) == 1 for _, cells in rows)
    return ({"name": 0}, rows) if alone and all(cells[0] for _, cells in rows) else ({}, [])


def member_in(
    number: int, cells: Sequence[str], columns: Mapping[str, int], faults: list[Fault]
) -> MemberRow:
    def cell(name: str) -> str:
        place = columns.get(name)
        return cells[place] if place is not None and place < len(cells) else ""

    def tell(name: str, what: str) -> None:
        faults.append(Fault(number, LABELS[name], what))

    if not cell("name"):
        tell("name", "để trống; hãy ghi tên đơn vị hoặc bỏ cả dòng.")
    for name, most in LONGEST.items():
        if len(cell(name)) > most:
            tell(name, f"dài quá {most} chữ.")
    if not cell("short_name") and LONGEST["short_name"] < len(cell("name")) <= LONGEST["name"]:
        tell("short_name", "tên đơn vị dài quá 60 chữ nên phải có tên viết tắt.")
    position = POSITIONS.get(fold(cell("position")))
    if position is None:
        tell(
            "position",
            f"“{cell('position')}” không rõ; hãy ghi Khối trưởng, Khối phó hoặc để trống.",
        )
    return MemberRow(
        cell("name"), cell("short_name") or cell("name"), cell("head_post") or "Thủ trưởng",
        position or Position.MEMBER,
    )  # fmt: skip


def doubled(read: Sequence[tuple[int, MemberRow]]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, row in read:
        before = first.setdefault(fold(row.name), number)
        if row.name and before != number:
            yield Fault(number, LABELS["name"], f"“{row.name}” đã có ở dòng {before}.")


def odd_bloc(rows: Sequence[MemberRow]) -> Iterator[Fault]:
    if len(rows) > MOST_ROWS:
        yield Fault(0, "", f"có {len(rows)} đơn vị, nhiều quá {MOST_ROWS}.")
    if len(rows) == 1:
        yield Fault(0, "", "khối phải có ít nhất hai đơn vị để thi đua với nhau.")
    leads = [row.name for row in rows if row.position == Position.LEAD]
    if len(leads) > 1:
        yield Fault(0, LABELS["position"], f"có {len(leads)} Khối trưởng: {', '.join(leads)}.")


def read_work(text: str, year: int) -> tuple[list[WorkRow], list[Fault]]:
    """Read dated work: day, what, whose, a line each; a tab or a semicolon parts them."""
    faults: list[Fault] = []
    rows = cells_of(text.replace(";", "\t"))
    read = [row for n, cells in rows if (row := work_in(n, cells, year, faults.append))]
    return read, faults


def work_in(
    number: int, cells: Sequence[str], year: int, tell: Callable[[Fault], None]
) -> WorkRow | None:
    first, title, whose = (*cells, "", "", "")[:3]
    try:
        day = parse_date(first)
    except ValueError as wrong:
        tell(Fault(number, "Ngày", str(wrong)))
        return None
    if day.year not in {year - 1, year, year + 1}:
        tell(Fault(number, "Ngày", f"{first} không thuộc năm thi đua {year}."))
    if not title or len(title) > 300:
        tell(Fault(number, "Việc", "để trống hoặc dài quá 300 chữ."))
    doer = DOERS.get(fold(whose))
    if doer is None:
        words = "Khối trưởng, Khối phó, Các đơn vị hoặc Cơ quan thường trực"
        tell(Fault(number, "Ai làm", f"“{whose}” không rõ; hãy ghi {words}."))
    return WorkRow(day, title, doer or Doer.MEMBERS)


def code_from(name: str, taken: set[str], longest: int = 40) -> str:
    """Make a code of the initials of a name, with a number where it is taken."""
    letters = "".join(word[0] for word in fold(name).split() if word[0].isalnum())[: longest - 4]
    base = letters or "dv"
    tries = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(code for code in tries if code not in taken)
