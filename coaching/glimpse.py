"""A diary through one coach's eyes: the newest entry of each thing that is shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from accounts.access import Access
from accounts.models import Category, Grant
from accounts.zones import local_day
from coaching.queries import access_of
from coaching.words import NAMES, listed
from journal.mass import mass_change
from journal.models import CheckIn, CrampEpisode, Intake, Medication, Workout


@dataclass(frozen=True, slots=True)
class Dated:
    """An entry with its place in time."""

    kind: str
    entry: Workout | CrampEpisode | Intake
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class Glimpse:
    """Entries the coach can read; None where nothing is shared or nothing is written yet."""

    access: Access
    workout: Workout | None
    episode: CrampEpisode | None
    intake: Intake | None
    check_in: CheckIn | None
    medicines: tuple[str, ...]
    notes: tuple[str, ...]
    mass: str

    @property
    def days(self) -> list[tuple[date, list[Dated]]]:
        """The dated entries by the local day they were lived on, newest first."""
        entries: list[Dated] = []
        if self.workout is not None:
            entries.append(_dated("workout", self.workout, self.workout.starts_at))
        if self.episode is not None:
            entries.append(_dated("episode", self.episode, self.episode.started_at))
        if self.intake is not None:
            entries.append(_dated("intake", self.intake, self.intake.started_at))
        entries.sort(key=lambda one: (one.on, one.at), reverse=True)
        return [(on, list(group)) for on, group in groupby(entries, key=lambda one: one.on)]

    @property
    def withheld(self) -> tuple[str, ...]:
        """The names of what is left out."""
        return tuple(NAMES[one] for one in Category if not self.access.can(one))

    @property
    def silent(self) -> str:
        """What is shared and has nothing to show yet, in words."""
        shown = {
            Category.WORKOUTS: self.workout,
            Category.CRAMPS: self.episode,
            Category.DRINKS: self.intake,
            Category.WELLNESS: self.check_in,
            Category.NOTES: self.notes,
            Category.MEDICATION: self.medicines,
            Category.WEIGHT: self.mass,
        }
        return listed(one for one, entry in shown.items() if self.access.can(one) and not entry)


def glimpse(grant: Grant, now: datetime) -> Glimpse:
    """What the grant opens today (at most 6 queries)."""
    access = access_of(grant)
    can = access.can
    past = Workout.objects.of(access).filter(starts_at__lte=now).order_by("-starts_at", "-pk")
    workout = past.first() if can(Category.WORKOUTS) else None
    episodes = CrampEpisode.objects.of(access).order_by("-started_at", "-pk")
    episode = episodes.first() if can(Category.CRAMPS) else None
    intakes = Intake.objects.of(access).select_related("drink").order_by("-started_at", "-pk")
    checks = CheckIn.objects.of(access).order_by("-local_on")
    medicines = Medication.objects.of(access).values_list("name", flat=True)
    weighed = past.done().exclude(mass_before_kg=None).exclude(mass_after_kg=None)
    return Glimpse(
        access=access,
        workout=workout,
        episode=episode,
        intake=intakes.first() if can(Category.DRINKS) else None,
        check_in=checks.first() if can(Category.WELLNESS) else None,
        medicines=tuple(medicines) if can(Category.MEDICATION) else (),
        notes=_notes(workout, episode) if can(Category.NOTES) else (),
        mass=_band(weighed.first()) if can(Category.WEIGHT) and can(Category.WORKOUTS) else "",
    )


def _dated(kind: str, entry: Workout | CrampEpisode | Intake, at: datetime) -> Dated:
    return Dated(kind, entry, at, local_day(at, entry.zone_info))


def _notes(*entries: Workout | CrampEpisode | None) -> tuple[str, ...]:
    return tuple(entry.note for entry in entries if entry is not None and entry.note)


def _band(workout: Workout | None) -> str:
    change = mass_change(workout.mass_before_kg, workout.mass_after_kg) if workout else None
    return change.band if change else ""
