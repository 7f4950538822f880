"""The kinds of papers of Decree 30/2020/NĐ-CP (Article 7) with their abbreviations (Annex III.I)."""

from thidua.papers.kinds import Kind
from thidua.text import fold

_OTHERS = {
    "THÔNG CÁO": "TC", "PHƯƠNG ÁN": "PA", "ĐỀ ÁN": "ĐA", "DỰ ÁN": "DA", "HỢP ĐỒNG": "HĐ",
    "CÔNG ĐIỆN": "CĐ", "BẢN GHI NHỚ": "BGN", "BẢN THỎA THUẬN": "BTT", "GIẤY ỦY QUYỀN": "GUQ",
    "GIẤY GIỚI THIỆU": "GGT", "GIẤY NGHỈ PHÉP": "GNP", "PHIẾU GỬI": "PG", "PHIẾU CHUYỂN": "PC",
    "PHIẾU BÁO": "PB",
}  # fmt: skip
ABBREVIATIONS = {kind.printed: kind.abbreviation for kind in Kind if kind.abbreviation} | _OTHERS
"""Kinds that carry their name as a title; a letter (công văn) carries none."""

_FOLDED = {name: fold(name) for name in ABBREVIATIONS}
ATTACHED = ("QUY CHẾ", "QUY ĐỊNH", "PHƯƠNG ÁN", "ĐỀ ÁN", "DỰ ÁN", "CHƯƠNG TRÌNH")
"""Kinds that a decision issues: the text itself has no number, date or recipients (model 1.3)."""


def kind_of(title: str) -> str:
    """Return the kind a title names, in capitals as the decree writes it; empty for another."""
    told = f"{fold(title)} "
    found = [name for name, folded in _FOLDED.items() if told.startswith(f"{folded} ")]
    return max(found, key=len, default="")
