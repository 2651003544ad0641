"""Drinking before a workout (rows 19 and 20)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from advice import ceiling
from advice.ceiling import BeforeKind, SafeRange, SafeVolume
from advice.heat import WARM_FROM_C
from advice.rules.diary import body_mass_kg, clock, hours_ago, next_workout, zone_of
from advice.rules.facts import Facts, Planned
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import held_back, planned_wbgt_c
from advice.timing import APART, FOUR_HOURS, Times, times_before

# Evidence 8: shorter and cooler ones need no drink the evening before.
LONG_ENOUGH_MINUTES = 45
# Speak up a little before the first drink is due (design choice).
EARLY_HOURS = 0.5
# The evening is spoken of from the afternoon on (design choice).
EVENING_FROM_HOUR = 15
# Row 20 (design choice): from here on sips are all that is left.
SIPS_ONLY_HOURS = 0.5

Stage = Literal["first", "second", "sips"]


def wants_evening_drink(planned: Planned) -> bool:
    """Longer than 45 minutes or warm (evidence 8).

    A length that is not known counts as long enough: the drink is a glass or two with dinner
    (design choice).
    """
    wbgt = planned_wbgt_c(planned)
    if planned.minutes is None or planned.minutes > LONG_ENOUGH_MINUTES:
        return True
    return wbgt is not None and wbgt >= WARM_FROM_C


def has_evening_drink(planned: Planned, zone: ZoneInfo) -> bool:
    """Whether the plan has a drink the evening before.

    A start soon after midnight has its first drink that evening already; the two are one.
    """
    times = times_before(planned.starts_at, zone)
    return wants_evening_drink(planned) and abs(times.first - times.night) > APART


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
    if planned is None or not has_evening_drink(planned, zone_of(facts)) or held_back(facts):
        return None
    if facts.now.astimezone(zone_of(facts)).hour < EVENING_FROM_HOUR:
        return None
    mass = body_mass_kg(facts)
    volumes = {"evening": ceiling.evening(mass)} if mass is not None else {}
    inputs = about(facts, planned) | {"body_mass_kg": mass}
    return Finding("workout_tomorrow", Level.TIP, inputs, volumes)


def due_before(times: Times) -> dict[BeforeKind, datetime]:
    """The drinks before a start and when each is due, in the order of time (row 20)."""
    due: dict[BeforeKind, datetime] = {
        "on_waking" if times.on_waking else "four_hours": times.first
    }
    if times.two_hours is not None:
        due["two_hours"] = times.two_hours
    due["just_before"] = times.just_before
    return due


def drunk_before_ml(facts: Facts, planned: Planned) -> float:
    """What was logged in the four hours before the start."""
    begin = planned.starts_at - FOUR_HOURS
    return sum(d.volume_ml for d in facts.drinks if begin <= d.started_at <= planned.starts_at)


def amounts_before(
    facts: Facts, planned: Planned, mass_kg: float, over: Iterable[BeforeKind], times: Times
) -> dict[BeforeKind, SafeRange]:
    """The drinks of the last four hours: together, and with what was logged, under 12 mL/kg.

    The ones that are over stay as they were planned. What comes is what they left: they count as
    drunk, or what was logged does where that is more.
    """
    due, done = due_before(times), set(over)
    amounts = {k: v for k, v in ceiling.before(mass_kg, due).items() if k in done}
    used = max(sum(amount.high.ml for amount in amounts.values()), drunk_before_ml(facts, planned))
    ahead = [kind for kind in due if kind not in done]
    return amounts | ceiling.before(mass_kg, ahead, drunk_ml=used)


def _stage(facts: Facts, planned: Planned, times: Times, mass: float | None) -> Stage:
    """Which drink is the next: time moves on, and so does having had one."""
    if hours_ago(facts, planned.starts_at) >= -SIPS_ONLY_HOURS:
        return "sips"
    amounts = ceiling.before(mass, due_before(times)) if mass is not None else {}
    first = next(iter(amounts.values()), None)
    had = first is not None and (first.low or first.high).ml <= drunk_before_ml(facts, planned)
    if times.two_hours is None:
        return "sips" if had else "first"
    return "second" if had or facts.now >= times.two_hours else "first"


def workout_in_hours(facts: Facts) -> Finding | None:
    """The drinks of the last four hours before a start (row 20): earlier and smaller."""
    planned = next_workout(facts)
    if planned is None or held_back(facts):
        return None
    times = times_before(planned.starts_at, zone_of(facts))
    if hours_ago(facts, times.first) < -EARLY_HOURS:
        return None
    mass = body_mass_kg(facts)
    stage = _stage(facts, planned, times, mass)
    inputs = about(facts, planned) | {
        "body_mass_kg": mass,
        "first_at": clock(facts, times.first),
        "second_at": clock(facts, times.two_hours) if times.two_hours else None,
        "on_waking": times.on_waking,
        "stage": stage,
    }
    volumes = _ahead(facts, planned, times, stage, mass) if mass is not None else {}
    return Finding("workout_in_hours", Level.TIP, inputs, volumes)


def _ahead(
    facts: Facts, planned: Planned, times: Times, stage: Stage, mass_kg: float
) -> dict[str, SafeVolume]:
    """The amounts from this stage on; what is over is not advised again."""
    names: dict[BeforeKind, Stage] = {
        "on_waking": "first",
        "four_hours": "first",
        "two_hours": "second",
        "just_before": "sips",
    }
    due = list(due_before(times))
    over = [kind for kind in due if _STAGES.index(names[kind]) < _STAGES.index(stage)]
    amounts = amounts_before(facts, planned, mass_kg, over, times)
    volumes: dict[str, SafeVolume] = {}
    for kind in due:
        # Sips have their amount on the plan; here it would be one number too many until then.
        wanted = kind not in over and kind in amounts and (names[kind] != "sips" or stage == "sips")
        if wanted:
            volumes |= amounts[kind].named(f"{names[kind]}_")
    return volumes


_STAGES: tuple[Stage, ...] = ("first", "second", "sips")
