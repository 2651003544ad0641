"""A drink's interval beside blood, drawn. Geometry only, pure."""

from __future__ import annotations

from dataclasses import dataclass

from advice.tonicity import ISOTONIC_FROM, ISOTONIC_TO

WIDTH = 320.0
# The end of the axis, mOsm/kg, and the steps in which a longer one grows.
_SHORTEST = 600.0
_STEP = 200.0
# What is narrower than this cannot be seen.
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class Bar:
    """Positions from the left, of WIDTH; `best` None: there is no best guess."""

    left: float
    length: float
    best: float | None
    blood_left: float
    blood_length: float
    end: int

    @property
    def blood_middle(self) -> float:
        """Where the word stands."""
        return self.blood_left + self.blood_length / 2


def bar(low: float, high: float, about: float | None) -> Bar:
    """The interval from `low` to `high`, mOsm/kg, on an axis that begins at 0."""
    end = max(_SHORTEST, -(-high // _STEP) * _STEP)
    scale = WIDTH / end
    length = max(_LEAST, (high - low) * scale)
    return Bar(
        left=round(min(low * scale, WIDTH - length), 1),
        length=round(length, 1),
        best=round(about * scale, 1) if about is not None else None,
        blood_left=round(ISOTONIC_FROM * scale, 1),
        blood_length=round((ISOTONIC_TO - ISOTONIC_FROM) * scale, 1),
        end=int(end),
    )
