"""Writing check-ins and the body page: one row a day, one row a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from accounts.models import User
from journal.models import CheckIn, HealthProfile


def check_in(athlete: User, *, day: date, values: Mapping[str, Any]) -> CheckIn:
    """Save the answers of a local day; sent again, the later answers stand (safe to run twice)."""
    row, _ = CheckIn.objects.update_or_create(
        athlete=athlete,
        local_on=day,
        defaults=dict(values) | {"deleted_at": None},
        create_defaults=dict(values) | {"zone": athlete.zone},
    )
    return row


def save_profile(athlete: User, *, values: Mapping[str, Any]) -> HealthProfile:
    """Save the body page (safe to run twice)."""
    row, _ = HealthProfile.objects.update_or_create(athlete=athlete, defaults=dict(values))
    return row
