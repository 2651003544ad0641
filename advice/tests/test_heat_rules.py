from __future__ import annotations

from typing import Any

import pytest

from advice.rules import heat
from advice.rules.finding import Level
from advice.tests.build import facts, planned, session

HOT = {"temperature_c": 30.0, "humidity_percent": 50.0}


@pytest.mark.parametrize(
    ("weather", "advice"),
    [
        pytest.param({"temperature_c": 28.7, "humidity_percent": 50}, "rest_as_long", id="27.9"),
        pytest.param({"temperature_c": 28.6, "humidity_percent": 50}, None, id="27.8"),
        pytest.param(HOT, "rest_as_long", id="29.3"),
        pytest.param({"temperature_c": 30, "humidity_percent": 80}, "cancel", id="34.2"),
        pytest.param({"temperature_c": 35, "humidity_percent": 40}, "cancel", id="32.6"),
        pytest.param({"temperature_c": 40}, None, id="humidity not known"),
        pytest.param({"humidity_percent": 90}, None, id="temperature not known"),
    ],
)
def test_hot_workout_ahead(weather: dict[str, Any], advice: str | None) -> None:
    found = heat.hot_workout_ahead(facts(planned=(planned(**weather),)))

    assert (found.inputs["advice"] if found else None) == advice
    if found is not None:
        assert found.level is Level.HEAT_STOP


@pytest.mark.parametrize(("hours", "speaks"), [(36, True), (36.1, False), (-0.1, False)])
def test_heat_speaks_of_the_next_day_and_a_half(hours: float, speaks: bool) -> None:
    found = heat.hot_workout_ahead(facts(planned=(planned(hours, **HOT),)))

    assert (found is not None) is speaks


@pytest.mark.parametrize(
    ("days", "fields", "advice"),
    [
        pytest.param(range(1, 11), {}, "discretion", id="ten days"),
        pytest.param(range(1, 10), {}, "rest_as_long", id="nine days"),
        pytest.param(range(5, 15), {}, "rest_as_long", id="one of ten is too long ago"),
        pytest.param(range(1, 11), {"minutes": 59}, "rest_as_long", id="too short"),
        pytest.param(range(1, 11), {"minutes": None}, "rest_as_long", id="length not known"),
        pytest.param(range(1, 11), {"temperature_c": 20.0}, "rest_as_long", id="cool days"),
        pytest.param(range(1, 11), {"humidity_percent": None}, "rest_as_long", id="not known"),
    ],
)
def test_used_to_heat(days: range, fields: dict[str, Any], advice: str) -> None:
    sessions = tuple(session(day, **(HOT | fields)) for day in days)

    found = heat.hot_workout_ahead(facts(planned=(planned(**HOT),), sessions=sessions))

    assert found is not None
    assert found.inputs["advice"] == advice


def test_very_hot_for_somebody_used_to_it_is_less_and_slower() -> None:
    very = {"temperature_c": 31.0, "humidity_percent": 52.0}
    sessions = tuple(session(day, **very) for day in range(1, 11))

    found = heat.hot_workout_ahead(facts(planned=(planned(**very),), sessions=sessions))

    assert found is not None
    assert found.inputs["advice"] == "limit"


def test_what_was_answered_about_heat_counts_before_the_days() -> None:
    very = {"temperature_c": 33.0, "humidity_percent": 45.0}
    days = tuple(session(day, minutes=60, **very) for day in range(1, 11))

    told = {
        said: heat.hot_workout_ahead(
            facts(planned=(planned(**very, acclimatised=said),), sessions=days)
        )
        for said in (None, True, False)
    }
    alone = heat.hot_workout_ahead(facts(planned=(planned(**very, acclimatised=True),)))

    assert {said: found.inputs["advice"] for said, found in told.items() if found} == {
        None: "limit",
        True: "limit",
        False: "cancel",
    }
    assert alone is not None
    assert (alone.inputs["advice"], alone.inputs["said"]) == ("limit", True)
