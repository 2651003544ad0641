"""A month of workouts, cramps and near-cramps by the athlete's local days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from accounts.access import Access
from accounts.models import Category
from journal.models.workout import State
from journal.months import Month
from journal.queries.span import STATE_WORDS, done_and_cramped, rows_by_day
from journal.queries.timeline import Row

# More marks than this do not fit under a day number on a phone; the day's rows hold them all.
MARKS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark under a day: the glyph, the short word beside it, and the words it stands for."""

    glyph: str
    word: str
    says: str
    pain: int | None = None


@dataclass(frozen=True)
class Cell:
    """One day of the grid."""

    on: date
    inside: bool
    is_today: bool
    is_picked: bool
    rows: tuple[Row, ...]

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """Every mark of the day in order of time."""
        return tuple(_mark(row) for row in self.rows)

    @cached_property
    def shown(self) -> tuple[Mark, ...]:
        """The marks there is room for."""
        return self.marks[:MARKS_SHOWN]

    @property
    def hidden(self) -> int:
        """How many more there are; the page says so."""
        return len(self.rows) - len(self.shown)

    @property
    def says(self) -> str:
        """The day and its marks in words, for the link."""
        today = ", today" if self.is_today else ""
        marks = "; ".join(mark.says for mark in self.marks) or "nothing"
        return f"{self.on.day} {self.on:%B}{today}: {marks}"

    # Six weeks have 42 cells: filters of the template are too slow for what each of them says.
    @property
    def iso(self) -> str:
        """The day as an address writes it."""
        return self.on.isoformat()

    @property
    def looks(self) -> str:
        """The classes of the cell."""
        names = {"out": not self.inside, "today": self.is_today, "picked": self.is_picked}
        return " ".join(name for name, wears in names.items() if wears)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month. `with_cramp` is None when cramps are not granted."""

    month: Month
    weeks: tuple[tuple[Cell, ...], ...]
    picked: Cell | None
    done: int
    with_cramp: int | None

    @property
    def is_empty(self) -> bool:
        """Whether no day shown has anything on it."""
        return not any(cell.rows for week in self.weeks for cell in week)


def _mark(row: Row) -> Mark:
    if row.workout is not None:
        workout = row.workout
        says = f"{workout.name}, {STATE_WORDS[State(workout.state)]}"
        return Mark(workout.state, workout.name, says)
    if row.near is not None:
        return Mark("near", "near-cramp", f"near-cramp, {row.near.where}")
    episode = row.episode
    if episode is None:
        raise ValueError("A row is a workout, a cramp or a near-cramp.")
    pain = "" if episode.severity is None else f", pain {episode.severity}"
    return Mark("cramp", episode.where, f"cramp, {episode.where}{pain}", episode.severity)


def calendar(access: Access, month: Month, *, today: date, picked: date | None) -> Sheet:
    """The whole weeks of a month (at most 3 queries, whatever the length of the diary)."""
    by_day = rows_by_day(access, month.weeks[0][0], month.weeks[-1][-1])
    weeks = tuple(
        tuple(
            Cell(
                on=on,
                inside=on.month == month.month,
                is_today=on == today,
                is_picked=on == picked,
                rows=by_day[on],
            )
            for on in week
        )
        for week in month.weeks
    )
    cells = [cell for week in weeks for cell in week]
    done, with_cramp = done_and_cramped([row for cell in cells if cell.inside for row in cell.rows])
    return Sheet(
        month=month,
        weeks=weeks,
        picked=next((cell for cell in cells if cell.is_picked), None),
        done=done,
        with_cramp=with_cramp if access.can(Category.CRAMPS) else None,
    )
