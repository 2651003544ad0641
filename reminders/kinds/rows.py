"""What planning does to a row of its kind: leave it, move it, give it up, bring it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from reminders import schedule
from reminders.models import OPEN_STATES, Reminder, Seat, State
from reminders.schedule import Due, Window


def move(row: Reminder, window: Window, now: datetime) -> bool:
    """Put a planned row to its hour; whether it changed. A closed window moves nothing.

    A row that waits for its next attempt keeps its own hour while the window is open.
    """
    due = schedule.due_in(window, now)
    if due is None or (row.attempts and row.due_at < window.closes_at):
        return False
    if schedule.fits(window, row.due_at, now):
        due = schedule.due_in(window, row.due_at) or due
    if (row.due_at, row.stale_at) == (due.due_at, due.stale_at):
        return False
    row.due_at, row.stale_at = due.due_at, due.stale_at
    return True


def is_over(row: Reminder, now: datetime) -> bool:
    """Whether the mail helps nobody any more, as far as was known when it was planned."""
    return row.stale_at is not None and row.stale_at <= now


def give_up(row: Reminder, reason: str, asked_at: datetime | None = None) -> Reminder:
    """The row, not needed; `asked_at` says when advice was asked, None: it was not."""
    row.state, row.reason, row.claimed_at = State.SKIPPED, reason, asked_at
    return row


def may_return(row: Reminder, changed_at: datetime) -> bool:
    """Whether a row that was given up may be wanted after all.

    Advice is asked again only when what it is about was changed since (`changed_at`).
    """
    if row.state != State.SKIPPED:
        return False
    return row.claimed_at is None or changed_at > row.claimed_at


def bring_back(row: Reminder, due: Due) -> Reminder:
    """The row, planned anew."""
    row.due_at, row.stale_at = due.due_at, due.stale_at
    row.state, row.reason, row.claimed_at = State.PLANNED, "", None
    return row


def save(made: Sequence[Reminder], updated: Sequence[Reminder]) -> int:
    """Write new rows and changed ones (a query each, none for none); how many there were.

    A row that somebody made first, or that a worker claimed in the meantime, stays as it is. What
    is given up was perhaps begun once: its seats are free again (1 query where any is).
    """
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    Reminder.objects.filter(state__in=OPEN_STATES).bulk_update(
        updated, ["due_at", "stale_at", "state", "reason", "claimed_at"]
    )
    if given_up := [row.pk for row in updated if row.state == State.SKIPPED]:
        Seat.objects.filter(reminder__in=given_up, reminder__state=State.SKIPPED).delete()
    return len(made) + len(updated)
