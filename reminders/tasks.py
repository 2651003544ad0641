"""Doorbells for Celery: read the clock, call the service. Celery's own ETA is never used."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from reminders import services


@shared_task(name="reminders.plan", acks_late=True)
def plan() -> None:
    """Ring every minute; rings that are lost or come twice do no harm.

    What was planned may be due at once; it need not wait for the next minute.
    """
    services.heard(plan.name, timezone.now())
    if services.plan(timezone.now()):
        send_due.delay()


@shared_task(name="reminders.send_due", acks_late=True)
def send_due() -> None:
    """Ring every minute; batch after batch, each with a fresh look at the clock."""
    services.heard(send_due.name, timezone.now())
    dealt = services.recover(timezone.now())
    while batch := services.send_due(timezone.now()):
        dealt += batch
    services.tell(dealt, timezone.now())


@shared_task(name="reminders.send_test", acks_late=True)
def send_test(user_id: str) -> None:
    """Once a click; a second delivery would only send a second test."""
    services.send_test(UUID(user_id), timezone.now())
