from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from advice.rules import drinks
from advice.rules.facts import Label, Planned, Session
from advice.tests.build import (
    JUICE,
    SPORTS_DRINK,
    WATER,
    ZONE,
    drunk,
    facts,
    just_done,
    planned,
    session,
)


def _lost(percent: float, day: int = 2, **fields: Any) -> Session:
    return session(day, mass_before_kg=100.0, mass_after_kg=100.0 - percent, **fields)


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


@pytest.mark.parametrize(
    ("noon", "hours", "speaks"),
    [
        pytest.param(datetime(2026, 3, 29, 12, tzinfo=ZONE), 23.5, True, id="a day of 23 hours"),
        pytest.param(datetime(2026, 3, 29, 12, tzinfo=ZONE), 24.5, False, id="and an hour more"),
        pytest.param(datetime(2026, 10, 25, 12, tzinfo=ZONE), 23.5, True, id="a day of 25 hours"),
        pytest.param(
            datetime(2026, 10, 25, 12, tzinfo=ZONE), 24.5, False, id="its first half hour"
        ),
    ],
)
def test_a_day_back_is_24_hours_also_where_clocks_change(
    noon: datetime, hours: float, speaks: bool
) -> None:
    utc = noon.astimezone(UTC)
    ahead = replace(planned(), starts_at=utc + timedelta(hours=20))
    cup = replace(drunk(label=JUICE), started_at=utc - timedelta(hours=hours))

    found = drinks.hypertonic_before_next_workout(
        facts(now=noon, today=noon.date(), planned=(ahead,), drinks=(cup,))
    )

    assert (found is not None) is speaks


@pytest.mark.parametrize(
    ("minutes", "others", "because"),
    [
        pytest.param(61, {}, ["length"], id="over an hour"),
        pytest.param(60, {}, None, id="an hour"),
        pytest.param(None, {}, None, id="length not known"),
        pytest.param(30, {"sessions": (_lost(1.0),)}, None, id="exactly 1 % last time"),
        pytest.param(30, {"sessions": (_lost(1.1),)}, ["loss"], id="over 1 % last time"),
        pytest.param(30, {"sessions": (_lost(2, day=28),)}, None, id="four weeks ago"),
        pytest.param(30, {"sessions": (_lost(2, sport="ride"),)}, None, id="another sport"),
        pytest.param(30, {"sessions": (_lost(0), _lost(2, day=3))}, None, id="not the last"),
        pytest.param(30, {"sessions": (session(0),)}, None, id="one today, one tomorrow"),
        pytest.param(30, {"planned": (planned(24.5, key="q"),)}, ["twice"], id="two on a day"),
        pytest.param(30, {"planned": (planned(40, key="q"),)}, None, id="one the day after"),
    ],
)
def test_long_workout_ahead(
    minutes: int | None, others: dict[str, Any], because: list[str] | None
) -> None:
    plan = planned(minutes=minutes)
    known = facts(**(others | {"planned": (plan, *others.get("planned", ()))}))

    found = drinks.long_workout_ahead(known)

    assert (found.inputs["because"] if found else None) == because


def test_two_workouts_today_are_two_although_one_is_done() -> None:
    known = facts(planned=(planned(4, minutes=30),), sessions=(session(0),))

    found = drinks.long_workout_ahead(known)

    assert found is not None
    assert found.inputs["because"] == ["twice"]


@pytest.mark.parametrize(
    ("label", "compared"),
    [
        (SPORTS_DRINK, "within"),
        (Label("x", sodium_mg=45), "below"),
        (Label("x", sodium_mg=116), "above"),
        (Label("x", sodium_mg=0), None),
        (WATER, None),
        (Label("Tap water", sodium_mg=4), None),
        (Label("Squash", sucrose_g=3, sodium_mg=4), "below"),
    ],
)
def test_drink_with_sodium(label: Label, compared: str | None) -> None:
    found = drinks.drink_with_sodium(facts(drinks=(drunk(label=label),)))

    assert (found.inputs["compared"] if found else None) == compared
