from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.heat import days_in_such_heat, is_used_to_heat
from advice.heat_index import (
    HeatIndexLevel,
    heat_index_c,
    heat_index_f,
    heat_index_level,
)


@pytest.mark.parametrize(
    ("temperature", "humidity", "index"),
    [
        pytest.param(90, 70, 106, id="row 14"),
        pytest.param(96, 65, 121, id="row 14, the second"),
        pytest.param(86, 90, 105, id="row 14, with the addition for damp warmth"),
        pytest.param(80, 40, 80, id="the simple formula, just below 80 °F"),
        pytest.param(70, 50, 69, id="the simple formula"),
        pytest.param(100, 10, 94, id="less in dry heat"),
        pytest.param(82, 95, 94, id="more in damp warmth"),
        pytest.param(110, 40, 136, id="the hot corner of the chart"),
    ],
)
def test_the_chart_of_the_weather_service(temperature: float, humidity: float, index: int) -> None:
    assert round(heat_index_f(temperature, humidity)) == index


def test_celsius_says_the_same() -> None:
    assert heat_index_c(32.2222, 70) == round((heat_index_f(90, 70) - 32) / 1.8, 1) == 41.1
    assert heat_index_c(21.1111, 50) == round((heat_index_f(70, 50) - 32) / 1.8, 1)
    assert heat_index_c(60, 0) == 43.6


@pytest.mark.parametrize(
    ("index", "level"),
    [
        (79.4, HeatIndexLevel.USUAL),
        (79.5, HeatIndexLevel.CAUTION),
        (80, HeatIndexLevel.CAUTION),
        (89.4, HeatIndexLevel.CAUTION),
        (90, HeatIndexLevel.EXTREME_CAUTION),
        (102.4, HeatIndexLevel.EXTREME_CAUTION),
        (103, HeatIndexLevel.DANGER),
        (124.4, HeatIndexLevel.DANGER),
        (125, HeatIndexLevel.EXTREME_DANGER),
    ],
)
def test_bands(index: float, level: HeatIndexLevel) -> None:
    assert heat_index_level(index) is level


@pytest.mark.parametrize(
    ("temperature", "humidity"), [(30, 140), (30, -1), (80, 50), (-41, 50), (float("nan"), 50)]
)
def test_what_is_no_weather_is_refused(temperature: float, humidity: float) -> None:
    with pytest.raises(ValueError, match="No weather"):
        heat_index_c(temperature, humidity)


@given(temperature=st.floats(-40, 43), humidity=st.floats(0, 90))
def test_damper_air_never_feels_cooler_in_any_weather_of_the_chart(
    temperature: float, humidity: float
) -> None:
    # Where the two formulas meet they are a degree apart.
    assert heat_index_c(temperature, humidity + 10) >= heat_index_c(temperature, humidity) - 1


def test_used_to_heat_are_those_with_ten_days_of_an_hour_in_it() -> None:
    days = [(day, 60, 30.0) for day in range(10)]
    others = [(day, 60, 30.0) for day in range(9)]

    assert is_used_to_heat(days_in_such_heat(days, 30.0))
    for ninth_and in (
        (14, 60, 30.0),
        (10, 59, 30.0),
        (10, None, 30.0),
        (10, 60, None),
        (10, 60, 27.9),
        (8, 60, 30.0),
        (-1, 60, 30.0),
    ):
        assert not is_used_to_heat(days_in_such_heat([*others, ninth_and], 30.0))
    assert is_used_to_heat(days_in_such_heat([*others, (13, 60, 28.0)], 30.0))
