"""Fatigue and limits before a workout (rows 11, 29 to 31)."""

from __future__ import annotations

from statistics import fmean, stdev

from advice.load import CHRONIC_DAYS, DAYS_IN_WEEK, JUMP_NOTE, JUMP_STRONG, jump, session_load
from advice.rules.diary import MIN_SESSIONS, clock, ended_at, longest_minutes, next_workout
from advice.rules.facts import Facts, Planned, Session
from advice.rules.finding import Finding, Level, Scalar
from journal.muscles import group_of

# Row 11 (design choices).
HARD_EFFORT = 8
LONG_SHARE = 1.3
LOAD_SHARE = 1.5
LOOK_BACK_DAYS = 28
# Row 29 (design choice).
LONGER_SHARE = 1.1
# Row 30 (design choices, the usual bands of pain).
SORE = 4
VERY_SORE = 7
SORE_Z = 1.5
SORE_ENTRIES = 14
# Row 31 (design choices).
TIRED = 7
SHORT_SLEEP_HOURS = 6.0
HARD_RPE = 7
REST_HOURS = 24


def about_planned(facts: Facts, planned: Planned) -> dict[str, Scalar | list[Scalar]]:
    """What these findings tell of the workout they are about."""
    return {
        "workout": planned.name,
        "workout_key": planned.key,
        "sport": planned.sport,
        "starts_at": clock(facts, planned.starts_at),
        "days_ahead": planned.days_ahead,
    }


def hard_workout_ahead(facts: Facts) -> Finding | None:
    """The next workout is hard or long for this athlete (row 11)."""
    planned = next_workout(facts)
    if planned is None:
        return None
    longest = longest_minutes(facts, LOOK_BACK_DAYS)
    usual = _usual_load(facts)
    load = (
        session_load(planned.effort, planned.minutes)
        if planned.effort is not None and planned.minutes is not None
        else None
    )
    arms = {
        "effort": planned.effort is not None and planned.effort >= HARD_EFFORT,
        "length": None not in (planned.minutes, longest)
        and (planned.minutes or 0) >= LONG_SHARE * (longest or 0),
        "load": load is not None and usual is not None and load >= LOAD_SHARE * usual,
    }
    because: list[Scalar] = [name for name, holds in arms.items() if holds]
    if not because:
        return None
    inputs = about_planned(facts, planned) | {
        "because": because,
        "effort": planned.effort,
        "minutes": planned.minutes,
        "longest_minutes": longest,
        "load": load,
        "usual_load": round(usual) if usual is not None else None,
    }
    return Finding("hard_workout_ahead", Level.TIP, inputs)


def _usual_load(facts: Facts) -> float | None:
    """Mean load of the sessions of 28 days; None with fewer than three known or no load."""
    loads = [
        session_load(session.rpe, session.minutes)
        for session in facts.sessions
        if session.day < LOOK_BACK_DAYS and session.rpe is not None and session.minutes is not None
    ]
    return fmean(loads) if len(loads) >= MIN_SESSIONS and sum(loads) > 0 else None


def longer_than_lately(facts: Facts) -> Finding | None:
    """The plan is longer than 1.1 times the longest of 28 days in this sport (row 29)."""
    planned = next_workout(facts)
    if planned is None or planned.minutes is None:
        return None
    longest = longest_minutes(facts, LOOK_BACK_DAYS, planned.sport)
    # Tenths of a minute keep 1.1 times 60 from being 66.00000000000001.
    if longest is None or planned.minutes <= round(LONGER_SHARE * longest, 1):
        return None
    inputs = about_planned(facts, planned) | {
        "minutes": planned.minutes,
        "longest_minutes": longest,
        "much": planned.minutes > round(LONG_SHARE * longest, 1),
        "up_to_minutes": int(round(LONGER_SHARE * longest, 1)),
    }
    return Finding("longer_than_lately", Level.TIP, inputs)


