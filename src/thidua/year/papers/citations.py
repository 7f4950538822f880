"""The provisions that a kept verdict rests on, as short as a list of nominees needs them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

UNVERIFIED = "chưa kiểm chứng"
_CLAUSE = re.compile(r"khoản (\d+) (Điều .+)")


def legal_ground(standards: Iterable[Mapping[str, Any]]) -> str:
    """Return the provisions of a verdict's standards, the clauses of an article put together.

    "khoản 1, khoản 3 Điều 25 …": what is not verified keeps its mark.
    """
    articles: dict[str, dict[str, None]] = {}
    for standard in standards:
        clause, article = _parts(standard["citation"])
        articles.setdefault(article, {})[clause] = None
    return "; ".join(_joined(article, clauses) for article, clauses in articles.items())


def _parts(citation: Mapping[str, Any]) -> tuple[str, str]:
    """Split a citation into its clause, with its mark, and the article; a clause may be empty."""
    mark = "" if citation["verified"] else f" ({UNVERIFIED})"
    match = _CLAUSE.fullmatch(citation["text"])
    return (f"khoản {match[1]}{mark}", match[2]) if match else ("", f"{citation['text']}{mark}")


def _joined(article: str, clauses: Iterable[str]) -> str:
    listed = ", ".join(clause for clause in clauses if clause)
    return f"{listed} {article}".strip()
