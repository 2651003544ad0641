"""A workout: what was planned and what was done, in one row."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from accounts.models import Category, User
from journal.limits import (
    HUMIDITY_PERCENT,
    MASS_KG,
    MAX_DISTANCE_M,
    MAX_DRANK_ML,
    MAX_FOOD_G,
    MAX_MINUTES,
    MAX_URINE_ML,
    PACE_S_KM,
    SCALE,
    TEMPERATURE_C,
)
from journal.models.entry import Entry, EntryQuerySet, kept_deleted


class Sport(models.TextChoices):
    """What was done."""

    RUN = "run", "Run"
    RIDE = "ride", "Ride"
    SWIM = "swim", "Swim"
    TRIATHLON = "triathlon", "Triathlon"
    WALK = "walk", "Walk or hike"
    FOOTBALL = "football", "Football"
    COURT = "court", "Court game"
    STRENGTH = "strength", "Strength"
    ROW = "row", "Row or paddle"
    OTHER = "other", "Other"


class State(models.TextChoices):
    """Where a workout stands."""

    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    SKIPPED = "skipped", "Not done"
    CANCELLED = "cancelled", "Cancelled"


class PartOfDay(models.TextChoices):
    """For a plan without a time on the clock."""

    MORNING = "morning", "Morning"
    MIDDAY = "midday", "Midday"
    AFTERNOON = "afternoon", "Afternoon"
    EVENING = "evening", "Evening"


class Match(models.TextChoices):
    """How a plan and what was done came together. A choice by hand stays."""

    AUTO = "auto", "Matched by day and sport"
    CHOSEN = "chosen", "Matched by you"
    APART = "apart", "Kept apart by you"


# Choices are functions so that a new word is no migration.
def sport_choices() -> list[tuple[str, str]]:
    """Sports."""
    return Sport.choices


def state_choices() -> list[tuple[str, str]]:
    """States."""
    return State.choices


def part_choices() -> list[tuple[str, str]]:
    """Parts of the day."""
    return PartOfDay.choices


def match_choices() -> list[tuple[str, str]]:
    """How a plan and what was done came together."""
    return Match.choices


def within(low: float, high: float) -> list[MinValueValidator | MaxValueValidator]:
    """Both ends of a range, for a field."""
    return [MinValueValidator(low), MaxValueValidator(high)]


def _is_in_a_plan() -> Exists:
    """Whether the row was put away because its doing moved into the row of a plan."""
    plans = Workout.objects.filter(athlete=OuterRef("athlete"), done_key=OuterRef("form_key"))
    return Exists(plans)


class WorkoutQuerySet(EntryQuerySet):
    """The vocabulary of reading workouts."""

    def planned(self) -> Self:
        """Still to be done."""
        return self.filter(state=State.PLANNED)

    def done(self) -> Self:
        """Done, whatever the cramp answer."""
        return self.filter(state=State.DONE)

    def put_away(self, athlete: User, now: datetime) -> Self:
        """Deleted, and still to be brought back; not those whose doing is in a plan's row."""
        return super().put_away(athlete, now).exclude(_is_in_a_plan())

    def restorable(self, athlete: User, now: datetime) -> Self:
        """As of every entry; what is in a plan's row would stand in the diary twice."""
        return super().restorable(athlete, now).exclude(_is_in_a_plan())

    def starting(self, start: datetime, end: datetime) -> Self:
        """Starting in the half-open span of instants; uses the index on both ends."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)


class Workout(Entry):
    """Planned numbers survive the done ones. Masses kg, volumes mL, distances m, °C, RPE CR-10."""

    CATEGORY = Category.WORKOUTS

    sport = models.CharField(max_length=16, choices=sport_choices)
    title = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=12, choices=state_choices, default=State.PLANNED)
    is_race = models.BooleanField(default=False)
    target_muscles = models.JSONField(default=list, blank=True)

    planned_start_at = models.DateTimeField(null=True, blank=True)
    part_of_day = models.CharField(max_length=12, choices=part_choices, blank=True)
    planned_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(1, MAX_MINUTES)
    )
    planned_effort = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*SCALE)
    )
    planned_distance_m = models.FloatField(
        null=True, blank=True, validators=within(1, MAX_DISTANCE_M)
    )
    planned_pace_s_km = models.FloatField(null=True, blank=True, validators=within(*PACE_S_KM))
    # Workouts of one repeat or one copied week.
    series = models.UUIDField(null=True, blank=True, editable=False)

    started_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(1, MAX_MINUTES)
    )
    rpe = models.PositiveSmallIntegerField(null=True, blank=True, validators=within(*SCALE))
    # RPE is best told about 30 minutes after the end (evidence 7.1).
    rpe_at = models.DateTimeField(null=True, blank=True, editable=False)
    distance_m = models.FloatField(null=True, blank=True, validators=within(1, MAX_DISTANCE_M))
    # How long the first half of the distance took (evidence row 28).
    first_half_minutes = models.FloatField(
        null=True, blank=True, validators=within(0.5, MAX_MINUTES)
    )
    # Used to such heat: 10 of the last 14 days with an hour of it (evidence row 14).
    acclimatised = models.BooleanField(null=True, blank=True)
    # Expected for a plan, measured for a done workout.
    temperature_c = models.FloatField(null=True, blank=True, validators=within(*TEMPERATURE_C))
    humidity_percent = models.FloatField(
        null=True, blank=True, validators=within(*HUMIDITY_PERCENT)
    )
    mass_before_kg = models.FloatField(null=True, blank=True, validators=within(*MASS_KG))
    mass_after_kg = models.FloatField(null=True, blank=True, validators=within(*MASS_KG))
    drank_ml = models.FloatField(null=True, blank=True, validators=within(0, MAX_DRANK_ML))
    urine_ml = models.FloatField(null=True, blank=True, validators=within(0, MAX_URINE_ML))
    # Eaten during the workout, as mass (evidence 4.1).
    food_g = models.FloatField(null=True, blank=True, validators=within(0, MAX_FOOD_G))
    soreness_before = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*SCALE)
    )
    fatigue_before = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=within(*SCALE)
    )
    # None: nobody answered yet, which is not "no".
    cramped = models.BooleanField(null=True, blank=True)
    # How this row's plan and doing came together.
    match = models.CharField(max_length=8, choices=match_choices, blank=True)
    # The form that logged the doing, where a plan's row took it up: sent again, it finds this row.
    done_key = models.UUIDField(null=True, blank=True, editable=False)

    starts_at = models.GeneratedField(
        expression=Coalesce("started_at", "planned_start_at"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = WorkoutQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["athlete", "form_key"], name="one_workout_a_form"),
            models.UniqueConstraint(fields=["athlete", "done_key"], name="one_doing_a_form"),
            models.CheckConstraint(
                condition=Q(started_at__isnull=False) | Q(planned_start_at__isnull=False),
                name="workout_has_a_start",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(1, MAX_MINUTES)),
                name="workout_minutes_in_range",
            ),
            models.CheckConstraint(
                condition=Q(planned_minutes=None) | Q(planned_minutes__range=(1, MAX_MINUTES)),
                name="workout_planned_minutes_in_range",
            ),
            models.CheckConstraint(
                condition=Q(rpe=None) | Q(rpe__range=(0, 10)), name="workout_rpe_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(started_at__isnull=False),
                name="workout_done_has_started",
            ),
        ]
        indexes = [
            kept_deleted("workout"),
            models.Index(fields=["athlete", "starts_at"], name="workout_of_athlete"),
            models.Index(
                fields=["starts_at"],
                condition=Q(state="planned", deleted_at=None),
                name="workout_still_planned",
            ),
            # Every minute somebody asks who wrote about a cramp lately.
            models.Index(
                fields=["changed_at"],
                condition=Q(cramped=True, deleted_at=None),
                name="workout_cramped_lately",
            ),
            # ... and who weighed themselves before and after one.
            models.Index(
                fields=["starts_at"],
                condition=Q(state="done", deleted_at=None)
                & Q(mass_before_kg__isnull=False, mass_after_kg__isnull=False),
                name="workout_weighed_twice",
            ),
            # Every minute somebody asks what was done and waits for an answer.
            models.Index(
                fields=["starts_at"],
                condition=Q(state="done", cramped=None, deleted_at=None),
                name="workout_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    # Not get_…_display: it walks all choices anew for each row of a list, as a function makes them.
    @property
    def sport_label(self) -> str:
        """The sport in words."""
        return Sport(self.sport).label

    @property
    def state_label(self) -> str:
        """The state in words."""
        return State(self.state).label

    @property
    def name(self) -> str:
        """What the athlete calls it, else the sport."""
        return self.title or self.sport_label

    @property
    def duration_minutes(self) -> int | None:
        """What was done, else what is planned."""
        return self.minutes if self.minutes is not None else self.planned_minutes

    @property
    def ends_at(self) -> datetime | None:
        """The end, when a length is known."""
        minutes = self.duration_minutes
        return self.starts_at + timedelta(minutes=minutes) if minutes is not None else None
