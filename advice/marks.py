"""Icon arrays: one mark a session, drawn as two SVG paths. Geometry only, pure.

A ring is a session without a cramp, a diamond one with: a shape before a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

CELL = 18
_RING = 5.6
_DIAMOND = 7.56
# A comparison keeps 20 a row so that lengths compare; a history on a phone takes 10.
COMPARED = 20
HISTORY = 10


@dataclass(frozen=True, slots=True)
class Marks:
    """What a template needs to draw the array and to say it aloud."""

    rings: str
    diamonds: str
    width: int
    height: int
    total: int
    cramped: int

    @property
    def rate(self) -> str:
        """The sentence for ears: “20 sessions, 4 with a cramp”."""
        sessions = "1 session" if self.total == 1 else f"{self.total} sessions"
        return f"{sessions}, {self.cramped or 'none'} with a cramp"


def marks(cramped: Sequence[bool], columns: int = HISTORY) -> Marks:
    """Marks in the given order, row by row; True is a session with a cramp."""
    rings, diamonds = [], []
    for index, has_cramp in enumerate(cramped):
        row, column = divmod(index, columns)
        x, y = CELL * column + CELL / 2, CELL * row + CELL / 2
        if has_cramp:
            diamonds.append(_diamond(x, y))
        else:
            rings.append(_ring(x, y))
    rows = -(-len(cramped) // columns)
    return Marks(
        rings="".join(rings),
        diamonds="".join(diamonds),
        width=CELL * columns,
        height=CELL * rows,
        total=len(cramped),
        cramped=len(diamonds),
    )


def _ring(x: float, y: float) -> str:
    d = 2 * _RING
    return f"M{x - _RING:g} {y:g}a{_RING} {_RING} 0 1 0 {d:g} 0a{_RING} {_RING} 0 1 0 {-d:g} 0z"


def _diamond(x: float, y: float) -> str:
    h = _DIAMOND
    return f"M{x:g} {y - h:g}l{h} {h}-{h} {h}-{h}-{h}z"
