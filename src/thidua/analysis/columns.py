"""Which columns a measure has, and what they are called in SQL."""

import hashlib
import re

from thidua.law.formula import Measure

LOW, HIGH = " low", " high"
LEAST, MOST = -128, 127
"""Counts of years and of records are held in one byte: what lies beyond stands at the end."""

LONGEST = 60
"""PostgreSQL cuts names after 63 bytes."""


def columns_of(measure: Measure) -> tuple[str, ...]:
    """Return the column of a measure, or those of the least and the most it can be."""
    name = measure.name
    return (name,) if measure.exact else (name + LOW, name + HIGH)


def identifier(column: str) -> str:
    """Return a column's name as SQL takes it everywhere without quotation marks."""
    name = re.sub(r"\W+", "_", column.replace(":", "__").replace("+", "_and_")).lower()
    if len(name) <= LONGEST:
        return name
    mark = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name[: LONGEST - 9]}_{mark}"
