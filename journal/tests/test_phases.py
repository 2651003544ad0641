from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.phases import AFTER, BEFORE, Drunk, Part, Shares, Span, shares, total

START = datetime(2026, 1, 14, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)
RUN = Span(START, START + HOUR)
SECONDS = st.integers(min_value=-60 * 3600, max_value=60 * 3600)


@pytest.mark.parametrize(
    ("moment", "part"),
    [
        (START - BEFORE - timedelta(seconds=1), None),
        (START - BEFORE, Part.BEFORE),
        (START - timedelta(seconds=1), Part.BEFORE),
        (START, Part.DURING),
        (START + HOUR, Part.DURING),
        (START + HOUR + timedelta(seconds=1), Part.AFTER),
        (START + HOUR + AFTER, Part.AFTER),
        (START + HOUR + AFTER + timedelta(seconds=1), None),
    ],
)
def test_a_cup_drunk_at_once_is_in_one_part(moment: datetime, part: Part | None) -> None:
    found = shares(Drunk(250, moment), RUN)

    assert RUN.part_of(moment) is part
    assert found.parts == ((part,) if part else ())
    assert found.outside == (0 if part else 250)


def test_a_bottle_across_a_border_is_shared_by_time() -> None:
    bottle = Drunk(900, START - timedelta(minutes=15), START + timedelta(minutes=30))

    found = shares(bottle, RUN)

    assert (found.before, found.during, found.after, found.outside) == (300, 600, 0, 0)


def test_without_a_length_there_is_no_during() -> None:
    span = Span(START, None)

    assert span.part_of(START) is Part.AFTER
    assert shares(Drunk(200, START - HOUR, START + HOUR), span) == Shares(before=100, after=100)


@given(
    volume=st.floats(min_value=1, max_value=30_000),
    began=SECONDS,
    sipped=st.none() | st.integers(min_value=0, max_value=24 * 3600),
    length=st.none() | st.integers(min_value=60, max_value=24 * 3600),
)
def test_shares_sum_to_the_whole_and_none_is_negative(
    volume: float, began: int, sipped: int | None, length: int | None
) -> None:
    start = START + timedelta(seconds=began)
    end = start + timedelta(seconds=sipped) if sipped is not None else None
    span = Span(START, START + timedelta(seconds=length) if length else None)

    found = shares(Drunk(volume, start, end), span)

    each = (found.before, found.during, found.after, found.outside)
    assert min(each) >= 0
    assert math.isclose(sum(each), volume, rel_tol=1e-9)
    assert math.isclose(found.around + found.outside, volume, rel_tol=1e-9)


def test_the_total_adds_each_part() -> None:
    assert total([Shares(1, 2, 3, 4), Shares(10, 20, 30, 40)]) == Shares(11, 22, 33, 44)
    assert total([]) == Shares()
