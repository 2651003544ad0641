"""Numbers of a planned workout, in a sentence."""

from __future__ import annotations

from django import template
from django.template import Context

from accounts.units import Units, unit

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context: Context, quantity: str, stored: float) -> str:
    """“16 km”, “29 °C”: a planned number in the reader's unit; never an advised amount."""
    shown = unit(quantity, context.get("units") or Units.METRIC)
    return f"{shown.text(stored)} {shown.name}"
