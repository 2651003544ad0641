"""The bridge from the diary to the rules: rows in, Facts out, and what cannot be is not known."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.access import Access
from accounts.models import Category, User
from accounts.zones import day_span, local_day
from advice.history import History, Told, histories
from advice.plausible import (
    plausible_cramp,
    plausible_drunk,
    plausible_morning,
    plausible_number,
    plausible_planned,
    plausible_session,
)
from advice.rules.facts import (
    WINDOW_DAYS,
    Answered,
    Cramp,
    Drunk,
    Facts,
    Label,
    Medicine,
    Morning,
    Planned,
    Session,
)
from advice.rules.quiet import DONE
from journal import limits
from journal.models import Workout
from journal.models.episode import EndKind
from journal.models.workout import Sport, State
from journal.queries.batch import (
    Diary,
    EpisodeRow,
    IntakeRow,
    MedicineRow,
    MorningRow,
    WorkoutRow,
    diaries,
)
from journal.unanswered import UNKNOWN_LENGTH

PLAN_DAYS = 7
# The page Today shows the next workout even when it is further off than advice looks.
LOOK_AHEAD_DAYS = 28
DRINK_HOURS = 24


@dataclass(frozen=True, slots=True)
class Portrait:
    """One athlete's rows with the facts made of them, for pages that show both."""

    athlete: User
    diary: Diary
    history: History
    facts: Facts

    def shown(self, access: Access) -> Diary:
        """The rows that a report for this reader counts: what is not granted was never written."""
        can, rows = access.can, self.diary
        return replace(
            rows,
            workouts=rows.workouts if can(Category.WORKOUTS) else [],
            episodes=rows.episodes if can(Category.CRAMPS) else [],
            intakes=rows.intakes if can(Category.DRINKS) else [],
            logged=rows.logged if can(Category.DRINKS) else [],
            mornings=rows.mornings if can(Category.WELLNESS) else [],
            medicines=rows.medicines if can(Category.MEDICATION) else [],
            first_cramp_at=rows.first_cramp_at if can(Category.CRAMPS) else None,
        )


def facts_of(athletes: Sequence[User], now: datetime) -> dict[UUID, Facts]:
    """Facts of each athlete at `now`, days in each athlete's own zone (6 queries)."""
    return {pk: portrait.facts for pk, portrait in portraits(athletes, now).items()}


def portraits(
    athletes: Sequence[User],
    now: datetime,
    days: int = WINDOW_DAYS,
    *,
    with_cups: bool = False,
    for_report: bool = False,
) -> dict[UUID, Portrait]:
    """Facts with the rows behind them, the rows as far back as `days` (6 queries).

    `for_report`: with the drinks as far back, and with what stretching did.
    """
    pks = [athlete.pk for athlete in athletes]
    # One day more than asked, since a day begins earlier or later in other zones.
    since = now - timedelta(days=max(days, WINDOW_DAYS) + 1)
    rows = diaries(
        pks,
        since=since,
        until=now + timedelta(days=LOOK_AHEAD_DAYS),
        drinks_since=now - timedelta(hours=DRINK_HOURS),
        with_cups=with_cups,
        for_report=for_report,
    )
    past = histories(pks, now)
    return {
        athlete.pk: Portrait(
            athlete,
            rows[athlete.pk],
            past[athlete.pk],
            facts_from(athlete.zone_info, rows[athlete.pk], past[athlete.pk], now),
        )
        for athlete in athletes
    }


def facts_from(zone: ZoneInfo, diary: Diary, history: History, now: datetime) -> Facts:
    """Facts made of rows already loaded; days are local days of `zone`. Pure."""
    days, body = Days(zone, now), diary.body
    done = [row for row in diary.workouts if row.state == State.DONE]
    planned = [row for row in diary.workouts if row.state == State.PLANNED]
    return Facts(
        now=now.astimezone(zone),
        today=days.today,
        body_mass_kg=plausible_number(body.body_mass_kg, limits.MASS_KG),
        fluid_limited=body.fluid_limited,
        sickle_trait=body.sickle_trait,
        conditions=frozenset(body.conditions),
        birth_year=plausible_number(body.birth_year, limits.BIRTH_YEARS),
        salty_sweat=body.salty_sweat,
        sweat_sodium_mmol_l=plausible_number(body.sweat_sodium_mmol_l, limits.PATCH_MMOL_PER_L),
        first_cramp_day=_first_cramp(diary, days),
        sessions=tuple(session_from(row, days) for row in done if days.in_window(row.starts_at)),
        planned=tuple(
            planned_from(row, days)
            for row in reversed(planned)
            if is_still_ahead(row, now) and -days.ago(row.starts_at) <= PLAN_DAYS
        ),
        cramps=tuple(_cramp(row, days) for row in diary.episodes if days.in_window(row.started_at)),
        drinks=tuple(
            drunk
            for row in diary.intakes
            if now - timedelta(hours=DRINK_HOURS) <= row.started_at <= now
            and (drunk := _drunk(row)) is not None
        ),
        mornings=tuple(
            _morning(row, days)
            for row in diary.mornings
            if 0 <= days.since(row.local_on) < WINDOW_DAYS
        ),
        medicines=tuple(
            _medicine(row, days)
            for row in diary.medicines
            if row.ended_on is None or row.ended_on >= days.today
        ),
        answers={rule: _answered(told, days) for rule, told in history.answers.items()},
        retired=history.retired,
        adherence=history.adherence,
    )


