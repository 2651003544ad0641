from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice import words
from advice.heat import HeatLevel
from advice.hydration import Preparation, Step, prepare
from advice.rules.facts import Session
from advice.tests.build import NOW, cramp, drunk, facts, just_done, planned, session
from advice.timing import times_before


def _steps(preparation: Preparation) -> dict[str, Step]:
    return {step.kind: step for step in preparation.steps}


def _ml(step: Step) -> tuple[float | None, float | None]:
    return (step.low.ml if step.low else None, step.high.ml if step.high else None)


def test_a_long_run_tomorrow_at_ten() -> None:
    plan = planned(22, minutes=100, distance_m=16_000, temperature_c=29, humidity_percent=50)

    found = prepare(plan, facts(body_mass_kg=60.0))

    assert found.silent_because is None
    assert found.heat is HeatLevel.HOT
    clocks = [(step.kind, f"{step.at:%d %H:%M}") for step in found.steps]
    assert clocks == [
        ("night", "14 20:00"),
        ("four_hours", "15 06:00"),
        ("two_hours", "15 08:00"),
        ("just_before", "15 09:45"),
        ("during", "15 10:00"),
        ("after", "15 11:40"),
    ]
    steps = _steps(found)
    assert _ml(steps["night"]) == (300, 300)
    assert _ml(steps["four_hours"]) == (300, 420)
    assert _ml(steps["two_hours"]) == (180, 300)
    assert _ml(steps["just_before"]) == (None, None)
    assert _ml(steps["after"]) == (1250, 1500)
    assert steps["during"].per == "hour"
    assert steps["after"].per == "kg_lost"
    assert found.ceiling == steps["during"].ceiling
    assert found.ceiling is not None
    assert steps["during"].high is not None
    assert steps["during"].high.ml * 100 / 60 <= found.ceiling.ml


@pytest.mark.parametrize(
    ("minutes", "temperature", "has_night"),
    [
        pytest.param(45, None, False, id="45 minutes, weather not known"),
        pytest.param(46, None, True, id="46 minutes"),
        pytest.param(45, 22.1, False, id="21.9 WBGT"),
        pytest.param(45, 22.2, True, id="22 WBGT"),
        pytest.param(None, None, True, id="length not known"),
    ],
)
def test_the_evening_drink_is_for_long_or_warm_workouts(
    minutes: int | None, temperature: float | None, has_night: bool
) -> None:
    humidity = 52.0 if temperature is not None else None
    plan = planned(minutes=minutes, temperature_c=temperature, humidity_percent=humidity)

    assert ("night" in _steps(prepare(plan, facts()))) is has_night


@pytest.mark.parametrize(
    ("start", "first", "on_waking", "two_hours"),
    [
        pytest.param("10:00", "06:00", False, "08:00", id="ten: exactly four hours"),
        pytest.param("09:59", "06:00", True, "07:59", id="a minute earlier waits for waking"),
        pytest.param("09:00", "06:00", True, "07:00", id="nine"),
        pytest.param("08:30", "06:00", True, None, id="too close to waking"),
        pytest.param("06:30", "05:30", True, None, id="an hour before an early start"),
        pytest.param("04:00", "03:00", True, None, id="very early"),
        pytest.param("03:00", "23:00", False, "01:00", id="in the night"),
    ],
)
def test_nobody_is_woken_to_drink(
    start: str, first: str, on_waking: bool, two_hours: str | None
) -> None:
    begins = datetime.fromisoformat(f"2026-01-15T{start}+00:00")

    found = times_before(begins, ZoneInfo("Europe/Lisbon"))

    assert f"{found.first:%H:%M}" == first
    assert found.on_waking is on_waking
    assert (f"{found.two_hours:%H:%M}" if found.two_hours else None) == two_hours


@pytest.mark.parametrize(
    ("zone", "start", "night", "first"),
    [
        ("Asia/Kathmandu", "2026-01-15T10:00", "2026-01-14T20:00", "2026-01-15T06:00"),
        ("Pacific/Honolulu", "2026-01-15T10:00", "2026-01-14T20:00", "2026-01-15T06:00"),
        ("Pacific/Apia", "2026-01-15T10:00", "2026-01-14T20:00", "2026-01-15T06:00"),
        # Clocks go forward at 01:00 and back at 02:00 in the night before.
        ("Europe/Lisbon", "2026-03-29T09:00", "2026-03-28T20:00", "2026-03-29T06:00"),
        ("Europe/Lisbon", "2026-10-25T09:00", "2026-10-24T20:00", "2026-10-25T06:00"),
    ],
)
def test_clocks_are_those_of_the_athletes_zone(
    zone: str, start: str, night: str, first: str
) -> None:
    where = ZoneInfo(zone)
    begins = datetime.fromisoformat(start).replace(tzinfo=where)

    found = times_before(begins, where)

    assert found.night.tzinfo is UTC
    assert f"{found.night.astimezone(where):%Y-%m-%dT%H:%M}" == night
    assert f"{found.first.astimezone(where):%Y-%m-%dT%H:%M}" == first


def test_without_a_body_mass_there_are_words_and_no_figures() -> None:
    found = prepare(planned(), facts(body_mass_kg=None))

    assert found.silent_because == "no_mass"
    assert len(found.steps) == 6
    assert all(step.low is step.high is step.ceiling is None for step in found.steps)
    assert found.ceiling is None


def test_without_a_length_nothing_is_invented_for_the_workout() -> None:
    found = prepare(planned(minutes=None), facts())

    steps = _steps(found)
    assert found.silent_because is None
    assert _ml(steps["during"]) == (None, None)
    assert found.ceiling is None
    assert not steps["after"].timed
    assert _ml(steps["night"]) == (350, 350)


