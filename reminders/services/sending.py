"""Claim a few rows, judge them afresh, send them one after the other, record each."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from random import SystemRandom
from time import monotonic, time
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from accounts.services import mail_came_back
from reminders import queries
from reminders.kinds import KINDS
from reminders.kinds.mail_kind import Later, Send, Settle, Verdict
from reminders.line import Delivery, Fate, Line
from reminders.models import Kind, Reminder, State
from reminders.services import claims, seats
from reminders.services.bounces import NO_SUCH_ADDRESS, REASON_LENGTH
from reminders.services.claims import GIVEN_UP, MAX_ATTEMPTS, ONCE
from reminders.services.isolation import isolated

logger = logging.getLogger(__name__)

# Rows claimed and judged together: about a second's work, and PATIENCE holds where a mail takes
# longer, so what was judged is seconds old when it is sent.
BATCH = 200
# Mails put together at a time before they are sent: quicker than each for itself.
RUN = 100
# After so long a batch gives back what it has not begun: its judgement is old, and its claims must
# never look abandoned while it still sends. Seconds.
PATIENCE = 30.0
LONGEST_WAIT = timedelta(hours=1)

# Ends of a mail that was begun. What surely did not arrive takes no other mail's place.
UNSENT = (State.MISSED, State.FAILED)

ACCEPTED = "The mail server took it."
BROKEN = "The line to the mail server broke while sending; not sent again, so it never comes twice."
BUSY = "The mail server could not take it yet; it is tried again."
TOO_BUSY = "The mail server could not take it in time."
UNREADABLE = "Something went wrong while it was put together; it is tried again."
UNREADABLE_TOO_LONG = "Something went wrong while it was put together."
REFUSALS = {
    Fate.REFUSED: "The mail server refused it",
    Fate.NO_SUCH_ADDRESS: NO_SUCH_ADDRESS,
}

_random = SystemRandom()


def send_due(now: datetime) -> Counter[str]:
    """Deal with one batch of due rows; how many went into which state. Empty: nothing to do.

    Any number of workers may run this at once: each row is sent by the one that claims it. What
    was claimed is judged afresh in a constant number of queries; a mail that goes out costs its
    record beside (1 query). Nothing is sent inside a transaction. A row that breaks the advice is
    logged and put off, alone.
    """
    if not Reminder.objects.due(now).exists():
        return Counter()
    with Line() as line:
        # Before the claim: a server that cannot be reached must not make a judgement old.
        reached = line.ready()
        patience = _Patience()
        rows = claims.claim(now, BATCH)
        tally, sends = _sort_out(rows, now)
        if not reached:
            claims.release(list(sends))
            return tally
        return tally + _send_all(sends, line, patience, now)


class _Mail(NamedTuple):
    """A row, what is sent about it, and the mail."""

    row: Reminder
    send: Send
    message_id: str
    message: EmailMessage


class _Patience:
    """How long a batch has been at it, on both clocks: one of them stands still in a sleep."""

    def __init__(self) -> None:
        self._ticks, self._wall = monotonic(), time()

    def is_over(self) -> bool:
        return max(monotonic() - self._ticks, time() - self._wall) > PATIENCE


def _sort_out(rows: Sequence[Reminder], now: datetime) -> tuple[Counter[str], dict[Reminder, Send]]:
    """Judge claimed rows and record all that is not sent; the others in the order of sending."""
    judged, broken = isolated(lambda some: _judge(some, now), rows, named=_name)
    verdicts = {pk: verdict for some in judged for pk, verdict in some.items()}
    # A kind that this version does not know has none: left claimed, it would stand before the row
    # that a crash leaves in doubt.
    unjudged = [row for row in rows if row.pk not in verdicts and row not in broken]
    for row in unjudged:
        logger.error("Left out: %s, nothing here judges its kind (%s)", _name(row), row.kind)
    tally: Counter[str] = Counter(_put_off_broken(row, now) for row in (*broken, *unjudged))
    seats.give_back(pk for pk, verdict in verdicts.items() if isinstance(verdict, Settle))
    sends: dict[Reminder, Send] = {}
    for row in rows:
        verdict = verdicts.get(row.pk)
        if isinstance(verdict, Send):
            sends[row] = verdict
        elif verdict is not None:
            tally[_put_aside(row, verdict)] += 1
    for pk, words in seats.take(sends, now).items():
        row = next(row for row in sends if row.pk == pk)
        del sends[row]
        tally[_put_aside(row, Settle(State.SKIPPED, words, asked_at=now))] += 1
    return tally, sends


def _judge(rows: Sequence[Reminder], now: datetime) -> dict[int, Verdict]:
    """A verdict for each row, by the rules of its kind (a constant number of queries)."""
    if not rows:
        return {}
    people = queries.recipients({row.recipient_id for row in rows})
    verdicts: dict[int, Verdict] = {}
    for kind, each in KINDS.items():
        if own := [row for row in rows if row.kind == kind]:
            verdicts |= each.judge(own, people, now)
    return verdicts


def _put_aside(row: Reminder, verdict: Settle | Later) -> State:
    """Record why a row is not sent now."""
    if isinstance(verdict, Later):
        _record(row, State.PLANNED, due_at=verdict.due_at, stale_at=verdict.stale_at)
        return State.PLANNED
    _record(row, verdict.state, reason=verdict.reason, claimed_at=verdict.asked_at)
    return verdict.state


def _send_all(
    sends: Mapping[Reminder, Send], line: Line, patience: _Patience, now: datetime
) -> Counter[str]:
    """Send in the order of the claim, recording each before the next: a crash must leave only the
    first of them in doubt (services.claims.recover)."""
    tally: Counter[str] = Counter()
    left = dict(sends)
    accepted: dict[Kind, list[Send]] = {}
    try:
        for mail in _composed(left, tally, now):
            if patience.is_over() or not line.ready():
                break
            del left[mail.row]
            state = _send(mail, line, now)
            tally[state] += 1
            if state is State.SENT:
                accepted.setdefault(Kind(mail.row.kind), []).append(mail.send)
    finally:
        for kind, those in accepted.items():
            _tell(KINDS[kind].sent, those, now)
    claims.release(list(left))
    return tally


def _composed(left: dict[Reminder, Send], tally: Counter[str], now: datetime) -> Iterator[_Mail]:
    """The mails in their order, put together by the run; what breaks is put off, and not left."""
    rows = list(left)
    for first in range(0, len(rows), RUN):
        done, broken = isolated(
            lambda some: [_compose(row, left[row], now) for row in some],
            rows[first : first + RUN],
            named=_name,
        )
        for row in broken:
            del left[row]
            tally[_put_off_broken(row, now)] += 1
        yield from chain.from_iterable(done)


def _compose(row: Reminder, send: Send, now: datetime) -> _Mail:
    message_id = row.message_id or _message_id(row)
    return _Mail(row, send, message_id, send.compose(message_id, now))


def _tell(sent: Any, those: list[Send], now: datetime) -> None:
    """They are sent and recorded; a kind that cannot keep what it wanted must not end the batch."""
    if sent is not None:
        isolated(lambda some: sent(some, now), those, named=lambda each: each.recipient.user.pk)


def _send(mail: _Mail, line: Line, now: datetime) -> State:
    """Hand it over, and record what became of it."""
    row = mail.row
    delivery = line.send(mail.message)
    if delivery.fate is Fate.UNWRITABLE:
        logger.error("%s cannot be written to the line: %s", _name(row), delivery.words)
        return _put_off_broken(row, now)
    if delivery.fate is Fate.NO_SUCH_ADDRESS:
        mail_came_back(row.recipient_id, mail.send.recipient.address or "")
    columns = _outcome(row, delivery, now)
    if columns["state"] in UNSENT and delivery.fate is not Fate.UNSURE:
        seats.give_back([row.pk])
    _record(row, **columns, message_id=mail.message_id, attempts=row.attempts + 1)
    return State(columns["state"])


def _message_id(row: Reminder) -> str:
    """The same for every attempt at this row, and known to nobody who has not seen the mail."""
    return f"<{salted_hmac('reminders.message-id', str(row.pk)).hexdigest()}@{settings.SITE_HOST}>"


def _record(row: Reminder, state: State, **columns: Any) -> None:
    """Write what became of a row that is still ours (1 query)."""
    if state is State.PLANNED:
        columns = {"claimed_at": None, **columns}
    claims.record(row, state=state, **columns)


def _outcome(row: Reminder, delivery: Delivery, now: datetime) -> dict[str, Any]:
    """The columns that record what became of a message."""
    if delivery.fate is Fate.ACCEPTED:
        return {"state": State.SENT, "sent_at": now, "reason": ACCEPTED}
    logger.warning("Reminder %s was not accepted: %s", row.pk, delivery.told)
    if delivery.fate in REFUSALS:
        reason = f"{REFUSALS[delivery.fate]}: {delivery.words}"
        return {"state": State.FAILED, "reason": reason[:REASON_LENGTH]}
    if delivery.fate is Fate.UNSURE and row.kind in ONCE:
        return {"state": State.FAILED, "reason": BROKEN}
    return _put_off(row, now, BUSY, TOO_BUSY)


def _put_off(row: Reminder, now: datetime, reason: str, too_late: str) -> dict[str, Any]:
    """The columns of a row that is tried again later, while that helps."""
    attempts = row.attempts + 1
    wait = min(LONGEST_WAIT, timedelta(minutes=2 ** min(attempts - 1, 10)))
    due_at = now + wait * jitter()
    if row.stale_at is not None and due_at >= row.stale_at:
        return {"state": State.MISSED, "reason": too_late}
    if attempts >= MAX_ATTEMPTS:
        return {"state": State.FAILED, "reason": GIVEN_UP}
    return {"state": State.PLANNED, "due_at": due_at, "reason": reason}


def jitter() -> float:
    """Rows that were put off together come again apart: 0.8 to 1.2 of the wait (design choice)."""
    return _random.uniform(0.8, 1.2)


def _put_off_broken(row: Reminder, now: datetime) -> State:
    """A row that advice or its mail broke on waits longer each time, and blocks nobody."""
    columns = _put_off(row, now, UNREADABLE, UNREADABLE_TOO_LONG)
    if columns["state"] in UNSENT:
        seats.give_back([row.pk])
    _record(row, **columns, attempts=row.attempts + 1)
    return State(columns["state"])


def _name(row: Reminder) -> str:
    return f"reminder {row.pk}"
