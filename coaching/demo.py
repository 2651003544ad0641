"""A made-up but believable year of two athletes and a coach, to look around in.

Everything is drawn from a seeded generator: the same day gives the same diary. The links between
heat, pace, soreness and cramps are invented for the demo and are no claim about the world.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import Grant, HealthConsent, User
from accounts.zones import instant, local_day
from coaching import demo_answers
from journal.models import (
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    HealthProfile,
    Intake,
    Medication,
    NearCramp,
    Workout,
    WorkoutTemplate,
)

DAYS = 365
# Sessions older than this were all answered; some recent ones wait for their answer.
ANSWERED_BEFORE_DAYS = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """One session of the weekly pattern."""

    weekday: int
    at: time
    sport: str
    title: str
    minutes: int
    effort: int
    km_h: float | None
    muscles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """An athlete of the demo."""

    email: str
    name: str
    zone: str
    mass_kg: float
    sweat_l_h: float
    sites: tuple[str, ...]
    week: tuple[Slot, ...]
    # Yearly mean and half the yearly swing of the air temperature, °C.
    climate: tuple[float, float]
    proneness: float
    born: int
    sex: str
    medicine: str = ""
    put_away: str = ""


ANA = Cast(
    "ana@demo.example",
    "Ana Demo",
    "Europe/Lisbon",
    61.0,
    1.05,
    ("calf-l", "calf-l", "calf-r", "ham-l"),
    (
        Slot(1, time(18, 30), "run", "Easy run", 45, 4, 9.6, ("calf",)),
        Slot(2, time(19, 0), "strength", "Gym", 50, 6, None, ("glute", "quad")),
        Slot(3, time(18, 30), "run", "Tempo run", 50, 7, 11.4, ("calf", "ham")),
        Slot(5, time(9, 30), "ride", "Easy ride", 80, 4, 24.0, ("quad",)),
        Slot(6, time(10, 0), "run", "Long run", 100, 6, 9.9, ("calf", "ham", "quad")),
    ),
    (17.5, 7.0),
    0.055,
    1992,
    "female",
    put_away="long_workout_ahead",
)
BEN = Cast(
    "ben@demo.example",
    "Ben Demo",
    "America/Denver",
    82.0,
    1.5,
    ("quad-r", "calf-r", "ham-r"),
    (
        Slot(0, time(6, 15), "ride", "Morning ride", 60, 5, 26.0, ("quad",)),
        Slot(2, time(6, 15), "ride", "Hill repeats", 75, 8, 22.0, ("quad", "calf")),
        Slot(4, time(17, 45), "football", "Training", 90, 7, None, ("calf", "ham")),
        Slot(6, time(8, 0), "ride", "Long ride", 180, 6, 25.0, ("quad", "glute")),
    ),
    (12.0, 14.0),
    0.03,
    1984,
    "male",
    medicine="Salbutamol",
)
COACH_EMAIL = "kim@demo.example"


@dataclass(slots=True)
class _Rows:
    """What one athlete's year becomes, before it is written in bulk."""

    workouts: list[Workout] = field(default_factory=list)
    episodes: list[CrampEpisode] = field(default_factory=list)
    intakes: list[Intake] = field(default_factory=list)
    mornings: list[CheckIn] = field(default_factory=list)


@transaction.atomic
def make(now: datetime) -> dict[str, str]:
    """Adds the demo and returns e-mail to generated password; {} when it is already there."""
    if User.objects.filter(email=COACH_EMAIL).exists():
        return {}
    passwords = {}
    kim, passwords[COACH_EMAIL] = _person(COACH_EMAIL, "Kim Demo", "Europe/Lisbon", now, coach=True)
    for cast in (ANA, BEN):
        athlete, passwords[cast.email] = _person(cast.email, cast.name, cast.zone, now)
        _year(athlete, cast, now)
        demo_answers.tell(athlete, now, DAYS, cast.put_away)
        Grant.objects.create(
            athlete=athlete, coach=kim, granted_at=now - timedelta(days=120), wellness=True
        )
    return passwords


def _person(
    email: str, name: str, zone: str, now: datetime, *, coach: bool = False
) -> tuple[User, str]:
    password = "-".join(secrets.token_hex(3) for _ in range(3))
    user = User.objects.create_user(email, password, name=name, zone=zone, is_coach=coach)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    HealthConsent.objects.create(user=user, given_at=now - timedelta(days=DAYS + 1))
    return user, password


