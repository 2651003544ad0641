"""Heat: an estimate of WBGT, what the sports physicians' table says to it, who is used to it. Pure.

Formula and bands: evidence row 14. Temperatures °C (-40 to 60), humidity % (0 to 100); what the
diary holds is checked before (`advice.plausible`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import IntEnum, StrEnum

# Evidence row 14, bands of the ACSM table; the estimate is rounded to 0.1 before it is read.
HOT_FROM_C = 27.9
VERY_HOT_FROM_C = 30.1
EXTREME_ABOVE_C = 32.2
# Evidence 8: from here on the evening drink is worth a word even for a short session.
WARM_FROM_C = 22.0
# Evidence row 14 (design choices): used to heat by so many of the last days with an hour in it.
USED_TO_DAYS = 10
OF_DAYS = 14
USED_TO_MINUTES = 60
SUCH_HEAT_C = 2.0


class HeatLevel(IntEnum):
    """The four bands of evidence row 14."""

    USUAL = 0
    HOT = 1
    VERY_HOT = 2
    EXTREME = 3


class HeatAdvice(StrEnum):
    """What the table says to a band, for somebody used to the heat or not."""

    EASIER = "easier"
    USUAL = "usual"
    REST_AS_LONG = "rest_as_long"
    DISCRETION = "discretion"
    LIMIT = "limit"
    CANCEL = "cancel"


# Evidence row 14: band to (not used to heat, used to heat).
ADVICE: dict[HeatLevel, tuple[HeatAdvice, HeatAdvice]] = {
    HeatLevel.USUAL: (HeatAdvice.EASIER, HeatAdvice.USUAL),
    HeatLevel.HOT: (HeatAdvice.REST_AS_LONG, HeatAdvice.DISCRETION),
    HeatLevel.VERY_HOT: (HeatAdvice.CANCEL, HeatAdvice.LIMIT),
    HeatLevel.EXTREME: (HeatAdvice.CANCEL, HeatAdvice.CANCEL),
}


def wbgt_c(temperature_c: float, humidity_percent: float) -> float:
    """Estimated WBGT in moderate sun and light wind, to 0.1; reads high at night (row 14)."""
    vapour_hpa = (
        humidity_percent / 100 * 6.105 * math.exp(17.27 * temperature_c / (237.7 + temperature_c))
    )
    return round(0.567 * temperature_c + 0.393 * vapour_hpa + 3.94, 1)


def heat_level(wbgt: float) -> HeatLevel:
    """The band of a WBGT."""
    rounded = round(wbgt, 1)
    if rounded > EXTREME_ABOVE_C:
        return HeatLevel.EXTREME
    if rounded >= VERY_HOT_FROM_C:
        return HeatLevel.VERY_HOT
    return HeatLevel.HOT if rounded >= HOT_FROM_C else HeatLevel.USUAL


def heat_advice(level: HeatLevel, *, used_to_heat: bool) -> HeatAdvice:
    """What the table says (evidence row 14)."""
    return ADVICE[level][used_to_heat]


def days_in_such_heat(sessions: Iterable[tuple[int, int | None, float | None]], wbgt: float) -> int:
    """Days of the last fourteen with a session of an hour in similar heat or hotter (row 14).

    `sessions`: (day counted back from today, minutes, WBGT °C); what is not known does not count.
    """
    return len(
        {
            day
            for day, minutes, felt in sessions
            if 0 <= day < OF_DAYS
            and minutes is not None
            and minutes >= USED_TO_MINUTES
            and felt is not None
            and felt >= wbgt - SUCH_HEAT_C
        }
    )


def is_used_to_heat(days_in_heat: int) -> bool:
    """Whether so many days of the last fourteen make somebody used to such heat (row 14)."""
    return days_in_heat >= USED_TO_DAYS
