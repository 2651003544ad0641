"""The benchmarks run: a small form of what is measured by hand."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from script.environment import ROOT

pytestmark = pytest.mark.processes


def ran(*words: str, **environment: str) -> str:
    """What a benchmark prints; whether its bars hold is for a quiet machine."""
    command = [sys.executable, "-m", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.stdout


def test_mails_are_sent_beside_a_bare_loop() -> None:
    said = ran("benchmarks.reminders", "--mails", "400", DATABASE_URL="")

    for kind in ("hydration", "doctor"):
        (line,) = re.findall(rf"^{kind} .*", said, re.MULTILINE)
        assert re.search(r"mails: +\d+ a second, the bare loop +\d+: \d+%", line)
        assert "1 connection a batch" in line


@pytest.fixture
def empty_url(postgres_url: str) -> Iterator[str]:
    """A database that no other test writes to."""
    place = postgres_url.rpartition("/")[0]
    folder = place.partition("@/")[2]
    with psycopg.connect(
        host=folder, user="postgres", dbname="postgres", autocommit=True
    ) as server:
        server.execute("CREATE DATABASE benchmark")
        yield f"{place}/benchmark"
        server.execute("DROP DATABASE benchmark WITH (FORCE)")


@pytest.mark.postgres
def test_the_queue_is_not_read_from_end_to_end(empty_url: str) -> None:
    sizes = ("--only", "growth", "--rows", "500", "20000", "--due", "50", "100", "--rounds", "1")

    said = ran("benchmarks.reminders", *sizes, DATABASE_URL=empty_url)

    assert "500 rows, 50 due:" in said
    assert "20,000 rows, 100 due:" in said
    assert "reads all rows" not in said
