"""Training load after Foster (evidence 7.2, 7.3). Pure; loads are RPE times minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, stdev

# Evidence 7.3 (design choice): this week above the mean of the three before.
JUMP_NOTE = 1.3
JUMP_STRONG = 1.5
DAYS_IN_WEEK = 7
CHRONIC_DAYS = 21


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of load. `monotony` and `strain` are None when every day was the same."""

    total: float
    mean: float
    sd: float
    monotony: float | None
    strain: float | None


def session_load(rpe: float, minutes: float) -> float:
    """RPE times minutes."""
    return rpe * minutes


def week(day_loads: Sequence[float]) -> Week:
    """Totals over seven days, rest days included as zeros (evidence 7.2).

    Raises ValueError for any other number of days.
    """
    if len(day_loads) != DAYS_IN_WEEK:
        msg = "A week has seven days"
        raise ValueError(msg)
    total, spread = sum(day_loads), stdev(day_loads)
    if spread == 0:
        return Week(total, mean(day_loads), 0.0, None, None)
    monotony = mean(day_loads) / spread
    return Week(total, mean(day_loads), spread, monotony, total * monotony)


def jump(day_loads: Sequence[float]) -> float | None:
    """This week's daily load over that of the three weeks before it, newest day first.

    Uncoupled (evidence 7.3). None when four weeks are not known or the three were empty. It
    predicts nothing by itself: words say "more than your last three weeks", no more.
    """
    if len(day_loads) < DAYS_IN_WEEK + CHRONIC_DAYS:
        return None
    acute = mean(day_loads[:DAYS_IN_WEEK])
    chronic = mean(day_loads[DAYS_IN_WEEK : DAYS_IN_WEEK + CHRONIC_DAYS])
    # Six digits keep 1.3 times from being 1.3000000000000003.
    return round(acute / chronic, 6) if chronic > 0 else None
