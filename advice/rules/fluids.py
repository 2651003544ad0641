"""What the facts say about drinking: is advice allowed at all, and how fast does one sweat."""

from __future__ import annotations

from dataclasses import dataclass

from advice import body_mass, sweat
from advice.body_mass import GAIN_PERCENT
from advice.heat import HeatLevel, heat_level, wbgt_c
from advice.rules.diary import (
    asked_once,
    below_usual_percent,
    ended_at,
    ended_within,
    hours_ago,
    recent_cramps,
    this_morning,
)
from advice.rules.facts import Facts, Planned, Session
from journal.warning_signs import Gravity, gravity

# Evidence 4.4: drinking advice rests this long after a session with too much.
SUPPRESS_HOURS = 12
INTAKE_OVER_SWEAT = 1.2
# A prediction is up to 41 % off (evidence 4.1), so it accuses nobody within that (design choice).
PREDICTION_ERROR = 0.41
# Evidence 4.4: with a symptom beside it, this much is an emergency.
MUCH_L_PER_H = 0.8
MUCH_L = 3.0
# Row 13: a morning mass above the median of the seven days before by so much.
ABOVE_USUAL_PERCENT = 2.0
USUAL_DAYS = 7
# A code of journal.models.checkin.Swelling.
SWOLLEN_BOTH = "both"
# Evidence 4.4: headache, vomiting, bloating, confusion, a fit or breathlessness is in these signs.
LOW_SODIUM_SIGNS = frozenset(
    {"heat_stroke", "low_sodium", "clot_or_heart", "whole_body", "fever_or_vomiting"}
)
# Staleness (design choice): a warning sign speaks for a day as an emergency, two as same-day.
EMERGENCY_HOURS = 24
SAME_DAY_HOURS = 48


@dataclass(frozen=True, slots=True)
class Overdrinking:
    """A session with more drunk than lost; unknown parts are None."""

    session: Session
    gain_kg: float | None
    gain_percent: float | None
    drank_ml: float | None
    sweat_ml: float | None


def emergency_signs(facts: Facts) -> list[str]:
    """Codes of warning signs that make an emergency now (evidence 5.1), else nothing.

    Being unwell for the stomach's part counts when much was drunk (evidence 4.4).
    """
    for cramp in recent_cramps(facts, EMERGENCY_HOURS):
        signs = cramp.red_flags or frozenset()
        unwell = "fever_or_vomiting" in signs and drank_much(facts)
        if unwell or gravity(signs) is Gravity.EMERGENCY:
            return sorted(signs)
    return []


def silence(facts: Facts) -> str | None:
    """Why no drinking advice may be given now; None: it may (evidence 4.4, row 13)."""
    if facts.fluid_limited:
        return "fluid_limit"
    if emergency_signs(facts):
        return "emergency"
    if overdrinking(facts) is not None:
        return "gained"
    return "swollen" if holds_water(facts) else None


def held_back(facts: Facts) -> str | None:
    """Why no drink is urged on an athlete ahead of a workout or in the morning; None: none is held.

    Heavier by 2 % this morning: "do not force fluids" (row 13). Heavier by 1 % after a workout of
    today, also once its twelve hours are over (evidence 8). Thirst, the range of an hour and its
    ceiling stand.
    """
    if above_usual_percent(facts) is not None:
        return "heavier"
    today = (loss_percent(session) for session in facts.sessions if session.day == 0)
    gained = any(percent is not None and -percent >= GAIN_PERCENT for percent in today)
    return "gained_today" if gained else None


def above_usual_percent(facts: Facts) -> float | None:
    """How far this morning's mass is above the week's median where row 13 minds, else None."""
    below = below_usual_percent(facts, USUAL_DAYS)
    return -below if below is not None and -below >= ABOVE_USUAL_PERCENT else None


def holds_water(facts: Facts) -> bool:
    """Heavier by 2 % this morning and swollen: nobody is told to drink until a doctor has looked
    (row 13; that amounts rest meanwhile is a design choice)."""
    today = this_morning(facts)
    swollen = today is not None and today.swelling == SWOLLEN_BOTH
    return swollen and above_usual_percent(facts) is not None


