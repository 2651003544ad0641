"""Every page of an athlete with ten years of entries, as a multiple of a floor page.

    python -m benchmarks.ten_years [--rounds 30] [--crowd 1000] [--only journal]

Runs on an empty database of its own: SQLite in a temporary folder, or the PostgreSQL named by
DATABASE_URL. Two athletes live among the crowd: one wrote for a year, one for ten; the last year
is the same. Rounds go through all pages of both in turn, so that a noisy machine is noisy for
every page alike. Ends with 1 when a page is slower, asks more often or grows more than it may.
"""

from __future__ import annotations

import argparse
import gc
import io
import logging
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import time_machine
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.urls import reverse

from benchmarks import site

if TYPE_CHECKING:
    from accounts.models import User

MOST_QUERIES = 10
MOST_P95_MS = 60.0
YEARS = 10
SHARED_WITH_COACH = 500
WARM_UP_ROUNDS = 3
# A floor that varies more than this has company on its machine.
BUSY = 3.0
# Multiples of the floor, by page: the bars of our comparison with other diaries.
BARS = {
    "advice:today": 4.0,
    "journal:journal": 2.5,
    "journal:calendar": 3.5,
    "journal:charts": 4.0,
    "advice:insights (coach)": 5.0,
    "coaching:athletes": 4.0,
}
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(slots=True, eq=False)
class Page:
    """One address of one athlete, and its measurements."""

    label: str
    address: str
    cookie: str
    # What is done before each visit, outside its time.
    before: Callable[[], object] | None = None
    ms: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0

    def visit(self, wsgi: Wsgi) -> tuple[str, str]:
        """What comes before a visit, and the visit."""
        if self.before is not None:
            self.before()
        return self.ask(wsgi)

    def ask(self, wsgi: Wsgi) -> tuple[str, str]:
        """One request through the whole stack: status and content type."""
        head: list[Any] = []
        start = time.perf_counter()
        answer = wsgi(_environ(self.address, self.cookie), lambda *said, **_: head.extend(said))
        body = b"".join(answer)
        close: Callable[[], None] | None = getattr(answer, "close", None)
        if close is not None:
            close()
        self.ms.append((time.perf_counter() - start) * 1000)
        self.size = len(body)
        return head[0], dict(head[1]).get("Content-Type", "")

    @property
    def median(self) -> float:
        return median(self.ms)

    @property
    def p95(self) -> float:
        return quantiles(self.ms, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same page of the short diary and of the long one."""

    short: Page
    long: Page

    @property
    def complaints(self) -> list[str]:
        """What is over a limit, in words."""
        short, long = self.short, self.long
        found = []
        if long.p95 >= MOST_P95_MS:
            found.append(f"p95 {long.p95:.0f} ms")
        if long.queries > MOST_QUERIES:
            found.append(f"{long.queries} queries")
        if long.queries != short.queries:
            found.append(f"{short.queries} queries at one year, {long.queries} at {YEARS}")
        return found


def main(arguments: list[str]) -> int:
    """Prints the table and what is over a limit."""
    parser = argparse.ArgumentParser(description="Ten years of pages, as multiples of a floor.")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--crowd", type=int, default=1_000, help="other athletes with a year each")
    parser.add_argument("--only", default="", help="part of the names of the pages to measure")
    options = parser.parse_args(arguments)
    # The walk opens doors that are no pages, and each would say so.
    logging.disable(logging.WARNING)
    with site.opened():
        # What imports models waits for the settings.
        from tests.make import NOON  # noqa: PLC0415

        with time_machine.travel(NOON):
            floor, pairs = _pages(options.crowd)
            pairs = [pair for pair in pairs if options.only in pair.long.label]
            _measure(floor, pairs, options.rounds)
    _print(floor, pairs)
    return int(any(pair.complaints for pair in pairs))


def _pages(crowd: int) -> tuple[Page, list[Pair]]:
    """Seeds the two diaries and the crowd, and finds every page."""
    from benchmarks import addresses, seed  # noqa: PLC0415
    from coaching.models import Standing  # noqa: PLC0415
    from coaching.tasks import begin_standings, keep_standings  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    now = make.NOON
    start = time.perf_counter()
    kim = make.coach()
    others = seed.crowd(crowd, now)
    seed.shared_with(kim, others[:SHARED_WITH_COACH], now)
    coach = _cookie(kim)
    rooms, cookies = {}, {}
    for years in (1, YEARS):
        athlete = make.user(f"year{years}")
        rooms[years] = addresses.rooms(athlete, kim)
        seed.diary(athlete, seed.BUSY, years, now)
        seed.looked_at(athlete, kim, years, now)
        cookies[years] = _cookie(athlete)
    seed.settle()
    _say_what_is_there(rooms[YEARS].ana, time.perf_counter() - start)
    start = time.perf_counter()
    begin_standings()
    keep_standings()
    count = Standing.objects.exclude(found_at=None).count()
    print(
        f"{count} standings of coaches' lists found in {time.perf_counter() - start:.1f} s, by the"
        " tasks of beat, which ring again before each round as they do every minute."
    )
    own = {years: addresses.own(rooms[years], now, years) for years in rooms}
    read = {years: addresses.through_a_grant(rooms[years]) for years in rooms}
    pairs = [
        Pair(Page(label, own[1][label], cookies[1]), Page(label, own[YEARS][label], cookies[YEARS]))
        for label in own[YEARS]
    ]
    pairs += [
        Pair(Page(label, read[1][label], coach), Page(label, read[YEARS][label], coach))
        for label in read[YEARS]
    ]
    listed = reverse("coaching:athletes")
    pairs = [pair for pair in pairs if pair.long.address != listed]
    for label, before in (
        ("coaching:athletes", None),
        ("coaching:athletes (first look)", cache.clear),
        ("coaching:athletes (all stale)", _age_standings),
    ):
        one = Page(label, listed, coach, before=before)
        pairs.append(Pair(one, one))
    return Page("floor", reverse("floor"), cookies[YEARS]), pairs


def _measure(floor: Page, pairs: list[Pair], rounds: int) -> None:
    from coaching.tasks import keep_standings  # noqa: PLC0415
    from cramptracker.wsgi import application  # noqa: PLC0415

    # What is no page (an act, a redirect, a token that opens nothing) is left out.
    pairs[:] = [pair for pair in pairs if _is_page(pair, application)]
    pages = [floor, *(page for pair in pairs for page in dict.fromkeys((pair.short, pair.long)))]
    for _ in range(WARM_UP_ROUNDS):
        keep_standings()
        for page in pages:
            page.visit(application)
    keep_standings()
    for page in pages:
        page.queries = _count(page, application)
        page.ms.clear()
    # As the hook of gunicorn does.
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        keep_standings()
        for page in pages:
            page.visit(application)


def _age_standings() -> None:
    """As if beat, worker and cache had been away: every diary on the page is read again."""
    from coaching.models import Standing  # noqa: PLC0415
    from coaching.standings import FRESH  # noqa: PLC0415

    cache.clear()
    Standing.objects.update(found_at=F("found_at") - FRESH, due_at=F("found_at"))


def _is_page(pair: Pair, wsgi: Wsgi) -> bool:
    kinds = {page.visit(wsgi) for page in (pair.short, pair.long)}
    return all(status[:3] == "200" and kind.startswith("text/html") for status, kind in kinds)


def _count(page: Page, wsgi: Wsgi) -> int:
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    if page.before is not None:
        page.before()
    with CaptureQueriesContext(connection) as asked:
        page.ask(wsgi)
    return len(asked)


def _environ(address: str, cookie: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_COOKIE": f"sessionid={cookie}",
        "HTTP_USER_AGENT": "Firefox on Linux",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def _cookie(user: User) -> str:
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _say_what_is_there(athlete: User, seconds: float) -> None:
    from journal import models  # noqa: PLC0415

    kinds = (models.Workout, models.CrampEpisode, models.NearCramp, models.Intake, models.CheckIn)
    counts = ", ".join(
        f"{kind.objects.filter(athlete=athlete).count():,} {kind.__name__}" for kind in kinds
    )
    others = models.Intake.objects.exclude(athlete=athlete).count()
    print(f"{connection.vendor}: {counts}; {others:,} intakes of others; {seconds:.0f} s to seed.")


def _print(floor: Page, pairs: list[Pair]) -> None:
    load = os.getloadavg()[0]
    print(f"Floor {floor.median:.1f} ms, p95 {floor.p95:.1f}; load of the machine {load:.1f}.")
    print(f"{'page':44}  1 year 10 years    p95 x floor queries     kB")
    for pair in sorted(pairs, key=lambda pair: -pair.long.median):
        page = pair.long
        print(
            f"{page.label:44} {pair.short.median:7.1f} {page.median:8.1f} {page.p95:6.1f}"
            f" {page.median / floor.median:7.1f} {page.queries:7d} {page.size / 1000:6.1f}"
        )
    if floor.p95 > BUSY * floor.median:
        print("The machine is busy with something else: p95 says more about that than about us.")
    print("\nBars, as multiples of the floor:")
    by_label = {pair.long.label: pair.long.median / floor.median for pair in pairs}
    for label, bar in BARS.items():
        if label in by_label:
            holds = "holds" if by_label[label] <= bar else "does not hold"
            print(f"{label:44} {by_label[label]:7.1f} of {bar:.1f}: {holds}")
    wrong = [pair for pair in pairs if pair.complaints]
    print(f"\n{len(pairs)} pages, {len(wrong)} over a limit.")
    for pair in wrong:
        print(f"{pair.long.label}: {'; '.join(pair.complaints)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
