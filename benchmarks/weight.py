"""What a browser fetches for a page, cold and warm: requests and bytes on the wire.

    python -m benchmarks.weight

Starts gunicorn as for many people (compressed files with long-lived names) over a database of its
own with the demo year, and looks with Chromium (see script/chromium.py) at each page twice: with
nothing in its cache, and again.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, CDPSession, sync_playwright

from script import chromium

PAGES = ("/today/", "/journal/", "/calendar/", "/cramps/log/", "/insights/", "/relief/calf/")
MOST_REQUESTS_WARM = 3
MOST_KB_WARM = 60
MOST_KB_COLD = 100
PATIENCE_S = 30


@dataclass(slots=True)
class Load:
    """What came over the wire."""

    requests: int = 0
    kb: float = 0

    def watch(self, session: CDPSession) -> None:
        """Count from now on; what comes out of the browser's cache is no request."""
        asked: set[str] = set()

        def answered(event: dict[str, Any]) -> None:
            if not event["response"].get("fromDiskCache"):
                asked.add(event["requestId"])

        def cached(event: dict[str, Any]) -> None:
            asked.discard(event["requestId"])

        def finished(event: dict[str, Any]) -> None:
            if event["requestId"] in asked:
                self.requests += 1
                self.kb += event["encodedDataLength"] / 1000

        session.on("Network.responseReceived", answered)
        session.on("Network.requestServedFromCache", cached)
        session.on("Network.loadingFinished", finished)
        session.send("Network.enable")


def main() -> int:
    """Prints the table; exit code 1 when a page is heavier than its bar."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _server(folder) as (base, cookie),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=chromium.arguments()
        )
        loads = {path: _loads(browser, base, cookie, path) for path in PAGES}
        browser.close()
    print(f"{'page':20} {'cold requests':>14} {'cold kB':>8} {'warm requests':>14} {'warm kB':>8}")
    for path, (cold, warm) in loads.items():
        print(f"{path:20} {cold.requests:14} {cold.kb:8.1f} {warm.requests:14} {warm.kb:8.1f}")
    return int(any(_is_heavy(cold, warm) for cold, warm in loads.values()))


def _is_heavy(cold: Load, warm: Load) -> bool:
    return cold.kb > MOST_KB_COLD or warm.kb > MOST_KB_WARM or warm.requests > MOST_REQUESTS_WARM


def _loads(browser: Browser, base: str, cookie: str, path: str) -> tuple[Load, Load]:
    size = chromium.PHONE
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]})
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": base}])
    loads = []
    for _ in range(2):
        page, load = context.new_page(), Load()
        load.watch(context.new_cdp_session(page))
        page.goto(f"{base}{path}", wait_until="networkidle")
        loads.append(load)
        page.close()
    context.close()
    return loads[0], loads[1]


@contextmanager
def _server(folder: str) -> Iterator[tuple[str, str]]:
    """Where the site answers, and the session of the demo's Ana."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    base = f"http://localhost:{port}"
    os.environ |= {"DATA_DIR": folder, "LOCAL_RUN": "", "SITE_URL": base}
    os.environ["DJANGO_SETTINGS_MODULE"] = "cramptracker.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    cookie = _log_in()
    connection.close()
    words = ["-m", "gunicorn", "-c", "python:cramptracker.gunicorn_conf", "--workers", "2"]
    with subprocess.Popen([sys.executable, *words, "--bind", f"127.0.0.1:{port}"]) as server:  # noqa: S603 our own command
        try:
            _wait(port)
            yield base, cookie
        finally:
            server.terminate()


def _log_in() -> str:
    # The models can only be imported once the settings are there.
    from django.test import Client  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from coaching import demo  # noqa: PLC0415

    demo.make(timezone.now())
    client = Client()
    client.force_login(User.objects.get(email=demo.ANA.email))
    return client.cookies["sessionid"].value


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        asked = http.client.HTTPConnection("localhost", port, timeout=5)
        try:
            asked.request("GET", "/healthz")
            if asked.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            asked.close()
    raise SystemExit("The server did not answer.")


if __name__ == "__main__":
    sys.exit(main())
