from __future__ import annotations

from typing import Any

import pytest

from advice.rules import drinks
from advice.rules.facts import Label, Planned
from advice.tests.build import JUICE, SPORTS_DRINK, WATER, drunk, facts, just_done, planned, session

BEER = Label("Beer", malto_g=3, alcohol_percent=5)


@pytest.mark.parametrize(
    ("fields", "speaks"),
    [
        pytest.param({"drinks": (drunk(10, 150, JUICE),)}, True, id="150 mL in the hour before"),
        pytest.param({"drinks": (drunk(10, 149, JUICE),)}, False, id="less"),
        pytest.param({"drinks": (drunk(29, 100, JUICE), drunk(5, 50, JUICE))}, True, id="together"),
        pytest.param({"drinks": (drunk(31, 250, JUICE),)}, False, id="61 minutes before"),
        pytest.param({"drinks": (drunk(10, 250, WATER),)}, False, id="water"),
        pytest.param({"drinks": (drunk(10, 250, BEER),)}, False, id="alcohol"),
        pytest.param({"drinks": (drunk(10, 250, Label("?")),)}, False, id="label not known"),
        pytest.param({}, False, id="nothing drunk"),
    ],
)
def test_hypertonic_near_workout(fields: dict[str, Any], speaks: bool) -> None:
    known = facts(planned=(planned(0.5),), **fields)

    assert (drinks.hypertonic_near_workout(known) is not None) is speaks


@pytest.mark.parametrize(("minutes_ago", "speaks"), [(30, True), (29, False), (150, True)])
def test_hypertonic_during_a_workout_until_its_end(minutes_ago: int, speaks: bool) -> None:
    known = facts(sessions=(just_done(),), drinks=(drunk(minutes_ago, 250, JUICE),))

    assert (drinks.hypertonic_near_workout(known) is not None) is speaks


def test_a_workout_of_two_days_ago_is_past() -> None:
    known = facts(sessions=(session(2),), drinks=(drunk(2880, 250, JUICE),))

    assert drinks.hypertonic_near_workout(known) is None


@pytest.mark.parametrize(
    ("plans", "label", "speaks"),
    [
        ((planned(),), JUICE, True),
        ((), JUICE, False),
        ((planned(),), WATER, False),
    ],
)
def test_hypertonic_before_next_workout(
    plans: tuple[Planned, ...], label: Label, speaks: bool
) -> None:
    known = facts(planned=plans, drinks=(drunk(600, 250, label),))

    found = drinks.hypertonic_before_next_workout(known)

    assert (found is not None) is speaks
    if found is not None:
        assert found.inputs["water_parts"] == 1.6


@pytest.mark.parametrize(("minutes", "speaks"), [(61, True), (60, False), (None, False)])
def test_long_workout_ahead(minutes: int | None, speaks: bool) -> None:
    known = facts(planned=(planned(minutes=minutes),))

    assert (drinks.long_workout_ahead(known) is not None) is speaks


@pytest.mark.parametrize(
    ("label", "compared"),
    [
        (SPORTS_DRINK, "within"),
        (Label("x", sodium_mg=45), "below"),
        (Label("x", sodium_mg=116), "above"),
        (Label("x", sodium_mg=0), None),
        (WATER, None),
    ],
)
def test_drink_with_sodium(label: Label, compared: str | None) -> None:
    found = drinks.drink_with_sodium(facts(drinks=(drunk(label=label),)))

    assert (found.inputs["compared"] if found else None) == compared
