"""How many mails are due and how many are not at their end: two numbers on a line."""

from __future__ import annotations

from datetime import UTC, datetime

from reminders.models import Reminder, State


def main(arguments: list[str]) -> int:
    """Print them."""
    due = Reminder.objects.due(datetime.now(UTC)).count()
    print(due, Reminder.objects.filter(state__in=[State.PLANNED, State.CLAIMED]).count())
    return 0
