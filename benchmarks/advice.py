"""Today's whole advice for somebody with ten years of diary: `python -m benchmarks.advice`.

    python -m benchmarks.advice [--rounds 100]

From the rows of the database to findings, the next workout's plan and the questions, without the
page around them: milliseconds and queries of one look at Today, for one year of diary and for ten.
On SQLite in a temporary folder, or the empty PostgreSQL named by DATABASE_URL. Ends with 1 where
ten years take 25 ms or longer (95th percentile of processor time), ask more than eight times, or
ask more often than one year.
"""

from __future__ import annotations

import argparse
import logging
import sys

from django.db import connection

from benchmarks import site
from benchmarks.rules import Times, measured

MOST_MS = 25.0
MOST_QUERIES = 8
YEARS = (1, 10)


def main(arguments: list[str]) -> int:
    """Prints both diaries, and whether the bar holds."""
    parser = argparse.ArgumentParser(description="Today's whole advice, after ten years.")
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args(arguments).rounds
    logging.disable(logging.WARNING)
    with site.opened():
        found = {years: _today(years, rounds) for years in YEARS}
    for years, (times, queries) in found.items():
        print(f"{years} year{'s' * (years > 1)} of diary, {queries} queries: {times}")
    times, queries = found[YEARS[-1]]
    holds = times.p95 < MOST_MS and queries <= MOST_QUERIES and queries == found[YEARS[0]][1]
    bar = f"{MOST_MS:g} ms and {MOST_QUERIES} queries, as many as after a year"
    print(f"Bar {bar}: {'holds' if holds else 'does not hold'}.")
    return int(not holds)


def _today(years: int, rounds: int) -> tuple[Times, int]:
    """Times and queries of Today's advice for an athlete who wrote for so many years."""
    # What imports models waits for the settings.
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from advice.queries import today  # noqa: PLC0415
    from benchmarks import seed  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    athlete = make.user(f"year{years}")
    make.profile(athlete)
    seed.diary(athlete, seed.BUSY, years, make.NOON)
    seed.settle()
    with CaptureQueriesContext(connection) as asked:
        today(athlete, make.NOON)
    return measured(lambda: today(athlete, make.NOON), rounds), len(asked)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
