"""Whole diaries of any number of athletes, each kind of entry in one query.

Rows are plain tuples of the columns that advice looks at: a year of a busy athlete costs no
model instances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, OuterRef, Q, Subquery

from accounts.models import User
from journal.emergency import ANYWHERE, number_for
from journal.models import CheckIn, CrampEpisode, Drink, EntryQuerySet, Intake, Workout
from journal.models.workout import State
from journal.queries.drinks import MOST_SAVED, WATER, Chip, chip_of, nth_chip


class WorkoutRow(NamedTuple):
    """Names are columns of Workout."""

    athlete_id: UUID
    pk: UUID
    state: str
    starts_at: datetime
    sport: str
    title: str
    is_race: bool
    target_muscles: list[str]
    planned_minutes: int | None
    planned_effort: int | None
    planned_distance_m: float | None
    planned_pace_s_km: float | None
    minutes: int | None
    rpe: int | None
    distance_m: float | None
    first_half_minutes: float | None
    temperature_c: float | None
    humidity_percent: float | None
    acclimatised: bool | None
    mass_before_kg: float | None
    mass_after_kg: float | None
    drank_ml: float | None
    urine_ml: float | None
    food_g: float | None
    soreness_before: int | None
    fatigue_before: int | None
    cramped: bool | None


class EpisodeRow(NamedTuple):
    """Names are columns of CrampEpisode."""

    athlete_id: UUID
    pk: UUID
    workout_id: UUID | None
    muscles: list[str]
    started_at: datetime
    end_kind: str
    ended_at: datetime | None
    severity: int | None
    phase: str
    phase_quarter: int | None
    stopped: str
    helped: list[str]
    zone: str
    soreness_next_day: int | None
    sleep_disturbance: int | None
    painful: bool | None
    red_flags: list[str] | None


class IntakeRow(NamedTuple):
    """Names are columns of Intake and of its Drink."""

    athlete_id: UUID
    workout_id: UUID | None
    started_at: datetime
    volume_ml: float
    drink_id: UUID
    drink__name: str
    drink__mono_g: float | None
    drink__sucrose_g: float | None
    drink__lactose_g: float | None
    drink__malto_g: float | None
    drink__protein_g: float | None
    drink__fat_g: float | None
    drink__sodium_mg: float | None
    drink__potassium_mg: float | None
    drink__magnesium_mg: float | None
    drink__calcium_mg: float | None
    drink__alcohol_percent: float | None
    drink__measured_osmolality: float | None


class MorningRow(NamedTuple):
    """Names are columns of CheckIn."""

    athlete_id: UUID
    local_on: date
    soreness: dict[str, int]
    fatigue: int | None
    sleep_hours: float | None
    urine_colour: int | None
    brown_urine: bool
    thirst: int | None
    swelling: str
    morning_mass_kg: float | None


class MedicineRow(NamedTuple):
    """A medicine of the athlete, past ones included."""

    name: str
    started_on: date | None
    changed_on: date | None
    ended_on: date | None
    asked_on: date | None


class BodyRow(NamedTuple):
    """Lasting facts: columns of HealthProfile; without a profile nothing was told."""

    body_mass_kg: float | None = None
    fluid_limited: bool = False
    sickle_trait: bool | None = None
    conditions: Sequence[str] = ()
    birth_year: int | None = None
    salty_sweat: bool | None = None
    sweat_sodium_mmol_l: int | None = None
    emergency_number: str = ANYWHERE


_LASTING = len(BodyRow._fields)


@dataclass(slots=True)
class Diary:
    """One athlete's rows in a span of time, newest first."""

    workouts: list[WorkoutRow] = field(default_factory=list)
    episodes: list[EpisodeRow] = field(default_factory=list)
    intakes: list[IntakeRow] = field(default_factory=list)
    mornings: list[MorningRow] = field(default_factory=list)
    medicines: list[MedicineRow] = field(default_factory=list)
    body: BodyRow = field(default_factory=BodyRow)
    # The first cramp of the whole diary, however long ago.
    first_cramp_at: datetime | None = None
    # The catalogue's water, so that a page can offer it without another query.
    water_id: UUID | None = None
    # Saved cups, where they were asked for.
    cups: tuple[Chip, ...] = ()


