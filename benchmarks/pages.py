"""Each page's server time as a multiple of a floor page measured in the same rounds.

    python -m benchmarks.pages [--rounds 30] [--copies 20] [--athletes 500]

Runs on an empty database of its own: SQLite in a temporary folder, or the PostgreSQL named by
DATABASE_URL (which must be empty). The data is the demo year of an athlete, `--copies` times over,
and a coach with `--athletes` athletes.
Rounds alternate through all pages, so that a noisy machine is noisy for every page alike.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import django
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

if TYPE_CHECKING:
    from django.test import Client

MAX_QUERIES = 10
# Bars of the pages as multiples of the floor, where one is set.
BARS = {
    "advice:today": 4.0,
    "journal:journal": 2.5,
    "journal:calendar": 3.5,
    "coaching:athletes": 4.0,
    "advice:insights (coach)": 5.0,
}
WARM_UP_ROUNDS = 2


@dataclass(slots=True)
class Timing:
    """One page's measurements."""

    label: str
    url: str
    client: Client
    # Whether the cache is emptied before each visit.
    is_first_look: bool = False
    ms: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    def measure(self, *, keep: bool) -> None:
        """One request through the whole middleware stack."""
        if self.is_first_look:
            cache.clear()
        start = time.perf_counter()
        response = self.client.get(self.url)
        spent = (time.perf_counter() - start) * 1000
        if response.status_code != 200:
            raise SystemExit(f"{self.url} answered {response.status_code}.")
        if keep:
            self.ms.append(spent)
            self.size = len(response.content)


def main(arguments: list[str]) -> int:
    """Prints the table; exit code 1 when a page asks more queries than allowed."""
    parser = argparse.ArgumentParser(description="Pages as multiples of a floor page.")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--copies", type=int, default=20, help="times the demo year is repeated")
    parser.add_argument("--athletes", type=int, default=500, help="who share with the coach")
    options = parser.parse_args(arguments)
    with _site():
        pages = _pages(options.copies, options.athletes)
        for number in range(WARM_UP_ROUNDS + options.rounds):
            for page in pages:
                page.measure(keep=number >= WARM_UP_ROUNDS)
        for page in pages:
            page.queries = _count_queries(page)
        _print(pages)
    return int(any(page.queries > MAX_QUERIES for page in pages))


@contextmanager
def _site() -> Iterator[None]:
    """The real settings over a database of this run."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATA_DIR"] = folder
        os.environ["LOCAL_RUN"] = "1"
        os.environ.setdefault("DATABASE_MAX_AGE", "60")
        os.environ["DJANGO_SETTINGS_MODULE"] = "cramptracker.settings"
        django.setup()
        settings.ROOT_URLCONF = "benchmarks.urls"
        _template_folders().append(Path(__file__).parent / "templates")
        settings.LOGGING_CONFIG = None
        call_command("migrate", verbosity=0)
        yield
        connection.close()


def _template_folders() -> list[Path]:
    engine: Any = settings.TEMPLATES[0]
    folders: list[Path] = engine["DIRS"]
    return folders


def _pages(copies: int, athletes: int) -> list[Timing]:
    """Seeds the data and lists the pages: the floor first."""
    # The models can only be imported once the settings are there.
    from django.test import Client  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from benchmarks import seed  # noqa: PLC0415

    now = timezone.now()
    seed.years(now, copies)
    ana, kim = User.objects.get(email=seed.ANA), User.objects.get(email=seed.KIM)
    seed.athletes_of(kim, now, athletes)
    # The test client calls itself by a name that the real settings refuse.
    own, coach = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    own.force_login(ana)
    coach.force_login(kim)
    workout = ana.workout_set.filter(starts_at__gt=now).earliest("starts_at")
    episode = ana.crampepisode_set.latest("started_at")
    timings = [Timing("floor", reverse("floor"), own)]
    routes: list[tuple[str, dict[str, Any]]] = [
        ("advice:today", {}),
        ("journal:journal", {}),
        ("journal:calendar", {}),
        ("journal:week", {}),
        ("journal:workout", {"pk": workout.pk}),
        ("advice:preparation", {"pk": workout.pk}),
        ("journal:episode", {"pk": episode.pk}),
        ("journal:log_cramp", {}),
        ("journal:plan_workout", {}),
        ("journal:drinks", {}),
        ("journal:check_in", {}),
        ("advice:insights", {}),
        ("advice:doctor", {}),
        ("advice:rules", {}),
        ("advice:relief", {}),
        ("coaching:sharing", {}),
        ("accounts:access_log", {}),
        ("reminders:settings", {}),
    ]
    timings += [Timing(route, reverse(route, kwargs=values), own) for route, values in routes]
    timings.append(Timing("coaching:athletes", reverse("coaching:athletes"), coach))
    timings.append(
        Timing("coaching:athletes (first look)", timings[-1].url, coach, is_first_look=True)
    )
    timings += [
        Timing(f"{route} (coach)", reverse(route, kwargs={"athlete_id": ana.pk}), coach)
        for route in ("journal:journal", "journal:calendar", "journal:week", "advice:insights")
    ]
    return timings


def _count_queries(page: Timing) -> int:
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        page.client.get(page.url)
    return len(queries)


def _print(pages: list[Timing]) -> None:
    low = median(pages[0].ms)
    print(f"{connection.vendor}, timings in ms of server time")
    print(
        f"{'page':32} {'median':>8} {'p95':>8} {'x floor':>8} {'bar':>6} {'queries':>8} {'kB':>7}"
    )
    for page in pages:
        middle = median(page.ms)
        p95 = quantiles(page.ms, n=20)[-1]
        bar = BARS.get(page.label)
        print(
            f"{page.label:32} {middle:8.1f} {p95:8.1f} {middle / low:8.1f} "
            f"{bar or '':>6} {page.queries:8d} {page.size / 1000:7.1f}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
