"""Units that went up into others, for tests."""

from datetime import date
from typing import Any

import cast
from thidua.apps.awards.services import prior_award_enter
from thidua.apps.journal.base import Provenance
from thidua.apps.units.enums import Inheritance
from thidua.apps.units.models import Succession, Unit
from thidua.apps.units.services import succession_record, unit_open

FLAG = "co-thi-dua-bo-tinh"
MERGED = date(2021, 7, 1)


def former(code: str) -> Unit:
    """Return a unit of the example's authority that sits in no bloc."""
    return unit_open(
        authority=cast.played().authority, code=code, name=f"Sở {code.upper()} (minh họa)",
        short_name=code.upper(), head_post="Giám đốc", valid_from=date(2010, 1, 1),
        provenance=Provenance.ILLUSTRATIVE, actor=cast.board(), at=cast.AT,
    )  # fmt: skip


def heir() -> Unit:
    return cast.seat(cast.played(), "stc").unit


def honour(unit: Unit, award: str = FLAG, year: int = 2019, **more: Any) -> None:
    prior_award_enter(
        unit=unit, award=award, year=year, decision_number=f"{unit.code}-{year}/QĐ-MH",
        decided_on=date(year + 1, 2, 1), actor=cast.board(), at=cast.AT, **more,
    )  # fmt: skip


def merge(old: Unit, new: Unit, inherits: Inheritance, **changed: Any) -> Succession:
    given: dict[str, Any] = {
        "effective_on": MERGED, "decision_number": "15/QĐ-MH", "decided_on": date(2021, 6, 1),
        "ends": True, "note": "", "actor": cast.board(), "at": cast.AT,
    }  # fmt: skip
    return succession_record(predecessor=old, successor=new, inherits=inherits, **given | changed)
