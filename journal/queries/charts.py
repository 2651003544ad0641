"""What the charts show, counted by the database: ten years cost hardly more than twelve weeks."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    F,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.access import Access
from accounts.models import Category, User
from accounts.zones import instant, local_day
from journal.models import CrampEpisode, Workout
from journal.models.episode import Phase
from journal.models.workout import State
from journal.muscles import SITES
from journal.periods import Period, Span, periods
from journal.tally import INTO_STEP, INTO_WORDS, Charts, InSession, Place, Point

_QUARTERS = 4
NOT_SHARED = InSession(0, (0,) * _QUARTERS, None)
# A quarter of a session, seconds for each of its minutes.
_QUARTER_SECONDS = 15
_SESSION_COUNTS = ("done", "answered", "with_cramp", "load_told", "untold")


class _Column(Func):
    """The number of the column that holds an instant: a tree, so that few edges are compared.

    Edges are instants of local days, so that no database has to know a time zone. Written as one
    expression: Django's own Case would take longer to become SQL than the rows to be counted.
    """

    arity = 1
    output_field = IntegerField()

    def __init__(self, field: str, edges: Sequence[datetime]) -> None:
        """Column n reaches from edge n up to edge n + 1."""
        super().__init__(field)
        self.edges = tuple(edges)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        """Edges are parameters, adapted as the database keeps instants."""
        field, of_field = compiler.compile(self.source_expressions[0])
        adapted = [connection.ops.adapt_datetimefield_value(edge) for edge in self.edges]
        params: list[Any] = []

        def branch(low: int, high: int) -> str:
            if high - low == 1:
                return str(low)
            middle = (low + high) // 2
            params.extend((*of_field, adapted[middle]))
            below = branch(low, middle)
            return f"CASE WHEN {field} < %s THEN {below} ELSE {branch(middle, high)} END"

        return branch(0, len(adapted) - 1), params


class _Seconds(Func):
    """Whole seconds from the second instant to the first, without a row leaving the database."""

    arity = 2
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """SQLite keeps instants as text in UTC."""
        return super().as_sql(
            compiler,
            connection,
            template="(strftime('%%%%s', %(expressions)s))",
            arg_joiner=") - strftime('%%s', ",
        )

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> Any:
        """Down to the second, as SQLite does."""
        return super().as_sql(
            compiler,
            connection,
            template="FLOOR(EXTRACT(EPOCH FROM (%(expressions)s)))::integer",
            arg_joiner=" - ",
        )


def charts(access: Access, span: Span, now: datetime) -> Charts:
    """The page of charts as this reader may see it (at most 4 queries, whatever the span)."""
    zone, today = access.athlete.zone_info, local_day(now, access.athlete.zone_info)
    began = _began(access)
    found = periods(span, today, began)
    edges = [instant(each.first, time.min, zone) for each in found]
    edges.append(instant(found[-1].last + timedelta(days=1), time.min, zone))
    shows_sessions, shows_cramps = access.can(Category.WORKOUTS), access.can(Category.CRAMPS)
    lived = _between(CrampEpisode.objects.of(access), "started_at", edges)
    sessions = _sessions(access, edges) if shows_sessions else None
    cramps, places = _cramps(lived, edges) if shows_cramps else (None, ())
    in_session = NOT_SHARED
    if shows_cramps:
        in_session, contradicted = _in_session(lived, times=shows_sessions)
        _answer_by_cramps(sessions or {}, contradicted, edges)
    return Charts(
        span=span,
        points=tuple(
            _point(period, number, began, sessions, cramps) for number, period in enumerate(found)
        ),
        places=places,
        in_session=in_session,
        shows_sessions=shows_sessions,
        shows_cramps=shows_cramps,
    )


def _began(access: Access) -> date | None:
    """The local day of the first session or cramp, of those the reader may see (1 query)."""
    firsts: list[QuerySet[Any]] = []
    if access.can(Category.WORKOUTS):
        done = Workout.objects.of(access).done().order_by("starts_at")
        firsts.append(done.values("starts_at")[:1])
    if access.can(Category.CRAMPS):
        cramps = CrampEpisode.objects.of(access).order_by("started_at")
        firsts.append(cramps.values("started_at")[:1])
    rows = User.objects.filter(pk=access.athlete.pk).values_list(*map(Subquery, firsts))
    known = [moment for moment in rows[0] if moment is not None]
    return local_day(min(known), access.athlete.zone_info) if known else None


def _point(
    period: Period,
    number: int,
    began: date | None,
    sessions: dict[int, dict[str, int]] | None,
    cramps: dict[int, int] | None,
) -> Point:
    if began is None or period.last < began:
        return Point(period)
    of_sessions: dict[str, Any] = {}
    if sessions is not None:
        of_sessions |= sessions.get(number) or dict.fromkeys(_SESSION_COUNTS, 0)
        if cramps is None:
            # Whether there was a cramp is not shared.
            of_sessions |= {"answered": None, "with_cramp": None}
    return Point(
        period, cramps=cramps.get(number, 0) if cramps is not None else None, **of_sessions
    )


def _between(rows: Any, field: str, edges: Sequence[datetime]) -> Any:
    return rows.filter(**{f"{field}__gte": edges[0], f"{field}__lt": edges[-1]}).order_by()


def _sessions(access: Access, edges: Sequence[datetime]) -> dict[int, dict[str, int]]:
    """Sessions by column, as they were answered (1 query)."""
    load = F("rpe") * F("minutes")
    done = _between(Workout.objects.of(access).done(), "starts_at", edges)
    rows = done.values_list(_Column("starts_at", edges)).annotate(
        done=Count("pk"),
        answered=Count("cramped"),
        with_cramp=Count("pk", filter=Q(cramped=True)),
        load=Sum(load, default=0),
        told=Count(load),
    )
    found: dict[int, dict[str, int]] = {}
    for column, total, answered, with_cramp, load_told, told in rows:
        counts = (total, answered, with_cramp, load_told, total - told)
        found[column] = dict(zip(_SESSION_COUNTS, counts, strict=True))
    return found


def _answer_by_cramps(
    sessions: dict[int, dict[str, int]],
    contradicted: Iterable[tuple[datetime, bool | None]],
    edges: Sequence[datetime],
) -> None:
    """A logged cramp answers for its session, whatever was answered there."""
    for starts_at, answer in contradicted:
        counts = sessions.get(bisect_right(edges, starts_at) - 1)
        if counts is not None:
            counts["answered"] += answer is None
            counts["with_cramp"] += 1


def _cramps(lived: Any, edges: Sequence[datetime]) -> tuple[dict[int, int], tuple[Place, ...]]:
    """Cramps by column, and by place (1 query)."""
    rows = lived.values_list(_Column("started_at", edges), "muscles").annotate(times=Count("pk"))
    columns, sites = Counter[int](), Counter[str]()
    for column, muscles, times in rows:
        columns[column] += times
        sites.update(dict.fromkeys(muscles, times))
    found = [Place(site, words, sites[site]) for site, words in SITES.items() if sites[site]]
    return columns, tuple(sorted(found, key=lambda place: -place.total))


def _in_session(lived: Any, *, times: bool) -> tuple[InSession, set[tuple[datetime, bool | None]]]:
    """Cramps during a session by its quarter and by the minute (1 query).

    The quarter is what the athlete said, else what the clock says; that needs the workout. Beside
    it the starts and answers of sessions that do not say “cramp” though one is logged.
    """
    quarters, bins, total = Counter[int | None](), Counter[int | None](), 0
    contradicted = set()
    for phase, quarter, step, starts_at, answer, cramps in _timed(lived, times=times).annotate(
        times=Count("pk")
    ):
        if starts_at is not None:
            contradicted.add((starts_at, answer))
        if phase == Phase.DURING:
            quarters[_quarter(quarter)] += cramps
            bins[min(step, len(INTO_WORDS) - 1) if step is not None else None] += cramps
            total += cramps
    in_session = InSession(
        total=total,
        quarters=tuple(quarters[number + 1] for number in range(_QUARTERS)),
        into=tuple(bins[number] for number in range(len(INTO_WORDS))) if times else None,
    )
    return in_session, contradicted


def _timed(lived: Any, *, times: bool) -> Any:
    """Phase, quarter, step of minutes, and the start and answer of a session that says no cramp."""
    if not times:
        nothing = Value(None, IntegerField())
        return lived.values_list("phase", "phase_quarter", nothing, nothing, nothing)
    by_clock = F("into") / (F("workout__minutes") * _QUARTER_SECONDS) + 1
    silent = Q(workout__cramped=None) | Q(workout__cramped=False)
    of_silent = Q(silent, workout__state=State.DONE, workout__deleted_at=None)
    return lived.annotate(into=_into()).values_list(
        "phase",
        Coalesce("phase_quarter", by_clock, output_field=IntegerField()),
        F("into") / (INTO_STEP * 60),
        Case(When(of_silent, then=F("workout__started_at"))),
        Case(When(of_silent, then=F("workout__cramped"))),
    )


def _quarter(told: int | None) -> int | None:
    """The length of a session is rounded: just past its end is its last quarter."""
    return min(told, _QUARTERS) if told is not None and told <= _QUARTERS + 1 else None


def _into() -> Case:
    """Seconds into the session; one that was deleted, or began later, tells nothing."""
    there = Q(workout__deleted_at=None, started_at__gte=F("workout__started_at"))
    return Case(When(there, then=_Seconds("started_at", "workout__started_at")))
