"""The evening before a workout: one mail for all workouts of a local day.

A row is about that local day (`subject_id`, which names the zone too where a traveller lives the
date a second time). Never sent twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.core.mail import EmailMessage

from advice.brief import Brief
from advice.hydration import Preparation
from advice.queries import briefs, preparations
from journal.models import Workout
from reminders import emails, queries, schedule
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.kinds.reasons import GONE, held_back, silence
from reminders.kinds.rows import give_up, may_return, move, save
from reminders.models import Kind, Reminder, State
from reminders.queries import SHORT_DAY, Day, Recipient
from reminders.schedule import Due

NOTHING_AHEAD = "Nothing is planned for that day any more."
WINDOW_CLOSED = "The evening was already over."
JUST_TOLD = "Another evening e-mail went out shortly before."
TOLD = "You had an evening e-mail about it already."


@dataclass(frozen=True, slots=True)
class SendEvening(Send):
    """Send the mail about these workouts."""

    day: Day
    briefs: Mapping[UUID, Brief]

    @property
    def workouts(self) -> tuple[UUID, ...]:
        """All of the day: each is named."""
        return tuple(workout.pk for workout in self.day.workouts)

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """The short plan for tonight and tomorrow."""
        return emails.hydration(
            self.recipient, self.day, self.briefs, message_id=message_id, now=now
        )


def needless(workouts: Sequence[Workout], found: Mapping[UUID, Preparation]) -> str:
    """Why none of the day's workouts calls for a drink the evening before; empty: one does."""
    plans = [found[workout.pk] for workout in workouts]
    silent = next((words for plan in plans if (words := silence(plan))), "")
    if silent:
        return silent
    wanted = any(plan.evening is not None for plan in plans)
    held = next((words for plan in plans if (words := held_back(plan))), SHORT_DAY)
    return "" if wanted else held


def pages(now: datetime) -> Iterator[list[UUID]]:
    """Who has a workout ahead, and who has a mail ahead but no workout any more."""
    return chain(queries.with_workouts_ahead(now), queries.with_nothing_ahead(now))


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
    # Of the new row.
    subject_id: str


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
        _compare(recipient, workouts.get(pk, []), rows.get(pk, []), now, changes)
    _ask_advice(changes, now)
    return save(changes.made, changes.updated)


def _evening_rows(pks: Collection[UUID], now: datetime) -> dict[UUID, list[Reminder]]:
    """The evening rows of yesterday and later, by recipient (1 query)."""
    found: dict[UUID, list[Reminder]] = {}
    rows = Reminder.objects.filter(
        recipient__in=pks, kind=Kind.HYDRATION, due_at__gt=now - queries.AHEAD
    )
    for row in rows:
        found.setdefault(row.recipient_id, []).append(row)
    return found


def _compare(
    recipient: Recipient,
    workouts: Iterable[Workout],
    rows: Sequence[Reminder],
    now: datetime,
    changes: _Changes,
) -> None:
    """Hold the rows of one recipient against the plan of the days."""
    days = queries.days_of(recipient, workouts)
    sent = tuple(row.sent_at for row in rows if row.sent_at is not None)
    kept = set()
    for day in days.values():
        row = queries.row_of(day, (each for each in rows if queries.day_told(each) == day.day))
        kept.add(row)
        due = schedule.due_in(day.window, now) if day.window else None
        refusal = recipient.refusal(Kind.HYDRATION) or (
            recipient.pause(due.due_at, Kind.HYDRATION) if due else ""
        )
        if row is not None and row.state == State.PLANNED:
            reason = refusal or ("" if due or row.due_at <= now else WINDOW_CLOSED)
            if reason:
                changes.updated.append(give_up(row, reason))
            elif day.window is not None and move(row, day.window, now):
                changes.updated.append(row)
        elif due is not None and not refusal and (row is None or _is_worth_asking(row, day, now)):
            subject_id = _subject(day, recipient, rows)
            changes.wanted.append(_Wanted(recipient, day, due, row, sent, subject_id))
    for row in rows:
        if row not in kept and row.state == State.PLANNED and row.due_at > now:
            changes.updated.append(give_up(row, NOTHING_AHEAD))


def _subject(day: Day, recipient: Recipient, rows: Iterable[Reminder]) -> str:
    """The date; where its row is another evening's already, the date and the zone."""
    subject_id = day.day.isoformat()
    if all(row.subject_id != subject_id for row in rows):
        return subject_id
    return f"{subject_id} {recipient.evening.zone.key}"


