"""How hot a workout was or will be, on the journal's page of it."""

from __future__ import annotations

from typing import Any

from django import template

from advice.facts import Days, planned_from, session_from
from advice.felt_heat import felt_heat as felt
from journal.models import Workout
from journal.models.workout import State

register = template.Library()


@register.inclusion_tag("advice/_felt_heat.html", takes_context=True)
def felt_heat(context: template.Context, workout: Workout) -> dict[str, Any]:
    """Heat index and WBGT; nothing where temperature or humidity is not known or cannot be."""
    days = Days(workout.zone_info, context["now"])
    row = (session_from if workout.state == State.DONE else planned_from)(workout, days)
    return {
        "felt": felt(row.temperature_c, row.humidity_percent),
        "is_done": workout.state == State.DONE,
        "units": context.get("units"),
    }
