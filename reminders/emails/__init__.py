"""One function a mail. Nothing private in the subject or in the first hundred characters."""

from __future__ import annotations

from reminders.emails.frame import stop_subject, stop_url, zone_words
from reminders.emails.hydration import hydration
from reminders.emails.short import doctor, heat, test

__all__ = ["doctor", "heat", "hydration", "stop_subject", "stop_url", "test", "zone_words"]
