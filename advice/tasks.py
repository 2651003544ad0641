"""Doorbells for Celery: read the clock, call the service."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from advice import report_files


@shared_task(name="advice.make_report", acks_late=True)
def make_report(file_id: str) -> None:
    """Once a click; rings that come twice do no harm, one that is lost is made up for below."""
    report_files.make(UUID(file_id), timezone.now())


@shared_task(name="advice.make_waiting_reports", acks_late=True)
def make_waiting_reports() -> None:
    """Ring every minute for files whose own ring was lost or whose worker died."""
    for pk in report_files.waiting(timezone.now()):
        report_files.make(pk, timezone.now())


@shared_task(name="advice.purge_reports", acks_late=True)
def purge_reports() -> None:
    """Once a day; files are kept 30 days. Twice does no harm."""
    report_files.purge(timezone.now())