def gain_kg(session: Session) -> float | None:
    """Heavier after than before by this; negative is a loss, None: not weighed twice."""
    if session.mass_before_kg is None or session.mass_after_kg is None:
        return None
    return -sweat.lost_kg(session.mass_before_kg, session.mass_after_kg)


def loss_percent(session: Session) -> float | None:
    """Share of body mass lost; None: not weighed twice."""
    if session.mass_before_kg is None or session.mass_after_kg is None:
        return None
    return sweat.mass_loss_percent(session.mass_before_kg, session.mass_after_kg)


def intake_ml(facts: Facts, session: Session) -> float | None:
    """What was drunk in a session: its own total or its logged drinks, whichever is more.

    A drink logged between its start and its end counts, whether it names the session or not.
    """
    begin, end = session.started_at, ended_at(session)
    logged = [
        drunk.volume_ml
        for drunk in facts.drinks
        if drunk.session_key == session.key
        or (drunk.session_key is None and begin <= drunk.started_at <= end)
    ]
    known = [session.drank_ml] if session.drank_ml is not None else []
    return max([*known, sum(logged)]) if known or logged else None


def within_suppression(facts: Facts) -> list[Session]:
    """Sessions that ended so recently that too much drunk in them still counts."""
    return [
        session
        for session in ended_within(facts, SUPPRESS_HOURS)
        if hours_ago(facts, ended_at(session)) < SUPPRESS_HOURS
    ]


def heavier(facts: Facts) -> Session | None:
    """The newest session of the last hours that ended heavier than it began (4.4)."""
    return next(
        (session for session in within_suppression(facts) if (gain_kg(session) or 0.0) > 0), None
    )


@asked_once
def overdrinking(facts: Facts) -> Overdrinking | None:
    """The newest session with a gain of 1 % or intake above 1.2 times the sweat (4.4)."""
    for session in within_suppression(facts):
        gain, percent = gain_kg(session), loss_percent(session)
        drank, sweated = intake_ml(facts, session), session_sweat_ml(facts, session)
        gained = percent is not None and -percent >= body_mass.GAIN_PERCENT
        too_much = drank is not None and sweated is not None and drank > INTAKE_OVER_SWEAT * sweated
        if gained or too_much:
            return Overdrinking(
                session, gain, -percent if percent is not None else None, drank, sweated
            )
    return None


def drank_much(facts: Facts) -> bool:
    """Beside a symptom: not lighter, above 0.8 L/h or above 3 L in the last day (4.4)."""
    for session in ended_within(facts, EMERGENCY_HOURS):
        gain, drank = gain_kg(session), intake_ml(facts, session)
        if gain is not None and gain >= 0:
            return True
        if drank is not None and _is_much(drank / 1000, session.minutes):
            return True
    return False


def _is_much(litres: float, minutes: int | None) -> bool:
    return litres > MUCH_L or (minutes is not None and litres > MUCH_L_PER_H * minutes / 60)


def speed_km_per_h(distance_m: float | None, minutes: int | None) -> float | None:
    """Mean speed; None when length or time is not known."""
    return distance_m / 1000 / (minutes / 60) if distance_m and minutes else None


def tested_rate(session: Session) -> float | None:
    """The sweat rate this session measured, L/h; None unless it is an acceptable test (4.1).

    Nothing unknown is taken as zero: without the urine or the intake it is no test. Only food may
    stay untold: most tests have none.
    """
    rate = sweat_rate(session)
    if rate is None or not session.minutes:
        return None
    return rate if sweat.is_accepted(session.minutes, rate, session.temperature_c) else None


