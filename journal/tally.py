"""What the charts count, and their drawings. Pure; not known or not shared is None, never 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from journal.charts import Columns, columns
from journal.periods import Period, Span, Step

# Minutes of one column of the time into a session (design choice); the last has no end.
INTO_STEP = 30
INTO_LABELS = ("0", "30", "60", "90", "120", "150", "180+")
INTO_WORDS = (
    "First 30 minutes",
    "30 to 59",
    "60 to 89",
    "90 to 119",
    "120 to 149",
    "150 to 179",
    "180 and later",
)
QUARTER_LABELS = ("First", "Second", "Third", "Last")
_SMALL = 56.0


# Rows of texts; the first of a row says what it is about.
Table = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One column; before the diary began nothing of it is known."""

    period: Period
    done: int | None = None
    answered: int | None = None
    with_cramp: int | None = None
    cramps: int | None = None
    # RPE times minutes (evidence 7.2) of the sessions of which both are told, and the others.
    load_told: int | None = None
    untold: int | None = None

    @property
    def without(self) -> int | None:
        """Sessions answered “no cramp”."""
        return None if self.answered is None else self.answered - (self.with_cramp or 0)

    @property
    def unanswered(self) -> int | None:
        """Sessions nobody has answered for; they count neither way."""
        return None if self.answered is None else (self.done or 0) - self.answered

    @property
    def load(self) -> int | None:
        """The load as far as told; None when there were sessions and of none it is."""
        nothing = self.done is None or (self.done > 0 and self.done == self.untold)
        return None if nothing else self.load_told

    @property
    def load_whole(self) -> int | None:
        """The load where that of every session is told, else 0: a layer of the drawing."""
        return self.load if not self.untold or self.load is None else 0

    @property
    def load_part(self) -> int | None:
        """The load where that of some sessions is not told, else 0: the other layer."""
        return self.load if self.untold or self.load is None else 0


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the body; a cramp in two places counts in both."""

    site: str
    words: str
    total: int


@dataclass(frozen=True, slots=True)
class InSession:
    """When in a session cramps came; `into` is None: not shared. `total`: cramps during one."""

    total: int
    quarters: tuple[int, ...]
    into: tuple[int, ...] | None

    @property
    def known(self) -> int:
        """Cramps of which the quarter is known."""
        return sum(self.quarters)

    @property
    def unknown(self) -> int:
        """Cramps of which it is not."""
        return self.total - self.known

    @property
    def last(self) -> int:
        """Cramps in the last quarter."""
        return self.quarters[-1]

    @property
    def into_known(self) -> int:
        """Cramps of which the minute is known."""
        return sum(self.into or ())

    @property
    def quarter_heads(self) -> tuple[str, ...]:
        """The heads of the table of the quarters."""
        return ("Quarter of the session", "Cramps")

    @property
    def into_heads(self) -> tuple[str, ...]:
        """The heads of the table of the minutes."""
        return ("Minutes into the session", "Cramps")

    @property
    def quarter_rows(self) -> Table:
        """The table of the quarters."""
        return tuple(
            (words, str(n)) for words, n in zip(QUARTER_LABELS, self.quarters, strict=True)
        )

    @property
    def into_rows(self) -> Table:
        """The table of the minutes."""
        return tuple((words, str(n)) for words, n in zip(INTO_WORDS, self.into or (), strict=False))

    @property
    def quarters_drawn(self) -> Columns:
        """Cramps by quarter of the session."""
        return columns([("cramp", self.quarters)], QUARTER_LABELS, tall=_SMALL)

    @property
    def into_drawn(self) -> Columns:
        """Cramps by minutes into the session."""
        return columns([("cramp", self.into or ())], INTO_LABELS, tall=_SMALL)


@dataclass(frozen=True, slots=True)
class Charts:
    """Everything on the page; `shows_*` is what the reader may see."""

    span: Span
    points: tuple[Point, ...]
    places: tuple[Place, ...]
    in_session: InSession
    shows_sessions: bool
    shows_cramps: bool

    @property
    def step(self) -> Step:
        """What one column is."""
        return self.points[0].period.step

    @property
    def done(self) -> int:
        """Sessions done."""
        return _sum(point.done for point in self.points)

    @property
    def answered(self) -> int:
        """Sessions answered for, either way."""
        return _sum(point.answered for point in self.points)

    @property
    def with_cramp(self) -> int:
        """Sessions with a cramp."""
        return _sum(point.with_cramp for point in self.points)

    @property
    def cramps(self) -> int:
        """Cramps of any kind, in a session or not."""
        return _sum(point.cramps for point in self.points)

    @property
    def untold(self) -> int:
        """Sessions of which the load is not known."""
        return _sum(point.untold for point in self.points)

    @property
    def knows_load(self) -> bool:
        """Whether the load of any session is known."""
        return self.done > self.untold

    @property
    def fullest(self) -> Point | None:
        """The first column with the greatest load."""
        known = [point for point in self.points if point.load]
        return max(known, key=lambda point: point.load or 0, default=None)

    @property
    def load_middle(self) -> float | None:
        """The median load of a column, of those that are over and wholly known."""
        over = [p.load for p in self.points[:-1] if p.load is not None and not p.untold]
        return median(over) if over else None

    @property
    def has_gaps(self) -> bool:
        """Whether some columns lie before the diary began."""
        return any(point.done is None and point.cramps is None for point in self.points)

    @property
    def sessions_drawn(self) -> Columns:
        """Sessions a column; the foot is those with a cramp."""
        if not self.shows_cramps:
            return self._drawn(("none", lambda p: p.done))
        return self._drawn(
            ("cramp", lambda p: p.with_cramp),
            ("none", lambda p: p.without),
            ("open", lambda p: p.unanswered),
        )

    @property
    def cramps_drawn(self) -> Columns:
        """Cramps a column."""
        return self._drawn(("cramp", lambda p: p.cramps), tall=_SMALL)

    @property
    def load_drawn(self) -> Columns:
        """Load a column; a part of it where some sessions are not told."""
        return self._drawn(("load", lambda p: p.load_whole), ("part", lambda p: p.load_part))

    @property
    def session_heads(self) -> tuple[str, ...]:
        """The heads of the table of sessions and cramps, as far as they are shared."""
        of_both = ("Answered", "With a cramp") if self.shows_cramps else ()
        of_sessions = ("Sessions", *of_both) if self.shows_sessions else ()
        return (self._head, *of_sessions, *(("Cramps",) if self.shows_cramps else ()))

    @property
    def session_rows(self) -> Table:
        """The table of sessions and cramps."""
        counts: dict[str, Callable[[Point], int | None]] = {
            "Sessions": lambda p: p.done,
            "Answered": lambda p: p.answered,
            "With a cramp": lambda p: p.with_cramp,
            "Cramps": lambda p: p.cramps,
        }
        shown = [counts[head] for head in self.session_heads[1:]]
        return tuple(
            (point.period.words, *(_text(count(point)) for count in shown)) for point in self.points
        )

    @property
    def load_heads(self) -> tuple[str, ...]:
        """The heads of the table of the load."""
        return (self._head, "Load", "Sessions", "Effort not logged")

    @property
    def load_rows(self) -> Table:
        """The table of the load."""
        return tuple(
            (point.period.words, _load_text(point), _text(point.done), _text(point.untold))
            for point in self.points
        )

    @property
    def place_heads(self) -> tuple[str, ...]:
        """The heads of the table of the places."""
        return ("Place", "Cramps")

    @property
    def place_rows(self) -> Table:
        """The table of the places."""
        return tuple((place.words, str(place.total)) for place in self.places)

    @property
    def _head(self) -> str:
        return "Week from" if self.step is Step.WEEK else self.step.capitalize()

    def _drawn(
        self, *layers: tuple[str, Callable[[Point], int | None]], tall: float = 96.0
    ) -> Columns:
        return columns(
            [(kind, [value(point) for point in self.points]) for kind, value in layers],
            [point.period.label for point in self.points],
            tall=tall,
        )


def _text(count: int | None) -> str:
    return "–" if count is None else f"{count:,}"


def _load_text(point: Point) -> str:
    if point.load is None:
        return "not known"
    return f"at least {point.load:,}" if point.untold else f"{point.load:,}"


def _sum(counts: Iterable[int | None]) -> int:
    return sum(count or 0 for count in counts)
