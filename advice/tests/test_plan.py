from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice.hydration import prepare
from advice.plan import Row, plan_rows
from advice.rules.facts import Drunk, Facts, Label, Planned
from tests import make

START = make.NOON + timedelta(hours=22)
PLAN = Planned("key", 1, START, "run", "Long run", minutes=100, effort=5)


def rows(now: datetime, **known: object) -> tuple[Row, ...]:
    facts = replace(Facts(now=now, today=now.date(), body_mass_kg=70.0), **known)  # type: ignore[arg-type]
    return plan_rows(prepare(PLAN, facts), PLAN, facts)


@pytest.mark.parametrize(
    ("hours_before_start", "due"),
    [
        pytest.param(22, "night", id="the day before, from the morning on"),
        pytest.param(36, None, id="two days before nothing is due"),
        pytest.param(10.1, "night", id="until the day is over"),
        pytest.param(10, None, id="at midnight nobody has dinner"),
        pytest.param(5.1, None, id="still in the night"),
        pytest.param(5, "four_hours", id="as soon as a drink counts for it"),
        pytest.param(4, "four_hours", id="four hours"),
        pytest.param(2, "two_hours", id="two hours"),
        pytest.param(0.51, "two_hours", id="before the last half hour"),
        pytest.param(0.5, "just_before", id="the last half hour"),
        pytest.param(0, "during", id="the start"),
        pytest.param(-1.7, "after", id="the end"),
    ],
)
def test_the_last_step_that_has_come_is_due(hours_before_start: float, due: str | None) -> None:
    found = rows(START - timedelta(hours=hours_before_start))

    assert [row.step.kind for row in found if row.is_due] == ([due] if due else [])


def test_steps_that_are_over_are_not_shown() -> None:
    kinds = [row.step.kind for row in rows(START - timedelta(hours=2))]

    assert kinds == ["two_hours", "just_before", "during", "after"]


def test_what_was_drunk_in_its_time_counts_for_a_step() -> None:
    def evening(hours_ago: float, ml: float) -> bool:
        now = datetime.combine(make.TODAY, datetime.min.time(), make.NOON.tzinfo)
        now += timedelta(hours=21)
        drunk = Drunk(now - timedelta(hours=hours_ago), ml, Label("Water"))
        return rows(now, drinks=(drunk,))[0].is_had

    assert evening(1, 350)
    assert evening(4.9, 350)
    assert not evening(1, 340)
    assert not evening(5.1, 350)


@given(
    hours=st.floats(0, 40),
    mass=st.one_of(st.none(), st.floats(20, 300)),
    minutes=st.integers(1, 900),
)
def test_bars_never_pass_the_ceiling(hours: float, mass: float | None, minutes: int) -> None:
    now = START - timedelta(hours=hours)
    facts = Facts(now=now, today=now.date(), body_mass_kg=mass)
    planned = replace(PLAN, minutes=minutes)

    found = plan_rows(prepare(planned, facts), planned, facts)

    assert sum(row.is_due for row in found) <= 1
    for row in found:
        assert row.upto is None or 0 <= (row.sure or 0) <= row.upto <= 100
        assert mass is not None or (row.upto is None and row.dose is None)
