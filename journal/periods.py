"""The spans of the charts, cut into weeks, months, quarters or years of local days. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WEEK = timedelta(days=7)
YEAR_WEEKS = 52
SHORT_WEEKS = 12
# How many columns stay readable on a phone (design choice).
_MOST_WEEKS = 53
_MOST_MONTHS = 48
_MOST_QUARTERS = 48
_MONTHS_A_YEAR = 12


class Span(StrEnum):
    """How far back a chart looks; the values stand in addresses."""

    SHORT = "12w"
    YEAR = "1y"
    ALL = "all"


class Step(StrEnum):
    """What one column of a chart is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_MONTHS = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Local days first to last, both included."""

    step: Step
    first: date
    last: date

    @property
    def label(self) -> str:
        """For the axis: “27 Apr”, “Mar 26”, “Q1 26”, “2026”."""
        if self.step is Step.WEEK:
            return f"{self.first.day} {self.first:%b}"
        if self.step is Step.MONTH:
            return f"{self.first:%b %y}"
        if self.step is Step.QUARTER:
            return f"Q{(self.first.month + 2) // 3} {self.first:%y}"
        return f"{self.first.year}"

    @property
    def words(self) -> str:
        """For a sentence or a table: “27 Apr 2026”, “March 2026”, “Q1 2026”, “2026”."""
        if self.step is Step.WEEK:
            return f"{self.first.day} {self.first:%b %Y}"
        if self.step is Step.MONTH:
            return f"{self.first:%B %Y}"
        if self.step is Step.QUARTER:
            return f"Q{(self.first.month + 2) // 3} {self.first.year}"
        return f"{self.first.year}"


def span_of(text: str) -> Span:
    """The span an address names; twelve weeks for anything else."""
    return Span(text) if text in set(Span) else Span.SHORT


def periods(span: Span, today: date, since: date | None) -> tuple[Period, ...]:
    """Columns up to the one that holds today, oldest first, without gap or overlap.

    `since` is the first day of the diary: only ALL looks at it. Weeks are ISO weeks. Never empty.
    """
    if span is Span.ALL:
        return _all(today, min(since or today, today))
    weeks = SHORT_WEEKS if span is Span.SHORT else YEAR_WEEKS
    return tuple(_weeks(monday(today) - (weeks - 1) * WEEK, today))


def monday(day: date) -> date:
    """The first day of the ISO week."""
    return day - timedelta(days=day.weekday())


def _all(today: date, since: date) -> tuple[Period, ...]:
    weeks = (monday(today) - monday(since)) // WEEK + 1
    if weeks < SHORT_WEEKS:
        return periods(Span.SHORT, today, None)
    if weeks <= _MOST_WEEKS:
        return tuple(_weeks(monday(since), today))
    months = (today.year - since.year) * _MONTHS_A_YEAR + today.month - since.month + 1
    if months <= _MOST_MONTHS:
        return tuple(_calendar(Step.MONTH, since, today))
    # The first and the last quarter may be cut.
    by_quarter = months <= (_MOST_QUARTERS - 1) * _MONTHS[Step.QUARTER]
    return tuple(_calendar(Step.QUARTER if by_quarter else Step.YEAR, since, today))


def _weeks(first: date, today: date) -> Iterator[Period]:
    while first <= today:
        yield Period(Step.WEEK, first, first + WEEK - timedelta(days=1))
        first += WEEK


def _calendar(step: Step, since: date, today: date) -> Iterator[Period]:
    months = _MONTHS[step]
    number = (since.year * _MONTHS_A_YEAR + since.month - 1) // months * months
    first = _month(number)
    while first <= today:
        number += months
        after = _month(number)
        yield Period(step, first, after - timedelta(days=1))
        first = after


def _month(number: int) -> date:
    """The first day of a month counted from the year 0."""
    return date(number // _MONTHS_A_YEAR, number % _MONTHS_A_YEAR + 1, 1)
