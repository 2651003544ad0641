"""Reading what was deleted and can still be brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from accounts.paging import Key, behind, cut
from journal.models import Entry, Intake
from journal.models.entry import UNDO_DAYS
from journal.queries.history import KINDS, Kind, title_of

PAGE_ROWS = 20


@dataclass(frozen=True, slots=True)
class PutAway:
    """One deleted entry."""

    kind: Kind
    entry: Entry
    title: str
    deleted_at: datetime

    @property
    def gone_at(self) -> datetime:
        """From then on nobody can bring it back."""
        return self.deleted_at + timedelta(days=UNDO_DAYS)


@dataclass(frozen=True, slots=True)
class PutAwayPage:
    """Newest first, and the key of the next page if there is one."""

    rows: tuple[PutAway, ...]
    older: Key | None


def put_away(athlete: User, now: datetime, before: Key | None = None) -> PutAwayPage:
    """What was deleted in the last UNDO_DAYS (a query a kind: 6)."""
    found = [row for kind in KINDS for row in _of_kind(kind, athlete, now, before)]
    found.sort(key=lambda row: (row.deleted_at, row.entry.pk), reverse=True)
    page, older = cut(found, PAGE_ROWS, lambda row: Key(row.deleted_at, row.entry.pk))
    return PutAwayPage(tuple(page), older)


def _of_kind(kind: Kind, athlete: User, now: datetime, before: Key | None) -> list[PutAway]:
    rows = kind.rows.put_away(athlete, now).filter(behind("deleted_at", before))
    if kind.model is Intake:
        rows = rows.select_related("drink")
    newest = rows.order_by("-deleted_at", "-pk")[: PAGE_ROWS + 1]
    return [PutAway(kind, row, title_of(row), row.deleted_at) for row in newest]
