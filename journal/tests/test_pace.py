from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import Units
from journal.limits import PACE_S_KM
from journal.models.workout import Sport
from journal.pace import (
    first_half_faster_percent,
    pace_figure,
    pace_s_km,
    pace_unit,
    read_pace,
)


@pytest.mark.parametrize(
    ("s_km", "sport", "units", "said"),
    [
        (354, "run", "metric", "5:54 /km"),
        (300, "run", "us", "8:03 /mi"),
        (1_200, "swim", "metric", "2:00 /100 m"),
        (1_200, "swim", "us", "2:00 /100 m"),
        (120, "ride", "metric", "30.0 km/h"),
        (120, "ride", "us", "18.6 mph"),
        (359.6, "walk", "metric", "6:00 /km"),
    ],
)
def test_a_pace_is_said_as_its_sport_says_it(
    s_km: float, sport: str, units: str, said: str
) -> None:
    assert f"{pace_figure(s_km, sport, units)} {pace_unit(sport, units)}" == said


@pytest.mark.parametrize(
    ("typed", "sport", "units", "s_km"),
    [
        ("5:54", "run", "metric", 354),
        (" 5:54 /km ", "run", "metric", 354),
        ("5:54 min/km", "run", "metric", 354),
        ("8:03", "run", "us", 300.1),
        ("2:00", "swim", "metric", 1_200),
        ("30", "ride", "metric", 120),
        ("30,5 km/h", "ride", "metric", 118.0),
        ("2:00", "ride", "metric", 120),
        ("5:60", "run", "metric", None),
        ("5.5", "run", "metric", None),
        ("fast", "run", "metric", None),
        ("0:00", "run", "metric", None),
        ("0", "ride", "metric", None),
        ("", "run", "metric", None),
    ],
)
def test_a_typed_pace_is_read(typed: str, sport: str, units: str, s_km: float | None) -> None:
    found = read_pace(typed, sport, units)

    assert found == (pytest.approx(s_km, abs=0.1) if s_km is not None else None)


@given(st.floats(*PACE_S_KM), st.sampled_from(Sport.values), st.sampled_from(Units))
def test_what_is_said_is_read_back(s_km: float, sport: str, units: Units) -> None:
    figure = pace_figure(s_km, sport, units)

    found = read_pace(figure, sport, units)

    assert found is not None
    assert pace_figure(found, sport, units) == figure


@given(st.text(max_size=20), st.sampled_from(Sport.values), st.sampled_from(Units))
def test_anything_may_be_typed(typed: str, sport: str, units: Units) -> None:
    found = read_pace(typed, sport, units)

    assert found is None or found > 0


def test_a_pace_needs_a_length_and_a_distance() -> None:
    assert pace_s_km(60, 12_000) == 300
    assert pace_s_km(None, 12_000) is None
    assert pace_s_km(60, None) is None


def test_the_first_half_of_the_comrades_crampers_was_eight_percent_faster() -> None:
    # Evidence row 28: 144 minutes where the others took 157.
    assert first_half_faster_percent(144, 314) == pytest.approx(8.3, abs=0.05)
    assert first_half_faster_percent(30, 60) == 0
    assert first_half_faster_percent(33, 60) == pytest.approx(-10)
    assert first_half_faster_percent(None, 60) is None
    assert first_half_faster_percent(30, None) is None
    assert first_half_faster_percent(60, 60) is None
