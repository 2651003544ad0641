"""Claim, send, record. The row is the lock: whoever turns it from planned to claimed may send."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta
from time import monotonic
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F

from advice.services import keep_snapshots
from journal.models import Workout
from journal.queries.relief import heat_rounds
from reminders import emails, queries
from reminders.line import Delivery, Fate, Line
from reminders.models import Kind, Reminder, State
from reminders.services.isolation import isolated
from reminders.verdicts import (
    Later,
    SendDoctor,
    SendEvening,
    SendHeat,
    Settle,
    heat_subject,
    heat_verdict,
    judge,
)

logger = logging.getLogger(__name__)

# Rows judged together; small, so that what was judged is seconds old when it is sent.
BATCH = 50
# A batch on a slow mail server ends here, long before its claims look abandoned. Seconds.
PATIENCE = 120.0
# A claim this old belongs to a worker that stopped.
ABANDONED_AFTER = timedelta(minutes=10)
# About two days of hourly attempts.
MAX_ATTEMPTS = 50
LONGEST_WAIT = timedelta(hours=1)
REASON_LENGTH = 200

STOPPED = "A worker stopped while sending; not sent again, so that it never comes twice."
BROKEN = "The line to the mail server broke while sending; not sent again, so it never comes twice."
GIVEN_UP = "It could not be sent in two days."
BUSY = "The mail server could not take it yet; it is tried again."
TOO_BUSY = "The mail server could not take it in time."
UNREADABLE = "Something went wrong while it was put together; it is tried again."
UNREADABLE_TOO_LONG = "Something went wrong while it was put together."
STARTED = "The worker that was sending it stopped; it is sent again."

Sending = SendEvening | SendDoctor | SendHeat
# A mail of such a kind that may have gone out is not sent again.
ONCE = (Kind.HYDRATION, Kind.HEAT)


def send_due(now: datetime) -> Counter[str]:
    """Deal with one batch of due rows; how many went into which state. Empty: nothing is due.

    Any number of workers may run this at once: each row is sent by the one that claims it. Before
    the batch everything is judged afresh in a constant number of queries; a mail that goes out
    costs its claim, one or two looks whether all still stands, and its record. Nothing is sent
    inside a transaction. A row that breaks the advice is logged and put off, alone.
    """
    rows = list(Reminder.objects.due(now).order_by("due_at", "pk")[:BATCH])
    tally: Counter[str] = Counter()
    if not rows:
        return tally
    judged, broken = isolated(lambda some: judge(some, now), rows, named=_name)
    verdicts = {pk: verdict for some in judged for pk, verdict in some.items()}
    for row in broken:
        tally[_put_off_broken(row, now)] += 1
    rows = [row for row in rows if row.pk in verdicts]
    # First what needs no mail server: it must not wait for one that is down.
    for row in rows:
        verdict = verdicts[row.pk]
        if isinstance(verdict, Settle | Later) and _put(row, State.PLANNED, **_unsent(verdict)):
            tally[verdict.state if isinstance(verdict, Settle) else State.PLANNED] += 1
    to_send = [
        (row, verdict)
        for row in rows
        if not isinstance(verdict := verdicts[row.pk], Settle | Later)
    ]
    started = monotonic()
    with Line() as line:
        for row, verdict in to_send:
            if monotonic() - started > PATIENCE or not line.ready():
                break
            state = _send(row, verdict, line, now)
            if state is not None:
                tally[state] += 1
    return tally


def recover(now: datetime) -> Counter[str]:
    """Settle rows whose worker stopped while sending (3 updates and no mail).

    Nobody knows whether those mails went out. The mails of the evening and of warmth are not sent
    again; the doctor mail is, under the same Message-ID, so that a mail program shows it once.
    """
    abandoned = Reminder.objects.filter(state=State.CLAIMED, claimed_at__lt=now - ABANDONED_AFTER)
    worn_out = abandoned.filter(attempts__gte=MAX_ATTEMPTS)
    return Counter(
        {
            State.MISSED: abandoned.filter(kind__in=ONCE).update(
                state=State.MISSED, reason=STOPPED
            ),
            State.FAILED: worn_out.update(state=State.FAILED, reason=GIVEN_UP),
            State.PLANNED: abandoned.filter(kind=Kind.DOCTOR).update(
                state=State.PLANNED, reason=STARTED, claimed_at=None
            ),
        }
    )


def _unsent(verdict: Settle | Later) -> dict[str, Any]:
    """The columns of a row that is not sent now."""
    if isinstance(verdict, Later):
        return {"due_at": verdict.due_at, "stale_at": verdict.stale_at}
    return {"state": verdict.state, "reason": verdict.reason, "claimed_at": verdict.asked_at}


def _put(row: Reminder, was: State, **columns: Any) -> bool:
    """Change a row that is still in the state it was in; False: somebody else has it."""
    return Reminder.objects.filter(pk=row.pk, state=was).update(**columns) == 1


def _send(row: Reminder, verdict: Sending, line: Line, now: datetime) -> State | None:
    """Claim the row, look once more, send, record; None: another worker has it."""
    message_id = row.message_id or f"<{uuid4().hex}@{settings.SITE_HOST}>"
    messages, _ = isolated(
        lambda some: _compose(some[0], message_id, now), [verdict], named=lambda _: _name(row)
    )
    if not messages:
        return _put_off_broken(row, now)
    claimed = _put(
        row,
        State.PLANNED,
        state=State.CLAIMED,
        claimed_at=now,
        message_id=message_id,
        attempts=F("attempts") + 1,
    )
    if not claimed:
        return None
    if not _still_stands(row, verdict, now):
        # The next batch judges it afresh; this was no attempt.
        _put(row, State.CLAIMED, state=State.PLANNED, claimed_at=None, attempts=row.attempts)
        return State.PLANNED
    delivery = line.send(messages[0])
    columns = _outcome(row, delivery, now)
    _put(row, State.CLAIMED, **columns)
    if delivery.fate is Fate.ACCEPTED and isinstance(verdict, SendDoctor):
        # It is sent and recorded; a snapshot that cannot be kept must not end the batch.
        isolated(
            lambda found: keep_snapshots(verdict.recipient.user, found, now),
            [verdict.finding],
            named=lambda _: _name(row),
        )
    return State(columns["state"])


def _still_stands(row: Reminder, verdict: Sending, now: datetime) -> bool:
    """Whether nothing changed since the batch was judged (1 query, 2 but for a doctor mail)."""
    user = verdict.recipient.user
    fresh = queries.recipients([user.pk]).get(user.pk)
    kind = Kind(row.kind)
    if fresh is None or fresh.refusal(kind) or fresh.pause(now):
        return False
    if isinstance(verdict, SendDoctor):
        return True
    if isinstance(verdict, SendHeat):
        rounds = heat_rounds([user.pk], now - queries.SEEN_WITHIN)
        same = next((each for each in rounds if heat_subject(each) == row.subject_id), None)
        return isinstance(heat_verdict(row, fresh, same, now), SendHeat)
    judged = {workout.pk: workout.changed_at for workout in verdict.day.workouts}
    planned = Workout.objects.owned_by(user).planned().filter(pk__in=judged)
    return dict(planned.values_list("pk", "changed_at")) == judged


def _compose(verdict: Sending, message_id: str, now: datetime) -> EmailMessage:
    if isinstance(verdict, SendEvening):
        return emails.hydration(
            verdict.recipient, verdict.day, verdict.briefs, message_id=message_id, now=now
        )
    if isinstance(verdict, SendHeat):
        return emails.heat(verdict.recipient, verdict.round, message_id=message_id, now=now)
    return emails.doctor(verdict.recipient, message_id=message_id, now=now)


def _outcome(row: Reminder, delivery: Delivery, now: datetime) -> dict[str, Any]:
    """The columns that record what became of a message."""
    if delivery.fate is Fate.ACCEPTED:
        return {"state": State.SENT, "sent_at": now, "reason": ""}
    logger.warning("Reminder %s was not accepted: %s", row.pk, delivery.words)
    if delivery.fate is Fate.REFUSED:
        reason = f"The mail server refused it: {delivery.words}"
        return {"state": State.FAILED, "reason": reason[:REASON_LENGTH]}
    if delivery.fate is Fate.UNSURE and row.kind in ONCE:
        return {"state": State.FAILED, "reason": BROKEN}
    return _put_off(row, now, BUSY, TOO_BUSY)


def _put_off(row: Reminder, now: datetime, reason: str, too_late: str) -> dict[str, Any]:
    """The columns of a row that is tried again later, while that helps."""
    attempts = row.attempts + 1
    due_at = now + min(LONGEST_WAIT, timedelta(minutes=2 ** min(attempts - 1, 10)))
    if row.stale_at is not None and due_at >= row.stale_at:
        return {"state": State.MISSED, "reason": too_late}
    if attempts >= MAX_ATTEMPTS:
        return {"state": State.FAILED, "reason": GIVEN_UP}
    return {"state": State.PLANNED, "due_at": due_at, "claimed_at": None, "reason": reason}


def _put_off_broken(row: Reminder, now: datetime) -> State:
    """A row that advice or its mail broke on waits longer each time, and blocks nobody."""
    columns = _put_off(row, now, UNREADABLE, UNREADABLE_TOO_LONG)
    _put(row, State.PLANNED, **columns, attempts=row.attempts + 1)
    return State(columns["state"])


def _name(row: Reminder) -> str:
    return f"reminder {row.pk}"
