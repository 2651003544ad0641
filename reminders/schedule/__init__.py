"""When each mail may go out: pure, the clock is an argument.

Each kind has a function that makes its `Window`; `due_in` says when in it.
"""

from __future__ import annotations

from reminders.schedule.after import (
    RECOVERY_LEFT,
    answer_after,
    ongoing_after,
    recovery_after,
)
from reminders.schedule.before import four_hours_before, pace_before, two_hours_before
from reminders.schedule.coach import attention_at, weekly
from reminders.schedule.evening import MIN_APART, STEP_BACK, evening_before
from reminders.schedule.policy import POLICIES, Policy
from reminders.schedule.quiet import (
    Evening,
    after_pause,
    after_quiet,
    by_day,
    is_paused,
    is_quiet_clock,
    with_night,
)
from reminders.schedule.together import groups
from reminders.schedule.window import (
    HEAT_USEFUL_FOR,
    USEFUL_FOR,
    Due,
    Window,
    due_in,
    fits,
)

__all__ = [
    "HEAT_USEFUL_FOR",
    "MIN_APART",
    "POLICIES",
    "RECOVERY_LEFT",
    "STEP_BACK",
    "USEFUL_FOR",
    "Due",
    "Evening",
    "Policy",
    "Window",
    "after_pause",
    "after_quiet",
    "answer_after",
    "attention_at",
    "by_day",
    "due_in",
    "evening_before",
    "fits",
    "four_hours_before",
    "groups",
    "is_paused",
    "is_quiet_clock",
    "ongoing_after",
    "pace_before",
    "recovery_after",
    "two_hours_before",
    "weekly",
    "with_night",
]
