"""Which drink (rows 15, 24, 25, 26): strength against blood, and sodium."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from advice.rules.before import about
from advice.rules.diary import clock, ended_at, ended_within, hours_ago, next_workout
from advice.rules.facts import Drunk, Facts, Label, Planned, Session
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import gain_kg, loss_percent
from advice.rules.pace import LIKE_DISTANCES
from advice.tonicity import (
    Osmolality,
    Tonicity,
    carbohydrate_g,
    osmolality,
    sodium_mg_per_l,
    water_parts,
)

# Rows 15 and 26 (design choices): from an hour before until the end; less is not worth a word.
WINDOW_BEFORE = timedelta(minutes=60)
ENOUGH_ML = 150.0
# Alcohol makes a drink strong on paper and weak in the body (evidence 3.1), so no class is told.
ALCOHOL_PERCENT = 0.5
# Row 25: from here on a drink with carbohydrate and sodium is worth it.
LONG_MINUTES = 60
LOST_PERCENT = 1.0
LOSS_DAYS = 28
# Row 24: what sports drinks hold, mg sodium per litre.
SODIUM_MG_PER_L = (460, 1150)
# Design choice, mg per 100 mL as on a label: a water with less is nobody's sports drink.
WATER_SODIUM_MG = 20.0
# Row 24 and evidence 3.1, mOsm/kg: European labels call a drink isotonic from 270 to 330, and
# sports drinks are up to that strong.
EFSA_ISOTONIC = (270.0, 330.0)
HOURS_BACK = 24
# Row 15: a gel is not strong where so much water went with so much carbohydrate.
GEL_WATER_ML = 150.0
GEL_CARBOHYDRATE_G = 25.0
# Design choice, g per 100 mL: no drink holds more, a gel does.
GEL_FROM_G = 30.0
# Evidence 3.1, g per 100 mL: above it a drink leaves the stomach slowly, whatever its strength.
MUCH_CARBOHYDRATE_G = 8.0
# Row 27 (design choices): "after" is the two hours behind an end, with no start this near.
AFTER_HOURS = 2
NEXT_START_HOURS = 3
# With diabetes sugar around exercise is settled with the doctor: nobody is told to have juice, nor
# to keep it for after, when it may be what keeps the blood sugar up (design choice).
NO_WORD_ON_SUGAR = frozenset({"diabetes"})
# Design choice: who is not to have more salt is not told of something salty.
NO_WORD_ON_SALT = frozenset({"high_blood_pressure", "kidney_disease", "heart_failure", "cirrhosis"})


def strength(label: Label) -> Osmolality | None:
    """The strength of a drink against blood; None: not known, or alcohol."""
    if label.alcohol_percent is not None and label.alcohol_percent > ALCOHOL_PERCENT:
        return None
    return osmolality(label)


def _hypertonic(drunk: Drunk) -> Osmolality | None:
    """The strength of a drink that is stronger than blood."""
    found = strength(drunk.label)
    return found if found is not None and found.tonicity is Tonicity.HYPERTONIC else None


def is_sports_drink(
    found: Osmolality, carbs_g: float | None, sodium_mg_per_l: float | None
) -> bool:
    """Whether it feeds as sports drinks do, and is no stronger than they may be (rows 24 and 25).

    A computed strength is 10 % off or more, so with as much sodium as sports drinks hold the lower
    end of its interval counts (design choice). `carbs_g` per 100 mL.
    """
    if not carbs_g or carbs_g > MUCH_CARBOHYDRATE_G or not sodium_mg_per_l:
        return False
    salted = sodium_mg_per_l >= SODIUM_MG_PER_L[0] and not found.measured
    return (found.low if salted else found.about) <= EFSA_ISOTONIC[1]


@dataclass(frozen=True, slots=True)
class _Window:
    """From an hour before a workout to its end, as far as that has come."""

    key: str
    name: str
    begin: datetime
    end: datetime
    is_long: bool

    def holds(self, drunk: Drunk) -> bool:
        return self.begin <= drunk.started_at <= self.end


def _is_long(minutes: int | None) -> bool:
    """For longer than an hour row 25 wants a sports drink, so row 15 has no word against one."""
    return minutes is not None and minutes > LONG_MINUTES


def _windows(facts: Facts) -> list[_Window]:
    """The windows of the last day's workouts and the next one."""
    spans = [
        (session.key, session.name, session.started_at, ended_at(session), session.minutes)
        for session in ended_within(facts, HOURS_BACK)
    ]
    planned = next_workout(facts)
    if planned is not None:
        start = planned.starts_at
        spans.append((planned.key, planned.name, start, start, planned.minutes))
    return [
        _Window(key, name, start - WINDOW_BEFORE, end, _is_long(minutes))
        for key, name, start, end, minutes in spans
    ]


