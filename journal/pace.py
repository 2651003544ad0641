"""Pace and speed in words, and back. Pure; in the database a pace is seconds a kilometre."""

from __future__ import annotations

import re

from accounts.units import M_PER_KM, M_PER_MILE, Units

SWIM, RIDE = "swim", "ride"
SWIM_M = 100.0
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_UNIT = re.compile(r"\s*(min)?\s*(/|per )?\s*(km/h|mph|km|mile|mi|100\s*m)$", re.IGNORECASE)
_PLAIN = re.compile(r"\d{1,3}([.,]\d{1,2})?")


def pace_s_km(minutes: float | None, distance_m: float | None) -> float | None:
    """Seconds a kilometre, when length and distance are known."""
    return minutes * 60 / (distance_m / M_PER_KM) if minutes and distance_m else None


def _metres(sport: str, units: str) -> float:
    if sport == SWIM:
        return SWIM_M
    return M_PER_MILE if Units(units) is Units.US else M_PER_KM


def pace_unit(sport: str, units: str) -> str:
    """What stands behind the number: “/km”, “/mi”, “/100 m”, or for a ride “km/h” or “mph”."""
    if sport == SWIM:
        return "/100 m"
    us = Units(units) is Units.US
    if sport == RIDE:
        return "mph" if us else "km/h"
    return "/mi" if us else "/km"


def pace_figure(s_km: float, sport: str, units: str) -> str:
    """The number as people say it: 5:54, for a ride its speed, 28.4."""
    seconds = s_km * _metres(sport, units) / M_PER_KM
    if sport == RIDE:
        return f"{3600 / seconds:.1f}"
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def read_pace(typed: str, sport: str, units: str) -> float | None:
    """Seconds a kilometre of “5:54” or, for a ride, “28.4”; None when it is neither.

    A ride may be told as minutes and seconds too; a unit behind the number is no mistake.
    """
    text = _UNIT.sub("", typed.strip())
    clock = _CLOCK.fullmatch(text)
    if clock:
        seconds = int(clock[1]) * 60 + int(clock[2])
        return seconds / _metres(sport, units) * M_PER_KM if seconds else None
    if sport == RIDE and _PLAIN.fullmatch(text):
        speed = float(text.replace(",", "."))
        return 3600 / speed / _metres(sport, units) * M_PER_KM if speed else None
    return None


def first_half_faster_percent(
    first_half_minutes: float | None, minutes: float | None
) -> float | None:
    """How much faster than at an even pace the first half of the distance was (evidence row 28).

    Half the distance at an even pace takes half the time; the share by which the pace was quicker
    comes out, negative when slower. None: not known, or no sense in it.
    """
    if not first_half_minutes or not minutes or first_half_minutes >= minutes:
        return None
    even = minutes / 2
    return 100 * (1 - first_half_minutes / even)
