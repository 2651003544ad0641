"""Doorbells for Celery."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command


@shared_task(name="accounts.clear_sessions")
def clear_sessions() -> None:
    """Throw away sessions whose time is over; running it twice does no harm."""
    call_command("clearsessions")
