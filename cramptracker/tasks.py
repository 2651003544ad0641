"""Doorbells for Celery that belong to no app."""

from __future__ import annotations

from celery import shared_task
from django.db import connection

# Rows looked at for each index: enough to tell one athlete's thousands from one workout's few.
ROWS = 1_000


@shared_task(name="cramptracker.refresh_statistics")
def refresh_statistics() -> None:
    """Let SQLite choose its indexes by what the tables hold; PostgreSQL sees to that by itself.

    Without it the history of one entry was looked for in ten years of everything: 19 ms, not 7.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={ROWS}")
            cursor.execute("ANALYZE")
