from __future__ import annotations

from datetime import UTC, timedelta
from typing import Any

import pytest

from advice.heat import wbgt_c
from advice.hydration import prepare
from advice.rules import FLUID_RULES, after, before, emergency, evaluate, fluids
from advice.rules.facts import Drunk, Facts, Morning, Planned, Session
from advice.rules.finding import Finding, Level
from advice.tests.build import (
    NOW,
    WATER,
    drunk,
    facts,
    just_done,
    ml_of,
    morning,
    planned,
    session,
)


def _weighed(before_kg: float, after_kg: float, **fields: Any) -> Session:
    return just_done(mass_before_kg=before_kg, mass_after_kg=after_kg, **fields)


@pytest.mark.parametrize(
    ("done", "speaks"),
    [
        pytest.param(_weighed(70.0, 70.7), True, id="exactly 1 %"),
        pytest.param(_weighed(70.0, 70.6), False, id="0.9 %"),
        pytest.param(_weighed(70.0, 69.9, drank_ml=700.0), False, id="lighter, 0.8 L sweated"),
        pytest.param(_weighed(70.0, 70.1, drank_ml=600.0), False, id="exactly 1.2 times"),
        pytest.param(_weighed(70.0, 70.1, drank_ml=500.0), True, id="1.25 times"),
        pytest.param(_weighed(70.0, 70.0, drank_ml=500.0, urine_ml=100.0), True, id="with urine"),
        pytest.param(just_done(drank_ml=5000.0, sport="ride"), False, id="sweat not known"),
        pytest.param(just_done(drank_ml=1400.0, distance_m=10_000.0), True, id="far above a run's"),
        pytest.param(just_done(drank_ml=1300.0, distance_m=10_000.0), False, id="within its error"),
        pytest.param(just_done(drank_ml=9000.0, minutes=None), False, id="length not known"),
        pytest.param(just_done(), False, id="nothing known"),
    ],
)
def test_drank_more_than_lost(done: Session, speaks: bool) -> None:
    found = emergency.drank_more_than_lost(facts(sessions=(done,)))

    assert (found is not None) is speaks
    if found is not None:
        assert found.level is Level.CEILING


def test_without_a_mass_no_run_is_judged() -> None:
    run = just_done(drank_ml=9000.0, distance_m=10_000.0)

    assert fluids.overdrinking(facts(sessions=(run,), body_mass_kg=None)) is None


def test_own_tests_say_what_was_sweated() -> None:
    tested = session(
        5,
        sport="ride",
        mass_before_kg=70.0,
        mass_after_kg=69.0,
        drank_ml=0.0,
        urine_ml=0.0,
        temperature_c=20.0,
    )

    def judged(drank: float, temperature: float | None = 20.0) -> bool:
        done = just_done(sport="ride", drank_ml=drank, temperature_c=temperature)
        return fluids.overdrinking(facts(sessions=(done, tested))) is not None

    assert judged(1201)
    assert not judged(1200)
    assert judged(1201, None)
    assert not judged(1201, 35.0)


def test_logged_drinks_count_where_they_are_more() -> None:
    done = _weighed(70.0, 70.1, drank_ml=100.0)
    cup = Drunk(NOW.astimezone(UTC), 400, WATER, session_key=done.key)

    assert fluids.intake_ml(facts(drinks=(cup,)), done) == 400
    assert fluids.intake_ml(facts(), done) == 100
    assert fluids.intake_ml(facts(), just_done()) is None


@pytest.mark.parametrize(
    ("fields", "rate"),
    [
        pytest.param({}, 1.26, id="the worked test"),
        pytest.param({"urine_ml": None}, None, id="urine not known"),
        pytest.param({"drank_ml": None}, None, id="intake not known"),
        pytest.param({"mass_after_kg": None}, None, id="weighed once"),
        pytest.param({"temperature_c": None}, None, id="temperature not known"),
        pytest.param({"minutes": 29}, None, id="too short"),
        pytest.param({"minutes": None}, None, id="length not known"),
        pytest.param({"sport": "ride"}, 1.4, id="no correction without a run"),
    ],
)
def test_a_sweat_test_takes_nothing_unknown_as_zero(
    fields: dict[str, Any], rate: float | None
) -> None:
    worked = {
        "mass_before_kg": 70.0,
        "mass_after_kg": 69.0,
        "drank_ml": 600.0,
        "urine_ml": 200.0,
        "temperature_c": 20.0,
        "distance_m": 10_000.0,
    }

    assert fluids.tested_rate(session(**(worked | fields))) == (
        pytest.approx(rate) if rate is not None else None
    )


