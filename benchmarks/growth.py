"""What the queue of mails costs as it grows: with the rows that are due, not with all rows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from benchmarks.queue import Queue
from reminders import queries, services
from reminders.models import Reminder
from reminders.services import claims
from reminders.services.sending import BATCH
from tests import make

NOW = make.NOON + timedelta(hours=8, minutes=5)
# What is to be sent next, as `manage.py next_reminders` lists it.
LISTED = 20
# The cost may grow so much from the few rows to the many, with as many due.
MOST_GROWTH = 1.5
# Less than that is the clock's and the machine's own unrest. Milliseconds.
UNREST_MS = 5.0


@dataclass(slots=True)
class Cost:
    """Milliseconds of one act, undisturbed, and its queries that would read the whole queue."""

    act: str
    ms: float
    scans: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """So many rows, so many of them due, and what each act then costs."""

    rows: int
    due: int
    costs: dict[str, Cost]


def stages(sizes: Sequence[int], dues: Sequence[int], rounds: int) -> Iterator[Stage]:
    """One after the other, the smallest size first; a size holds at most half of it due."""
    queue = Queue(max(dues))
    for rows in sizes:
        queue.grow(rows)
        for due in dues:
            if due <= rows // 2:
                queue.make_due(due)
                yield Stage(rows, due, {each.act: each for each in _costs(rounds)})


def complaints(found: Sequence[Stage]) -> list[str]:
    """What grows with all rows, what grows faster than the rows that are due, what scans."""
    few, many = min(stage.rows for stage in found), max(stage.rows for stage in found)
    by_size = {(stage.rows, stage.due): stage.costs for stage in found}
    said = [
        f"{act} takes {many_costs[act].ms:.1f} ms at {many:,} rows and {cost.ms:.1f} at {few:,},"
        f" {due:,} due."
        for (rows, due), costs in by_size.items()
        if rows == few and few != many
        for many_costs in [by_size[many, due]]
        for act, cost in costs.items()
        if act != ADMIN and many_costs[act].ms > MOST_GROWTH * cost.ms + UNREST_MS
    ]
    last = [stage for stage in found if stage.rows == many]
    least, most = last[0], last[-1]
    for act, cost in most.costs.items():
        before = least.costs[act].ms
        grown = most.due / least.due if act == PLAN else 1.0
        if act != ADMIN and cost.ms > MOST_GROWTH * grown * before + UNREST_MS:
            said.append(
                f"{act} takes {cost.ms:.1f} ms with {most.due:,} due and {before:.1f} with"
                f" {least.due:,}."
            )
    for stage in last:
        for cost in stage.costs.values():
            said += [
                f"{cost.act} reads all rows with {stage.due:,} due: {sql}" for sql in cost.scans
            ]
    return said


PLAN = "plan all that is due"
# Counts every row to say how many pages there are; only whoever runs the server looks at it.
ADMIN = "the queue in the admin"


def _acts() -> dict[str, Callable[[], object]]:
    someone = User.objects.get(email="person0@example.org")
    boss = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
        "boss@example.org", make.PASSWORD, name="Boss"
    )
    reader, admin = _browser(someone), _browser(boss)
    listed = reverse("admin:reminders_reminder_changelist")
    return {
        PLAN: lambda: services.plan(NOW),
        "claim a batch": _claim,
        "settle what a dead worker held": lambda: services.recover(NOW),
        "the oldest that is due": lambda: queries.oldest_due(NOW),
        "the pulse for /healthz": lambda: queries.pulse(NOW),
        "list what comes next": lambda: list(queries.waiting()[:LISTED]),
        "the page of what we mail": lambda: _open(reader, reverse("reminders:settings")),
        ADMIN: lambda: _open(admin, listed),
    }


def _claim() -> None:
    """Claim, and give back: only the claim is asked about, so this is somewhat more."""
    claims.release(claims.claim(NOW, BATCH))


def _browser(user: User) -> Client:
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(user)
    return browser


def _open(browser: Client, path: str) -> None:
    answer = browser.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}.")


def _costs(rounds: int) -> Iterator[Cost]:
    """Each act once to warm up and to look at its queries, then timed."""
    for act, run in _acts().items():
        asked: list[tuple[str, Any]] = []
        with _noted(asked):
            run()
        times = [_ms(run) for _ in range(2 if act == PLAN else rounds)]
        yield Cost(act, min(times), [sql for sql, values in asked if _scans(sql, values)])


def _ms(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


@contextmanager
def _noted(asked: list[tuple[str, Any]]) -> Iterator[None]:
    """Every query that the block asks, once for each text."""
    known: set[str] = set()

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        if sql not in known and not many:
            known.add(sql)
            asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield


def _scans(sql: str, values: Any) -> bool:
    """Whether the database would read the whole queue for this query."""
    if Reminder._meta.db_table not in sql:  # noqa: SLF001 public by its documentation
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        (plan,) = cursor.fetchone()
    return any(
        node.get("Node Type") == "Seq Scan" and node.get("Relation Name") == Reminder._meta.db_table  # noqa: SLF001
        for node in _nodes(json.loads(plan) if isinstance(plan, str) else plan)
    )


def _nodes(plan: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plan, list):
        for each in plan:
            yield from _nodes(each.get("Plan", each))
        return
    yield plan
    yield from _nodes(plan.get("Plans", []))
