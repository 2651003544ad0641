"""What came in the three days before a moment, beside the same days before other ones. Pure.

Three windows of 24 hours are counted back from an instant, so that a change of clocks moves
nothing. What belongs to a local day (a morning check, a change of medicine) belongs to the window
by the day it was lived in. Not logged is None, never 0.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from journal.limits import LONGEST_SIP

WINDOWS = 3
WINDOW = timedelta(hours=24)
BACK = WINDOWS * WINDOW
# How many sessions without a cramp stand beside it: the latest (design choice).
COMPARED = 30
# Fewer than this tell nothing (evidence 6.2 and 6.3, the gates).
FEWEST = 5
# Before this hour on the clock it is still the night of the day before (design choice).
NIGHT_UNTIL_HOUR = 4
# What is put beside its middle, in the order of the page.
MEASURES = ("drunk_ml", "hottest_c", "load", "soreness", "sleep_hours")


@dataclass(frozen=True, slots=True)
class Drunk:
    """An amount, all at once or spread evenly from `start` to `end`."""

    start: datetime
    end: datetime
    volume_ml: float


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was done. `load` is RPE times minutes (evidence 7.2)."""

    start: datetime
    load: float | None = None
    temperature_c: float | None = None
    humidity_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Morning:
    """A morning check of a local day of a zone; soreness is 0-10 by muscle group.

    `told_at`: when it was written; None: not known.
    """

    local_on: date
    zone: ZoneInfo
    soreness: Mapping[str, int]
    sleep_hours: float | None
    told_at: datetime | None = None

    def follows(self, moment: datetime) -> bool:
        """Whether it was told later on its own day: what hurts then may come from the session."""
        told = self.told_at
        if told is None or told <= moment:
            return False
        return told.astimezone(self.zone).date() == self.local_on


@dataclass(frozen=True, slots=True)
class MedicineChange:
    """A medicine was started, stopped, or its dose changed, on a local day of a zone."""

    name: str
    act: str
    on: date
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Facts:
    """One window. Load is None when the effort of one session is not known; `load_told` is of
    the others."""

    drunk_ml: float | None = None
    drinks: int = 0
    hottest_c: float | None = None
    humidity_percent: float | None = None
    load: float | None = None
    load_told: float = 0.0
    sessions: int = 0
    soreness: int | None = None
    sleep_hours: float | None = None


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of what is known; None while fewer than FEWEST are."""

    value: float | None
    known: int

    @property
    def missing(self) -> int:
        """How many more would be enough."""
        return max(0, FEWEST - self.known)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one window shows, and the middle of the same window before other sessions."""

    facts: Facts
    value: float | None
    middle: Middle


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in the three windows, the nearest first."""

    measure: str
    cells: tuple[Cell, ...]


class Days:
    """Rows of a diary, ready to be asked about many moments."""

    def __init__(
        self,
        *,
        drunk: Iterable[Drunk] = (),
        sessions: Iterable[Session] = (),
        mornings: Iterable[Morning] = (),
        changes: Iterable[MedicineChange] = (),
    ) -> None:
        """Soreness and sleep are of one check a local day, as the diary keeps them."""
        self._drunk = sorted(drunk, key=lambda each: each.start)
        self._drunk_starts = [each.start for each in self._drunk]
        self._sessions = sorted(sessions, key=lambda each: each.start)
        self._session_starts = [each.start for each in self._sessions]
        self._mornings = {each.local_on: each for each in mornings}
        self._changes = sorted(changes, key=lambda each: (each.on, each.name, each.act))
        self._change_days = [each.on for each in self._changes]

    def before(self, moment: datetime, groups: frozenset[str] = frozenset()) -> tuple[Facts, ...]:
        """The three windows before the moment, the nearest first.

        Soreness is the highest of these muscle groups; without groups, of all.
        """
        return tuple(
            self._facts(moment, number, start, end, groups)
            for number, (start, end) in enumerate(windows(moment))
        )

    def changes_before(self, moment: datetime) -> tuple[MedicineChange, ...]:
        """Changes of medicines in the three windows, oldest first."""
        # No zone is further than a day from UTC; at night the day before is meant.
        near = moment.astimezone(UTC).date()
        first = bisect_left(self._change_days, near - timedelta(days=WINDOWS + 1))
        last = bisect_right(self._change_days, near + timedelta(days=1))
        return tuple(
            each
            for each in self._changes[first:last]
            if window_of_day(each.on, each.zone, moment) is not None
        )

    def _facts(
        self, moment: datetime, number: int, start: datetime, end: datetime, groups: frozenset[str]
    ) -> Facts:
        sessions = self._sessions[
            bisect_left(self._session_starts, start) : bisect_left(self._session_starts, end)
        ]
        drunk, drinks = self._drunk_between(start, end)
        loads = [each.load for each in sessions if each.load is not None]
        heats = [
            (each.temperature_c, each.humidity_percent)
            for each in sessions
            if each.temperature_c is not None
        ]
        hottest = max(heats, key=lambda heat: heat[0], default=(None, None))
        morning = self._morning(moment, number)
        return Facts(
            drunk_ml=drunk,
            drinks=drinks,
            hottest_c=hottest[0],
            humidity_percent=hottest[1],
            load=sum(loads) if sessions and len(loads) == len(sessions) else None,
            load_told=sum(loads),
            sessions=len(sessions),
            # Evidence 6.1: nothing that follows the cramp counts as before it.
            soreness=None if morning and morning.follows(moment) else _sorest(morning, groups),
            sleep_hours=morning.sleep_hours if morning is not None else None,
        )

    def _drunk_between(self, start: datetime, end: datetime) -> tuple[float | None, int]:
        first = bisect_left(self._drunk_starts, start - LONGEST_SIP)
        last = bisect_left(self._drunk_starts, end)
        shares = [share(each, start, end) for each in self._drunk[first:last]]
        within = [ml for ml in shares if ml > 0]
        return (sum(within), len(within)) if within else (None, 0)

    def _morning(self, moment: datetime, number: int) -> Morning | None:
        # Two zones are at most a day apart, so the day is one of these.
        near = moment.astimezone(UTC).date()
        for back in range(-1, WINDOWS + 2):
            found = self._mornings.get(near - timedelta(days=back))
            if found and window_of_day(found.local_on, found.zone, moment) == number:
                return found
        return None


def windows(moment: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Half-open pairs of UTC instants, 24 hours each, back from the moment, the nearest first."""
    # In a zone, subtracting would move the hands of a clock and not the time.
    end = moment.astimezone(UTC)
    return tuple((end - WINDOW * (n + 1), end - WINDOW * n) for n in range(WINDOWS))