def _is_worth_asking(row: Reminder, day: Day, now: datetime) -> bool:
    """Whether a day that was given up may be wanted after all.

    `claimed_at` of such a row says when advice was asked; None: it was given up without asking.
    Advice is asked again when the plan of the day changed, and once when the hour has come.
    """
    if row.state != State.SKIPPED or day.window is None:
        return False
    if may_return(row, day.changed_at):
        return True
    return row.claimed_at is not None and row.claimed_at < day.window.opens_at <= now


def _ask_advice(changes: _Changes, now: datetime) -> None:
    """Turn the wanted days into rows, planned or given up with advice's reason."""
    workouts = [workout for wanted in changes.wanted for workout in wanted.day.workouts]
    found = preparations(workouts, now) if workouts else {}
    told = queries.told_evenings(workouts) if workouts else {}
    for wanted in changes.wanted:
        reason = (
            needless(wanted.day.workouts, found)
            or _too_close(wanted.due, wanted.sent)
            or _told(wanted.day.workouts, told)
        )
        (changes.updated if wanted.row else changes.made).append(_evening_row(wanted, reason, now))


def _too_close(due: Due, sent: Sequence[datetime]) -> str:
    """Somebody who changes zones would otherwise meet two evenings in a few hours."""
    close = any(abs(due.due_at - sent_at) < schedule.MIN_APART for sent_at in sent)
    return JUST_TOLD if close else ""


def _told(workouts: Sequence[Workout], told: Mapping[UUID, datetime]) -> str:
    """A start that another zone calls another day is still the one that was told of."""
    as_told = all(each.pk in told and each.changed_at <= told[each.pk] for each in workouts)
    return TOLD if as_told else ""


def _evening_row(wanted: _Wanted, reason: str, now: datetime) -> Reminder:
    row = wanted.row or Reminder(
        recipient=wanted.recipient.user,
        kind=Kind.HYDRATION,
        subject_id=wanted.subject_id,
        local_on=wanted.day.window.local_on if wanted.day.window else wanted.day.day,
        created_at=now,
    )
    row.due_at, row.stale_at = wanted.due.due_at, wanted.due.stale_at
    row.state = State.SKIPPED if reason else State.PLANNED
    row.reason = reason
    row.claimed_at = now if reason else None
    return row


def judge_evenings(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether the evening is still there, and advice still wants it (constant queries)."""
    planned = queries.planned_workouts({row.recipient_id for row in rows}, now)
    verdicts: dict[int, Verdict] = {}
    open_days: dict[int, Day] = {}
    for row in rows:
        recipient = people[row.recipient_id]
        days = queries.days_of(recipient, planned.get(row.recipient_id, []))
        day = days.get(queries.day_told(row))
        verdict = _against_evening(row, recipient, day, now)
        if verdict is None and day is not None:
            open_days[row.pk] = day
        elif verdict is not None:
            verdicts[row.pk] = verdict
    workouts = [workout for day in open_days.values() for workout in day.workouts]
    for workout in workouts:
        # Known already; advice would ask for them once more.
        workout.athlete = people[workout.athlete_id].user
    found = briefs(workouts, now) if workouts else {}
    plans = {pk: each.drinking for pk, each in found.items() if each.drinking is not None}
    for row in rows:
        if row.pk in open_days:
            day = open_days[row.pk]
            reason = needless(day.workouts, plans)
            verdicts[row.pk] = (
                Settle(State.SKIPPED, reason, asked_at=now)
                if reason
                else SendEvening(people[row.recipient_id], day, found)
            )
    return verdicts


def _against_evening(
    row: Reminder, recipient: Recipient, day: Day | None, now: datetime
) -> Settle | Later | None:
    """What stands against the mail before advice is asked; None: nothing."""
    refusal = recipient.refusal(Kind.HYDRATION) or recipient.pause(now, Kind.HYDRATION)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if row.stale_at is not None and row.stale_at <= now:
        return Settle(State.MISSED, OVER)
    if day is None or day.window is None:
        return Settle(State.SKIPPED, GONE)
    if now < day.window.opens_at:
        due = schedule.due_in(day.window, now)
        return Later(due.due_at, due.stale_at) if due else Settle(State.MISSED, OVER)
    return Settle(State.MISSED, OVER) if now >= day.window.closes_at else None


HYDRATION = MailKind(
    kind=Kind.HYDRATION, once=True, pages=pages, plan=plan_evenings, judge=judge_evenings
)
