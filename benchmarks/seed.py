"""Data for the benchmarks: the demo, its athletes' years repeated into the past."""

from __future__ import annotations

import uuid
from copy import copy
from datetime import datetime, timedelta
from typing import Any

from accounts.models import Grant, HealthConsent, User
from coaching import demo
from journal.models import CheckIn, CrampEpisode, Intake, Workout

ANA, KIM = demo.ANA.email, demo.COACH_EMAIL
# The moments of each kind that move when a year is copied into the past.
MOMENTS: dict[Any, tuple[str, ...]] = {
    Workout: ("planned_start_at", "started_at"),
    CrampEpisode: ("started_at", "ended_at"),
    Intake: ("started_at",),
    CheckIn: ("local_on",),
}
# When a row of each kind was lived.
LIVED: dict[Any, str] = {
    Workout: "starts_at",
    CrampEpisode: "started_at",
    Intake: "started_at",
    CheckIn: "local_on",
}
COPY_DAYS = demo.DAYS + 14


def years(now: datetime, copies: int) -> None:
    """The demo, and `copies - 1` earlier years of it."""
    demo.make(now)
    for athlete in User.objects.filter(email__in=[ANA, demo.BEN.email]):
        for model, moments in MOMENTS.items():
            last_year: list[Any] = list(model.objects.filter(athlete=athlete))
            for number in range(1, copies):
                back = timedelta(days=COPY_DAYS * number)
                model.objects.bulk_create(
                    [_moved(row, moments, back) for row in last_year], batch_size=200
                )


def athletes_of(coach: User, now: datetime, count: int) -> None:
    """Athletes who share with the coach and lived the last month of the demo's Ben."""
    ben = User.objects.get(email=demo.BEN.email)
    made = User.objects.bulk_create(
        User(email=f"athlete{n}@demo.example", name=f"Athlete {n}", zone=ben.zone)
        for n in range(count)
    )
    HealthConsent.objects.bulk_create(HealthConsent(user=one, given_at=now) for one in made)
    Grant.objects.bulk_create(Grant(athlete=one, coach=coach, granted_at=now) for one in made)
    month = now - timedelta(days=30)
    for model, moments in MOMENTS.items():
        rows: list[Any] = list(
            model.objects.filter(**{"athlete": ben, f"{LIVED[model]}__gt": month})
        )
        for one in made:
            copies = [_moved(row, moments, timedelta(0)) for row in rows]
            for copied in copies:
                copied.athlete = one
            model.objects.bulk_create(copies, batch_size=200)


def _moved(row: Any, moments: tuple[str, ...], back: timedelta) -> Any:
    """A copy of the row, lived some time earlier and tied to no workout."""
    fresh = copy(row)
    fresh.pk, fresh.form_key = uuid.uuid4(), uuid.uuid4()
    if hasattr(fresh, "workout_id"):
        fresh.workout_id = None
    for moment in moments:
        value = getattr(row, moment)
        setattr(fresh, moment, value and value - back)
    return fresh
