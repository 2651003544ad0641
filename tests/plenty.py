"""Many rows at once: people, changes, and a diary with so many of everything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from accounts.models import AccessLog, HealthConsent, User
from advice.models import FindingSnapshot, ReportFile, RetiredRule
from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    Entry,
    Intake,
    Medication,
    NearCramp,
    ReliefRun,
    ReliefStep,
    Workout,
    WorkoutTemplate,
)
from reminders.models import Reminder
from tests import make


def crowd(count: int) -> list[User]:
    """People who consented and cannot log in, written in bulk."""
    made = User.objects.bulk_create(
        User(email=f"crowd{n}@example.org", name=f"Crowd {n}", zone="Europe/Lisbon")
        for n in range(count)
    )
    HealthConsent.objects.bulk_create(
        HealthConsent(user=one, given_at=make.NOON - timedelta(days=400)) for one in made
    )
    return made


def changes(athlete: User, kind: type[Entry], keys: Iterable[UUID]) -> None:
    """A note was added to each of these entries, long before NOON, a minute apart."""
    Change.objects.bulk_create(
        Change(
            athlete=athlete,
            kind=kind._meta.model_name or "",
            entry_id=key,
            act="changed",
            fields={"note": ["", "It went well."]},
            at=make.NOON - timedelta(days=4_000, minutes=number),
        )
        for number, key in enumerate(keys)
    )


def diary(athlete: User, reader: User, workout: Workout, numbers: range) -> None:
    """A row of each kind for each number, two a day from NOON; odd events are `workout`'s."""
    half_days = [timedelta(hours=12 * n) for n in numbers]
    common: dict[str, Any] = {"athlete": athlete, "zone": athlete.zone}
    Workout.objects.bulk_create(
        [
            Workout(**common, sport="run", planned_start_at=make.NOON + far, planned_minutes=60)
            for far in half_days
        ]
        + [
            Workout(
                **common, sport="run", state="done", started_at=make.NOON - far, minutes=60, rpe=5
            )
            for far in half_days
        ]
    )
    events = [
        common | {"started_at": make.NOON - far, "workout": workout if n % 2 else None}
        for n, far in zip(numbers, half_days, strict=True)
    ]
    cramps = CrampEpisode.objects.bulk_create(
        CrampEpisode(**event, muscles=["calf-l"]) for event in events
    )
    NearCramp.objects.bulk_create(NearCramp(**event, muscles=["calf-r"]) for event in events)
    ReliefStep.objects.bulk_create(
        ReliefStep(episode=one, kind=kind, started_at=one.started_at)
        for one in cramps
        for kind in ("stretch", "heat")
    )
    ReliefRun.objects.bulk_create(ReliefRun(episode=one) for one in cramps)
    drinks = Drink.objects.bulk_create(
        Drink(owner=athlete, name=f"Drink {n}", mono_g=4) for n in numbers
    )
    Cup.objects.bulk_create(
        Cup(owner=athlete, drink=one, name=one.name, volume_ml=500) for one in drinks
    )
    Intake.objects.bulk_create(
        Intake(**event, drink=one, volume_ml=100) for event, one in zip(events, drinks, strict=True)
    )
    # The last day too may be busy.
    Intake.objects.bulk_create(
        Intake(**common, drink=one, volume_ml=1, started_at=make.NOON - timedelta(minutes=n))
        for n, one in zip(numbers, drinks, strict=True)
    )
    days = [make.TODAY - timedelta(days=n) for n in numbers]
    CheckIn.objects.bulk_create(
        CheckIn(**common, local_on=day, fatigue=3, soreness={"calf": 2}) for day in days
    )
    Medication.objects.bulk_create(
        Medication(**common, name=f"Medicine {n}", started_on=day) for n, day in enumerate(days)
    )
    for kind in (Workout, CrampEpisode, NearCramp, Intake, CheckIn, Medication):
        keys = list(kind._default_manager.filter(athlete=athlete).values_list("pk", flat=True))
        changes(athlete, kind, keys)
    _plenty_history(athlete, numbers)
    FindingSnapshot.objects.bulk_create(
        FindingSnapshot(athlete=athlete, rule=rule, level=20, shown_on=day, answer="followed")
        for day in days
        for rule in ("consistent_cramps", "load_jump")
    )
    RetiredRule.objects.bulk_create(
        RetiredRule(athlete=athlete, rule=f"rule_{number}", retired_at=make.NOON)
        for number in numbers
    )
    ReportFile.objects.bulk_create(
        ReportFile(athlete=athlete, asked_at=make.NOON - timedelta(minutes=n), questions="Why?")
        for n in numbers
    )
    WorkoutTemplate.objects.bulk_create(
        WorkoutTemplate(owner=athlete, name=f"Template {n}", sport="run", minutes=60)
        for n in numbers
    )
    AccessLog.objects.bulk_create(
        AccessLog(athlete=athlete, reader=reader, page="workout", at=make.NOON - far)
        for far in half_days
    )
    Reminder.objects.bulk_create(
        Reminder(
            recipient=athlete,
            kind="hydration",
            subject_id=day.isoformat(),
            local_on=day,
            due_at=make.NOON - far,
            state="sent",
            created_at=make.NOON - far,
        )
        for day, far in zip(days, half_days, strict=True)
    )


def _plenty_history(athlete: User, numbers: range) -> None:
    """For each number a deleted row of each kind, and what was done to it."""
    common: dict[str, Any] = {"athlete": athlete, "zone": athlete.zone, "deleted_at": make.NOON}
    water = Drink.objects.filter(owner=None).first() or make.drink()
    times = [make.NOON - timedelta(hours=12 * n) for n in numbers]
    cramp: dict[str, Any] = {"muscles": ["foot-r"], "started_at": make.NOON}
    rows: list[Entry] = []
    for n in numbers:
        rows += [
            Workout(**common, sport="run", planned_start_at=make.NOON),
            CrampEpisode(**common, **cramp),
            NearCramp(**common, **cramp),
            Intake(**common, drink=water, volume_ml=9, started_at=make.NOON),
            # One check a day, and the days of this decade have theirs.
            CheckIn(**common, local_on=make.TODAY - timedelta(days=4_000 + n)),
            Medication(**common, name=f"Deleted {n}"),
        ]
    kinds: tuple[type[Entry], ...] = tuple(dict.fromkeys(type(row) for row in rows))
    for model in kinds:
        model._default_manager.bulk_create([row for row in rows if type(row) is model])
    Change.objects.bulk_create(
        Change(
            athlete=athlete,
            kind=str(row._meta.model_name),
            entry_id=row.pk,
            act="changed",
            fields={"note": ["", "More"], "drink": [None, str(water.pk)]},
            at=at,
        )
        for at, row in zip((at for at in times for _ in range(6)), rows, strict=True)
    )
