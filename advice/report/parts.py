"""What the page is made of: sections with tables, rows and lines. Pure."""

from __future__ import annotations

from dataclasses import dataclass

NOT_TOLD = "not told"
NOT_ASKED = "not asked"
_MINUTE = 60
# Up to here seconds are said, as people say “75 seconds” but not “400 seconds”.
_SAID_IN_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows of texts; the first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One heading with what stands under it: a table, then rows of name and figure, then lines."""

    key: str
    heading: str
    table: Table | None = None
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """The cells of the table, each with the head of its column."""
        if self.table is None:
            return []
        return [list(zip(self.table.head, row, strict=True)) for row in self.table.rows]


def counted(number: int, noun: str) -> str:
    """“1 cramp”, “3 cramps”."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def lasted(seconds: float | None) -> str:
    """“75 s”, “4 min”, “1 h 5 min”; an unknown length is a dash."""
    if seconds is None:
        return "–"
    if seconds < _SAID_IN_SECONDS:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / _MINUTE), _MINUTE)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
