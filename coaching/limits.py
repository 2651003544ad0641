"""How often one person may try. Counted in the cache, in windows of ten minutes."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache

from accounts.models import User

WRONG_CODES = 10
WINDOW_SECONDS = 600


def _key(user: User, now: datetime) -> str:
    return f"coaching.wrong-codes.{user.pk}.{int(now.timestamp()) // WINDOW_SECONDS}"


def may_try(user: User, now: datetime) -> bool:
    """Whether the user has typed fewer than WRONG_CODES wrong codes in this window."""
    return int(cache.get(_key(user, now), 0)) < WRONG_CODES


def count_wrong(user: User, now: datetime) -> None:
    """Remember a code that opened nothing."""
    key = _key(user, now)
    cache.add(key, 0, WINDOW_SECONDS)
    cache.incr(key)
