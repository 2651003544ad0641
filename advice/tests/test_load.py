from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice import load

# Evidence 7.2.
FOSTER = [300.0, 0, 450, 300, 0, 600, 0]
WEEKS = st.lists(st.floats(0, 14_400), min_size=7, max_size=7)


def test_the_week_of_the_evidence_file() -> None:
    assert load.weekly_load(FOSTER) == 1650
    assert load.monotony(FOSTER) == pytest.approx(0.971, abs=0.0005)
    assert load.strain(FOSTER) == pytest.approx(1602, abs=0.5)


def test_a_load_is_effort_times_minutes() -> None:
    assert load.session_load(6, 75) == 450


@pytest.mark.parametrize(
    ("week", "alike"),
    [
        pytest.param([0] * 7, None, id="nothing done: nothing to divide"),
        pytest.param([300] * 7, 10, id="every day the same: the cap"),
        pytest.param([300, 300, 300, 300, 300, 300, 301], 10, id="hardly a difference: the cap"),
        pytest.param([300, 0, 0, 0, 0, 0, 0], 7**-0.5, id="one day only"),
        pytest.param([500, 200, 500, 200, 500, 200, 500], 2.316, id="above the warning level"),
    ],
)
def test_monotony(week: list[float], alike: float | None) -> None:
    found = load.monotony(week)

    assert found == (pytest.approx(alike, abs=0.001) if alike is not None else None)
    assert (load.strain(week) is None) is (alike is None)


@pytest.mark.parametrize("week", [[300] * 6, [300] * 8, [], [300, 0, 0, -1, 0, 0, 0]])
def test_a_week_is_seven_loads_of_nothing_or_more(week: list[float]) -> None:
    for ask in (load.weekly_load, load.monotony, load.strain):
        with pytest.raises(ValueError, match="A week is seven loads"):
            ask(week)


@given(WEEKS)
def test_monotony_and_strain_stay_in_their_range(week: list[float]) -> None:
    alike, hard = load.monotony(week), load.strain(week)

    if sum(week) == 0:
        assert alike is hard is None
    else:
        assert alike is not None
        assert 0.37 < alike <= load.MONOTONY_CAP
        assert hard == pytest.approx(sum(week) * alike)
        assert load.monotony(week[::-1]) == pytest.approx(alike)


def test_days_without_a_session_count_as_nothing_and_an_unknown_load_makes_all_unknown() -> None:
    assert load.day_loads([(0, 300), (0, 100), (2, 50)], 3) == [400, 0, 50]
    assert load.day_loads([(0, 300), (3, None)], 3) == [300, 0, 0]
    assert load.day_loads([(0, 300), (2, None)], 3) is None
    assert load.day_loads([], 2) == [0, 0]


def test_a_jump_is_uncoupled_and_unknown_without_four_weeks() -> None:
    assert load.jump([130] * 7 + [100] * 21) == 1.3
    assert load.jump([130] * 7 + [100] * 21 + [900]) == 1.3
    assert load.jump([0] * 7 + [100] * 21) == 0
    assert load.jump([130] * 7 + [100] * 20) is None
    assert load.jump([130] * 7 + [0] * 21) is None
