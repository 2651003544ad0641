"""How full the last seven days were, as figures for a page (evidence 7.2, 7.3). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advice.load import (
    CHRONIC_DAYS,
    DAYS_IN_WEEK,
    MONOTONY_CAP,
    MONOTONY_NOTE,
    day_loads,
    jump,
    monotony,
    session_load,
    strain,
    weekly_load,
)
from advice.rules.facts import Session

# Design choice: so near to the weeks before is as full as they were.
ALIKE_PERCENT = 5


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """Loads are RPE times minutes; what is not known is None.

    `untold`: sessions of the week whose effort or length is not known; with one of them nothing
    can be said. `above_percent`: against the mean of the three weeks before, negative is below;
    None without four known weeks.
    """

    sessions: int
    untold: int
    load: float | None = None
    monotony: float | None = None
    strain: float | None = None
    above_percent: int | None = None

    @property
    def is_alike(self) -> bool:
        """Whether the week is as full as the three before it, as near as matters."""
        return self.above_percent is not None and abs(self.above_percent) <= ALIKE_PERCENT

    @property
    def changed_percent(self) -> int:
        """The difference without a sign."""
        return abs(self.above_percent or 0)

    @property
    def is_monotonous(self) -> bool:
        """Whether the days are so much alike that Foster would have warned."""
        return self.monotony is not None and self.monotony > MONOTONY_NOTE

    @property
    def is_capped(self) -> bool:
        """Whether the days hardly differ at all, so that the figure is only "at least"."""
        return self.monotony == MONOTONY_CAP


def week_load(sessions: Sequence[Session]) -> WeekLoad:
    """The load of the last seven local days, today included, and how it compares."""
    loads = [(session.day, _load(session)) for session in sessions]
    week = [load for day, load in loads if 0 <= day < DAYS_IN_WEEK]
    untold = sum(1 for load in week if load is None)
    days = day_loads(loads, DAYS_IN_WEEK)
    if days is None:
        return WeekLoad(len(week), untold)
    return WeekLoad(
        sessions=len(week),
        untold=0,
        load=weekly_load(days),
        monotony=monotony(days),
        strain=strain(days),
        above_percent=_above_percent(loads),
    )


def _load(session: Session) -> float | None:
    if session.rpe is None or session.minutes is None:
        return None
    return session_load(session.rpe, session.minutes)


def _above_percent(loads: list[tuple[int, float | None]]) -> int | None:
    """None, too, where the diary does not reach back into the oldest of the four weeks."""
    days = day_loads(loads, DAYS_IN_WEEK + CHRONIC_DAYS)
    if days is None or not any(day >= CHRONIC_DAYS for day, _ in loads):
        return None
    ratio = jump(days)
    return round((ratio - 1) * 100) if ratio is not None else None
