"""What was read of a file as text that a form carries to the next page; it is kept nowhere."""

import json
from typing import Any

from thidua.papers.drafts.errors import Unreadable
from thidua.papers.drafts.units import Document, Remark, Unit
from thidua.papers.marks import Stretch


def to_json(document: Document) -> str:
    told = {
        "identity": document.identity,
        "version": document.version,
        "units": [_told(unit) for unit in document.units],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """Read back what a form carried; whoever changed it on the way only spoils their own import.

    Raises:
        Unreadable: it isn't what `to_json` writes.
    """
    try:
        told = json.loads(text)
        units = tuple(map(_unit, told["units"]))
        return Document(units, str(told["identity"]), int(told["version"]))
    except (ValueError, KeyError, TypeError, RecursionError) as broken:
        raise Unreadable(
            "Không còn nội dung của tệp đã chọn.", "Hãy chọn lại tệp dự thảo đã sửa."
        ) from broken


def _told(unit: Unit) -> dict[str, Any]:
    return {
        "k": unit.keys,
        "s": [(part.text, part.bold, part.italic) for part in unit.stretches],
        "r": unit.is_row,
        "a": unit.authors,
        "n": [(one.author, one.text) for one in unit.remarks],
        "c": unit.converted,
    }


def _unit(told: dict[str, Any]) -> Unit:
    return Unit(
        element=None,
        keys=tuple((str(key), str(digest)) for key, digest in told["k"]),
        stretches=tuple(Stretch(str(text), bool(b), bool(i)) for text, b, i in told["s"]),
        is_row=bool(told["r"]),
        authors=tuple(map(str, told["a"])),
        remarks=tuple(Remark(str(author), str(text)) for author, text in told["n"]),
        converted=str(told["c"]),
    )
