"""The ceiling: the only place where an advised drinking amount is made (evidence 4.4). Pure.

Drinking more than is lost can kill. So whoever wants to show or mail an amount gets a
`SafeVolume` from here or shows none. Everything is rounded down. All thresholds want a sports
doctor's sign-off (evidence 11.7).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import InitVar, dataclass
from typing import Literal

ML_PER_L = 1000.0

# Evidence 4.4. An hour: 0.8 L or 90 % of the sweat, whichever is less.
HOURLY_CAP_L = 0.8
SHARE_OF_SWEAT = 0.9
# Evidence 4.4: heavy sweat, heat and a long session may lift the hourly cap to the gut's limit.
HEAVY_SWEAT_L_PER_H = 1.5
LONG_SESSION_H = 1.5
HEAVY_SHARE_OF_SWEAT = 0.8
GUT_LIMIT_L_PER_H = 1.2
# Evidence 4.4: plan to finish this share of body mass lighter.
FINISH_LIGHTER_SHARE = 0.005
# Evidence row 21: where to start in an hour; the upper end is HOURLY_CAP_L.
START_GUIDE_LOW_L = 0.4

# Evidence row 19 (design choice): the evening before.
EVENING_ML_PER_KG = 5.0
EVENING_CAP_ML = 500.0
# Evidence row 20: four hours and two hours before; the caps are design choices.
FOUR_HOURS_ML_PER_KG = (5.0, 7.0)
TWO_HOURS_ML_PER_KG = (3.0, 5.0)
ON_WAKING_ML_PER_KG = 5.0  # evidence 8
JUST_BEFORE_ML_PER_KG = 3.0
BEFORE_ML_PER_KG = 12.0

# Evidence row 22 and 4.4: after, for each kg really lost, and never above either cap.
AFTER_ML_PER_KG_LOST = (1250.0, 1500.0)
AFTER_CAP_ML = 3000.0
AFTER_CAP_ML_PER_KG = 40.0  # 4 % of body mass
AFTER_ML_PER_H = 800.0  # row 22: in small amounts

# Evidence row 37 (design choice): sips while a cramp lasts.
RELIEF_ML = (150.0, 250.0)

STEP_ML = 10

_KEY = object()


@dataclass(frozen=True, slots=True, order=True)
class SafeVolume:
    """An amount that passed the ceiling; the only one a page or a mail may print.

    Only functions of this module hold the key to make one.
    """

    ml: float
    key: InitVar[object] = None

    def __post_init__(self, key: object) -> None:
        if key is not _KEY:
            msg = "Only advice.ceiling makes a SafeVolume"
            raise TypeError(msg)


@dataclass(frozen=True, slots=True)
class SafeRange:
    """From an amount to an amount; `low` None reads "up to"."""

    low: SafeVolume | None
    high: SafeVolume

    def named(self, prefix: str = "") -> dict[str, SafeVolume]:
        """Both ends under `low` and `high`, for a finding; a lower end that is not there is not."""
        ends = {f"{prefix}high": self.high}
        return ends if self.low is None else {f"{prefix}low": self.low} | ends


def _floor(ml: float) -> SafeVolume:
    """Down to ten millilitres; anything that is no finite positive amount is nothing."""
    if not math.isfinite(ml) or ml <= 0:
        return SafeVolume(0.0, _KEY)
    return SafeVolume(float(math.floor(ml / STEP_ML) * STEP_ML), _KEY)


def _range(low_ml: float, high_ml: float, cap_ml: float) -> SafeRange:
    high = _floor(min(high_ml, cap_ml))
    low = _floor(min(low_ml, high.ml))
    return SafeRange(low if low.ml > 0 or high.ml <= 0 else None, high)


def nothing() -> SafeVolume:
    """Zero millilitres."""
    return _floor(0)


def cap(ml: float, ceiling: SafeVolume) -> SafeVolume:
    """The amount, or the ceiling where the amount is above it; rounded down."""
    return _floor(min(ml, ceiling.ml)) if math.isfinite(ml) else nothing()


def hourly_cap_l(sweat_l_per_h: float, *, hours: float, hot: bool, measured: bool) -> float:
    """Litres an hour that must not be passed (evidence 4.4).

    The lift for heavy sweat asks for a measured rate: a predicted one is up to 41 % off
    (evidence 4.1), so it never lifts a limit (design choice).
    """
    usual = max(0.0, min(HOURLY_CAP_L, SHARE_OF_SWEAT * sweat_l_per_h))
    heavy = sweat_l_per_h > HEAVY_SWEAT_L_PER_H and hot and hours > LONG_SESSION_H
    if not (heavy and measured):
        return usual
    return max(usual, min(HEAVY_SHARE_OF_SWEAT * sweat_l_per_h, GUT_LIMIT_L_PER_H))


def session_ceiling(
    body_mass_kg: float,
    sweat_l_per_h: float,
    hours: float,
    *,
    hot: bool = False,
    measured: bool = False,
) -> SafeVolume:
    """All that may be drunk in a session: it ends a little lighter than it began (evidence 4.4)."""
    hourly = hourly_cap_l(sweat_l_per_h, hours=hours, hot=hot, measured=measured)
    lighter_l = FINISH_LIGHTER_SHARE * body_mass_kg
    litres = min(hourly * hours, sweat_l_per_h * hours - lighter_l)
    return _floor(litres * ML_PER_L)


def during_hour(
    ceiling: SafeVolume,
    sweat_l_per_h: float,
    hours: float,
    *,
    hot: bool = False,
    measured: bool = False,
) -> SafeRange | None:
    """Where to start an hour (evidence row 21), inside the hourly cap and the session's ceiling.

    Drinking the upper end from start to finish stays under the ceiling. None: the ceiling leaves
    nothing to advise.
    """
    if hours <= 0 or ceiling.ml <= 0:
        return None
    hourly_ml = hourly_cap_l(sweat_l_per_h, hours=hours, hot=hot, measured=measured) * ML_PER_L
    # A session under an hour still is not told an hourly amount above its whole ceiling.
    limit_ml = min(hourly_ml, ceiling.ml / max(hours, 1.0))
    found = _range(START_GUIDE_LOW_L * ML_PER_L, hourly_ml, limit_ml)
    return found if found.high.ml > 0 else None


def evening(body_mass_kg: float) -> SafeVolume:
    """The evening before: a glass or two with dinner (evidence row 19, design choice)."""
    return _floor(min(EVENING_ML_PER_KG * body_mass_kg, EVENING_CAP_ML))


BeforeKind = Literal["four_hours", "on_waking", "two_hours", "just_before"]
# Row 20 and evidence 8: from, to, in mL per kg; from 0 reads "up to".
BEFORE_STEPS: dict[BeforeKind, tuple[float, float]] = {
    "four_hours": FOUR_HOURS_ML_PER_KG,
    "on_waking": (0.0, ON_WAKING_ML_PER_KG),
    "two_hours": TWO_HOURS_ML_PER_KG,
    "just_before": (0.0, JUST_BEFORE_ML_PER_KG),
}


# Design choice: less than a mouthful is no amount worth a figure.
MOUTHFUL_ML = 50


def before(
    body_mass_kg: float, kinds: Iterable[BeforeKind], *, drunk_ml: float = 0.0
) -> dict[BeforeKind, SafeRange]:
    """The steps before a start (evidence row 20), in this order, together under 12 mL/kg.

    `drunk_ml` is what was already drunk in those four hours. A step for which less than a mouthful
    is left is not in the answer.
    """
    left_ml = BEFORE_ML_PER_KG * body_mass_kg - max(0.0, drunk_ml)
    found: dict[BeforeKind, SafeRange] = {}
    for kind in kinds:
        low, high = (per_kg * body_mass_kg for per_kg in BEFORE_STEPS[kind])
        step = _range(low, high, left_ml)
        if step.high.ml >= MOUTHFUL_ML:
            found[kind] = step
            left_ml -= step.high.ml
    return found


def after_cap(body_mass_kg: float) -> SafeVolume:
    """Never above this after a session, however much was lost (evidence row 22)."""
    return _floor(min(AFTER_CAP_ML, AFTER_CAP_ML_PER_KG * body_mass_kg))


def after(body_mass_kg: float, lost_kg: float, *, drunk_ml: float = 0.0) -> SafeRange:
    """What to drink over the next hours for the kilograms lost (evidence row 22).

    Nothing when nothing was lost. `drunk_ml` is what was already drunk since the end.
    """
    if not lost_kg > 0:
        return SafeRange(nothing(), nothing())
    low, high = (per_kg * lost_kg for per_kg in AFTER_ML_PER_KG_LOST)
    limit = min(high, after_cap(body_mass_kg).ml)
    left = max(0.0, limit - max(0.0, drunk_ml))
    return _range(low - max(0.0, drunk_ml), left, left)


def after_hour() -> SafeVolume:
    """Never above this in an hour after a session (evidence row 22)."""
    return _floor(AFTER_ML_PER_H)


def per_kg_lost(body_mass_kg: float) -> SafeRange:
    """For a plan: what one kilogram lost will ask for; `after_cap` is its ceiling."""
    low, high = AFTER_ML_PER_KG_LOST
    return _range(low, high, after_cap(body_mass_kg).ml)


def relief_sip() -> SafeRange:
    """A few sips while a cramp lasts (evidence row 37, design choice)."""
    return SafeRange(*(_floor(ml) for ml in RELIEF_ML))
