"""What else a doctor asks about: training, drinking, heat, mornings. No query.

Every figure comes with how often it is known; a median of nothing is None, never 0.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import mean, median
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.zones import day_span, local_day
from advice.facts import Days, session_from
from advice.heat import HOT_FROM_C, wbgt_c
from advice.load import CHRONIC_DAYS, DAYS_IN_WEEK, jump, session_load
from advice.report.counts import DAYS
from advice.rules.fluids import is_believable, tested_rate
from advice.sweat import mass_loss_percent
from journal.models.checkin import Swelling
from journal.models.workout import State
from journal.queries.batch import Diary, LoggedRow, MorningRow, WorkoutRow

# So many drinks are named; the others are counted (design choice: one line on paper).
DRINKS_NAMED = 4


@dataclass(frozen=True, slots=True)
class Known:
    """A figure known so many times: its median and the two ends."""

    times: int
    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Training:
    """Loads are RPE times minutes (evidence 7.2); what was not told is counted beside them."""

    week: float
    week_untold: int
    before: float
    before_untold: int
    # This week over the mean of the three before; None where any of it is not known.
    jump: float | None


@dataclass(frozen=True, slots=True)
class Fluids:
    """What was lost and drunk in sessions. Percents of body mass, L/h."""

    lost_percent: Known | None
    gained: int
    sweat_l_per_h: Known | None
    drunk_l_per_h: Known | None
    # Name and how often it was logged, the most frequent first.
    drinks: tuple[tuple[str, int], ...]
    urine: Known | None
    brown_mornings: int


@dataclass(frozen=True, slots=True)
class Warmth:
    """Sessions whose weather is known: cramps in the hot ones (row 14) and in the others."""

    hot: int
    hot_with_cramp: int
    other: int
    other_with_cramp: int
    temperature_c: Known | None

    @property
    def answered(self) -> int:
        """Answered sessions with both temperature and humidity."""
        return self.hot + self.other


@dataclass(frozen=True, slots=True)
class Mornings:
    """Morning checks. The muscle is the group with the highest mean soreness."""

    checks: int
    sorest: str | None
    soreness: Known | None
    fatigue: Known | None
    sleep_hours: Known | None
    # Mornings by what was swollen: both sides, or one leg.
    swollen: int
    one_leg: int


@dataclass(frozen=True, slots=True)
class Background:
    """All of it, of the same twelve weeks as the report."""

    training: Training
    fluids: Fluids
    warmth: Warmth
    mornings: Mornings
    # How fast the first stretch that helped let a cramp go.
    stretch_seconds: Known | None


def background_of(diary: Diary, zone: ZoneInfo, now: datetime) -> Background:
    """What lies behind the cramps of the last twelve weeks up to the local day of `now`."""
    today = local_day(now, zone)
    first = today - timedelta(days=DAYS - 1)
    sessions = [
        row
        for row in diary.workouts
        if row.state == State.DONE and first <= local_day(row.starts_at, zone) <= today
    ]
    mornings = [row for row in diary.mornings if first <= row.local_on <= today]
    # Instants, and not days: of drinks there are many.
    began, ended = day_span(first, today, zone)
    logged = [row for row in diary.logged if began <= row.started_at < ended]
    crampy = {row.workout_id for row in diary.episodes}
    inside = {row.pk for row in diary.episodes if local_day(row.started_at, zone) >= first}
    return Background(
        training=_training(sessions, zone, today),
        fluids=_fluids(sessions, logged, mornings, Days(zone, now)),
        warmth=_warmth(sessions, crampy),
        mornings=_mornings(mornings),
        stretch_seconds=_known(took for pk, took in diary.stretched.items() if pk in inside),
    )


def _known(values: Iterable[float | None]) -> Known | None:
    told = [value for value in values if value is not None]
    return Known(len(told), median(told), min(told), max(told)) if told else None


def _load(row: WorkoutRow) -> float | None:
    known = row.rpe is not None and row.minutes is not None
    return session_load(row.rpe or 0, row.minutes or 0) if known else None


def _training(sessions: Sequence[WorkoutRow], zone: ZoneInfo, today: date) -> Training:
    span = DAYS_IN_WEEK + CHRONIC_DAYS
    loads, untold = [0.0] * span, [0] * span
    for row in sessions:
        ago = (today - local_day(row.starts_at, zone)).days
        if ago < span:
            load = _load(row)
            loads[ago] += load or 0.0
            untold[ago] += load is None
    weeks = CHRONIC_DAYS / DAYS_IN_WEEK
    return Training(
        week=sum(loads[:DAYS_IN_WEEK]),
        week_untold=sum(untold[:DAYS_IN_WEEK]),
        before=sum(loads[DAYS_IN_WEEK:]) / weeks,
        before_untold=sum(untold[DAYS_IN_WEEK:]),
        jump=jump(loads) if not sum(untold) else None,
    )


def _fluids(
    sessions: Sequence[WorkoutRow],
    drinks: Sequence[LoggedRow],
    mornings: Sequence[MorningRow],
    days: Days,
) -> Fluids:
    losses = [
        mass_loss_percent(row.mass_before_kg, row.mass_after_kg)
        for row in sessions
        if row.mass_before_kg is not None and row.mass_after_kg is not None
    ]
    logged: dict[UUID | None, float] = defaultdict(float)
    for cup in drinks:
        logged[cup.workout_id] += cup.volume_ml
    names = Counter(cup.name for cup in drinks)
    return Fluids(
        lost_percent=_known(losses),
        gained=sum(1 for loss in losses if loss < 0),
        sweat_l_per_h=_known(_tests(sessions, days)),
        drunk_l_per_h=_known(_drunk_l_per_h(row, logged.get(row.pk)) for row in sessions),
        drinks=tuple(sorted(names.items(), key=lambda each: (-each[1], each[0]))),
        urine=_known(row.urine_colour for row in mornings),
        brown_mornings=sum(1 for row in mornings if row.brown_urine),
    )


def _tests(sessions: Sequence[WorkoutRow], days: Days) -> list[float]:
    """Rates of the sessions that are good tests, as plans take them (evidence 4.1, 4.3)."""
    found = []
    for row in sessions:
        if row.mass_before_kg is not None and row.mass_after_kg is not None:
            session = session_from(row, days)
            rate = tested_rate(session)
            if rate is not None and is_believable(session, rate):
                found.append(rate)
    return found


def _drunk_l_per_h(row: WorkoutRow, logged_ml: float | None) -> float | None:
    """The larger of what was told and what was logged for it, as the rules take it."""
    known = [ml for ml in (row.drank_ml, logged_ml) if ml is not None]
    return max(known) / 1000 / (row.minutes / 60) if known and row.minutes else None


def _warmth(sessions: Sequence[WorkoutRow], crampy: set[UUID | None]) -> Warmth:
    counts = Counter[tuple[bool, bool]]()
    for row in sessions:
        cramped = True if row.pk in crampy else row.cramped
        if cramped is None or row.temperature_c is None or row.humidity_percent is None:
            continue
        counts[wbgt_c(row.temperature_c, row.humidity_percent) >= HOT_FROM_C, cramped] += 1
    return Warmth(
        hot=counts[True, True] + counts[True, False],
        hot_with_cramp=counts[True, True],
        other=counts[False, True] + counts[False, False],
        other_with_cramp=counts[False, True],
        temperature_c=_known(row.temperature_c for row in sessions),
    )


def _mornings(mornings: Sequence[MorningRow]) -> Mornings:
    groups: dict[str, list[int]] = defaultdict(list)
    for row in mornings:
        for group, pain in row.soreness.items():
            groups[group].append(pain)
    sorest = max(sorted(groups), key=lambda group: mean(groups[group]), default=None)
    return Mornings(
        checks=len(mornings),
        sorest=sorest,
        soreness=_known(groups[sorest]) if sorest is not None else None,
        fatigue=_known(row.fatigue for row in mornings),
        sleep_hours=_known(row.sleep_hours for row in mornings),
        swollen=sum(1 for row in mornings if row.swelling == Swelling.BOTH),
        one_leg=sum(1 for row in mornings if row.swelling == Swelling.ONE_LEG),
    )