def _year(athlete: User, cast: Cast, now: datetime) -> None:
    """Writes the whole diary of one athlete in a few bulk inserts."""
    HealthProfile.objects.create(
        athlete=athlete, body_mass_kg=cast.mass_kg, birth_year=cast.born, sex=cast.sex
    )
    if cast.medicine:
        Medication.objects.create(
            athlete=athlete,
            zone=cast.zone,
            name=cast.medicine,
            started_on=local_day(now, athlete.zone_info) - timedelta(days=500),
        )
    _saved_for_later(athlete, cast)
    water = Drink.objects.for_athlete(athlete.pk).filter(name="Tap water").first()
    sports = Drink.objects.for_athlete(athlete.pk).filter(name__startswith="Sports drink").first()
    rows = _Rows()
    rng = Random(cast.email)  # noqa: S311 a story, not a secret
    for day in _days(local_day(now, athlete.zone_info)):
        rows.mornings.append(_morning(athlete, day, rng))
        for slot in cast.week:
            if slot.weekday == day.weekday():
                _session(rows, athlete, cast, slot, day, now, rng, sports or water)
    nears = _told_of_cramps(rows, Random(cast.name))  # noqa: S311 a story, not a secret
    Workout.objects.bulk_create(rows.workouts, batch_size=200)
    NearCramp.objects.bulk_create(nears, batch_size=200)
    CrampEpisode.objects.bulk_create(rows.episodes, batch_size=200)
    Intake.objects.bulk_create(rows.intakes, batch_size=200)
    CheckIn.objects.bulk_create(
        [morning for morning in rows.mornings if morning.local_on <= now.date()], batch_size=200
    )


def _saved_for_later(athlete: User, cast: Cast) -> None:
    """A drink of one's own, the bottle it goes into, and the week's sessions as templates."""
    sugar = {"carbs_g": 4.0, "sugars_g": 4.0, "sucrose_g": 4.0}
    no_other = {"mono_g": 0.0, "lactose_g": 0.0, "malto_g": 0.0}
    mix = Drink.objects.create(
        owner=athlete, name="Home mix", sugar_kind="sucrose", sodium_mg=40.0, **sugar, **no_other
    )
    Cup.objects.create(owner=athlete, drink=mix, name="Bike bottle", volume_ml=750)
    WorkoutTemplate.objects.bulk_create(
        WorkoutTemplate(
            owner=athlete,
            name=slot.title,
            sport=slot.sport,
            clock=slot.at,
            minutes=slot.minutes,
            effort=slot.effort,
            target_muscles=list(slot.muscles),
        )
        for slot in cast.week
    )


def _told_of_cramps(rows: _Rows, rng: Random) -> list[NearCramp]:
    """What each cramp was like, and a near-cramp in one of eight sessions without a cramp."""
    for episode in rows.episodes:
        episode.sudden = rng.random() < 0.9
        episode.painful = True
        episode.visibly_hard = rng.random() < 0.7
        episode.twitching_before = rng.choice([True, False, None])
        episode.soreness_next_day = max(0, (episode.severity or 0) - rng.randrange(1, 4))
    return [
        NearCramp(
            athlete_id=workout.athlete_id,
            zone=workout.zone,
            workout=workout,
            muscles=["calf-l"],
            started_at=workout.started_at + timedelta(minutes=(workout.minutes or 60) * 0.8),
        )
        for workout in rows.workouts
        if workout.started_at and workout.cramped is False and rng.random() < 0.125
    ]


def _days(today: date) -> Iterator[date]:
    """A year back, and a week ahead for what is planned."""
    for offset in range(-DAYS, 8):
        yield today + timedelta(days=offset)


def _morning(athlete: User, day: date, rng: Random) -> CheckIn:
    sore = max(0, min(10, round(rng.gauss(2.2, 1.6))))
    return CheckIn(
        athlete=athlete,
        zone=athlete.zone,
        local_on=day,
        soreness={"calf": sore, "ham": max(0, sore - 1)},
        fatigue=max(0, min(10, round(rng.gauss(3.4, 1.5)))),
        sleep_hours=round(rng.gauss(7.2, 0.8) * 4) / 4,
        urine_colour=max(1, min(8, round(rng.gauss(2.8, 1.0)))),
    )


