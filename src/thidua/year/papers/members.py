"""Papers of one member of a bloc: which member, its head, who signs for it."""

from thidua.apps.units.models import Membership, Unit
from thidua.apps.units.queries import members_of
from thidua.papers import Heading, Kind, Number, SignatureBlock
from thidua.year.composing import Asked
from thidua.year.papers.common import head_of, short_authority
from thidua.year.papers.shared import number_elsewhere


def member_of(asked: Asked) -> Membership:
    """Return the member that a paper is about: `about` begins with the code of its unit.

    Raises:
        LookupError: no such member.
    """
    code = asked.about.partition("_")[0]
    found = asked.bloc_year.memberships.filter(unit__code=code).select_related("unit").first()
    if found is None:
        raise LookupError(f"{asked.bloc_year} has no member {code}")
    return found


def unit_of(asked: Asked) -> Unit:
    return member_of(asked).unit


def names_of(asked: Asked) -> dict[str, str]:
    """Return the names of the members' units by code, in the bloc's order."""
    return {member.unit.code: member.unit.name for member in members_of(asked.bloc_year)}


def unit_name(asked: Asked) -> str:
    return unit_of(asked).name


def unit_heading(asked: Asked) -> Heading:
    return Heading(short_authority(asked.bloc_year.authority), unit_name(asked).upper())


def unit_signature(asked: Asked) -> SignatureBlock:
    unit = unit_of(asked)
    return SignatureBlock(capacity=(unit.head_post.upper(),), name=head_of(unit, asked.day))


def unit_number(asked: Asked, kind: Kind) -> Number:
    return number_elsewhere(asked, kind, unit_of(asked).code)


def office_of(asked: Asked) -> Unit | None:
    """Return the standing office where it is a unit of the authority's; the longest name that fits."""
    name = asked.bloc_year.authority.standing_office
    units = asked.bloc_year.authority.units.all()
    found = [unit for unit in units if name.startswith(unit.name)]
    return max(found, key=lambda unit: len(unit.name), default=None)


def office_number(asked: Asked, kind: Kind) -> Number | None:
    """Return the blank number of the standing office's paper; none where its symbol isn't known."""
    unit = office_of(asked)
    return number_elsewhere(asked, kind, unit.code) if unit else None


def office_signature(asked: Asked) -> SignatureBlock:
    """The head of the standing office signs; without a record of it the post is left to hand."""
    unit = office_of(asked)
    if unit is None:
        return SignatureBlock(capacity=("THỦ TRƯỞNG CƠ QUAN",))
    return SignatureBlock(capacity=(unit.head_post.upper(),), name=head_of(unit, asked.day))
