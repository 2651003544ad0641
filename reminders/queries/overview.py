"""The settings page: what rests, what comes next, and what became of what was planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.models import User
from advice.queries import is_long_or_warm
from journal.models import Workout
from journal.queries.wellness import profile_of
from reminders import schedule
from reminders.models import Kind, Reminder, State
from reminders.queries.days import Day, day_told, days_of, row_of
from reminders.queries.people import Recipient, recipients
from reminders.words import WORDS

NEXT_SHOWN = 5
PAST_SHOWN = 50
# Enough to find five different days among; more workouts than that in five days are rare.
NEXT_LOOKED_AT = 50
# Why a day needs no evening mail, in plain words.
SHORT_DAY = "No session of that day calls for a drink the evening before."
FLUID_LIMIT = "A doctor limits what you drink, so we say nothing about amounts."
TOO_LATE = "It was planned after the evening before."
WAITING = (State.PLANNED, State.CLAIMED)


@dataclass(frozen=True, slots=True)
class Next:
    """A mail to come: what it is about, and when; `why_not` says why there will be none."""

    kind: Kind
    day: date
    due_at: datetime | None
    why_not: str
    workouts: tuple[Workout, ...] = ()

    @property
    def what(self) -> str:
        """The kind in words."""
        return WORDS[self.kind].coming

    @property
    def at(self) -> datetime | None:
        """When it comes, or where it stands among those that do; None: nothing is known."""
        return self.due_at or (self.workouts[0].starts_at if self.workouts else None)


@dataclass(frozen=True, slots=True)
class Rest:
    """A kind that rests until an instant."""

    kind: Kind
    until: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """The settings page: what rests, the next five and the last fifty."""

    recipient: Recipient
    rests: tuple[Rest, ...]
    next: tuple[Next, ...]
    past: tuple[Reminder, ...]


def overview(user: User, now: datetime) -> Overview:
    """What rests, what comes and what became of what was planned (7 queries)."""
    limited = profile_of(user).fluid_limited
    recipient = recipients([user.pk])[user.pk]
    rows = Reminder.objects.filter(recipient=user)
    past = list(rows.exclude(state__in=WAITING).order_by("-due_at")[:PAST_SHOWN])
    waiting = list(rows.filter(state__in=WAITING).order_by("due_at", "pk")[:NEXT_LOOKED_AT])
    evenings: dict[date, list[Reminder]] = {}
    for row in (*waiting, *past):
        if row.kind == Kind.HYDRATION:
            evenings.setdefault(day_told(row), []).append(row)
    coming = [
        _evening(recipient, day, row_of(day, evenings.get(day.day, ())), now, limited=limited)
        for day in days_of(recipient, _ahead(user, now)).values()
    ]
    # A newer version may have left kinds that this one has no words for.
    others = [row for row in waiting if row.kind in WORDS and row.kind != Kind.HYDRATION]
    others = others[:NEXT_SHOWN]
    about = _about(user, others)
    coming += [_waiting(row, about) for row in others]
    ahead = sorted((each for each in coming if each is not None), key=lambda each: each.at or now)
    return Overview(recipient, _rests(recipient, now), tuple(ahead[:NEXT_SHOWN]), tuple(past))


def _rests(recipient: Recipient, now: datetime) -> tuple[Rest, ...]:
    live = ((until, kind) for kind, until in recipient.snoozes.items())
    return tuple(
        Rest(Kind(kind), until) for until, kind in sorted(live) if until > now and kind in WORDS
    )


def _ahead(user: User, now: datetime) -> Iterable[Workout]:
    planned = Workout.objects.owned_by(user).planned().filter(starts_at__gt=now)
    return planned.order_by("starts_at", "pk")[:NEXT_LOOKED_AT]


def _about(user: User, rows: Iterable[Reminder]) -> dict[str, Workout]:
    """The reader's own workouts that these rows are about, by the rows' subject (1 query)."""
    pks = {row.subject_id: pk for row in rows if (pk := _uuid(row.subject_id)) is not None}
    found = Workout.objects.owned_by(user).in_bulk(pks.values())
    return {subject: found[pk] for subject, pk in pks.items() if pk in found}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _waiting(row: Reminder, about: Mapping[str, Workout]) -> Next:
    """A planned mail of any kind but the evening's, whose day holds several workouts."""
    workout = about.get(row.subject_id)
    return Next(Kind(row.kind), row.local_on, row.due_at, "", (workout,) if workout else ())


def _evening(
    recipient: Recipient, day: Day, row: Reminder | None, now: datetime, *, limited: bool
) -> Next | None:
    """The evening mail about a day, planned or not yet; None when it is behind us."""
    if row is not None and row.state == State.PLANNED:
        return Next(Kind.HYDRATION, day.day, row.due_at, "", day.workouts)
    if row is not None:
        return None
    due = schedule.due_in(day.window, now) if day.window else None
    refusal = recipient.refusal(Kind.HYDRATION) or _needless(day, now, limited=limited)
    refusal = refusal or (recipient.pause(due.due_at, Kind.HYDRATION) if due else TOO_LATE)
    due_at = due.due_at if due and not refusal else None
    return Next(Kind.HYDRATION, day.day, due_at, refusal, day.workouts)


def _needless(day: Day, now: datetime, *, limited: bool) -> str:
    """Why advice will want no mail for this day, as far as it can be told beforehand."""
    if limited:
        return FLUID_LIMIT
    wanted = any(is_long_or_warm(each, now) for each in day.workouts)
    return "" if wanted else SHORT_DAY
