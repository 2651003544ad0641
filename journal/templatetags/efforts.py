"""Effort in one tap."""

from __future__ import annotations

from django import template

from journal.limits import SCALE_STEPS

register = template.Library()


@register.inclusion_tag("journal/_efforts.html")
def efforts() -> dict[str, range]:
    """Eleven buttons, 0 to 10, inside a form that posts to `answer_effort`."""
    return {"steps": SCALE_STEPS}
