"""Invitations to share a diary, and what a shared one says. The grant itself lives in accounts."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Grant, Level, level_choices
from accounts.zones import local_day
from coaching.terms import end_of

VALID_DAYS = 14


class Side(models.TextChoices):
    """Who wrote the invitation."""

    ATHLETE = "athlete", "An athlete offers their diary to a coach"
    COACH = "coach", "A coach asks an athlete for their diary"


def side_choices() -> list[tuple[str, str]]:
    """A function, so that a change of words is no migration."""
    return Side.choices


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """The vocabulary of reading invitations."""

    def open(self, now: datetime) -> Self:
        """Neither accepted, cancelled nor expired."""
        return self.filter(accepted_at=None, cancelled_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """By e-mail or by a single-use code, from either side. Only the hash of the code is kept.

    The categories are what the athlete offers (side athlete) or what the coach asks for (side
    coach); what is granted the athlete alone decides, before anything is seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invitations_sent"
    )
    side = models.CharField(max_length=8, choices=side_choices)
    email = models.EmailField(blank=True)
    code_hash = models.CharField(max_length=64, unique=True)
    categories = models.JSONField(default=list)
    level = models.CharField(max_length=8, choices=level_choices, default=Level.VIEW)
    grant_days = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations_accepted",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(cancelled_at=None),
                name="invitation_accepted_or_cancelled",
            ),
        ]
        indexes = [models.Index(fields=["sender", "-created_at"], name="invitation_of_sender")]

    def __str__(self) -> str:
        return f"{self.sender} {self.side}"

    @property
    def is_offer(self) -> bool:
        """Whether the athlete wrote it."""
        return self.side == Side.ATHLETE

    @property
    def grant_ends_at(self) -> datetime | None:
        """When the offered sharing ends: `grant_days` after the day it was written."""
        if self.grant_days is None:
            return None
        zone = self.sender.zone_info
        written_on = local_day(self.created_at, zone)
        return end_of(written_on + timedelta(days=self.grant_days), zone)


class Standing(models.Model):
    """Where an athlete stands on the list of one coach: what the grant lets the coach know.

    Written by `coaching.standings` alone. It holds rules and how grave they are, no number of the
    diary. Until it was found, everything but `due_at` is unknown.
    """

    grant = models.OneToOneField(Grant, on_delete=models.CASCADE, primary_key=True)
    # The gravest level; 0 when there is nothing to point out.
    gravity = models.PositiveSmallIntegerField(null=True)
    # Pairs of rule and level, gravest first.
    findings = models.JSONField(default=list)
    cramp_goes_on = models.BooleanField(default=False)
    # The newest Change it was found with, 0 before the first; no relation, since it only tells
    # whether there is a newer one.
    change = models.BigIntegerField(null=True)
    version = models.CharField(max_length=64, blank=True)
    found_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    # Since when each rule asks for an eye (coaching.arrivals), and the newest of those that do now.
    came = models.JSONField(default=dict)
    worse_at = models.DateTimeField(null=True)
    # The `worse_at` that the coach was mailed about last.
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="standing_due"),
            models.Index(
                fields=["worse_at"], condition=Q(worse_at__isnull=False), name="standing_worse"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.gravity}"
