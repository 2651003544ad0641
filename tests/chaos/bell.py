"""Rings the doorbells as beat does, but each second; what the broker loses is lost."""

from __future__ import annotations

import sys
import time

from kombu.exceptions import KombuError

from cramptracker.celery import app

TASKS = ("reminders.plan", *["reminders.send_due"] * 4)
PAUSE_S = 1.0


def main(arguments: list[str]) -> int:
    """Ring until killed."""
    while True:
        for task in TASKS:
            try:
                app.send_task(task, expires=5, retry=False)
            except (KombuError, OSError) as error:
                print(f"nobody heard {task}: {error}", file=sys.stderr, flush=True)
                break
        time.sleep(PAUSE_S)
