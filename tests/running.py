"""One `python3 run.py` in a test: its own port and data, started and stopped as a person would."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from cramptracker.env import NAMES
from script import environment

ROOT = environment.ROOT
UP_S = 60


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def clean_environment(**given: str) -> dict[str, str]:
    """This machine's environment without anything of ours, not even from a .env file."""
    ours = dict.fromkeys(NAMES, "") | {"CRAMPTRACKER_PYTHON": sys.executable}
    inherited = dict(os.environ)
    inherited.pop("DJANGO_SETTINGS_MODULE", None)  # pytest-django names the test settings there
    inherited.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # the browser tests set it for themselves
    return inherited | ours | given


def wait_for(true: Callable[[], object], seconds: float = UP_S) -> None:
    """Until it is true; AssertionError when that takes longer."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


class Run:
    """One `python3 run.py` on its own port and data, started somewhere else than in the house."""

    def __init__(self, data: Path, port: int | None = None, **given: str) -> None:
        self.data, self.port = data, port or free_port()
        self.env = clean_environment(DATA_DIR=str(data), **given)
        self.output = data / f"said-{len(list(data.glob('said-*')))}"
        with self.output.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "run.py"), "--port", str(self.port)],
                cwd=data,
                env=self.env,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def get(self, path: str) -> int | None:
        line = http.client.HTTPConnection("localhost", self.port, timeout=10)
        try:
            line.request("GET", path)
            return line.getresponse().status
        except OSError:
            return None
        finally:
            line.close()

    def is_up(self) -> bool:
        assert self.process.poll() is None, self.said()
        return "CrampTracker is running" in self.said() and self.get("/healthz") == 200

    def children(self) -> dict[str, int]:
        rows = json.loads((self.data / "run.json").read_text())
        return {row["name"]: row["pid"] for row in rows}

    def worker_says(self) -> str:
        return (self.data / "log" / "worker.log").read_text()

    def work_through(self, **broker: str) -> None:
        """Put a task into the broker and see the worker finish it."""
        celery = [sys.executable, "-m", "celery", "-A", "cramptracker"]
        call = [*celery, "call", "celery.backend_cleanup"]
        subprocess.run(call, cwd=ROOT, env=self.env | broker, check=True, capture_output=True)
        wait_for(lambda: "celery.backend_cleanup" in self.worker_says())
        wait_for(lambda: "succeeded" in self.worker_says())

    def stop(self, number: int = signal.SIGINT) -> tuple[int, float]:
        """The exit code and the seconds it took."""
        start = time.monotonic()
        self.process.send_signal(number)
        code = self.process.wait(UP_S)
        return code, time.monotonic() - start

    def said(self) -> str:
        return self.output.read_text()
