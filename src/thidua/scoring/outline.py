"""Moving lines of a draft about; a line takes those below it along."""

import re
from collections.abc import Sequence
from dataclasses import replace

from thidua.scoring.criteria import Kind
from thidua.scoring.drafts import DraftLine

Lines = Sequence[DraftLine]
_LAST_NUMBER = re.compile(r"(\d+)(?=\D*$)")


def end_of(lines: Lines, place: int) -> int:
    """Return the place after the last line below a line."""
    depth = lines[place].depth
    below = range(place + 1, len(lines))
    return next((other for other in below if lines[other].depth <= depth), len(lines))


def moved_up(lines: Lines, place: int) -> list[DraftLine]:
    """Put a line before the one it follows in its section; the first one stays."""
    before = _sibling_before(lines, place)
    if before is None:
        return list(lines)
    end = end_of(lines, place)
    return [*lines[:before], *lines[place:end], *lines[before:place], *lines[end:]]


def moved_down(lines: Lines, place: int) -> list[DraftLine]:
    """Put a line after the next of its section; the last one stays."""
    after = end_of(lines, place)
    beside = after < len(lines) and lines[after].depth == lines[place].depth
    return moved_up(lines, after) if beside else list(lines)


def indented(lines: Lines, place: int) -> list[DraftLine]:
    """Set a line under the one it follows in its section, which becomes a section itself."""
    before = _sibling_before(lines, place)
    return list(lines) if before is None else _shifted(_as_section(lines, before), place, 1)


def outdented(lines: Lines, place: int) -> list[DraftLine]:
    """Set a line one level out; what follows in its section is then below it."""
    return _shifted(lines, place, -1) if lines[place].depth else list(lines)


def added(lines: Lines, place: int, *, below: bool) -> list[DraftLine]:
    """Add a blank line after a line and what is below it: as the next one, or under it."""
    depth, end = lines[place].depth + below, end_of(lines, place)
    blank = DraftLine(depth=depth, code=_next_code(lines, place, end, below=below))
    kept = _as_section(lines, place) if below else list(lines)
    return [*kept[:end], blank, *kept[end:]]


def removed(lines: Lines, place: int) -> list[DraftLine]:
    """Take a line out, with those below it."""
    return [*lines[:place], *lines[end_of(lines, place) :]]


def _sibling_before(lines: Lines, place: int) -> int | None:
    for other in range(place - 1, -1, -1):
        if lines[other].depth == lines[place].depth:
            return other
        if lines[other].depth < lines[place].depth:
            return None
    return None


def _shifted(lines: Lines, place: int, by: int) -> list[DraftLine]:
    own = range(place, end_of(lines, place))
    return [
        replace(line, depth=line.depth + by) if other in own else line
        for other, line in enumerate(lines)
    ]


def _as_section(lines: Lines, place: int) -> list[DraftLine]:
    section = replace(lines[place], kind=Kind.SUM.value)
    return [*lines[:place], section, *lines[place + 1 :]]


def _next_code(lines: Lines, place: int, end: int, *, below: bool) -> str:
    """Count on from the line that comes before: "2.3" after "2.2", "I.1" as the first under "I"."""
    depth = lines[place].depth + below
    before = [line.code for line in lines[place:end] if line.depth == depth]
    if not before:
        return f"{lines[place].code}.1" if lines[place].code else ""
    found = _LAST_NUMBER.search(before[-1])
    if found is None:
        return ""
    return f"{before[-1][: found.start()]}{int(found[1]) + 1}{before[-1][found.end() :]}"
