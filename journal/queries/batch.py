"""Whole diaries of any number of athletes, each kind of entry in one query.

Rows are plain tuples of the columns that advice looks at: a year of a busy athlete costs no
model instances.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)

from accounts.models import User
from journal.emergency import ANYWHERE, number_for
from journal.models import (
    CheckIn,
    CrampEpisode,
    Drink,
    Entry,
    Intake,
    Medication,
    ReliefStep,
    Workout,
)
from journal.models.episode import Relief
from journal.models.workout import State
from journal.queries.drinks import WATER, Chip, cups_column, first_chips
from journal.queries.packed import PackedRows, instant, unpacked
from journal.queries.statement import Row, Statement


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


class LoggedRow(NamedTuple):
    """A drink as a report counts it."""

    workout_id: UUID | None
    started_at: datetime
    volume_ml: float
    name: str


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
    # Codes of journal.conditions.
    conditions: Sequence[str] = ()
    birth_year: int | None = None
    salty_sweat: bool | None = None
    sweat_sodium_mmol_l: int | None = None
    emergency_number: str = ANYWHERE
    sex: str = ""


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
    # For a report: key of a cramp to the seconds in which stretching let it go,
    stretched: dict[UUID, float] = field(default_factory=dict)
    # and the drinks of the whole span, in no order.
    logged: list[LoggedRow] = field(default_factory=list)


def diaries(
    athletes: Iterable[UUID],
    *,
    since: datetime,
    until: datetime,
    drinks_since: datetime,
    with_cups: bool = False,
    for_report: bool = False,
) -> dict[UUID, Diary]:
    """What these athletes did from `since` and plan up to `until`; intakes from `drinks_since` on.

    Skipped and cancelled workouts are left out. An athlete without entries gets an empty diary.
    Saved cups come along where `with_cups` asks; `for_report` brings what stretching did, and every
    drink from `since` on without its label, instead of the cups. 5 queries, however many athletes.
    """
    found = {athlete: Diary() for athlete in athletes}
    keys = list(found)
    for workout in map(WorkoutRow._make, _WORKOUTS.rows(athletes=keys, since=since, until=until)):
        found[workout.athlete_id].workouts.append(workout)
    for values in (_STRETCHED if for_report else _CRAMPS).rows(athletes=keys, since=since):
        _add_episode(found, values)
    for intake in map(IntakeRow._make, _DRUNK.rows(athletes=keys, since=drinks_since)):
        found[intake.athlete_id].intakes.append(intake)
    for morning in map(MorningRow._make, _CHECKED.rows(athletes=keys, since=since.date())):
        found[morning.athlete_id].mornings.append(morning)
    if for_report:
        lasting = _WITH_DRINKS.rows(athletes=keys, since=since)
    else:
        lasting = (_WITH_CUPS if with_cups else _BODIES).rows(athletes=keys)
    _add_bodies(found, lasting, for_report=for_report)
    return found


def _rows(
    kind: type[Entry], row: type[NamedTuple], time: str, athletes: Sequence[UUID], since: date
) -> QuerySet[Any, Row]:
    kept: QuerySet[Any] = kind._default_manager.filter(  # noqa: SLF001
        deleted_at=None, athlete_id__in=athletes, **{f"{time}__gte": since}
    )
    return kept.order_by(f"-{time}", "pk").values_list(*row._fields)


def _workouts(athletes: Sequence[UUID], since: datetime, until: datetime) -> QuerySet[Any, Row]:
    told = _rows(Workout, WorkoutRow, "starts_at", athletes, since)
    return told.filter(starts_at__lt=until, state__in=[State.DONE, State.PLANNED])


def _with_stretches(athletes: Sequence[UUID], since: datetime) -> QuerySet[Any, Row]:
    cramps = _rows(CrampEpisode, EpisodeRow, "started_at", athletes, since)
    stretches: QuerySet[Any] = cramps.annotate(**{name: _first_stretch(name) for name in _STRETCH})
    return stretches.values_list(*EpisodeRow._fields, *_STRETCH)


_NOTHING = Value(None, TextField())


def _bodies(athletes: Sequence[UUID], more: Subquery | Value = _NOTHING) -> QuerySet[User, Row]:
    """A row an athlete: what lasts, and `more`, which is packed as the medicines are."""
    first = CrampEpisode.objects.filter(athlete=OuterRef("pk"), deleted_at=None)
    return (
        User.objects.filter(pk__in=athletes)
        .annotate(
            water=Subquery(Drink.objects.filter(owner=None, name=WATER).values("pk")[:1]),
            first_cramp=Subquery(first.order_by("started_at").values("started_at")[:1]),
            medicines=_packed(Medication.objects.all(), *MedicineRow._fields, "pk"),
            more=more,
        )
        .values_list(
            "pk",
            "zone",
            "water",
            "first_cramp",
            "medicines",
            "more",
            *(f"health__{column}" for column in BodyRow._fields),
        )
    )


def _with_cups(athletes: Sequence[UUID]) -> QuerySet[User, Row]:
    return _bodies(athletes, cups_column(OuterRef("pk")))


def _with_drinks(athletes: Sequence[UUID], since: datetime) -> QuerySet[User, Row]:
    drunk = Intake.objects.filter(started_at__gte=since)
    columns = ("workout_id", "started_at", "volume_ml", "drink__name")
    return _bodies(athletes, _packed(drunk, *columns))


def _packed(entries: QuerySet[Any], *columns: str) -> Subquery:
    """These columns of an athlete's entries, in no order."""
    theirs = entries.filter(athlete=OuterRef("pk"), deleted_at=None).order_by().values("athlete")
    return Subquery(theirs.annotate(rows=PackedRows(*columns)).values("rows"))


