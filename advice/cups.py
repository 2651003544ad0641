"""Advised amounts in cups: the athlete's own, or a usual one. Pure.

Always rounded down to half a cup, so that no text says more than the amount allows. A cup's own
size is rounded down as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.units import ML_PER_US_FLUID_OUNCE, Units, unit
from advice.ceiling import SafeVolume

# Evidence row 20 counts in cups of 237 mL, the US cup.
US_CUP_ML = 8 * ML_PER_US_FLUID_OUNCE
# Design choice: what most people who count in millilitres drink from.
GLASS_ML = 200.0
# Design choice: smaller is a shot, larger a bottle; neither is a cup to count in.
OWN_CUP_ML = (100.0, 500.0)
HALVES = 2
EXTRA_HALF = "½"


@dataclass(frozen=True, slots=True)
class Measure:
    """What amounts are counted in; `is_own`: a cup that the athlete saved."""

    ml: float
    is_own: bool = False


def measure_of(saved_ml: Iterable[float], units: str) -> Measure:
    """The smallest saved cup, the finest measure; else a US cup or a glass."""
    smallest, largest = OWN_CUP_ML
    own = [ml for ml in saved_ml if smallest <= ml <= largest]
    if own:
        return Measure(min(own), is_own=True)
    return Measure(US_CUP_ML if Units(units) is Units.US else GLASS_ML)


def cups_text(low: SafeVolume | None, high: SafeVolume, measure: Measure, units: str) -> str:
    """“about 1½–2 glasses”, “up to 1 cup”, “about 2 of your cups (250 mL)”; "" below half a cup."""
    top = _halves(high, measure)
    bottom = _halves(low, measure) if low is not None else 0
    if top == 0:
        return ""
    if bottom == 0:
        count = f"up to {_count(top)}"
    else:
        ends = _count(top) if bottom == top else f"{_count(bottom)}–{_count(top)}"
        count = f"about {ends}"
    return f"{count} {_noun(top, measure, units)}"


def size_text(measure: Measure, units: str) -> str:
    """“A glass is 200 mL here.”: said once below a plan; own cups say it beside each amount."""
    if measure.is_own:
        return ""
    return f"A {_name(units)} is {_size(measure, units)} here."


def _halves(volume: object, measure: Measure) -> int:
    """Whole halves of the measure inside the volume."""
    if not isinstance(volume, SafeVolume):
        msg = "Only a SafeVolume can be shown as an advised amount"
        raise TypeError(msg)
    return math.floor(HALVES * volume.ml / measure.ml)


def _count(halves: int) -> str:
    whole, half = divmod(halves, HALVES)
    return f"{whole or ''}{EXTRA_HALF if half else ''}"


def _noun(halves: int, measure: Measure, units: str) -> str:
    if measure.is_own:
        return f"of your cups ({_size(measure, units)})"
    name = _name(units)
    if halves <= HALVES:
        return name
    return f"{name}s" if Units(units) is Units.US else f"{name}es"


def _name(units: str) -> str:
    return "cup" if Units(units) is Units.US else "glass"


def _size(measure: Measure, units: str) -> str:
    shown = unit("volume", units)
    # A US cup is eight fluid ounces; the rounding keeps binary fractions from making it seven.
    number = math.floor(round(shown.shown(measure.ml) * 10**shown.decimals, 6))
    return f"{number / 10**shown.decimals:g} {shown.name}"
