"""The 72 hours before a cramp, beside those before sessions without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial, reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.access import Access
from accounts.models import Category
from journal.before import (
    BACK,
    COMPARED,
    FEWEST,
    MEASURES,
    Days,
    Drunk,
    Facts,
    MedicineChange,
    Morning,
    Row,
    Session,
    count_from,
    merged,
    rows,
)
from journal.limits import LONGEST_SIP
from journal.models import CheckIn, CrampEpisode, Entry, Intake, Medication, Workout
from journal.models.workout import Sport, State
from journal.muscles import GROUPS, group_of
from journal.queries.statement import Row as Values
from journal.queries.statement import Statement

Span = tuple[datetime, datetime]

SESSIONS = {
    Sport.RUN: "runs",
    Sport.RIDE: "rides",
    Sport.SWIM: "swims",
    Sport.TRIATHLON: "triathlons",
    Sport.WALK: "walks or hikes",
    Sport.FOOTBALL: "football sessions",
    Sport.COURT: "court games",
    Sport.STRENGTH: "strength sessions",
    Sport.ROW: "sessions of rowing or paddling",
    Sport.OTHER: "other sessions",
}
_ACTS = (("started_on", "started"), ("changed_on", "dose changed"), ("ended_on", "ended"))


@dataclass(frozen=True, slots=True)
class Before:
    """The page. Rows and `changes` hold what the reader may see; None: not shared.

    `sessions` is how many sessions without a cramp stand beside it; before `others_changed` of
    them a medicine changed.
    """

    moment: datetime
    from_session: bool
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    facts: Facts
    sessions: int | None
    session_words: str
    of_one_sport: bool
    changes: tuple[MedicineChange, ...] | None
    others_changed: int

    @property
    def missing(self) -> int:
        """How many more sessions without a cramp would be enough to compare with."""
        return max(0, FEWEST - (self.sessions or 0))

    @property
    def compares(self) -> bool:
        """Whether there are enough sessions to put beside it."""
        return self.sessions is not None and not self.missing


@dataclass(frozen=True, slots=True)
class Short:
    """The last 24 hours, for the cramp's own page."""

    facts: Facts
    groups: tuple[str, ...]
    from_session: bool

    @property
    def says_something(self) -> bool:
        """Whether anything is known."""
        facts = self.facts
        return bool(facts.sessions) or facts.soreness is not None or facts.sleep_hours is not None


def before(episode: CrampEpisode, access: Access, now: datetime) -> Before:
    """Three days before a cramp whose workout is loaded (at most 5 queries)."""
    moment = _moment(episode, access)
    workout = episode.workout if access.can(Category.WORKOUTS) else None
    sport = Sport(workout.sport) if workout is not None else None
    others = _uneventful(access, sport, now) if access.can(Category.WORKOUTS) else None
    moments = [moment, *(others or ())]
    days = _days(access, merged((each - BACK, each) for each in moments))
    groups = _groups(episode)
    this, *rest = (days.before(each, frozenset(groups)) for each in moments)
    changed = [days.changes_before(each) for each in moments]
    return Before(
        moment=moment,
        from_session=moment != episode.started_at,
        groups=tuple(GROUPS[group] for group in groups),
        rows=rows(this, rest, _measures(access)),
        facts=this[0],
        sessions=len(others) if others is not None else None,
        session_words=SESSIONS[sport] if sport is not None else "sessions of any sport",
        of_one_sport=sport is not None,
        changes=changed[0] if access.can(Category.MEDICATION) else None,
        others_changed=sum(1 for each in changed[1:] if each),
    )


def short(episode: CrampEpisode, access: Access) -> Short:
    """Sessions and the morning of the last 24 hours (at most 2 queries)."""
    moment, groups = _moment(episode, access), _groups(episode)
    spans = ((moment - BACK, moment),)
    sessions = _session_rows(access, spans) if access.can(Category.WORKOUTS) else []
    days = Days(sessions=map(_session, sessions), mornings=_mornings(access, spans))
    facts, *_ = days.before(moment, frozenset(groups))
    return Short(facts, tuple(GROUPS[group] for group in groups), moment != episode.started_at)


def _moment(episode: CrampEpisode, access: Access) -> datetime:
    workout = episode.workout if access.can(Category.WORKOUTS) else None
    return count_from(episode.started_at, workout.started_at if workout is not None else None)


def _groups(episode: CrampEpisode) -> list[str]:
    """The muscle groups of the cramp; places that no morning asks about are left out."""
    return [group for group in GROUPS if group in {group_of(site) for site in episode.muscles}]


def _measures(access: Access) -> tuple[str, ...]:
    """Amounts are the owner's; others see how often something was drunk (`Facts.drinks`)."""
    needs = {
        "drunk_ml": Category.DRINKS,
        "hottest_c": Category.WORKOUTS,
        "load": Category.WORKOUTS,
        "soreness": Category.WELLNESS,
        "sleep_hours": Category.WELLNESS,
    }
    return tuple(measure for measure in MEASURES if access.can(needs[measure]))


def _uneventful(access: Access, sport: Sport | None, now: datetime) -> list[datetime]:
    """Starts of the latest sessions that were answered “no cramp”, newest first (1 query)."""
    of_sport = {"sport": sport.value} if sport is not None else {}
    rows = _STARTS.rows(athlete=access.athlete.pk, now=now, **of_sport)
    return [start for (start,) in rows]


