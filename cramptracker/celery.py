"""The Celery application; tasks live in the apps."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_ready

from cramptracker.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cramptracker.settings")

app = Celery("cramptracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


# Its own process with threads, or each process of a pool: either has loaded everything by then.
@worker_ready.connect
@worker_process_init.connect
def settled(**_: Any) -> None:
    """As web processes do."""
    settle()
