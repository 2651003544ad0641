"""Opening pages that make sense with either of two categories."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.http import Http404

from accounts.access import Access, open_diary
from accounts.models import Category, User


def open_line_of_time(reader: User, athlete_id: UUID | None, *, now: datetime, page: str) -> Access:
    """Access for a page of workouts and cramps: either of them is enough, neither is 404.

    Asked one after the other, so that a refused reading is not logged as one.
    """
    try:
        return open_diary(reader, athlete_id, Category.WORKOUTS, now=now, page=page)
    except Http404:
        return open_diary(reader, athlete_id, Category.CRAMPS, now=now, page=page)
