"""Writing what the welcome asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from journal.emergency import number_for
from journal.models import HealthProfile
from journal.services import wellness


def tell(athlete: User, *, zone: str, units: str, body: Mapping[str, Any], now: datetime) -> None:
    """Keep the answers about the person (safe to run twice)."""
    with transaction.atomic():
        User.objects.filter(pk=athlete.pk).update(zone=zone, units=units)
        _profile(athlete, zone)
        wellness.save_profile(athlete, values=body, now=now)


def leave(athlete: User, now: datetime) -> None:
    """The last step is left, and the welcome does not come back. The first time stands."""
    _profile(athlete, athlete.zone)
    rows = HealthProfile.objects.filter(athlete=athlete, welcomed_at=None)
    rows.update(welcomed_at=now)


def _profile(athlete: User, zone: str) -> None:
    """A body page with the emergency number of where the athlete lives."""
    HealthProfile.objects.get_or_create(
        athlete=athlete, defaults={"emergency_number": number_for(zone)}
    )
