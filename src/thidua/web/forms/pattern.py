"""Reading a certificate's pattern off a form: every place in millimetres, with a decimal comma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from thidua.papers import FIELDS, Mode, Pattern, Sheet, Spot
from thidua.text import decimal_text, parse_decimal

SHEET = {
    "width": "Khổ ngang",
    "height": "Khổ dọc",
    "inner_width": "Khung trong, ngang",
    "inner_height": "Khung trong, dọc",
}
OFFSETS = {"offset_x": "Lệch sang phải", "offset_y": "Lệch xuống dưới"}
PLACES = {"x": "Trái", "y": "Trên", "width": "Rộng", "height": "Cao", "size": "Cỡ chữ"}
COLOURS = {"#c8102e": "Đỏ", "#000000": "Đen", "#5a5a5a": "Xám"}
ALIGNS = {"left": "Trái", "center": "Giữa", "right": "Phải"}


def mm(value: float) -> str:
    """Write millimetres or points as people type them: 63,5."""
    return decimal_text(Decimal(f"{value:g}"))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the pattern as the form shows it."""

    spot: Spot
    label: str
    cells: tuple[tuple[str, str, str], ...]


def rows_of(pattern: Pattern) -> list[Row]:
    return [
        Row(
            spot,
            FIELDS[spot.field],
            tuple(
                (f"{spot.field}-{name}", label, mm(getattr(spot, name)))
                for name, label in PLACES.items()
            ),
        )
        for spot in pattern.spots
    ]


def read_pattern(given: Mapping[str, str], base: Pattern) -> tuple[Pattern, list[str]]:
    """Read what was typed over a pattern; what can't be read keeps its value and is told."""
    faults: list[str] = []

    def figure(name: str, label: str, now: float) -> float:
        text = given.get(name, "").strip()
        if not text:
            return now
        try:
            return float(parse_decimal(text))
        except ValueError as wrong:
            faults.append(f"{label}: {wrong}")
            return now

    def spot_of(spot: Spot) -> Spot:
        places = {
            name: figure(
                f"{spot.field}-{name}", f"{FIELDS[spot.field]}, {label}", getattr(spot, name)
            )
            for name, label in PLACES.items()
        }
        return replace(with_choices(given, spot), **places)  # type: ignore[arg-type]  # all are figures

    sheet = {n: figure(n, label, getattr(base.sheet, n)) for n, label in SHEET.items()}
    offsets = {n: figure(n, label, getattr(base, n)) for n, label in OFFSETS.items()}
    mode = given.get("mode", base.mode)
    pattern = replace(
        base,
        sheet=Sheet(**sheet),
        spots=tuple(spot_of(spot) for spot in base.spots),
        mode=Mode(mode) if mode in set(Mode) else base.mode,
        offset_x=offsets["offset_x"],
        offset_y=offsets["offset_y"],
    )
    return pattern, faults


def with_choices(given: Mapping[str, str], spot: Spot) -> Spot:
    """Take over what is chosen from lists; anything else than their values changes nothing."""
    colour = given.get(f"{spot.field}-colour", spot.colour)
    align = given.get(f"{spot.field}-align", spot.align)
    return replace(
        spot,
        colour=colour if colour in COLOURS else spot.colour,
        align=align if align in ALIGNS else spot.align,
        on_blank=f"{spot.field}-on_blank" in given,
    )
