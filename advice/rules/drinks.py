"""Which drink (rows 15, 24, 25, 26): strength against blood, and sodium."""

from __future__ import annotations

from datetime import timedelta

from advice.rules.before import about
from advice.rules.diary import clock, ended_at, hours_ago, next_workout
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


def _is_hypertonic(drunk: Drunk) -> bool:
    found = strength(drunk.label)
    return found is not None and found.tonicity is Tonicity.HYPERTONIC


def _windows(facts: Facts) -> list[tuple[str, str, list[Drunk]]]:
    """Workouts of the last day and the next hour with the strong drinks in their window."""
    spans = [
        (s.key, s.name, s.started_at, ended_at(s))
        for s in facts.sessions
        if hours_ago(facts, ended_at(s)) <= HOURS_BACK
    ]
    planned = next_workout(facts)
    if planned is not None:
        spans.append((planned.key, planned.name, planned.starts_at, planned.starts_at))
    return [
        (
            key,
            name,
            [
                drunk
                for drunk in facts.drinks
                if start - WINDOW_BEFORE <= drunk.started_at <= end and _is_hypertonic(drunk)
            ],
        )
        for key, name, start, end in spans
    ]


def hypertonic_near_workout(facts: Facts) -> Finding | None:
    """At least 150 mL stronger than blood, from an hour before a workout to its end (row 15)."""
    for key, name, strong in _windows(facts):
        volume = sum(drunk.volume_ml for drunk in strong)
        if volume < ENOUGH_ML:
            continue
        newest = strong[0]
        return Finding(
            "hypertonic_near_workout",
            Level.INFO,
            _strength_inputs(facts, newest)
            | {"workout": name, "workout_key": key, "drunk_ml": volume},
        )
    return None


def hypertonic_before_next_workout(facts: Facts) -> Finding | None:
    """A drink stronger than blood in the last day, and a workout ahead: thin it or wait (26)."""
    planned = next_workout(facts)
    strong = next((drunk for drunk in facts.drinks if _is_hypertonic(drunk)), None)
    if planned is None or strong is None:
        return None
    return Finding(
        "hypertonic_before_next_workout",
        Level.INFO,
        about(facts, planned) | _strength_inputs(facts, strong),
    )


def _strength_inputs(facts: Facts, drunk: Drunk) -> dict[str, Scalar | list[Scalar]]:
    found = strength(drunk.label)
    if found is None:
        return {}
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
