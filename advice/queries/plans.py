"""How to prepare for a planned workout, and whether to drink now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.access import Access
from accounts.models import User
from advice.brief import Brief, brief_of, hushed
from advice.cups import Measure, measure_of
from advice.facts import (
    DRINK_HOURS,
    PLAN_DAYS,
    Days,
    Portrait,
    facts_from,
    facts_of,
    is_still_ahead,
    planned_from,
    visible,
    weightless,
)
from advice.history import History, histories
from advice.hydration import Preparation, prepare
from advice.recovery import Recovery, recovery_of
from advice.rules import evaluate
from advice.rules.before import has_evening_drink
from advice.rules.facts import WINDOW_DAYS
from advice.rules.finding import Level
from advice.rules.fluids import silence
from advice.rules.relief import had_enough
from journal.models import Workout
from journal.models.workout import State
from journal.queries.batch import Diary, diaries

# A preparation is silent for a reason that this reader may not see.
UNTOLD = "untold"


@dataclass(frozen=True, slots=True)
class Plan:
    """The brief of a workout, and what its page needs beside it."""

    brief: Brief
    # What "I had it" logs; None without a catalogue.
    water_id: UUID | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What the relief page needs of somebody's own diary.

    `no_drink`: "fluid_limit" (a doctor's), "ceiling" (drank too much already), or "".
    """

    no_drink: str
    emergency_number: str


def preparations(workouts: Sequence[Workout], now: datetime) -> dict[UUID, Preparation]:
    """How to prepare for each planned workout, by its id.

    6 queries, however many workouts and athletes; 5 when the athletes came with the workouts.
    """
    athletes = _athletes_of(workouts)
    facts = {
        pk: facts_from(athletes[pk].zone_info, diary, History(), now)
        for pk, diary in _diaries_now(athletes, now).items()
    }
    return {
        workout.pk: prepare(
            planned_from(workout, Days(athletes[workout.athlete_id].zone_info, now)),
            facts[workout.athlete_id],
        )
        for workout in workouts
    }


def calls_for_evening_drink(workout: Workout, zone: ZoneInfo, now: datetime) -> bool:
    """Whether a planned workout is long or warm enough, whoever does it (no query)."""
    return has_evening_drink(planned_from(workout, Days(zone, now)), zone)


def briefs(workouts: Sequence[Workout], now: datetime) -> dict[UUID, Brief]:
    """The athletes' own briefs of planned workouts, by their id (a query more than those)."""
    athletes = _athletes_of(workouts)
    rows, past = _diaries_now(athletes, now, with_cups=True), histories(athletes, now)
    facts = {
        pk: facts_from(athletes[pk].zone_info, diary, past[pk], now) for pk, diary in rows.items()
    }
    return {
        workout.pk: brief_of(
            planned_from(workout, Days(athletes[workout.athlete_id].zone_info, now)),
            facts[workout.athlete_id],
            _measure(athletes[workout.athlete_id], rows[workout.athlete_id]),
        )
        for workout in workouts
    }


def recoveries(workouts: Sequence[Workout], now: datetime) -> dict[UUID, Recovery]:
    """What to drink after each done workout, or why nothing is said (7 queries; 6 as above)."""
    facts = facts_of(list(_athletes_of(workouts).values()), now)
    return {
        workout.pk: recovery_of(str(workout.pk), facts[workout.athlete_id]) for workout in workouts
    }


def plan_of(access: Access, workout: Workout, now: datetime) -> Plan:
    """The plan of one workout as this reader may see it (6 queries; 5 for a coach).

    What the athlete put away is put away for the athlete; a coach's page has no query for it.
    """
    zone, pk = access.athlete.zone_info, access.athlete.pk
    diary = _diaries_now([pk], now, with_cups=access.is_own)[pk]
    past = histories([pk], now)[pk] if access.is_own else History()
    own = facts_from(zone, diary, past, now)
    planned, facts = planned_from(workout, Days(zone, now)), visible(own, access.categories)
    measure = _measure(access.reader, diary)
    if access.is_own:
        return Plan(brief_of(planned, facts, measure), diary.water_id)
    if silence(facts) is None:
        # Amounts follow from the weight, which a coach knows in bands at most.
        facts = weightless(facts)
    brief = brief_of(planned, facts, measure, access.categories)
    held = prepare(planned, own).held_back is not None
    if (silence(own) is not None or held) and silence(facts) is None:
        # The reason is not shared; that nothing is advised must hold for this reader all the same.
        brief = hushed(brief, UNTOLD)
    return Plan(brief, diary.water_id)


def next_of(portrait: Portrait, now: datetime) -> Plan | None:
    """The soonest planned workout with its brief (no query)."""
    ahead = [
        row
        for row in portrait.diary.workouts
        if row.state == State.PLANNED and is_still_ahead(row, now)
    ]
    if not ahead:
        return None
    planned = planned_from(ahead[-1], Days(portrait.athlete.zone_info, now))
    brief = brief_of(planned, portrait.facts, _measure(portrait.athlete, portrait.diary))
    return Plan(brief, portrait.diary.water_id)


def drinking_limits(athlete: User, now: datetime) -> Limits:
    """Whether sips may be offered during a cramp (5 queries).

    What was answered before does not matter here: an answer only keeps a finding away.
    """
    diary = _diaries_now([athlete.pk], now)[athlete.pk]
    facts = facts_from(athlete.zone_info, diary, History(), now)
    grave = any(each.level >= Level.CEILING for each in evaluate(facts))
    grave = grave or had_enough(facts) or silence(facts) is not None
    return Limits(
        no_drink="fluid_limit" if facts.fluid_limited else "ceiling" if grave else "",
        emergency_number=diary.body.emergency_number,
    )


def _athletes_of(workouts: Sequence[Workout]) -> dict[UUID, User]:
    """Whose workouts these are (1 query; none when they came with the workouts)."""
    known = {
        workout.athlete_id: workout.athlete
        for workout in workouts
        if Workout.athlete.is_cached(workout)
    }
    missing = {workout.athlete_id for workout in workouts} - known.keys()
    return known | (User.objects.in_bulk(list(missing)) if missing else {})


def _measure(reader: User, diary: Diary) -> Measure:
    return measure_of((cup.volume_ml for cup in diary.cups), reader.units)


def _diaries_now(
    athletes: Iterable[UUID], now: datetime, *, with_cups: bool = False
) -> dict[UUID, Diary]:
    """Rows for drinking plans, which do not look at what was answered (5 queries)."""
    return diaries(
        athletes,
        since=now - timedelta(days=WINDOW_DAYS + 1),
        until=now + timedelta(days=PLAN_DAYS + 1),
        drinks_since=now - timedelta(hours=DRINK_HOURS),
        with_cups=with_cups,
    )
