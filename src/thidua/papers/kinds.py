"""Kinds of official papers and the abbreviations their symbols begin with."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Self


class Kind(StrEnum):
    """A kind of paper: `printed` is its name as a title, `abbreviation` opens its symbol.

    The kinds of Decree 30/2020/NĐ-CP (Art. 7, Annex III.I) that the year of a bloc needs, and
    three papers outside that list (agreement, ballot, list), which have no national abbreviation.
    """

    printed: str
    abbreviation: str

    def __new__(cls, value: str, printed: str, abbreviation: str = "") -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.printed = printed
        kind.abbreviation = abbreviation
        return kind

    RESOLUTION = "resolution", "NGHỊ QUYẾT", "NQ"
    DECISION = "decision", "QUYẾT ĐỊNH", "QĐ"
    DIRECTIVE = "directive", "CHỈ THỊ", "CT"
    REGULATION = "regulation", "QUY CHẾ", "QC"
    RULES = "rules", "QUY ĐỊNH", "QyĐ"
    NOTICE = "notice", "THÔNG BÁO", "TB"
    GUIDANCE = "guidance", "HƯỚNG DẪN", "HD"
    PROGRAMME = "programme", "CHƯƠNG TRÌNH", "CTr"
    PLAN = "plan", "KẾ HOẠCH", "KH"
    REPORT = "report", "BÁO CÁO", "BC"
    MINUTES = "minutes", "BIÊN BẢN", "BB"
    PROPOSAL = "proposal", "TỜ TRÌNH", "TTr"
    LETTER = "letter", "CÔNG VĂN"
    INVITATION = "invitation", "GIẤY MỜI", "GM"
    AGREEMENT = "agreement", "GIAO ƯỚC THI ĐUA"
    BALLOT = "ballot", "PHIẾU BẦU"
    LIST = "list", "DANH SÁCH"


@cache
def abbreviations() -> Mapping[str, str]:
    """Return the name of each kind of paper of the national list by its abbreviation."""
    text = (resources.files("thidua.papers") / "abbreviations.toml").read_text(encoding="utf-8")
    return MappingProxyType({short: name for name, short in tomllib.loads(text)["kinds"].items()})
