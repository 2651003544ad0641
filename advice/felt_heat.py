"""How hot a workout was or will be, in the two figures people know (evidence row 14). Pure."""

from __future__ import annotations

from dataclasses import dataclass

from advice.heat import WARM_FROM_C, HeatLevel, heat_level, wbgt_c
from advice.heat_index import HeatIndexLevel, heat_index_c, heat_index_f, heat_index_level

# The weather service's chart ends here: above it the formula says more than anybody measured.
CHART_ENDS_F = 137.0


@dataclass(frozen=True, slots=True)
class FeltHeat:
    """Degrees are °C. `index_c` None: above the end of the chart."""

    index_c: float | None
    index_level: HeatIndexLevel
    wbgt_c: float
    wbgt_level: HeatLevel


def felt_heat(temperature_c: float | None, humidity_percent: float | None) -> FeltHeat | None:
    """Both figures of warm weather; None where temperature or humidity is not known, or cool."""
    if temperature_c is None or humidity_percent is None:
        return None
    wbgt = wbgt_c(temperature_c, humidity_percent)
    if wbgt < WARM_FROM_C:
        return None
    index_f = heat_index_f(round(temperature_c * 1.8 + 32, 4), humidity_percent)
    return FeltHeat(
        index_c=heat_index_c(temperature_c, humidity_percent) if index_f <= CHART_ENDS_F else None,
        index_level=heat_index_level(index_f),
        wbgt_c=wbgt,
        wbgt_level=heat_level(wbgt),
    )
