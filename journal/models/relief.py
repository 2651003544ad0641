"""What was done against one cramp, step by step."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from journal.models.episode import CrampEpisode, relief_choices

# A cramp is over or a doctor's matter long before (design choice).
MAX_SECONDS = 86_400


class ReliefStep(models.Model):
    """One step. The key is made where the step is tapped, so that sending it again is harmless.

    A guided step knows its instants; a step told later knows at most the seconds to relief.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    episode = models.ForeignKey(CrampEpisode, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=8, choices=relief_choices)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # None: not said whether it eased the cramp.
    eased = models.BooleanField(null=True, blank=True)
    # From the start of the step until the cramp let go, as told by hand.
    seconds_to_relief = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["started_at", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="relief_step_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(seconds_to_relief=None) | Q(seconds_to_relief__lte=MAX_SECONDS),
                name="relief_step_seconds_in_range",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def to_relief(self) -> timedelta | None:
        """How long this step took to ease the cramp; None when it did not or nobody said."""
        if self.seconds_to_relief is not None:
            return timedelta(seconds=self.seconds_to_relief)
        if self.eased and self.started_at is not None and self.ended_at is not None:
            return self.ended_at - self.started_at
        return None


class ReliefRun(models.Model):
    """The guided screen of one cramp: whether it is open, and whether it may send a mail."""

    episode = models.OneToOneField(
        CrampEpisode, on_delete=models.CASCADE, primary_key=True, related_name="run"
    )
    # The athlete asked for a mail when a round of warmth is due and the page is closed.
    mail_heat = models.BooleanField(default=False)
    # When the page last said that somebody looks at it.
    seen_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["seen_at"],
                condition=Q(mail_heat=True, finished_at=None),
                name="run_with_heat_mail",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode_id}"
