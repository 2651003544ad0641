"""What can happen to a workout. Every act is safe to run twice: the state is the lock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from journal.models import Workout
from journal.models.change import Act
from journal.models.workout import State
from journal.services import entries, history


def plan(athlete: User, *, form_key: UUID, values: Mapping[str, Any]) -> Workout:
    """A planned workout; the same form twice is one."""
    return entries.save_once(
        Workout, athlete=athlete, form_key=form_key, values={**values, "state": State.PLANNED}
    )[0]


def log(athlete: User, *, form_key: UUID, values: Mapping[str, Any]) -> Workout:
    """A workout done without a plan; the same form twice is one."""
    return entries.save_once(
        Workout, athlete=athlete, form_key=form_key, values={**values, "state": State.DONE}
    )[0]


def finish(workout: Workout, values: Mapping[str, Any]) -> None:
    """What really happened, beside the planned numbers, which stay."""
    entries.update(workout, {**values, "state": State.DONE})


def _claim(rows: QuerySet[Workout], workout: Workout, name: str, value: Any, now: datetime) -> bool:
    """Set one field of the row if it is still among `rows`; whether it was (history is kept).

    Claimed by UPDATE, so that of two taps only one changes anything.
    """
    before = getattr(workout, name)
    with transaction.atomic():
        if not rows.filter(pk=workout.pk).update(**{name: value}, changed_at=now):
            return False
        setattr(workout, name, value)
        workout.changed_at = now
        history.record(workout, Act.CHANGED, {name: [before, value]})
    return True


def _turn(workout: Workout, *, of: tuple[State, ...], to: State, now: datetime) -> bool:
    for state in of:
        workout.state = state
        if _claim(Workout.objects.filter(state=state), workout, "state", to, now):
            return True
    workout.refresh_from_db(fields=["state"])
    return False


def skip(workout: Workout, now: datetime) -> bool:
    """A planned workout was not done. Whether this changed anything."""
    return _turn(workout, of=(State.PLANNED,), to=State.SKIPPED, now=now)


def cancel(workout: Workout, now: datetime) -> bool:
    """A planned workout will not be done. Whether this changed anything."""
    return _turn(workout, of=(State.PLANNED,), to=State.CANCELLED, now=now)


def reopen(workout: Workout, now: datetime) -> bool:
    """A workout that was let go is planned again. Whether this changed anything."""
    return _turn(workout, of=(State.SKIPPED, State.CANCELLED), to=State.PLANNED, now=now)


def move(workout: Workout, values: Mapping[str, Any]) -> None:
    """Another start; nothing else."""
    entries.update(workout, values)


def answer_cramp(workout: Workout, *, cramped: bool, now: datetime) -> bool:
    """The answer to “any cramp?”; whether it stands now.

    A logged cramp outweighs a “no”: then nothing changes.
    """
    rows = Workout.objects.done()
    if not cramped:
        rows = rows.exclude(episodes__deleted_at=None, episodes__isnull=False)
    for before in (None, not cramped):
        workout.cramped = before
        if _claim(rows.filter(cramped=before), workout, "cramped", cramped, now):
            return True
    workout.refresh_from_db(fields=["cramped"])
    return rows.filter(pk=workout.pk, cramped=cramped).exists()
