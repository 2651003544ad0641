"""What can happen to a workout. Every act is safe to run twice: the state is the lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import User
from journal.models import Workout
from journal.models.workout import State, WorkoutQuerySet
from journal.services import entries


def plan(athlete: User, *, form_key: UUID, values: Mapping[str, Any]) -> tuple[Workout, bool]:
    """A planned workout, and whether it was made now; the same form twice is one."""
    return entries.save_once(
        Workout, athlete=athlete, form_key=form_key, values={**values, "state": State.PLANNED}
    )


def finish(workout: Workout, values: Mapping[str, Any]) -> None:
    """What really happened, beside the planned numbers, which stay."""
    entries.update(workout, {**values, "state": State.DONE})


def _turn(workout: Workout, *, of: tuple[State, ...], to: State, now: datetime) -> bool:
    """Claim the row, so that of two taps only one changes anything."""
    return entries.claim(Workout.objects.filter(state__in=of), workout, {"state": to}, now)


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


def _without_cramp() -> WorkoutQuerySet:
    """Done workouts with no cramp logged for them."""
    return Workout.objects.done().exclude(episodes__deleted_at=None, episodes__isnull=False)


def answer_cramp(workout: Workout, *, cramped: bool, now: datetime) -> bool:
    """The answer to “any cramp?”. A logged cramp outweighs a “no”: then nothing changes."""
    rows = Workout.objects.done() if cramped else _without_cramp()
    return entries.claim(rows, workout, {"cramped": cramped}, now)


def take_back_cramp(workout: Workout, now: datetime) -> bool:
    """The answer was a slip: the question is open again, unless a cramp is logged."""
    return entries.claim(_without_cramp(), workout, {"cramped": None}, now)


def answer_effort(workout: Workout, rpe: int | None, now: datetime) -> bool:
    """How hard a done workout was, 0-10, and when that was told; None takes it back."""
    told_at = now if rpe is not None else None
    return entries.claim(Workout.objects.done(), workout, {"rpe": rpe, "rpe_at": told_at}, now)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was told of one workout; None is no answer. `did`: a plan was done as planned."""

    did: bool | None = None
    cramped: bool | None = None
    rpe: int | None = None

    def __bool__(self) -> bool:
        return (self.did, self.cramped, self.rpe) != (None, None, None)


def answer(workout: Workout, told: Answers, now: datetime) -> bool:
    """Write down what was answered and nothing else; whether anything changed.

    Answers given elsewhere in the meantime stand: only what is still open is filled in.
    """
    changed = False
    if told.did is not None and workout.state == State.PLANNED:
        changed = _done_as_planned(workout, now) if told.did else skip(workout, now)
    if told.cramped is not None and workout.cramped is None:
        changed |= answer_cramp(workout, cramped=told.cramped, now=now)
    if told.rpe is not None and workout.rpe is None:
        changed |= answer_effort(workout, told.rpe, now)
    return changed


def _done_as_planned(workout: Workout, now: datetime) -> bool:
    values = {
        "state": State.DONE,
        "started_at": workout.planned_start_at,
        "minutes": workout.planned_minutes,
        "distance_m": workout.planned_distance_m,
    }
    return entries.claim(Workout.objects.planned(), workout, values, now)
