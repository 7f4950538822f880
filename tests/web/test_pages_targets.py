"""How a figure stands against its plan."""

from decimal import Decimal

import pytest

from thidua.web.targets import Light, light_of, share


@pytest.mark.parametrize(
    ("value", "planned", "direction", "light"),
    [
        ("100", "100", "higher", Light.MET),
        ("89.9", "100", "higher", Light.MISSED),
        ("90", "100", "higher", Light.NEAR),
        ("5", "5", "lower", Light.MET),
        ("0", "5", "lower", Light.MET),
        ("5.5", "5", "lower", Light.NEAR),
        ("6", "5", "lower", Light.MISSED),
        ("0", "0", "lower", Light.MET),
        ("1", "0", "lower", Light.MISSED),
        ("0", "0", "higher", Light.MET),
    ],
)
def test_a_figure_is_met_near_or_missed_in_the_direction_of_its_target(
    value: str, planned: str, direction: str, light: Light
) -> None:
    assert light_of(Decimal(value), Decimal(planned), direction) is light


def test_a_figure_not_known_yet_is_neither_met_nor_missed() -> None:
    assert light_of(None, Decimal(100), "higher") is Light.BLANK


def test_a_plan_of_nothing_has_no_share() -> None:
    assert share(Decimal(3), Decimal(0)) is None


def test_a_share_is_rounded_half_up_to_one_decimal() -> None:
    assert share(Decimal("45.25"), Decimal(100)) == Decimal("45.3")
