"""How many are put forward for an award against its numbers: shown beside the list, cutting nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from thidua import law
from thidua.web.law_words import quota_words
from thidua.web.lawbook import award_address

if TYPE_CHECKING:
    from thidua.apps.awards.models import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The share of an award that the law allows, with what the system knows of it.

    Args:
        whole: how many the share is counted on; None where the system can't know.
        whole_name: the award whose proposals are counted for it.
    """

    words: str
    quota: law.Quota
    proposed: int
    whole: int | None
    whole_name: str

    @property
    def tally(self) -> law.Tally:
        return law.Tally(self.quota, self.proposed, self.whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """An award's numbers: what the bloc was given, and the law's share; `href` leads to its rules."""

    slot: Slot | None
    put_forward: int
    share: Share | None
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLaw:
    """By which law an award's numbers are told: that of a day, with the local rules of the bloc."""

    on: date
    layer: str


def numbers_of(
    award: str,
    asked: AskedLaw,
    slot: Slot | None,
    put_forward: int,
    proposed: Mapping[str, set[UUID]],
) -> Numbers:
    """Tell an award's numbers; `proposed` are the members of all blocs put forward, by award."""
    share, href = share_of(award, asked, proposed), award_address(award, asked.on, asked.layer)
    return Numbers(slot=slot, put_forward=put_forward, share=share, href=href)


def share_of(award: str, asked: AskedLaw, proposed: Mapping[str, set[UUID]]) -> Share | None:
    try:
        quota = law.award(award, asked.on, asked.layer).quota
    except law.LawError:
        return None
    if quota is None:
        return None
    counted = proposed.get(quota.counted or award, set())
    return Share(
        words=quota_words(quota),
        quota=quota,
        proposed=len(counted),
        # Who is put forward for the higher award meets the standards of the lower one too.
        whole=len(proposed.get(quota.denominator, set()) | counted) if quota.denominator else None,
        whole_name=law.award(quota.denominator, asked.on).name_vi if quota.denominator else "",
    )