def visible(facts: Facts, categories: AbstractSet[Category]) -> Facts:
    """The facts with everything blanked that these categories do not open. Pure.

    What was not granted is "not known", so no rule can let it shine through. Whether a doctor
    limited the fluids belongs to medicines and conditions; a reader who may not know it gets no
    body mass and no drinks either, and so no amount that could break the limit.
    """
    if categories >= frozenset(Category):
        return facts
    can = categories.__contains__
    knows_limits = can(Category.MEDICATION)
    sees_mass = can(Category.WEIGHT) and knows_limits
    blanks = _blanks(categories)
    shown = replace(
        facts,
        body_mass_kg=facts.body_mass_kg if sees_mass else None,
        fluid_limited=facts.fluid_limited and knows_limits,
        sickle_trait=facts.sickle_trait if knows_limits else None,
        conditions=facts.conditions if knows_limits else frozenset(),
        birth_year=facts.birth_year if knows_limits else None,
        salty_sweat=facts.salty_sweat if knows_limits else None,
        sweat_sodium_mmol_l=facts.sweat_sodium_mmol_l if knows_limits else None,
        first_cramp_day=facts.first_cramp_day if can(Category.CRAMPS) else None,
        medicines=facts.medicines if knows_limits else (),
        drinks=facts.drinks if can(Category.DRINKS) and knows_limits else (),
        cramps=facts.cramps if can(Category.CRAMPS) else (),
        planned=facts.planned if can(Category.WORKOUTS) else (),
        sessions=facts.sessions if can(Category.WORKOUTS) else (),
        mornings=facts.mornings if can(Category.WELLNESS) else (),
    )
    return replace(
        shown,
        sessions=tuple(_blanked(session, blanks) for session in shown.sessions),
        mornings=tuple(
            morning if sees_mass or morning.mass_kg is None else replace(morning, mass_kg=None)
            for morning in shown.mornings
        ),
    )


def weightless(facts: Facts) -> Facts:
    """The facts without any mass, so that no amount can be reckoned back to one. Pure."""
    return replace(
        facts,
        body_mass_kg=None,
        sessions=tuple(
            replace(session, mass_before_kg=None, mass_after_kg=None) for session in facts.sessions
        ),
        mornings=tuple(replace(morning, mass_kg=None) for morning in facts.mornings),
    )


# What a session tells by the categories that have to be open for it.
_TELLS: tuple[tuple[frozenset[Category], tuple[str, ...]], ...] = (
    (frozenset({Category.CRAMPS}), ("cramped",)),
    (frozenset({Category.DRINKS}), ("drank_ml", "urine_ml", "food_g")),
    (frozenset({Category.WELLNESS}), ("soreness_before", "fatigue_before")),
    (
        frozenset({Category.WEIGHT, Category.MEDICATION}),
        ("mass_before_kg", "mass_after_kg"),
    ),
)


def _blanks(categories: AbstractSet[Category]) -> dict[str, Any]:
    """What a session may not tell a reader with these categories."""
    return {name: None for needs, names in _TELLS if not categories >= needs for name in names}


def _blanked(session: Session, blanks: dict[str, Any]) -> Session:
    """The session without these; itself where it does not know them, which is the usual case."""
    knows = any(getattr(session, name) is not None for name in blanks)
    return replace(session, **blanks) if knows else session


class Days:
    """Counts local days back from the athlete's today."""

    def __init__(self, zone: ZoneInfo, now: datetime) -> None:
        self.zone = zone
        self.today = local_day(now, zone)
        # Comparing instants is quicker than counting days, and rows are many.
        first = self.today - timedelta(days=WINDOW_DAYS - 1)
        self._opens_at, self._closes_at = day_span(first, self.today, zone)

    def since(self, day: date) -> int:
        return (self.today - day).days

    def ago(self, moment: datetime) -> int:
        return self.since(local_day(moment, self.zone))

    def in_window(self, moment: datetime) -> bool:
        return self._opens_at <= moment < self._closes_at


