"""One function a mail. Nothing private in the subject or in the first hundred characters."""

from __future__ import annotations

from reminders.emails.asking import ongoing, unanswered
from reminders.emails.coaches import attention, digest
from reminders.emails.frame import stop_subject, stop_url, zone_words
from reminders.emails.hydration import hydration
from reminders.emails.short import doctor, heat, test

__all__ = [
    "attention",
    "digest",
    "doctor",
    "heat",
    "hydration",
    "ongoing",
    "stop_subject",
    "stop_url",
    "test",
    "unanswered",
    "zone_words",
]
