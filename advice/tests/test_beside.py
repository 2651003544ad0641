"""What one athlete reads on one day, side by side: nothing may say the other way."""

from __future__ import annotations

from typing import Any

import pytest

from advice.hydration import prepare
from advice.rules import evaluate
from advice.rules.facts import Facts
from advice.tests.build import NOW, facts, just_done, morning, planned, session

WEEK = tuple(morning(day, mass_kg=70.0) for day in (1, 2, 3))
HEAVIER = (morning(mass_kg=71.4, swelling="none", urine_colour=6, thirst=6), *WEEK)
# Heavier by 1 % in a workout that ended thirteen hours ago, and still of today.
LATE = NOW.replace(hour=21)
GAINED = session(
    0, started_at=NOW.replace(hour=7), minutes=60, mass_before_kg=70.0, mass_after_kg=70.7
)


def _rules(known: Facts) -> set[str]:
    return {found.rule for found in evaluate(known)}


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
