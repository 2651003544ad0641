"""Words of the doctor's page."""

from __future__ import annotations

from django import template

register = template.Library()

_MINUTE = 60
# Up to here seconds are said, as people say "75 seconds" but not "400 seconds".
_SAID_IN_SECONDS = 120


@register.filter
def lasted(seconds: float | None) -> str:
    """“75 s”, “4 min”, “1 h 5 min”; an unknown length is a dash."""
    if seconds is None:
        return "–"
    if seconds < _SAID_IN_SECONDS:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
