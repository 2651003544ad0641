"""Working out in the heat (row 14): a stop before any tip."""

from __future__ import annotations

from advice.heat import HeatLevel, heat_advice, heat_level
from advice.rules.diary import clock, hours_ago
from advice.rules.facts import Facts, Planned
from advice.rules.finding import Finding, Level
from advice.rules.fluids import planned_wbgt_c

# Row 14 (design choices): used to heat by 10 of the last 14 days with an hour in such heat.
USED_TO_DAYS = 10
OF_DAYS = 14
USED_TO_MINUTES = 60
SUCH_HEAT_C = 2.0
# A plan further off has no forecast worth a word (design choice).
AHEAD_HOURS = 36


def days_in_such_heat(facts: Facts, wbgt: float) -> int:
    """Days of the last fourteen with an hour of training in similar heat or hotter."""
    days = set()
    for session in facts.sessions:
        felt = planned_wbgt_c(session)
        long_enough = session.minutes is not None and session.minutes >= USED_TO_MINUTES
        such_heat = felt is not None and felt >= wbgt - SUCH_HEAT_C
        if session.day < OF_DAYS and long_enough and such_heat:
            days.add(session.day)
    return len(days)


def _hot(facts: Facts) -> tuple[Planned, float] | None:
    """The first plan within a day and a half whose heat is in a hot band."""
    for planned in facts.planned:
        wbgt = planned_wbgt_c(planned)
        if wbgt is None or heat_level(wbgt) < HeatLevel.HOT:
            continue
        if 0 <= -hours_ago(facts, planned.starts_at) <= AHEAD_HOURS:
            return planned, wbgt
    return None


def hot_workout_ahead(facts: Facts) -> Finding | None:
    """A planned workout is in a hot band of the sports physicians' table (row 14).

    Who says not to be used to such heat is believed. A “yes” alone is not: the diary has to show
    the days, since with it a workout is no longer called off (design choice).
    """
    hot = _hot(facts)
    if hot is None:
        return None
    planned, wbgt = hot
    days = days_in_such_heat(facts, wbgt)
    used = days >= USED_TO_DAYS and planned.acclimatised is not False
    advice = heat_advice(heat_level(wbgt), used_to_heat=used)
    return Finding(
        "hot_workout_ahead",
        Level.HEAT_STOP,
        {
            "workout": planned.name,
            "workout_key": planned.key,
            "starts_at": clock(facts, planned.starts_at),
            "temperature_c": planned.temperature_c,
            "humidity_percent": planned.humidity_percent,
            "wbgt_c": wbgt,
            "days_in_heat": days,
            "used_to_heat": used,
            "said_not_used": planned.acclimatised is False,
            "advice": advice.value,
        },
    )