def _strong(facts: Facts, *, is_long: bool) -> list[tuple[Drunk, Osmolality]]:
    """Drinks stronger than blood, newest first; a sports drink is none in a long workout."""
    return [
        (drunk, found)
        for drunk in facts.drinks
        if (found := _hypertonic(drunk)) is not None
        and not (
            is_long
            and is_sports_drink(found, carbohydrate_g(drunk.label), sodium_mg_per_l(drunk.label))
        )
    ]


def _carbohydrate_g(drunk: Drunk) -> float:
    """What an amount held; a label that is silent adds nothing."""
    return (carbohydrate_g(drunk.label) or 0.0) * drunk.volume_ml / 100


def _without_watered_gels(
    facts: Facts, window: _Window, strong: list[tuple[Drunk, Osmolality]]
) -> list[tuple[Drunk, Osmolality]]:
    """Gels do not count where enough water went with them (row 15)."""
    gels = [drunk for drunk, _ in strong if (carbohydrate_g(drunk.label) or 0.0) > GEL_FROM_G]
    water = sum(
        drunk.volume_ml for drunk in facts.drinks if window.holds(drunk) and _is_water(drunk.label)
    )
    needed = GEL_WATER_ML * sum(map(_carbohydrate_g, gels)) / GEL_CARBOHYDRATE_G
    if not gels or water < needed:
        return strong
    return [(drunk, found) for drunk, found in strong if drunk not in gels]


def hypertonic_near_workout(facts: Facts) -> Finding | None:
    """At least 150 mL stronger than blood, from an hour before a workout to its end (row 15).

    A sports drink in a workout of more than an hour is what row 25 asks for, and no matter of this.
    """
    if facts.conditions & NO_WORD_ON_SUGAR:
        return None
    for window in _windows(facts):
        found = _strong(facts, is_long=window.is_long)
        held = [(drunk, strength) for drunk, strength in found if window.holds(drunk)]
        strong = _without_watered_gels(facts, window, held)
        volume = sum(drunk.volume_ml for drunk, _ in strong)
        if volume >= ENOUGH_ML:
            inputs = _strength_inputs(facts, *strong[0])
            inputs |= {"workout": window.name, "workout_key": window.key, "drunk_ml": volume}
            return Finding("hypertonic_near_workout", Level.INFO, inputs)
    return None


def sugary_near_workout(facts: Facts) -> Finding | None:
    """At least 150 mL with more than 8 g of carbohydrate in 100 mL, from an hour before a workout
    to its end (evidence 3.1)."""
    if facts.conditions & NO_WORD_ON_SUGAR:
        return None
    for window in _windows(facts):
        sugary = [
            (drunk, grams)
            for drunk in facts.drinks
            if window.holds(drunk)
            and (grams := carbohydrate_g(drunk.label)) is not None
            and MUCH_CARBOHYDRATE_G < grams <= GEL_FROM_G
        ]
        volume = sum(drunk.volume_ml for drunk, _ in sugary)
        if volume >= ENOUGH_ML:
            drunk, grams = sugary[0]
            inputs: dict[str, Scalar | list[Scalar]] = {
                "drink": drunk.label.name,
                "drunk_at": clock(facts, drunk.started_at),
                "carbohydrate_g": round(grams, 1),
                "workout": window.name,
                "workout_key": window.key,
                "drunk_ml": volume,
            }
            return Finding("sugary_near_workout", Level.INFO, inputs)
    return None


