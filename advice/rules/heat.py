"""Working out in the heat (row 14): a stop before any tip."""

from __future__ import annotations

from advice import heat as table
from advice.heat import WARM_FROM_C, HeatLevel, heat_advice, heat_level
from advice.rules.diary import clock, hours_ago
from advice.rules.facts import Facts, Planned
from advice.rules.finding import Finding, Level
from advice.rules.fluids import planned_wbgt_c

# A plan further off has no forecast worth a word (design choice).
AHEAD_HOURS = 36


def days_in_such_heat(facts: Facts, wbgt: float) -> int:
    """Days of the last fourteen with an hour of training in similar heat or hotter (row 14)."""
    return table.days_in_such_heat(
        (
            (session.day, session.minutes, planned_wbgt_c(session))
            for session in facts.sessions
            if session.day < table.OF_DAYS
        ),
        wbgt,
    )


def is_used_to_heat(planned: Planned, days: int) -> bool:
    """As answered on the workout, else by the days in such heat (row 14)."""
    if planned.acclimatised is not None:
        return planned.acclimatised
    return table.is_used_to_heat(days)


def _ahead(facts: Facts, *, hot: bool) -> tuple[Planned, float] | None:
    """The first plan within a day and a half in the hot bands, or warm and below them."""
    for planned in facts.planned:
        wbgt = planned_wbgt_c(planned)
        if wbgt is None or wbgt < WARM_FROM_C or (heat_level(wbgt) >= HeatLevel.HOT) is not hot:
            continue
        if 0 <= -hours_ago(facts, planned.starts_at) <= AHEAD_HOURS:
            return planned, wbgt
    return None


def _finding(facts: Facts, rule: str, level: Level, planned: Planned, wbgt: float) -> Finding:
    days = days_in_such_heat(facts, wbgt)
    used = is_used_to_heat(planned, days)
    return Finding(
        rule,
        level,
        {
            "workout": planned.name,
            "workout_key": planned.key,
            "starts_at": clock(facts, planned.starts_at),
            "temperature_c": planned.temperature_c,
            "humidity_percent": planned.humidity_percent,
            "wbgt_c": wbgt,
            "days_in_heat": days,
            "used_to_heat": used,
            "said": planned.acclimatised,
            "advice": heat_advice(heat_level(wbgt), used_to_heat=used).value,
        },
    )


def hot_workout_ahead(facts: Facts) -> Finding | None:
    """A planned workout is in a hot band of the sports physicians' table (row 14).

    What the athlete answered on the workout counts; without an answer the diary's days do.
    """
    hot = _ahead(facts, hot=True)
    if hot is None:
        return None
    return _finding(facts, "hot_workout_ahead", Level.HEAT_STOP, *hot)


def warm_workout_ahead(facts: Facts) -> Finding | None:
    """Warm, and below the hot bands: more rest and shorter for who is not used to it (row 14).

    The table has no lower end; ours is where evidence 8 calls a day warm (design choice).
    """
    warm = _ahead(facts, hot=False)
    if warm is None:
        return None
    found = _finding(facts, "warm_workout_ahead", Level.INFO, *warm)
    return None if found.inputs["used_to_heat"] else found
