"""Reading workouts. What the reader was not granted is left out here, not in a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from accounts.access import Access
from accounts.models import Category
from accounts.zones import local_day
from journal.mass import MassChange, mass_change
from journal.models import CrampEpisode, Intake, Workout

# Design choices: how far back we still ask, and the history that Today shows.
ASK_DAYS = 14
ASK_AT_ONCE = 3
MARK_DAYS = 28
# Longer than any workout can be planned.
_LONGEST = timedelta(days=1)


def next_workout(access: Access, now: datetime) -> Workout | None:
    """The planned workout that is going on, else the one that starts soonest (2 queries)."""
    planned = Workout.objects.of(access).planned().order_by("starts_at", "pk")
    begun: Workout
    for begun in planned.starting(now - _LONGEST, now):
        if begun.ends_at is not None and begun.ends_at > now:
            return begun
    soonest: Workout | None = planned.filter(starts_at__gte=now).first()
    return soonest


def unconfirmed(access: Access, now: datetime) -> list[Workout]:
    """Planned workouts whose end has passed and nobody said whether they were done (1 query).

    The newest three of the last fourteen days: older ones wait in the calendar.
    """
    planned = Workout.objects.of(access).planned().starting(now - timedelta(days=ASK_DAYS), now)
    over = [
        workout
        for workout in planned.order_by("-starts_at", "-pk")
        if workout.ends_at is None or workout.ends_at <= now
    ]
    return over[:ASK_AT_ONCE]


def unanswered(access: Access, now: datetime) -> list[Workout]:
    """The newest done workouts without an answer to “any cramp?” (1 query).

    Three of the last fourteen days; nothing for a reader without the category cramps.
    """
    if not access.can(Category.CRAMPS):
        return []
    rows = Workout.objects.of(access).unanswered()
    rows = rows.starting(now - timedelta(days=ASK_DAYS), now)
    return list(rows.order_by("-starts_at", "-pk")[:ASK_AT_ONCE])


def recent_sessions(access: Access, since: datetime) -> list[Workout]:
    """Done workouts that started at `since` or later, newest first (1 query)."""
    rows = Workout.objects.of(access).done().filter(starts_at__gte=since)
    return list(rows.order_by("-starts_at", "-pk"))


@dataclass(frozen=True, slots=True)
class Mark:
    """One done workout on a line of marks. `cramped` None: not answered."""

    on: date
    cramped: bool | None


def recent_marks(access: Access, now: datetime) -> list[Mark]:
    """The done workouts of the last 28 days in order of time (1 query).

    Nothing for a reader without the category cramps.
    """
    if not access.can(Category.CRAMPS):
        return []
    zone = access.athlete.zone_info
    sessions = recent_sessions(access, now - timedelta(days=MARK_DAYS))
    return [Mark(local_day(row.starts_at, zone), row.cramped) for row in reversed(sessions)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A workout with what belongs to it, as far as the reader may see.

    `episodes`, `intakes` and `mass` are None when not granted (mass also when not weighed); the
    booleans say which of the workout's own fields may be shown.
    """

    workout: Workout
    shows_answer: bool
    shows_wellness: bool
    shows_drinks: bool
    shows_note: bool
    episodes: list[CrampEpisode] | None
    intakes: list[Intake] | None
    intakes_ml: float | None
    mass: MassChange | None

    @property
    def asks(self) -> bool:
        """Whether “any cramp?” is still open."""
        done = self.workout.state == "done"
        return self.shows_answer and done and self.workout.cramped is None and not self.episodes


def sheet(workout: Workout, access: Access) -> Sheet:
    """Everything the page of one workout shows (at most 2 queries)."""
    episodes = intakes = None
    if access.can(Category.CRAMPS):
        rows = CrampEpisode.objects.of(access).filter(workout=workout)
        episodes = list(rows.order_by("started_at", "pk"))
    if access.can(Category.DRINKS):
        drunk = Intake.objects.of(access).filter(workout=workout).select_related("drink")
        intakes = list(drunk.order_by("started_at", "pk"))
    weight = access.can(Category.WEIGHT)
    return Sheet(
        workout=workout,
        shows_answer=access.can(Category.CRAMPS),
        shows_wellness=access.can(Category.WELLNESS),
        shows_drinks=access.can(Category.DRINKS),
        shows_note=access.can(Category.NOTES),
        episodes=episodes,
        intakes=intakes,
        intakes_ml=sum(row.volume_ml for row in intakes) if intakes else None,
        mass=mass_change(workout.mass_before_kg, workout.mass_after_kg) if weight else None,
    )


def has_episodes(workout: Workout) -> bool:
    """Whether a cramp that is not deleted is logged for it (1 query)."""
    return workout.episodes.filter(deleted_at=None).exists()
