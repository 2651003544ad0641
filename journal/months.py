"""The geometry of a month: weeks from Monday, and its neighbours. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

# Years a calendar page exists for.
YEARS = range(1950, 2101)


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def previous(self) -> Month | None:
        """The month before, as far as pages exist."""
        before = self.first - timedelta(days=1)
        return month_of(before.year, before.month)

    @property
    def next(self) -> Month | None:
        """The month after, as far as pages exist."""
        after = self.first + timedelta(days=31)
        return month_of(after.year, after.month)

    @property
    def last(self) -> date:
        """Its last day."""
        after = self.first + timedelta(days=31)
        return after.replace(day=1) - timedelta(days=1)

    @property
    def weeks(self) -> tuple[tuple[date, ...], ...]:
        """Whole weeks, Monday first, that hold every day of the month."""
        monday = self.first - timedelta(days=self.first.weekday())
        count = ((self.last - monday).days // 7) + 1
        return tuple(
            tuple(monday + timedelta(days=7 * week + day) for day in range(7))
            for week in range(count)
        )


def month_of(year: int, month: int) -> Month | None:
    """The month, or None where no page exists."""
    return Month(year, month) if year in YEARS and 1 <= month <= 12 else None
