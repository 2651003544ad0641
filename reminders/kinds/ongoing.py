"""The question whether something without an end is over, once for each.

A row is about that cramp (`subject_id`). Put off by quiet hours and never dropped for them; sent at
least once, a second copy has the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage

from accounts.zones import local_day
from journal.queries.ongoing import Endless, endless
from reminders import emails, queries, schedule
from reminders.kinds.heat import LOOKED_WITHIN
from reminders.kinds.mail_kind import OVER, Later, MailKind, Send, Settle, Verdict
from reminders.models import Kind, Reminder, State
from reminders.queries import Recipient, asking
from reminders.schedule import Due

ENDED = "Its end is known by now, or it was deleted."
# While somebody looks at its screen the question waits; asked again after that long (design
# choice). A mail about warmth says the same things, so none of both comes within an hour.
LOOKING = timedelta(minutes=15)
APART = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SendOngoing(Send):
    """Send the mail that asks about this one."""

    endless: Endless

    def compose(self, message_id: str, now: datetime) -> EmailMessage:
        """A mail that leads to the question."""
        return emails.ongoing(self.recipient, self.endless, message_id=message_id, now=now)


def plan_ongoing(pks: Collection[UUID], now: datetime) -> int:
    """Plan the question for each cramp that has none yet (4 queries); how many rows are new."""
    people = {
        pk: recipient
        for pk, recipient in queries.recipients(pks).items()
        if not recipient.refusal(Kind.ONGOING)
    }
    found = endless(people, now - asking.ASKED_WITHIN, now) if people else []
    there = asking.rows_of(people, Kind.ONGOING, now) if found else {}
    made = [
        _row(people[each.athlete_id], each, due, now)
        for each in found
        if (each.athlete_id, str(each.episode_id)) not in there
        and (due := _due(people[each.athlete_id], each, now)) is not None
    ]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _row(recipient: Recipient, each: Endless, due: Due, now: datetime) -> Reminder:
    return Reminder(
        recipient=recipient.user,
        kind=Kind.ONGOING,
        subject_id=str(each.episode_id),
        local_on=local_day(due.due_at, recipient.evening.zone),
        due_at=due.due_at,
        stale_at=due.stale_at,
        created_at=now,
    )


def _due(recipient: Recipient, each: Endless, moment: datetime) -> Due | None:
    """When to ask, from that moment on; None when the day for it is over."""
    window = schedule.ongoing_after(each.started_at, recipient.evening)
    return schedule.due_in(window, recipient.free_at(moment, Kind.ONGOING)) if window else None


def judge_ongoing(
    rows: Sequence[Reminder], people: Mapping[UUID, Recipient], now: datetime
) -> dict[int, Verdict]:
    """Whether it still has no end, and nobody is looking at it (2 queries)."""
    pks = {row.recipient_id for row in rows}
    found = endless(pks, now - asking.ASKED_WITHIN, now)
    known = {(each.athlete_id, str(each.episode_id)): each for each in found}
    warmth = asking.warmth_around(pks, now, APART)
    return {
        row.pk: _verdict(
            people[row.recipient_id],
            known.get((row.recipient_id, row.subject_id)),
            warmth.get(row.subject_id),
            now,
        )
        for row in rows
    }


def _verdict(
    recipient: Recipient, each: Endless | None, warmed_at: datetime | None, now: datetime
) -> Verdict:
    refusal = recipient.refusal(Kind.ONGOING)
    if refusal:
        return Settle(State.SKIPPED, refusal)
    if each is None:
        return Settle(State.SKIPPED, ENDED)
    moment = now
    if warmed_at is not None:
        moment = max(moment, warmed_at + APART)
    if each.seen_at is not None and now - each.seen_at < LOOKED_WITHIN:
        moment = max(moment, each.seen_at + LOOKING)
    due = _due(recipient, each, moment)
    if due is None:
        paused = recipient.pause(now, Kind.ONGOING)
        return Settle(State.SKIPPED, paused) if paused else Settle(State.MISSED, OVER)
    return Later(due.due_at, due.stale_at) if due.due_at > now else SendOngoing(recipient, each)


ONGOING = MailKind(
    kind=Kind.ONGOING,
    once=False,
    pages=asking.without_end,
    plan=plan_ongoing,
    judge=judge_ongoing,
    capped=False,
)