def _starts(athlete: UUID, now: datetime, **of_sport: str) -> QuerySet[Any, Values]:
    cramps = CrampEpisode.objects.filter(workout=OuterRef("pk"), deleted_at=None)
    found = _kept(Workout, athlete).filter(
        ~Exists(cramps), state=State.DONE, cramped=False, starts_at__lt=now, **of_sport
    )
    return found.order_by("-starts_at").values_list("starts_at")[:COMPARED]


def _days(access: Access, spans: Sequence[Span]) -> Days:
    """What the reader may see of the diary in these spans (4 queries)."""
    sessions = _session_rows(access, spans) if access.can(Category.WORKOUTS) else []
    return Days(
        drunk=_drunk(access, spans, sessions) if access.can(Category.DRINKS) else (),
        sessions=map(_session, sessions),
        mornings=_mornings(access, spans),
        changes=_changes(access),
    )


class _SessionRow(NamedTuple):
    """Names are columns of Workout."""

    pk: UUID
    starts_at: datetime
    minutes: int | None
    rpe: int | None
    temperature_c: float | None
    humidity_percent: float | None
    drank_ml: float | None


def _session_rows(access: Access, spans: Sequence[Span]) -> list[_SessionRow]:
    rows = _SESSIONS.rows(athlete=access.athlete.pk, **_ends(spans))
    return list(map(_SessionRow._make, rows))


def _session(row: _SessionRow) -> Session:
    known = row.rpe is not None and row.minutes is not None
    load = float(row.rpe * row.minutes) if known else None  # type: ignore[operator]
    return Session(row.starts_at, load, row.temperature_c, row.humidity_percent)


def _drunk(access: Access, spans: Sequence[Span], sessions: Iterable[_SessionRow]) -> list[Drunk]:
    """Drinks, and what a session tells to have been drunk beyond those logged for it."""
    earlier = [(start - LONGEST_SIP, end) for start, end in spans]
    found = _DRINKS.rows(athlete=access.athlete.pk, **_ends(merged(earlier)))
    drunk, logged = [], defaultdict[UUID | None, float](float)
    for start, end, ml, workout in found:
        drunk.append(Drunk(start, end or start, ml))
        logged[workout] += ml
    for row in sessions:
        more = (row.drank_ml or 0.0) - logged[row.pk]
        if more > 0:
            end = row.starts_at + timedelta(minutes=row.minutes or 0)
            drunk.append(Drunk(row.starts_at, end, more))
    return drunk


def _mornings(access: Access, spans: Iterable[Span]) -> list[Morning]:
    if not access.can(Category.WELLNESS):
        return []
    # A local day is at most a day from the day in Greenwich.
    days = {
        start.astimezone(UTC).date() + timedelta(days=number)
        for start, end in spans
        for number in range(-1, (end - start).days + 3)
    }
    return [
        Morning(on, ZoneInfo(zone), soreness, sleep, told_at)
        for on, zone, soreness, sleep, told_at in _CHECKS.rows(
            athlete=access.athlete.pk, days=sorted(days)
        )
    ]


def _changes(access: Access) -> list[MedicineChange]:
    if not access.can(Category.MEDICATION):
        return []
    return [
        MedicineChange(name, words, on, ZoneInfo(zone))
        for name, zone, *days in _MEDICINES.rows(athlete=access.athlete.pk)
        for (_, words), on in zip(_ACTS, days, strict=True)
        if on is not None
    ]


def _ends(spans: Iterable[Span]) -> dict[str, list[datetime]]:
    """Half-open spans of instants as values of a statement."""
    starts, ends = zip(*spans, strict=True)
    return {"starts": list(starts), "ends": list(ends)}


def _kept(kind: type[Entry], athlete: UUID) -> QuerySet[Any]:
    return kind._default_manager.filter(athlete=athlete, deleted_at=None)  # noqa: SLF001


def _within(
    kind: type[Entry],
    time: str,
    columns: Sequence[str],
    athlete: UUID,
    starts: Sequence[datetime],
    ends: Sequence[datetime],
) -> QuerySet[Any, Values]:
    """Entries in one of the spans."""
    spans = (
        Q(**{f"{time}__gte": start, f"{time}__lt": end})
        for start, end in zip(starts, ends, strict=True)
    )
    return _kept(kind, athlete).filter(reduce(or_, spans)).values_list(*columns)


def _lived(**values: Any) -> QuerySet[Any, Values]:
    return _within(Workout, "starts_at", _SessionRow._fields, **values).filter(state=State.DONE)


def _checked(athlete: UUID, days: Sequence[date]) -> QuerySet[Any, Values]:
    found = _kept(CheckIn, athlete).filter(local_on__in=days)
    return found.values_list("local_on", "zone", "soreness", "sleep_hours", "created_at")


_DRUNK = ("started_at", "ended_at", "volume_ml", "workout_id")
_DATED = ("name", "zone", *(act for act, _ in _ACTS))
_STARTS = Statement(_starts)
_SESSIONS = Statement(_lived)
_DRINKS = Statement(partial(_within, Intake, "started_at", _DRUNK))
_CHECKS = Statement(_checked)
_MEDICINES = Statement(lambda athlete: _kept(Medication, athlete).values_list(*_DATED))
