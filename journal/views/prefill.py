"""What the address of a form about a moment says beforehand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.http import AuthedRequest
from journal.forms.moment import EXACT, OTHER, read_instant
from journal.models import Workout

# Until then "now" is near enough to the end of a workout (design choice).
JUST_ENDED = timedelta(minutes=15)


def prefill(request: AuthedRequest, now: datetime) -> dict[str, Any]:
    """`at`, an ISO instant, and `workout`, one of the athlete's own: any other is 404.

    Who comes from a workout that is over tells of the workout, not of this minute: its end is
    offered as the time, or its start where no length is known.
    """
    initial: dict[str, Any] = {}
    if (exact := read_instant(request.GET.get("at", ""), now)) is not None:
        initial = {"at": exact.isoformat(), "when": EXACT}
    if (key := request.GET.get("workout")) is not None:
        workout = get_object_or_404(Workout.objects.owned_by(request.user), pk=_uuid(key))
        initial["workout"] = workout.pk
        ended = workout.ends_at or workout.starts_at
        if "at" not in initial and ended + JUST_ENDED < now:
            local = ended.astimezone(request.user.zone_info)
            initial |= {"when": OTHER, "on": local.date(), "clock": local.time()}
    return initial


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
