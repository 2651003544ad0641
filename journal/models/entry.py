"""What every dated entry of the diary shares."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.access import Access
from accounts.models import User, validate_zone

# A deleted entry can be brought back this long.
UNDO_DAYS = 30


def kept_deleted(kind: str) -> models.Index:
    """The index of the entries that are put away: few rows, whatever the length of the diary."""
    return models.Index(
        fields=["athlete", "deleted_at"],
        condition=Q(deleted_at__isnull=False),
        name=f"{kind}_deleted",
    )


class EntryQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """The vocabulary of reading entries."""

    def owned_by(self, athlete: User) -> Self:
        """This athlete's entries that are not deleted."""
        return self.filter(athlete=athlete, deleted_at=None)

    def of(self, access: Access) -> Self:
        """The entries of the athlete whose diary was opened."""
        return self.owned_by(access.athlete)

    def put_away(self, athlete: User, now: datetime) -> Self:
        """Deleted, and still to be brought back."""
        return self.filter(athlete=athlete, deleted_at__gt=now - timedelta(days=UNDO_DAYS))

    def overdue(self, now: datetime) -> Self:
        """Anybody's entries that nobody can bring back any more."""
        return self.filter(deleted_at__lte=now - timedelta(days=UNDO_DAYS))

    def restorable(self, athlete: User, now: datetime) -> Self:
        """Deleted no longer than UNDO_DAYS ago, or there: bringing back twice is no error."""
        lately = Q(deleted_at__gt=now - timedelta(days=UNDO_DAYS))
        return self.filter(Q(deleted_at=None) | lately, athlete=athlete)


class Entry(models.Model):
    """A row of somebody's diary.

    `form_key` is made when a form is shown and comes back with it: a double click or a resent
    form meets the unique key and makes one row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    athlete = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    zone = models.CharField(max_length=64, validators=[validate_zone])
    note = models.TextField(blank=True, max_length=2_000)
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def zone_info(self) -> ZoneInfo:
        """The zone the entry was lived in."""
        return ZoneInfo(self.zone)
