"""The muscle picker's geometry for templates."""

from __future__ import annotations

from django import template
from django.template import Context

from journal import bodymap
from journal.bodymap import View
from journal.muscles import ELSEWHERE

register = template.Library()


@register.simple_tag(takes_context=True)
def body_views(context: Context) -> tuple[View, ...]:
    """Both views; sets `skin`, `mirror` and `elsewhere` beside them."""
    context["skin"] = bodymap.SKIN
    context["mirror"] = bodymap.MIRROR
    context["elsewhere"] = tuple(ELSEWHERE)
    return bodymap.VIEWS
