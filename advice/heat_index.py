"""The heat index: how hot shade feels, and what the weather service calls it. Pure.

Formula and bands: evidence row 14, after Rothfusz and the American weather service. It stands for
shade and a light wind; sun can add 8 °C. Advice goes by the WBGT of `advice.heat`; this is the
figure people know from forecasts.
"""

from __future__ import annotations

import math
from enum import IntEnum

# What the calculator takes: a weather on earth.
TEMPERATURE_C = (-40.0, 60.0)
HUMIDITY_PERCENT = (0.0, 100.0)
# Below this the regression does not hold, and the simple formula is the answer.
REGRESSION_FROM_F = 80.0
# Evidence row 14: from here on, °F.
CAUTION_FROM_F = 80.0
EXTREME_CAUTION_FROM_F = 90.0
DANGER_FROM_F = 103.0
EXTREME_DANGER_FROM_F = 125.0


class HeatIndexLevel(IntEnum):
    """The bands of the weather service's chart."""

    USUAL = 0
    CAUTION = 1
    EXTREME_CAUTION = 2
    DANGER = 3
    EXTREME_DANGER = 4


_FROM_F = (
    (EXTREME_DANGER_FROM_F, HeatIndexLevel.EXTREME_DANGER),
    (DANGER_FROM_F, HeatIndexLevel.DANGER),
    (EXTREME_CAUTION_FROM_F, HeatIndexLevel.EXTREME_CAUTION),
    (CAUTION_FROM_F, HeatIndexLevel.CAUTION),
)


def heat_index_f(temperature_f: float, humidity_percent: float) -> float:
    """Heat index in °F of a temperature in °F and a humidity in per cent.

    ValueError outside of -40 to 60 °C and 0 to 100 %.
    """
    low, high = (_fahrenheit(each) for each in TEMPERATURE_C)
    dry, damp = HUMIDITY_PERCENT
    if not (low <= temperature_f <= high and dry <= humidity_percent <= damp):
        msg = f"No weather: {temperature_f} °F, {humidity_percent} %"
        raise ValueError(msg)
    simple = 0.5 * (temperature_f + 61.0 + (temperature_f - 68.0) * 1.2 + humidity_percent * 0.094)
    if simple < REGRESSION_FROM_F:
        return simple
    return _rothfusz(temperature_f, humidity_percent) + _adjustment(temperature_f, humidity_percent)


def heat_index_c(temperature_c: float, humidity_percent: float) -> float:
    """Heat index in °C, to 0.1; errors as `heat_index_f`."""
    # A ten-thousandth keeps 60 °C from being 140.00000000000003 °F.
    found = heat_index_f(round(_fahrenheit(temperature_c), 4), humidity_percent)
    return round((found - 32) / 1.8, 1)


def heat_index_level(heat_index_f: float) -> HeatIndexLevel:
    """The band of a heat index in °F, read in whole degrees as the chart is printed.

    Where the chart's bands touch, at 90 and 103 °F, the graver one holds.
    """
    whole = math.floor(heat_index_f + 0.5)
    return next((band for least, band in _FROM_F if whole >= least), HeatIndexLevel.USUAL)


def _fahrenheit(celsius: float) -> float:
    return celsius * 1.8 + 32


def _rothfusz(t: float, rh: float) -> float:
    """The regression; its RH² coefficient is the one evidence row 14 found to be right."""
    return (
        -42.379
        + 2.04901523 * t
        + 10.14333127 * rh
        - 0.22475541 * t * rh
        - 0.00683783 * t**2
        - 0.05481717 * rh**2
        + 0.00122874 * t**2 * rh
        + 0.00085282 * t * rh**2
        - 0.00000199 * t**2 * rh**2
    )


def _adjustment(t: float, rh: float) -> float:
    """What the weather service takes off in dry heat and adds in damp warmth."""
    if rh < 13 and 80 <= t <= 112:
        return -(13 - rh) / 4 * math.sqrt((17 - abs(t - 95)) / 17)
    if rh > 85 and 80 <= t <= 87:
        return (rh - 85) / 10 * (87 - t) / 5
    return 0.0
