"""Looks at the queue and sends with the clock some minutes ahead, as it is told line by line.

`look` is answered with three numbers: how many mails are due, how many are not at their end, and
in how many minutes the next of those is due or given up by a worker that stopped. `send 90` is
`manage.py send_reminders` an hour and a half from now: only this process believes that it is
later, no row is touched. Nobody waits hours for a backoff.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from math import ceil

import time_machine
from django.core.management import call_command
from django.db.models import Min

from reminders.models import Reminder, State
from reminders.services.claims import ABANDONED_AFTER

MINUTE = timedelta(minutes=1)


def main(arguments: list[str]) -> int:
    """Until nobody asks any more."""
    for line in sys.stdin:
        word, *numbers = line.split()
        print(send(int(numbers[0])) if word == "send" else look(), flush=True)
    return 0


def look() -> str:
    """The three numbers."""
    now = datetime.now(UTC)
    planned = Reminder.objects.filter(state=State.PLANNED)
    claimed = Reminder.objects.filter(state=State.CLAIMED)
    due_at = planned.aggregate(at=Min("due_at"))["at"]
    claimed_at = claimed.aggregate(at=Min("claimed_at"))["at"]
    given_up_at = claimed_at + ABANDONED_AFTER if claimed_at else None
    wait = min((at - now for at in (due_at, given_up_at) if at), default=timedelta())
    due, still_open = planned.filter(due_at__lte=now).count(), planned.count() + claimed.count()
    return f"{due} {still_open} {max(0, ceil(wait / MINUTE))}"


def send(minutes: int) -> str:
    """What the command said."""
    out = StringIO()
    with time_machine.travel(datetime.now(UTC) + minutes * MINUTE):
        call_command("send_reminders", stdout=out)
    return out.getvalue().strip()
