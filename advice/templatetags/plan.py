"""A planned workout and its brief, in sentences."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from accounts.units import Units, unit
from advice.brief import Brief
from advice.brief_words import DRINKING, Said, Source
from advice.brief_words import said as said_of
from advice.facts import is_still_ahead
from advice.queries import plan_of
from advice.templatetags.advised import reader_units
from journal.models import Workout
from journal.models.workout import State

register = template.Library()


@register.simple_tag(takes_context=True)
def said(context: Context, quantity: str, stored: float) -> str:
    """“16 km”, “29 °C”: a planned number in the reader's unit; never an advised amount."""
    shown = unit(quantity, context.get("units") or Units.METRIC)
    return f"{shown.text(stored)} {shown.name}"


@register.simple_tag(takes_context=True)
def brief_grave(context: Context, brief: Brief) -> list[Said]:
    """The parts of a brief that are read before what to drink, in the reader's units."""
    return [part for part in said_of(brief, reader_units(context)) if part.is_grave]


@register.simple_tag(takes_context=True)
def brief_rest(context: Context, brief: Brief) -> list[Said]:
    """The other parts beside the drinks."""
    return [part for part in said_of(brief, reader_units(context)) if not part.is_grave]


@register.simple_tag(takes_context=True)
def brief_pressing(context: Context, brief: Brief) -> list[Said]:
    """Those of the other parts that Today has a line for."""
    return [part for part in said_of(brief, reader_units(context)) if part.is_pressing]


@register.simple_tag
def drinking_sources() -> tuple[Source, ...]:
    """What the article says of drinking, and what we make of it."""
    return DRINKING


@register.inclusion_tag("advice/_brief_short.html", takes_context=True)
def brief_of_workout(context: Context, workout: Workout) -> dict[str, Any]:
    """What is next before a planned workout, and a line for the rest (6 queries, else none).

    Nothing for one that is done, given up or over.
    """
    names = ("access", "now", "units", "request", "user")
    page: dict[str, Any] = {name: context.get(name) for name in names}
    if workout.state != State.PLANNED or not is_still_ahead(workout, context["now"]):
        return page
    plan = plan_of(context["access"], workout, context["now"])
    parts = said_of(plan.brief, reader_units(context))
    next_row = plan.brief.rows[:1]
    is_named = any(row.step.ceiling is not None for row in next_row)
    return page | {
        "plan": plan,
        "next_row": next_row,
        "ceiling": plan.brief.ceiling if not is_named else None,
        "grave": [part for part in parts if part.is_grave],
        "rest": [part for part in parts if part.is_pressing],
    }