@pytest.mark.parametrize(
    ("done", "gain"),
    [
        pytest.param(_weighed(70.0, 70.3), 0.3, id="a little heavier"),
        pytest.param(_weighed(70.0, 70.0), None, id="the same"),
        pytest.param(_weighed(70.0, 70.8), None, id="said by the ceiling"),
        pytest.param(just_done(mass_before_kg=70.0), None, id="weighed once"),
    ],
)
def test_gained_in_workout(done: Session, gain: float | None) -> None:
    found = emergency.gained_in_workout(facts(sessions=(done,)))

    assert (found.inputs["gain_kg"] if found else None) == gain


@pytest.mark.parametrize(
    ("done", "drank", "volumes"),
    [
        pytest.param(
            _weighed(70.0, 69.0), 0, {"low": 1250, "high": 1500, "hour": 800}, id="a kilogram"
        ),
        pytest.param(
            _weighed(70.0, 69.0), 500, {"low": 750, "high": 1000, "hour": 800}, id="some drunk"
        ),
        pytest.param(_weighed(70.0, 69.0), 1300, {"high": 200, "hour": 800}, id="nearly all drunk"),
        pytest.param(_weighed(70.0, 69.0), 1500, None, id="all drunk"),
        pytest.param(_weighed(70.0, 70.0), 0, None, id="nothing lost"),
        pytest.param(_weighed(70.0, 70.2), 0, None, id="heavier"),
        pytest.param(just_done(mass_before_kg=70.0), 0, None, id="weighed once"),
    ],
)
def test_mass_lost(done: Session, drank: float, volumes: dict[str, float] | None) -> None:
    cups = (drunk(5, drank),) if drank else ()

    assert ml_of(after.mass_lost(facts(sessions=(done,), drinks=cups))) == volumes


def test_mass_lost_speaks_for_four_hours_and_knows_the_next_workout() -> None:
    def found(hours: float, *plans: Planned) -> Finding | None:
        started = NOW.astimezone(UTC) - timedelta(hours=hours + 1)
        done = _weighed(70.0, 69.0, started_at=started)
        return after.mass_lost(facts(sessions=(done,), planned=plans))

    assert found(4) is not None
    assert found(4.1) is None
    soon, late = found(1, planned(11)), found(1, planned(11.1))
    assert soon is not None
    assert late is not None
    assert soon.inputs["next_is_soon"] is True
    assert late.inputs["next_is_soon"] is False


@pytest.mark.parametrize(
    ("done", "band"),
    [
        pytest.param(_weighed(70.0, 68.6), "amber", id="exactly 2 %"),
        pytest.param(_weighed(70.0, 68.7), None, id="1.9 %"),
        pytest.param(_weighed(70.0, 67.9), "red", id="exactly 3 %"),
        pytest.param(_weighed(70.0, 66.5), "serious", id="exactly 5 %"),
        pytest.param(just_done(mass_after_kg=60.0), None, id="weighed once"),
    ],
)
def test_lost_two_percent(done: Session, band: str | None) -> None:
    found = after.lost_two_percent(facts(sessions=(done,)))

    assert (found.inputs["band"] if found else None) == band


TEST = {"drank_ml": 500.0, "urine_ml": 0.0, "temperature_c": 20.0}


@pytest.mark.parametrize(
    ("fields", "volumes"),
    [
        pytest.param(TEST, {"hour": 800, "ceiling": 800}, id="a sweat test, capped"),
        pytest.param(
            TEST | {"minutes": 180}, {"hour": 360, "ceiling": 2150}, id="a test over 3 hours"
        ),
        # The urine is not known, so the prediction of 0.64 L/h is not passed.
        pytest.param({"drank_ml": 500.0}, {"hour": 290, "ceiling": 290}, id="no test"),
        pytest.param(
            {"drank_ml": 500.0, "minutes": 180}, {"hour": 360, "ceiling": 1570}, id="over 3 hours"
        ),
        pytest.param(TEST | {"drank_ml": 0.0, "mass_after_kg": 68.59}, {}, id="not a mouthful"),
        pytest.param({}, {}, id="intake not known"),
        pytest.param({"drank_ml": 500.0, "minutes": None}, {}, id="length not known"),
        pytest.param({"drank_ml": 0.0, "urine_ml": 1700.0}, {}, id="it was urine"),
    ],
)
def test_next_time(fields: dict[str, Any], volumes: dict[str, float]) -> None:
    started = NOW.astimezone(UTC) - timedelta(hours=5)
    masses = {"mass_before_kg": 70.0, "mass_after_kg": 68.0}
    done = just_done(started_at=started, **(masses | fields))

    assert ml_of(after.lost_two_percent(facts(sessions=(done,)))) == volumes


