"""Words of muscle groups for templates."""

from __future__ import annotations

from django import template

from journal.muscles import GROUPS

register = template.Library()


@register.filter
def group_name(code: str) -> str:
    """A group's name; a code we no longer know stays itself."""
    return GROUPS.get(code, code).capitalize()
