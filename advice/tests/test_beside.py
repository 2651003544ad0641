"""What one athlete reads on one day, side by side: nothing may say the other way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advice.hydration import prepare
from advice.rules import evaluate
from advice.rules.drinks import is_sports_drink
from advice.rules.facts import Cramp, Facts, Label
from advice.rules.finding import Finding
from advice.tests.build import (
    JUICE,
    NOW,
    SPORTS_DRINK,
    cramp,
    drunk,
    facts,
    just_done,
    morning,
    ongoing,
    planned,
    session,
)
from advice.tests.examples import FIRING
from advice.tonicity import carbohydrate_g, osmolality, sodium_mg_per_l

WEEK = tuple(morning(day, mass_kg=70.0) for day in (1, 2, 3))
HEAVIER = (morning(mass_kg=71.4, swelling="none", urine_colour=6, thirst=6), *WEEK)
# Heavier by 1 % in a workout that ended thirteen hours ago, and still of today.
LATE = NOW.replace(hour=21)
GAINED = session(
    0, started_at=NOW.replace(hour=7), minutes=60, mass_before_kg=70.0, mass_after_kg=70.7
)


def _rules(known: Facts) -> set[str]:
    return {found.rule for found in evaluate(known)}


def _finding(known: Facts, rule: str) -> Finding:
    return next(found for found in evaluate(known) if found.rule == rule)


def _steps(known: Facts) -> dict[str, Any]:
    return {step.kind: step for step in prepare(known.planned[0], known).steps}


def test_a_dry_morning_leaves_the_glass_to_the_drinks_before_the_start() -> None:
    dry = (morning(urine_colour=6, thirst=6),)

    assert "dry_morning" in _rules(facts(mornings=dry))
    for hours in (0.4, 2, 4):
        found = _rules(facts(mornings=dry, planned=(planned(hours),)))
        assert "workout_in_hours" in found
        assert "dry_morning" not in found


def test_who_is_not_to_force_fluids_is_urged_to_no_drink() -> None:
    known = facts(mornings=HEAVIER, planned=(planned(4, minutes=120),))

    found, steps = _rules(known), _steps(known)

    assert "heavier_morning" in found
    assert not {"dry_morning", "workout_in_hours"} & found
    assert steps["four_hours"].high is None
    assert steps["four_hours"].had_enough
    assert not steps["just_before"].had_enough
    # Thirst, the range of an hour and its ceiling stand.
    assert "workout_within_a_day" in found
    assert steps["during"].ceiling is not None
    assert prepare(known.planned[0], known).held_back == "heavier"


@pytest.mark.parametrize("mass", [70.0, None])
def test_the_evening_after_a_heavier_morning_has_no_drink(mass: float | None) -> None:
    known = facts(
        now=NOW.replace(hour=19), mornings=HEAVIER, planned=(planned(20),), body_mass_kg=mass
    )

    assert "workout_tomorrow" not in _rules(known)
    assert "night" not in _steps(known)
    # Tomorrow's weight speaks for tomorrow.
    assert not _steps(known)["four_hours"].had_enough


def test_a_heavier_morning_says_nothing_about_the_day_after_tomorrow() -> None:
    known = facts(mornings=HEAVIER, planned=(planned(50),))

    assert prepare(known.planned[0], known).held_back is None
    assert "night" in _steps(known)


def test_after_a_gain_of_today_the_evening_has_no_drink_although_twelve_hours_are_over() -> None:
    known = facts(now=LATE, sessions=(GAINED,), planned=(planned(20),))

    assert "drank_more_than_lost" not in _rules(known)
    assert "workout_tomorrow" not in _rules(known)
    assert "night" not in _steps(known)
    assert prepare(known.planned[0], known).held_back == "gained_today"


def test_a_small_gain_of_today_holds_no_drink_back() -> None:
    small = session(
        0, started_at=NOW.replace(hour=7), minutes=60, mass_before_kg=70.0, mass_after_kg=70.6
    )
    known = facts(now=LATE, sessions=(small, just_done(key="other")), planned=(planned(20),))

    assert "workout_tomorrow" in _rules(known)
    assert prepare(known.planned[0], known).held_back is None


def test_with_high_blood_pressure_nothing_salty_is_suggested() -> None:
    pressed = frozenset({"high_blood_pressure"})
    done = just_done(mass_before_kg=70.0, mass_after_kg=69.0)
    plan = planned(20, minutes=150, distance_m=27_000)
    known = facts(sessions=(done,), planned=(plan,), conditions=pressed)

    assert _finding(known, "long_workout_ahead").inputs["salty"] is False
    assert _finding(known, "mass_lost").inputs["salty"] is False
    assert "sodium_for_long_sweat" not in _rules(known)
    free = replace(known, conditions=frozenset())
    assert _finding(free, "long_workout_ahead").inputs["salty"] is True
    assert _finding(free, "mass_lost").inputs["salty"] is True
    assert "sodium_for_long_sweat" in _rules(free)


@pytest.mark.parametrize(
    "told",
    [
        {"conditions": frozenset({"pregnancy"})},
        {"conditions": frozenset({"under_16"})},
        {"birth_year": 2011},
    ],
    ids=str,
)
def test_no_dose_of_sodium_is_named_in_pregnancy_or_under_sixteen(told: dict[str, Any]) -> None:
    known = replace(FIRING["sodium_for_long_sweat"], **told)

    assert "sodium_for_long_sweat" not in _rules(known)
    assert "sodium_for_long_sweat" in _rules(FIRING["sodium_for_long_sweat"])


def test_with_diabetes_nobody_is_told_to_wait_with_sugar_or_to_have_some() -> None:
    sweet = Label("Malto mix", malto_g=9.0)
    days = (
        facts(planned=(planned(0.5),), drinks=(drunk(label=JUICE),)),
        facts(planned=(planned(0.5),), drinks=(drunk(label=sweet),)),
        facts(planned=(planned(),), drinks=(drunk(label=JUICE),)),
        facts(sessions=(just_done(),)),
    )
    about_sugar = {
        "hypertonic_near_workout",
        "sugary_near_workout",
        "hypertonic_before_next_workout",
        "strong_drinks_now",
    }

    assert about_sugar == about_sugar & {rule for day in days for rule in _rules(day)}
    for day in days:
        assert not about_sugar & _rules(replace(day, conditions=frozenset({"diabetes"})))


@pytest.mark.parametrize("condition", ["nerve_disease", "artery_disease", "diabetes"])
def test_no_warmth_where_skin_may_be_numb_or_blood_flows_badly(condition: str) -> None:
    known = facts(cramps=(ongoing(4),))

    assert "cramp_still_there" in _rules(known)
    assert "cramp_still_there" not in _rules(replace(known, conditions=frozenset({condition})))


@pytest.mark.parametrize(
    ("sign", "after_drinking"),
    [
        ("heat_stroke", True),
        ("low_sodium", True),
        ("clot_or_heart", True),
        ("whole_body", True),
        ("fever_or_vomiting", True),
        ("no_blood_flow", False),
        ("nerves", False),
        ("sickling", False),
    ],
)
def test_do_not_drink_water_is_said_beside_signs_that_fit_low_sodium(
    sign: str, after_drinking: bool
) -> None:
    known = facts(
        cramps=(cramp(0.02, red_flags=frozenset({sign})),),
        sessions=(just_done(mass_before_kg=70.0, mass_after_kg=70.0),),
    )

    assert _finding(known, "emergency_sign").inputs["after_drinking"] is after_drinking


@pytest.mark.parametrize(
    "grave",
    [
        cramp(0.1, red_flags=frozenset({"dark_urine"})),
        cramp(0.1, seconds=601),
        ongoing(2),
    ],
    ids=["dark urine", "over ten minutes", "still going"],
)
def test_nothing_is_called_common_beside_what_needs_somebody(grave: Cramp) -> None:
    assert "cramps_are_common" in _rules(facts(cramps=(cramp(0.1, seconds=600),)))
    assert "cramps_are_common" not in _rules(facts(cramps=(grave,)))
    assert "cramps_are_common" not in _rules(facts(cramps=(cramp(0.1), replace(grave, day=2))))


def test_in_the_half_hour_before_a_start_sips_go_before_what_was_lost() -> None:
    done = just_done(mass_before_kg=70.0, mass_after_kg=69.0)

    assert "mass_lost" in _rules(facts(sessions=(done,), planned=(planned(0.51),)))
    late = _rules(facts(sessions=(done,), planned=(planned(0.5),)))
    assert "workout_in_hours" in late
    assert "mass_lost" not in late


def test_a_sports_drink_is_not_taken_away_where_one_is_asked_for() -> None:
    against = {"hypertonic_near_workout", "hypertonic_before_next_workout"}
    bottle = drunk(90, 500, SPORTS_DRINK)
    done = just_done(started_at=bottle.started_at, minutes=61)
    ahead = facts(drinks=(bottle,), planned=(planned(20, minutes=61),))

    assert "long_workout_ahead" in _rules(ahead)
    assert not against & _rules(ahead)
    assert not against & _rules(facts(drinks=(bottle,), sessions=(done,)))
    # For an hour water is enough, and then it is stronger than blood as any other.
    for minutes in (60, None):
        short = replace(done, minutes=minutes)
        assert against & _rules(facts(drinks=(bottle,), sessions=(short,)))
        assert against & _rules(facts(drinks=(bottle,), planned=(planned(20, minutes=minutes),)))


@pytest.mark.parametrize(
    ("label", "is_one"),
    [
        (SPORTS_DRINK, True),
        (Label("Sweeter", sucrose_g=3.0, mono_g=3.0, sodium_mg=46.0), True),
        (Label("… and less salted", sucrose_g=3.0, mono_g=3.0, sodium_mg=45.9), False),
        (replace(SPORTS_DRINK, name="Over 8 g", malto_g=2.1), False),
        (Label("No sodium", mono_g=6.0), False),
        (Label("By its maker", mono_g=6.0, sodium_mg=30.0, measured_osmolality=330.0), True),
        (Label("Stronger", mono_g=6.0, sodium_mg=30.0, measured_osmolality=330.1), False),
        (Label("Salted", mono_g=6.0, sodium_mg=46.0, measured_osmolality=330.1), False),
        (JUICE, False),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_what_is_a_sports_drink(label: Label, is_one: bool) -> None:
    found = osmolality(label)
    assert found is not None

    told = is_sports_drink(found, carbohydrate_g(label), sodium_mg_per_l(label))

    assert told is is_one
