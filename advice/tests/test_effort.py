from __future__ import annotations

from typing import Any

import pytest

from advice.rules import effort, pace
from advice.rules.facts import Morning, Planned, Session
from advice.tests.build import facts, morning, planned, session


def _usual(*days: int, **fields: Any) -> tuple[Session, ...]:
    return tuple(session(day, **fields) for day in days or (2, 8, 15))


@pytest.mark.parametrize(
    ("plan", "sessions", "because"),
    [
        pytest.param(planned(effort=8), (), ["effort"], id="effort 8"),
        pytest.param(planned(effort=7), (), None, id="effort 7"),
        pytest.param(planned(minutes=78), _usual(), ["length"], id="1.3 times the longest"),
        pytest.param(planned(minutes=77), _usual(), None, id="a minute less"),
        pytest.param(planned(minutes=200), _usual(2, 8), None, id="two are no usual"),
        pytest.param(planned(minutes=78), _usual(2, 8, 28), None, id="too long ago"),
        pytest.param(planned(minutes=78), _usual(minutes=None), None, id="lengths not known"),
        pytest.param(planned(effort=6), _usual(rpe=4), ["load"], id="1.5 times the load"),
        pytest.param(planned(effort=5), _usual(rpe=4), None, id="less"),
        pytest.param(planned(effort=5), _usual(rpe=0), None, id="no usual load"),
        pytest.param(planned(effort=6, minutes=None), _usual(rpe=4), None, id="no length"),
        pytest.param(planned(24.1, effort=9), (), None, id="more than a day ahead"),
        pytest.param(planned(), (), None, id="effort not told"),
    ],
)
def test_hard_workout_ahead(
    plan: Planned, sessions: tuple[Session, ...], because: list[str] | None
) -> None:
    found = effort.hard_workout_ahead(facts(planned=(plan,), sessions=sessions))

    assert (found.inputs["because"] if found else None) == because


def test_no_plan_no_word_on_effort() -> None:
    rules = (
        effort.hard_workout_ahead,
        pace.faster_than_usual,
        effort.longer_than_lately,
        effort.sore_muscles,
        effort.tired_muscles,
    )
    known = facts(mornings=(morning(fatigue=9, soreness={"calf": 9}),), sessions=_usual())

    assert [rule(known) for rule in rules] == [None] * 5


@pytest.mark.parametrize(
    ("minutes", "much"),
    [
        pytest.param(95, None, id="exactly 5 %"),
        pytest.param(94, False, id="6 %"),
        pytest.param(90, False, id="exactly 10 %"),
        pytest.param(89, True, id="11 %"),
        pytest.param(100, None, id="as usual"),
        pytest.param(None, None, id="time not told"),
    ],
)
def test_faster_than_usual(minutes: int | None, much: bool | None) -> None:
    sessions = _usual(2, 8, 42, distance_m=20_000, minutes=100)
    plan = planned(minutes=minutes, distance_m=20_000)

    found = pace.faster_than_usual(facts(planned=(plan,), sessions=sessions))

    assert (found.inputs["much"] if found else None) is much


@pytest.mark.parametrize(
    "sessions",
    [
        pytest.param(_usual(2, 8, distance_m=20_000, minutes=100), id="two"),
        pytest.param(_usual(2, 8, 43, distance_m=20_000, minutes=100), id="43 days"),
        pytest.param(_usual(sport="ride", distance_m=20_000, minutes=100), id="another sport"),
        pytest.param(_usual(distance_m=9_000, minutes=45), id="much shorter ones"),
        pytest.param(_usual(distance_m=41_000, minutes=205), id="much longer ones"),
        pytest.param(_usual(minutes=100), id="distance not known"),
    ],
)
def test_pace_is_compared_with_like_workouts_only(sessions: tuple[Session, ...]) -> None:
    plan = planned(minutes=50, distance_m=20_000)

    assert pace.faster_than_usual(facts(planned=(plan,), sessions=sessions)) is None


def test_pace_tells_both_numbers() -> None:
    sessions = _usual(distance_m=16_000, minutes=94)
    plan = planned(minutes=88, distance_m=16_000)

    found = pace.faster_than_usual(facts(planned=(plan,), sessions=sessions))

    assert found is not None
    assert found.inputs["usual_s_per_km"] == 352.5
    assert found.inputs["pace_s_per_km"] == 330.0
    assert found.inputs["percent"] == 6


@pytest.mark.parametrize(
    ("minutes", "much"),
    [(66, None), (67, False), (78, False), (79, True), (None, None)],
)
def test_longer_than_lately(minutes: int | None, much: bool | None) -> None:
    known = facts(planned=(planned(minutes=minutes),), sessions=_usual())

    found = effort.longer_than_lately(known)

    assert (found.inputs["much"] if found else None) is much


def test_longer_is_within_one_sport() -> None:
    known = facts(planned=(planned(minutes=200),), sessions=_usual(sport="ride"))

    assert effort.longer_than_lately(known) is None


