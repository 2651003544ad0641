"""gunicorn for every run: `gunicorn -c python:cramptracker.gunicorn_conf`.

Made for sync workers behind a proxy; `run.py` asks for one worker with threads instead.
"""

from __future__ import annotations

import multiprocessing
from typing import Any

from cramptracker.memory import settle

wsgi_app = "cramptracker.wsgi"
workers = 2 * multiprocessing.cpu_count()
# Loaded once and shared by the forked workers; an app that cannot start stops at once.
preload_app = True
# gunicorn 27 would open a control socket in HOME.
control_socket_disable = True
timeout = 30
graceful_timeout = 20
max_requests = 10_000
max_requests_jitter = 1_000


def when_ready(server: Any) -> None:
    """What is loaded serves every worker."""
    settle()