def diaries(
    athletes: Iterable[UUID],
    *,
    since: datetime,
    until: datetime,
    drinks_since: datetime,
    with_cups: bool = False,
) -> dict[UUID, Diary]:
    """What these athletes did from `since` and plan up to `until`; intakes from `drinks_since` on.

    Skipped and cancelled workouts are left out. An athlete without entries gets an empty diary.
    Saved cups come along where `with_cups` asks. 5 queries, however many athletes.
    """
    found = {athlete: Diary() for athlete in athletes}
    told = Workout.objects.starting(since, until).filter(state__in=[State.DONE, State.PLANNED])
    for workout in map(WorkoutRow._make, _live(told, found, WorkoutRow._fields, "-starts_at")):
        found[workout.athlete_id].workouts.append(workout)
    cramps = CrampEpisode.objects.filter(started_at__gte=since)
    for episode in map(EpisodeRow._make, _live(cramps, found, EpisodeRow._fields, "-started_at")):
        found[episode.athlete_id].episodes.append(episode)
    drunk = Intake.objects.filter(started_at__gte=drinks_since)
    for intake in map(IntakeRow._make, _live(drunk, found, IntakeRow._fields, "-started_at")):
        found[intake.athlete_id].intakes.append(intake)
    checks = CheckIn.objects.filter(local_on__gte=since.date())
    for morning in map(MorningRow._make, _live(checks, found, MorningRow._fields, "-local_on")):
        found[morning.athlete_id].mornings.append(morning)
    _add_bodies(found, MOST_SAVED if with_cups else 0)
    return found


def _live(
    entries: EntryQuerySet, athletes: Iterable[UUID], columns: Sequence[str], order: str
) -> Iterator[tuple[Any, ...]]:
    kept = entries.filter(athlete_id__in=list(athletes), deleted_at=None)
    return iter(kept.order_by(order, "pk").values_list(*columns))


def _add_bodies(found: dict[UUID, Diary], cups: int) -> None:
    """Profile and medicines, joined so that they are one query: a row a medicine, or one.

    The first `cups` saved cups come in the same query too, each as a column.
    """
    first = CrampEpisode.objects.filter(athlete=OuterRef("pk"), deleted_at=None)
    saved = {f"cup_{number}": nth_chip(OuterRef("pk"), number) for number in range(cups)}
    rows = (
        User.objects.filter(pk__in=list(found))
        .annotate(
            live=FilteredRelation("medication", condition=Q(medication__deleted_at=None)),
            water=Subquery(Drink.objects.filter(owner=None, name=WATER).values("pk")[:1]),
            first_cramp=Subquery(first.order_by("started_at").values("started_at")[:1]),
            **saved,
        )
        .order_by("live__name", "live__pk")
        .values_list(
            "pk",
            "zone",
            "water",
            "first_cramp",
            *(f"health__{column}" for column in BodyRow._fields),
            *saved,
            *(f"live__{column}" for column in MedicineRow._fields),
        )
    )
    for athlete, zone, water, first_cramp_at, *columns in rows:
        diary = found[athlete]
        told, rest = BodyRow(*columns[:_LASTING]), columns[_LASTING:]
        diary.cups = tuple(chip_of(cup) for cup in rest[:cups] if cup is not None)
        name, *days = rest[cups:]
        diary.water_id = water
        diary.first_cramp_at = first_cramp_at
        diary.body = told._replace(
            fluid_limited=bool(told.fluid_limited),
            conditions=told.conditions or (),
            emergency_number=told.emergency_number or number_for(zone),
        )
        if name is not None:
            diary.medicines.append(MedicineRow(name, *days))
