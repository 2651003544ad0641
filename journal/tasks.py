"""Doorbells for Celery: read the clock, call the service."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from journal.services import purge


@shared_task(name="journal.purge_deleted", acks_late=True)
def purge_deleted() -> None:
    """Once a day; what was deleted 30 days ago goes for good. Twice does no harm."""
    purge.purge(timezone.now())
