"""What a sweat test says, on the journal's pages. For the athlete alone."""

from __future__ import annotations

from typing import Any

from django import template

from advice.facts import Days, session_from
from advice.sweat_result import result
from journal.models import Workout

register = template.Library()


@register.inclusion_tag("advice/_sweat_result.html", takes_context=True)
def sweat_result(context: template.Context, workout: Workout) -> dict[str, Any]:
    """The loss and the sweat rate of a done workout, or what is missing."""
    session = session_from(workout, Days(workout.zone_info, context["now"]))
    return {"result": result(session), "units": context.get("units")}
