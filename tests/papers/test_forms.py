"""Which official form holds when; what of a form nobody has read says so."""

import itertools
from datetime import date

import pytest

from thidua.papers.forms import FormStatus, form_for, form_regimes

UNIT, PERSON = "tap-the", "ca-nhan"


@pytest.mark.parametrize(
    ("on", "subject", "kind", "number"),
    [
        (date(2021, 12, 17), UNIT, "cong-trang", "01"),
        (date(2021, 12, 17), PERSON, "cong-trang", "02"),
        (date(2023, 12, 31), PERSON, "cong-hien", "03"),
        (date(2024, 1, 1), UNIT, "cong-trang", "02"),
        (date(2024, 1, 1), PERSON, "cong-trang", "03"),
        (date(2025, 6, 30), UNIT, "dot-xuat", "07"),
        (date(2025, 7, 1), UNIT, "cong-trang", ""),
    ],
)
def test_a_report_follows_the_form_of_its_day(
    on: date, subject: str, kind: str, number: str
) -> None:
    form = form_for(on, "bao-cao", subject, kind)
    assert form is not None
    assert form.number == number


def test_before_2024_no_decree_has_a_form_of_the_proposal() -> None:
    assert form_for(date(2021, 12, 17), "to-trinh", UNIT) is None
    proposal = form_for(date(2024, 1, 1), "to-trinh", UNIT)
    assert proposal is not None
    assert proposal.number == "01"


def test_no_form_holds_on_a_day_of_no_regime() -> None:
    assert form_for(date(2017, 9, 30), "bao-cao", UNIT) is None


def test_regimes_follow_one_another_without_a_gap() -> None:
    regimes = form_regimes()
    for earlier, later in itertools.pairwise(regimes):
        assert earlier.until is not None
        assert (later.since - earlier.until).days == 1


def test_forms_nobody_has_read_carry_no_number_of_their_own_regime() -> None:
    (regime,) = (regime for regime in form_regimes() if regime.code == "d152")
    assert {(form.number, form.status) for form in regime.forms} == {("", FormStatus.UNVERIFIED)}
    assert "chưa được đọc" in regime.remark


def test_every_form_says_where_it_was_read() -> None:
    forms = [form for regime in form_regimes() for form in regime.forms]
    assert [
        form.title for form in forms if not (form.source and form.subjects and form.kinds)
    ] == []
