"""Registrations: who may register what until when, and what came of it."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import QuerySet
from django.urls import reverse

import cast
from thidua.apps.campaigns.enums import Registrant
from thidua.apps.campaigns.models import Registration
from thidua.apps.campaigns.services import (
    registration_due,
    registration_record,
    registration_withdraw,
)
from thidua.apps.journal.base import NotAllowed, Refused
from thidua.apps.units.models import BlocYear, Membership, Role
from thidua.year.registrations import compared, regime_of
from web.pages import client_of, text_of

pytestmark = pytest.mark.django_db
AT = datetime(2022, 1, 20, tzinfo=UTC)
DAY = date(2022, 1, 18)


def opening() -> BlocYear:
    """The year after the example's, in its first step."""
    return cast.year(number=2022)


def lead_of_year(year: BlocYear) -> QuerySet[Membership]:
    return year.memberships.filter(position="lead")


def registered(
    member: Membership, kind: Registrant = Registrant.UNIT, subject: str = ""
) -> Registration:
    return registration_record(
        membership=member, award="co-thi-dua-bo-tinh", registered_on=DAY, paper_number="1/ĐK",
        actor=cast.officer(member.unit.code), at=AT, kind=kind, subject=subject,
    )  # fmt: skip


def test_law_of_2003_asks_for_registration_and_the_law_of_2022_does_not() -> None:
    assert regime_of(date(2021, 12, 17)).compulsory
    assert regime_of(date(2021, 12, 17)).provision == "vn:law:15-2003-qh11:can-cu-danh-hieu"
    assert not regime_of(date(2024, 6, 1)).compulsory


def test_a_unit_registers_itself_and_its_people_once_each() -> None:
    member = cast.seat(opening(), "stc")
    registered(member)
    registered(member, Registrant.PERSON, "Nguyễn Văn An (minh họa)")
    with pytest.raises(Refused, match="đã được đăng ký"):
        registered(member)
    with pytest.raises(Refused, match="phải ghi tên"):
        registered(member, Registrant.PERSON)


def test_a_change_has_a_reason_and_comes_before_the_deadline() -> None:
    year = opening()
    made = registered(cast.seat(year, "stc"))
    officer = cast.officer("stc")
    lead = Role.objects.get(kind="bloc_secretary", unit__memberships__in=lead_of_year(year))
    secretary = lead.person
    with pytest.raises(Refused, match="nêu lý do"):
        registration_withdraw(registration=made, reason="", actor=officer, at=AT)
    with pytest.raises(NotAllowed):
        registration_withdraw(registration=made, reason="x", actor=cast.officer("stp"), at=AT)
    registration_withdraw(registration=made, reason="Đổi danh hiệu", actor=officer, at=AT)
    with pytest.raises(Refused, match="đã được rút"):
        registration_withdraw(registration=made, reason="Lại", actor=officer, at=AT)
    again = registered(cast.seat(year, "stc"))
    due = {"bloc_year": year, "due_on": date(2022, 1, 19), "actor": secretary, "at": AT}
    with pytest.raises(Refused, match="căn cứ"):
        registration_due(**due, source="")  # type: ignore[arg-type]
    registration_due(**due, source="Quy chế khối")  # type: ignore[arg-type]
    with pytest.raises(Refused, match="Đã hết hạn đăng ký"):
        registration_withdraw(registration=again, reason="Muộn", actor=officer, at=AT)
    with pytest.raises(Refused, match="Đã hết hạn đăng ký"):
        registered(cast.seat(year, "stp"))


def test_registered_nominated_and_decided_stand_side_by_side() -> None:
    year = cast.played()
    rows = compared(year, date(2021, 12, 17))
    assert any(row.registration and row.nominated and row.decided for row in rows)
    page = client_of("canbo-stc").get(reverse("registrations", args=[year.pk]))
    assert "không đăng ký thì không được xét" in text_of(page)
    sheet = client_of("canbo-stc").get(reverse("registrations", args=[year.pk]), {"tai": "xlsx"})
    assert sheet.content[:2] == b"PK"
