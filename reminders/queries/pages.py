"""Whom planning must look at, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from journal.limits import MAX_MINUTES
from journal.models import CrampEpisode, Workout
from journal.models.workout import WorkoutQuerySet
from journal.queries.relief import runs_with_mail
from reminders.models import Kind, Preference, Reminder, ReminderQuerySet, State
from reminders.queries.days import AHEAD
from reminders.schedule import RECOVERY_LEFT

# Cramps written down so long ago were looked at by an earlier run.
LOOK_BACK = timedelta(days=2)
# Every minute looks at what is fresh; the whole look-back, which catches what an outage or a late
# consent left out, is for the first minutes of an hour.
FRESH = timedelta(minutes=15)
WHOLE_UNTIL_MINUTE = 5
# Evidence 8: the doctor mail comes once per 28 days.
REPEAT_AFTER = timedelta(days=28)
# A screen that nobody opened for longer than a round and its useful time is over.
SEEN_WITHIN = timedelta(hours=2)
PAGE = 500
# Lengths in minutes up to which a workout is looked for so far back.
_SPANS = tuple((minutes, timedelta(minutes=minutes)) for minutes in (60, 120, 240, MAX_MINUTES))


def with_workouts_ahead(now: datetime) -> Iterator[list[UUID]]:
    """Athletes who planned something for the next two days, page by page."""
    rows = Workout.objects.planned().filter(
        deleted_at=None, starts_at__gt=now, starts_at__lt=now + AHEAD
    )
    return people_of(rows, "starts_at", "athlete_id")


def with_nothing_ahead(now: datetime) -> Iterator[list[UUID]]:
    """Recipients of planned evening mails who have no workout ahead any more, page by page."""
    ahead = Workout.objects.planned().filter(
        athlete=OuterRef("recipient"),
        deleted_at=None,
        starts_at__gt=now,
        starts_at__lt=now + AHEAD,
    )
    rows = Reminder.objects.filter(
        ~Exists(ahead), state=State.PLANNED, kind=Kind.HYDRATION, due_at__gt=now
    )
    return people_of(rows, "due_at", "recipient_id")


def wanting(kind: Kind, user: str) -> Q:
    """Rows of whose `user` has these mails on; without a preference the default counts."""
    is_on = Q(**{f"{user}__reminder_preference__{kind.value}": True})
    if Preference().wants(kind):
        return is_on | Q(**{f"{user}__reminder_preference__isnull": True})
    return is_on


def with_start_within(kind: Kind, ahead: timedelta, now: datetime) -> Iterator[list[UUID]]:
    """Athletes who want this kind and begin something so soon, page by page."""
    return people_of(_starting(kind, ahead, now), "starts_at", "athlete_id")


def with_mail_adrift(kind: Kind, ahead: timedelta, now: datetime) -> Iterator[list[UUID]]:
    """Recipients of planned mails of this kind whom the above leaves out, page by page."""
    theirs = _starting(kind, ahead, now).filter(athlete=OuterRef("recipient"))
    rows = Reminder.objects.filter(~Exists(theirs), state=State.PLANNED, kind=kind, due_at__gt=now)
    return people_of(rows, "due_at", "recipient_id")


def _starting(kind: Kind, ahead: timedelta, now: datetime) -> WorkoutQuerySet:
    return Workout.objects.planned().filter(
        wanting(kind, "athlete"), deleted_at=None, starts_at__gt=now, starts_at__lt=now + ahead
    )


def lighter_lately(now: datetime) -> WorkoutQuerySet:
    """What was done, left its athlete lighter, and ended within RECOVERY_LEFT, for who wants it.

    Lengths are looked at in steps, so that the index on the start leaves few rows.
    """
    ended = Q()
    for longest, begins_after in _SPANS:
        ended |= Q(minutes__lte=longest, starts_at__gt=now - RECOVERY_LEFT - begins_after)
    return Workout.objects.done().filter(
        ended,
        wanting(Kind.RECOVERY, "athlete"),
        deleted_at=None,
        mass_before_kg__isnull=False,
        mass_after_kg__isnull=False,
        mass_after_kg__lt=F("mass_before_kg"),
        starts_at__gt=now - RECOVERY_LEFT - _SPANS[-1][1],
        starts_at__lt=now,
    )


def people_of(rows: QuerySet[Any], moment: str, person: str) -> Iterator[list[UUID]]:
    """Whose rows these are, each once, in the order of `moment`, in pages (1 query).

    Keys of all fit into memory. Asked for page by page, the rows of one instant would be read again
    for each page of them, and whole countries train at six.
    """
    people = list(dict.fromkeys(rows.order_by(moment, "pk").values_list(person, flat=True)))
    for first in range(0, len(people), PAGE):
        yield people[first : first + PAGE]


def with_new_cramps(now: datetime) -> Iterator[list[UUID]]:
    """Athletes who wrote about a cramp lately and had no doctor mail in 28 days, page by page."""
    since = now - (LOOK_BACK if now.minute < WHOLE_UNTIL_MINUTE else FRESH)
    told = told_lately(now).filter(recipient=OuterRef("athlete"))
    episodes = CrampEpisode.objects.filter(~Exists(told), changed_at__gt=since, deleted_at=None)
    answers = Workout.objects.filter(
        ~Exists(told), changed_at__gt=since, deleted_at=None, cramped=True
    )
    for rows in (episodes, answers):
        # Model ordering would spoil DISTINCT; the key is the athlete.
        athletes = rows.order_by("athlete_id").values_list("athlete_id", flat=True).distinct()
        page = list(athletes[:PAGE])
        while page:
            yield page
            page = list(athletes.filter(athlete_id__gt=page[-1])[:PAGE])


def with_heat_ahead(now: datetime) -> Iterator[list[UUID]]:
    """Athletes who asked for a mail when the next round of warmth is due, page by page."""
    return people_of(runs_with_mail(now - SEEN_WITHIN), "seen_at", "episode__athlete_id")


def told_lately(now: datetime) -> ReminderQuerySet:
    """Doctor mails of the last 28 days and any under way, but not those found not to be needed.

    A pause can part planning from sending by weeks, so both count.
    """
    since = now - REPEAT_AFTER
    lately = Q(created_at__gt=since) | Q(sent_at__gt=since)
    under_way = Q(state__in=[State.PLANNED, State.CLAIMED])
    return Reminder.objects.filter(lately | under_way, kind=Kind.DOCTOR).exclude(
        state=State.SKIPPED
    )
