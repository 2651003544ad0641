"""Writing near-cramps. They answer no workout's “any cramp?”: it stopped short of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from journal.models import CrampEpisode, NearCramp
from journal.queries.around import workout_around
from journal.services import entries, episodes


def log(
    athlete: User, *, form_key: UUID, values: Mapping[str, Any], workout_id: UUID | None = None
) -> tuple[NearCramp, bool]:
    """Save one near-cramp once, with the workout it falls into. Safe to run twice with one key."""
    workout = workout_around(athlete, values["started_at"], preferred=workout_id)
    return entries.save_once(
        NearCramp,
        athlete=athlete,
        form_key=form_key,
        values={"zone": athlete.zone} | dict(values) | {"workout": workout},
    )


def log_instead(
    episode: CrampEpisode | None,
    *,
    athlete: User,
    form_key: UUID,
    values: Mapping[str, Any],
    workout_id: UUID | None = None,
    now: datetime,
) -> tuple[NearCramp, bool]:
    """Save a near-cramp, and put away the logged cramp that was none, if there is one.

    Both or neither. A workout without another cramp is asked anew: a near-cramp must not go on
    counting as a cramp in it, and only the athlete knows of one that was never logged.
    """
    with transaction.atomic():
        near, made = log(
            athlete,
            form_key=form_key,
            values=_zone_of(episode) | dict(values),
            workout_id=workout_id,
        )
        if episode is not None and episodes.remove(episode, now) and episode.workout is not None:
            entries.update(episode.workout, {"cramped": None})
    return near, made


def revise(near: NearCramp, *, values: Mapping[str, Any]) -> None:
    """Save what was changed; a new start looks for its workout again."""
    changed = dict(values)
    if changed["started_at"] != near.started_at:
        changed["workout"] = workout_around(
            near.athlete, changed["started_at"], preferred=near.workout_id
        )
    entries.update(near, changed)


def become_cramp(
    near: NearCramp | None,
    *,
    athlete: User,
    form_key: UUID,
    values: Mapping[str, Any],
    steps: Mapping[str, int] | None = None,
    workout_id: UUID | None = None,
    now: datetime,
) -> tuple[CrampEpisode, bool]:
    """Save a cramp, and put away the near-cramp it takes the place of, if there is one.

    Both or neither. Safe to run twice with one key.
    """
    with transaction.atomic():
        episode, made = episodes.log(
            athlete,
            form_key=form_key,
            values=_zone_of(near) | dict(values),
            steps=steps,
            workout_id=workout_id,
        )
        if near is not None:
            entries.delete(near, now)
    return episode, made


def _zone_of(replaced: NearCramp | CrampEpisode | None) -> dict[str, str]:
    """What takes the place of an entry was lived where that was lived."""
    return {"zone": replaced.zone} if replaced is not None else {}
