"""Criteria of every kind with whatever options it may have."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from thidua.scoring import FIELDS, Band, Criterion, Direction, Kind, Options
from thidua.text import clean

D = Decimal
POSITIVE = st.decimals(min_value="0.01", max_value=9_999, places=2)
WORDS = st.text(st.sampled_from("aăđêơ 12"), min_size=1, max_size=12).map(clean)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "plan": POSITIVE,
    "direction": st.sampled_from(Direction),
    "cap_percent": st.integers(100, 200),
    "floor_percent": st.integers(0, 100),
    "most_percent": st.integers(100, 200),
    "bands": st.lists(
        st.sampled_from([
            Band(low=D(0), high=D(0), points=D(0)),
            Band(low=D(1), high=D("2.5"), points=D(3), below=True),
            Band(low=D(1_000), high=D("1234567.5"), points=D("4.5"), above=True),
            Band(low=D(2_000_000), high=None, points=D(5), above=True),
        ]),
        unique=True,
    ).map(tuple),
    "steps": st.lists(POSITIVE, max_size=4).map(tuple),
    "minimum": POSITIVE,
    "per_occurrence": POSITIVE,
    "scale": POSITIVE,
    "unit": WORDS,
    "blocks": st.lists(WORDS.filter(bool), max_size=2).map(tuple),
    "weight": POSITIVE,
    "office": st.booleans(),
    "warns": st.booleans(),
    "evidence": WORDS,
    "evidence_required": st.booleans(),
    "article": WORDS,
    "note": WORDS,
}  # fmt: skip


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    kind = draw(st.sampled_from(Kind))
    names = [name for name, kinds in FIELDS.items() if kind in kinds]
    chosen = draw(st.lists(st.sampled_from(names), unique=True))
    options = Options(**{name: draw(VALUES[name]) for name in chosen})
    return Criterion("1", "Tiêu chí", kind, draw(POSITIVE), "", options)


CRITERIA = criteria()
