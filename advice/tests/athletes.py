"""Athletes by the thousand, drawn from a seed: everything that any rule looks at.

Each answer may be missing. What advice has to be careful with (a gain, an emergency, a limit) is
far more common here than among people.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from advice.rules.facts import (
    Answered,
    Cramp,
    Drunk,
    Facts,
    Label,
    Medicine,
    Morning,
    Planned,
    Session,
)
from advice.tests.build import JUICE, SPORTS_DRINK, WATER
from journal.conditions import CONDITIONS, LIMITS_FLUID
from journal.muscles import GROUPS, SITES
from journal.warning_signs import QUESTIONS

ZONES = [ZoneInfo(name) for name in ("Europe/Lisbon", "Asia/Kathmandu", "Pacific/Honolulu")]
SPORTS = ("run", "run", "ride", "swim", "walk", "strength", "football")
SIGNS = sorted(QUESTIONS)
PLACES = sorted(SITES)
MUSCLES = sorted(GROUPS)
HARMLESS = sorted(CONDITIONS.keys() - LIMITS_FLUID.keys())
MEDICINES = ("Salmeterol", "Ibuprofen", "Atorvastatin", "Indapamide", "Vitamin D")
ANSWERS = ("seen", "booked", "not_now", "followed", "not_followed")
RULES_ANSWERED = ("consistent_cramps", "hot_workout_ahead", "workout_in_hours", "brown_urine")
DRINKS = (
    WATER,
    JUICE,
    SPORTS_DRINK,
    Label("Without a label"),
    Label("Malto mix", malto_g=9.0, sodium_mg=60),
    Label("Beer", malto_g=3, sodium_mg=4, alcohol_percent=5.0),
    Label("Published", mono_g=6, measured_osmolality=330.0),
)
CALF = frozenset({"calf-l"})
# How many of a thing there are: mostly none or few.
FEW = (0, 0, 0, 0, 1, 1, 2, 5)


def athletes(seed: int, count: int) -> Iterator[Facts]:
    """So many athletes; the same seed draws the same ones."""
    draw = Random(seed)  # noqa: S311 - nothing secret
    for _ in range(count):
        yield _athlete(draw)


def _athlete(draw: Random) -> Facts:
    zone = draw.choice(ZONES)
    now = datetime(2026, 1, 14, draw.randrange(24), draw.randrange(60), tzinfo=zone)
    utc = now.astimezone(UTC)
    mass = draw.uniform(25, 180)
    # Most have a sport of their own, and a muscle that is the one that is sore.
    sport = draw.choice(SPORTS) if draw.random() < 0.6 else None
    muscle = draw.choice(MUSCLES) if draw.random() < 0.6 else None
    sessions = [
        _session(draw, now, utc, mass, sport, str(number)) for number in range(draw.choice(FEW))
    ]
    plans = [
        _planned(draw, now, utc, sport, str(number)) for number in range(draw.choice((0, 1, 1, 2)))
    ]
    cramps = [_cramp(draw, now, utc, str(number)) for number in range(draw.choice(FEW))]
    chance = draw.random
    return Facts(
        now=now,
        today=now.date(),
        body_mass_kg=mass if chance() < 0.9 else None,
        fluid_limited=chance() < 0.05,
        sickle_trait=draw.choice((None, None, False, True)),
        conditions=frozenset((draw.choice(HARMLESS),)) if chance() < 0.2 else frozenset(),
        birth_year=draw.randint(1940, 2014) if chance() < 0.3 else None,
        salty_sweat=draw.choice((None, None, False, True)),
        sweat_sodium_mmol_l=draw.randint(12, 105) if chance() < 0.1 else None,
        first_cramp_day=draw.randint(0, 900) if chance() < 0.3 else None,
        sessions=tuple(sorted(sessions, key=_started_at, reverse=True)),
        planned=tuple(sorted(plans, key=lambda each: each.starts_at)),
        cramps=tuple(sorted(cramps, key=_started_at, reverse=True)),
        drinks=tuple(_drunk(draw, utc) for _ in range(draw.choice((0, 0, 1, 2, 4)))),
        mornings=tuple(
            _morning(draw, mass, muscle, day) for day in range(draw.choice((0, 0, 1, 4)))
        ),
        medicines=tuple(_medicine(draw) for _ in range(draw.choice((0, 0, 0, 1, 2)))),
        answers=_answers(draw) if chance() < 0.2 else {},
        retired=frozenset((draw.choice(RULES_ANSWERED),)) if chance() < 0.1 else frozenset(),
        adherence=chance() if chance() < 0.3 else None,
    )


def _started_at(entry: Session | Cramp) -> datetime:
    return entry.started_at


def _maybe(draw: Random, value: Any, share: float = 0.7) -> Any:
    """The value, or not known."""
    return value if draw.random() < share else None


def _day(now: datetime, moment: datetime) -> int:
    return (now.date() - moment.astimezone(now.tzinfo).date()).days


def _muscles(draw: Random) -> frozenset[str]:
    return frozenset((draw.choice(MUSCLES),)) if draw.random() < 0.4 else frozenset()


def _session(
    draw: Random, now: datetime, utc: datetime, mass: float, sport: str | None, key: str
) -> Session:
    hours = draw.choice((draw.uniform(0, 14), draw.uniform(0, 72), draw.uniform(0, 900)))
    started_at = utc - timedelta(hours=hours)
    minutes = draw.choice((draw.randint(2, 60), draw.randint(30, 300)))
    change = draw.choice((0.0, draw.uniform(-0.06, 0.0), draw.uniform(-0.03, 0.03)))
    return Session(
        key=key,
        day=_day(now, started_at),
        started_at=started_at,
        sport=sport or draw.choice(SPORTS),
        name="Session",
        minutes=_maybe(draw, minutes, 0.95),
        rpe=_maybe(draw, draw.randint(0, 10)),
        planned_effort=_maybe(draw, draw.randint(0, 10), 0.3),
        distance_m=_maybe(draw, draw.uniform(500, 60_000)),
        first_half_minutes=_maybe(draw, minutes * draw.uniform(0.35, 0.65), 0.3),
        is_race=draw.random() < 0.1,
        muscles=_muscles(draw),
        temperature_c=_maybe(draw, draw.uniform(-5, 42)),
        humidity_percent=_maybe(draw, draw.uniform(10, 100)),
        mass_before_kg=_maybe(draw, mass, 0.8),
        mass_after_kg=_maybe(draw, mass * (1 + change), 0.8),
        drank_ml=_maybe(draw, draw.choice((0.0, draw.uniform(0, 5000)))),
        urine_ml=_maybe(draw, draw.choice((0.0, draw.uniform(0, 1500)))),
        food_g=_maybe(draw, draw.uniform(0, 300), 0.2),
        soreness_before=_maybe(draw, draw.randint(0, 10), 0.3),
        fatigue_before=_maybe(draw, draw.randint(0, 10), 0.3),
        cramped=_maybe(draw, draw.random() < 0.3),
    )


def _planned(draw: Random, now: datetime, utc: datetime, sport: str | None, key: str) -> Planned:
    hours = draw.choice((draw.uniform(0, 5), draw.uniform(0, 48)))
    starts_at = utc + timedelta(hours=hours)
    return Planned(
        key=f"plan {key}",
        days_ahead=-_day(now, starts_at),
        starts_at=starts_at,
        sport=sport or draw.choice(SPORTS),
        name="Plan",
        minutes=_maybe(draw, draw.choice((draw.randint(1, 90), draw.randint(30, 600))), 0.9),
        effort=_maybe(draw, draw.randint(0, 10)),
        distance_m=_maybe(draw, draw.uniform(500, 100_000)),
        pace_s_per_km=_maybe(draw, draw.uniform(150, 700), 0.2),
        is_race=draw.random() < 0.1,
        muscles=_muscles(draw),
        temperature_c=_maybe(draw, draw.uniform(-5, 42)),
        humidity_percent=_maybe(draw, draw.uniform(10, 100)),
        acclimatised=draw.choice((None, None, False, True)),
    )


def _cramp(draw: Random, now: datetime, utc: datetime, key: str) -> Cramp:
    minutes = draw.choice((draw.uniform(0, 15), draw.uniform(0, 4000), draw.uniform(0, 60_000)))
    started_at = utc - timedelta(minutes=minutes)
    ongoing = draw.random() < 0.3
    signs = draw.choice((None, None, frozenset[str](), frozenset((draw.choice(SIGNS),))))
    return Cramp(
        key=key,
        day=_day(now, started_at),
        started_at=started_at,
        sites=frozenset((draw.choice(PLACES),)) if draw.random() < 0.3 else CALF,
        session_key=_maybe(draw, "0", 0.3),
        phase=draw.choice((None, "before", "during", "after", "night", "rest")),
        seconds=None if ongoing else _maybe(draw, draw.uniform(5, 1200)),
        ongoing=ongoing,
        severity=_maybe(draw, draw.randint(0, 10)),
        stopped=draw.choice((None, "no", "eased", "yes")),
        helped=draw.choice((frozenset[str](), frozenset({"stretch", "drink"}))),
        red_flags=signs,
        painful=draw.choice((None, True, False)),
        sleep_disturbance=_maybe(draw, draw.randint(0, 10), 0.2),
    )


def _drunk(draw: Random, utc: datetime) -> Drunk:
    return Drunk(
        started_at=utc - timedelta(minutes=draw.uniform(0, 600)),
        volume_ml=draw.choice((draw.uniform(20, 400), draw.uniform(20, 3000))),
        label=draw.choice(DRINKS),
        session_key=_maybe(draw, "0", 0.2),
    )


def _morning(draw: Random, mass: float, muscle: str | None, day: int) -> Morning:
    return Morning(
        day=day,
        soreness={muscle or draw.choice(MUSCLES): draw.randint(0, 10)}
        if draw.random() < 0.7
        else {},
        fatigue=_maybe(draw, draw.randint(0, 10)),
        sleep_hours=_maybe(draw, draw.uniform(3, 10)),
        urine_colour=_maybe(draw, draw.randint(1, 8)),
        brown_urine=draw.random() < 0.03,
        thirst=_maybe(draw, draw.randint(1, 9)),
        swelling=draw.choice((None, None, None, "none", "both", "one_leg")),
        mass_kg=_maybe(draw, mass * draw.uniform(0.97, 1.03)),
    )


def _medicine(draw: Random) -> Medicine:
    return Medicine(
        draw.choice(MEDICINES),
        started_day=_maybe(draw, draw.randint(0, 900), 0.5),
        changed_day=_maybe(draw, draw.randint(0, 900), 0.3),
        asked_day=_maybe(draw, draw.randint(0, 900), 0.3),
    )


def _answers(draw: Random) -> dict[str, Answered]:
    return {draw.choice(RULES_ANSWERED): Answered(draw.choice(ANSWERS), draw.randint(0, 40))}
