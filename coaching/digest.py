"""A coach's week: one line an athlete, of what is shared, in counts only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import Category, Grant
from coaching.arrivals import EYE
from coaching.models import Standing
from coaching.words import name_in_mail
from journal.models import Workout
from journal.models.workout import State
from journal.unanswered import questions

# A half-open pair of instants.
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Counts:
    """What a week of workouts holds. `unanswered`: how many wait for a word of the athlete."""

    done: int = 0
    planned: int = 0
    unanswered: int = 0

    def __bool__(self) -> bool:
        return bool(self.done or self.planned or self.unanswered)


@dataclass(frozen=True, slots=True)
class Line:
    """An athlete who is worth a line; `counts` None: workouts are not shared."""

    name: str
    counts: Counts | None
    needs_eye: bool


@dataclass(frozen=True, slots=True)
class Digest:
    """The lines, who needs an eye first, and how many athletes had a week without anything."""

    lines: tuple[Line, ...]
    quiet: int

    @property
    def done(self) -> int:
        """Workouts done by all whose workouts are shared."""
        return sum(line.counts.done for line in self.lines if line.counts is not None)

    @property
    def planned(self) -> int:
        """Workouts that were planned, of the same."""
        return sum(line.counts.planned for line in self.lines if line.counts is not None)


def digests(weeks: Mapping[UUID, Span], now: datetime) -> dict[UUID, Digest]:
    """The weeks of these coaches, by coach; who has no athlete has none (2 queries).

    Of athletes who shared before the week was over and still do. Unanswered is what the coach's own
    categories leave open: who may not know of cramps is not told that the answer about one is
    missing.
    """
    if not weeks:
        return {}
    last = max(end for _, end in weeks.values())
    grants: dict[UUID, list[Grant]] = defaultdict(list)
    held = Grant.objects.live(now).filter(
        coach__in=weeks, coach__is_coach=True, granted_at__lt=last
    )
    for grant in held.select_related("athlete", "standing").order_by("athlete__name", "pk"):
        if grant.granted_at < weeks[grant.coach_id][1]:
            grants[grant.coach_id].append(grant)
    sharing = [grant for own in grants.values() for grant in own if grant.workouts]
    workouts = _workouts(sharing, weeks) if sharing else {}
    return {
        coach: _digest([_line(grant, workouts, weeks[coach], now) for grant in own])
        for coach, own in grants.items()
    }


def _workouts(grants: list[Grant], weeks: Mapping[UUID, Span]) -> dict[UUID, list[Workout]]:
    """The workouts of all of these weeks, by athlete (1 query)."""
    found: dict[UUID, list[Workout]] = defaultdict(list)
    rows = Workout.objects.starting(
        min(start for start, _ in weeks.values()), max(end for _, end in weeks.values())
    ).filter(athlete__in={grant.athlete_id for grant in grants}, deleted_at=None)
    for row in rows.only(*_COLUMNS):
        found[row.athlete_id].append(row)
    return found


_COLUMNS = (
    *("athlete", "state", "starts_at", "planned_start_at", "minutes", "planned_minutes"),
    *("rpe", "cramped"),
)


def _line(grant: Grant, workouts: Mapping[UUID, list[Workout]], week: Span, now: datetime) -> Line:
    standing: Standing | None = getattr(grant, "standing", None)
    needs_eye = standing is not None and (standing.gravity or 0) >= EYE
    counts = None
    if Category.WORKOUTS in grant.categories:
        start, end = week
        own = [row for row in workouts.get(grant.athlete_id, ()) if start <= row.starts_at < end]
        counts = _counts(own, now, with_cramps=Category.CRAMPS in grant.categories)
    return Line(name_in_mail(grant.athlete), counts, needs_eye)


def _counts(rows: list[Workout], now: datetime, *, with_cramps: bool) -> Counts:
    states = Counter(row.state for row in rows)
    asks = [questions(row, now) for row in rows]
    return Counts(
        done=states[State.DONE],
        planned=sum(
            row.planned_start_at is not None and row.state != State.CANCELLED for row in rows
        ),
        unanswered=sum(one.doing or (with_cramps and one.cramp) for one in asks),
    )


def _digest(lines: list[Line]) -> Digest:
    told = sorted((line for line in lines if line.counts or line.needs_eye), key=_place)
    return Digest(tuple(told), len(lines) - len(told))


def _place(line: Line) -> tuple[bool, str]:
    return not line.needs_eye, line.name.casefold()
