from __future__ import annotations

from reminders.views.answer import answer
from reminders.views.choices import end_snooze, send_test, settings, try_again, welcome
from reminders.views.log_drink import log_drink
from reminders.views.snooze import snooze
from reminders.views.stop import unsubscribe

__all__ = [
    "answer",
    "end_snooze",
    "log_drink",
    "send_test",
    "settings",
    "snooze",
    "try_again",
    "unsubscribe",
    "welcome",
]
