"""Findings as they were shown, and what the athlete answered."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q


class Answer(models.TextChoices):
    """What the athlete made of a finding."""

    OPEN = "", "Not answered"
    FOLLOWED = "followed", "I did it"
    NOT_FOLLOWED = "not_followed", "Not this time"
    NOT_NOW = "not_now", "Not now"
    BOOKED = "booked", "Visit planned"
    SEEN = "seen", "I have seen a doctor"


class Reason(models.TextChoices):
    """Why a piece of advice was not followed; each is a good reason."""

    UNTOLD = "", "Not told"
    NO_TIME = "no_time", "No time"
    DID_NOT_FIT = "did_not_fit", "It did not fit my plan"
    FELT_FINE = "felt_fine", "I felt fine"
    NOT_POSSIBLE = "not_possible", "I could not"
    ELSE = "else", "Something else"


def reason_choices() -> list[tuple[str, str]]:
    """A function, so that a new reason is no migration."""
    return Reason.choices


def answer_choices() -> list[tuple[str, str]]:
    """A function, so that a new answer is no migration."""
    return Answer.choices


class FindingSnapshot(models.Model):
    """A rule's verdict, frozen when shown or mailed, so that it can be explained next year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    rule = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    level = models.PositiveSmallIntegerField()
    inputs = models.JSONField(default=dict)
    # The athlete's local day; a rule is kept once a day.
    shown_on = models.DateField()
    # The first time on that day, so that a workout that was over is not laid to its account; rows
    # from before this column have only the day.
    shown_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=answer_choices, blank=True)
    # Also the time an answer was taken back: whoever keeps findings for a while looks here
    # whether anything was told since.
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=16, choices=reason_choices, blank=True)
    # With "not now": the first local day on which the rule may speak again.
    quiet_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["athlete", "rule", "shown_on"], name="one_snapshot_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["athlete", "rule", "-shown_on"], name="snapshot_of_athlete"),
            models.Index(
                fields=["athlete", "-answered_at"],
                condition=Q(answered_at__isnull=False),
                name="answer_of_athlete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.shown_on}"


class RetiredRule(models.Model):
    """A rule this athlete does not want to hear from any more; taken back at any time.

    Only rules below a doctor's visit can be retired.
    """

    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="retired_rules"
    )
    rule = models.CharField(max_length=60)
    retired_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "rule"], name="one_retirement_a_rule"),
        ]

    def __str__(self) -> str:
        return self.rule


class Making(models.TextChoices):
    """Where the making of a report file stands. The last two are final."""

    QUEUED = "queued", "Waiting"
    RUNNING = "running", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Could not be made"


def making_choices() -> list[tuple[str, str]]:
    """A function, so that a new state is no migration."""
    return Making.choices


# A file is kept so long, then made anew (design choice; a share link ends no later).
FILE_DAYS = 30


class ReportFile(models.Model):
    """The doctor's page as a PDF, made once by a worker and then as it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="report_files"
    )
    # A double click makes one file.
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    asked_at = models.DateTimeField()
    # What the athlete wants to ask the doctor, in their own words.
    questions = models.TextField(max_length=2_000, blank=True)
    with_medicines = models.BooleanField(default=True)
    with_notes = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=making_choices, default=Making.QUEUED)
    # Of 100, so that a page that waits can show how far it is.
    progress = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    pdf = models.BinaryField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form_key"], name="one_report_a_form"),
            models.CheckConstraint(
                condition=~Q(state=Making.DONE) | Q(pdf__isnull=False), name="done_has_a_pdf"
            ),
        ]
        indexes = [
            models.Index(fields=["athlete", "-asked_at"], name="report_of_athlete"),
            # Every minute somebody asks which files nobody is making.
            models.Index(fields=["asked_at"], condition=Q(made_at=None), name="report_not_made"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d}"

    @property
    def kept_until(self) -> datetime:
        """When it is thrown away."""
        return self.asked_at + timedelta(days=FILE_DAYS)


class ReportShare(models.Model):
    """A link with a passcode to one report file; only hashes of both are kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(ReportFile, on_delete=models.CASCADE, related_name="shares")
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    passcode_hash = models.CharField(max_length=128)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    opens = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True, blank=True)
    # Wrong passcodes in a row; too many shut the link.
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["file", "form_key"], name="one_share_a_form"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("made_at")), name="share_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"