def sweat_rate(session: Session) -> float | None:
    """What was weighed and drunk comes to, L/h, good enough for a test or not; None: not known."""
    before, after = session.mass_before_kg, session.mass_after_kg
    drank, urine, minutes = session.drank_ml, session.urine_ml, session.minutes
    if before is None or after is None or drank is None or urine is None or not minutes:
        return None
    km = session.distance_m / 1000 if session.sport == "run" and session.distance_m else None
    kcal = sweat.running_kcal(before, km) if km is not None else None
    litres = sweat.sweat_l(
        before, after, drank_ml=drank, urine_ml=urine, food_g=session.food_g or 0.0, kcal=kcal
    )
    return litres / (minutes / 60)


def next_time_rate(
    session: Session, mass_before_kg: float, sweated_ml: float, minutes: int
) -> float:
    """The sweat rate to plan a session like this one with, L/h.

    One that is no test, for its urine or heat is not known, may read high: then the lower of what
    it says and the prediction, as for fewer than three tests (design choice).
    """
    tested = tested_rate(session)
    if tested is not None and is_believable(session, tested):
        return tested
    speed = speed_km_per_h(session.distance_m, minutes)
    predicted = sweat.predicted_l_per_h(mass_before_kg, session.sport, speed, session.temperature_c)
    return min(sweated_ml / 1000 / (minutes / 60), predicted)


@asked_once
def own_tests(facts: Facts, sport: str) -> list[tuple[float, float]]:
    """(rate, temperature) of the athlete's believable tests in this sport."""
    return [
        (rate, session.temperature_c)
        for session in facts.sessions
        if session.sport == sport
        and (rate := tested_rate(session)) is not None
        and session.temperature_c is not None
        and is_believable(session, rate)
    ]


def is_believable(session: Session, rate: float) -> bool:
    """A run's result near enough to the prediction (4.3); other sports have no table."""
    speed = speed_km_per_h(session.distance_m, session.minutes)
    if session.sport != "run" or speed is None or session.mass_before_kg is None:
        return True
    expected = sweat.predicted_running_l_per_h(session.mass_before_kg, speed, session.temperature_c)
    return sweat.is_plausible(rate, expected)


def planning_rate(facts: Facts, planned: Planned, mass_kg: float) -> sweat.Rate:
    """The sweat rate to plan this workout with."""
    predicted = sweat.predicted_l_per_h(
        mass_kg,
        planned.sport,
        speed_km_per_h(planned.distance_m, planned.minutes),
        planned.temperature_c,
    )
    return sweat.planning_rate(own_tests(facts, planned.sport), planned.temperature_c, predicted)


def session_sweat_ml(facts: Facts, session: Session) -> float | None:
    """What was sweated in a session: weighed, else by own tests, else a run's prediction.

    The prediction is widened by its error. None for other sports: there it would be a guess.
    """
    gain, drank = gain_kg(session), intake_ml(facts, session)
    if gain is not None and drank is not None:
        eaten, urine = session.food_g or 0.0, session.urine_ml or 0.0
        return max(0.0, drank + eaten - gain * 1000 - urine)
    if not session.minutes:
        return None
    hours = session.minutes / 60
    near = [
        rate
        for rate, tested_c in own_tests(facts, session.sport)
        if session.temperature_c is None
        or abs(tested_c - session.temperature_c) <= sweat.SAME_HEAT_C
    ]
    if near:
        return max(near) * hours * 1000
    speed = speed_km_per_h(session.distance_m, session.minutes)
    mass = session.mass_before_kg or facts.body_mass_kg
    if session.sport != "run" or speed is None or mass is None:
        return None
    expected = sweat.predicted_running_l_per_h(mass, speed, session.temperature_c)
    return expected * (1 + PREDICTION_ERROR) * hours * 1000


def planned_wbgt_c(planned: Planned | Session) -> float | None:
    """The estimated WBGT; None when temperature or humidity is not known."""
    if planned.temperature_c is None or planned.humidity_percent is None:
        return None
    return wbgt_c(planned.temperature_c, planned.humidity_percent)


def is_hot(planned: Planned) -> bool:
    """Whether the workout is known to be in the hot bands (row 14)."""
    wbgt = planned_wbgt_c(planned)
    return wbgt is not None and heat_level(wbgt) >= HeatLevel.HOT
