"""Sessions per week, counted and as bars with the part with a cramp filled. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

BASE = 62
_TALL = 48
_UNIT = 8.0
_STEP = 27
_BAR = 18
_FIRST = 8


@dataclass(frozen=True, slots=True)
class Count:
    """Sessions of a span: how many were done, answered, and had a cramp."""

    done: int
    answered: int
    with_cramp: int

    @property
    def unanswered(self) -> int:
        """Sessions nobody has answered for; they count neither way."""
        return self.done - self.answered

    @property
    def per_ten(self) -> float | None:
        """Sessions with a cramp in ten; None while there is nothing to divide by."""
        return 10 * self.with_cramp / self.answered if self.answered else None


@dataclass(frozen=True, slots=True)
class Week:
    """Seven local days, the last of them counted back from today."""

    first: date
    last: date
    count: Count
    cramps: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: an outline for the sessions, a filled foot for those with a cramp."""

    week: Week
    x: int
    middle: int
    width: int
    top: float
    height: float
    cramp_top: float
    cramp_height: float
    labelled: bool

    @property
    def label_y(self) -> float:
        """Where the number stands: just above the bar."""
        return self.top - 3


def bars(weeks: Sequence[Week]) -> tuple[Bar, ...]:
    """A bar a week, as tall as fits; every third week carries its date."""
    most = max((week.count.done for week in weeks), default=0)
    unit = min(_UNIT, _TALL / most) if most else _UNIT
    return tuple(_bar(number, week, unit) for number, week in enumerate(weeks))


def _bar(number: int, week: Week, unit: float) -> Bar:
    x = _FIRST + _STEP * number
    height = round(week.count.done * unit, 2)
    cramp = round(week.count.with_cramp * unit, 2)
    return Bar(
        week=week,
        x=x,
        middle=x + _BAR // 2,
        width=_BAR,
        top=round(BASE - height, 2),
        height=height,
        cramp_top=round(BASE - cramp, 2),
        cramp_height=cramp,
        labelled=number % 3 == 0,
    )
