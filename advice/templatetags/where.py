"""The drawing of where cramps were."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from advice.report import Place
from advice.where import body_map

register = template.Library()


@register.inclusion_tag("advice/_where.html")
def where(places: Iterable[Place]) -> dict[str, Any]:
    """Both views of the legs with counts; the table beside it says the same."""
    return {"map": body_map({place.site: place.total for place in places})}
