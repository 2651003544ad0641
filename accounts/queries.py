"""Page-sized reads about the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import AccessLog, User

PAGE = 50
KEPT = timedelta(days=365)

# What a coach opened, in the words of the athlete who reads it.
PAGE_WORDS = {
    "calendar": "your calendar",
    "check_in": "your morning checks",
    "doctor": "your page for the doctor",
    "drinks": "your drinks",
    "cramp": "a cramp",
    "insights": "your insights",
    "journal": "your journal",
    "medicines": "your medicines",
    "preparation": "the preparation for a workout",
    "workout": "a workout",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Somebody opened a page of the diary."""

    who: str
    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Openings:
    """One page of the log, newest first, and the key of the next page."""

    rows: tuple[Opening, ...]
    next_key: str | None


def openings(athlete: User, now: datetime, key: str = "") -> Openings:
    """Who opened the athlete's diary in the last 12 months, 50 at a time (1 query).

    `key` is the `next_key` of the page before. Raises ValueError for a key that is not ours.
    """
    logs = AccessLog.objects.filter(athlete=athlete, at__gte=now - KEPT)
    if key:
        at, pk = _read_key(key)
        logs = logs.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))
    found = list(logs.select_related("reader").order_by("-at", "-pk")[: PAGE + 1])
    shown = found[:PAGE]
    return Openings(
        rows=tuple(Opening(_who(log.reader), words(log.page), log.at) for log in shown),
        next_key=f"{shown[-1].at.isoformat()}_{shown[-1].pk}" if len(found) > PAGE else None,
    )


def words(page: str) -> str:
    """What was opened, in words; a page we have no words for speaks its own name."""
    return PAGE_WORDS.get(page, f"your {page.replace('_', ' ')}")


def _who(reader: User | None) -> str:
    return str(reader) if reader else "Somebody whose account is closed"


def _read_key(key: str) -> tuple[datetime, int]:
    at, _, pk = key.rpartition("_")
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        raise ValueError(key)
    return moment, int(pk)
