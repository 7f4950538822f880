"""Scoring tables that were published, read as they were restated, with what they leave open.

A rule that the source doesn't state is not made up: such a line is scored by hand, and says so.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from thidua.scoring.bands import Band
from thidua.scoring.criteria import Criterion, Kind
from thidua.scoring.grades import Grade
from thidua.scoring.options import Options
from thidua.scoring.tables import Table

_FOLDER = Path(__file__).with_name("published_tables")
_PLACES = 2
_WEIGHED = re.compile(r"(\d+(?:\.\d+)?) \* S\b")
_QUOTA = re.compile(r"best (\d+) %")
_KINDS = {kind.value: kind for kind in Kind} | {"quantitative-ratio": Kind.RELATIVE}
MASKED = "(nội dung không đọc được trong nguồn)"
_UNSTATED = "Nguồn không ghi công thức tính; chấm trực tiếp."


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A published table.

    Attributes:
        complete: every line was seen; a table seen in part can be read, not adopted as it is.
        seen: what was seen of it, in the words of who restated it.
        status: how it was verified.
        source: where it was read.
        table: the table.
    """

    id: str
    title: str
    title_en: str
    year: int | None
    complete: bool
    seen: str
    status: str
    source: str
    table: Table


@cache
def published_tables() -> Mapping[str, Published]:
    """Return the shipped tables by id."""
    found = (read_published(path.read_text()) for path in sorted(_FOLDER.glob("*.json")))
    return {one.id: one for one in found}


def read_published(text: str) -> Published:
    """Read a table as it was restated in JSON.

    Raises:
        ValueError: a kind, a range or an option that is not known (message in Vietnamese).
    """
    data = json.loads(text)
    relative = "applies_after" in data.get("formulas", {}).get("quantitative-ratio", {})
    lines = tuple(_lines(data["criteria"], "", relative=relative))
    return Published(
        id=data["id"],
        title=data["title_vi"],
        title_en=data["title_en"],
        year=data.get("year"),
        complete=data["completeness"].startswith("complete"),
        seen=data["completeness"],
        status=data["verified"],
        source=data["source"],
        table=Table(
            title=data["title_vi"], criteria=lines, places=_PLACES, ratings=tuple(_grades(data))
        ),
    )


def _lines(nodes: list[dict[str, Any]], parent: str, *, relative: bool) -> Iterator[Criterion]:
    for node in nodes:
        yield _line(node, parent, relative=relative)
        yield from _lines(node.get("children", []), node["code"], relative=relative)


def _line(node: Mapping[str, Any], parent: str, *, relative: bool) -> Criterion:
    kind, maximum = _kind(node, relative=relative), Decimal(str(node["max"]))
    return Criterion(
        code=node["code"],
        text=node["text_vi"] or f"Tiêu chí số {node['printed_code']} {MASKED}",
        kind=kind,
        maximum=maximum,
        parent=parent,
        options=_options(node, kind, maximum),
    )


def _kind(node: Mapping[str, Any], *, relative: bool) -> Kind:
    if node["kind"] not in _KINDS:
        raise ValueError(f"Tiêu chí {node['code']}: không có cách chấm “{node['kind']}”.")
    if node["kind"] != "quantitative-ratio":
        return _KINDS[node["kind"]]
    if node.get("external_input"):
        return Kind.EXTERNAL
    return Kind.RELATIVE if relative else Kind.JUDGEMENT


def _options(node: Mapping[str, Any], kind: Kind, maximum: Decimal) -> Options:
    bands = node.get("bands", ()) if kind is Kind.BANDED else ()
    return Options(
        bands=tuple(Band.parse(band["if"], Decimal(str(band["points"]))) for band in bands),
        unit=node.get("unit", ""),
        scale=_scale(node, maximum) if kind is Kind.EXTERNAL else None,
        evidence=node.get("evidence", ""),
        note=" ".join(_notes(node, kind)),
    )


def _scale(node: Mapping[str, Any], maximum: Decimal) -> Decimal:
    """Return the other body's full marks: "0.5 * S" gives 50 points for a score of 100."""
    weighed = _WEIGHED.match(node["formula"])
    if weighed is None:
        raise ValueError(f"Tiêu chí {node['code']}: không đọc được công thức “{node['formula']}”.")
    return maximum / Decimal(weighed[1])


def _notes(node: Mapping[str, Any], kind: Kind) -> Iterator[str]:
    if threshold := node.get("threshold"):
        yield f"Ngưỡng theo nguồn: {threshold}."
    if node["kind"] == "quantitative-ratio" and kind is Kind.JUDGEMENT:
        yield _UNSTATED
    if node["kind"] == "deduction" and (formula := node.get("formula")):
        yield f"Theo nguồn: {formula}."


_FROM = {"excellent_from": "Xuất sắc", "good_from": "Tốt", "fair_from": "Khá"}


def _grades(data: Mapping[str, Any]) -> Iterator[Grade]:
    """Yield the grades, best first; sources list them worst first or by their lower ends."""
    for rated in reversed(data.get("rating", [])):
        quota = _QUOTA.search(rated["if"])
        yield Grade(
            label=rated["label_vi"],
            band=_grade_band(rated["if"].partition(" and ")[0]),
            quota_percent=int(quota[1]) if quota else None,
        )
    below = None
    for name, label in _FROM.items():
        if (least := data.get("settings", {}).get(name)) is not None:
            low = Decimal(least)
            band = Band(low=low, high=below, points=low, below=below is not None)
            yield Grade(label=label, band=band)
            below = low


def _grade_band(text: str) -> Band:
    """Read "S < 50", "50 <= S <= 60" or "60 < S <= 80"."""
    low, middle, high = text.rpartition("S")
    bounds = [Band.parse(high, Decimal(0))] if high.strip() else []
    if middle and low.strip():
        number, sign = low.split()
        bounds.append(Band.parse(f"{'>' if sign == '<' else '>='}{number}", Decimal(0)))
    return Band(
        low=next((b.low for b in bounds if b.low is not None), None),
        high=next((b.high for b in bounds if b.high is not None), None),
        points=Decimal(0),
        above=any(b.above for b in bounds),
        below=any(b.below for b in bounds),
    )
