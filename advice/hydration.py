"""A drinking plan for one planned workout, inside the ceiling. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from advice import ceiling
from advice.ceiling import BeforeKind, SafeRange, SafeVolume
from advice.heat import HeatLevel, heat_level
from advice.rules.before import amounts_before, due_before, has_evening_drink
from advice.rules.diary import body_mass_kg, zone_of
from advice.rules.facts import Facts, Planned
from advice.rules.fluids import held_back, is_hot, planned_wbgt_c, planning_rate, silence
from advice.timing import EARLY_ELSE, Times, times_before

Kind = Literal["night", "four_hours", "two_hours", "just_before", "during", "after"]
Per = Literal["once", "hour", "kg_lost"]

NO_MASS = "no_mass"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the plan.

    `high` None: no amount, only words. `low` None beside a `high`: "up to". `ceiling` is what
    the step must never pass in all (during: the session; after: whatever was lost).
    `on_waking` marks the first drink of an early start. `timed` False: `at` is only for order.
    `had_enough`: what was drunk already leaves nothing of this step.
    """

    kind: Kind
    at: datetime
    low: SafeVolume | None = None
    high: SafeVolume | None = None
    per: Per = "once"
    ceiling: SafeVolume | None = None
    on_waking: bool = False
    timed: bool = True
    had_enough: bool = False


@dataclass(frozen=True, slots=True)
class Preparation:
    """How to prepare for one workout.

    `silent_because` None: amounts may be given. "no_mass": steps carry words only. Any other
    code ("fluid_limit", "gained", "emergency"): no drinking advice at all, `steps` is empty.
    `ceiling` is the session's, None when it cannot be known or leaves nothing to advise.
    `held_back`: why drinks of today before the start are left out (`fluids.held_back`).
    """

    silent_because: str | None
    steps: tuple[Step, ...]
    ceiling: SafeVolume | None
    heat: HeatLevel | None
    wbgt_c: float | None = None
    held_back: str | None = None


def prepare(planned: Planned, facts: Facts) -> Preparation:
    """The plan for a workout as things stand at `facts.now`.

    `facts.now` is an aware datetime in the athlete's own zone: its tzinfo says what "the evening
    before" and "waking" are. The instants of the steps are UTC, in order of time.
    """
    wbgt = planned_wbgt_c(planned)
    heat = heat_level(wbgt) if wbgt is not None else None
    silent = silence(facts)
    if silent is not None:
        return Preparation(silent, (), None, heat, wbgt)
    mass = body_mass_kg(facts)
    times = times_before(planned.starts_at, zone_of(facts))
    during = _during(planned, facts, mass)
    steps = (
        *_night(planned, facts, times, mass),
        *_before(planned, facts, times, mass),
        during,
        _after(planned, mass),
    )
    because = NO_MASS if mass is None else None
    held = held_back(facts) if _is_today(facts, min(times.night, times.first)) else None
    return Preparation(because, steps, during.ceiling, heat, wbgt, held)


def _is_today(facts: Facts, at: datetime) -> bool:
    """Whether a drink is one of today; tomorrow's weight speaks for tomorrow's."""
    return at.astimezone(zone_of(facts)).date() <= facts.today


def _night(planned: Planned, facts: Facts, times: Times, mass: float | None) -> list[Step]:
    if not has_evening_drink(planned, zone_of(facts)):
        return []
    if _is_today(facts, times.night) and held_back(facts):
        return []
    amount = ceiling.evening(mass) if mass is not None else None
    return [Step("night", times.night, amount, amount)]


def _before(planned: Planned, facts: Facts, times: Times, mass: float | None) -> list[Step]:
    """The steps of the last four hours (row 20); one that another followed stays as planned."""
    due = due_before(times)
    over = [kind for kind, at in due.items() if at <= facts.now]
    held = {kind for kind, at in due.items() if _is_today(facts, at)} if held_back(facts) else set()
    amounts = _amounts(facts, planned, mass, over, times) if mass is not None else {}
    # Sips have no amount of their own on most days; of a glass it must be said that it is off.
    off = (due.keys() - amounts.keys() if mass is not None else set()) | held
    return [
        _before_step(
            kind,
            at,
            amounts.get(kind) if kind not in held else None,
            off=kind in off - {"just_before"},
        )
        for kind, at in due.items()
    ]


def _amounts(
    facts: Facts, planned: Planned, mass_kg: float, over: list[BeforeKind], times: Times
) -> dict[BeforeKind, SafeRange]:
    """As the rule has them; the drink whose hour came last is what all that was logged leaves.

    One that was had stays as it was planned.
    """
    amounts = amounts_before(facts, planned, mass_kg, over, times)
    if not over or over[-1] not in amounts:
        return amounts
    current = over[-1]
    wanted = amounts.pop(current)
    since = due_before(times)[current] - EARLY_ELSE
    had = sum(drunk.volume_ml for drunk in facts.drinks if drunk.started_at >= since)
    if had >= (wanted.low or wanted.high).ml:
        return amounts | {current: wanted}
    left = amounts_before(facts, planned, mass_kg, over[:-1], times).get(current)
    return amounts | ({current: left} if left is not None else {})


def _before_step(kind: BeforeKind, at: datetime, amount: SafeRange | None, *, off: bool) -> Step:
    low, high = (amount.low, amount.high) if amount is not None else (None, None)
    if kind == "on_waking":
        return Step("four_hours", at, low, high, on_waking=True, had_enough=off)
    return Step(kind, at, low, high, had_enough=off)


def _during(planned: Planned, facts: Facts, mass: float | None) -> Step:
    """The range of an hour and the session's ceiling; words only where either is not known."""
    start = planned.starts_at.astimezone(UTC)
    if mass is None or not planned.minutes:
        return Step("during", start, per="hour")
    rate, hours, hot = planning_rate(facts, planned, mass), planned.minutes / 60, is_hot(planned)
    top = ceiling.session_ceiling(mass, rate.l_per_h, hours, hot=hot, measured=rate.measured)
    hour = ceiling.during_hour(top, rate.l_per_h, hours, hot=hot, measured=rate.measured)
    if hour is None:
        return Step("during", start, per="hour")
    return Step("during", start, hour.low, hour.high, per="hour", ceiling=top)


def _after(planned: Planned, mass: float | None) -> Step:
    """What each kilogram lost will ask for; the end is not known without a length."""
    end = planned.starts_at.astimezone(UTC) + timedelta(minutes=planned.minutes or 0)
    timed = planned.minutes is not None
    if mass is None:
        return Step("after", end, per="kg_lost", timed=timed)
    lost = ceiling.per_kg_lost(mass)
    top = ceiling.after_cap(mass)
    return Step("after", end, lost.low, lost.high, per="kg_lost", ceiling=top, timed=timed)
