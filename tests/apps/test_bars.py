"""A disqualifier that happened bars what its table names: no nomination, no place to rest on."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from django.urls import reverse

import cast
from thidua import law
from thidua.apps.assessments.services import ranking_close
from thidua.apps.awards.queries import candidates_for, dossier_of
from thidua.apps.awards.services import SlotPlan, nomination_make, slots_set
from thidua.apps.journal.base import Refused
from thidua.apps.meetings.enums import MotionKind
from thidua.apps.meetings.models import Meeting, Motion
from thidua.apps.units.models import BlocYear
from thidua.year.conference import is_open_to
from web.any_bloc import LINES, appraised, bloc_of
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db
FLAG, CERTIFICATE = "co-thi-dua-bo-tinh", "bang-khen-bo-tinh"
HAPPENED = {2: {"V": 1}}


def ranked(**options: object) -> BlocYear:
    """Close a bloc of two in which the disqualifier of such options happened to the second."""
    *others, bar = LINES
    kept: Mapping[str, object] = bar.options
    year = appraised(
        bloc_of(2, lines=[*others, replace(bar, options={**kept, **options})]), HAPPENED
    )
    ranking_close(bloc_year=year, actor=cast.secretary(), at=cast.AFTER_OBJECTIONS)
    slots_set(
        bloc_year=year, slots=[SlotPlan(FLAG, 2, ""), SlotPlan(CERTIFICATE, 2, "")],
        actor=cast.board(), at=cast.AT,
    )  # fmt: skip
    return year


def nominate(year: BlocYear, place: int, award: str) -> None:
    member = year.memberships.select_related("unit").get(place=place)
    meeting = Meeting(bloc_year=year, held_at=cast.AT)
    motion = Motion(
        meeting=meeting, kind=MotionKind.NOMINATE, award=award, subject=member, carried=True
    )
    nomination_make(motion=motion, proposed_by=member, merit="", actor=cast.board(), at=cast.AT)


def barred(year: BlocYear, award: str) -> list[tuple[int, bool]]:
    """Return for each member whether it is barred and whether it may be put up, by the bar alone."""
    found = sorted(candidates_for(year, award, cast.DAY), key=lambda one: one.membership.place)
    return [(len(one.bars), one.barred) for one in found]


def test_a_barred_unit_is_not_nominated_and_the_refusal_names_line_and_table() -> None:
    year = ranked()
    with pytest.raises(Refused, match="bị loại, không được đề nghị Cờ thi đua") as refused:
        nominate(year, 2, FLAG)
    assert refused.value.why == "Tiêu chí V “Tiêu chí V” của Bảng chấm điểm (minh họa)"


def test_it_bars_the_awards_that_the_table_names_and_no_others() -> None:
    year = ranked()
    assert barred(year, FLAG) == [(0, False), (1, True)]
    assert barred(year, CERTIFICATE) == [(0, False), (0, False)]
    second = [c for c in candidates_for(year, FLAG, cast.DAY) if c.barred]
    assert [is_open_to(candidate) for candidate in second] == [False]


@pytest.mark.parametrize("blocks", [[], ["Xếp hạng"]])
def test_who_is_barred_from_everything_has_no_place_to_rest_on(blocks: list[str]) -> None:
    year = ranked(blocks=blocks)
    assert barred(year, CERTIFICATE) == [(0, False), (1, True)]
    places = [
        dossier_of(member).figures.get("bloc_rank") for member in year.memberships.order_by("place")
    ]
    assert isinstance(places[0], law.Figure)
    assert places[1] is None


def test_a_rule_that_only_warns_is_told_and_bars_nothing() -> None:
    year = ranked(warns=True)
    assert barred(year, FLAG) == [(0, False), (1, False)]


def test_what_is_no_award_of_the_law_is_told_and_bars_nothing() -> None:
    year = ranked(blocks=["Giấy khen của Khối"])
    assert barred(year, FLAG) == [(0, False), (1, False)]


def test_the_page_that_asks_the_law_tells_the_bar_first() -> None:
    year = ranked()
    member = year.memberships.get(place=2)
    told = text_of(client_of("banthidua").get(reverse("check", args=[year.pk, FLAG, member.pk])))
    assert "Bị loại, không được đề nghị: Tiêu chí V" in told
