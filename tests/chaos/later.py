"""`manage.py send_reminders` with the clock some minutes ahead: nobody waits hours for a backoff.

The rows are not touched; only this process believes that it is later.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import time_machine
from django.core.management import call_command


def main(arguments: list[str]) -> int:
    """Send what is due by then."""
    (minutes,) = arguments
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=int(minutes))):
        call_command("send_reminders")
    return 0
