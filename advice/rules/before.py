"""Drinking before a workout (rows 19 and 20)."""

from __future__ import annotations

from advice import ceiling
from advice.heat import WARM_FROM_C
from advice.rules.diary import body_mass_kg, clock, hours_ago, next_workout, zone_of
from advice.rules.facts import Facts, Planned
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import planned_wbgt_c
from advice.timing import times_before

# Evidence 8: shorter and cooler ones need no drink the evening before.
LONG_ENOUGH_MINUTES = 45
# Speak up a little before the first drink is due (design choice).
EARLY_HOURS = 0.5
# The evening is spoken of from the afternoon on (design choice).
EVENING_FROM_HOUR = 15


def wants_evening_drink(planned: Planned) -> bool:
    """Longer than 45 minutes or warm (evidence 8).

    A length that is not known counts as long enough: the drink is a glass or two with dinner
    (design choice).
    """
    wbgt = planned_wbgt_c(planned)
    if planned.minutes is None or planned.minutes > LONG_ENOUGH_MINUTES:
        return True
    return wbgt is not None and wbgt >= WARM_FROM_C


def about(facts: Facts, planned: Planned) -> dict[str, Scalar | list[Scalar]]:
    """What every finding about a planned workout tells of it."""
    return {
        "workout": planned.name,
        "workout_key": planned.key,
        "starts_at": clock(facts, planned.starts_at),
        "minutes": planned.minutes,
    }


def workout_tomorrow(facts: Facts) -> Finding | None:
    """A workout tomorrow: a glass or two with dinner (row 19)."""
    planned = next((plan for plan in facts.planned if plan.days_ahead == 1), None)
    if planned is None or not wants_evening_drink(planned):
        return None
    if facts.now.astimezone(zone_of(facts)).hour < EVENING_FROM_HOUR:
        return None
    mass = body_mass_kg(facts)
    volumes = {"evening": ceiling.evening(mass)} if mass is not None else {}
    inputs = about(facts, planned) | {"body_mass_kg": mass}
    return Finding("workout_tomorrow", Level.TIP, inputs, volumes)


def workout_in_hours(facts: Facts) -> Finding | None:
    """The drinks of the last four hours before a start (row 20): earlier and smaller."""
    planned = next_workout(facts)
    if planned is None:
        return None
    times = times_before(planned.starts_at, zone_of(facts))
    if hours_ago(facts, times.first) < -EARLY_HOURS:
        return None
    mass = body_mass_kg(facts)
    inputs = about(facts, planned) | {
        "body_mass_kg": mass,
        "first_at": clock(facts, times.first),
        "second_at": clock(facts, times.two_hours) if times.two_hours else None,
        "on_waking": times.on_waking,
    }
    if mass is None:
        return Finding("workout_in_hours", Level.TIP, inputs)
    first: ceiling.BeforeKind = "on_waking" if times.on_waking else "four_hours"
    steps = ceiling.before(mass, (first, "two_hours") if times.two_hours else (first,))
    volumes: dict[str, ceiling.SafeVolume] = {}
    for name, kind in (("first", first), ("second", "two_hours")):
        if kind in steps:
            volumes |= steps[kind].named(f"{name}_")
    return Finding("workout_in_hours", Level.TIP, inputs, volumes)
