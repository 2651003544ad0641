"""What would be sent next. Sends and changes nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders import queries


class Command(BaseCommand):
    """For whoever runs the server: is the queue moving?"""

    help = "Lists the next reminders with the recipient's local time, and how late the oldest is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many to list."""
        parser.add_argument("--count", type=int, default=20, help="how many to list (20)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, oldest first."""
        now = timezone.now()
        late = queries.oldest_due(now)
        self.stdout.write(f"oldest due: {f'{now - late} late' if late else 'none'}")
        for row in queries.waiting()[: options["count"]]:
            local = row.due_at.astimezone(row.recipient.zone_info)
            self.stdout.write(
                f"{local:%Y-%m-%d %H:%M} {row.recipient.zone}  {row.kind}  {row.recipient.email}"
            )