def test_a_short_easy_workout_needs_sips_only() -> None:
    found = prepare(planned(minutes=30, sport="strength"), facts())

    assert _ml(_steps(found)["during"]) == (None, None)
    assert found.ceiling is None


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"fluid_limited": True}, "fluid_limit", id="a doctor's limit"),
        pytest.param(
            {"sessions": (just_done(mass_before_kg=70.0, mass_after_kg=70.7),)},
            "gained",
            id="1 % heavier",
        ),
        pytest.param(
            {"cramps": (cramp(0.2, red_flags=frozenset({"low_sodium"})),)},
            "emergency",
            id="an emergency sign",
        ),
    ],
)
def test_drinking_advice_falls_silent(fields: dict[str, object], code: str) -> None:
    hot = planned(temperature_c=30, humidity_percent=50)

    found = prepare(hot, facts(**fields))

    assert found.silent_because == code
    assert found.steps == ()
    assert found.ceiling is None
    assert found.heat is HeatLevel.HOT


def test_silence_ends_after_twelve_hours() -> None:
    def after(hours: float) -> str | None:
        started = NOW.astimezone(UTC) - timedelta(hours=hours + 1)
        gained = just_done(started_at=started, mass_before_kg=70.0, mass_after_kg=71.0)
        return prepare(planned(), facts(sessions=(gained,))).silent_because

    assert after(11.9) == "gained"
    assert after(12) is None


def test_what_was_drunk_comes_off_the_steps_ahead() -> None:
    plan = planned(1.5)

    before = _steps(prepare(plan, facts()))
    after = _steps(prepare(plan, facts(drinks=(drunk(30, 800),))))

    # Four and two hours before are over and stay as planned.
    assert _ml(before["four_hours"]) == _ml(after["four_hours"]) == (350, 490)
    assert _ml(before["two_hours"]) == (210, 350)
    assert after["just_before"].high is None


def test_after_enough_no_other_glass_is_named() -> None:
    found = _steps(prepare(planned(3), facts(drinks=(drunk(30, 840),))))

    assert found["two_hours"].high is None
    assert "glass" not in words.step_words(found["two_hours"])
    assert found["just_before"].had_enough is False


def test_the_drink_that_is_due_is_what_was_left_by_all_before_it() -> None:
    much = [drunk(90, 800)]
    some = [drunk(90, 490), drunk(12, 200)]
    had = [drunk(90, 490), drunk(12, 210)]

    due = [
        _steps(prepare(planned(1.9), facts(body_mass_kg=70.0, drinks=tuple(drinks))))["two_hours"]
        for drinks in ([], much, some, had)
    ]

    assert [_ml(step) for step in due] == [(210, 350), (None, None), (150, 150), (210, 350)]
    assert [step.had_enough for step in due] == [False, True, False, False]


def test_a_drink_of_last_night_takes_nothing_off() -> None:
    plan = planned(3)

    found = _steps(prepare(plan, facts(drinks=(drunk(600, 2000),))))

    assert _ml(found["two_hours"]) == (210, 350)


def _test_session(day: int, **fields: object) -> Session:
    values: dict[str, object] = {
        "mass_before_kg": 70.0,
        "mass_after_kg": 69.0,
        "drank_ml": 900.0,
        "urine_ml": 0.0,
        "temperature_c": 30.0,
        "sport": "ride",
        "minutes": 60,
    } | fields
    return session(day, **values)


def test_three_own_tests_in_the_heat_lift_the_limit_to_the_guts() -> None:
    tests = tuple(
        _test_session(day, sport="run", distance_m=13_000.0, drank_ml=750.0) for day in (3, 5, 7)
    )
    run = planned(minutes=180, distance_m=39_000, temperature_c=30, humidity_percent=60)

    lifted = _steps(prepare(run, facts(sessions=tests)))["during"]
    two = _steps(prepare(run, facts(sessions=tests[:2])))["during"]

    assert lifted.high is not None
    assert 800 < lifted.high.ml <= 1200
    assert two.high is not None
    assert two.high.ml <= 800


def test_an_unbelievable_test_is_not_used() -> None:
    wild = tuple(
        _test_session(day, sport="run", distance_m=10_000.0, drank_ml=2500.0) for day in (3, 5, 7)
    )
    run = planned(minutes=180, distance_m=30_000, temperature_c=30, humidity_percent=60)

    assert prepare(run, facts(sessions=wild)) == prepare(run, facts())


@given(
    mass=st.floats(20, 300),
    minutes=st.integers(1, 1440),
    km=st.floats(0.1, 200),
    hours=st.floats(0, 48),
    drank=st.floats(1, 5000),
    temperature=st.floats(-20, 50),
)
def test_no_plan_passes_its_limits(
    mass: float, minutes: int, km: float, hours: float, drank: float, temperature: float
) -> None:
    plan = planned(
        hours,
        minutes=minutes,
        distance_m=km * 1000,
        temperature_c=temperature,
        humidity_percent=60,
    )

    found = prepare(plan, facts(body_mass_kg=mass, drinks=(drunk(20, drank),)))

    steps = _steps(found)
    last_hours = [steps.get(kind) for kind in ("four_hours", "two_hours", "just_before")]
    total = sum(step.high.ml for step in last_hours if step and step.high)
    assert total <= 12 * mass + 1e-6
    during = steps["during"]
    if during.high is not None and found.ceiling is not None:
        assert during.high.ml * minutes / 60 <= found.ceiling.ml + 1e-6
    for step in found.steps:
        assert step.low is None or step.high is None or step.low <= step.high
    assert [step.at for step in found.steps] == sorted(step.at for step in found.steps)
    assert found == prepare(plan, facts(body_mass_kg=mass, drinks=(drunk(20, drank),)))
