"""Effort in one tap."""

from __future__ import annotations

from django import template

register = template.Library()
STEPS = range(11)


@register.inclusion_tag("journal/_efforts.html")
def efforts() -> dict[str, range]:
    """Eleven buttons, 0 to 10, inside a form that posts to `answer_effort`."""
    return {"steps": STEPS}
