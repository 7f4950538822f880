"""How far lines are set in, read from the codes offices write: I, 1, 1.1, a), -."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(IX|IV|V?I{0,3})")
_ENDS = " .)/:("
_BULLETS = frozenset("-–+*•")


@dataclass(frozen=True, slots=True)
class _Open:
    style: str
    code: str


def bare(code: str) -> str:
    """Return a code without what is only around it: "a" of "a)", "1.2" of "1.2."."""
    return code.strip(_ENDS)


def is_bullet(code: str) -> bool:
    return code.strip() in _BULLETS


def depths(codes: Sequence[str]) -> Iterator[int]:
    """Yield the depth of each line by its code.

    A code under the one it begins with ("1.1" after "1"); else beside the last of its style; a
    style that is new stands under the line before.
    """
    above: list[_Open] = []
    for code in map(bare, codes):
        depth = _depth(code, above)
        above[depth:] = [_Open(_style(code, above), code)]
        yield depth


def _depth(code: str, above: Sequence[_Open]) -> int:
    whole = [n for n, one in enumerate(above) if one.code and code.startswith(f"{one.code}.")]
    if whole:
        return whole[-1] + 1
    style = _style(code, above)
    same = [n for n, one in enumerate(above) if one.style == style]
    return same[-1] if same else len(above)


def _style(code: str, above: Sequence[_Open]) -> str:
    if not code or is_bullet(code):
        return "bullet"
    if "." in code:
        return f"dotted {code.count('.')}"
    if code.isdecimal():
        return "number"
    case = "upper" if code.isupper() else "lower"
    lettered = len(code) == 1 and _follows(code, above)
    roman = _ROMAN.fullmatch(code.upper()) is not None
    # A single small i, v or x is a letter: nobody was seen to count by them.
    return f"{case} roman" if roman and not lettered and code not in "ivx" else case


def _follows(code: str, above: Sequence[_Open]) -> bool:
    """Tell whether a letter that may be a Roman number goes on a row of letters: H, I."""
    return any(len(one.code) == 1 and ord(one.code) + 1 == ord(code) for one in above)


def unique_codes(codes: Sequence[str], parents: Sequence[int | None]) -> list[str]:
    """Return codes that name one line each: "1" that stands under I and under II is "I.1", "II.1".

    A line without a code counts on under its section.
    """
    plain = ["" if is_bullet(code) else bare(code) for code in codes]
    times = Counter(plain)
    # Lines of a section are called alike: all of them by its code, or none.
    shared = {parent for code, parent in zip(plain, parents, strict=True) if times[code] > 1}
    found: list[str] = []
    taken: set[str] = set()
    for code, parent in zip(plain, parents, strict=True):
        above = found[parent] if parent is not None else ""
        printed = plain[parent] if parent is not None else ""
        if not code:
            made = _next_free(above, taken)
        elif printed and code.startswith(f"{printed}."):
            made = f"{above}{code[len(printed) :]}"
        else:
            made = _joined(above, code) if parent in shared else code
        taken.add(made)
        found.append(made)
    return found


def _joined(above: str, code: str) -> str:
    return f"{above}.{code}" if above else code


def _next_free(above: str, taken: set[str]) -> str:
    number = 1
    while _joined(above, str(number)) in taken:
        number += 1
    return _joined(above, str(number))
