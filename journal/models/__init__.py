"""What happened: one noun a file."""

from __future__ import annotations

from journal.models.checkin import CheckIn
from journal.models.drink import Drink, Intake
from journal.models.entry import Entry, EntryQuerySet
from journal.models.episode import CrampEpisode
from journal.models.profile import HealthProfile, Medication
from journal.models.workout import Workout

__all__ = [
    "CheckIn",
    "CrampEpisode",
    "Drink",
    "Entry",
    "EntryQuerySet",
    "HealthProfile",
    "Intake",
    "Medication",
    "Workout",
]
