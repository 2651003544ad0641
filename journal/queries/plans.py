"""The plans that something done may belong to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.models import User
from accounts.zones import day_span, local_day
from journal.matching import Candidate
from journal.models import Change, Workout
from journal.models.change import Act
from journal.models.workout import State

# Design choice: a choice by hand reaches this many days either way.
REACH = timedelta(days=1)
# What a plan and its doing say in the same columns.
SHARED = (
    "sport",
    "title",
    "is_race",
    "target_muscles",
    "temperature_c",
    "humidity_percent",
    "acclimatised",
    "note",
    "zone",
)


def candidates(athlete: User, done: Workout) -> list[Workout]:
    """Plans still open for the same sport and local day, in the zone of the doing (1 query)."""
    day = local_day(done.started_at or done.starts_at, done.zone_info)
    start, end = day_span(day, day, done.zone_info)
    rows = Workout.objects.owned_by(athlete).planned().starting(start, end)
    return list(rows.filter(sport=done.sport).exclude(pk=done.pk).order_by("starts_at", "pk"))


def as_candidates(plans: list[Workout]) -> list[Candidate]:
    """What the chooser looks at."""
    return [Candidate(plan.pk, plan.planned_minutes) for plan in plans]


def plans_near(done: Workout) -> list[Workout]:
    """Plans of any sport a day either way, let go ones too; the same sport and the nearest first.

    One query.
    """
    at = done.starts_at
    rows = Workout.objects.owned_by(done.athlete).starting(at - REACH, at + REACH)
    found = rows.filter(state__in=(State.PLANNED, State.SKIPPED)).exclude(pk=done.pk)
    return sorted(found, key=lambda one: (one.sport != done.sport, abs(one.starts_at - at)))


def before_doing(plan: Workout) -> dict[str, Any]:
    """What a finished plan said before its doing was written over it, as far as the history knows.

    A field that was changed again since keeps what it says now (1 query).
    """
    kept = Change.objects.filter(
        athlete_id=plan.athlete_id, kind="workout", entry_id=plan.pk, act=Act.CHANGED
    )
    for change in kept.order_by("-at", "-pk"):
        if change.fields.get("state", ["", ""])[1] == State.DONE:
            return {
                name: pair[0]
                for name, pair in change.fields.items()
                if name in SHARED and pair[1] == getattr(plan, name)
            }
    return {}
