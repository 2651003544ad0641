"""What is asked often, or of everybody's rows, is looked up in an index, on either database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet

from accounts.models import AccessLog, User
from accounts.paging import Key, behind
from advice.models import FindingSnapshot, ReportFile
from advice.report_files import unmade
from coaching.attention import worse_since
from coaching.models import Invitation, Standing
from journal.models import (
    Change,
    CrampEpisode,
    Intake,
    NearCramp,
    ReliefRun,
    ReliefStep,
    Workout,
)
from journal.queries.ongoing import going_on
from journal.queries.relief import runs_with_mail
from journal.queries.unanswered import begun_since
from reminders.models import Reminder
from reminders.queries.coaches import coaches_in
from tests import make, plenty

pytestmark = pytest.mark.django_db

Ask = Callable[[User, datetime], QuerySet[Any]]
SOON = timedelta(days=2)

QUESTIONS: dict[str, tuple[Ask, str]] = {
    "the first page of the journal": (
        lambda ana, _: Workout.objects.owned_by(ana).order_by("-starts_at", "-pk")[:21],
        "workout_of_athlete",
    ),
    "a later page of the journal": (
        lambda ana, now: (
            Workout.objects.owned_by(ana)
            .filter(behind("starts_at", Key(now, ana.pk)))
            .order_by("-starts_at", "-pk")[:21]
        ),
        "workout_of_athlete",
    ),
    "a month": (
        lambda ana, now: Workout.objects.owned_by(ana).starting(now, now + timedelta(days=31)),
        "workout_of_athlete",
    ),
    "drinks": (
        lambda ana, _: Intake.objects.owned_by(ana).order_by("-started_at", "-pk")[:21],
        "intake_of_athlete",
    ),
    "near-cramps": (
        lambda ana, _: NearCramp.objects.owned_by(ana).order_by("-started_at", "-pk")[:21],
        "near_cramp_of_athlete",
    ),
    "the steps of a cramp": (
        lambda ana, _: ReliefStep.objects.filter(episode=ana.pk),
        "journal_reliefstep_episode_id",
    ),
    "screens that may send a mail": (lambda _, now: runs_with_mail(now), "run_with_heat_mail"),
    "what was deleted": (
        lambda ana, now: Workout.objects.put_away(ana, now).order_by("-deleted_at", "-pk")[:21],
        "workout_deleted",
    ),
    "the history": (
        lambda ana, _: Change.objects.filter(athlete=ana).order_by("-at", "-pk")[:21],
        "change_of_athlete",
    ),
    "the history of an entry": (
        lambda ana, _: Change.objects.filter(athlete=ana, entry_id=ana.pk).order_by("-at", "-pk"),
        "change_of_entry",
    ),
    "everybody's workouts of the next days": (
        lambda _, now: Workout.objects.planned().filter(
            deleted_at=None, starts_at__gt=now, starts_at__lt=now + SOON
        ),
        "workout_still_planned",
    ),
    "cramps told lately": (
        lambda _, now: CrampEpisode.objects.filter(changed_at__gt=now, deleted_at=None),
        "episode_lately",
    ),
    "answers told lately": (
        lambda _, now: Workout.objects.filter(changed_at__gt=now, deleted_at=None, cramped=True),
        "workout_cramped_lately",
    ),
    "plans whose time may be over": (
        lambda _, now: begun_since(now - SOON, now)[0].order_by("starts_at", "pk")[:500],
        "workout_still_planned",
    ),
    "workouts done that wait for an answer": (
        lambda _, now: begun_since(now - SOON, now)[1].order_by("starts_at", "pk")[:500],
        "workout_unanswered",
    ),
    "cramps without an end": (
        lambda _, now: going_on(now - SOON, now).order_by("started_at", "pk")[:500],
        "episode_without_end",
    ),
    "what is new on a coach's list": (
        lambda _, now: worse_since(now - SOON).order_by("worse_at", "pk")[:500],
        "standing_worse",
    ),
    "coaches where it is Monday": (
        lambda _, now: coaches_in(("Europe/Lisbon", "Europe/Paris"), now).order_by("zone", "pk"),
        "coach_of_zone",
    ),
    "mails that are due": (lambda _, now: Reminder.objects.due(now), "reminder_due"),
    "mails whose worker stopped": (
        lambda _, now: Reminder.objects.filter(state="claimed", claimed_at__lt=now),
        "reminder_claimed",
    ),
    "one's mails": (
        lambda ana, _: Reminder.objects.filter(recipient=ana).order_by("-due_at")[:50],
        "reminder_of_recipient",
    ),
    "who looked": (
        lambda ana, now: AccessLog.objects.filter(athlete=ana, at__gte=now).order_by("-at")[:51],
        "access_log_of_athlete",
    ),
    "what was shown": (
        lambda ana, _: FindingSnapshot.objects.filter(athlete=ana, rule="x").order_by("-shown_on"),
        "snapshot_of_athlete",
    ),
    "doctor's pages to be made": (
        lambda _, now: unmade(now).order_by("asked_at"),
        "report_not_made",
    ),
    "one's invitations": (
        lambda ana, _: Invitation.objects.filter(sender=ana).order_by("-created_at")[:21],
        "invitation_of_sender",
    ),
}


def full_tables() -> User:
    """Ana with two years of rows among thirty newcomers: a plan is chosen by statistics."""
    ana, kim = make.user(), make.coach()
    water = make.drink()
    for athlete in [ana, *plenty.crowd(29)]:
        diary: dict[str, Any] = {"athlete": athlete, "zone": athlete.zone}
        count = 1_500 if athlete == ana else 10
        times = [make.NOON + timedelta(hours=12 * (n - count // 2)) for n in range(count)]
        Workout.objects.bulk_create(
            Workout(**diary, sport="run", planned_start_at=at, planned_minutes=60) for at in times
        )
        deleted = diary | {"deleted_at": make.NOON}
        Workout.objects.bulk_create(
            Workout(**deleted, sport="run", planned_start_at=at) for at in times[:9]
        )
        Change.objects.bulk_create(
            Change(athlete=athlete, kind="workout", entry_id=uuid4(), act="made", at=at)
            for at in times
        )
        CrampEpisode.objects.bulk_create(
            CrampEpisode(**diary, muscles=["calf-l"], started_at=at) for at in times
        )
        NearCramp.objects.bulk_create(
            NearCramp(**diary, muscles=["calf-l"], started_at=at) for at in times
        )
        relieved(athlete)
        # Of the thirty a few grants are graver than they were.
        grant = make.grant(athlete, kim)
        Standing.objects.create(grant=grant, due_at=make.NOON)
        Intake.objects.bulk_create(
            Intake(**diary, drink=water, volume_ml=100, started_at=at) for at in times
        )
        AccessLog.objects.bulk_create(
            AccessLog(athlete=athlete, reader=kim, page="workout", at=at) for at in times
        )
        FindingSnapshot.objects.bulk_create(
            FindingSnapshot(athlete=athlete, rule=f"rule_{n}", level=5, shown_on=make.TODAY)
            for n in range(len(times))
        )
        Reminder.objects.bulk_create(
            Reminder(
                recipient=athlete,
                kind="hydration",
                subject_id=at.isoformat(),
                local_on=at.date(),
                due_at=at,
                stale_at=at,
                created_at=at,
            )
            for at in times
        )
        ReportFile.objects.bulk_create(
            ReportFile(athlete=athlete, asked_at=at, made_at=at, state="failed") for at in times
        )
        Invitation.objects.bulk_create(
            Invitation(
                sender=athlete,
                side="athlete",
                categories=["workouts"],
                created_at=at,
                expires_at=at,
                code_hash=uuid4().hex,
            )
            for at in times
        )
    return ana


def relieved(athlete: User) -> None:
    """Each cramp of the athlete with a screen that was looked at, and two steps."""
    cramps = CrampEpisode.objects.filter(athlete=athlete)
    ReliefRun.objects.bulk_create(
        ReliefRun(episode=one, seen_at=one.started_at, finished_at=one.started_at) for one in cramps
    )
    ReliefStep.objects.bulk_create(
        ReliefStep(episode=one, kind=kind, started_at=one.started_at)
        for one in cramps
        for kind in ("stretch", "massage")
    )


def test_each_question_is_answered_from_its_index() -> None:
    ana = full_tables()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            # It would rather read so small a table whole.
            cursor.execute("SET LOCAL enable_seqscan = off")

    plans = {name: ask(ana, make.NOON).explain() for name, (ask, _) in QUESTIONS.items()}

    assert {name: plan for name, plan in plans.items() if QUESTIONS[name][1] not in plan} == {}
