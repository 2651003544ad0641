"""Rows that are missing are planned; rows that stopped being right are moved or given up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from accounts.zones import local_day
from advice.queries import doctor_findings, preparations
from journal.models import Workout
from journal.queries.relief import HeatRound, heat_rounds
from reminders import queries, schedule
from reminders.models import Kind, Reminder, State
from reminders.queries import Day, Recipient
from reminders.schedule import Due
from reminders.services.isolation import isolated
from reminders.verdicts import heat_subject, needless

NOTHING_AHEAD = "Nothing is planned for that day any more."
WINDOW_CLOSED = "The evening was already over."
JUST_TOLD = "Another evening e-mail went out shortly before."
# What planning may still change; the other states are final or in the hands of a worker.
OPEN_STATES = (State.PLANNED, State.SKIPPED)


def plan(now: datetime) -> int:
    """Make the rows fit the diaries and preferences as they stand; how many rows were touched.

    Looks at everything due in the next two days and at fresh cramps, in pages by key; the number
    of queries grows with the pages. Running it again changes nothing. An athlete whose diary breaks
    the advice is logged and left out.
    """
    touched = 0
    for page in queries.with_workouts_ahead(now):
        touched += _plan_page(plan_evenings, page, now)
    for page in queries.with_nothing_ahead(now):
        touched += _plan_page(plan_evenings, page, now)
    for page in queries.with_new_cramps(now):
        touched += _plan_page(plan_doctor, page, now)
    for page in queries.with_heat_ahead(now):
        touched += _plan_page(plan_heat, page, now)
    return touched


def _plan_page(
    work: Callable[[Collection[UUID], datetime], int], page: Sequence[UUID], now: datetime
) -> int:
    counts, _ = isolated(
        lambda pks: work(pks, now), page, named=lambda pk: f"{work.__name__} of athlete {pk}"
    )
    return sum(counts)


def plan_for(athlete_id: UUID, now: datetime) -> int:
    """The same for one athlete, after they changed what they want to be told."""
    return plan_evenings([athlete_id], now)


def plan_doctor(pks: Collection[UUID], now: datetime) -> int:
    """Plan the doctor mail of whom rule 4 has become true; at once, but never in quiet hours.

    A pause or quiet hours put it off; it is not lost. A constant number of queries.
    """
    willing = [
        recipient
        for recipient in queries.recipients(pks).values()
        if not recipient.refusal(Kind.DOCTOR)
    ]
    found = doctor_findings([recipient.user for recipient in willing], now) if willing else {}
    rows = [
        _doctor_row(recipient, found[recipient.user.pk].rule, now)
        for recipient in willing
        if recipient.user.pk in found
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _doctor_row(recipient: Recipient, rule: str, now: datetime) -> Reminder:
    due_at = schedule.after_pause(now, recipient.preference.paused_until, recipient.evening)
    return Reminder(
        recipient=recipient.user,
        kind=Kind.DOCTOR,
        subject_id=rule,
        local_on=local_day(due_at, recipient.evening.zone),
        due_at=due_at,
        created_at=now,
    )


def plan_heat(pks: Collection[UUID], now: datetime) -> int:
    """Plan the mail about the next round of warmth (3 queries); how many rows are new.

    One row a cramp and round, so however often this runs, a round is told of once. What stands
    against it is judged when it is due: until then the page may be opened, or the cramp be over.
    """
    willing = {
        pk: recipient
        for pk, recipient in queries.recipients(pks).items()
        if not recipient.refusal(Kind.HEAT)
    }
    rounds = heat_rounds(list(willing), now - queries.SEEN_WITHIN) if willing else []
    rows = [
        _heat_row(willing[each.athlete_id], each, now)
        for each in rounds
        if now < each.due_at + schedule.HEAT_USEFUL_FOR
    ]
    there = set(
        Reminder.objects.filter(
            recipient__in=willing, kind=Kind.HEAT, subject_id__in=[row.subject_id for row in rows]
        ).values_list("subject_id", flat=True)
    )
    made = [row for row in rows if row.subject_id not in there]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _heat_row(recipient: Recipient, each: HeatRound, now: datetime) -> Reminder:
    return Reminder(
        recipient=recipient.user,
        kind=Kind.HEAT,
        subject_id=heat_subject(each),
        local_on=local_day(each.due_at, recipient.evening.zone),
        due_at=each.due_at,
        stale_at=each.due_at + schedule.HEAT_USEFUL_FOR,
        created_at=now,
    )


@dataclass(slots=True)
class _Changes:
    """What one page of athletes needs."""

    wanted: list[_Wanted] = field(default_factory=list)
    updated: list[Reminder] = field(default_factory=list)
    made: list[Reminder] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A day that has no row yet, or whose row was given up and may be wanted after all."""

    recipient: Recipient
    day: Day
    due: Due
    row: Reminder | None
    sent: tuple[datetime, ...]