def test_a_loss_speaks_for_two_days() -> None:
    def found(day: int) -> bool:
        done = session(day, mass_before_kg=70.0, mass_after_kg=68.0)
        return after.lost_two_percent(facts(sessions=(done,))) is not None

    assert found(2)
    assert not found(3)


USUAL = tuple(morning(day, mass_kg=70.0) for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("mornings", "because"),
    [
        pytest.param((morning(urine_colour=5, thirst=5),), ["urine", "thirst"], id="two"),
        pytest.param((morning(urine_colour=4, thirst=5),), None, id="one"),
        pytest.param((morning(urine_colour=5),), None, id="thirst not told"),
        pytest.param((morning(1, urine_colour=8, thirst=9),), None, id="yesterday"),
        pytest.param(
            (morning(mass_kg=69.2, thirst=5), *USUAL), ["mass", "thirst"], id="1.1 % below"
        ),
        pytest.param((morning(mass_kg=69.3, thirst=5), *USUAL), None, id="exactly 1 %"),
        pytest.param((morning(mass_kg=69.0, thirst=5), *USUAL[:2]), None, id="no usual"),
        pytest.param((), None, id="no check"),
    ],
)
def test_dry_morning(mornings: tuple[Morning, ...], because: list[str] | None) -> None:
    found = after.dry_morning(facts(mornings=mornings))

    assert (found.inputs["because"] if found else None) == because


def test_the_newest_known_mass_stands_in_for_the_profile() -> None:
    def mass(**fields: Any) -> float | None:
        known: Facts = facts(body_mass_kg=None, planned=(planned(4),), **fields)
        found = before.workout_in_hours(known)
        assert found is not None
        value = found.inputs["body_mass_kg"]
        assert value is None or isinstance(value, float)
        return value

    assert mass() is None
    assert mass(mornings=(morning(3, mass_kg=71.0),)) == 71.0
    assert (
        mass(mornings=(morning(3, mass_kg=71.0),), sessions=(session(2, mass_before_kg=70.5),))
        == 70.5
    )


def test_a_drink_between_start_and_end_counts_without_its_session() -> None:
    done = just_done(mass_before_kg=70.0, mass_after_kg=70.0)

    inside, later = drunk(60, 900), drunk(10, 900)

    assert fluids.intake_ml(facts(drinks=(inside, later)), done) == 900
    assert fluids.intake_ml(facts(drinks=(later,)), done) is None
    # It began 90 minutes ago and ended 30 minutes ago.
    assert fluids.intake_ml(facts(drinks=(drunk(90, 1), drunk(30, 1))), done) == 2
    other = Drunk(inside.started_at, 900, WATER, session_key="another")
    assert fluids.intake_ml(facts(drinks=(other,)), done) is None


@pytest.mark.parametrize(("tested_c", "judged"), [(28.0, True), (28.1, False)])
def test_own_tests_judge_within_eight_degrees(tested_c: float, judged: bool) -> None:
    test = session(
        3,
        sport="ride",
        mass_before_kg=70.0,
        mass_after_kg=69.5,
        drank_ml=0.0,
        urine_ml=0.0,
        temperature_c=tested_c,
    )
    done = just_done(sport="ride", drank_ml=3000.0, temperature_c=20.0)

    found = emergency.drank_more_than_lost(facts(sessions=(done, test)))

    assert (found is not None) is judged


@pytest.mark.parametrize(("wbgt", "hot"), [(27.8, False), (27.9, True)])
def test_hot_begins_with_the_first_hot_band(wbgt: float, hot: bool) -> None:
    weather = next(
        (tenth / 10, 50.0) for tenth in range(200, 400) if wbgt_c(tenth / 10, 50.0) == wbgt
    )

    plan = planned(temperature_c=weather[0], humidity_percent=weather[1])

    assert fluids.is_hot(plan) is hot


@pytest.mark.parametrize(
    ("today", "why"),
    [
        ({"mass_kg": 71.4, "swelling": "both"}, "swollen"),
        ({"mass_kg": 71.3, "swelling": "both"}, None),
        ({"mass_kg": 71.4, "swelling": "none"}, None),
        ({"mass_kg": 71.4}, None),
        ({"swelling": "both"}, None),
    ],
)
def test_heavier_and_swollen_nobody_is_told_to_drink(
    today: dict[str, Any], why: str | None
) -> None:
    mornings = (morning(**today), *(morning(day, mass_kg=70.0) for day in (1, 2, 3)))
    known = facts(mornings=mornings, planned=(planned(4),))

    found = evaluate(known)

    assert fluids.silence(known) == why
    assert bool(FLUID_RULES & {finding.rule for finding in found}) is (why is None)
    assert (prepare(planned(4), known).silent_because) == why
