from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice import sweat
from advice.tonicity import water_parts

TESTS = st.lists(st.tuples(st.floats(0.1, 4), st.floats(-20, 45)), max_size=8)


@pytest.mark.parametrize(
    ("rate", "sodium", "mg"), [(1.0, 40, 920), (1.28, 36, 1059), (1.5, 60, 2069), (0, 60, 0)]
)
def test_sodium_lost_in_an_hour(rate: float, sodium: float, mg: int) -> None:
    assert round(sweat.sodium_loss_mg_per_h(rate, sodium)) == mg


def test_the_whole_body_is_less_salty_than_the_forearm_of_most() -> None:
    # Evidence 4.2: both means, and the whole body's from the forearm's.
    assert sweat.whole_body_sodium_mmol_per_l(43.6) == pytest.approx(35.9, abs=0.05)
    assert sweat.whole_body_sodium_mmol_per_l(0) == 11.05
    assert not sweat.is_salty(60)
    assert sweat.is_salty(60.1)


@pytest.mark.parametrize(("rate", "sodium"), [(-0.1, 40), (1, -1)])
def test_what_nobody_can_sweat_is_refused(rate: float, sodium: float) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        sweat.sodium_loss_mg_per_h(rate, sodium)
    with pytest.raises(ValueError, match="0 or more"):
        sweat.whole_body_sodium_mmol_per_l(-1)


def test_a_result_is_shown_with_fifteen_per_cent_either_way() -> None:
    assert sweat.with_error(1.0) == pytest.approx((0.85, 1.15))


@pytest.mark.parametrize(
    ("tests", "temperature", "rate"),
    [
        pytest.param([(1.0, 20), (1.2, 22), (1.4, 24)], 20, 1.2, id="three"),
        pytest.param([(1.0, 20), (1.2, 22), (1.4, 28)], 20, 1.2, id="8 °C away exactly"),
        pytest.param([(1.0, 20), (1.2, 22), (1.4, 28.1)], 20, None, id="further: not carried on"),
        pytest.param([(1.0, 20), (1.2, 22)], 20, None, id="two are too few"),
        pytest.param([(1.0, 20), (1.2, 22), (1.4, 24)], None, None, id="no temperature"),
        pytest.param([(1, 20), (1.2, 22), (1.4, 24), (2, 19)], 21, 1.3, id="the middle of four"),
        pytest.param([], 20, None, id="none"),
    ],
)
def test_a_measured_rate_is_the_median_of_three_in_the_same_heat(
    tests: list[tuple[float, float]], temperature: float | None, rate: float | None
) -> None:
    assert sweat.measured_rate(tests, temperature) == (
        pytest.approx(rate) if rate is not None else None
    )


@given(tests=TESTS, temperature=st.none() | st.floats(-20, 45), predicted=st.floats(0, 2))
def test_only_three_tests_in_the_same_heat_ever_lift_a_prediction(
    tests: list[tuple[float, float]], temperature: float | None, predicted: float
) -> None:
    found = sweat.planning_rate(tests, temperature, predicted)

    measured = sweat.measured_rate(tests, temperature)
    assert found.measured is (measured is not None)
    assert found.l_per_h == measured if found.measured else found.l_per_h <= predicted


@pytest.mark.parametrize(
    ("osmolality", "water"), [(640, 1.207), (290, 0), (289, 0), (435, 0.5), (0, 0)]
)
def test_water_that_brings_a_drink_to_290(osmolality: float, water: float) -> None:
    assert water_parts(osmolality) == pytest.approx(water, abs=0.001)
