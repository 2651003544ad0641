"""Writing cramps: each knows its workout, and the workout knows that there was a cramp."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from journal.models import CrampEpisode, Workout
from journal.models.episode import EndKind, Phase
from journal.queries.around import workout_around
from journal.services import entries
from journal.services import steps as steps_service


def guess_phase(workout: Workout | None, started_at: datetime) -> str:
    """When it came, as far as the workout tells; empty: not known (evidence row 5)."""
    if workout is None:
        return ""
    if started_at < workout.starts_at:
        return Phase.BEFORE
    if workout.ends_at is None:
        return ""
    return Phase.DURING if started_at <= workout.ends_at else Phase.AFTER


def log(
    athlete: User,
    *,
    form_key: UUID,
    values: Mapping[str, Any],
    steps: Mapping[str, int] | None = None,
    workout_id: UUID | None = None,
) -> tuple[CrampEpisode, bool]:
    """Save one cramp once, attach the workout it falls into, and answer that workout's question.

    `steps`: seconds to relief of each step whose time was told. Safe to run twice with one key:
    the second time the same row comes back.
    """
    started_at: datetime = values["started_at"]
    with transaction.atomic():
        workout = workout_around(athlete, started_at, preferred=workout_id)
        phase = values.get("phase") or guess_phase(workout, started_at)
        quarter = values.get("phase_quarter") if phase == Phase.DURING else None
        episode, made = entries.save_once(
            CrampEpisode,
            athlete=athlete,
            form_key=form_key,
            values={"zone": athlete.zone}
            | dict(values)
            | {"workout": workout, "phase": phase, "phase_quarter": quarter},
        )
        if made:
            _say_cramped(workout)
            steps_service.tell(episode, steps or {})
    return episode, made


def answered(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without a phase nobody chose: for those the row holds our guess."""
    return {name: value for name, value in values.items() if name != "phase" or value}


def revise(
    episode: CrampEpisode, *, values: Mapping[str, Any], steps: Mapping[str, int] | None = None
) -> None:
    """Save what was changed; a new start looks for its workout again.

    `steps` are the told times as they shall be; None leaves them as they are.
    A phase that the athlete left as it was is guessed anew with the new start. The workout it is
    taken from keeps its answer: only the athlete knows whether there was another cramp.
    """
    changed = dict(values)
    with transaction.atomic():
        if changed["started_at"] != episode.started_at:
            workout = workout_around(
                episode.athlete, changed["started_at"], preferred=episode.workout_id
            )
            if changed["phase"] in ("", episode.phase):
                changed["phase"] = guess_phase(workout, changed["started_at"])
            changed["workout"] = workout
            _say_cramped(workout)
        if changed["phase"] != Phase.DURING:
            changed["phase_quarter"] = None
        entries.update(episode, changed)
        if steps is not None:
            steps_service.retell(episode, steps)


def tell_soreness(episode: CrampEpisode, soreness: int) -> None:
    """How sore it was the next day, 0 to 10. Safe to run twice; the last answer counts."""
    entries.update(episode, {"soreness_next_day": soreness})


def end(episode: CrampEpisode, *, ended_at: datetime | None, kind: EndKind) -> None:
    """It is over. Safe to run twice; only a cramp that is still going is changed."""
    if episode.end_kind == EndKind.ONGOING:
        entries.update(episode, {"ended_at": ended_at, "end_kind": kind})


def remove(episode: CrampEpisode, now: datetime) -> bool:
    """Delete with a way back; whether the workout still says “cramp” with no other cramp of it.

    The workout's answer is left alone: it may have been given by hand.
    """
    entries.delete(episode, now)
    workout = episode.workout
    if workout is None or not workout.cramped:
        return False
    return not CrampEpisode.objects.owned_by(episode.athlete).filter(workout=workout).exists()


def bring_back(episode: CrampEpisode) -> None:
    """Restore a deleted cramp; its workout says again that there was one. Safe to run twice."""
    with transaction.atomic():
        entries.restore(episode)
        _say_cramped(episode.workout)


def _say_cramped(workout: Workout | None) -> None:
    if workout is not None and workout.cramped is not True:
        entries.update(workout, {"cramped": True})
