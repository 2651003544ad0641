"""Words of a cramp for templates."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from journal import length

register = template.Library()


@register.filter
def length_figure(lasted: timedelta) -> SafeString:
    """How long, figure first and unit small."""
    figure, unit = length.length_figure(lasted.total_seconds())
    return format_html("{}<small>{}</small>", figure, unit)
