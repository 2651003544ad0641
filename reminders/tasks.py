"""Doorbells for Celery: read the clock, call the service. Celery's own ETA is never used."""

from __future__ import annotations

from time import monotonic
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from reminders import services

# A ring works no longer than this and the batch it is in: a worker that is asked to stop finishes
# what it does, however much is due, before whoever asked loses patience. Seconds.
STINT = 60.0


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
    """Ring every minute; batch after batch, each with a fresh look at the clock.

    What is left after a stint is for the next ring, which is rung at once.
    """
    services.heard(send_due.name, timezone.now())
    dealt = services.recover(timezone.now())
    began = monotonic()
    while batch := services.send_due(timezone.now()):
        dealt += batch
        if monotonic() - began > STINT:
            break
    services.tell(dealt, timezone.now())
    if batch:
        send_due.delay()


@shared_task(name="reminders.send_test", acks_late=True)
def send_test(user_id: str) -> None:
    """Once a click; a second delivery would only send a second test."""
    services.send_test(UUID(user_id), timezone.now())
