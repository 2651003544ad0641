"""The question how a day's workouts were, when nobody has said.

A row is about a local day, that of the ends of its workouts (`subject_id`). One mail for all of
them and one a day; never sent twice.
"""

from __future__ import annotations

from collections import defaultdict
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
from reminders.kinds import rows
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient, asking
from reminders.schedule import Due

ANSWERED = "Every session of that day was answered, cancelled or deleted."
TOLD_ENOUGH = "Two e-mails about each of these sessions went out already."
# A session of the same day may still lie ahead; a long one may have begun days ago.
AHEAD = timedelta(hours=36)
# The longest way from an end to the last moment of its window: two hours, quiet hours, a day.
OPEN_FOR = timedelta(hours=52)
BEHIND = OPEN_FOR + timedelta(hours=24)
NEVER_BEFORE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Day:
    """The workouts of one local day that wait for a word or will, soonest first, and when to ask.

    The end of the last of them decides: who trains twice a day is asked once.
    """

    day: date
    ended_at: datetime
    workouts: tuple[Workout, ...]

    def due(self, recipient: Recipient, moment: datetime) -> Due | None:
        """When to ask, from that moment on; None when it is too late."""
        window = schedule.answer_after(self.ended_at, recipient.evening)
        return schedule.due_in(window, moment) if window else None

    def asking(self, now: datetime) -> tuple[Workout, ...]:
        """Those that ask something by now."""
        return tuple(each for each in self.workouts if questions(each, now))

    @property
    def changed_at(self) -> datetime:
        """When any of them was last touched."""
        return max(each.changed_at for each in self.workouts)


def days_of(recipient: Recipient, workouts: Iterable[Workout], now: datetime) -> dict[date, Day]:
    """The workouts by the local day on which they are over; not the days long past."""
    zone = recipient.evening.zone
    by_day: dict[date, list[Workout]] = defaultdict(list)
    for workout in workouts:
        by_day[local_day(over_at(workout), zone)].append(workout)
    ends = {day: max(map(over_at, group)) for day, group in by_day.items()}
    return {
        day: Day(day, ended_at, tuple(by_day[day]))
        for day, ended_at in ends.items()
        if now - ended_at < OPEN_FOR
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
    there = asking.rows_of(workouts, Kind.UNANSWERED, now) if workouts else {}
    made, changed = [], []
    for pk, own in workouts.items():
        mine = there.get(pk, {})
        free_at = max(now, _free_at(people[pk], mine.values()))
        for day in days_of(people[pk], own, now).values():
            row = mine.get(day.day.isoformat())
            if row is not None and not _is_open(row, day, now):
                continue
            due = day.due(people[pk], free_at)
            if due is None or people[pk].pause(due.due_at, Kind.UNANSWERED):
                continue
            if row is None:
                made.append(_row(people[pk], day, due, now))
            elif row.state != State.PLANNED or row.due_at != due.due_at:
                changed.append(rows.bring_back(row, due))
    return rows.save(made, changed)


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


def _is_open(row: Reminder, day: Day, now: datetime) -> bool:
    """Whether planning may move this row, or bring it back.

    One that is due or waits for its next attempt is left to whoever sends it; one that was given
    up comes back when the day changed since, or when nobody looked at the day at all.
    """
    if row.state == State.PLANNED:
        return not row.attempts and row.due_at > now
    return rows.may_return(row, day.changed_at)


def _free_at(recipient: Recipient, rows: Iterable[Reminder]) -> datetime:
    """From when on such a mail may go out: the morning after the last, as one a day is enough."""
    sent = [row.sent_at for row in rows if row.sent_at is not None]
    return _morning_after(max(sent), recipient) if sent else NEVER_BEFORE


def _morning_after(sent_at: datetime, recipient: Recipient) -> datetime:
    zone = recipient.evening.zone
    tomorrow = local_day(sent_at, zone) + timedelta(days=1)
    return instant(tomorrow, recipient.preference.morning_at, zone)


def judge_unanswered(
    due_rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether something of that day still waits for a word (3 queries)."""
    pks = {row.recipient_id for row in due_rows}
    workouts = may_ask(pks, now - BEHIND, now + AHEAD)
    earlier = asking.rows_of(pks, Kind.UNANSWERED, now)
    free_at = {pk: _free_at(people[pk], earlier.get(pk, {}).values()) for pk in pks}
    full = asking.full_workouts(
        [each.pk for own in workouts.values() for each in own], [row.pk for row in due_rows]
    )
    verdicts: dict[int, Verdict] = {}
    answered = Settle(State.SKIPPED, ANSWERED, asked_at=now)
    for row in due_rows:
        recipient = people[row.recipient_id]
        days = days_of(recipient, workouts.get(row.recipient_id, []), now)
        day = days.get(date.fromisoformat(row.subject_id))
        verdict = _verdict(recipient, day, max(now, free_at[row.recipient_id]), full, now)
        if rows.is_over(row, now) and verdict == answered:
            verdict = Settle(State.MISSED, OVER)
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
    due = day.due(recipient, free_at)
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
