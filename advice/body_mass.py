"""What a change of body mass says: over a session, and from morning to morning. Pure.

Thresholds: evidence row 10 and row 13. Shares in per cent of the mass before, masses kg.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from statistics import median

# Evidence row 10: lost in a session, per cent.
NOTE_PERCENT = 1.0
AMBER_PERCENT = 2.0
RED_PERCENT = 3.0
SERIOUS_PERCENT = 5.0
# Evidence row 13 and 4.4: gained in a session, per cent.
GAIN_PERCENT = 1.0
# Evidence row 10, the first morning: two of three.
BELOW_USUAL_PERCENT = 1.0
DARK_URINE = 5
THIRSTY = 5
SIGNS_NEEDED = 2
# What is usual: the median of two weeks (row 10), told from so many mornings on (design choice).
USUAL_DAYS = 14
USUAL_MORNINGS = 3
# Design choice: further off in a day is a slip of the scales or of the finger, and says nothing.
SLIP_PERCENT = 10.0


class MassBand(StrEnum):
    """What a session's change of mass means."""

    GAINED_MUCH = "gained_much"
    GAINED = "gained"
    GREEN = "green"
    NOTE = "note"
    AMBER = "amber"
    RED = "red"
    SERIOUS = "serious"


_LOST_FROM = (
    (SERIOUS_PERCENT, MassBand.SERIOUS),
    (RED_PERCENT, MassBand.RED),
    (AMBER_PERCENT, MassBand.AMBER),
    (NOTE_PERCENT, MassBand.NOTE),
    (0.0, MassBand.GREEN),
)


def mass_band(lost_percent: float) -> MassBand:
    """The band of a loss in per cent of the mass before; below 0 is a gain (rows 10 and 13).

    The graver band begins at its limit: 2.0 exactly is amber, a gain of 1.0 exactly is much.
    """
    if lost_percent <= -GAIN_PERCENT:
        return MassBand.GAINED_MUCH
    return next((band for least, band in _LOST_FROM if lost_percent >= least), MassBand.GAINED)


def below_usual_percent(
    today_kg: float | None, before_kg: Sequence[float], *, fewest: int = USUAL_MORNINGS
) -> float | None:
    """How far today's mass is below the median of the mornings before; negative is above.

    None when today or fewer than `fewest` mornings are known, and for more than 10 % either way:
    that is a slip. `before_kg` is above 0.
    """
    if today_kg is None or len(before_kg) < fewest:
        return None
    usual = median(before_kg)
    percent = round(100 * (usual - today_kg) / usual, 6)
    return percent if abs(percent) <= SLIP_PERCENT else None


def dry_signs(
    below_percent: float | None, urine_colour: int | None, thirst: int | None
) -> tuple[str, ...]:
    """Which of the three signs of a dry morning there are: mass, urine, thirst (row 10).

    `urine_colour` 1-8 after Armstrong, `thirst` 1-9; what is not known is no sign.
    """
    signs = {
        "mass": below_percent is not None and below_percent > BELOW_USUAL_PERCENT,
        "urine": urine_colour is not None and urine_colour >= DARK_URINE,
        "thirst": thirst is not None and thirst >= THIRSTY,
    }
    return tuple(name for name, is_there in signs.items() if is_there)


def is_dry(signs: Sequence[str]) -> bool:
    """Two of three are likely too little water (row 10); one alone says nothing."""
    return len(signs) >= SIGNS_NEEDED
