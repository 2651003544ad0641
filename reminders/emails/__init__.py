"""One function a mail. Nothing private in the subject or in the first hundred characters."""

from __future__ import annotations

from reminders.emails.asking import ongoing, unanswered
from reminders.emails.before import four_hours, pace, two_hours
from reminders.emails.coaches import attention, digest
from reminders.emails.frame import stop_subject, stop_url, zone_words
from reminders.emails.hydration import hydration
from reminders.emails.recovery import recovery
from reminders.emails.short import doctor, heat, test

__all__ = [
    "attention",
    "digest",
    "doctor",
    "four_hours",
    "heat",
    "hydration",
    "ongoing",
    "pace",
    "recovery",
    "stop_subject",
    "stop_url",
    "test",
    "two_hours",
    "unanswered",
    "zone_words",
]
