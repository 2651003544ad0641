"""What to drink after a workout that left its athlete lighter.

Evidence 8, rows 22 and 23. A row is about one done workout (`subject_id`), whatever day it is put
on. Never sent twice. Planning asks no advice: that is done once, when the mail is due.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage

from advice.queries import recoveries
from advice.recovery import Recovery
from advice.rules.finding import Finding
from journal.models import Workout
from reminders import emails, queries, schedule
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.kinds.reasons import QUIET_ADVICE, SILENCES
from reminders.kinds.rows import bring_back, may_return, move, save
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient
from reminders.schedule import Window

NO_LOSS = "You were not lighter after it, so nothing extra is called for."
CHANGED = "The workout was changed or deleted, or its weights were."
REASONS = SILENCES | {
    "unknown": CHANGED,
    "no_loss": NO_LOSS,
    "drunk": "You drank it already.",
    "other": "A later workout was weighed, and its e-mail counts.",
    "over": "It is too late for it, or the next start is too near.",
    "answered": "You answered that advice already.",
}


@dataclass(frozen=True, slots=True)
class SendRecovery(Send):
    """Send the mail about this workout."""

    workout: Workout
    finding: Finding

    @property
    def workouts(self) -> tuple[UUID, ...]:
        """The one that is over."""
        return (self.workout.pk,)

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """What to drink for what was lost."""
        return emails.recovery(
            self.recipient, self.workout, self.finding, message_id=message_id, now=now
        )


def pages(now: datetime) -> Iterator[list[UUID]]:
    """Who was lighter after a workout that ended lately."""
    return queries.people_of(queries.lighter_lately(now), "starts_at", "athlete_id")


def plan_recoveries(pks: Collection[UUID], now: datetime) -> int:
    """Make the rows of these athletes fit what they did (4 queries when they do already)."""
    people = queries.recipients(pks)
    workouts = list(queries.lighter_lately(now).filter(athlete__in=pks))
    subjects = [str(workout.pk) for workout in workouts]
    rows = {
        row.subject_id: row
        for row in Reminder.objects.filter(
            recipient__in=pks, kind=Kind.RECOVERY, subject_id__in=subjects
        )
    }
    made: list[Reminder] = []
    updated: list[Reminder] = []
    for workout in workouts:
        recipient = people[workout.athlete_id]
        window = _window(workout, recipient)
        row = rows.get(str(workout.pk))
        if window is None:
            continue
        if row is None:
            made += _new(workout, recipient, window, now)
        elif _fit(row, workout, recipient, window, now):
            updated.append(row)
    return save(made, updated)


def _window(workout: Workout, recipient: Recipient) -> Window | None:
    """None also where the length is not known, and so the end is not."""
    ended_at = workout.ends_at
    return schedule.recovery_after(ended_at, recipient.evening) if ended_at is not None else None


def _may_go(recipient: Recipient, due_at: datetime) -> bool:
    return not (recipient.refusal(Kind.RECOVERY) or recipient.pause(due_at, Kind.RECOVERY))


def _new(
    workout: Workout, recipient: Recipient, window: Window, now: datetime
) -> Iterator[Reminder]:
    due = schedule.due_in(window, now)
    if due is not None and _may_go(recipient, due.due_at):
        yield Reminder(
            recipient=recipient.user,
            kind=Kind.RECOVERY,
            subject_id=str(workout.pk),
            local_on=window.local_on,
            due_at=due.due_at,
            stale_at=due.stale_at,
            created_at=now,
        )


def _fit(
    row: Reminder, workout: Workout, recipient: Recipient, window: Window, now: datetime
) -> bool:
    """Move a row whose workout ended at another time, or bring it back; whether it changed."""
    if row.state == State.PLANNED:
        return move(row, window, now)
    due = schedule.due_in(window, now)
    if due is None or not may_return(row, workout.changed_at):
        return False
    if not _may_go(recipient, due.due_at):
        return False
    bring_back(row, due)
    return True


def judge_recoveries(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether the workout still stands and the rule speaks of it (constant queries)."""
    subjects = [row.subject_id for row in rows]
    done = Workout.objects.done().filter(pk__in=subjects, deleted_at=None)
    workouts = {str(workout.pk): workout for workout in done}
    verdicts: dict[int, Verdict] = {}
    asked: dict[int, Workout] = {}
    for row in rows:
        workout = workouts.get(row.subject_id)
        verdict = _against(people[row.recipient_id], workout, now)
        if verdict is None and workout is not None:
            asked[row.pk] = workout
        elif verdict is not None:
            verdicts[row.pk] = verdict
    found = recoveries(list(asked.values()), now) if asked else {}
    for row in rows:
        if row.pk in asked:
            workout = asked[row.pk]
            verdicts[row.pk] = _decide(people[row.recipient_id], workout, found[workout.pk], now)
    return verdicts


def _against(recipient: Recipient, workout: Workout | None, now: datetime) -> Settle | Later | None:
    """What stands against the mail before advice is asked; None: nothing."""
    refusal = recipient.refusal(Kind.RECOVERY) or recipient.pause(now, Kind.RECOVERY)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    window = _window(workout, recipient) if workout is not None else None
    if window is None:
        return Settle(State.SKIPPED, CHANGED)
    due = schedule.due_in(window, now)
    if due is None:
        return Settle(State.MISSED, OVER)
    return Later(due.due_at, due.stale_at) if due.due_at > now else None


def _decide(recipient: Recipient, workout: Workout, found: Recovery, now: datetime) -> Verdict:
    if found.finding is None:
        reason = REASONS.get(found.why_not, QUIET_ADVICE)
        return Settle(State.SKIPPED, reason, asked_at=now)
    return SendRecovery(recipient, workout, found.finding)


RECOVERY = MailKind(
    kind=Kind.RECOVERY,
    once=True,
    pages=pages,
    plan=plan_recoveries,
    judge=judge_recoveries,
)
