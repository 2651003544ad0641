"""The mail to a coach about the week that ended, on Monday morning.

A row is about that week, by its Monday (`subject_id`). Never sent twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from accounts.zones import day_span
from coaching import digest as weeks
from reminders import emails, queries, schedule
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient, coaches
from reminders.schedule import Window

NOBODY = "Nobody shares with you, or nobody did that week."
NOTHING = "Nothing was written in the diaries that are shared with you that week."
TO_SUNDAY = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class SendDigest(Send):
    """Send the mail about the week that began on this Monday."""

    monday: date
    digest: weeks.Digest

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """A line an athlete, counts only."""
        return emails.digest(
            self.recipient, self.monday, self.digest, message_id=message_id, now=now
        )


def plan_digest(pks: Collection[UUID], now: datetime) -> int:
    """Plan this Monday's mail of these coaches (3 queries); how many rows are new."""
    rows = [
        _row(recipient, now)
        for recipient in queries.recipients(pks).values()
        if recipient.user.is_coach and not recipient.refusal(Kind.DIGEST)
    ]
    made = [row for row in rows if row is not None]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _window(recipient: Recipient, now: datetime) -> Window | None:
    return schedule.weekly(now, recipient.evening, recipient.preference.morning_at)


def _row(recipient: Recipient, now: datetime) -> Reminder | None:
    """A row for the hour of today; None when there is none, or it is past."""
    window = _window(recipient, now)
    due = schedule.due_in(window, now) if window else None
    if window is None or due is None or window.opens_at - now > coaches.A_MONDAY:
        return None
    return Reminder(
        recipient=recipient.user,
        kind=Kind.DIGEST,
        subject_id=window.day.isoformat(),
        local_on=window.local_on,
        due_at=due.due_at,
        stale_at=due.stale_at,
        created_at=now,
    )


def judge_digest(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether there is a week to tell of, by what is shared at this moment (2 queries)."""
    mondays = {row.recipient_id: date.fromisoformat(row.subject_id) for row in rows}
    spans = {
        pk: day_span(monday, monday + TO_SUNDAY, people[pk].user.zone_info)
        for pk, monday in mondays.items()
    }
    found = weeks.digests(spans, now)
    return {
        row.pk: _verdict(row, people[row.recipient_id], found.get(row.recipient_id), now)
        for row in rows
    }


def _verdict(
    row: Reminder, recipient: Recipient, digest: weeks.Digest | None, now: datetime
) -> Verdict:
    refusal = recipient.refusal(Kind.DIGEST) or recipient.pause(now, Kind.DIGEST)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    monday = date.fromisoformat(row.subject_id)
    window = _window(recipient, now)
    due = schedule.due_in(window, now) if window and window.day == monday else None
    if due is None:
        return Settle(State.MISSED, OVER)
    if due.due_at > now:
        return Later(due.due_at, due.stale_at)
    if digest is None:
        return Settle(State.SKIPPED, NOBODY)
    if not digest.lines:
        return Settle(State.SKIPPED, NOTHING)
    return SendDigest(recipient, monday, digest)


DIGEST = MailKind(
    kind=Kind.DIGEST,
    once=True,
    pages=coaches.on_monday,
    plan=plan_digest,
    judge=judge_digest,
)
