from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal.charts import LEFT, WIDTH, columns, short, ticks
from journal.periods import Span, Step, monday, periods, span_of

TODAY = date(2026, 1, 14)
values = st.none() | st.floats(0, 1e7)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@settings(deadline=None)
@given(st.floats(0, 1e9) | st.just(math.nan) | st.just(math.inf))
def test_a_scale_starts_at_nothing_and_reaches_the_highest(most: float) -> None:
    scale = ticks(most)

    assert scale[0] == 0
    assert 2 <= len(scale) <= 6
    assert all(math.isfinite(each) for each in scale)
    assert list(scale) == sorted(set(scale))
    if math.isfinite(most):
        assert scale[-1] >= most * (1 - 1e-9)


@pytest.mark.parametrize(
    ("most", "scale"),
    [
        (0, (0, 1)),
        (1, (0, 1)),
        (3, (0, 1, 2, 3)),
        (6, (0, 2, 4, 6)),
        (1875, (0, 500, 1000, 1500, 2000)),
    ],
)
def test_a_scale_has_round_figures(most: float, scale: tuple[float, ...]) -> None:
    assert ticks(most) == scale


@settings(deadline=None)
@given(st.lists(st.tuples(values, values), max_size=60))
def test_columns_stand_on_their_base_inside_the_drawing(
    pairs: list[tuple[float | None, float | None]],
) -> None:
    drawn = columns(
        [("cramp", [a for a, _ in pairs]), ("none", [b for _, b in pairs])],
        [str(n) for n in range(len(pairs))],
    )

    for number, (first, second) in enumerate(pairs):
        boxes = [layer.boxes[number] for layer in drawn.layers]
        if first is None or second is None:
            assert boxes == [None, None]
            continue
        foot, top = boxes
        assert foot is not None
        assert top is not None
        assert foot.y + foot.height == pytest.approx(drawn.base)
        assert top.y + top.height == pytest.approx(foot.y)
        assert LEFT <= foot.x <= foot.x + foot.width <= WIDTH
        assert 0 <= top.y <= drawn.base
        assert (foot.height == 0) == (first == 0) or first < 1e-3
    text = "".join([drawn.grid, drawn.gaps, *(layer.path for layer in drawn.layers)])
    assert "nan" not in text
    assert "inf" not in text


def test_nothing_has_no_height_and_the_unknown_is_a_gap() -> None:
    drawn = columns([("cramp", [0, None, 2])], ["a", "b", "c"])

    nothing, unknown, two = drawn.layers[0].boxes
    assert nothing is not None
    assert nothing.height == 0
    assert unknown is None
    assert two is not None
    assert drawn.layers[0].path.count("M") == 1
    assert drawn.gaps.count("M") == 1
    assert [number.text for number in drawn.numbers] == ["2"]


def test_many_columns_carry_few_words() -> None:
    drawn = columns([("load", [1_500] * 52)], ["24 Nov"] * 52)

    assert drawn.numbers == ()
    assert 2 <= len(drawn.labels) <= 6


def test_figures_that_would_touch_are_left_to_the_scale() -> None:
    drawn = columns([("load", [1_500] * 12)], ["24 Nov"] * 12)

    assert drawn.numbers == ()


@pytest.mark.parametrize(
    ("value", "text"), [(7, "7"), (940, "940"), (1_650, "1.6k"), (9_960, "10k"), (23_400, "23k")]
)
def test_a_short_figure(value: float, text: str) -> None:
    assert short(value) == text


@settings(deadline=None)
@given(st.sampled_from(list(Span)), days, st.none() | days)
def test_periods_follow_each_other_up_to_today(span: Span, today: date, since: date | None) -> None:
    found = periods(span, today, since)

    assert found[0].first <= today
    assert found[-1].first <= today <= found[-1].last
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(found))
    assert len({period.step for period in found}) == 1
    assert len(found) <= 54
    if span is Span.ALL and since is not None and since <= today:
        assert found[0].first <= since


@pytest.mark.parametrize(
    ("span", "years", "step", "count"),
    [
        (Span.SHORT, 10, Step.WEEK, 12),
        (Span.YEAR, 10, Step.WEEK, 52),
        (Span.ALL, 0, Step.WEEK, 12),
        (Span.ALL, 1, Step.WEEK, 53),
        (Span.ALL, 3, Step.MONTH, 37),
        (Span.ALL, 10, Step.QUARTER, 41),
        (Span.ALL, 20, Step.YEAR, 21),
    ],
)
def test_longer_spans_have_longer_columns(span: Span, years: int, step: Step, count: int) -> None:
    found = periods(span, TODAY, TODAY.replace(year=TODAY.year - years))

    assert found[0].step is step
    assert len(found) == count


def test_weeks_are_iso_weeks() -> None:
    found = periods(Span.SHORT, TODAY, None)

    assert found[-1].first == monday(TODAY) == date(2026, 1, 12)
    assert {period.first.weekday() for period in found} == {0}
    assert (found[-1].label, found[-1].words) == ("12 Jan", "12 Jan 2026")


def test_words_of_longer_columns() -> None:
    quarter = periods(Span.ALL, TODAY, date(2016, 2, 1))[0]
    month = periods(Span.ALL, TODAY, date(2024, 3, 9))[0]
    year = periods(Span.ALL, TODAY, date(2001, 3, 9))[0]

    assert (quarter.label, quarter.words) == ("Q1 16", "Q1 2016")
    assert (month.label, month.words) == ("Mar 24", "March 2024")
    assert (year.label, year.words) == ("2001", "2001")


@pytest.mark.parametrize("text", ["", "12w", "13w", "SHORT", "<b>"])
def test_an_unknown_span_is_twelve_weeks(text: str) -> None:
    assert span_of(text) is Span.SHORT
    assert span_of("all") is Span.ALL
