"""Who can be written to, what is planned, what is waiting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format

from accounts.models import CONSENT_VERSION, HealthConsent, User
from accounts.zones import local_day
from advice.queries import calls_for_evening_drink
from journal.models import CrampEpisode, Workout
from journal.queries.relief import runs_with_mail
from journal.queries.wellness import profile_of
from reminders import schedule
from reminders.models import Kind, Preference, Reminder, ReminderQuerySet, Ring, State
from reminders.schedule import Evening, Window

# The longest way from an evening hour to the last start of the next day, and a clock change.
AHEAD = timedelta(hours=48)
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
NEXT_SHOWN = 5
PAST_SHOWN = 50
# Enough to find five different days among; more workouts than that in five days are rare.
NEXT_LOOKED_AT = 50
# Why a day needs no evening mail, in plain words.
SHORT_DAY = "No session of that day calls for a drink the evening before."
FLUID_LIMIT = "A doctor limits what you drink, so we say nothing about amounts."


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to write to, with everything that may stand against it."""

    user: User
    # The verified primary address; None: there is none, so nothing is sent.
    address: str | None
    consents: bool
    preference: Preference

    @property
    def evening(self) -> Evening:
        """When they want to hear from us and when not."""
        return Evening(
            zone=self.user.zone_info,
            at=self.preference.evening_at,
            quiet_from=self.preference.quiet_from,
            quiet_to=self.preference.quiet_to,
        )

    def refusal(self, kind: str) -> str:
        """Why no mail of this kind may go out at all, in plain words; empty: it may."""
        if not self.user.is_active:
            return "The account is closed."
        if not self.consents:
            return "There is no consent to keep health data."
        if self.address is None:
            return "The e-mail address is not confirmed yet."
        if not self.preference.wants(kind):
            return "These mails were switched off."
        return ""

    def pause(self, now: datetime) -> str:
        """Why mails rest today; empty: they do not."""
        until = self.preference.paused_until
        if until is None or not schedule.is_paused(now, until, self.user.zone_info):
            return ""
        return f"E-mails were paused until {date_format(until, 'j F')}."


@dataclass(frozen=True, slots=True)
class Day:
    """The planned workouts of one local day of a recipient, soonest first, and their evening."""

    day: date
    window: Window | None
    workouts: tuple[Workout, ...]

    @property
    def changed_at(self) -> datetime:
        """When the plan of this day was last touched."""
        return max(workout.changed_at for workout in self.workouts)


def recipients(pks: Collection[UUID]) -> dict[UUID, Recipient]:
    """Everything that decides whether these people may be written to (1 query)."""
    address = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True, primary=True)
    consent = HealthConsent.objects.filter(
        user=OuterRef("pk"), version=CONSENT_VERSION, withdrawn_at=None
    )
    users = (
        User.objects.filter(pk__in=pks)
        .select_related("reminder_preference")
        .annotate(address=Subquery(address.values("email")[:1]), consents_now=Exists(consent))
    )
    return {
        user.pk: Recipient(user, user.address, user.consents_now, preference_of(user))
        for user in users
    }


def preference_of(user: User) -> Preference:
    """What the user wants to be told; without a row the defaults, not saved."""
    found = getattr(user, "reminder_preference", None)
    return found if isinstance(found, Preference) else Preference(user=user)


def days_of(recipient: Recipient, workouts: Iterable[Workout]) -> dict[date, Day]:
    """The workouts by the local day of the recipient; several of a day share one evening."""
    evening = recipient.evening
    by_day: dict[date, list[Workout]] = {}
    for workout in sorted(workouts, key=lambda each: each.starts_at):
        by_day.setdefault(local_day(workout.starts_at, evening.zone), []).append(workout)
    return {
        day: Day(day, schedule.evening_before(group[0].starts_at, evening), tuple(group))
        for day, group in by_day.items()
    }


def planned_workouts(pks: Collection[UUID], now: datetime) -> dict[UUID, list[Workout]]:
    """Planned workouts that start within the next two days, by athlete, soonest first (1 query)."""
    found: dict[UUID, list[Workout]] = {}
    rows = Workout.objects.planned().filter(
        athlete__in=pks,
        deleted_at=None,
        starts_at__gt=now,
        starts_at__lt=now + AHEAD,
    )
    for workout in rows.order_by("starts_at", "pk"):
        found.setdefault(workout.athlete_id, []).append(workout)
    return found


def with_workouts_ahead(now: datetime) -> Iterator[list[UUID]]:
    """Athletes who planned something for the next two days, a page at a time by key.

    An athlete whose workouts fall on two pages comes twice, which planning does not mind.
    """
    rows = Workout.objects.planned().filter(
        deleted_at=None, starts_at__gt=now, starts_at__lt=now + AHEAD
    )
    return _people(rows, "starts_at", "athlete_id")


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
    return _people(rows, "due_at", "recipient_id")


def _people(rows: QuerySet[Any], moment: str, person: str) -> Iterator[list[UUID]]:
    """Whose rows these are, a page at a time by key, the soonest first; each once a page."""
    ordered = rows.order_by(moment, "pk").values_list(moment, "pk", person)
    page = list(ordered[:PAGE])
    while page:
        yield list(dict.fromkeys(someone for _, _, someone in page))
        at, pk, _ = page[-1]
        # The first comparison is the one that the index serves.
        behind = Q(**{f"{moment}__gt": at}) | Q(pk__gt=pk)
        page = list(ordered.filter(behind, **{f"{moment}__gte": at})[:PAGE])


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
    return _people(runs_with_mail(now - SEEN_WITHIN), "seen_at", "episode__athlete_id")


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


def waiting() -> ReminderQuerySet:
    """Planned mails with their recipients, soonest first (1 query)."""
    rows = Reminder.objects.filter(state=State.PLANNED).select_related("recipient")
    return rows.order_by("due_at", "pk")


def oldest_due(now: datetime) -> datetime | None:
    """Since when the mail that waits longest has been due; None: nothing waits (1 query)."""
    oldest: datetime | None = Reminder.objects.due(now).aggregate(oldest=Min("due_at"))["oldest"]
    return oldest


@dataclass(frozen=True, slots=True)
class Pulse:
    """How the queue stands: since when the oldest mail is due, and when a worker last heard beat.

    None: nothing is due; nobody ever heard it.
    """

    oldest_due: datetime | None
    rang_at: datetime | None


def pulse(now: datetime) -> Pulse:
    """How the queue stands (2 queries)."""
    rang_at: datetime | None = Ring.objects.aggregate(last=Max("at"))["last"]
    return Pulse(oldest_due(now), rang_at)


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
        recipient.pause(due.due_at) if due else "It was planned after the evening before."
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
