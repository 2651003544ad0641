"""Plan, send, recover. Every one of them may run any number of times, in any number of workers."""

from __future__ import annotations

from reminders.services.bounces import came_back, try_again
from reminders.services.claims import recover
from reminders.services.entries import write_down, written
from reminders.services.planning import plan, plan_for
from reminders.services.preferences import choose, send_test, stop
from reminders.services.sending import send_due
from reminders.services.snoozes import rest, wake
from reminders.services.watch import heard, tell

__all__ = [
    "came_back",
    "choose",
    "heard",
    "plan",
    "plan_for",
    "recover",
    "rest",
    "send_due",
    "send_test",
    "stop",
    "tell",
    "try_again",
    "wake",
    "write_down",
    "written",
]
