"""Getting rid of a cramp: while one is still going (article, last part; rows 33-40)."""

from __future__ import annotations

from collections.abc import Collection

from advice import ceiling
from advice.rules.diary import clock, hours_ago, is_cramp, recent_cramps
from advice.rules.facts import Cramp, Facts
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import heavier
from journal.warning_signs import USUAL_SECONDS, Gravity, gravity

# Rows 38 and 40 (row 6 for the ten minutes); three minutes is a design choice.
WARM_AFTER_SECONDS = 180
RETURNS = 3
RETURNS_WITHIN_HOURS = 24
# Row 6 (design choice): with less than this in between it is still the same cramp.
APART_SECONDS = 120
# Row 37 (design choice): pickle juice is salty and sour.
NO_SALTY_SIP = frozenset({"high_blood_pressure", "kidney_disease", "reflux"})
# Staleness (design choice): after a day nobody believes an episode still runs.
OLDEST_HOURS = 24
# Rows 35, 36 and evidence 5.1, 5.2: nobody stretches or rubs such a leg.
NO_STRETCH_SIGNS = frozenset({"one_sided_swelling", "possible_tear", "no_blood_flow"})
# Row 39: no heat with these signs, nor with a numb leg, open skin, fever or heat illness.
NO_HEAT_SIGNS = NO_STRETCH_SIGNS | {
    "wound_or_poison",
    "fever_or_vomiting",
    "heat_stroke",
    "whole_body_heat",
    "nerves",
}
# Row 39: numb skin; and poor blood flow by the same care (design choice). The steps that everybody
# sees say so.
NO_HEAT_CONDITIONS = frozenset({"nerve_disease", "artery_disease", "diabetes"})


def forbids_steps(signs: Collection[str]) -> bool:
    """Whether nobody is led through stretching and warmth with these signs: somebody who looks at
    them comes first (evidence 5.1, rows 35 and 39)."""
    return gravity(signs) is Gravity.EMERGENCY or not NO_HEAT_SIGNS.isdisjoint(signs)


def _ongoing(facts: Facts) -> Cramp | None:
    return next((cramp for cramp in recent_cramps(facts, OLDEST_HOURS) if cramp.ongoing), None)


def _seconds(facts: Facts, cramp: Cramp) -> float:
    return max(0.0, hours_ago(facts, cramp.started_at) * 3600)


def _inputs(facts: Facts, cramp: Cramp) -> dict[str, Scalar | list[Scalar]]:
    return {
        "sites": [*sorted(cramp.sites)],
        "started_at": clock(facts, cramp.started_at),
        "severity": cramp.severity,
    }


def cramp_not_easing(facts: Facts) -> Finding | None:
    """Longer than ten minutes, still going or over, in the last day (rows 6 and 40, 5.2)."""
    for cramp in recent_cramps(facts, OLDEST_HOURS):
        seconds = _seconds(facts, cramp) if cramp.ongoing else cramp.seconds
        if seconds is not None and seconds > USUAL_SECONDS:
            inputs = _inputs(facts, cramp) | {
                "ongoing": cramp.ongoing,
                "minutes": int(seconds // 60),
            }
            return Finding("cramp_not_easing", Level.SAME_DAY, inputs)
    return None


def cramps_keep_returning(facts: Facts) -> Finding | None:
    """Three cramps or more in 24 hours (row 40), each with two minutes of peace before (row 6)."""
    cramps = [cramp for cramp in recent_cramps(facts, RETURNS_WITHIN_HOURS) if is_cramp(cramp)]
    recent = [
        cramp
        for cramp, before in zip(cramps, [*cramps[1:], None], strict=False)
        if before is None or _are_apart(before, cramp)
    ]
    if len(recent) < RETURNS:
        return None
    return Finding(
        "cramps_keep_returning",
        Level.SAME_DAY,
        {
            "count": len(recent),
            "times": [clock(facts, cramp.started_at) for cramp in reversed(recent)],
        },
    )


def _are_apart(before: Cramp, cramp: Cramp) -> bool:
    """Whether the one before had been over for two minutes; an end not known counts as long ago."""
    if before.seconds is None:
        return True
    return (cramp.started_at - before.started_at).total_seconds() >= before.seconds + APART_SECONDS


def cramp_going_on(facts: Facts) -> Finding | None:
    """A cramp is still going, up to ten minutes: stop, stretch, rub (rows 33-36).

    Not with a sign of a tear, a clot or no blood: who looks at those speaks for itself.
    """
    cramp = _ongoing(facts)
    if cramp is None or (cramp.red_flags or frozenset()) & NO_STRETCH_SIGNS:
        return None
    if _seconds(facts, cramp) > USUAL_SECONDS:
        return None
    return Finding("cramp_going_on", Level.TIP, _inputs(facts, cramp))


def had_enough(facts: Facts) -> bool:
    """Whether even a few sips are too many (row 37): after any gain, or when they would take the
    last hour above what an hour of a session may hold (evidence 4.4)."""
    lately = sum(
        drunk.volume_ml for drunk in facts.drinks if 0 <= hours_ago(facts, drunk.started_at) < 1
    )
    above = lately + ceiling.RELIEF_ML[0] > ceiling.HOURLY_CAP_L * 1000
    return above or heavier(facts) is not None


def sip_while_cramping(facts: Facts) -> Finding | None:
    """A cramp is still going: a few sips, no more (row 37); none when there was enough."""
    cramp = _ongoing(facts)
    if cramp is None or _seconds(facts, cramp) > USUAL_SECONDS or had_enough(facts):
        return None
    volumes = ceiling.relief_sip().named()
    inputs = _inputs(facts, cramp) | {"salty_sip": not facts.conditions & NO_SALTY_SIP}
    return Finding("sip_while_cramping", Level.INFO, inputs, volumes)


def cramp_still_there(facts: Facts) -> Finding | None:
    """Still going at three minutes: warm it (rows 38 and 39), until ten minutes call for more."""
    cramp = _ongoing(facts)
    if cramp is None or (cramp.red_flags or frozenset()) & NO_HEAT_SIGNS:
        return None
    if facts.conditions & NO_HEAT_CONDITIONS:
        return None
    if not WARM_AFTER_SECONDS <= _seconds(facts, cramp) <= USUAL_SECONDS:
        return None
    return Finding("cramp_still_there", Level.TIP, _inputs(facts, cramp))
