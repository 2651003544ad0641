"""Page-sized reads about the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import AccessLog, User
from accounts.paging import Key, behind, cut

PAGE = 50
KEPT = timedelta(days=365)

# What a coach opened, in the words of the athlete who reads it.
PAGE_WORDS = {
    "before_cramp": "the days before a cramp",
    "calendar": "your calendar",
    "charts": "your charts",
    "check_in": "your morning checks",
    "doctor": "your page for the doctor",
    "drinks": "your drinks",
    "cramp": "a cramp",
    "insights": "your insights",
    "journal": "your journal",
    "medicines": "your medicines",
    "near_cramp": "a near-cramp",
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
    older: Key | None


def openings(athlete: User, now: datetime, before: Key | None = None) -> Openings:
    """Who opened the athlete's diary in the last 12 months, 50 at a time (1 query)."""
    logs = AccessLog.objects.filter(behind("at", before), athlete=athlete, at__gte=now - KEPT)
    found = list(logs.select_related("reader").order_by("-at", "-pk")[: PAGE + 1])
    shown, older = cut(found, PAGE, lambda log: Key(log.at, log.pk))
    rows = tuple(Opening(_who(log.reader), words(log.page), log.at) for log in shown)
    return Openings(rows, older)


def words(page: str) -> str:
    """What was opened, in words; a page we have no words for speaks its own name."""
    return PAGE_WORDS.get(page, f"your {page.replace('_', ' ')}")


def _who(reader: User | None) -> str:
    return str(reader) if reader else "Somebody whose account is closed"
