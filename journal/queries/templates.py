"""Reading templates of workouts: their owner's only."""

from __future__ import annotations

from uuid import UUID

from accounts.models import User
from journal.models import WorkoutTemplate

# Design choice: more chips than these hide the form below them; the list has all.
CHIPS = 8


def templates_of(athlete: User) -> list[WorkoutTemplate]:
    """All, by name (1 query)."""
    return list(WorkoutTemplate.objects.filter(owner=athlete).order_by("name", "pk"))


def template_chips(athlete: User) -> list[WorkoutTemplate]:
    """As many as are offered on other pages, by name (1 query)."""
    return list(WorkoutTemplate.objects.filter(owner=athlete).order_by("name", "pk")[:CHIPS])


def template_named(athlete: User, key: str) -> WorkoutTemplate | None:
    """The athlete's own template with this key, or None (1 query)."""
    try:
        return WorkoutTemplate.objects.filter(owner=athlete, pk=UUID(key)).first()
    except ValueError:
        return None
