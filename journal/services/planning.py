"""Many plans at once: repeated, copied from a week, moved on, taken back together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.zones import instant
from journal.models import Workout
from journal.models.workout import State
from journal.queries.copying import Copy, copy_key
from journal.repeats import Occurrence, key_on
from journal.services import entries
from journal.weeks import Week

# What a repeated plan takes along. Weather, masses and answers belong to one day.
_REPEATED = (
    "sport",
    "title",
    "is_race",
    "target_muscles",
    "part_of_day",
    "planned_minutes",
    "planned_effort",
    "planned_distance_m",
    "planned_pace_s_km",
    "zone",
    "note",
)


def repeat(workout: Workout, found: Collection[Occurrence], *, form_key: UUID) -> list[Workout]:
    """The same plan once more at each occurrence; run twice with one key it makes them once.

    The plan it comes from joins the series, unless it belongs to one already.
    """
    values = {name: getattr(workout, name) for name in _REPEATED}
    wanted = {
        key_on(form_key, one.on): {**values, "planned_start_at": one.at, "series": form_key}
        for one in found
    }
    with transaction.atomic():
        if wanted and workout.series is None:
            entries.update(workout, {"series": form_key})
        return _plan_all(workout.athlete, wanted)


def copy_week(
    athlete: User, copies: Collection[Copy], *, target: Week, form_key: UUID
) -> list[Workout]:
    """These workouts as plans of another week; run twice it makes them once."""
    wanted = {
        copy_key(one.workout, target): {
            **_copied(one.workout),
            "planned_start_at": one.at,
            "series": form_key,
        }
        for one in copies
    }
    with transaction.atomic():
        return _plan_all(athlete, wanted)


def move_to(workout: Workout, start: datetime) -> bool:
    """Another start for what is still planned, nothing else. Whether it is there now."""
    if workout.state != State.PLANNED:
        return False
    entries.update(workout, {"planned_start_at": start})
    return True


def start_on(workout: Workout, day: date) -> datetime:
    """The same local clock on another day."""
    local = workout.starts_at.astimezone(workout.zone_info)
    return instant(day, local.time(), workout.zone_info)


def delete_later(workouts: Collection[Workout], now: datetime) -> int:
    """Delete these together, so that they can come back together; how many there were."""
    with transaction.atomic():
        for one in workouts:
            entries.delete(one, now)
    return len(workouts)


def restore_all(workouts: Collection[Workout]) -> int:
    """Bring these back; safe to run twice."""
    with transaction.atomic():
        for one in workouts:
            entries.restore(one)
    return len(workouts)


def _plan_all(athlete: User, wanted: Mapping[UUID, Mapping[str, Any]]) -> list[Workout]:
    """Each plan once a key, in order of time; those of an earlier run are among them.

    A deleted one comes back as it is asked for now, or, if it was done once, as it was.
    """
    mine = Workout.objects.owned_by(athlete)
    standing = {one.form_key: one for one in mine.filter(form_key__in=[*wanted])}
    for key in wanted.keys() - standing.keys():
        plan = {**wanted[key], "state": State.PLANNED}
        row, made = entries.save_once(Workout, athlete=athlete, form_key=key, values=plan)
        if not made and row.state == State.PLANNED:
            entries.update(row, plan)
            row.refresh_from_db()
        standing[key] = row
    return sorted(standing.values(), key=lambda one: (one.starts_at, one.pk))


def _copied(workout: Workout) -> dict[str, Any]:
    """A plan like this one; what was done stands in where nothing was planned.

    A race is a day of its own, and a note on something done tells of that day.
    """
    is_plan = workout.state == State.PLANNED

    def first(planned: Any, done: Any) -> Any:
        return planned if planned is not None else done

    return {
        "sport": workout.sport,
        "title": workout.title,
        "target_muscles": workout.target_muscles,
        "part_of_day": workout.part_of_day,
        "planned_minutes": first(workout.planned_minutes, workout.minutes),
        "planned_effort": first(workout.planned_effort, workout.rpe),
        "planned_distance_m": first(workout.planned_distance_m, workout.distance_m),
        "planned_pace_s_km": workout.planned_pace_s_km,
        "zone": workout.zone,
        "note": workout.note if is_plan else "",
    }
