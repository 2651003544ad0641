"""What came before a cramp, in words and figures; facts and never advice."""

from __future__ import annotations

from django import template
from django.template import Context

from accounts.units import Units, unit

register = template.Library()

_HOUR = 60


@register.simple_tag(takes_context=True)
def measure_text(context: Context, measure: str, value: float) -> str:
    """A value of journal.before.MEASURES in the reader's unit: “1,230 mL”, “7 h 15”."""
    units = context.get("units") or Units.METRIC
    if measure == "drunk_ml":
        volume = unit("volume", units)
        return f"{volume.shown(value):,.0f} {volume.name}"
    if measure == "hottest_c":
        heat = unit("temperature", units)
        return f"{heat.shown(value):.0f} {heat.name}"
    if measure == "load":
        return f"{value:,.0f}"
    if measure == "soreness":
        return f"{value:g} of 10"
    hours, minutes = divmod(round(value * _HOUR), _HOUR)
    return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
