"""Questions that several rules ask of the facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from advice import body_mass
from advice.rules.facts import Cramp, Facts, Morning, Planned, Session

# "The next workout" is one that starts within this time (design choice).
AHEAD_HOURS = 24
# Row 5: a cramp at night or at rest is not one of exercise; a phase not told counts as exercise
# (design choice: two taps leave it empty).
NOT_EXERCISE = frozenset({"night", "rest"})
MIN_SESSIONS = 3  # design choice: fewer are no "usual"
# Row 5: shortly after exercise is up to so many hours after its end.
AFTER_EXERCISE_HOURS = 6

_More = ParamSpec("_More")
_Answer = TypeVar("_Answer")


def asked_once(
    question: Callable[Concatenate[Facts, _More], _Answer],
) -> Callable[Concatenate[Facts, _More], _Answer]:
    """A question that many rules ask: facts are frozen, so its answer is kept beside them.

    What it asks besides is hashable, and nobody changes an answer.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def ask(facts: Facts, /, *more: _More.args, **named: _More.kwargs) -> _Answer:
        key = (name, more, *named.items())
        if key not in facts.answered:
            facts.answered[key] = question(facts, *more, **named)
        answer: _Answer = facts.answered[key]
        return answer

    return ask


def zone_of(facts: Facts) -> ZoneInfo:
    """The athlete's zone: the tzinfo of `facts.now` (the bridge passes it so), else UTC."""
    zone = facts.now.tzinfo
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo("UTC")


def on_day(facts: Facts, day: int) -> str:
    """The local date so many days ago, ISO."""
    return (facts.today - timedelta(days=day)).isoformat()


def clock(facts: Facts, moment: datetime) -> str:
    """An instant in the athlete's zone, ISO, for inputs."""
    return moment.astimezone(zone_of(facts)).isoformat(timespec="minutes")


def hours_ago(facts: Facts, moment: datetime) -> float:
    """Hours from the moment to now; negative in the future."""
    return (_in_utc(facts.now) - moment).total_seconds() / 3600


@lru_cache(maxsize=64)
def _in_utc(now: datetime) -> datetime:
    """Asked of the same `now` hundreds of times in one evaluation."""
    return now.astimezone(UTC)


def _before_now(facts: Facts, hours: float) -> datetime:
    """The instant so many hours ago, UTC: hours as they pass, also where clocks change."""
    return facts.now.astimezone(UTC) - timedelta(hours=hours)


def ended_at(session: Session) -> datetime:
    """The end; a session of unknown length ended when it started, as far as we know."""
    return session.started_at + timedelta(minutes=session.minutes or 0)


@asked_once
def ended_within(facts: Facts, hours: float) -> list[Session]:
    """Sessions that ended no longer ago than this, newest first."""
    # A session lasts a day at most, so an older day cannot be meant; whole days compare faster.
    days, since = hours / 24 + 2, _before_now(facts, hours)
    return [
        session for session in facts.sessions if session.day <= days and ended_at(session) >= since
    ]


@asked_once
def next_workout(facts: Facts) -> Planned | None:
    """The soonest plan that starts within a day from now."""
    now, until = _before_now(facts, 0), _before_now(facts, -AHEAD_HOURS)
    return next((plan for plan in facts.planned if now <= plan.starts_at <= until), None)


def body_mass_kg(facts: Facts) -> float | None:
    """The profile's mass, else the newest one weighed (design choice)."""
    if facts.body_mass_kg is not None:
        return facts.body_mass_kg
    weighed = [(m.day, m.mass_kg) for m in facts.mornings if m.mass_kg is not None]
    weighed += [(s.day, s.mass_before_kg) for s in facts.sessions if s.mass_before_kg is not None]
    return min(weighed)[1] if weighed else None


def this_morning(facts: Facts) -> Morning | None:
    """Today's morning check."""
    return next((morning for morning in facts.mornings if morning.day == 0), None)


def below_usual_percent(facts: Facts, days: int) -> float | None:
    """How far this morning's mass is below the median of the days before; negative is above."""
    before = [
        morning.mass_kg
        for morning in facts.mornings
        if 0 < morning.day <= days and morning.mass_kg is not None
    ]
    today = this_morning(facts)
    return body_mass.below_usual_percent(today.mass_kg, before) if today is not None else None


def is_cramp(cramp: Cramp) -> bool:
    """Whether it was one: a twitch said to be painless is not (row 5); unsaid counts as one."""
    return cramp.painful is not False


def is_exercise(facts: Facts, cramp: Cramp) -> bool:
    """Whether a cramp belongs to exercise (row 5): by its phase, else by the hours since the
    workout it is tied to; not known counts as exercise."""
    if cramp.phase is not None or cramp.session_key is None:
        return cramp.phase not in NOT_EXERCISE
    session = next((each for each in facts.sessions if each.key == cramp.session_key), None)
    if session is None or session.minutes is None:
        return True
    after = (cramp.started_at - ended_at(session)).total_seconds() / 3600
    return after <= AFTER_EXERCISE_HOURS


def recent_cramps(facts: Facts, hours: float) -> list[Cramp]:
    """Cramps that began no longer ago than this, newest first."""
    since = _before_now(facts, hours)
    return [cramp for cramp in facts.cramps if cramp.started_at >= since]


def longest_minutes(facts: Facts, days: int, sport: str | None = None) -> int | None:
    """The longest session of the last days; None with fewer than three known lengths."""
    lengths = [
        session.minutes
        for session in facts.sessions
        if session.minutes is not None and session.day < days and sport in (None, session.sport)
    ]
    return max(lengths) if len(lengths) >= MIN_SESSIONS else None
