"""A preparation as rows of a page: which one is due, and how long its bar is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from advice.ceiling import SafeVolume
from advice.hydration import Preparation, Step
from advice.rules.facts import Facts, Planned
from advice.timing import EARLY_ELSE

# How early a drink counts for its step (design choice): dinner is not at eight sharp.
EARLY = {"night": timedelta(hours=4)}
# The whole bar is the session's ceiling, so that drinking over it is seen as a wall.
FULL = 100.0
# Evidence row 20 (design choice): in the last half hour before a start only sips are due.
SIPS_EARLIER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Row:
    """One step as it is drawn.

    `sure` and `upto` are how far the bar reaches for the lower and the upper end, of 100; None
    where there is nothing to draw.
    """

    step: Step
    at: datetime
    is_due: bool
    is_tonight: bool
    is_had: bool
    sure: float | None
    upto: float | None

    @property
    def dose(self) -> SafeVolume | None:
        """What "I had it" logs: the lower end of a single drink."""
        if self.step.per != "once" or self.step.high is None:
            return None
        return self.step.low or self.step.high


def plan_rows(preparation: Preparation, planned: Planned, facts: Facts) -> tuple[Row, ...]:
    """Rows in the order of time, from the one that is due at `facts.now`, if any, on."""
    steps = tuple(step for step in preparation.steps if not _is_last_nights(step, facts))
    due = _due(steps, facts)
    ahead = steps[steps.index(due) :] if due is not None else steps
    return tuple(_row(step, preparation, planned, facts, step is due) for step in ahead)


def _is_last_nights(step: Step, facts: Facts) -> bool:
    """Whether it was for the evening of a day that is over: nobody has dinner at midnight."""
    return step.kind == "night" and step.at.astimezone(facts.now.tzinfo).date() < facts.today


def _due(steps: tuple[Step, ...], facts: Facts) -> Step | None:
    """The last step that has come; before the first, that one as soon as a drink counts for it.

    The evening drink is due all its day, as dinner is not at eight sharp.
    """
    come = [step for step in steps if _comes_at(step) <= facts.now]
    if come:
        return come[-1]
    first = steps[0] if steps else None
    if first is None:
        return None
    if first.kind == "night":
        is_soon = first.at.astimezone(facts.now.tzinfo).date() == facts.today
    else:
        is_soon = first.at - EARLY_ELSE <= facts.now
    return first if is_soon else None


def _comes_at(step: Step) -> datetime:
    return step.at - SIPS_EARLIER if step.kind == "just_before" else step.at


def _row(step: Step, preparation: Preparation, planned: Planned, facts: Facts, is_due: bool) -> Row:
    at = step.at.astimezone(facts.now.tzinfo)
    ceiling = preparation.ceiling
    times = _times(step, planned, ceiling)
    drunk = _drunk(step, facts)
    wanted = step.low or step.high
    return Row(
        step=step,
        at=at,
        is_due=is_due,
        is_tonight=step.kind == "night" and at.date() == facts.today,
        is_had=wanted is not None and step.per == "once" and 0 < wanted.ml <= drunk,
        sure=_share(step.low, times, ceiling),
        upto=_share(step.high, times, ceiling),
    )


def _times(step: Step, planned: Planned, ceiling: SafeVolume | None) -> float | None:
    """How often the amount is drunk in the session; None where a bar would say nothing.

    A drink before a session so short that its ceiling is below the drink has no bar: it is not
    drunk in the session, and a full bar would look like one too many.
    """
    if step.per == "kg_lost":
        return None
    if step.per == "hour":
        return planned.minutes / 60 if planned.minutes is not None else None
    is_above = step.high is not None and ceiling is not None and step.high > ceiling
    return None if is_above else 1.0


def _share(
    volume: SafeVolume | None, times: float | None, ceiling: SafeVolume | None
) -> float | None:
    if volume is None or times is None or ceiling is None or ceiling.ml <= 0:
        return None
    return round(min(FULL, FULL * volume.ml * times / ceiling.ml), 2)


def _drunk(step: Step, facts: Facts) -> float:
    since = step.at - EARLY.get(step.kind, EARLY_ELSE)
    return sum(drink.volume_ml for drink in facts.drinks if drink.started_at >= since)
