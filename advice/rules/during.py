"""Drinking during a workout (row 21), and who has to take care (evidence 4.4)."""

from __future__ import annotations

from advice import ceiling
from advice.rules.before import about
from advice.rules.diary import body_mass_kg, next_workout
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import is_hot, planning_rate
from advice.rules.medicines import is_nsaid

# Evidence 4.4: long slow workouts, and painkillers of the ibuprofen kind from an hour on (the hour
# is a design choice).
SLOW_MINUTES = 240
NSAID_MINUTES = 60


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


def careful_with_drinking(facts: Facts) -> Finding | None:
    """The next workout is very long, or longer than an hour with a painkiller that makes too little
    sodium likelier (evidence 4.4): drink to thirst and no more."""
    planned = next_workout(facts)
    if planned is None or planned.minutes is None:
        return None
    painkillers = [medicine.name for medicine in facts.medicines if is_nsaid(medicine.name)]
    arms = {
        "length": planned.minutes > SLOW_MINUTES,
        "painkiller": bool(painkillers) and planned.minutes > NSAID_MINUTES,
    }
    because: list[Scalar] = [name for name, holds in arms.items() if holds]
    if not because:
        return None
    inputs = about(facts, planned) | {"because": because, "painkillers": [*painkillers]}
    return Finding("careful_with_drinking", Level.TIP, inputs)
