"""What would be sent next. Sends and changes nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reminders import queries
from reminders.models import Kind


class Command(BaseCommand):
    """For whoever runs the server: is the queue moving?"""

    help = (
        "Lists the next reminders with the recipient's local time, and how late the oldest is. "
        "Says of each why it would not be sent as things stand, as far as its recipient goes; what "
        "it is about is judged when it is due."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many to list, and of which kind."""
        parser.add_argument("--count", type=int, default=20, help="how many to list (20)")
        parser.add_argument("--kind", choices=Kind.values, help="only these; else all kinds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, oldest first (4 queries)."""
        now = timezone.now()
        late = queries.oldest_due(now)
        self.stdout.write(f"oldest due: {f'{now - late} late' if late else 'none'}")
        waiting = queries.waiting()
        if options["kind"]:
            waiting = waiting.filter(kind=options["kind"])
        rows = waiting[: options["count"]]
        people = queries.recipients({row.recipient_id for row in rows})
        for row in rows:
            recipient = people[row.recipient_id]
            local = row.due_at.astimezone(recipient.user.zone_info)
            against = recipient.refusal(row.kind) or recipient.pause(max(now, row.due_at), row.kind)
            self.stdout.write(
                f"{local:%Y-%m-%d %H:%M} {recipient.user.zone}  {row.kind}  {recipient.user.email}"
                f"{f'  not as things stand: {against}' if against else ''}"
            )
