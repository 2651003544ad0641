from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.mass import mass_change
from journal.months import YEARS, Month, month_of


@given(st.integers(YEARS[0], YEARS[-1]), st.integers(1, 12))
def test_weeks_are_whole_in_order_and_hold_the_month(year: int, month: int) -> None:
    shown = Month(year, month)
    days = [day for week in shown.weeks for day in week]

    assert all(len(week) == 7 and week[0].weekday() == 0 for week in shown.weeks)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert shown.first in shown.weeks[0]
    assert shown.last in shown.weeks[-1]
    assert (shown.last + timedelta(days=1)).day == 1


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (0, 1), (1949, 12), (9999, 1)])
def test_there_is_no_such_month(year: int, month: int) -> None:
    assert month_of(year, month) is None


def test_neighbours_cross_the_year_and_end_with_the_pages() -> None:
    assert Month(2026, 1).previous == Month(2025, 12)
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(YEARS[0], 1).previous is None
    assert Month(YEARS[-1], 12).next is None


def test_february_of_four_weeks_is_four_rows() -> None:
    assert Month(2027, 2).weeks[0][0] == date(2027, 2, 1)
    assert len(Month(2027, 2).weeks) == 4


@pytest.mark.parametrize(
    ("after", "band"),
    [
        (71.0, "gained"),
        (70.0, "lost less than 1 %"),
        (69.0, "lost 1 to 2 %"),
        (68.0, "lost 2 to 3 %"),
        (67.0, "lost over 3 %"),
    ],
)
def test_a_band_gives_no_weight_away(after: float, band: str) -> None:
    change = mass_change(70.0, after)

    assert change is not None
    assert change.band == band


def test_one_weighing_is_no_change() -> None:
    assert mass_change(70.0, None) is None
    assert mass_change(None, 70.0) is None


def test_the_worked_test_of_the_evidence() -> None:
    change = mass_change(70.0, 69.0)

    assert change is not None
    assert change.lost_kg == 1.0
    assert change.lost_percent == pytest.approx(1.43, abs=0.005)
