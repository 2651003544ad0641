from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest

from advice.rules import before, during
from advice.rules.facts import Drunk, Planned
from advice.tests.build import (
    NOW,
    WATER,
    drunk,
    facts,
    ml_of,
    planned,
)

EVENING = NOW.replace(hour=19)
SECOND = {"second_low", "second_high"}


@pytest.mark.parametrize(
    ("plan", "fields", "volumes"),
    [
        pytest.param(planned(), {"now": EVENING}, {"evening": 350}, id="70 kg"),
        pytest.param(
            planned(), {"now": EVENING, "body_mass_kg": 120.0}, {"evening": 500}, id="cap"
        ),
        pytest.param(planned(), {"now": EVENING, "body_mass_kg": None}, {}, id="mass not known"),
        pytest.param(planned(), {"now": NOW.replace(hour=14)}, None, id="not yet afternoon"),
        pytest.param(planned(), {"now": NOW.replace(hour=15)}, {"evening": 350}, id="afternoon"),
        pytest.param(planned(minutes=45), {"now": EVENING}, None, id="short"),
        pytest.param(planned(4), {"now": EVENING}, None, id="today"),
    ],
)
def test_workout_tomorrow(
    plan: Planned, fields: dict[str, Any], volumes: dict[str, float] | None
) -> None:
    assert ml_of(before.workout_tomorrow(facts(planned=(plan,), **fields))) == volumes


@pytest.mark.parametrize(
    ("plan", "mass", "volumes"),
    [
        pytest.param(
            planned(4),
            70.0,
            {"first_low": 350, "first_high": 490, "second_low": 210, "second_high": 350},
            id="four hours",
        ),
        pytest.param(planned(4), None, {}, id="mass not known"),
        pytest.param(planned(4.6), 70.0, None, id="not yet"),
        pytest.param(
            planned(4.5),
            70.0,
            {"first_low": 350, "first_high": 490, "second_low": 210, "second_high": 350},
            id="half an hour early",
        ),
    ],
)
def test_workout_in_hours(
    plan: Planned, mass: float | None, volumes: dict[str, float] | None
) -> None:
    assert ml_of(before.workout_in_hours(facts(planned=(plan,), body_mass_kg=mass))) == volumes


@pytest.mark.parametrize(
    ("hours", "drank", "stage", "volumes"),
    [
        pytest.param(3.9, 0, "first", {"first_low", "first_high", *SECOND}, id="the first"),
        pytest.param(3.9, 349, "first", {"first_low", "first_high"}, id="not all of it"),
        pytest.param(3.9, 350, "second", SECOND, id="had the first"),
        pytest.param(3.9, 840, "second", set(), id="had all that is allowed"),
        pytest.param(2.1, 0, "first", {"first_low", "first_high", *SECOND}, id="still the first"),
        pytest.param(2, 0, "second", SECOND, id="two hours"),
        pytest.param(0.6, 0, "second", SECOND, id="before the last half hour"),
        pytest.param(0.5, 0, "sips", set(), id="the last half hour"),
        pytest.param(0, 0, "sips", set(), id="the start"),
    ],
)
def test_a_drink_whose_time_is_over_is_not_advised_again(
    hours: float, drank: float, stage: str, volumes: set[str]
) -> None:
    cups = (drunk(5, drank),) if drank else ()

    found = before.workout_in_hours(facts(planned=(planned(hours),), drinks=cups))

    assert found is not None
    assert found.inputs["stage"] == stage
    assert set(found.volumes) == volumes


def test_with_what_was_drunk_no_more_than_twelve_per_kilogram_is_advised() -> None:
    known = facts(planned=(planned(3.9),), drinks=(drunk(5, 340),))

    found = before.workout_in_hours(known)

    assert found is not None
    first, second = found.volumes["first_high"].ml, found.volumes.get("second_high")
    assert first + (second.ml if second else 0) + 340 <= 12 * 70


def test_an_early_workout_ends_with_sips() -> None:
    dawn = NOW.replace(hour=6)
    plan = Planned("p", 0, dawn.astimezone(UTC) + timedelta(hours=2), "run", "Run")

    had = before.workout_in_hours(
        facts(now=dawn, planned=(plan,), drinks=(Drunk(dawn.astimezone(UTC), 350, WATER),))
    )

    assert had is not None
    assert had.inputs["stage"] == "sips"
    assert set(had.volumes) == {"sips_high"}


def test_an_early_workout_has_one_drink_on_waking() -> None:
    dawn = NOW.replace(hour=6)
    plan = Planned("p", 0, dawn.astimezone(UTC) + timedelta(hours=2), "run", "Run")

    found = before.workout_in_hours(facts(now=dawn, planned=(plan,)))

    assert ml_of(found) == {"first_high": 350}
    assert before.workout_in_hours(facts()) is None


@pytest.mark.parametrize(
    ("plan", "mass", "names"),
    [
        pytest.param(
            planned(minutes=120, distance_m=20_000), 70.0, {"low", "high", "ceiling"}, id="range"
        ),
        pytest.param(planned(minutes=None), 70.0, set(), id="length not known"),
        pytest.param(planned(), None, set(), id="mass not known"),
        pytest.param(planned(minutes=20), 70.0, set(), id="so short that nothing is needed"),
    ],
)
def test_workout_within_a_day(plan: Planned, mass: float | None, names: set[str]) -> None:
    found = during.workout_within_a_day(facts(planned=(plan,), body_mass_kg=mass))

    assert found is not None
    assert set(found.volumes) == names
    assert during.workout_within_a_day(facts()) is None
