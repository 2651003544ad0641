"""Who can be written to, what is planned, what is waiting."""

from __future__ import annotations

from reminders.queries.days import AHEAD, Day, days_of, planned_workouts
from reminders.queries.groups import Before, Group, groups_of, workouts_around
from reminders.queries.overview import FLUID_LIMIT, SHORT_DAY, Next, Overview, overview
from reminders.queries.pages import (
    REPEAT_AFTER,
    SEEN_WITHIN,
    lighter_lately,
    people_of,
    told_lately,
    with_heat_ahead,
    with_mail_adrift,
    with_new_cramps,
    with_nothing_ahead,
    with_start_within,
    with_workouts_ahead,
)
from reminders.queries.people import (
    Recipient,
    live_snoozes,
    preference_of,
    recipients,
    writer,
)
from reminders.queries.queue import Pulse, oldest_due, pulse, waiting

__all__ = [
    "AHEAD",
    "FLUID_LIMIT",
    "REPEAT_AFTER",
    "SEEN_WITHIN",
    "SHORT_DAY",
    "Before",
    "Day",
    "Group",
    "Next",
    "Overview",
    "Pulse",
    "Recipient",
    "days_of",
    "groups_of",
    "lighter_lately",
    "live_snoozes",
    "oldest_due",
    "overview",
    "people_of",
    "planned_workouts",
    "preference_of",
    "pulse",
    "recipients",
    "told_lately",
    "waiting",
    "with_heat_ahead",
    "with_mail_adrift",
    "with_new_cramps",
    "with_nothing_ahead",
    "with_start_within",
    "with_workouts_ahead",
    "workouts_around",
    "writer",
]
