"""The question how a day's workouts were, when nobody has said.

A row is about a local day, that of the ends of its workouts (`subject_id`). One mail for all of
them and one a day; never sent twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from accounts.zones import instant, local_day
from journal.models import Workout
from journal.queries.unanswered import may_ask
from journal.unanswered import over_at, questions
from reminders import emails, queries, schedule
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient, asking
from reminders.schedule import Due, Window

ANSWERED = "Every session of that day was answered, cancelled or deleted."
TOLD_ENOUGH = "Two e-mails about each of these sessions went out already."
# A session of the same day may still lie ahead; a long one may have begun days ago.
AHEAD = timedelta(hours=36)
BEHIND = timedelta(days=4)
NEVER_BEFORE = datetime.min.replace(tzinfo=UTC)
OPEN_STATES = (State.PLANNED, State.SKIPPED)


@dataclass(frozen=True, slots=True)
class Day:
    """The workouts of one local day that wait for a word or will, soonest first, and when to ask.

    The last of them decides: who trains twice a day is asked once.
    """

    day: date
    window: Window | None
    workouts: tuple[Workout, ...]

    def asking(self, now: datetime) -> tuple[Workout, ...]:
        """Those that ask something by now."""
        return tuple(each for each in self.workouts if questions(each, now))

    @property
    def changed_at(self) -> datetime:
        """When any of them was last touched."""
        return max(each.changed_at for each in self.workouts)


def days_of(recipient: Recipient, workouts: Iterable[Workout]) -> dict[date, Day]:
    """The workouts by the local day on which they are over."""
    evening = recipient.evening
    by_day: dict[date, list[Workout]] = {}
    for workout in workouts:
        by_day.setdefault(local_day(over_at(workout), evening.zone), []).append(workout)
    return {
        day: Day(day, schedule.answer_after(max(map(over_at, group)), evening), tuple(group))
        for day, group in by_day.items()
    }


@dataclass(frozen=True, slots=True)
class SendUnanswered(Send):
    """Send the mail about these workouts, all of one day."""

    day: Day

    @property
    def workouts(self) -> tuple[UUID, ...]:
        """Each of them is named."""
        return tuple(workout.pk for workout in self.day.workouts)

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """A mail that asks, and leads to one page with all questions."""
        return emails.unanswered(
            self.recipient, self.day.day, self.day.workouts, message_id=message_id, now=now
        )


def plan_unanswered(pks: Collection[UUID], now: datetime) -> int:
    """Make the rows of these athletes fit (4 queries when they do already)."""
    people = {
        pk: recipient
        for pk, recipient in queries.recipients(pks).items()
        if not recipient.refusal(Kind.UNANSWERED)
    }
    workouts = may_ask(people, now - BEHIND, now + AHEAD) if people else {}
    rows = asking.rows_of(workouts, Kind.UNANSWERED, now) if workouts else {}
    made, changed = [], []
    for pk, own in workouts.items():
        mine = [row for (whose, _), row in rows.items() if whose == pk]
        free_at = max(now, _free_at(people[pk], mine))
        for day in days_of(people[pk], own).values():
            due = schedule.due_in(day.window, free_at) if day.window else None
            if due is None or people[pk].pause(due.due_at, Kind.UNANSWERED):
                continue
            row = rows.get((pk, day.day.isoformat()))
            if row is None:
                made.append(_row(people[pk], day, due, now))
            elif _moved(row, day, due, now):
                changed.append(row)
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    # A row that a worker claimed in the meantime is the worker's.
    Reminder.objects.filter(state__in=OPEN_STATES).bulk_update(
        changed, ["due_at", "stale_at", "state", "reason", "claimed_at"]
    )
    return len(made) + len(changed)


def _row(recipient: Recipient, day: Day, due: Due, now: datetime) -> Reminder:
    return Reminder(
        recipient=recipient.user,
        kind=Kind.UNANSWERED,
        subject_id=day.day.isoformat(),
        local_on=local_day(due.due_at, recipient.evening.zone),
        due_at=due.due_at,
        stale_at=due.stale_at,
        created_at=now,
    )


def _moved(row: Reminder, day: Day, due: Due, now: datetime) -> bool:
    """Put a row to its hour, or bring one back that was given up; whether it changed.

    A row that is due, or waits for its next attempt, is left to whoever sends it. One that was
    given up comes back when the day changed since, or when nobody looked at the day at all.
    """
    if row.state == State.PLANNED:
        if row.attempts or row.due_at <= now or row.due_at == due.due_at:
            return False
    elif row.state != State.SKIPPED or (
        row.claimed_at is not None and day.changed_at <= row.claimed_at
    ):
        return False
    row.state, row.reason, row.claimed_at = State.PLANNED, "", None
    row.due_at, row.stale_at = due.due_at, due.stale_at
    return True


def _free_at(recipient: Recipient, rows: Iterable[Reminder]) -> datetime:
    """From when on such a mail may go out: the morning after the last, as one a day is enough."""
    sent = [row.sent_at for row in rows if row.sent_at is not None]
    return _morning_after(max(sent), recipient) if sent else NEVER_BEFORE


def _morning_after(sent_at: datetime, recipient: Recipient) -> datetime:
    zone = recipient.evening.zone
    tomorrow = local_day(sent_at, zone) + timedelta(days=1)
    return instant(tomorrow, recipient.preference.morning_at, zone)


def judge_unanswered(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether something of that day still waits for a word (3 queries)."""
    pks = {row.recipient_id for row in rows}
    workouts = may_ask(pks, now - BEHIND, now + AHEAD)
    earlier = asking.rows_of(pks, Kind.UNANSWERED, now)
    free_at = {
        pk: _free_at(people[pk], [row for (whose, _), row in earlier.items() if whose == pk])
        for pk in pks
    }
    full = asking.full_workouts(
        [each.pk for own in workouts.values() for each in own], [row.pk for row in rows]
    )
    verdicts: dict[int, Verdict] = {}
    for row in rows:
        recipient = people[row.recipient_id]
        days = days_of(recipient, workouts.get(row.recipient_id, []))
        day = days.get(date.fromisoformat(row.subject_id))
        verdict = _verdict(recipient, day, max(now, free_at[row.recipient_id]), full, now)
        if isinstance(verdict, Send):
            free_at[row.recipient_id] = _morning_after(now, recipient)
        verdicts[row.pk] = verdict
    return verdicts


def _verdict(
    recipient: Recipient,
    day: Day | None,
    free_at: datetime,
    full: Collection[UUID],
    now: datetime,
) -> Verdict:
    refusal = recipient.refusal(Kind.UNANSWERED) or recipient.pause(now, Kind.UNANSWERED)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if day is None:
        return Settle(State.SKIPPED, ANSWERED, asked_at=now)
    due = schedule.due_in(day.window, free_at) if day.window else None
    if due is None:
        return Settle(State.MISSED, OVER)
    if due.due_at > now:
        return Later(due.due_at, due.stale_at)
    open_now = day.asking(now)
    named = tuple(each for each in open_now if each.pk not in full)
    if not named:
        reason = TOLD_ENOUGH if open_now else ANSWERED
        return Settle(State.SKIPPED, reason, asked_at=now)
    return SendUnanswered(recipient, replace(day, workouts=named))


UNANSWERED = MailKind(
    kind=Kind.UNANSWERED,
    once=True,
    pages=asking.with_unanswered,
    plan=plan_unanswered,
    judge=judge_unanswered,
)
