"""Measured sweat in words; what was lost, never an amount to drink."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.units import ML_PER_US_FLUID_OUNCE, Units

register = template.Library()


def _shown(context: Context, litres: float) -> tuple[str, str]:
    """Litres to a hundredth, or whole fluid ounces."""
    if (context.get("units") or Units.METRIC) == Units.US:
        return f"{litres * 1000 / ML_PER_US_FLUID_OUNCE:.0f}", "fl oz"
    return f"{litres:.2f}", "L"


@register.simple_tag(takes_context=True)
def sweat_figure(context: Context, l_per_h: float) -> SafeString:
    """“1.26 L/h”, the unit small."""
    return format_html("{}<small>{}/h</small>", *_shown(context, l_per_h))


@register.simple_tag(takes_context=True)
def sweat_range(context: Context, low: float, high: float) -> str:
    """“1.07 to 1.45 L”."""
    least, most = _shown(context, low), _shown(context, high)
    return f"{least[0]} to {most[0]} {most[1]}"
