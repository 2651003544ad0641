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
    def asks_effort(self) -> bool:
        """Whether the effort of something done is still to be told."""
        return self.workout.state == "done" and self.workout.rpe is None

    @property
    def asks(self) -> bool:
        """Whether “any cramp?” is still open."""
        done = self.workout.state == "done"
        return self.shows_answer and done and self.workout.cramped is None and not self.episodes


def sheet(workout: Workout, access: Access) -> Sheet:
    """Everything the page of one workout shows (at most 3 queries; 4 with cramps in a plan)."""
    episodes = near_cramps = intakes = drunk = None
    if access.can(Category.CRAMPS) and not _has_cramps(workout):
        episodes, near_cramps = [], []
    elif access.can(Category.CRAMPS):
        cramps = CrampEpisode.objects.of(access).filter(workout=workout)
        episodes = sorted(cramps, key=_when)
        nears = NearCramp.objects.of(access).filter(workout=workout)
        near_cramps = sorted(nears, key=_when)
    if access.can(Category.DRINKS):
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


def _has_cramps(workout: Workout) -> bool:
    """Whether to look for its cramps and near-cramps.

    A plan rarely has any yet, which one query tells of both; its page has advice to load.
    """
    if workout.state != State.PLANNED:
        return True
    of_it = [kind.objects.filter(workout=workout) for kind in (CrampEpisode, NearCramp)]
    found = Workout.objects.filter(Exists(of_it[0]) | Exists(of_it[1]), pk=workout.pk)
    return found.exists()


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
