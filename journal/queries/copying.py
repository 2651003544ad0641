"""What a copy of a week would hold, and what it would leave out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Q

from accounts.models import User
from accounts.zones import day_span, instant, local_day
from journal.models import Workout
from journal.models.workout import State
from journal.weeks import Week

NOT_DONE = "not done"
CANCELLED = "cancelled"
THERE = "there already"
PASSED = "in the past"
# In the order in which a message tells them.
REASONS = (THERE, NOT_DONE, CANCELLED, PASSED)


@dataclass(frozen=True, slots=True)
class Copy:
    """One workout, and when its copy begins."""

    workout: Workout
    at: datetime


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One that is not copied, and why."""

    workout: Workout
    why: str


@dataclass(frozen=True, slots=True)
class WeekCopy:
    """Both in order of time."""

    copies: tuple[Copy, ...]
    left_out: tuple[LeftOut, ...]


def week_copy(
    athlete: User, source: Week, target: Week, *, now: datetime, act: UUID | None = None
) -> WeekCopy:
    """What copying the athlete's week into another one would do (2 queries).

    A workout of the same sport at the same time is there already, however it came. What the
    same `act` copied is no reason to leave it out: a form sent twice says the same twice.
    """
    span = day_span(source.monday, source.sunday, athlete.zone_info)
    found = Workout.objects.owned_by(athlete).starting(*span).order_by("starts_at", "pk")
    by_key = {copy_key(one, target): one for one in found}
    starts = {key: _copied_start(one, source, target) for key, one in by_key.items()}
    copied = Workout.objects.owned_by(athlete).filter(
        Q(form_key__in=[*by_key]) | Q(starts_at__in=[*starts.values()])
    )
    there = [one for one in copied if act is None or one.series != act]
    keys = {one.form_key for one in there}
    slots = {
        (one.sport, one.starts_at) for one in there if one.state in (State.PLANNED, State.DONE)
    }
    copies: list[Copy] = []
    left: list[LeftOut] = []
    for key, one in by_key.items():
        at = starts[key]
        is_there = key in keys or (one.sport, at) in slots
        if why := _why_not(one, at, is_there=is_there, now=now):
            left.append(LeftOut(one, why))
        else:
            copies.append(Copy(one, at))
    return WeekCopy(tuple(copies), tuple(left))


def copy_key(workout: Workout, target: Week) -> UUID:
    """The form key of a workout's copy, so that it is copied into one week once."""
    return uuid5(workout.pk, f"copied to {target.year} week {target.number}")


def _why_not(workout: Workout, at: datetime, *, is_there: bool, now: datetime) -> str:
    if workout.state == State.SKIPPED:
        return NOT_DONE
    if workout.state == State.CANCELLED:
        return CANCELLED
    if is_there:
        return THERE
    return PASSED if at < now else ""


def _copied_start(workout: Workout, source: Week, target: Week) -> datetime:
    """The same weekday and local clock, where the workout was lived."""
    zone, begun = workout.zone_info, workout.starts_at
    planned = workout.planned_start_at
    # What was planned for another day was lived on this one.
    base = planned if planned and local_day(planned, zone) == local_day(begun, zone) else begun
    local = base.astimezone(zone)
    # Seconds of a watch are no plan.
    clock = local.time().replace(second=0, microsecond=0)
    shift: timedelta = target.monday - source.monday
    return instant(local.date() + shift, clock, zone)
