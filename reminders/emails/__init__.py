"""One function a mail. Nothing private in the subject or in the first hundred characters."""

from __future__ import annotations

from reminders.emails.before import four_hours, pace, two_hours
from reminders.emails.frame import stop_subject, stop_url, zone_words
from reminders.emails.hydration import hydration
from reminders.emails.recovery import recovery
from reminders.emails.short import doctor, heat, test

__all__ = [
    "doctor",
    "four_hours",
    "heat",
    "hydration",
    "pace",
    "recovery",
    "stop_subject",
    "stop_url",
    "test",
    "two_hours",
    "zone_words",
]
