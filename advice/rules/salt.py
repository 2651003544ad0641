"""Sodium in long or salty sweat (row 12)."""

from __future__ import annotations

from advice import sweat
from advice.rules.before import about
from advice.rules.diary import body_mass_kg, next_workout
from advice.rules.drinks import NO_WORD_ON_SALT
from advice.rules.facts import Facts
from advice.rules.finding import Finding, Level, Scalar
from advice.rules.fluids import planning_rate
from advice.rules.referral import is_young

# Row 12: from here on sodium may be worth it.
HEAVY_L_PER_H = 1.2
LONG_MINUTES = 120
# Row 25: for less than an hour water is enough, however salty the sweat.
SHORT_MINUTES = 60
# Evidence 4.2: mean of whole-body sweat, for somebody without a patch.
USUAL_MMOL_PER_L = 35.9
# Never the whole loss (evidence 4.2); how much of it at most is a design choice.
SHARE_OF_LOSS = 0.8
# Design choice: a dose of sodium is a doctor's matter with one of these. It is one for grown-ups.
NO_SALT_ADVICE = NO_WORD_ON_SALT | {"pregnancy", "under_16"}


def _sodium_mmol_per_l(facts: Facts) -> float:
    """Of the whole body's sweat: by the patch, else the usual."""
    if facts.sweat_sodium_mmol_l is not None:
        return sweat.whole_body_sodium_mmol_per_l(facts.sweat_sodium_mmol_l)
    return USUAL_MMOL_PER_L


def _is_salty(facts: Facts) -> bool:
    """By the patch, which knows better than clothes do; else as told."""
    if facts.sweat_sodium_mmol_l is not None:
        return sweat.is_salty(facts.sweat_sodium_mmol_l)
    return facts.salty_sweat is True


def sodium_for_long_sweat(facts: Facts) -> Finding | None:
    """A long workout, a measured heavy sweat or salty sweat ahead: some sodium an hour (row 12).

    Needs a length and a sweat rate; a predicted rate makes no arm. Never as much as is lost.
    """
    planned, mass = next_workout(facts), body_mass_kg(facts)
    if planned is None or mass is None or planned.minutes is None:
        return None
    if planned.minutes <= SHORT_MINUTES or facts.conditions & NO_SALT_ADVICE or is_young(facts):
        return None
    rate = planning_rate(facts, planned, mass)
    arms = {
        # Six digits keep 1.2 from being 1.2000000000000028.
        "sweat": rate.tests > 0 and round(rate.l_per_h, 6) > HEAVY_L_PER_H,
        "salty": _is_salty(facts),
        "length": planned.minutes > LONG_MINUTES,
    }
    because: list[Scalar] = [name for name, holds in arms.items() if holds]
    lost = sweat.sodium_loss_mg_per_h(rate.l_per_h, _sodium_mmol_per_l(facts))
    low, high = sweat.SODIUM_ADVICE_MG_PER_H
    most = min(high, SHARE_OF_LOSS * lost)
    if not because or most < low:
        return None
    inputs = about(facts, planned) | {
        "because": because,
        "sweat_l_per_h": round(rate.l_per_h, 2),
        "measured": rate.measured,
        "patch_mmol_per_l": facts.sweat_sodium_mmol_l,
        "lost_mg_per_h": round(lost, -1),
        "low_mg_per_h": int(low),
        "high_mg_per_h": int(most // 10 * 10),
    }
    return Finding("sodium_for_long_sweat", Level.INFO, inputs)
