"""Whether the queue of mails moves: what whoever runs the server must hear about."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta

from reminders import queries
from reminders.models import Ring

logger = logging.getLogger(__name__)

# A mail that waits longer than this is an alert (issue of operating it; the mails of the evening
# lose their use after three hours).
ALERT_AFTER = timedelta(minutes=10)


def heard(task: str, now: datetime) -> None:
    """Note that beat rang and a worker heard it (1 query)."""
    Ring.objects.bulk_create(
        [Ring(task=task, at=now)],
        update_conflicts=True,
        unique_fields=["task"],
        update_fields=["at"],
    )


def tell(tally: Counter[str], now: datetime) -> None:
    """One line about what a run did, and one that alerts while mails are late (1 query)."""
    if tally:
        states = " ".join(f"{state}={count}" for state, count in sorted(tally.items()))
        logger.info("event=reminders_dealt_with %s", states)
    late = lateness(now)
    if late is not None and late > ALERT_AFTER:
        logger.error("event=reminders_late oldest_due_seconds=%d", late.total_seconds())


def lateness(now: datetime) -> timedelta | None:
    """How long the mail that waits longest has been due; None: nothing is due (1 query)."""
    oldest = queries.oldest_due(now)
    return None if oldest is None else now - oldest
