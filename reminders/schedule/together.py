"""Workouts so close to each other that the hours before them are told of in one mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from reminders.schedule.before import FOUR_HOURS

Key = TypeVar("Key")


def groups(
    starts: Iterable[tuple[Key, datetime]], apart: timedelta = FOUR_HOURS
) -> tuple[tuple[Key, ...], ...]:
    """Whose starts lie no further than `apart` from the first of their group, soonest first.

    Every key is in exactly one group; of two that start together the one given first comes first.
    """
    found: list[list[Key]] = []
    first_at: datetime | None = None
    for key, starts_at in sorted(starts, key=lambda pair: pair[1]):
        if first_at is None or starts_at - first_at > apart:
            found.append([])
            first_at = starts_at
        found[-1].append(key)
    return tuple(tuple(group) for group in found)
