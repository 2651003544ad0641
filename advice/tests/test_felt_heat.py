from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.felt_heat import felt_heat
from advice.heat import HeatLevel
from advice.heat_index import HeatIndexLevel
from tests import make
from tests.pages import at, text


def test_both_figures_of_one_weather() -> None:
    found = felt_heat(32.2222, 70)

    assert found is not None
    assert found.index_c == 41.1
    assert found.index_level is HeatIndexLevel.DANGER
    assert found.wbgt_c == 35.4
    assert found.wbgt_level is HeatLevel.EXTREME


@pytest.mark.parametrize(
    ("temperature", "humidity"), [(None, 50), (30, None), (5, 50), (20, 50), (-10, 90)]
)
def test_nothing_is_said_of_what_is_cool_or_not_known(
    temperature: float | None, humidity: float | None
) -> None:
    assert felt_heat(temperature, humidity) is None


def test_above_the_end_of_the_chart_there_is_no_figure() -> None:
    found = felt_heat(45, 70)

    assert found is not None
    assert found.index_c is None
    assert found.index_level is HeatIndexLevel.EXTREME_DANGER


@given(temperature=st.floats(-40, 60), humidity=st.floats(0, 100))
def test_every_weather_on_earth_has_its_figures(temperature: float, humidity: float) -> None:
    found = felt_heat(temperature, humidity)

    assert found is None or found.index_c is None or 5 < found.index_c < 60


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"temperature_c": 30.0, "humidity_percent": 50.0}, "29.3 °C, hot"),
        ({"temperature_c": 31.0, "humidity_percent": 50.0}, "30.3 °C, very hot"),
        ({"temperature_c": 48.0, "humidity_percent": 80.0}, "Hotter than the heat index chart"),
        ({"temperature_c": 30.0}, None),
        ({"temperature_c": 18.0, "humidity_percent": 50.0}, None),
        ({"temperature_c": 30.0, "humidity_percent": 140.0}, None),
    ],
)
def test_a_workouts_page_tells_how_hot_it_felt(fields: dict[str, float], says: str | None) -> None:
    ana = make.user("ana")
    done, plan = make.done_workout(ana, **fields), make.workout(ana, **fields)

    was, will_be = (text(at(ana).get(f"/workouts/{each.pk}/")) for each in (done, plan))

    if says is None:
        assert "in the shade" not in was + will_be
    else:
        assert says in was
        assert says in will_be
        assert "Felt like" in was or "Hotter than" in was
        assert "Feels like" in will_be or "Hotter than" in will_be


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_who_reads_fahrenheit_is_told_in_fahrenheit() -> None:
    ana = make.user("ana", units="us")
    done = make.done_workout(ana, temperature_c=32.2222, humidity_percent=70.0)

    page = text(at(ana).get(f"/workouts/{done.pk}/"))

    assert "Felt like 106 °F in the shade" in page
