"""Reading workouts. What the reader was not granted is left out here, not in a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, Sum

from accounts.access import Access
from accounts.models import Category
from journal.mass import MassChange, mass_change
from journal.models import CrampEpisode, Intake, NearCramp, Workout
from journal.models.workout import State
from journal.queries.around_workouts import Around, around_one


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workout with what belongs to it, as far as the reader may see.

    `episodes`, `near_cramps`, `intakes` and `mass` are None when not granted (mass also when not
    weighed); the booleans say which of the workout's own fields may be shown. `drunk` shares what
    was drunk around a done workout by time; for its owner only.
    """

    workout: Workout
    shows_answer: bool
    shows_wellness: bool
    shows_drinks: bool
    shows_note: bool
    episodes: list[CrampEpisode] | None
    near_cramps: list[NearCramp] | None
    intakes: list[Intake] | None
    intakes_ml: float | None
    drunk: Around | None
    mass: MassChange | None

    @property
    def is_blank(self) -> bool:
        """Whether no cramp, near-cramp or drink was logged with it, as far as the reader sees."""
        return not (self.episodes or self.near_cramps or self.intakes)

    @property
    def asks_effort(self) -> bool:
        """Whether the effort of something done is still to be told."""
        return self.workout.state == "done" and self.workout.rpe is None

    @property
    def asks(self) -> bool:
        """Whether “any cramp?” is still open."""
        done = self.workout.state == "done"
        return self.shows_answer and done and self.workout.cramped is None and not self.episodes


def sheet(workout: Workout, access: Access) -> Sheet:
    """Everything the page of one workout shows (1 query for a blank plan, else at most 4)."""
    episodes: list[CrampEpisode] | None = [] if access.can(Category.CRAMPS) else None
    near_cramps: list[NearCramp] | None = [] if access.can(Category.CRAMPS) else None
    intakes: list[Intake] | None = [] if access.can(Category.DRINKS) else None
    drunk = None
    is_blank = _is_blank(workout)
    if episodes is not None and not is_blank:
        cramps = CrampEpisode.objects.of(access).filter(workout=workout)
        episodes = sorted(cramps, key=_when)
        nears = NearCramp.objects.of(access).filter(workout=workout)
        near_cramps = sorted(nears, key=_when)
    if intakes is not None and not is_blank:
        rows = Intake.objects.of(access).filter(workout=workout).select_related("drink")
        intakes = sorted(rows, key=_when)
        # How much went where is for the athlete only.
        drunk = around_one(workout) if access.is_own and workout.state == "done" else None
    weight = access.can(Category.WEIGHT)
    return Sheet(
        workout=workout,
        shows_answer=access.can(Category.CRAMPS),
        shows_wellness=access.can(Category.WELLNESS),
        shows_drinks=access.can(Category.DRINKS),
        shows_note=access.can(Category.NOTES),
        episodes=episodes,
        near_cramps=near_cramps,
        intakes=intakes,
        intakes_ml=sum(row.volume_ml for row in intakes) if intakes else None,
        drunk=drunk,
        mass=mass_change(workout.mass_before_kg, workout.mass_after_kg) if weight else None,
    )


def _is_blank(workout: Workout) -> bool:
    """Whether nothing was logged with a plan yet, which one query tells of every kind.

    Most plans are: their page has advice to load instead.
    """
    if workout.state != State.PLANNED:
        return False
    cramps, nears, drinks = (
        Exists(kind.objects.filter(workout=workout)) for kind in (CrampEpisode, NearCramp, Intake)
    )
    return not Workout.objects.filter(cramps | nears | drinks, pk=workout.pk).exists()


def drunk_during(workout: Workout) -> float | None:
    """The sum of the drinks logged with it, mL; None when there are none (1 query)."""
    found = workout.intakes.filter(deleted_at=None).aggregate(ml=Sum("volume_ml"))
    total: float | None = found["ml"]
    return total


def _when(entry: CrampEpisode | NearCramp | Intake) -> tuple[datetime, UUID]:
    # Not ORDER BY: SQLite would walk all of the athlete's rows in that order to find these few.
    return entry.started_at, entry.pk


def has_episodes(workout: Workout) -> bool:
    """Whether a cramp that is not deleted is logged for it (1 query)."""
    return workout.episodes.filter(deleted_at=None).exists()
