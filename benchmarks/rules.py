"""How long the rules think: `python benchmarks/rules.py` prints microseconds per evaluation."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from timeit import repeat
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

from advice.hydration import prepare
from advice.rules import RULES, evaluate
from advice.rules.facts import WINDOW_DAYS, Cramp, Drunk, Facts, Label, Morning, Planned, Session

NOW = datetime(2026, 1, 14, 12, tzinfo=ZoneInfo("Europe/Lisbon"))
ROUNDS = 200


def busy_facts() -> Facts:
    """Eight weeks with a session, a morning check and now and then a cramp a day."""
    days = range(WINDOW_DAYS)
    utc = NOW.astimezone(UTC)
    label = Label("Sports drink", mono_g=1.5, sucrose_g=4.5, sodium_mg=46)
    return Facts(
        now=NOW,
        today=date(2026, 1, 14),
        body_mass_kg=70.0,
        sessions=tuple(
            Session(
                f"s{day}",
                day,
                utc - timedelta(days=day, hours=2),
                "run",
                "Run",
                minutes=60,
                rpe=5,
                distance_m=10_000,
                temperature_c=20.0,
                humidity_percent=50.0,
                mass_before_kg=70.0,
                mass_after_kg=69.2,
                drank_ml=300.0,
                urine_ml=0.0,
                cramped=day % 9 == 0,
            )
            for day in days
        ),
        planned=tuple(
            Planned(
                f"p{day}", day, utc + timedelta(days=day, hours=20), "run", "Run", 90, 6, 15_000
            )
            for day in range(1, 8)
        ),
        cramps=tuple(
            Cramp(f"c{day}", day, utc - timedelta(days=day, hours=1), frozenset({"calf-l"}))
            for day in days[::9]
        ),
        drinks=tuple(Drunk(utc - timedelta(hours=hour), 250, label) for hour in range(12)),
        mornings=tuple(Morning(day, {"calf": 2}, fatigue=3, mass_kg=70.0) for day in days),
    )


def main() -> None:
    """Print the best of five for one athlete."""
    facts = busy_facts()
    for name, ask in (
        (f"{len(RULES)} rules, {WINDOW_DAYS} days", lambda: evaluate(facts)),
        ("one drinking plan", lambda: prepare(facts.planned[0], facts)),
    ):
        best = min(repeat(ask, number=ROUNDS, repeat=5)) / ROUNDS
        print(f"{name}: {best * 1e6:.0f} µs")


if __name__ == "__main__":
    main()
