"""A ballot as a form: the rows to mark, what was marked, and the marks in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua.voting import BallotPaper, Shape

if TYPE_CHECKING:
    from thidua.apps.meetings.models import PaperEntry

BOXES = (("yes", "Đồng ý"), ("no", "Không đồng ý"))
BOTH = ("both", "Cả hai ô")
MARK_WORDS = {
    "yes": "đồng ý",
    "no": "không đồng ý",
    "abstain": "không có ý kiến",
    "both": "cả hai ô",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the ballot with the mark typed for it so far."""

    code: str
    label: str
    mark: str


def rows_of(paper: BallotPaper, names: Mapping[str, str], typed: Mapping[str, str]) -> list[Row]:
    return [Row(code, names[code], typed.get(f"mark-{code}", "")) for code in paper.options]


def answers_of(paper: BallotPaper) -> dict[str, object]:
    """Say how a line is marked: boxes, an order, or a single box."""
    return {
        "each": BOXES if paper.shape is Shape.EACH else (),
        "entries": (*BOXES, BOTH) if paper.shape is Shape.EACH else (),
        "rank": paper.shape is Shape.RANK,
        "single": paper.shape in {Shape.QUESTION, Shape.ONE, Shape.CHOOSE},
        "told": how_to_mark(paper),
    }


def how_to_mark(paper: BallotPaper) -> str:
    words = {
        Shape.QUESTION: "Đánh dấu X vào 01 ô.",
        Shape.ONE: "Đánh dấu X vào ô của 01 đơn vị.",
        Shape.EACH: "Mỗi dòng đánh dấu X vào 01 ô; dòng để trống là không có ý kiến.",
        Shape.CHOOSE: f"Đánh dấu X vào ô của nhiều nhất {paper.at_most:02} đơn vị.",
        Shape.RANK: "Ghi số thứ tự ưu tiên từ 1 trở đi, liên tục, không trùng nhau.",
    }
    return words[paper.shape]


def read_marks(paper: BallotPaper, posted: Mapping[str, str]) -> dict[str, str]:
    """Read the marks that were entered; a line left empty has none."""
    typed = {
        name.removeprefix("mark-"): value.strip()
        for name, value in posted.items()
        if name.startswith("mark-")
    }
    if paper.shape is Shape.RANK:
        typed = {code: mark.lstrip("0") or mark for code, mark in typed.items()}
    return {code: mark for code, mark in typed.items() if mark}


def told_marks(entry: PaperEntry | None, names: Mapping[str, str]) -> str:
    """Tell an entry in words."""
    if entry is None:
        return "chưa nhập"
    if entry.spoiled:
        return f"không hợp lệ: {entry.spoiled}"
    told = (
        names[code] if mark == "x" else f"{names[code]}: {MARK_WORDS.get(mark, mark)}"
        for code, mark in entry.marks.items()
    )
    return "; ".join(told) or "phiếu trắng"
