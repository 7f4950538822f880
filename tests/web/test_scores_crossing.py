"""Who checks whom: proposed, adjusted and adopted by the secretary; conflicts that units declare."""

import re

import pytest
from django.urls import reverse

import cast
from thidua.apps.assessments.models import CrossAssignment
from thidua.apps.assessments.queries import proposed_pairs
from thidua.apps.assessments.services import conflict_declare, cross_assign
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.units.models import BlocYear
from web.kinds import kinds_year
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db


def unassigned() -> BlocYear:
    year = kinds_year()
    CrossAssignment.objects.filter(bloc_year=year).delete()
    return year


def address(year: BlocYear, name: str = "crossing") -> str:
    return reverse(name, args=[year.pk])


def chosen(html: str) -> dict[str, str]:
    return dict(re.findall(r'<select name="(s-[^"]+)".*?value="([^"]+)" selected', html))


def test_the_secretary_adopts_what_the_page_proposes() -> None:
    year = unassigned()
    secretary = client_of("thuky")
    sent = chosen(secretary.get(address(year)).content.decode())
    secretary.post(address(year), sent | {"action": "adopt"})
    pairs = {(c.scorer, c.scored) for c in CrossAssignment.objects.filter(bloc_year=year)}
    assert pairs == set(proposed_pairs(year))
    assert len(pairs) == 9


def test_what_the_secretary_changes_is_looked_at_before_it_is_adopted() -> None:
    year = unassigned()
    secretary = client_of("thuky")
    sent = chosen(secretary.get(address(year)).content.decode())
    first, second = list(sent)[:2]
    turned = sent | {first: second.removeprefix("s-"), second: first.removeprefix("s-")}
    looked = secretary.post(address(year), turned | {"action": "check"})
    assert "chấm chéo lẫn nhau" in text_of(looked)
    refused = secretary.post(address(year), turned | {"action": "adopt"})
    assert "chấm nhiều hơn một phiếu" in text_of(refused)
    assert not CrossAssignment.objects.filter(bloc_year=year).exists()


def test_who_declared_a_conflict_is_not_named_to_check_the_other() -> None:
    year = unassigned()
    own, other = cast.seat(year, "stc"), cast.seat(year, "stp")
    sent = {"other": str(other.pk), "reason": "Cùng một dự án"}
    client_of("canbo-stc").post(address(year, "conflict-declare"), sent)
    assert not {(own, other), (other, own)} & set(proposed_pairs(year))
    with pytest.raises(Refused, match="Đã khai xung đột lợi ích: Cùng một dự án"):
        cross_assign(bloc_year=year, pairs=[(own, other)], actor=cast.secretary(), at=cast.AT)


def test_a_conflict_is_declared_by_the_unit_with_a_reason_before_cross_scorers_are_named() -> None:
    year = kinds_year()
    given = {"membership": cast.seat(year, "stc"), "other": cast.seat(year, "stp"), "at": cast.AT}
    with pytest.raises(Refused, match="đã phân công"):
        conflict_declare(reason="Muộn", actor=cast.officer("stc"), **given)
    with pytest.raises(Refused, match="Chưa ghi lý do"):
        conflict_declare(reason="", actor=cast.officer("stc"), **given)
    with pytest.raises(NotAllowed):
        conflict_declare(reason="Không phải tôi", actor=cast.officer("stp"), **given)


def test_pairs_are_for_who_runs_the_scoring() -> None:
    year = kinds_year()
    told = {
        who: text_of(client_of(who).get(address(year))).count("Đơn vị được chấm")
        for who in ("thuky", "banthidua", "canbo-stc")
    }
    assert told == {"thuky": 1, "banthidua": 1, "canbo-stc": 0}
