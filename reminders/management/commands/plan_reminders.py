"""Plan reminders without Celery."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders import services


class Command(BaseCommand):
    """The doorbell of `reminders.plan` for a cron job or a shell."""

    help = "Plans the reminders that are missing. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan once."""
        self.stdout.write(f"{services.plan(timezone.now())} planned or changed")
