"""What the address of a form about a moment says beforehand."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.http import AuthedRequest
from accounts.models import User
from journal.forms.moment import EXACT, OTHER, read_instant
from journal.labels import SugarKind
from journal.models import CrampEpisode, NearCramp, Workout

# The form fields that an address may fill: amounts per 100 mL as in `OwnDrinkForm`.
LABEL_FIGURES = (
    "carbs",
    "sugars",
    "sodium",
    "potassium",
    "magnesium",
    "calcium",
    "protein",
    "fat",
    "alcohol",
    "osmolality",
)
FIGURE = re.compile(r"\d{1,5}(\.\d{1,3})?")
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
        workout = get_object_or_404(Workout.objects.owned_by(request.user), pk=key_of(key))
        initial["workout"] = workout.pk
        ended = workout.ends_at or workout.starts_at
        if "at" not in initial and ended + JUST_ENDED < now:
            local = ended.astimezone(request.user.zone_info)
            initial |= {"when": OTHER, "on": local.date(), "clock": local.time()}
    return initial


def label_brought(request: AuthedRequest) -> dict[str, Any]:
    """A label per 100 mL in the address, by the names of the form's own fields.

    It comes from a page of ours; what is no figure of a label is left out.
    """
    asked = {name: request.GET.get(name, "").strip() for name in LABEL_FIGURES}
    initial: dict[str, Any] = {
        name: typed for name, typed in asked.items() if FIGURE.fullmatch(typed)
    }
    if request.GET.get("kind") in list(SugarKind):
        initial["kind"] = SugarKind(request.GET["kind"])
    if request.GET.get("powder") == "on":
        initial["powder"] = True
    return initial


def key_of(text: str) -> UUID | None:
    """A key from an address; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def taken_over(entry: NearCramp | CrampEpisode, name: str) -> dict[str, Any]:
    """What a form takes over from the entry it replaces, which it names in the field `name`."""
    initial = {
        name: entry.pk,
        "muscles": entry.muscles,
        "note": entry.note,
        "at": entry.started_at.isoformat(),
        "when": EXACT,
        "workout": entry.workout_id,
    }
    return {field: value for field, value in initial.items() if value}


def untied(athlete: User, named: UUID | None, found: UUID | None) -> str:
    """A sentence, with a space before it, when an entry is not tied to the workout it named."""
    if named is None or named == found:
        return ""
    workout = Workout.objects.owned_by(athlete).filter(pk=named).first()
    if workout is None:
        return " The workout it was meant for is not in your diary, so it is not tied to it."
    return f" Its time is not near {workout.name}, so it is not tied to that workout."
