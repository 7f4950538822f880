"""Names of awards as the papers of one authority give them."""

from datetime import date

from thidua import law
from thidua.apps.units.models import Authority

_COMMITTEE = "Ủy ban nhân dân"
# The law names these for all ministries and provinces at once.
_OF_A_PROVINCE = {
    "co-thi-dua-bo-tinh": "Cờ thi đua của {0}",
    "bang-khen-bo-tinh": "Bằng khen của Chủ tịch {0}",
}


def award_name(slug: str, on: date, authority: Authority) -> str:
    """Return an award's name by the law of a day, with the province that gives it."""
    pattern = _OF_A_PROVINCE.get(slug, "") if authority.name.startswith(_COMMITTEE) else ""
    return pattern.format(authority.name) or law.award(slug, on).name_vi
