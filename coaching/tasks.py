"""Doorbells for Celery: read the clock, call the service."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from coaching import standings


@shared_task(name="coaching.keep_standings", acks_late=True)
def keep_standings() -> None:
    """Ring every minute; batch after batch until nothing is due. Twice does no harm."""
    now = timezone.now()
    while standings.keep(now):
        pass


@shared_task(name="coaching.begin_standings", acks_late=True)
def begin_standings() -> None:
    """Ring every hour; batch after batch until none is missing. Twice does no harm."""
    now = timezone.now()
    while standings.begin_missing(now):
        pass
