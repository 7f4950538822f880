"""Charts drawn on the server as SVG: no script, the same on a page and in print."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

_WIDTH, _STEP = 640, 26  # of the whole chart, labels and all: every chart has letters of one size
_CONFIG: Mapping[str, Any] = {
    "background": None,
    "font": "inherit",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "labelLimit": 340,
        "gridColor": "#e3e6ea",
    },
    "legend": {"labelFontSize": 13, "orient": "top", "symbolSize": 90},
}
_ACCENT, _OTHER = "#1b62b5", "#b25e09"
_SERIES = (_ACCENT, _OTHER, "#1d6b3a", "#6b3fa0")  # told apart by their shapes too
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"]}
_OUTER_SIZE = re.compile(r'(<svg[^>]*?) width="\d+" height="\d+"')


def bars(values: Mapping[str, float], title: str) -> SafeString:
    """Draw a bar for each name, in the order given; those above 0 and below differ in colour."""
    rows = [{"name": name, "value": value} for name, value in values.items()]
    spec = {
        "data": {"values": rows},
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": list(values), "title": None},
            "x": {"field": "value", "type": "quantitative", "title": title},
            "color": {
                "condition": {"test": "datum.value > 0", "value": _OTHER},
                "value": _ACCENT,
            },
        },
    }
    return _drawn(spec, len(values))


def dots(
    series: Mapping[str, Mapping[str, float]], title: str, span: tuple[float, float]
) -> SafeString:
    """Draw the values of several series as dots, one row for each name."""
    rows = [
        {"name": name, "series": label, "value": value}
        for label, values in series.items()
        for name, value in values.items()
    ]
    labels = list(series)
    names: Sequence[str] = list(dict.fromkeys(row["name"] for row in rows))  # type: ignore[misc]  # names are words
    spec = {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0.85},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": names, "title": None,
                  "axis": {"grid": True}},
            "x": {"field": "value", "type": "quantitative", "title": title,
                  "scale": {"domain": list(span), "zero": False}},
            "color": {"field": "series", "type": "nominal", "title": None,
                      "scale": {"domain": labels, "range": _SERIES[:len(labels)]}},
            "shape": {"field": "series", "type": "nominal", "title": None,
                      "scale": {"domain": labels, "range": _SHAPES[:len(labels)]}},
        },
    }  # fmt: skip
    return _drawn(spec, len(names))


def lines(
    series: Mapping[str, Mapping[date, float]], title: str, span: tuple[date, date]
) -> SafeString:
    """Draw figures over time, a line with marks for each series."""
    rows = [
        {"on": f"{on:%Y-%m-%d}", "series": label, "value": value}
        for label, values in series.items()
        for on, value in values.items()
    ]
    labels = list(series)
    spec = {
        "data": {"values": rows},
        "height": 260,
        "mark": {"type": "line", "point": {"size": 80, "filled": True}},
        "encoding": {
            "x": {"field": "on", "type": "temporal", "title": None,
                  "scale": {"domain": [f"{day:%Y-%m-%d}" for day in span]},
                  "axis": {"format": "%m/%Y", "labelOverlap": True}},
            "y": {"field": "value", "type": "quantitative", "title": title},
            "color": {"field": "series", "type": "nominal", "title": None,
                      "scale": {"domain": labels, "range": _SERIES[:len(labels)]}},
            "strokeDash": {"field": "series", "type": "nominal", "title": None,
                           "scale": {"domain": labels}},
            "shape": {"field": "series", "type": "nominal", "title": None,
                      "scale": {"domain": labels, "range": _SHAPES[:len(labels)]}},
        },
    }  # fmt: skip
    return _drawn(spec, len(rows))


def _drawn(spec: Mapping[str, Any], rows: int) -> SafeString:
    whole = {
        "width": _WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "height": {"step": _STEP} if rows else _STEP,
        "config": _CONFIG,
        **spec,
    }
    return mark_safe(_svg(json.dumps(whole, ensure_ascii=False, sort_keys=True)))  # noqa: S308 -- drawn by the library, which escapes text


@lru_cache(maxsize=256)
def _svg(spec: str) -> str:
    """Draw once what several people look at; the size is left to the page."""
    import vl_convert  # noqa: PLC0415 -- 70 MB that only a page with a chart needs

    drawn = vl_convert.vegalite_to_svg(json.loads(spec), format_locale=_NUMBERS)
    return _OUTER_SIZE.sub(r"\1", drawn, count=1)
