"""Findings as they were shown, and what the athlete answered."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Answer(models.TextChoices):
    """What the athlete made of a finding."""

    OPEN = "", "Not answered"
    FOLLOWED = "followed", "I did it"
    NOT_NOW = "not_now", "Not now"
    BOOKED = "booked", "Visit planned"
    SEEN = "seen", "I have seen a doctor"


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
    answer = models.CharField(max_length=12, choices=answer_choices, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

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
