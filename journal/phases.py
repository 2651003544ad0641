"""What was drunk before, during and after a workout, shared by time. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# Design choice: what is drunk in the four hours before a start belongs to it (evidence row 20
# speaks of the same four hours), and in the two hours after its end.
BEFORE = timedelta(hours=4)
AFTER = timedelta(hours=2)


class Part(StrEnum):
    """A part of the time around a workout."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Span:
    """The time around a workout. Without a known end there is no “during”: only before the start
    and after it."""

    starts_at: datetime
    ends_at: datetime | None

    @property
    def opens_at(self) -> datetime:
        """When the part before begins."""
        return self.starts_at - BEFORE

    @property
    def closes_at(self) -> datetime:
        """When the part after is over."""
        return (self.ends_at or self.starts_at) + AFTER

    def part_of(self, moment: datetime) -> Part | None:
        """The part a moment falls into; both ends of the workout count as during."""
        if not self.opens_at <= moment <= self.closes_at:
            return None
        if moment < self.starts_at:
            return Part.BEFORE
        return Part.DURING if self.ends_at and moment <= self.ends_at else Part.AFTER


@dataclass(frozen=True, slots=True)
class Drunk:
    """An amount in mL: at once, or sipped evenly from start to end."""

    volume_ml: float
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """mL in each part; `outside` is what was drunk earlier or later. They sum to the whole."""

    before: float = 0.0
    during: float = 0.0
    after: float = 0.0
    outside: float = 0.0

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that got anything."""
        return tuple(part for part in Part if getattr(self, part.value) > 0)

    @property
    def around(self) -> float:
        """Before, during and after together."""
        return self.before + self.during + self.after


def shares(drunk: Drunk, span: Span) -> Shares:
    """How one amount falls into the parts. Across a border it is shared by time (design choice):
    nobody knows when each sip was."""
    started, ended = drunk.started_at, drunk.ended_at
    if ended is None or ended <= started:
        part = span.part_of(started)
        return Shares(**{part.value if part else "outside": drunk.volume_ml})
    end = span.ends_at or span.starts_at
    borders = (
        ("before", span.opens_at, span.starts_at),
        ("during", span.starts_at, end),
        ("after", end, span.closes_at),
    )
    length = (ended - started).total_seconds()
    found = {
        name: drunk.volume_ml * _overlap(started, ended, low, high) / length
        for name, low, high in borders
    }
    # Rounding must not make a drop of a drink lie outside.
    inside = span.opens_at <= started and ended <= span.closes_at
    rest = 0.0 if inside else max(drunk.volume_ml - sum(found.values()), 0.0)
    return Shares(**found, outside=rest)


def _overlap(start: datetime, end: datetime, low: datetime, high: datetime) -> float:
    return max((min(end, high) - max(start, low)).total_seconds(), 0.0)


def total(each: Iterable[Shares]) -> Shares:
    """Several amounts together."""
    found = list(each)
    return Shares(
        before=sum(one.before for one in found),
        during=sum(one.during for one in found),
        after=sum(one.after for one in found),
        outside=sum(one.outside for one in found),
    )
