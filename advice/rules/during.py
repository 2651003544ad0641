"""Drinking during a workout (row 21)."""

from __future__ import annotations

from advice import ceiling
from advice.rules.before import about
from advice.rules.diary import body_mass_kg, next_workout
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level
from advice.rules.fluids import is_hot, planning_rate


def workout_within_a_day(facts: Facts) -> Finding | None:
    """The next workout: drink to thirst, inside a range and under a ceiling (row 21)."""
    planned = next_workout(facts)
    if planned is None:
        return None
    mass = body_mass_kg(facts)
    inputs = about(facts, planned) | {"body_mass_kg": mass}
    if mass is None or planned.minutes is None:
        return Finding("workout_within_a_day", Level.INFO, inputs)
    rate, hours, hot = planning_rate(facts, planned, mass), planned.minutes / 60, is_hot(planned)
    top = ceiling.session_ceiling(mass, rate.l_per_h, hours, hot=hot, measured=rate.measured)
    hour = ceiling.during_hour(top, rate.l_per_h, hours, hot=hot, measured=rate.measured)
    inputs |= {
        "sweat_l_per_h": round(rate.l_per_h, 2),
        "measured": rate.measured,
        "tests": rate.tests,
    }
    if hour is None:
        return Finding("workout_within_a_day", Level.INFO, inputs)
    volumes = hour.named() | {"ceiling": top}
    return Finding("workout_within_a_day", Level.INFO, inputs, volumes)
