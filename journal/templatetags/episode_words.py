"""Words of a cramp for templates."""

from __future__ import annotations

from datetime import timedelta

from django import template

from journal import length

register = template.Library()


@register.filter
def length_words(lasted: timedelta) -> str:
    """How long, in words."""
    return length.length_words(lasted.total_seconds())
