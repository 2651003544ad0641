"""Send due reminders without Celery."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders import services
from reminders.models import State


class Command(BaseCommand):
    """The doorbell of `reminders.send_due` for a cron job or a shell."""

    help = "Sends the reminders that are due. Running it again sends none twice."

    def handle(self, *args: Any, **options: Any) -> None:
        """Recover, then send batch after batch."""
        total = services.recover(timezone.now())
        while batch := services.send_due(timezone.now()):
            total += batch
        counts = [
            f"{State(state).label.lower()}: {count}" for state, count in total.items() if count
        ]
        self.stdout.write(", ".join(counts) or "nothing due")
