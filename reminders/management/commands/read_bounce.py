"""Read a mail that came back, as a mail server hands it over."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from reminders import bounces, services

# Bytes read at a time of what nobody looks at.
CHUNK = 1_000_000


class Command(BaseCommand):
    """For the mailbox of EMAIL_FROM: an alias or a filter pipes each message in."""

    help = (
        "Reads one message from standard input. A report that an e-mail of ours could not be "
        "delivered is recorded, and no more are sent to an address that does not exist. Anything "
        "else is passed over. Reading it again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ends with 0 whatever the message is, for a refusal would send a report about a report.

        75 (EX_TEMPFAIL) when the database does not answer: the mail server then tries again later.
        """
        returned = bounces.read(sys.stdin.buffer.read(bounces.LONGEST))
        # To the end: some mail servers take a pipe that closes early for a message not delivered.
        while sys.stdin.buffer.read(CHUNK):
            pass
        if returned is None:
            self.stdout.write("It is no report of an e-mail that did not arrive.")
            return
        try:
            outcome = services.came_back(returned, timezone.now())
        except DatabaseError as error:
            raise CommandError(str(error), returncode=os.EX_TEMPFAIL) from error
        self.stdout.write(outcome.value)
