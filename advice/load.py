"""Training load after Foster (evidence 7.2, 7.3). Pure; loads are RPE times minutes (AU).

Nothing here foretells injuries or cramps (evidence 7.3): it only says what is unusual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean, stdev

# Evidence 7.3 (design choice): this week above the mean of the three before.
JUMP_NOTE = 1.3
JUMP_STRONG = 1.5
DAYS_IN_WEEK = 7
CHRONIC_DAYS = 21
# Evidence 7.2 (Foster 1998, remembered and not read): days much alike from above here.
MONOTONY_NOTE = 2.0
# Evidence 7.2 asks for a cap and names none (design choice): days that hardly differ, or do not
# differ at all, divide by next to nothing.
MONOTONY_CAP = 10.0


def session_load(rpe: float, minutes: float) -> float:
    """RPE (0-10) times minutes."""
    return rpe * minutes


def day_loads(loads: Iterable[tuple[int, float | None]], days: int) -> list[float] | None:
    """The load of each of so many days, newest first; a day without a session is 0.

    `loads`: (day counted back from today, load). None when the load of a session in those days is
    not known: that makes the week unknown, not lighter.
    """
    found = [0.0] * days
    for day, load in loads:
        if not 0 <= day < days:
            continue
        if load is None:
            return None
        found[day] += load
    return found


def weekly_load(week: Sequence[float]) -> float:
    """The sum of seven days' loads. ValueError for any other number of days, or below 0."""
    if len(week) != DAYS_IN_WEEK or min(week) < 0:
        msg = "A week is seven loads of 0 or more"
        raise ValueError(msg)
    return float(sum(week))


def monotony(week: Sequence[float]) -> float | None:
    """Mean of the days over their standard deviation (n - 1), days of rest counted (evidence 7.2).

    At most `MONOTONY_CAP`, which is also the answer where every day was the same. None for a week
    without any load: 0 over 0 says nothing. Errors as `weekly_load`.
    """
    if weekly_load(week) == 0:
        return None
    spread = stdev(week)
    return min(fmean(week) / spread, MONOTONY_CAP) if spread > 0 else MONOTONY_CAP


def strain(week: Sequence[float]) -> float | None:
    """Weekly load times monotony (evidence 7.2); None where there is no monotony."""
    alike = monotony(week)
    return weekly_load(week) * alike if alike is not None else None


def jump(daily: Sequence[float]) -> float | None:
    """This week's daily load over that of the three weeks before it, newest day first.

    Uncoupled (evidence 7.3). None when four weeks are not known or the three were empty. It
    predicts nothing by itself: words say "more than your last three weeks", no more.
    """
    if len(daily) < DAYS_IN_WEEK + CHRONIC_DAYS:
        return None
    acute = sum(daily[:DAYS_IN_WEEK]) / DAYS_IN_WEEK
    chronic = sum(daily[DAYS_IN_WEEK : DAYS_IN_WEEK + CHRONIC_DAYS]) / CHRONIC_DAYS
    # Six digits keep 1.3 times from being 1.3000000000000003.
    return round(acute / chronic, 6) if chronic > 0 else None
