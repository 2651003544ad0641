"""All a rule may look at. Frozen, plain, and honest: None is "not known", never 0.

Days are counted back from the athlete's local today: 0 is today, 1 yesterday. Sequences run from
the newest to the oldest, but `planned`, which runs from the soonest on. Masses kg, volumes mL,
distances m, temperatures °C, RPE and pain 0-10.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

# How far back the bridge loads: rule 4 looks at six weeks, rule 28 at 42 days.
WINDOW_DAYS = 56


@dataclass(frozen=True, slots=True)
class Session:
    """A workout that was done."""

    key: str
    day: int
    started_at: datetime
    sport: str
    name: str
    minutes: int | None = None
    rpe: int | None = None
    planned_effort: int | None = None
    distance_m: float | None = None
    first_half_minutes: float | None = None
    is_race: bool = False
    muscles: frozenset[str] = frozenset()
    temperature_c: float | None = None
    humidity_percent: float | None = None
    mass_before_kg: float | None = None
    mass_after_kg: float | None = None
    drank_ml: float | None = None
    urine_ml: float | None = None
    food_g: float | None = None
    soreness_before: int | None = None
    fatigue_before: int | None = None
    cramped: bool | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A workout still to be done; `days_ahead` 0 is today, 1 tomorrow."""

    key: str
    days_ahead: int
    starts_at: datetime
    sport: str
    name: str
    minutes: int | None = None
    effort: int | None = None
    distance_m: float | None = None
    pace_s_per_km: float | None = None
    is_race: bool = False
    muscles: frozenset[str] = frozenset()
    temperature_c: float | None = None
    humidity_percent: float | None = None
    acclimatised: bool | None = None


@dataclass(frozen=True, slots=True)
class Cramp:
    """One episode. `sites` are codes of journal.muscles; `red_flags` None means not asked."""

    key: str
    day: int
    started_at: datetime
    sites: frozenset[str]
    session_key: str | None = None
    phase: str | None = None
    seconds: float | None = None
    ongoing: bool = False
    severity: int | None = None
    stopped: str | None = None
    helped: frozenset[str] = frozenset()
    red_flags: frozenset[str] | None = None
    painful: bool | None = None
    sleep_disturbance: int | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a drink holds per 100 mL as drunk: g, mg, % v/v; None where the label is silent."""

    name: str
    mono_g: float | None = None
    sucrose_g: float | None = None
    lactose_g: float | None = None
    malto_g: float | None = None
    protein_g: float | None = None
    fat_g: float | None = None
    sodium_mg: float | None = None
    potassium_mg: float | None = None
    magnesium_mg: float | None = None
    calcium_mg: float | None = None
    alcohol_percent: float | None = None
    measured_osmolality: float | None = None


@dataclass(frozen=True, slots=True)
class Drunk:
    """An amount of a drink at a time; the last 24 hours are loaded."""

    started_at: datetime
    volume_ml: float
    label: Label
    session_key: str | None = None


@dataclass(frozen=True, slots=True)
class Morning:
    """A morning check. `soreness` holds only the muscle groups that were answered."""

    day: int
    soreness: Mapping[str, int] = field(default_factory=dict)
    fatigue: int | None = None
    sleep_hours: float | None = None
    urine_colour: int | None = None
    brown_urine: bool = False
    thirst: int | None = None
    swelling: str | None = None
    mass_kg: float | None = None


@dataclass(frozen=True, slots=True)
class Medicine:
    """A medicine taken now; days are counted back, None: not told."""

    name: str
    started_day: int | None = None
    changed_day: int | None = None
    asked_day: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The athlete's answer to a rule as it was last shown.

    `day`: how many days ago they answered; for "I did it" and "not this time", how many days ago
    it was shown. `until`: the first day on which it may speak again. `level` and `much` say how
    grave it was then; a level of None is not known.
    """

    answer: str
    day: int
    until: date | None = None
    level: int | None = None
    much: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One athlete at one moment."""

    now: datetime
    today: date
    body_mass_kg: float | None = None
    fluid_limited: bool = False
    sickle_trait: bool | None = None
    # Codes of journal.conditions; none told is an empty set.
    conditions: frozenset[str] = frozenset()
    birth_year: int | None = None
    salty_sweat: bool | None = None
    # Sodium of a patch on the forearm, mmol/L.
    sweat_sodium_mmol_l: int | None = None
    # The first cramp of the whole diary, in days back; None: there is none.
    first_cramp_day: int | None = None
    sessions: tuple[Session, ...] = ()
    planned: tuple[Planned, ...] = ()
    cramps: tuple[Cramp, ...] = ()
    drinks: tuple[Drunk, ...] = ()
    mornings: tuple[Morning, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    answers: Mapping[str, Answered] = field(default_factory=dict)
    # Rules that the athlete put away.
    retired: frozenset[str] = frozenset()
    # Share of the preventive reminders of the last 28 days that were followed, 0-1.
    adherence: float | None = None
    # What `diary.asked_once` has found in these facts; no fact itself.
    answered: dict[object, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
