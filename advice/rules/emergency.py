"""What silences everything else: emergencies (evidence 5.1) and too much drunk (4.4)."""

from __future__ import annotations

from advice.rules import fluids
from advice.rules.diary import clock, recent_cramps
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level


def emergency_sign(facts: Facts) -> Finding | None:
    """A warning sign of evidence 5.1 was answered "yes" in the last day: call now."""
    signs = fluids.emergency_signs(facts)
    if not signs:
        return None
    first = next(
        cramp
        for cramp in recent_cramps(facts, fluids.EMERGENCY_HOURS)
        if sorted(cramp.red_flags or ()) == signs
    )
    return Finding(
        "emergency_sign",
        Level.EMERGENCY,
        {
            "signs": [*signs],
            "started_at": clock(facts, first.started_at),
            "sickle_trait": facts.sickle_trait,
            "after_drinking": fluids.drank_much(facts)
            and not fluids.LOW_SODIUM_SIGNS.isdisjoint(signs),
        },
    )


def drank_more_than_lost(facts: Facts) -> Finding | None:
    """Heavier by 1 % or more, or intake above 1.2 times the sweat (evidence 4.4, row 13).

    For twelve hours no other finding advises to drink.
    """
    found = fluids.overdrinking(facts)
    if found is None:
        return None
    return Finding(
        "drank_more_than_lost",
        Level.CEILING,
        {
            "workout": found.session.name,
            "workout_key": found.session.key,
            "started_at": clock(facts, found.session.started_at),
            "gain_kg": found.gain_kg,
            "gain_percent": _tenths(found.gain_percent),
            "drank_ml": found.drank_ml,
            "sweat_ml": round(found.sweat_ml) if found.sweat_ml is not None else None,
        },
    )


def gained_in_workout(facts: Facts) -> Finding | None:
    """Heavier after than before, by less than 1 % (evidence 4.4 and row 13): a note."""
    if fluids.overdrinking(facts) is not None:
        return None
    session = fluids.heavier(facts)
    if session is None:
        return None
    return Finding(
        "gained_in_workout",
        Level.TIP,
        {
            "workout": session.name,
            "workout_key": session.key,
            "started_at": clock(facts, session.started_at),
            "gain_kg": fluids.gain_kg(session),
            "gain_percent": _tenths(-(fluids.loss_percent(session) or 0.0)),
        },
    )


def _tenths(percent: float | None) -> float | None:
    return round(percent, 1) if percent is not None else None