def strong_drinks_now(facts: Facts) -> Finding | None:
    """A workout of an hour or more is over, and none starts soon: now milk, juice or cocoa are fine
    (row 27). Not when nothing was lost, as far as weighed."""
    planned = next_workout(facts)
    if planned is not None and -hours_ago(facts, planned.starts_at) <= NEXT_START_HOURS:
        return None
    for session in ended_within(facts, AFTER_HOURS):
        if session.minutes is None or session.minutes < LONG_MINUTES:
            continue
        if hours_ago(facts, ended_at(session)) < 0 or facts.conditions & NO_WORD_ON_SUGAR:
            return None
        gain = gain_kg(session)
        if gain is not None and gain >= 0:
            return None
        inputs: dict[str, Scalar | list[Scalar]] = {
            "workout": session.name,
            "workout_key": session.key,
            "ended_at": clock(facts, ended_at(session)),
            "minutes": session.minutes,
        }
        return Finding("strong_drinks_now", Level.INFO, inputs)
    return None


def hypertonic_before_next_workout(facts: Facts) -> Finding | None:
    """A drink stronger than blood in the last day, and a workout ahead: thin it or wait (26)."""
    planned = next_workout(facts)
    now = facts.now.astimezone(UTC)  # hours count as they pass, also where clocks change
    if planned is None or facts.conditions & NO_WORD_ON_SUGAR:
        return None
    since = now - timedelta(hours=HOURS_BACK)
    strong = [
        (drunk, found)
        for drunk, found in _strong(facts, is_long=_is_long(planned.minutes))
        if since <= drunk.started_at <= now
    ]
    if not strong:
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
    """A sports drink, or water with something salty (row 25): for longer than an hour, after a
    loss of more than 1 % last time, or with two workouts on one day."""
    planned = next_workout(facts)
    if planned is None:
        return None
    lost = _last_loss_percent(facts, planned)
    arms = {
        "length": planned.minutes is not None and planned.minutes > LONG_MINUTES,
        "loss": lost is not None and lost > LOST_PERCENT,
        "twice": _is_twice(facts, planned),
    }
    because: list[Scalar] = [name for name, holds in arms.items() if holds]
    if not because:
        return None
    inputs = about(facts, planned) | {
        "because": because,
        "salty": not facts.conditions & NO_WORD_ON_SALT,
        "lost_percent": round(lost, 1) if lost is not None else None,
    }
    return Finding("long_workout_ahead", Level.INFO, inputs)


def _last_loss_percent(facts: Facts, planned: Planned) -> float | None:
    """What the newest weighed session like this plan lost in four weeks; None: none was weighed.

    Like it: of its sport, and not more than twice as long. A long run says nothing of a short one.
    """
    losses = (
        loss_percent(session)
        for session in facts.sessions
        if session.sport == planned.sport
        and session.day < LOSS_DAYS
        and not _is_far_longer(session, planned)
    )
    return next((lost for lost in losses if lost is not None), None)


def _is_far_longer(session: Session, planned: Planned) -> bool:
    """Whether both lengths are known, and it was no like of the plan (as row 28 has it)."""
    known = session.minutes is not None and planned.minutes is not None
    return known and (session.minutes or 0) > LIKE_DISTANCES[1] * (planned.minutes or 0)


def _is_twice(facts: Facts, planned: Planned) -> bool:
    """Whether another workout is planned for the same day, or was done on it."""
    others = any(
        plan.days_ahead == planned.days_ahead and plan.key != planned.key for plan in facts.planned
    )
    return others or any(session.day == -planned.days_ahead for session in facts.sessions)


def _is_water(label: Label) -> bool:
    """Nothing to feed on and hardly any sodium."""
    fed = (label.mono_g, label.sucrose_g, label.lactose_g, label.malto_g, label.protein_g)
    return not any(fed) and (label.sodium_mg or 0) <= WATER_SODIUM_MG


def drink_with_sodium(facts: Facts) -> Finding | None:
    """The newest drink of the last day whose label tells its sodium (row 24)."""
    for drunk in facts.drinks:
        sodium = sodium_mg_per_l(drunk.label)
        if sodium is None or sodium <= 0 or _is_water(drunk.label):
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
