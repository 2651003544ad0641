"""Which drink (rows 15, 24, 25, 26): strength against blood, and sodium."""

from __future__ import annotations

from datetime import datetime, timedelta

from advice.rules.before import about
from advice.rules.diary import clock, ended_at, ended_within, next_workout
from advice.rules.facts import Drunk, Facts, Label
from advice.rules.finding import Finding, Level, Scalar
from advice.tonicity import Osmolality, Tonicity, osmolality, sodium_mg_per_l, water_parts

# Rows 15 and 26 (design choices): from an hour before until the end; less is not worth a word.
WINDOW_BEFORE = timedelta(minutes=60)
ENOUGH_ML = 150.0
# Alcohol makes a drink strong on paper and weak in the body (evidence 3.1), so no class is told.
ALCOHOL_PERCENT = 0.5
# Row 25: from here on a drink with carbohydrate and sodium is worth it.
LONG_MINUTES = 60
# Row 24: what sports drinks hold, mg sodium per litre.
SODIUM_MG_PER_L = (460, 1150)
HOURS_BACK = 24


def strength(label: Label) -> Osmolality | None:
    """The strength of a drink against blood; None: not known, or alcohol."""
    if label.alcohol_percent is not None and label.alcohol_percent > ALCOHOL_PERCENT:
        return None
    return osmolality(label)


def _hypertonic(drunk: Drunk) -> Osmolality | None:
    """The strength of a drink that is stronger than blood."""
    found = strength(drunk.label)
    return found if found is not None and found.tonicity is Tonicity.HYPERTONIC else None


def _windows(facts: Facts) -> list[tuple[str, str, datetime, datetime]]:
    """Key, name and both ends of the windows of the last day's workouts and the next one."""
    spans = [
        (session.key, session.name, session.started_at, ended_at(session))
        for session in ended_within(facts, HOURS_BACK)
    ]
    planned = next_workout(facts)
    if planned is not None:
        spans.append((planned.key, planned.name, planned.starts_at, planned.starts_at))
    return [(key, name, start - WINDOW_BEFORE, end) for key, name, start, end in spans]


def _strong(facts: Facts, begin: datetime, end: datetime) -> list[tuple[Drunk, Osmolality]]:
    """Drinks stronger than blood between two instants, newest first."""
    return [
        (drunk, found)
        for drunk in facts.drinks
        if begin <= drunk.started_at <= end and (found := _hypertonic(drunk)) is not None
    ]


def hypertonic_near_workout(facts: Facts) -> Finding | None:
    """At least 150 mL stronger than blood, from an hour before a workout to its end (row 15)."""
    for key, name, begin, end in _windows(facts):
        strong = _strong(facts, begin, end)
        volume = sum(drunk.volume_ml for drunk, _ in strong)
        if volume >= ENOUGH_ML:
            inputs = _strength_inputs(facts, *strong[0])
            inputs |= {"workout": name, "workout_key": key, "drunk_ml": volume}
            return Finding("hypertonic_near_workout", Level.INFO, inputs)
    return None


def hypertonic_before_next_workout(facts: Facts) -> Finding | None:
    """A drink stronger than blood in the last day, and a workout ahead: thin it or wait (26)."""
    planned = next_workout(facts)
    strong = _strong(facts, facts.now - timedelta(hours=HOURS_BACK), facts.now)
    if planned is None or not strong:
        return None
    inputs = about(facts, planned) | _strength_inputs(facts, *strong[0])
    return Finding("hypertonic_before_next_workout", Level.INFO, inputs)


def _strength_inputs(
    facts: Facts, drunk: Drunk, found: Osmolality
) -> dict[str, Scalar | list[Scalar]]:
    return {
        "drink": drunk.label.name,
        "drunk_at": clock(facts, drunk.started_at),
        "osmolality": round(found.about),
        "osmolality_low": round(found.low),
        "osmolality_high": round(found.high),
        "published": found.measured,
        "uncertain": found.is_uncertain,
        "water_parts": round(water_parts(found.about), 1),
    }


def long_workout_ahead(facts: Facts) -> Finding | None:
    """Longer than an hour: a sports drink, or water with something salty (row 25)."""
    planned = next_workout(facts)
    if planned is None or planned.minutes is None or planned.minutes <= LONG_MINUTES:
        return None
    return Finding("long_workout_ahead", Level.INFO, about(facts, planned))


def drink_with_sodium(facts: Facts) -> Finding | None:
    """The newest drink of the last day whose label tells its sodium (row 24)."""
    for drunk in facts.drinks:
        sodium = sodium_mg_per_l(drunk.label)
        if sodium is None or sodium <= 0:
            continue
        low, high = SODIUM_MG_PER_L
        compared = "below" if sodium < low else "above" if sodium > high else "within"
        return Finding(
            "drink_with_sodium",
            Level.INFO,
            {
                "drink": drunk.label.name,
                "drunk_at": clock(facts, drunk.started_at),
                "sodium_mg_per_l": round(sodium),
                "compared": compared,
            },
        )
    return None
