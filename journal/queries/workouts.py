"""Reading workouts. What the reader was not granted is left out here, not in a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.access import Access
from accounts.models import Category
from journal.mass import MassChange, mass_change
from journal.models import CrampEpisode, Intake, NearCramp, Workout


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workout with what belongs to it, as far as the reader may see.

    `episodes`, `near_cramps`, `intakes` and `mass` are None when not granted (mass also when not
    weighed); the booleans say which of the workout's own fields may be shown.
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
    mass: MassChange | None

    @property
    def asks(self) -> bool:
        """Whether “any cramp?” is still open."""
        done = self.workout.state == "done"
        return self.shows_answer and done and self.workout.cramped is None and not self.episodes


def sheet(workout: Workout, access: Access) -> Sheet:
    """Everything the page of one workout shows (at most 3 queries)."""
    episodes = near_cramps = intakes = None
    if access.can(Category.CRAMPS):
        rows = CrampEpisode.objects.of(access).filter(workout=workout)
        episodes = sorted(rows, key=_when)
        nears = NearCramp.objects.of(access).filter(workout=workout)
        near_cramps = sorted(nears, key=_when)
    if access.can(Category.DRINKS):
        drunk = Intake.objects.of(access).filter(workout=workout).select_related("drink")
        intakes = sorted(drunk, key=_when)
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
        mass=mass_change(workout.mass_before_kg, workout.mass_after_kg) if weight else None,
    )


def _when(entry: CrampEpisode | NearCramp | Intake) -> tuple[datetime, UUID]:
    # Not ORDER BY: SQLite would walk all of the athlete's rows in that order to find these few.
    return entry.started_at, entry.pk


def has_episodes(workout: Workout) -> bool:
    """Whether a cramp that is not deleted is logged for it (1 query)."""
    return workout.episodes.filter(deleted_at=None).exists()
