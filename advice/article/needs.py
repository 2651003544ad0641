"""What an athlete has to tell before a rule can speak, and whether it was told. Pure."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from advice.load import CHRONIC_DAYS, DAYS_IN_WEEK
from advice.rules import fluids
from advice.rules.after import LOSS_HOURS
from advice.rules.diary import (
    MIN_SESSIONS,
    body_mass_kg,
    ended_within,
    longest_minutes,
    next_workout,
)
from advice.rules.doctor import CONSISTENT_DAYS
from advice.rules.drinks import AFTER_HOURS
from advice.rules.effort import LOOK_BACK_DAYS
from advice.rules.facts import Facts, Planned
from advice.rules.pace import FIRST_HALF_HOURS, planned_pace, usual_paces


class Need(Enum):
    """Something to tell; the value ends the sentence “Needs …”."""

    WEIGHT = "your weight"
    PLAN = "a workout planned within a day"
    PLAN_LENGTH = "its planned length"
    PLAN_PACE = "its planned pace, or length and distance"
    PLAN_EFFORT = "its planned effort or length"
    PLAN_HEAT = "the temperature and humidity of a planned workout"
    USUAL_PACE = "three workouts like it with length and distance"
    LENGTHS = "the length of three workouts in four weeks"
    EFFORTS = "effort and length of every workout in four weeks"
    MORNING = "this morning’s check"
    WEIGHED = "a workout of the last two days weighed before and after"
    DRINKS = "a drink logged in the last day"
    OUTCOMES = "your answer after each workout, cramp or none"
    CRAMPS = "your cramps"
    SIGNS = "your answers about warning signs"
    CONDITIONS = "your conditions"
    DONE = "a workout of the last hours with its length"
    HALF = "a workout of the last two days with the time of its first half"
    MEDICINES = "your medicines"
    FOLLOWED = "your answers to what we advise"
    NOW = "a cramp that is still going"


def lacks(need: Need, facts: Facts) -> bool:
    """Whether this was not told, so that a rule must stay silent for it.

    What may rightly be nothing at all (no cramp, no medicine, no warning sign) lacks never.
    """
    missing = _MISSING.get(need)
    return missing is not None and missing(facts)


def _no_plan(facts: Facts) -> bool:
    return next_workout(facts) is None


def _of_plan(lacking: Callable[[Planned], bool]) -> Callable[[Facts], bool]:
    """Asked only where there is a plan: without one that is what lacks."""

    def asked(facts: Facts) -> bool:
        planned = next_workout(facts)
        return planned is not None and lacking(planned)

    return asked


def _no_heat(facts: Facts) -> bool:
    return not any(fluids.planned_wbgt_c(planned) is not None for planned in facts.planned)


def _no_usual_pace(facts: Facts) -> bool:
    planned = next_workout(facts)
    return planned is not None and len(usual_paces(facts, planned)) < MIN_SESSIONS


def _no_loads(facts: Facts) -> bool:
    window = [each for each in facts.sessions if each.day < DAYS_IN_WEEK + CHRONIC_DAYS]
    return not window or any(each.rpe is None or each.minutes is None for each in window)


def _not_weighed(facts: Facts) -> bool:
    return all(fluids.gain_kg(each) is None for each in ended_within(facts, LOSS_HOURS))


def _no_half(facts: Facts) -> bool:
    return all(each.first_half_minutes is None for each in ended_within(facts, FIRST_HALF_HOURS))


def _not_done(facts: Facts) -> bool:
    return all(each.minutes is None for each in ended_within(facts, AFTER_HOURS))


def _no_outcome(facts: Facts) -> bool:
    lately = [each for each in facts.sessions if each.day < CONSISTENT_DAYS]
    return not facts.cramps and all(each.cramped is None for each in lately)


_MISSING: dict[Need, Callable[[Facts], bool]] = {
    Need.WEIGHT: lambda facts: body_mass_kg(facts) is None,
    Need.PLAN: _no_plan,
    Need.PLAN_LENGTH: _of_plan(lambda planned: planned.minutes is None),
    Need.PLAN_PACE: _of_plan(lambda planned: planned_pace(planned) is None),
    Need.PLAN_EFFORT: _of_plan(lambda planned: planned.effort is None and planned.minutes is None),
    Need.PLAN_HEAT: _no_heat,
    Need.USUAL_PACE: _no_usual_pace,
    Need.LENGTHS: lambda facts: longest_minutes(facts, LOOK_BACK_DAYS) is None,
    Need.EFFORTS: _no_loads,
    Need.MORNING: lambda facts: not any(morning.day == 0 for morning in facts.mornings),
    Need.WEIGHED: _not_weighed,
    Need.DRINKS: lambda facts: not facts.drinks,
    Need.OUTCOMES: _no_outcome,
    Need.HALF: _no_half,
    Need.DONE: _not_done,
    Need.FOLLOWED: lambda facts: facts.adherence is None,
}

# The page where it is told; what stands beside a workout is told with the plan or the workout.
TOLD_AT: dict[Need, str] = {
    Need.WEIGHT: "journal:profile",
    Need.PLAN: "journal:plan_workout",
    Need.MORNING: "journal:check_in",
    Need.WEIGHED: "journal:log_workout",
    Need.DONE: "journal:log_workout",
    Need.CONDITIONS: "journal:profile",
    Need.DRINKS: "journal:log_drink",
    Need.OUTCOMES: "journal:unanswered",
    Need.FOLLOWED: "advice:today",
}
