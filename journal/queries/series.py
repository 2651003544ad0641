"""Workouts of one series: planned together, taken back together."""

from __future__ import annotations

from journal.models import Workout


def later_of(workout: Workout) -> list[Workout]:
    """It and all later ones of its series that are still planned, in order (1 query).

    Alone, without a series, it is the only one.
    """
    rows = Workout.objects.owned_by(workout.athlete).planned()
    if workout.series is None:
        rows = rows.filter(pk=workout.pk)
    else:
        rows = rows.filter(series=workout.series, starts_at__gte=workout.starts_at)
    return list(rows.order_by("starts_at", "pk"))


def deleted_with(workout: Workout) -> list[Workout]:
    """Those of its series that were deleted in the same moment, itself included (1 query)."""
    if workout.deleted_at is None:
        return []
    rows = Workout.objects.filter(athlete=workout.athlete, deleted_at=workout.deleted_at)
    if workout.series is None:
        rows = rows.filter(pk=workout.pk)
    else:
        rows = rows.filter(series=workout.series)
    return list(rows.order_by("starts_at", "pk"))
