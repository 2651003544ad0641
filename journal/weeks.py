"""ISO weeks: Monday first, week 1 holds the first Thursday of its year. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from journal.months import YEARS

DAYS_A_WEEK = 7
_WEEK = timedelta(days=DAYS_A_WEEK)


@dataclass(frozen=True, slots=True)
class Week:
    """One week by its number; made by `week_of` and `week_on` only."""

    year: int
    number: int

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return date.fromisocalendar(self.year, self.number, DAYS_A_WEEK)

    @property
    def days(self) -> tuple[date, ...]:
        """All seven, Monday first."""
        return tuple(self.monday + timedelta(days=day) for day in range(DAYS_A_WEEK))

    @property
    def previous(self) -> Week | None:
        """The week before, as far as pages exist."""
        return week_on(self.monday - _WEEK)

    @property
    def next(self) -> Week | None:
        """The week after, as far as pages exist."""
        return week_on(self.monday + _WEEK)


def week_of(year: int, number: int) -> Week | None:
    """The week, or None where no page exists: not every year has a week 53."""
    if year not in YEARS:
        return None
    try:
        date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return Week(year, number)


def week_on(day: date) -> Week | None:
    """The week that holds a day, or None where no page exists."""
    found = day.isocalendar()
    return week_of(found.year, found.week)