def load_jump(facts: Facts) -> Finding | None:
    """This week holds over 30 % more than the three weeks before (row 29, evidence 7.3).

    A session whose load is not known makes the week unknown, not lighter. The diary must reach
    back into the oldest of the four weeks.
    """
    window = [s for s in facts.sessions if s.day < DAYS_IN_WEEK + CHRONIC_DAYS]
    days = [0.0] * (DAYS_IN_WEEK + CHRONIC_DAYS)
    for session in window:
        if session.rpe is None or session.minutes is None:
            return None
        days[session.day] += session_load(session.rpe, session.minutes)
    if not any(session.day >= CHRONIC_DAYS for session in facts.sessions):
        return None
    ratio = jump(days)
    if ratio is None or ratio <= JUMP_NOTE:
        return None
    return Finding(
        "load_jump",
        Level.TIP,
        {
            "percent": round((ratio - 1) * 100),
            "much": ratio > JUMP_STRONG,
            "week_load": round(sum(days[:DAYS_IN_WEEK])),
            "usual_load": round(sum(days[DAYS_IN_WEEK:]) / 3),
        },
    )


def _planned_today(facts: Facts) -> Planned | None:
    planned = next_workout(facts)
    return planned if planned is not None and planned.days_ahead == 0 else None


def _soreness_before(facts: Facts, group: str) -> list[int]:
    return [
        morning.soreness[group]
        for morning in facts.mornings
        if 0 < morning.day <= LOOK_BACK_DAYS and group in morning.soreness
    ]


def _is_sore(facts: Facts, group: str, value: int) -> bool:
    """In the amber band, or clearly above this athlete's usual once there are 14 mornings."""
    if value >= SORE:
        return True
    before = _soreness_before(facts, group)
    if len(before) < SORE_ENTRIES or stdev(before) == 0:
        return False
    return (value - fmean(before)) / stdev(before) >= SORE_Z


def sore_muscles(facts: Facts) -> Finding | None:
    """A muscle that today's workout needs is sore this morning (row 30).

    A workout that names no muscles may need any.
    """
    planned = _planned_today(facts)
    today = next((morning for morning in facts.mornings if morning.day == 0), None)
    if planned is None or today is None:
        return None
    needed = {group_of(site) for site in planned.muscles}
    sore = {
        group: value
        for group, value in sorted(today.soreness.items())
        if (not needed or group in needed) and _is_sore(facts, group, value)
    }
    if not sore:
        return None
    worst = max(sore, key=lambda group: sore[group])
    inputs = about_planned(facts, planned) | {
        "muscles": [*sore],
        "values": [*sore.values()],
        "worst": worst,
        "soreness": sore[worst],
        "much": sore[worst] >= VERY_SORE,
    }
    return Finding("sore_muscles", Level.TIP, inputs)


def tired_muscles(facts: Facts) -> Finding | None:
    """Tired this morning, two short nights, or a hard session a day before (row 31)."""
    planned = _planned_today(facts)
    if planned is None:
        return None
    by_day = {morning.day: morning for morning in facts.mornings}
    fatigue = by_day[0].fatigue if 0 in by_day else None
    sleep = [by_day[day].sleep_hours if day in by_day else None for day in (0, 1)]
    hard = _hard_before(facts, planned)
    arms = {
        "fatigue": fatigue is not None and fatigue >= TIRED,
        "sleep": all(hours is not None and hours < SHORT_SLEEP_HOURS for hours in sleep),
        "hard": hard is not None,
    }
    because: list[Scalar] = [name for name, holds in arms.items() if holds]
    if not because:
        return None
    inputs = about_planned(facts, planned) | {
        "because": because,
        "fatigue": fatigue,
        "sleep_hours": [*sleep],
        "hard_workout": hard.name if hard else None,
        "hard_rpe": hard.rpe if hard else None,
    }
    return Finding("tired_muscles", Level.TIP, inputs)


def _hard_before(facts: Facts, planned: Planned) -> Session | None:
    """A hard session in the 24 hours before, for the same muscles or, untold, the same sport."""
    needed = {group_of(site) for site in planned.muscles}
    for session in facts.sessions:
        rest = (planned.starts_at - ended_at(session)).total_seconds() / 3600
        if session.rpe is None or session.rpe < HARD_RPE or not 0 <= rest <= REST_HOURS:
            continue
        worked = {group_of(site) for site in session.muscles}
        same = needed & worked if needed and worked else session.sport == planned.sport
        if same:
            return session
    return None
