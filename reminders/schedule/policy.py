"""What becomes of each kind of mail whose hour is quiet, or passed while nobody could send."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Policy(Enum):
    """Drop: its window closes with the quiet hours. Delay: it waits them out."""

    DROP = "drop"
    DELAY = "delay"


# By the values of reminders.models.Kind, which a schedule does not know.
POLICIES: Mapping[str, Policy] = MappingProxyType(
    {
        # "Tomorrow" is wrong after midnight.
        "hydration": Policy.DROP,
        # An hour in the night moves to waking; later, what was to be drunk no longer fits.
        "four_hours": Policy.DROP,
        "two_hours": Policy.DROP,
        # On the way, nobody reads it.
        "pace": Policy.DROP,
        # By the morning the night's drink and sleep have done it.
        "recovery": Policy.DROP,
        # The next round is due now or not at all.
        "heat": Policy.DROP,
        # The answer is as good in the morning.
        "unanswered": Policy.DELAY,
        # An entry without an end stays one.
        "ongoing": Policy.DELAY,
        # It may be put off but never lost.
        "doctor": Policy.DELAY,
        # What needs an eye in the night still needs it in the morning.
        "attention": Policy.DELAY,
        # The week is over either way.
        "digest": Policy.DELAY,
    }
)