# A step told later knows its seconds; a guided one knows its two instants.
_STRETCH = ("told_seconds", "guided")


def _first_stretch(name: str) -> Subquery:
    """Of the first stretch that let the cramp go: how long it took, in one of the two ways."""
    guided = Q(eased=True, started_at__isnull=False, ended_at__isnull=False)
    took = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    values: dict[str, Any] = {"guided": took, "told_seconds": F("seconds_to_relief")}
    steps = (
        ReliefStep.objects.filter(episode=OuterRef("pk"), kind=Relief.STRETCH)
        .filter(guided | Q(seconds_to_relief__isnull=False))
        .order_by("started_at", "created_at", "pk")
        .annotate(took=values[name])
    )
    return Subquery(steps.values("took")[:1])


def _add_episode(found: dict[UUID, Diary], values: tuple[Any, ...]) -> None:
    episode = EpisodeRow._make(values[: len(EpisodeRow._fields)])
    diary = found[episode.athlete_id]
    diary.episodes.append(episode)
    for took in values[len(EpisodeRow._fields) :]:
        if took is not None:
            seconds = took.total_seconds() if isinstance(took, timedelta) else took
            diary.stretched.setdefault(episode.pk, seconds)


def _add_bodies(found: dict[UUID, Diary], rows: Iterable[Row], *, for_report: bool) -> None:
    """Profile, medicines, and the column that was asked for: drinks for a report, else cups."""
    for athlete, zone, water, first_cramp_at, medicines, more, *columns in rows:
        diary = found[athlete]
        diary.water_id = water
        diary.first_cramp_at = first_cramp_at
        diary.medicines = _medicines(medicines)
        told = BodyRow(*columns)
        diary.body = told._replace(
            fluid_limited=bool(told.fluid_limited),
            conditions=told.conditions or (),
            sex=told.sex or "",
            emergency_number=told.emergency_number or number_for(zone),
        )
        if for_report:
            diary.logged = _logged(more)
        else:
            diary.cups = first_chips(more)


def _medicines(packed: str | None) -> list[MedicineRow]:
    """By name; two of a name by their keys."""
    taken = sorted(unpacked(packed), key=lambda row: (row[0].casefold(), row[-1]))
    return [
        MedicineRow(name, *(date.fromisoformat(day) if day else None for day in days))
        for name, *days, _ in taken
    ]


def _logged(packed: str | None) -> list[LoggedRow]:
    rows = unpacked(packed)
    keys = {key: UUID(key) for key in {row[0] for row in rows} if key is not None}
    return [LoggedRow(keys.get(key), instant(at), ml, name) for key, at, ml, name in rows]


_WORKOUTS = Statement(_workouts)
_CRAMPS = Statement(partial(_rows, CrampEpisode, EpisodeRow, "started_at"))
_STRETCHED = Statement(_with_stretches)
_DRUNK = Statement(partial(_rows, Intake, IntakeRow, "started_at"))
_CHECKED = Statement(partial(_rows, CheckIn, MorningRow, "local_on"))
_BODIES = Statement(_bodies)
_WITH_CUPS = Statement(_with_cups)
_WITH_DRINKS = Statement(_with_drinks)
