"""Training load after Foster (evidence 7.2, 7.3). Pure; loads are RPE times minutes."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

# Evidence 7.3 (design choice): this week above the mean of the three before.
JUMP_NOTE = 1.3
JUMP_STRONG = 1.5
DAYS_IN_WEEK = 7
CHRONIC_DAYS = 21


def session_load(rpe: float, minutes: float) -> float:
    """RPE times minutes."""
    return rpe * minutes


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
