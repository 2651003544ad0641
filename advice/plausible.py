"""What cannot be is not known: the facts without slips, wherever they came in. Pure.

Forms refuse such values, so here are those of an import, of another program or of an older form.
A value outside its range is dropped, and a pair that contradicts itself is dropped whole: nobody
can say which of the two is the slip. The rest of the row stands. Ranges: `journal.limits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from advice.rules.facts import Cramp, Drunk, Label, Morning, Planned, Session
from advice.tonicity import is_believable
from journal import limits
from journal.mass import is_change_believable

_Number = TypeVar("_Number", int, float)

_MINUTES = (1, limits.MAX_MINUTES)
_DISTANCE_M = (1, limits.MAX_DISTANCE_M)
_SESSION = {
    "minutes": _MINUTES,
    "rpe": limits.SCALE,
    "planned_effort": limits.SCALE,
    "distance_m": _DISTANCE_M,
    "first_half_minutes": (0.5, limits.MAX_MINUTES),
    "temperature_c": limits.TEMPERATURE_C,
    "humidity_percent": limits.HUMIDITY_PERCENT,
    "mass_before_kg": limits.MASS_KG,
    "mass_after_kg": limits.MASS_KG,
    "drank_ml": (0, limits.MAX_DRANK_ML),
    "urine_ml": (0, limits.MAX_URINE_ML),
    "food_g": (0, limits.MAX_FOOD_G),
    "soreness_before": limits.SCALE,
    "fatigue_before": limits.SCALE,
}
_PLANNED = {
    "minutes": _MINUTES,
    "effort": limits.SCALE,
    "distance_m": _DISTANCE_M,
    "pace_s_per_km": limits.PACE_S_KM,
    "temperature_c": limits.TEMPERATURE_C,
    "humidity_percent": limits.HUMIDITY_PERCENT,
}
_MORNING = {
    "fatigue": limits.SCALE,
    "sleep_hours": limits.SLEEP_HOURS,
    "urine_colour": limits.URINE_COLOURS,
    "thirst": limits.THIRST,
    "mass_kg": limits.MASS_KG,
}
_CRAMP = {
    "severity": limits.SCALE,
    "seconds": (0, float("inf")),
    "sleep_disturbance": limits.SCALE,
}


def _slips(row: object, ranges: Mapping[str, tuple[float, float]]) -> dict[str, None]:
    """The fields whose value is outside of its range, each to be "not known"."""
    found: dict[str, None] = {}
    for name, (low, high) in ranges.items():
        value = getattr(row, name)
        if value is not None and not low <= value <= high:
            found[name] = None
    return found


def plausible_session(session: Session) -> Session:
    """The session with what cannot be not known; itself where all can be.

    Both weights go when one workout cannot lie between them, the first half when it is longer than
    the whole, and urine that no kidney passes in that time.
    """
    slips = _slips(session, _SESSION)
    if slips:
        session = replace(session, **slips)  # type: ignore[arg-type]
    before, after = session.mass_before_kg, session.mass_after_kg
    if before is not None and after is not None and not is_change_believable(before, after):
        session = replace(session, mass_before_kg=None, mass_after_kg=None)
    half, whole = session.first_half_minutes, session.minutes
    if half is not None and whole is not None and half >= whole:
        session = replace(session, first_half_minutes=None)
    urine = session.urine_ml
    if urine is not None and not limits.is_urine_believable(urine, session.minutes):
        session = replace(session, urine_ml=None)
    return session


def plausible_planned(planned: Planned) -> Planned:
    """The plan with what cannot be not known; itself where all can be."""
    slips = _slips(planned, _PLANNED)
    return replace(planned, **slips) if slips else planned  # type: ignore[arg-type]


def plausible_morning(morning: Morning) -> Morning:
    """The morning with what cannot be not known; itself where all can be."""
    slips = _slips(morning, _MORNING)
    if slips:
        morning = replace(morning, **slips)  # type: ignore[arg-type]
    low, high = limits.SCALE
    sore = morning.soreness
    if all(low <= value <= high for value in sore.values()):
        return morning
    return replace(
        morning, soreness={group: each for group, each in sore.items() if low <= each <= high}
    )


def plausible_cramp(cramp: Cramp) -> Cramp:
    """The cramp with what cannot be not known; itself where all can be."""
    slips = _slips(cramp, _CRAMP)
    return replace(cramp, **slips) if slips else cramp  # type: ignore[arg-type]


def plausible_drunk(drunk: Drunk) -> Drunk | None:
    """The drink without a label that cannot be; None where nobody drinks so much or so little."""
    if not 0 < drunk.volume_ml <= limits.MAX_DRANK_ML:
        return None
    if is_believable(drunk.label):
        return drunk
    return replace(drunk, label=Label(drunk.label.name))


def plausible_number(value: _Number | None, span: tuple[float, float]) -> _Number | None:
    """A number of the body, such as its mass; None where it is outside of `span`."""
    return value if value is not None and span[0] <= value <= span[1] else None
