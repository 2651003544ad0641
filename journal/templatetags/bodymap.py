"""The drawing of the legs in forms."""

from __future__ import annotations

from functools import cache

from django import template
from django.template.loader import render_to_string

from journal import bodymap

register = template.Library()


# The same for everybody, so it is rendered once a process.
@register.simple_tag
@cache
def body_drawing(*, by_group: bool = False) -> str:
    """Both views with their touch areas, over boxes for places or for muscle groups."""
    return render_to_string(
        "forms/_body.html",
        {
            "views": bodymap.VIEWS,
            "skin": bodymap.SKIN,
            "mirror": bodymap.MIRROR,
            "by_group": by_group,
        },
    )
