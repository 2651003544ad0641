"""What a workout still asks its athlete. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

# Design choice: older questions rest; nobody has to remember more than four weeks.
DAYS = 28
# Evidence 7.1: session RPE is best told about 30 minutes after and holds up to 14 days after. It is
# asked from 20 minutes after the end on (design choice).
EFFORT_WAIT = timedelta(minutes=20)
EFFORT_DAYS = 14
# How long a plan without minutes is given to be done (design choice). So long it is still the next
# workout; after that the diary asks how it went.
UNKNOWN_LENGTH = timedelta(hours=1)


class Told(Protocol):
    """The columns of a workout that say what is known; models and rows both have them."""

    @property
    def state(self) -> str: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def minutes(self) -> int | None: ...
    @property
    def planned_minutes(self) -> int | None: ...
    @property
    def rpe(self) -> int | None: ...
    @property
    def cramped(self) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class Questions:
    """What is open: whether it was done, whether there was a cramp, how hard it was."""

    doing: bool = False
    cramp: bool = False
    effort: bool = False

    def __bool__(self) -> bool:
        return self.doing or self.cramp or self.effort


def questions(row: Told, now: datetime) -> Questions:
    """What this workout asks now; nothing once it is older than DAYS or let go."""
    if not timedelta(0) <= now - row.starts_at < timedelta(days=DAYS):
        return Questions()
    if row.state == "planned":
        return Questions(doing=over_at(row) <= now)
    if row.state != "done":
        return Questions()
    return Questions(cramp=row.cramped is None, effort=asks_effort(row, now))


def over_at(row: Told) -> datetime:
    """When it is over, as far as is known: as it was done, as planned, or UNKNOWN_LENGTH long."""
    minutes = row.minutes if row.minutes is not None else row.planned_minutes
    return row.starts_at + (_length(minutes) or UNKNOWN_LENGTH)


def asks_effort(row: Told, now: datetime) -> bool:
    """Whether a done workout may be asked for its effort now: late enough, and not too late."""
    if row.state != "done" or row.rpe is not None:
        return False
    ended = row.starts_at + (_length(row.minutes) or timedelta(0))
    return ended + EFFORT_WAIT <= now and now - row.starts_at < timedelta(days=EFFORT_DAYS)


def _length(minutes: int | None) -> timedelta | None:
    return timedelta(minutes=minutes) if minutes is not None else None
