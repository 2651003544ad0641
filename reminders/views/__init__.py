from __future__ import annotations

from reminders.views.choices import send_test, settings, welcome
from reminders.views.stop import unsubscribe

__all__ = ["send_test", "settings", "unsubscribe", "welcome"]
