"""Drinking after a workout, and what was lost (rows 10, 22, 23)."""

from __future__ import annotations

from advice import body_mass, ceiling, sweat
from advice.body_mass import AMBER_PERCENT, NOTE_PERCENT, mass_band
from advice.rules import fluids
from advice.rules.before import SIPS_ONLY_HOURS
from advice.rules.diary import (
    below_usual_percent,
    clock,
    ended_at,
    ended_within,
    hours_ago,
    next_workout,
    on_day,
    this_morning,
)
from advice.rules.drinks import NO_WORD_ON_SALT
from advice.rules.facts import Facts, Session
from advice.rules.finding import Finding, Level, Scalar

# Row 22: over the next two to four hours; twelve to the next session.
REPLACE_WITHIN_HOURS = 4
NEXT_WITHIN_HOURS = 12
# Staleness (design choice): a loss speaks for two days.
LOSS_HOURS = 48


def _weighed(facts: Facts, hours: float) -> Session | None:
    """The newest session weighed before and after that ended within these hours."""
    for session in ended_within(facts, hours):
        if fluids.gain_kg(session) is not None and hours_ago(facts, ended_at(session)) >= 0:
            return session
    return None


def _about(facts: Facts, session: Session) -> dict[str, Scalar | list[Scalar]]:
    return {
        "workout": session.name,
        "workout_key": session.key,
        "started_at": clock(facts, session.started_at),
        "mass_before_kg": session.mass_before_kg,
        "mass_after_kg": session.mass_after_kg,
        "lost_kg": -(fluids.gain_kg(session) or 0.0),
        "lost_percent": round(fluids.loss_percent(session) or 0.0, 1),
    }


def _only_sips_are_left(facts: Facts) -> bool:
    planned = next_workout(facts)
    return planned is not None and hours_ago(facts, planned.starts_at) >= -SIPS_ONLY_HOURS


def mass_lost(facts: Facts) -> Finding | None:
    """Lighter after a workout of the last four hours: drink it back slowly (rows 22, 23).

    Not in the half hour before the next start, for which row 20 leaves sips.
    """
    session = _weighed(facts, REPLACE_WITHIN_HOURS)
    if session is None or session.mass_before_kg is None or _only_sips_are_left(facts):
        return None
    end = ended_at(session)
    since = sum(drunk.volume_ml for drunk in facts.drinks if drunk.started_at > end)
    lost = -(fluids.gain_kg(session) or 0.0)
    found = ceiling.after(session.mass_before_kg, lost, drunk_ml=since)
    if found.high.ml <= 0:
        return None
    soon = any(
        0 <= (planned.starts_at - end).total_seconds() / 3600 <= NEXT_WITHIN_HOURS
        for planned in facts.planned
    )
    rate = fluids.tested_rate(session)
    inputs = _about(facts, session) | {
        "drunk_since_ml": since,
        "salty": not facts.conditions & NO_WORD_ON_SALT,
        "next_is_soon": soon,
        "sweater": sweat.sweater(rate) if rate is not None else None,
        "sweat_l_per_h": round(rate, 2) if rate is not None else None,
    }
    volumes = found.named() | {"hour": ceiling.after_hour()}
    return Finding("mass_lost", Level.TIP, inputs, volumes)


def lost_one_percent(facts: Facts) -> Finding | None:
    """From 1 % on and below 2 %: noted, and within the limit (row 10)."""
    session = _weighed(facts, LOSS_HOURS)
    percent = fluids.loss_percent(session) if session is not None else None
    if session is None or percent is None or not NOTE_PERCENT <= percent < AMBER_PERCENT:
        return None
    return Finding("lost_one_percent", Level.INFO, _about(facts, session))


def lost_two_percent(facts: Facts) -> Finding | None:
    """Two per cent or more of body mass was lost in the last workout (row 10)."""
    session = _weighed(facts, LOSS_HOURS)
    percent = fluids.loss_percent(session) if session is not None else None
    if session is None or percent is None or percent < AMBER_PERCENT:
        return None
    drank = fluids.intake_ml(facts, session)
    inputs = _about(facts, session) | {
        "band": mass_band(percent).value,
        "minutes": session.minutes,
        "drank_ml": drank,
    }
    return Finding("lost_two_percent", Level.TIP, inputs, _next_time(session, drank))


def _next_time(session: Session, drank_ml: float | None) -> dict[str, ceiling.SafeVolume]:
    """An hourly amount that would have kept the loss at 2 %, under the ceiling; {}: not known."""
    before, lost = session.mass_before_kg, -(fluids.gain_kg(session) or 0.0)
    if before is None or drank_ml is None or not session.minutes:
        return {}
    hours = session.minutes / 60
    sweated_ml = max(0.0, lost * 1000 + drank_ml - (session.urine_ml or 0.0))
    rate = fluids.next_time_rate(session, before, sweated_ml, session.minutes)
    top = ceiling.session_ceiling(before, rate, hours)
    hour = ceiling.during_hour(top, rate, hours)
    if hour is None:
        return {}
    needed_ml = drank_ml + (lost - before * AMBER_PERCENT / 100) * 1000
    amount = ceiling.cap(needed_ml / hours, hour.high)
    return {"hour": amount, "ceiling": top} if amount.ml >= ceiling.MOUTHFUL_ML else {}


def dry_morning(facts: Facts) -> Finding | None:
    """Two of three this morning: lighter, dark urine, thirsty (row 10)."""
    today = this_morning(facts)
    if today is None or fluids.held_back(facts):
        return None
    below = below_usual_percent(facts, body_mass.USUAL_DAYS)
    because = body_mass.dry_signs(below, today.urine_colour, today.thirst)
    if not body_mass.is_dry(because):
        return None
    return Finding(
        "dry_morning",
        Level.TIP,
        {
            "on": on_day(facts, 0),
            "because": [*because],
            "below_percent": round(below, 1) if below is not None else None,
            "urine_colour": today.urine_colour,
            "thirst": today.thirst,
        },
    )
