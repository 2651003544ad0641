"""Logged amounts inside a sentence; never for advice."""

from __future__ import annotations

from django import template
from django.template import Context

from accounts.units import Units, unit

register = template.Library()


@register.simple_tag(takes_context=True)
def amount_text(context: Context, name: str, stored: float) -> str:
    """A logged amount as plain words in the reader's unit: “12 km”."""
    shown = unit(name, context.get("units") or Units.METRIC)
    return f"{shown.text(stored)} {shown.name}"
