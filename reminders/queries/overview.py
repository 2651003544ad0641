"""The settings page: what comes next, and what became of what was planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import User
from advice.queries import calls_for_evening_drink
from journal.models import Workout
from journal.queries.wellness import profile_of
from reminders import schedule
from reminders.models import Kind, Reminder, State
from reminders.queries.days import Day, days_of
from reminders.queries.people import Recipient, recipients

NEXT_SHOWN = 5
PAST_SHOWN = 50
# Enough to find five different days among; more workouts than that in five days are rare.
NEXT_LOOKED_AT = 50
# Why a day needs no evening mail, in plain words.
SHORT_DAY = "No session of that day calls for a drink the evening before."
FLUID_LIMIT = "A doctor limits what you drink, so we say nothing about amounts."


@dataclass(frozen=True, slots=True)
class Next:
    """A mail to come: what it is about, and when; `why_not` says why there will be none."""

    kind: str
    day: date
    due_at: datetime | None
    why_not: str
    workouts: tuple[Workout, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """The settings page: the next five and the last fifty."""

    recipient: Recipient
    next: tuple[Next, ...]
    past: tuple[Reminder, ...]


def overview(user: User, now: datetime) -> Overview:
    """What comes and what became of what was planned (4 queries)."""
    limited = profile_of(user).fluid_limited
    recipient = recipients([user.pk])[user.pk]
    rows = list(Reminder.objects.filter(recipient=user).order_by("-due_at")[:PAST_SHOWN])
    workouts = (
        Workout.objects.owned_by(user)
        .planned()
        .filter(starts_at__gt=now)
        .order_by("starts_at", "pk")[:NEXT_LOOKED_AT]
    )
    to_come = [row for row in rows if row.state in {State.PLANNED, State.CLAIMED}]
    decided = {row.subject_id: row for row in rows if row.kind == Kind.HYDRATION}
    coming = [
        _next(recipient, day, decided.get(day.day.isoformat()), now, limited=limited)
        for day in days_of(recipient, workouts).values()
    ]
    others = [
        Next(row.kind, row.local_on, row.due_at, "")
        for row in to_come
        if row.kind != Kind.HYDRATION
    ]
    ahead = sorted(
        (each for each in (*coming, *others) if each is not None),
        key=lambda each: each.day,
    )
    return Overview(
        recipient,
        tuple(ahead[:NEXT_SHOWN]),
        tuple(row for row in rows if row not in to_come),
    )


def _next(
    recipient: Recipient, day: Day, row: Reminder | None, now: datetime, *, limited: bool
) -> Next | None:
    """One line of the list of next mails; None when its mail is behind us."""
    if row is not None and row.state == State.PLANNED:
        return Next(Kind.HYDRATION, day.day, row.due_at, "", day.workouts)
    if row is not None:
        return None
    due = schedule.due_in(day.window, now) if day.window else None
    refusal = recipient.refusal(Kind.HYDRATION) or _needless(day, now, limited=limited)
    refusal = refusal or (
        recipient.pause(due.due_at, Kind.HYDRATION)
        if due
        else "It was planned after the evening before."
    )
    return Next(
        Kind.HYDRATION,
        day.day,
        due.due_at if due and not refusal else None,
        refusal,
        day.workouts,
    )


def _needless(day: Day, now: datetime, *, limited: bool) -> str:
    """Why advice will want no mail for this day, as far as it can be told beforehand."""
    if limited:
        return FLUID_LIMIT
    zone = day.workouts[0].zone_info
    wanted = any(calls_for_evening_drink(each, zone, now) for each in day.workouts)
    return "" if wanted else SHORT_DAY
