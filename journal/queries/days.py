"""Rows grouped by the athlete's local days."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from accounts.zones import local_day

RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class Day(Generic[RowT]):
    """The rows of one local day, in the order they were given."""

    on: date
    rows: tuple[RowT, ...]

    @property
    def anchor(self) -> str:
        """The name of its place on a page."""
        return f"d{self.on:%Y%m%d}"


def days_of(
    rows: Iterable[RowT], zone: ZoneInfo, at: Callable[[RowT], datetime]
) -> tuple[Day[RowT], ...]:
    """Rows in the order of `at`, either way, a day at a time."""
    grouped = groupby(rows, key=lambda row: local_day(at(row), zone))
    return tuple(Day(on, tuple(group)) for on, group in grouped)
