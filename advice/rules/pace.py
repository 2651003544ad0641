"""Pace against one's own usual, and how the first half was run (row 28)."""

from __future__ import annotations

from statistics import median

from advice.rules.diary import MIN_SESSIONS, clock, ended_within, next_workout
from advice.rules.effort import about_planned
from advice.rules.facts import Facts, Planned
from advice.rules.finding import Finding, Level
from journal.pace import first_half_faster_percent

# Row 28 (design choices on a measured 8.3 %).
PACE_DAYS = 42
FASTER_PERCENT = 5.0
MUCH_FASTER_PERCENT = 10.0
LIKE_DISTANCES = (0.5, 2.0)
# Staleness (design choice): a fast start is spoken of for two days.
FIRST_HALF_HOURS = 48


def seconds_per_km(distance_m: float | None, minutes: int | None) -> float | None:
    """Pace; None when length or time is not known."""
    return minutes * 60 / (distance_m / 1000) if distance_m and minutes else None


def planned_pace(planned: Planned) -> float | None:
    """Seconds per km: the pace that was planned, else what length and distance come to."""
    if planned.pace_s_per_km is not None:
        return planned.pace_s_per_km
    return seconds_per_km(planned.distance_m, planned.minutes)


def planned_distance_m(planned: Planned) -> float | None:
    """The distance that was planned, else what pace and length come to."""
    if planned.distance_m is not None or planned.minutes is None or not planned.pace_s_per_km:
        return planned.distance_m
    return planned.minutes * 60 / planned.pace_s_per_km * 1000


def usual_paces(facts: Facts, planned: Planned) -> list[float]:
    """Seconds per km of like sessions in 42 days: same sport, half to twice the distance.

    A plan of unknown distance is compared with every session of its sport.
    """
    low, high = LIKE_DISTANCES
    distance_m = planned_distance_m(planned)
    paces = []
    for session in facts.sessions:
        pace = seconds_per_km(session.distance_m, session.minutes)
        if pace is None or session.sport != planned.sport or session.day > PACE_DAYS:
            continue
        if distance_m is None or low <= (session.distance_m or 0) / distance_m <= high:
            paces.append(pace)
    return paces


def faster_than_usual(facts: Facts) -> Finding | None:
    """The plan is more than 5 % faster than the median of like sessions (row 28)."""
    planned = next_workout(facts)
    pace = planned_pace(planned) if planned else None
    if planned is None or pace is None:
        return None
    paces = usual_paces(facts, planned)
    if len(paces) < MIN_SESSIONS:
        return None
    usual = median(paces)
    percent = round(100 * (1 - pace / usual), 6)
    if percent <= FASTER_PERCENT:
        return None
    inputs = about_planned(facts, planned) | {
        "pace_s_per_km": round(pace, 1),
        "usual_s_per_km": round(usual, 1),
        "percent": round(percent),
        "much": percent > MUCH_FASTER_PERCENT,
        "count": len(paces),
        "days": PACE_DAYS,
    }
    return Finding("faster_than_usual", Level.TIP, inputs)


def fast_first_half(facts: Facts) -> Finding | None:
    """The first half of the newest workout was more than 5 % faster than an even pace (row 28)."""
    for session in ended_within(facts, FIRST_HALF_HOURS):
        found = first_half_faster_percent(session.first_half_minutes, session.minutes)
        if found is None:
            continue
        percent = round(found, 6)
        if percent <= FASTER_PERCENT:
            return None
        inputs = {
            "workout": session.name,
            "workout_key": session.key,
            "started_at": clock(facts, session.started_at),
            "first_half_minutes": session.first_half_minutes,
            "minutes": session.minutes,
            "percent": round(percent),
            "much": percent > MUCH_FASTER_PERCENT,
            "cramped": session.cramped,
        }
        return Finding("fast_first_half", Level.TIP, inputs)
    return None
