"""A diary of years for one athlete, and a crowd beside it. Bulk, and the same at every run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection, models

from accounts.models import AccessLog, Grant, HealthConsent, User
from advice.models import FindingSnapshot
from cramptracker.tasks import refresh_statistics
from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Cup,
    Drink,
    Intake,
    Medication,
    NearCramp,
    ReliefRun,
    ReliefStep,
    Workout,
    WorkoutTemplate,
)
from journal.models.change import Act
from reminders.models import Reminder

YEAR = 365
# So many rows a statement: SQLite allows 250,000 values in one.
BATCH = 1_000
# What is made of a piece of advice, again and again.
ANSWERS = ("followed", "not_followed", "", "followed", "not_now")
SITES = ("calf-l", "calf-r", "ham-l", "ham-r", "quad-l", "quad-r", "foot-l")
SPORTS = ("run", "run", "run", "ride", "swim", "strength", "football")
ZONE = "Europe/Lisbon"


@dataclass(frozen=True, slots=True)
class Pace:
    """How much somebody writes down in a year."""

    workouts: int
    episodes: int
    intakes: int
    check_ins: int
    near_cramps: int = 0
    # Relief steps a cramp, on the average.
    steps: float = 0.0
    medicines: int = 0
    # Days from one planned workout to the next.
    plans_apart: int = 1


# The athlete: 6,000 workouts, 3,000 episodes, 30,000 intakes, 3,600 check-ins in ten years.
BUSY = Pace(
    workouts=600,
    episodes=300,
    intakes=3_000,
    check_ins=360,
    near_cramps=120,
    steps=1.5,
    medicines=3,
)
CROWD = Pace(workouts=60, episodes=10, intakes=100, check_ins=20)
AHEAD_DAYS = 14


def diary(athlete: User, pace: Pace, years: int, now: datetime) -> None:
    """A diary that ends yesterday, and two weeks of plans.

    It is written from now backwards, so that the last year of a long diary is the short one.
    """
    _write(athlete, pace, days=YEAR * years, now=now, rng=Random(1))  # noqa: S311 no secret
    for kind in (Workout, CrampEpisode, NearCramp, Intake, CheckIn, Medication):
        _keep_history(kind, athlete, years, now)
    _beside_the_diary(athlete, years, now)


def crowd(
    count: int, now: datetime, *, pace: Pace = CROWD, days: int = YEAR, name: str = "crowd"
) -> list[User]:
    """People who wrote that long at that pace, with confirmed addresses.

    A scan of everybody's rows is felt among them.
    """
    made = User.objects.bulk_create(
        User(email=f"{name}{n}@example.org", name=f"Athlete {n}", zone=ZONE) for n in range(count)
    )
    _save([EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in made])
    HealthConsent.objects.bulk_create(HealthConsent(user=one, given_at=now) for one in made)
    for number, one in enumerate(made):
        _write(one, pace, days=days, now=now, rng=Random(number))  # noqa: S311 no secret
    return made


def shared_with(coach: User, athletes: Iterable[User], now: datetime) -> None:
    """Each of them opened workouts, cramps and drinks to the coach a while ago."""
    Grant.objects.bulk_create(
        Grant(athlete=one, coach=coach, granted_at=now - timedelta(days=90)) for one in athletes
    )


def settle() -> None:
    """Leave PostgreSQL as its own daemon would, and SQLite as our hourly task does."""
    refresh_statistics()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _due(per_year: float, day: int) -> int:
    """How many of a thing fall on this day, so that a year has exactly as many as it should."""
    return int((day + 1) * per_year / YEAR) - int(day * per_year / YEAR)


def _write(athlete: User, pace: Pace, *, days: int, now: datetime, rng: Random) -> None:
    drinks = list(Drink.objects.for_athlete(athlete.pk).order_by("name")[:8])
    workouts: list[Workout] = [
        _planned(athlete, now, day, rng) for day in range(0, AHEAD_DAYS, pace.plans_apart)
    ]
    episodes, nears, intakes, mornings = [], [], [], []
    for day in range(days):
        noon = now - timedelta(days=day + 1)
        there = [_done(athlete, noon, n, rng) for n in range(_due(pace.workouts, day))]
        workouts += there
        episodes += [_cramp(athlete, noon, there, rng) for _ in range(_due(pace.episodes, day))]
        nears += [_near(athlete, noon, there, rng) for _ in range(_due(pace.near_cramps, day))]
        intakes += [
            _cup(athlete, noon, there, rng.choice(drinks), rng)
            for _ in range(_due(pace.intakes, day))
        ]
        mornings += [_morning(athlete, noon, rng) for _ in range(_due(pace.check_ins, day))]
    steps = [
        step
        for one in episodes
        for n in range(4)
        if rng.random() < pace.steps / 4
        for step in [_step(one, n, rng)]
    ]
    medicines = [
        _medicine(athlete, now - timedelta(days=rng.randrange(days)), n)
        for n in range(pace.medicines * days // YEAR)
    ]
    for rows in (workouts, episodes, nears, intakes, mornings, steps, medicines):
        _save(rows)
    _save([ReliefRun(episode=one, finished_at=one.ended_at) for one in episodes[::4] if steps])


def _save(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001


def _lived(athlete: User) -> dict[str, Any]:
    return {"athlete": athlete, "zone": athlete.zone}


def _planned(athlete: User, now: datetime, day: int, rng: Random) -> Workout:
    return Workout(
        **_lived(athlete),
        sport=rng.choice(SPORTS),
        title="Long run" if day % 7 == 5 else "",
        planned_start_at=now + timedelta(days=day + 1, hours=rng.randrange(-4, 7)),
        planned_minutes=rng.randrange(30, 150),
        planned_effort=rng.randrange(3, 9),
        planned_distance_m=12_000.0,
        temperature_c=rng.uniform(8, 32),
        target_muscles=["calf", "ham"],
    )


def _done(athlete: User, noon: datetime, number: int, rng: Random) -> Workout:
    minutes = rng.randrange(25, 150)
    start = noon + timedelta(hours=rng.randrange(-5, 0) + 6 * number)
    weighed = minutes >= 90
    return Workout(
        **_lived(athlete),
        sport=rng.choice(SPORTS),
        title=rng.choice(("", "Easy", "Intervals on the hill", "Long one")),
        state=rng.choices(("done", "skipped", "cancelled"), (90, 6, 4))[0],
        is_race=rng.random() < 0.03,
        planned_start_at=start,
        planned_minutes=minutes,
        planned_effort=rng.randrange(3, 9),
        started_at=start + timedelta(minutes=rng.randrange(10)),
        minutes=minutes,
        rpe=rng.randrange(2, 10),
        distance_m=round(minutes * rng.uniform(120, 400)),
        temperature_c=round(rng.uniform(2, 34), 1),
        humidity_percent=rng.randrange(30, 95),
        mass_before_kg=70.2 if weighed else None,
        mass_after_kg=round(70.2 - rng.uniform(0.2, 1.4), 1) if weighed else None,
        drank_ml=rng.randrange(100, 900),
        soreness_before=rng.randrange(8),
        fatigue_before=rng.randrange(8),
        cramped=rng.choice((True, False, False, None)),
        note="It went well." if rng.random() < 0.2 else "",
    )


def _cramp(athlete: User, noon: datetime, there: Sequence[Workout], rng: Random) -> CrampEpisode:
    during = rng.choice(there) if there and rng.random() < 0.7 else None
    start = _inside(during, rng) if during else noon + timedelta(minutes=rng.randrange(-600, 400))
    ended = start + timedelta(seconds=rng.randrange(30, 400)) if rng.random() < 0.8 else None
    return CrampEpisode(
        **_lived(athlete),
        workout=during,
        muscles=sorted(set(rng.choices(SITES, k=rng.choice((1, 1, 2))))),
        started_at=start,
        end_kind="about" if ended else "unknown",
        ended_at=ended,
        severity=rng.choice((None, *range(1, 10))),
        phase="during" if during else rng.choice(("night", "rest")),
        phase_quarter=rng.randrange(1, 5) if during else None,
        stopped=rng.choice(("no", "eased", "yes")) if during else "",
        helped=rng.choice(([], ["stretch"], ["stretch", "massage"])),
        sudden=True,
        soreness_next_day=rng.choice((None, 2, 4)),
        red_flags=[],
    )


def _inside(workout: Workout, rng: Random) -> datetime:
    start = workout.started_at
    if start is None or workout.minutes is None:
        raise ValueError("A workout of the past has a start and a length.")
    return start + timedelta(minutes=workout.minutes * rng.random())


def _near(athlete: User, noon: datetime, there: Sequence[Workout], rng: Random) -> NearCramp:
    during = rng.choice(there) if there else None
    start = _inside(during, rng) if during else noon
    return NearCramp(
        **_lived(athlete), workout=during, muscles=[rng.choice(SITES)], started_at=start
    )


def _cup(
    athlete: User, noon: datetime, there: Sequence[Workout], drink: Drink, rng: Random
) -> Intake:
    during = rng.choice(there) if there and rng.random() < 0.3 else None
    start = _inside(during, rng) if during else noon + timedelta(minutes=rng.randrange(-300, 600))
    return Intake(
        **_lived(athlete),
        drink=drink,
        workout=during,
        started_at=start,
        ended_at=start + timedelta(minutes=20) if during else None,
        volume_ml=rng.choice((150, 200, 250, 330, 500)),
    )


def _morning(athlete: User, noon: datetime, rng: Random) -> CheckIn:
    return CheckIn(
        **_lived(athlete),
        local_on=noon.date(),
        soreness={"calf": rng.randrange(8), "ham": rng.randrange(6)},
        fatigue=rng.randrange(9),
        stress=rng.randrange(9),
        sleep_hours=rng.choice((6.0, 7.0, 7.5, 8.0)),
        urine_colour=rng.randrange(1, 7),
        thirst=rng.randrange(1, 8),
        morning_mass_kg=round(rng.uniform(69, 71.5), 1),
    )


def _step(episode: CrampEpisode, number: int, rng: Random) -> ReliefStep:
    start = episode.started_at + timedelta(seconds=20 * number)
    return ReliefStep(
        episode=episode,
        kind=("stretch", "massage", "drink", "heat")[number],
        started_at=start,
        ended_at=start + timedelta(seconds=rng.randrange(10, 90)),
        eased=rng.choice((True, False, None)),
    )


def _medicine(athlete: User, at: datetime, number: int) -> Medication:
    return Medication(
        **_lived(athlete),
        name=("Salbutamol", "Atorvastatin", "Magnesium")[number % 3],
        started_on=at.date() - timedelta(days=200),
        changed_on=at.date() - timedelta(days=100),
        ended_on=None if number < 3 else at.date(),
    )


def _keep_history(kind: Any, athlete: User, years: int, now: datetime) -> None:
    """Each entry was saved, and every fifth changed once, spread over the years."""
    name = kind._meta.model_name  # noqa: SLF001 public by its documentation
    keys = list(kind.objects.filter(athlete=athlete).values_list("pk", flat=True))
    apart = timedelta(days=YEAR * years) / (len(keys) + 1)
    rows: list[Change] = []
    for number, pk in enumerate(keys):
        of: dict[str, Any] = {"athlete": athlete, "kind": name, "entry_id": pk}
        rows.append(Change(**of, act=Act.MADE, at=now - number * apart))
        if number % 5 == 0:
            fields = {"note": ["", "It went well."]}
            rows.append(Change(**of, act=Act.CHANGED, fields=fields, at=now - number * apart))
    _save(rows)


def _beside_the_diary(athlete: User, years: int, now: datetime) -> None:
    """What grows with the years and is no entry, and the athlete's own short lists."""
    days = [now - timedelta(days=number) for number in range(1, YEAR * years, 3)]
    _save(
        [
            FindingSnapshot(
                athlete=athlete,
                rule=rule,
                level=20,
                inputs={"much": bool(number % 2)},
                shown_on=(now - timedelta(days=number)).date(),
                shown_at=now - timedelta(days=number),
                answer=ANSWERS[number % len(ANSWERS)],
                answered_at=now - timedelta(days=number)
                if ANSWERS[number % len(ANSWERS)]
                else None,
            )
            for number in range(1, YEAR * years, 2)
            for rule in ("lost_two_percent", "hard_workout_ahead", "cramps_at_rest")
        ]
    )
    _save(
        [
            Reminder(
                recipient=athlete,
                kind="hydration",
                subject_id=day.date().isoformat(),
                local_on=day.date(),
                due_at=day,
                state="sent",
                created_at=day,
            )
            for day in days
        ]
    )
    own = [Drink(owner=athlete, name=f"Bottle {n}", mono_g=4, sodium_mg=40) for n in range(12)]
    _save(own)
    _save([Cup(owner=athlete, drink=one, name=one.name, volume_ml=500) for one in own[:6]])
    _save(
        [
            WorkoutTemplate(owner=athlete, name=f"Template {n}", sport="run", minutes=60)
            for n in range(12)
        ]
    )


def looked_at(athlete: User, reader: User, years: int, now: datetime) -> None:
    """The reader opened a page of the athlete's every other day."""
    _save(
        [
            AccessLog(
                athlete=athlete, reader=reader, page="journal", at=now - timedelta(days=number)
            )
            for number in range(1, YEAR * years, 2)
        ]
    )
