from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.rules.facts import Session
from advice.sweat_result import result
from tests.make import NOON

# Evidence 4.1, the worked test.
WORKED = Session(
    key="a",
    day=0,
    started_at=NOON,
    sport="run",
    name="Run",
    minutes=60,
    distance_m=10_000,
    temperature_c=20,
    mass_before_kg=70,
    mass_after_kg=69,
    drank_ml=600,
    urine_ml=200,
)
MAYBE_ML = st.none() | st.floats(0, 30_000)
MAYBE_KG = st.none() | st.floats(20, 300)


def test_the_worked_test_of_the_evidence() -> None:
    found = result(WORKED)

    assert found.rate == pytest.approx(1.26)
    assert found.lost_percent == pytest.approx(1.43, abs=0.005)
    assert found.low == pytest.approx(1.071)
    assert found.high == pytest.approx(1.449)
    assert (found.missing, found.why_not, found.sweater) == ((), (), "normal")
    assert not found.reads_high


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"minutes": 29, "distance_m": None}, ("short",)),
        ({"temperature_c": None}, ("no_temperature",)),
        ({"drank_ml": 9_000, "distance_m": None}, ("implausible",)),
        ({"mass_after_kg": 70.9, "distance_m": None}, ("implausible",)),
        ({"drank_ml": 2_800}, ("unlike",)),
        (
            {"minutes": 20, "temperature_c": None, "distance_m": None},
            ("short", "implausible", "no_temperature"),
        ),
    ],
)
def test_why_a_test_does_not_count(changed: dict[str, float | None], why: tuple[str, ...]) -> None:
    assert result(replace(WORKED, **changed)).why_not == why  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "unknown", ["minutes", "mass_before_kg", "mass_after_kg", "drank_ml", "urine_ml"]
)
def test_without_one_of_its_numbers_there_is_no_rate(unknown: str) -> None:
    found = result(replace(WORKED, **{unknown: None}))  # type: ignore[arg-type]

    assert found.rate is None
    assert len(found.missing) == 1
    assert found.why_not == ()


def test_food_is_weighed_too() -> None:
    eaten = result(replace(WORKED, food_g=100.0)).rate

    assert eaten == pytest.approx(1.36)


def test_other_sports_may_read_high() -> None:
    assert result(replace(WORKED, sport="ride")).reads_high
    assert result(replace(WORKED, distance_m=None)).reads_high


@given(MAYBE_KG, MAYBE_KG, MAYBE_ML, MAYBE_ML, MAYBE_ML, st.none() | st.integers(1, 1_440))
def test_whatever_was_typed_the_rate_is_unknown_or_not_negative(
    before: float | None,
    after: float | None,
    drank: float | None,
    urine: float | None,
    food: float | None,
    minutes: int | None,
) -> None:
    found = result(
        replace(
            WORKED,
            mass_before_kg=before,
            mass_after_kg=after,
            drank_ml=drank,
            urine_ml=urine,
            food_g=food,
            minutes=minutes,
        )
    )

    assert (found.rate is None) == bool(found.missing)
    assert found.rate is None or 0 <= found.low <= found.rate <= found.high
