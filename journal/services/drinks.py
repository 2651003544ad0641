"""Writing what was drunk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from journal.models import Drink, Intake
from journal.queries.around import workout_around
from journal.services import entries

INSIDE = timedelta(0)


def log(
    athlete: User,
    *,
    form_key: UUID,
    drink: Drink,
    started_at: datetime,
    volume_ml: float,
    ended_at: datetime | None = None,
    workout_id: UUID | None = None,
) -> tuple[Intake, bool]:
    """Save one amount once, with the workout it was drunk in; a new drink is saved with it.

    Safe to run twice with one key: the second time the same row comes back and no drink is made.
    """
    with transaction.atomic():
        if drink._state.adding:  # noqa: SLF001 Django's own mark of an unsaved row
            there = Intake.objects.filter(athlete=athlete, form_key=form_key).first()
            if there is not None:
                entries.restore(there)
                return there, False
            drink.save()
        workout = workout_around(athlete, started_at, after=INSIDE, preferred=workout_id)
        values = {
            "zone": athlete.zone,
            "drink": drink,
            "started_at": started_at,
            "ended_at": ended_at,
            "volume_ml": volume_ml,
            "workout": workout,
        }
        return entries.save_once(Intake, athlete=athlete, form_key=form_key, values=values)


def revise(intake: Intake, *, drink: Drink, values: Mapping[str, Any]) -> None:
    """Save what was changed; a new time looks for its workout again, a new drink is saved too."""
    changed = {"drink": drink} | dict(values)
    with transaction.atomic():
        if drink._state.adding:  # noqa: SLF001 Django's own mark of an unsaved row
            drink.save()
        if changed["started_at"] != intake.started_at:
            changed["workout"] = workout_around(
                intake.athlete, changed["started_at"], after=INSIDE, preferred=intake.workout_id
            )
        entries.update(intake, changed)
