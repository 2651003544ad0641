"""Athletes by the thousand, drawn from a seed: everything that drinking advice looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from advice.rules.facts import Cramp, Drunk, Facts, Morning, Planned, Session
from advice.tests.build import JUICE, SPORTS_DRINK, WATER
from journal.warning_signs import QUESTIONS

ZONES = [ZoneInfo(name) for name in ("Europe/Lisbon", "Asia/Kathmandu", "Pacific/Honolulu")]
SPORTS = ("run", "ride", "swim", "walk")
SIGNS = sorted(QUESTIONS)


def athletes(seed: int, count: int) -> Iterator[Facts]:
    """So many athletes; the same seed draws the same ones."""
    draw = Random(seed)  # noqa: S311 - nothing secret
    for _ in range(count):
        yield _athlete(draw)


def _athlete(draw: Random) -> Facts:
    zone = draw.choice(ZONES)
    now = datetime(2026, 1, 14, draw.randrange(24), draw.randrange(60), tzinfo=zone)
    mass = draw.uniform(25, 180)
    sessions = sorted(
        (_session(draw, now, mass, str(number)) for number in range(draw.choice((0, 1, 1, 2, 4)))),
        key=lambda each: each.started_at,
        reverse=True,
    )
    plans = sorted(
        (_planned(draw, now, str(number)) for number in range(draw.choice((0, 1, 1, 2)))),
        key=lambda each: each.starts_at,
    )
    return Facts(
        now=now,
        today=now.date(),
        body_mass_kg=_maybe(draw, mass, 0.9),
        fluid_limited=draw.random() < 0.05,
        sessions=tuple(sessions),
        planned=tuple(plans),
        cramps=tuple(_cramp(draw, now) for _ in range(draw.choice((0, 0, 0, 1, 2)))),
        drinks=tuple(_drunk(draw, now) for _ in range(draw.choice((0, 1, 2, 4)))),
        mornings=tuple(_morning(draw, mass, day) for day in range(draw.choice((0, 1, 5)))),
    )


def _maybe(draw: Random, value: Any, share: float = 0.7) -> Any:
    """The value, or not known."""
    return value if draw.random() < share else None


def _session(draw: Random, now: datetime, mass: float, key: str) -> Session:
    hours = draw.choice((draw.uniform(0, 14), draw.uniform(0, 72), draw.uniform(0, 900)))
    started_at = now.astimezone(UTC) - timedelta(hours=hours)
    minutes = draw.choice((draw.randint(1, 60), draw.randint(30, 300)))
    change = draw.choice((0.0, draw.uniform(-0.06, 0.0), draw.uniform(-0.03, 0.03)))
    return Session(
        key=key,
        day=(now.date() - started_at.astimezone(now.tzinfo).date()).days,
        started_at=started_at,
        sport=draw.choice(SPORTS),
        name="Session",
        minutes=_maybe(draw, minutes, 0.95),
        rpe=_maybe(draw, draw.randint(0, 10)),
        distance_m=_maybe(draw, draw.uniform(500, 60_000)),
        temperature_c=_maybe(draw, draw.uniform(-5, 42)),
        humidity_percent=_maybe(draw, draw.uniform(10, 100)),
        mass_before_kg=_maybe(draw, mass, 0.8),
        mass_after_kg=_maybe(draw, mass * (1 + change), 0.8),
        drank_ml=_maybe(draw, draw.choice((0.0, draw.uniform(0, 5000)))),
        urine_ml=_maybe(draw, draw.choice((0.0, draw.uniform(0, 1500)))),
        cramped=_maybe(draw, draw.random() < 0.3),
    )


def _planned(draw: Random, now: datetime, key: str) -> Planned:
    hours = draw.choice((draw.uniform(0, 5), draw.uniform(0, 48)))
    starts_at = now.astimezone(UTC) + timedelta(hours=hours)
    return Planned(
        key=f"plan {key}",
        days_ahead=(starts_at.astimezone(now.tzinfo).date() - now.date()).days,
        starts_at=starts_at,
        sport=draw.choice(SPORTS),
        name="Plan",
        minutes=_maybe(draw, draw.choice((draw.randint(1, 90), draw.randint(30, 600))), 0.9),
        effort=_maybe(draw, draw.randint(0, 10)),
        distance_m=_maybe(draw, draw.uniform(500, 100_000)),
        temperature_c=_maybe(draw, draw.uniform(-5, 42)),
        humidity_percent=_maybe(draw, draw.uniform(10, 100)),
    )


def _cramp(draw: Random, now: datetime) -> Cramp:
    minutes = draw.choice((draw.uniform(0, 15), draw.uniform(0, 4000)))
    started_at = now.astimezone(UTC) - timedelta(minutes=minutes)
    signs = draw.choice((None, frozenset[str](), frozenset(draw.sample(SIGNS, 1))))
    return Cramp(
        key="cramp",
        day=(now.date() - started_at.astimezone(now.tzinfo).date()).days,
        started_at=started_at,
        sites=frozenset({"calf-l"}),
        ongoing=draw.random() < 0.6,
        red_flags=signs,
    )


def _drunk(draw: Random, now: datetime) -> Drunk:
    return Drunk(
        started_at=now.astimezone(UTC) - timedelta(minutes=draw.uniform(0, 600)),
        volume_ml=draw.choice((draw.uniform(20, 400), draw.uniform(20, 3000))),
        label=draw.choice((WATER, JUICE, SPORTS_DRINK)),
        session_key=_maybe(draw, "0", 0.2),
    )


def _morning(draw: Random, mass: float, day: int) -> Morning:
    return Morning(
        day=day,
        urine_colour=_maybe(draw, draw.randint(1, 8)),
        thirst=_maybe(draw, draw.randint(1, 9)),
        mass_kg=_maybe(draw, mass * draw.uniform(0.97, 1.03)),
    )
