"""How long the rules think: `python -m benchmarks.rules`, no Django.

    python -m benchmarks.rules [--rounds 1000]

One evaluation of all rules for one athlete's day, and one drinking plan: the median and the 95th
percentile in processor time, and beside them what the clock on the wall said. Of ten batches the
quietest counts, so that a busy machine does not. Ends with 1 where the 95th percentile of the rules
is not below a millisecond.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from advice.hydration import prepare
from advice.rules import RULES, evaluate
from advice.rules.facts import (
    WINDOW_DAYS,
    Cramp,
    Drunk,
    Facts,
    Label,
    Medicine,
    Morning,
    Planned,
    Session,
)

NOW = datetime(2026, 1, 14, 12, tzinfo=ZoneInfo("Europe/Lisbon"))
MOST_MS = 1.0
WARM_UP_ROUNDS = 50
BATCHES = 10


@dataclass(slots=True)
class Times:
    """Milliseconds of each round: of the processor, and of the wall."""

    processor: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """What 19 of 20 rounds were below, in processor time."""
        return quantiles(self.processor, n=20)[-1]

    def __str__(self) -> str:
        walls = f"{median(self.wall):.3f} and {quantiles(self.wall, n=20)[-1]:.3f}"
        return f"median {median(self.processor):.3f} ms, p95 {self.p95:.3f} ms (wall {walls})"


def measured(ask: Callable[[], object], rounds: int) -> Times:
    """The quietest batch of so many rounds of one question, after a few that nobody times."""
    for _ in range(WARM_UP_ROUNDS):
        ask()
    gc.collect()
    gc.freeze()
    return min(
        (_batch(ask, rounds // BATCHES) for _ in range(BATCHES)), key=lambda batch: batch.p95
    )


def _batch(ask: Callable[[], object], rounds: int) -> Times:
    times = Times()
    for _ in range(rounds):
        wall, processor = time.perf_counter_ns(), time.thread_time_ns()
        ask()
        times.processor.append((time.thread_time_ns() - processor) / 1e6)
        times.wall.append((time.perf_counter_ns() - wall) / 1e6)
    return times


def busy_facts() -> Facts:
    """Eight weeks with a session and a morning check each day, two sweat tests a week, a cramp now
    and then."""
    days = range(WINDOW_DAYS)
    utc = NOW.astimezone(UTC)
    return Facts(
        now=NOW,
        today=date(2026, 1, 14),
        body_mass_kg=70.0,
        conditions=frozenset({"thyroid"}),
        birth_year=1980,
        salty_sweat=True,
        first_cramp_day=900,
        sessions=tuple(_session(day, utc) for day in days),
        planned=tuple(
            Planned(
                f"p{day}",
                day,
                utc + timedelta(days=day, hours=-4),
                "run",
                "Run",
                minutes=90,
                effort=6,
                distance_m=15_000,
                temperature_c=24.0,
                humidity_percent=60.0,
            )
            for day in range(1, 8)
        ),
        cramps=tuple(
            Cramp(
                f"c{day}",
                day,
                utc - timedelta(days=day, hours=1),
                frozenset({"calf-l"}),
                session_key=f"s{day}",
                phase="during",
                seconds=120.0,
                severity=5,
                red_flags=frozenset(),
            )
            for day in days[::9]
        ),
        drinks=tuple(Drunk(utc - timedelta(hours=hour), 250, SPORTS_DRINK) for hour in range(12)),
        mornings=tuple(
            Morning(day, {"calf": 2}, 3, 7.5, urine_colour=3, thirst=2, mass_kg=70.0)
            for day in days
        ),
        medicines=(Medicine("Salmeterol", 200, 100, 90), Medicine("Ibuprofen")),
        adherence=0.8,
    )


SPORTS_DRINK = Label("Sports drink", mono_g=1.5, sucrose_g=4.5, sodium_mg=46)


def _session(day: int, utc: datetime) -> Session:
    is_test = day % 3 == 0
    return Session(
        f"s{day}",
        day,
        utc - timedelta(days=day, hours=2),
        "run",
        "Run",
        minutes=60,
        rpe=5,
        distance_m=10_000,
        first_half_minutes=30.0,
        temperature_c=20.0,
        humidity_percent=50.0,
        mass_before_kg=70.0 if is_test else None,
        mass_after_kg=69.2 if is_test else None,
        drank_ml=300.0,
        urine_ml=0.0 if is_test else None,
        cramped=day % 9 == 0,
    )


def main(arguments: list[str]) -> int:
    """Prints both, and whether the rules are fast enough."""
    parser = argparse.ArgumentParser(description="How long the rules think.")
    parser.add_argument("--rounds", type=int, default=1_000)
    rounds = parser.parse_args(arguments).rounds
    facts = busy_facts()
    found = evaluate(facts)
    # Anew each time: facts remember what was asked of them.
    rules = measured(lambda: evaluate(replace(facts)), rounds)
    plan = measured(lambda: prepare(facts.planned[0], replace(facts)), rounds)
    print(f"{len(RULES)} rules, {WINDOW_DAYS} days, {len(found)} findings: {rules}")
    print(f"One drinking plan: {plan}")
    holds = rules.p95 < MOST_MS
    print(f"Bar {MOST_MS:g} ms: {'holds' if holds else 'does not hold'}.")
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
