"""The doctor's page: counts with their denominators, in the order of evidence 5.5. No query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from accounts.zones import instant, local_day
from advice.weeks import Count, Week
from journal.models.episode import Phase, Relief, Stopped
from journal.models.workout import State
from journal.muscles import SITES
from journal.queries.batch import Diary, EpisodeRow, MedicineRow, WorkoutRow

WEEKS = 12
DAYS = 7 * WEEKS
RECENT_DAYS = 28


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the body; an episode in two places counts in both."""

    site: str
    words: str
    total: int
    during: int
    after: int
    rest: int
    night: int
    other: int
    pain_median: float | None
    pain_worst: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the page says. A median of nothing is None, never 0."""

    first: date
    last: date
    # The same span as instants, half open.
    began: datetime
    ended: datetime
    days_logged: int
    # Answered sessions, oldest first; True is one with a cramp.
    answers: tuple[bool, ...]
    sessions: Count
    recent: Count
    before_recent: Count
    cramps: int
    recent_cramps: int
    places: tuple[Place, ...]
    weeks: tuple[Week, ...]
    phases: tuple[tuple[str, int], ...]
    quarters: tuple[int, int, int, int]
    seconds_known: int
    seconds_median: float | None
    seconds_longest: float | None
    pain_known: int
    pain_median: float | None
    pain_worst: int | None
    stopped: int
    recent_stopped: int
    helped: tuple[tuple[str, int], ...]
    helped_known: int
    flags: tuple[str, ...]
    flags_asked: int
    medicines: tuple[MedicineRow, ...]
    # Of the whole diary.
    first_cramp: date | None

    @property
    def is_empty(self) -> bool:
        """Whether no session and no cramp was logged in these weeks: there is nothing to print."""
        return not self.sessions.done and not self.cramps

    @property
    def days(self) -> int:
        """How many days the report looks at."""
        return (self.last - self.first).days + 1


def report_of(diary: Diary, zone: ZoneInfo, now: datetime) -> Report:
    """The report of the last twelve weeks up to the local day of `now`."""
    today = local_day(now, zone)
    first = today - timedelta(days=DAYS - 1)
    sessions = [
        row
        for row in diary.workouts
        if row.state == State.DONE and first <= local_day(row.starts_at, zone) <= today
    ]
    cramps = [row for row in diary.episodes if first <= local_day(row.started_at, zone) <= today]
    recent_from = today - timedelta(days=RECENT_DAYS - 1)
    before_from = recent_from - timedelta(days=RECENT_DAYS)
    span = _Span(sessions, cramps, zone)
    recent = [row for row in cramps if local_day(row.started_at, zone) >= recent_from]
    seconds, pains = _seconds(cramps), _pains(cramps)
    asked = [row.red_flags for row in cramps if row.red_flags is not None]
    answered_relief = [row.helped for row in cramps if row.helped]
    return Report(
        first=first,
        last=today,
        began=instant(first, time.min, zone),
        ended=instant(today + timedelta(days=1), time.min, zone),
        days_logged=len(
            span.days | {row.local_on for row in diary.mornings if row.local_on >= first}
        ),
        answers=span.answers(),
        sessions=span.count(first, today),
        recent=span.count(recent_from, today),
        before_recent=span.count(before_from, recent_from - timedelta(days=1)),
        cramps=len(cramps),
        recent_cramps=len(recent),
        places=_places(cramps),
        weeks=tuple(span.weeks(first)),
        phases=_labelled(Phase.choices, (row.phase for row in cramps)),
        quarters=_quarters(cramps),
        seconds_known=len(seconds),
        seconds_median=median(seconds) if seconds else None,
        seconds_longest=max(seconds, default=None),
        pain_known=len(pains),
        pain_median=median(pains) if pains else None,
        pain_worst=max(pains, default=None),
        stopped=_stopped(cramps),
        recent_stopped=_stopped(recent),
        helped=_labelled(Relief.choices, (how for row in answered_relief for how in row)),
        helped_known=len(answered_relief),
        flags=tuple(sorted({flag for flags in asked for flag in flags})),
        flags_asked=len(asked),
        medicines=tuple(
            row for row in diary.medicines if row.ended_on is None or row.ended_on >= today
        ),
        first_cramp=local_day(diary.first_cramp_at, zone)
        if diary.first_cramp_at is not None
        else min((local_day(row.started_at, zone) for row in cramps), default=None),
    )


class _Span:
    """Counts sessions of local days. A logged cramp answers the question of its session."""

    def __init__(
        self, sessions: Sequence[WorkoutRow], cramps: Sequence[EpisodeRow], zone: ZoneInfo
    ) -> None:
        crampy = {row.workout_id for row in cramps}
        self._sessions = [
            (local_day(row.starts_at, zone), True if row.pk in crampy else row.cramped)
            for row in sessions
        ]
        self._cramp_days = [local_day(row.started_at, zone) for row in cramps]
        self.days = {day for day, _ in self._sessions} | set(self._cramp_days)

    def count(self, first: date, last: date) -> Count:
        answers = [answer for day, answer in self._sessions if first <= day <= last]
        answered = [answer for answer in answers if answer is not None]
        return Count(len(answers), len(answered), sum(answered))

    def answers(self) -> tuple[bool, ...]:
        oldest_first = reversed(self._sessions)
        return tuple(answer for _, answer in oldest_first if answer is not None)

    def weeks(self, first: date) -> Iterable[Week]:
        for number in range(WEEKS):
            start = first + timedelta(days=7 * number)
            end = start + timedelta(days=6)
            cramps = sum(1 for day in self._cramp_days if start <= day <= end)
            yield Week(start, end, self.count(start, end), cramps)


def _seconds(cramps: Sequence[EpisodeRow]) -> list[float]:
    ended = [(row.started_at, row.ended_at) for row in cramps]
    return [(end - start).total_seconds() for start, end in ended if end is not None]


def _pains(cramps: Sequence[EpisodeRow]) -> list[int]:
    return [row.severity for row in cramps if row.severity is not None]


def _places(cramps: Sequence[EpisodeRow]) -> tuple[Place, ...]:
    places = [_place(site, [row for row in cramps if site in row.muscles]) for site in SITES]
    return tuple(sorted((place for place in places if place.total), key=lambda place: -place.total))


def _place(site: str, cramps: Sequence[EpisodeRow]) -> Place:
    phases = Counter(row.phase for row in cramps)
    pains = _pains(cramps)
    named = (Phase.DURING, Phase.AFTER, Phase.REST, Phase.NIGHT)
    return Place(
        site=site,
        words=SITES[site],
        total=len(cramps),
        during=phases[Phase.DURING],
        after=phases[Phase.AFTER],
        rest=phases[Phase.REST],
        night=phases[Phase.NIGHT],
        other=len(cramps) - sum(phases[phase] for phase in named),
        pain_median=median(pains) if pains else None,
        pain_worst=max(pains, default=None),
    )


def _labelled(
    choices: Iterable[tuple[str, str]], codes: Iterable[str]
) -> tuple[tuple[str, int], ...]:
    counts = Counter(codes)
    return tuple((label, counts[code]) for code, label in choices if counts[code])


def _quarters(cramps: Sequence[EpisodeRow]) -> tuple[int, int, int, int]:
    counts = Counter(row.phase_quarter for row in cramps)
    return counts[1], counts[2], counts[3], counts[4]


def _stopped(cramps: Sequence[EpisodeRow]) -> int:
    return sum(1 for row in cramps if row.stopped == Stopped.YES)