@pytest.mark.parametrize(
    ("week", "before", "percent"),
    [
        pytest.param({"rpe": 4, "minutes": 130}, {"rpe": 4, "minutes": 100}, None, id="30 %"),
        pytest.param({"rpe": 4, "minutes": 132}, {"rpe": 4, "minutes": 100}, 32, id="32 %"),
        pytest.param({"rpe": None}, {"rpe": 4}, None, id="a load not known"),
        pytest.param({"rpe": 4, "minutes": None}, {"rpe": 4}, None, id="a length not known"),
        pytest.param({"rpe": 4}, {"rpe": 0}, None, id="nothing before"),
    ],
)
def test_load_jump(week: dict[str, Any], before: dict[str, Any], percent: int | None) -> None:
    sessions = (session(2, **week), *(session(day, **before) for day in (8, 15, 22)))

    found = effort.load_jump(facts(sessions=sessions))

    assert (found.inputs["percent"] if found else None) == percent


def test_a_diary_of_three_weeks_knows_no_jump() -> None:
    sessions = (session(2, rpe=9), *(session(day, rpe=2) for day in (8, 15, 20)))

    assert effort.load_jump(facts(sessions=sessions)) is None


def _baseline(value: int) -> tuple[Morning, ...]:
    """Fourteen mornings between 0 and 1, and today."""
    return (
        morning(soreness={"calf": value}),
        *(morning(day, soreness={"calf": day % 2}) for day in range(1, 15)),
    )


@pytest.mark.parametrize(
    ("plan", "mornings", "much"),
    [
        pytest.param(planned(4), (morning(soreness={"calf": 3}),), None, id="three goes"),
        pytest.param(planned(4), (morning(soreness={"calf": 4}),), False, id="four"),
        pytest.param(planned(4), (morning(soreness={"calf": 6}),), False, id="six"),
        pytest.param(planned(4), (morning(soreness={"calf": 7}),), True, id="seven"),
        pytest.param(planned(4), (morning(1, soreness={"calf": 9}),), None, id="yesterday's check"),
        pytest.param(planned(4), (morning(),), None, id="not answered"),
        pytest.param(planned(4), (), None, id="no check"),
        pytest.param(planned(22), (morning(soreness={"calf": 9}),), None, id="tomorrow's workout"),
        pytest.param(
            planned(4, muscles=frozenset({"quad"})),
            (morning(soreness={"calf": 9}),),
            None,
            id="other muscles",
        ),
        pytest.param(
            planned(4, muscles=frozenset({"calf"})),
            (morning(soreness={"calf": 5}),),
            False,
            id="these muscles",
        ),
        pytest.param(planned(4), _baseline(3), False, id="far above the usual"),
        pytest.param(planned(4), _baseline(1), None, id="near the usual"),
        pytest.param(planned(4), _baseline(3)[:14], None, id="thirteen mornings"),
        pytest.param(
            planned(4),
            tuple(morning(day, soreness={"calf": 3}) for day in range(20)),
            None,
            id="always the same",
        ),
    ],
)
def test_sore_muscles(plan: Planned, mornings: tuple[Morning, ...], much: bool | None) -> None:
    found = effort.sore_muscles(facts(planned=(plan,), mornings=mornings))

    assert (found.inputs["much"] if found else None) is much


@pytest.mark.parametrize(
    ("mornings", "because"),
    [
        pytest.param((morning(fatigue=7),), ["fatigue"], id="seven"),
        pytest.param((morning(fatigue=6),), None, id="six"),
        pytest.param((morning(1, fatigue=9),), None, id="yesterday"),
        pytest.param((morning(sleep_hours=5.9), morning(1, sleep_hours=5)), ["sleep"], id="sleep"),
        pytest.param((morning(sleep_hours=5.9), morning(1, sleep_hours=6)), None, id="one night"),
        pytest.param((morning(sleep_hours=5),), None, id="the other night not known"),
        pytest.param((), None, id="nothing"),
    ],
)
def test_tired_muscles(mornings: tuple[Morning, ...], because: list[str] | None) -> None:
    found = effort.tired_muscles(facts(planned=(planned(4),), mornings=mornings))

    assert (found.inputs["because"] if found else None) == because


@pytest.mark.parametrize(
    ("plan", "fields", "speaks"),
    [
        pytest.param(planned(1), {"rpe": 7}, True, id="24 hours after a hard one"),
        pytest.param(planned(1.1), {"rpe": 7}, False, id="more than a day"),
        pytest.param(planned(1), {"rpe": 6}, False, id="not hard"),
        pytest.param(planned(1), {}, False, id="effort not known"),
        pytest.param(planned(1), {"rpe": 8, "sport": "ride"}, False, id="another sport"),
        pytest.param(
            planned(1, muscles=frozenset({"calf"})),
            {"rpe": 8, "sport": "ride", "muscles": frozenset({"calf"})},
            True,
            id="the same muscles",
        ),
        pytest.param(
            planned(1, muscles=frozenset({"calf"})),
            {"rpe": 8, "muscles": frozenset({"glute"})},
            False,
            id="other muscles",
        ),
    ],
)
def test_a_hard_workout_the_day_before(plan: Planned, fields: dict[str, Any], speaks: bool) -> None:
    # It ended 23 hours ago.
    known = facts(planned=(plan,), sessions=(session(1, **fields),))

    assert (effort.tired_muscles(known) is not None) is speaks
