"""A reminder is a row: planned, claimed, sent, with a reason when it was not."""

from __future__ import annotations

from datetime import datetime, time
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

EVENING_HOUR = time(20)
QUIET_FROM = time(22)
QUIET_TO = time(6)


class Kind(models.TextChoices):
    """Why a mail goes out."""

    HYDRATION = "hydration", "The evening before a workout"
    DOCTOR = "doctor", "When it is time to see a doctor"
    HEAT = "heat", "When to go on, if you asked for it"


class State(models.TextChoices):
    """Where a reminder stands. The last four are final."""

    PLANNED = "planned", "Planned"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Not needed"
    MISSED = "missed", "Too late"
    FAILED = "failed", "Could not be sent"


def kind_choices() -> list[tuple[str, str]]:
    """A function, so that a new kind is no migration."""
    return Kind.choices


def state_choices() -> list[tuple[str, str]]:
    """A function, so that a new state is no migration."""
    return State.choices


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """The vocabulary of reading reminders."""

    def due(self, now: datetime) -> Self:
        """Planned and due; touches due rows only (partial index)."""
        return self.filter(state=State.PLANNED, due_at__lte=now)


class Reminder(models.Model):
    """One mail to one person about one thing on one local day."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField(max_length=16, choices=kind_choices)
    # What it is about: for hydration the local day of the workouts, for doctor the rule, for heat
    # the cramp and the round that is due.
    subject_id = models.CharField(max_length=60)
    # The recipient's local day on which it is due.
    local_on = models.DateField()
    due_at = models.DateTimeField()
    # After this instant the mail helps nobody any more; None: it stays useful.
    stale_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=state_choices, default=State.PLANNED)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_id", "local_on"], name="one_reminder_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="planned"), name="reminder_due"),
            models.Index(
                fields=["claimed_at"], condition=Q(state="claimed"), name="reminder_claimed"
            ),
            models.Index(fields=["recipient", "-due_at"], name="reminder_of_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.local_on} {self.state}"


class Preference(models.Model):
    """What somebody wants to be told, and when. No row means the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="reminder_preference",
    )
    hydration = models.BooleanField("the evening before a workout", default=True)
    doctor = models.BooleanField("when it is time to see a doctor", default=True)
    # Each screen asks anew; this switch is above all of them.
    heat = models.BooleanField("when to go on, if you asked for it", default=True)
    evening_at = models.TimeField(default=EVENING_HOUR)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_to = models.TimeField(default=QUIET_TO)
    paused_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}"

    def wants(self, kind: str) -> bool:
        """Whether mails of this kind are switched on."""
        return {
            Kind.HYDRATION: self.hydration,
            Kind.DOCTOR: self.doctor,
            Kind.HEAT: self.heat,
        }[Kind(kind)]


class Ring(models.Model):
    """When each doorbell last rang and was heard by a worker: one row a task."""

    task = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task
