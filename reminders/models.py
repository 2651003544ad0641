"""A reminder is a row: planned, claimed, sent, with a reason when it was not."""

from __future__ import annotations

from datetime import datetime, time
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q

EVENING_HOUR = time(20)
MORNING_HOUR = time(7, 30)
QUIET_FROM = time(22)
QUIET_TO = time(6)
# Evidence 8: at most two mails a session.
MAILS_A_WORKOUT = 2


class Kind(models.TextChoices):
    """Why a mail goes out."""

    HYDRATION = "hydration", "The evening before a workout"
    FOUR_HOURS = "four_hours", "Four hours before a workout"
    TWO_HOURS = "two_hours", "Two hours before a workout"
    PACE = "pace", "Before a hot or hard workout"
    RECOVERY = "recovery", "After a workout"
    UNANSWERED = "unanswered", "About a workout without an answer"
    ONGOING = "ongoing", "About an entry without an end"
    DOCTOR = "doctor", "When it is time to see a doctor"
    HEAT = "heat", "When to go on, if you asked for it"
    ATTENTION = "attention", "An athlete needs your eye"
    DIGEST = "digest", "Your athletes, week by week"


class State(models.TextChoices):
    """Where a reminder stands. The last four are final."""

    PLANNED = "planned", "Planned"
    CLAIMED = "claimed", "Being sent"
    SENT = "sent", "Sent"
    SKIPPED = "skipped", "Not needed"
    MISSED = "missed", "Too late"
    FAILED = "failed", "Could not be sent"


# What planning may still change; the other states are final or in the hands of a worker.
OPEN_STATES = (State.PLANNED, State.SKIPPED)


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
    # What it is about: each kind says what that is (reminders.kinds).
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
    # Which worker's batch holds it; the next claim overwrites it.
    claim = models.UUIDField(null=True, blank=True)
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
            # With the key, since many are due at the same instant and are claimed by the batch.
            models.Index(
                fields=["due_at", "id"], condition=Q(state="planned"), name="reminder_due"
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(state="claimed"), name="reminder_claimed"
            ),
            models.Index(fields=["due_at"], condition=Q(state="failed"), name="reminder_failed"),
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
    # Asked for, not given: two more e-mails on the day itself.
    four_hours = models.BooleanField("four hours before a workout", default=False)
    two_hours = models.BooleanField("two hours before a workout", default=False)
    pace = models.BooleanField("before a hot or hard workout", default=True)
    recovery = models.BooleanField("after a workout", default=True)
    unanswered = models.BooleanField("about a workout without an answer", default=True)
    ongoing = models.BooleanField("about an entry without an end", default=True)
    doctor = models.BooleanField("when it is time to see a doctor", default=True)
    # Each screen asks anew; this switch is above all of them.
    heat = models.BooleanField("when to go on, if you asked for it", default=True)
    # For coaches.
    attention = models.BooleanField("an athlete needs your eye", default=True)
    digest = models.BooleanField("your athletes, week by week", default=True)
    evening_at = models.TimeField(default=EVENING_HOUR)
    morning_at = models.TimeField(default=MORNING_HOUR)
    quiet_from = models.TimeField(default=QUIET_FROM)
    quiet_to = models.TimeField(default=QUIET_TO)
    paused_until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}"

    def wants(self, kind: str) -> bool:
        """Whether mails of this kind are switched on; each kind has a switch of its name."""
        return bool(getattr(self, Kind(kind).value))


class Snooze(models.Model):
    """One kind of mail rests until an instant, asked for from a mail of that kind."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="snoozes"
    )
    kind = models.CharField(max_length=16, choices=kind_choices)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_snooze_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.kind} until {self.until}"


def seat_of_workout(workout: UUID) -> str:
    """What a mail about a workout takes a seat of."""
    return f"w.{workout}"


class Seat(models.Model):
    """A mail's place among the few that may be about one workout, or in one day of a reader.

    `of` names what is counted (reminders.seats), `number` counts from 1. The unique key is the
    limit: two workers can never send one mail too many between them.
    """

    reminder = models.ForeignKey(Reminder, on_delete=models.CASCADE, related_name="seats")
    of = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="one_mail_a_seat"),
            models.UniqueConstraint(fields=["reminder", "of"], name="one_seat_a_mail"),
            models.CheckConstraint(condition=Q(number__gte=1), name="seats_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.number}"


class Ring(models.Model):
    """When each doorbell last rang and was heard by a worker: one row a task."""

    task = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.task