def is_still_ahead(workout: WorkoutRow | Workout, now: datetime) -> bool:
    """Whether a planned workout has not ended yet, going by its plan."""
    minutes = workout.planned_minutes
    length = timedelta(minutes=minutes) if minutes is not None else UNKNOWN_LENGTH
    return workout.starts_at + length > now


def planned_from(workout: WorkoutRow | Workout, days: Days) -> Planned:
    """A planned workout as rules see it."""
    plan = Planned(
        key=str(workout.pk),
        days_ahead=-days.ago(workout.starts_at),
        starts_at=workout.starts_at,
        sport=workout.sport,
        name=workout_name(workout),
        minutes=workout.planned_minutes,
        effort=workout.planned_effort,
        distance_m=workout.planned_distance_m,
        pace_s_per_km=workout.planned_pace_s_km,
        is_race=workout.is_race,
        muscles=frozenset(workout.target_muscles),
        temperature_c=workout.temperature_c,
        humidity_percent=workout.humidity_percent,
        acclimatised=workout.acclimatised,
    )
    return plausible_planned(plan)


def workout_name(workout: WorkoutRow | Workout) -> str:
    """What the athlete calls it, else the sport."""
    return workout.title or Sport(workout.sport).label


def session_from(row: WorkoutRow | Workout, days: Days) -> Session:
    """A done workout as rules see it."""
    session = Session(
        key=str(row.pk),
        day=days.ago(row.starts_at),
        started_at=row.starts_at,
        sport=row.sport,
        name=workout_name(row),
        minutes=row.minutes,
        rpe=row.rpe,
        planned_effort=row.planned_effort,
        distance_m=row.distance_m,
        first_half_minutes=row.first_half_minutes,
        is_race=row.is_race,
        muscles=frozenset(row.target_muscles),
        temperature_c=row.temperature_c,
        humidity_percent=row.humidity_percent,
        mass_before_kg=row.mass_before_kg,
        mass_after_kg=row.mass_after_kg,
        drank_ml=row.drank_ml,
        urine_ml=row.urine_ml,
        food_g=row.food_g,
        soreness_before=row.soreness_before,
        fatigue_before=row.fatigue_before,
        cramped=row.cramped,
    )
    return plausible_session(session)


def _first_cramp(diary: Diary, days: Days) -> int | None:
    """How many days ago the diary's first cramp was; one that is to come is none yet."""
    ago = days.ago(diary.first_cramp_at) if diary.first_cramp_at is not None else None
    return ago if ago is not None and ago >= 0 else None


def _cramp(row: EpisodeRow, days: Days) -> Cramp:
    lasted = row.ended_at - row.started_at if row.ended_at is not None else None
    cramp = Cramp(
        key=str(row.pk),
        day=days.ago(row.started_at),
        started_at=row.started_at,
        sites=frozenset(row.muscles),
        session_key=str(row.workout_id) if row.workout_id is not None else None,
        phase=row.phase or None,
        seconds=lasted.total_seconds() if lasted is not None else None,
        ongoing=row.end_kind == EndKind.ONGOING,
        severity=row.severity,
        stopped=row.stopped or None,
        helped=frozenset(row.helped),
        red_flags=frozenset(row.red_flags) if row.red_flags is not None else None,
        painful=row.painful,
        sleep_disturbance=row.sleep_disturbance,
    )
    return plausible_cramp(cramp)


def _drunk(row: IntakeRow) -> Drunk | None:
    label = {
        name.removeprefix("drink__"): value
        for name, value in row._asdict().items()
        if name.startswith("drink__")
    }
    drunk = Drunk(
        started_at=row.started_at,
        volume_ml=row.volume_ml,
        label=Label(**label),
        session_key=str(row.workout_id) if row.workout_id is not None else None,
    )
    return plausible_drunk(drunk)


def _morning(row: MorningRow, days: Days) -> Morning:
    morning = Morning(
        day=days.since(row.local_on),
        soreness=row.soreness,
        fatigue=row.fatigue,
        sleep_hours=row.sleep_hours,
        urine_colour=row.urine_colour,
        brown_urine=row.brown_urine,
        thirst=row.thirst,
        swelling=row.swelling or None,
        mass_kg=row.morning_mass_kg,
    )
    return plausible_morning(morning)


def _answered(told: Told, days: Days) -> Answered:
    """What was done or not is about the day of the advice, everything else about its own day."""
    about_that_day = told.answer in DONE
    return Answered(
        told.answer,
        days.since(told.on) if about_that_day else days.ago(told.at),
        until=told.until,
        level=told.level,
        much=told.much,
    )


def _medicine(row: MedicineRow, days: Days) -> Medicine:
    def ago(day: date | None) -> int | None:
        return days.since(day) if day is not None else None

    return Medicine(
        name=row.name,
        started_day=ago(row.started_on),
        changed_day=ago(row.changed_on),
        asked_day=ago(row.asked_on),
    )
