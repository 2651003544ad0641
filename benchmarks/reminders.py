"""How mails are planned, claimed and sent when there are many: `python -m benchmarks.reminders`.

    python script/with_postgres.py -- python -m benchmarks.reminders
        [--rows 50000 5000000] [--due 1000 10000 100000] [--mails 2000] [--only growth|sending]

First what planning, claiming and looking at the queue cost with few rows and with many (on
PostgreSQL; SQLite leaves it out), then how fast due mails go out to a mail server that forgets
them, beside a bare loop that renders and sends the same mails. Ends with 1 where a cost grows with
all rows and not with those that are due, a query reads the whole queue, a mail takes more than two
queries, a batch more than one connection, or evening mails go slower than 70 % of the bare loop.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connection

from benchmarks import sink, site

if TYPE_CHECKING:
    from benchmarks.growth import Stage
    from benchmarks.throughput import Speed

ROWS = (50_000, 5_000_000)
DUE = (1_000, 10_000, 100_000)
# Of the bare loop. A mail about a doctor is six lines for which a whole diary is judged, and comes
# once in 28 days at most: how fast it goes is told, and is no bar.
LEAST_SHARE = {"hydration": 0.7}
MOST_QUERIES = 2.0


def main(arguments: list[str]) -> int:
    """Prints both parts, and what is over a bar."""
    parser = argparse.ArgumentParser(description="Many mails: planned, claimed, sent.")
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS, help="rows in the queue")
    parser.add_argument("--due", type=int, nargs="+", default=DUE, help="how many of them are due")
    parser.add_argument("--mails", type=int, default=2_000, help="how many are sent")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", choices=("growth", "sending"))
    options = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    wrong: list[str] = []
    with sink.running() as server, site.opened():
        print(f"{connection.vendor}; load of the machine {os.getloadavg()[0]:.1f}.")
        if options.only != "growth":
            wrong += _sending(server, options.mails)
        if options.only != "sending" and connection.vendor == "postgresql":
            wrong += _growth(sorted(options.rows), sorted(options.due), options.rounds)
    for each in wrong:
        print(each)
    print(f"{len(wrong)} over a bar.")
    return int(bool(wrong))


def _growth(rows: Sequence[int], dues: Sequence[int], rounds: int) -> list[str]:
    # What imports models waits for the settings.
    from benchmarks import growth  # noqa: PLC0415

    found = []
    for stage in growth.stages(rows, dues, rounds):
        found.append(stage)
        _print_stage(stage)
    return growth.complaints(found)


def _sending(server: sink.Sink, mails: int) -> list[str]:
    from benchmarks import throughput  # noqa: PLC0415

    found = []
    for speed in throughput.speeds(server, mails):
        found.append(speed)
        _print_speed(speed)
    return [
        f"{speed.kind}: {what}"
        for speed in found
        for what, holds in (
            (
                f"{speed.ratio:.0%} of the bare loop",
                speed.ratio >= LEAST_SHARE.get(speed.kind, 0.0),
            ),
            (f"{speed.queries:.2f} queries a mail", speed.queries <= MOST_QUERIES),
            (f"{speed.connections} connections for a batch", speed.connections == 1),
        )
        if not holds
    ]


def _print_stage(stage: Stage) -> None:
    print(f"\n{stage.rows:,} rows, {stage.due:,} due:")
    for cost in stage.costs.values():
        scans = f"  reads the whole queue in {len(cost.scans)}" if cost.scans else ""
        print(f"  {cost.act:34} {cost.ms:10.1f} ms{scans}")


def _print_speed(speed: Speed) -> None:
    ours, bare = speed.a_second
    print(
        f"{speed.kind:10} {speed.mails:6,} mails: {ours:5.0f} a second, the bare loop {bare:5.0f}:"
        f" {speed.ratio:.0%} (by processor time {speed.cpu_ratio:.0%}),"
        f" {speed.queries:.2f} queries a mail, {speed.connections} connection a batch"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
