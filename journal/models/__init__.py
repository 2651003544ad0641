"""What happened: one noun a file."""

from __future__ import annotations

from journal.models.change import Change
from journal.models.checkin import CheckIn
from journal.models.drink import Cup, Drink, Intake
from journal.models.entry import Entry, EntryQuerySet
from journal.models.episode import CrampEpisode
from journal.models.near import NearCramp
from journal.models.profile import HealthProfile, Medication
from journal.models.relief import ReliefRun, ReliefStep
from journal.models.template import WorkoutTemplate
from journal.models.workout import Workout

__all__ = [
    "Change",
    "CheckIn",
    "CrampEpisode",
    "Cup",
    "Drink",
    "Entry",
    "EntryQuerySet",
    "HealthProfile",
    "Intake",
    "Medication",
    "NearCramp",
    "ReliefRun",
    "ReliefStep",
    "Workout",
    "WorkoutTemplate",
]
