"""A drinking plan for one planned workout, inside the ceiling. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from advice.ceiling import SafeVolume
from advice.heat import HeatLevel
from advice.rules.facts import Facts, Planned

Kind = Literal["night", "four_hours", "two_hours", "just_before", "during", "after"]
Per = Literal["once", "hour", "kg_lost"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the plan.

    `high` None: no amount, only words. `low` None beside a `high`: "up to". `ceiling` is what
    the step must never pass in all (during: the session; after: whatever was lost).
    `on_waking` marks the first drink of an early start. `timed` False: `at` is only for order.
    """

    kind: Kind
    at: datetime
    low: SafeVolume | None = None
    high: SafeVolume | None = None
    per: Per = "once"
    ceiling: SafeVolume | None = None
    on_waking: bool = False
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Preparation:
    """How to prepare for one workout.

    `silent_because` None: amounts may be given. "no_mass": steps carry words only. Any other
    code ("fluid_limit", "gained", "emergency"): no drinking advice at all, `steps` is empty.
    `ceiling` is the session's, None when it cannot be known.
    """

    planned_key: str
    silent_because: str | None
    steps: tuple[Step, ...]
    ceiling: SafeVolume | None
    heat: HeatLevel | None
    wbgt_c: float | None = None


def prepare(planned: Planned, facts: Facts) -> Preparation:
    """The plan for a workout as things stand at `facts.now`.

    `facts.now` is an aware datetime in the athlete's own zone: its tzinfo says what "the evening
    before" and "waking" are. The instants of the steps are UTC.
    """
    raise NotImplementedError
