"""Planned and kept pace, and how the first half went."""

from __future__ import annotations

from django import template
from django.template import Context

from accounts.units import Units
from journal.models import Workout
from journal.pace import first_half_faster_percent, pace_figure, pace_s_km, pace_unit

register = template.Library()

# A pace means something where the way is the point (design choice).
_PACED = frozenset({"run", "ride", "swim", "walk", "row", "triathlon"})


@register.filter
def kept_pace(workout: Workout) -> float | None:
    """Seconds a kilometre of what was done; None when it cannot be said."""
    if workout.sport not in _PACED:
        return None
    return pace_s_km(workout.minutes, workout.distance_m)


@register.filter
def planned_pace(workout: Workout) -> float | None:
    """The planned pace, else what planned distance and minutes come to; None: not planned."""
    if workout.planned_pace_s_km is not None or workout.sport not in _PACED:
        return workout.planned_pace_s_km
    return pace_s_km(workout.planned_minutes, workout.planned_distance_m)


@register.simple_tag(takes_context=True)
def pace(context: Context, s_km: float, sport: str) -> str:
    """The figure alone: “5:54”, for a ride its speed."""
    return pace_figure(s_km, sport, context.get("units") or Units.METRIC)


@register.simple_tag(takes_context=True, name="pace_unit")
def unit(context: Context, sport: str) -> str:
    """What the figure is of, under it: “per km”, “km/h”."""
    short = pace_unit(sport, context.get("units") or Units.METRIC)
    return f"per {short[1:]}" if short.startswith("/") else short


@register.filter
def split_words(workout: Workout) -> str:
    """How the first half of the distance compares to an even pace; nothing when not known."""
    percent = first_half_faster_percent(workout.first_half_minutes, workout.minutes)
    if percent is None:
        return ""
    whole = round(abs(percent))
    if not whole:
        return "The first half was at an even pace."
    way = "faster" if percent > 0 else "slower"
    return f"The first half was {whole} % {way} than an even pace."