def _air(cast: Cast, day: date, rng: Random) -> float:
    """Air temperature, °C: warmest in late July, with some weather on top."""
    mean, swing = cast.climate
    season = math.cos((day.timetuple().tm_yday - 205) / DAYS * math.tau)
    return round(mean + swing * season + rng.gauss(0, 2.5), 1)


def _session(
    rows: _Rows,
    athlete: User,
    cast: Cast,
    slot: Slot,
    day: date,
    now: datetime,
    rng: Random,
    drink: Drink | None,
) -> None:
    """One session: planned when it lies ahead, else done, skipped or with a cramp."""
    start = instant(day, slot.at, athlete.zone_info)
    air = _air(cast, day, rng)
    workout = Workout(
        athlete=athlete,
        zone=athlete.zone,
        sport=slot.sport,
        title=slot.title,
        planned_start_at=start,
        planned_minutes=slot.minutes,
        planned_effort=slot.effort,
        planned_distance_m=slot.km_h * 1000 * slot.minutes / 60 if slot.km_h else None,
        target_muscles=list(slot.muscles),
        temperature_c=air,
        humidity_percent=float(rng.randrange(40, 80)),
    )
    rows.workouts.append(workout)
    if start + timedelta(minutes=slot.minutes * 1.4) > now:
        return
    if rng.random() < 0.1:
        workout.state = "skipped"
        return
    push = rng.gauss(1.0, 0.05)
    _done(workout, cast, slot, start, push, rng)
    if drink is not None and workout.drank_ml:
        rows.intakes.append(_bottle(workout, drink, start))
    heat = max(0.0, air - 20) * 0.012
    odds = cast.proneness * slot.minutes / 60 + heat + max(0.0, push - 1.04) * 3
    workout.cramped = rng.random() < odds
    if workout.cramped:
        rows.episodes.append(_cramp(workout, cast, start, rng))
    elif (now - start).days < ANSWERED_BEFORE_DAYS and slot is cast.week[-1]:
        workout.cramped = None


def _done(
    workout: Workout, cast: Cast, slot: Slot, start: datetime, push: float, rng: Random
) -> None:
    workout.state = "done"
    workout.started_at = start + timedelta(minutes=rng.randrange(0, 12))
    workout.minutes = max(20, round(slot.minutes * rng.gauss(1.0, 0.08)))
    workout.rpe = max(1, min(10, round(slot.effort * push + rng.gauss(0, 0.7))))
    if slot.km_h:
        workout.distance_m = round(slot.km_h * push * 1000 * workout.minutes / 60)
    if slot.minutes >= 60:
        hours = workout.minutes / 60
        lost = cast.sweat_l_h * hours * rng.gauss(1.0, 0.1)
        drunk = min(0.45 * hours, lost * 0.7)
        workout.drank_ml = round(drunk * 1000, -1)
        workout.mass_before_kg = round(cast.mass_kg + rng.gauss(0, 0.4), 1)
        workout.mass_after_kg = round(workout.mass_before_kg - lost + drunk, 1)


def _bottle(workout: Workout, drink: Drink, start: datetime) -> Intake:
    return Intake(
        athlete_id=workout.athlete_id,
        zone=workout.zone,
        drink=drink,
        workout=workout,
        started_at=start + timedelta(minutes=20),
        volume_ml=workout.drank_ml or 1,
    )


def _cramp(workout: Workout, cast: Cast, start: datetime, rng: Random) -> CrampEpisode:
    minutes = workout.minutes or 60
    at = start + timedelta(minutes=minutes * rng.uniform(0.55, 0.98))
    severity = max(1, min(9, round(rng.gauss(4.5, 1.8))))
    return CrampEpisode(
        athlete_id=workout.athlete_id,
        zone=workout.zone,
        workout=workout,
        muscles=[rng.choice(cast.sites)],
        started_at=at,
        end_kind="about",
        ended_at=at + timedelta(seconds=rng.randrange(40, 300)),
        severity=severity,
        phase="during",
        phase_quarter=min(4, 1 + int((at - start) / timedelta(minutes=minutes) * 4)),
        stopped="yes" if severity >= 7 else rng.choice(["no", "eased"]),
        helped=["stretch"] if rng.random() < 0.8 else ["stretch", "massage"],
        red_flags=[],
    )
