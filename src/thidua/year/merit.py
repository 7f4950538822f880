"""What a member is put forward for, told in one sentence from its figures."""

from thidua.apps.assessments.queries import standings_of
from thidua.apps.awards.queries import members_with_facts, target_figures
from thidua.apps.units.models import Membership
from thidua.text import decimal_text


def merit_of(membership: Membership) -> str:
    """Tell rank, points and targets: what the bloc has seen, in the words of a list of nominees."""
    member = members_with_facts(membership.bloc_year).get(pk=membership.pk)
    parts = [rank_of(member), targets_of(member)]
    told = "; ".join(part for part in parts if part)
    return told[:1].upper() + told[1:]


def rank_of(member: Membership) -> str:
    standings = list(standings_of(member.bloc_year))
    own = next((s for s in standings if s.membership_id == member.pk), None)
    if own is None:
        return ""
    points = decimal_text(own.total, 2)
    return f"xếp thứ {own.place}/{len(standings)} trong Khối với {points} điểm"


def targets_of(member: Membership) -> str:
    figures = target_figures(member)
    if not figures:
        return ""
    met, total, above = (figures[f"targets_{name}"].value for name in ("met", "total", "exceeded"))
    return f"đạt {met}/{total} chỉ tiêu giao ước, trong đó {above} chỉ tiêu vượt kế hoạch"
