"""What is shown, typed and stored is one amount, in every unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.units import QUANTITIES, Unit, Units, unit

WAYS = [
    pytest.param(quantity, units, id=f"{quantity} in {units}")
    for quantity, ways in QUANTITIES.items()
    for units in ways
]
# What an amount can be, SI: the most anything of its kind may be stored as.
MOST = {"volume": 30_000.0, "mass": 300.0, "distance": 1_000_000.0, "temperature": 60.0}


def amounts(quantity: str) -> st.SearchStrategy[float]:
    least = -40.0 if quantity == "temperature" else 0.0
    return st.floats(least, MOST[quantity])


def shown_numbers(way: Unit) -> st.SearchStrategy[str]:
    """Numbers as a person types them: no more decimals than the unit shows, no needless zeros."""
    return st.integers(0, 10**6).map(lambda steps: way.text(way.stored(steps / 10**way.decimals)))


@pytest.mark.parametrize(("quantity", "units"), WAYS)
def test_every_quantity_is_here(quantity: str, units: Units) -> None:
    assert quantity in MOST
    assert unit(quantity, units).size > 0


@pytest.mark.parametrize(("quantity", "units"), WAYS)
@given(data=st.data())
def test_what_is_stored_comes_back_from_what_is_shown(
    quantity: str, units: Units, data: st.DataObject
) -> None:
    way, stored = unit(quantity, units), data.draw(amounts(quantity))

    assert way.stored(way.shown(stored)) == pytest.approx(stored, abs=1e-9, rel=1e-12)


@pytest.mark.parametrize(("quantity", "units"), WAYS)
@given(data=st.data())
def test_what_is_typed_is_shown_again_as_it_was_typed(
    quantity: str, units: Units, data: st.DataObject
) -> None:
    way = unit(quantity, units)
    typed = data.draw(shown_numbers(way))

    assert way.text(way.stored(float(typed))) == typed


@pytest.mark.parametrize(("quantity", "units"), WAYS)
@given(data=st.data())
def test_what_is_shown_is_no_further_off_than_half_its_last_digit(
    quantity: str, units: Units, data: st.DataObject
) -> None:
    way, stored = unit(quantity, units), data.draw(amounts(quantity))

    off = abs(float(way.text(stored)) - way.shown(stored))

    assert off <= 0.5 * 10**-way.decimals + 1e-9


@given(st.sampled_from(sorted(QUANTITIES)), st.data())
def test_a_change_of_units_and_back_shows_the_same(quantity: str, data: st.DataObject) -> None:
    stored = data.draw(amounts(quantity))
    metric, us = unit(quantity, Units.METRIC), unit(quantity, Units.US)

    there_and_back = us.stored(us.shown(stored))

    assert metric.text(there_and_back) == metric.text(stored) or there_and_back == pytest.approx(
        stored
    )


@pytest.mark.parametrize(
    ("quantity", "shown", "stored"),
    [
        pytest.param("mass", 1.0, 0.45359237, id="a pound by law"),
        pytest.param("volume", 1.0, 29.5735295625, id="a US fluid ounce"),
        pytest.param("distance", 1.0, 1609.344, id="a mile"),
        pytest.param("temperature", 32.0, 0.0, id="water freezes"),
        pytest.param("temperature", 212.0, 100.0, id="water boils"),
    ],
)
def test_a_unit_is_as_large_as_it_is(quantity: str, shown: float, stored: float) -> None:
    assert unit(quantity, Units.US).stored(shown) == pytest.approx(stored, rel=1e-12, abs=1e-12)