def window_of_day(day: date, zone: ZoneInfo, moment: datetime) -> int | None:
    """Which window a local day belongs to: that of the moment is 0; None: none of the three."""
    local = moment.astimezone(zone)
    of_moment = local.date() - timedelta(days=local.hour < NIGHT_UNTIL_HOUR)
    back = (of_moment - day).days
    return back if 0 <= back < WINDOWS else None


def share(drunk: Drunk, start: datetime, end: datetime) -> float:
    """How much of it was drunk in the half-open span."""
    length = drunk.end - drunk.start
    if length <= timedelta(0):
        return drunk.volume_ml if start <= drunk.start < end else 0.0
    within = min(drunk.end, end) - max(drunk.start, start)
    return drunk.volume_ml * max(0.0, within / length)


def count_from(cramp: datetime, session: datetime | None) -> datetime:
    """What the hours are counted back from: the start of its session, else the cramp itself.

    The sessions beside it are counted from their start too, so that like is beside like.
    """
    return session if session is not None and session <= cramp else cramp


def middle(values: Iterable[float | None]) -> Middle:
    """The median of the known values, when they are enough."""
    known = [value for value in values if value is not None]
    return Middle(median(known) if len(known) >= FEWEST else None, len(known))


def rows(
    this: Sequence[Facts], others: Sequence[Sequence[Facts]], measures: Iterable[str] = MEASURES
) -> tuple[Row, ...]:
    """Each measure in the windows of this moment, beside the middle of the other moments'."""
    return tuple(
        Row(
            measure,
            tuple(
                Cell(
                    facts,
                    getattr(facts, measure),
                    middle(getattr(other[number], measure) for other in others),
                )
                for number, facts in enumerate(this)
            ),
        )
        for measure in measures
    )


def merged(
    spans: Iterable[tuple[datetime, datetime]],
) -> tuple[tuple[datetime, datetime], ...]:
    """The same instants in as few half-open spans as possible, oldest first."""
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def _sorest(morning: Morning | None, groups: frozenset[str]) -> int | None:
    if morning is None:
        return None
    told = [value for group, value in morning.soreness.items() if not groups or group in groups]
    return max(told, default=None)
