"""How often a form from a mail may be sent. Counted in the cache, in windows of ten minutes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.cache import cache

# A person corrects a form a few times; thirty times is a program.
TRIES = 30
WINDOW_SECONDS = 600


def may_try(whose: UUID, now: datetime) -> bool:
    """Count one try at this person's forms, and say whether it is one of the first TRIES."""
    key = f"reminders.tries.{whose}.{int(now.timestamp()) // WINDOW_SECONDS}"
    cache.add(key, 0, WINDOW_SECONDS)
    try:
        return int(cache.incr(key)) <= TRIES
    except ValueError:
        # It ran out between the two lines: a new window.
        return True
