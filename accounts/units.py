"""SI in the database; a unit is a way to show. Pure conversions and formatting.

Volumes are mL, masses kg, distances m, temperatures °C. Factors are exact by definition
(international pound and mile of 1959, US fluid ounce and cup).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Units(StrEnum):
    """How a person wants numbers shown."""

    METRIC = "metric"
    US = "us"


ML_PER_US_FLUID_OUNCE = 29.5735295625
KG_PER_POUND = 0.45359237
M_PER_MILE = 1609.344
M_PER_KM = 1000.0


@dataclass(frozen=True, slots=True)
class Unit:
    """A way to show one quantity: shown = stored / size + offset, with a number of decimals."""

    name: str
    size: float
    decimals: int
    offset: float = 0.0

    def shown(self, stored: float) -> float:
        """The number a person reads, unrounded."""
        return stored / self.size + self.offset

    def stored(self, shown: float) -> float:
        """The SI number for what a person typed."""
        return (shown - self.offset) * self.size

    def text(self, stored: float) -> str:
        """The shown number, rounded and without needless zeros."""
        number = f"{self.shown(stored):.{self.decimals}f}"
        return number.rstrip("0").rstrip(".") if "." in number else number


QUANTITIES: dict[str, dict[Units, Unit]] = {
    "volume": {
        Units.METRIC: Unit("mL", 1.0, 0),
        Units.US: Unit("fl oz", ML_PER_US_FLUID_OUNCE, 1),
    },
    "mass": {Units.METRIC: Unit("kg", 1.0, 1), Units.US: Unit("lb", KG_PER_POUND, 1)},
    "distance": {Units.METRIC: Unit("km", M_PER_KM, 2), Units.US: Unit("mi", M_PER_MILE, 2)},
    "temperature": {
        Units.METRIC: Unit("°C", 1.0, 1),
        Units.US: Unit("°F", 5 / 9, 1, offset=32.0),
    },
}


def unit(quantity: str, units: str) -> Unit:
    """The unit in which a person with this setting reads the quantity.

    Raises KeyError for a quantity and ValueError for a setting we do not know.
    """
    return QUANTITIES[quantity][Units(units)]