def plan_evenings(pks: Collection[UUID], now: datetime) -> int:
    """Make the evening rows of these athletes fit (4 queries when they do already).

    Advice is asked only about days that are new, that changed, or whose hour has come: the facts
    of a day that was found not to need a mail are not loaded again every minute.
    """
    people = queries.recipients(pks)
    workouts = queries.planned_workouts(pks, now)
    rows = _evening_rows(pks, now)
    changes = _Changes()
    for pk, recipient in people.items():
        _compare(recipient, workouts.get(pk, []), rows.get(pk, {}), now, changes)
    _ask_advice(changes, now)
    Reminder.objects.bulk_create(changes.made, ignore_conflicts=True)
    # A row that a worker claimed in the meantime is the worker's.
    Reminder.objects.filter(state__in=OPEN_STATES).bulk_update(
        changes.updated, ["due_at", "stale_at", "state", "reason", "claimed_at"]
    )
    return len(changes.made) + len(changes.updated)


def _evening_rows(pks: Collection[UUID], now: datetime) -> dict[UUID, dict[date, Reminder]]:
    """The evening rows of yesterday and later, by recipient and day of the workouts (1 query)."""
    found: dict[UUID, dict[date, Reminder]] = {}
    rows = Reminder.objects.filter(
        recipient__in=pks, kind=Kind.HYDRATION, due_at__gt=now - queries.AHEAD
    )
    for row in rows:
        found.setdefault(row.recipient_id, {})[date.fromisoformat(row.subject_id)] = row
    return found


def _compare(
    recipient: Recipient,
    workouts: Iterable[Workout],
    rows: dict[date, Reminder],
    now: datetime,
    changes: _Changes,
) -> None:
    """Hold the rows of one recipient against the plan of the days."""
    days = queries.days_of(recipient, workouts)
    sent = tuple(row.sent_at for row in rows.values() if row.sent_at is not None)
    for day in days.values():
        row = rows.get(day.day)
        due = schedule.due_in(day.window, now) if day.window else None
        refusal = recipient.refusal(Kind.HYDRATION) or (recipient.pause(due.due_at) if due else "")
        if row is not None and row.state == State.PLANNED:
            reason = refusal or ("" if due or row.due_at <= now else WINDOW_CLOSED)
            _keep_or_move(row, day, due, reason, now, changes)
        elif due is not None and not refusal and (row is None or _is_worth_asking(row, day, now)):
            changes.wanted.append(_Wanted(recipient, day, due, row, sent))
    for local_on, row in rows.items():
        if local_on not in days and row.state == State.PLANNED and row.due_at > now:
            changes.updated.append(_given_up(row, NOTHING_AHEAD))


def _keep_or_move(
    row: Reminder, day: Day, due: Due | None, reason: str, now: datetime, changes: _Changes
) -> None:
    """Leave a planned row, move it to its new hour, or give it up."""
    if reason:
        changes.updated.append(_given_up(row, reason))
        return
    # A row that waits for its next attempt keeps its own hour while the window is open.
    if due is None or day.window is None or (row.attempts and row.due_at < day.window.closes_at):
        return
    if schedule.fits(day.window, row.due_at, now):
        due = schedule.due_in(day.window, row.due_at) or due
    if (row.due_at, row.stale_at) != (due.due_at, due.stale_at):
        row.due_at, row.stale_at = due.due_at, due.stale_at
        changes.updated.append(row)


def _is_worth_asking(row: Reminder, day: Day, now: datetime) -> bool:
    """Whether a day that was given up may be wanted after all.

    `claimed_at` of such a row says when advice was asked; None: it was given up without asking.
    Advice is asked again when the plan of the day changed, and once when the hour has come.
    """
    if row.state != State.SKIPPED or day.window is None:
        return False
    if row.claimed_at is None or day.changed_at > row.claimed_at:
        return True
    return row.claimed_at < day.window.opens_at <= now


def _given_up(row: Reminder, reason: str, asked_at: datetime | None = None) -> Reminder:
    row.state, row.reason, row.claimed_at = State.SKIPPED, reason, asked_at
    return row


def _ask_advice(changes: _Changes, now: datetime) -> None:
    """Turn the wanted days into rows, planned or given up with advice's reason."""
    workouts = [workout for wanted in changes.wanted for workout in wanted.day.workouts]
    found = preparations(workouts, now) if workouts else {}
    for wanted in changes.wanted:
        reason = needless(wanted.day.workouts, found) or _too_close(wanted.due, wanted.sent)
        (changes.updated if wanted.row else changes.made).append(_evening_row(wanted, reason, now))


def _too_close(due: Due, sent: Sequence[datetime]) -> str:
    """Somebody who changes zones would otherwise meet two evenings in a few hours."""
    close = any(abs(due.due_at - sent_at) < schedule.MIN_APART for sent_at in sent)
    return JUST_TOLD if close else ""


def _evening_row(wanted: _Wanted, reason: str, now: datetime) -> Reminder:
    row = wanted.row or Reminder(
        recipient=wanted.recipient.user,
        kind=Kind.HYDRATION,
        subject_id=wanted.day.day.isoformat(),
        local_on=wanted.day.window.local_on if wanted.day.window else wanted.day.day,
        created_at=now,
    )
    row.due_at, row.stale_at = wanted.due.due_at, wanted.due.stale_at
    row.state = State.SKIPPED if reason else State.PLANNED
    row.reason = reason
    row.claimed_at = now if reason else None
    return row
