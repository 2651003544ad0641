"""What the charts show, counted by the database: ten years cost hardly more than twelve weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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

from accounts.access import Access
from accounts.models import Category, User
from accounts.zones import instant, local_day
from journal.models import CrampEpisode, Workout
from journal.models.episode import Phase
from journal.muscles import SITES
from journal.periods import Period, Span, periods
from journal.tally import INTO_MINUTES, INTO_WORDS, Charts, InSession, Place, Point

_QUARTERS = 4
NOT_SHARED = InSession(0, (0,) * _QUARTERS, None)
# A quarter of a session, seconds for each of its minutes.
_QUARTER_SECONDS = 15


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
    """The page of charts as this reader may see it (at most 5 queries, whatever the span)."""
    zone, today = access.athlete.zone_info, local_day(now, access.athlete.zone_info)
    began = _began(access)
    found = periods(span, today, began)
    edges = [instant(each.first, time.min, zone) for each in found]
    edges.append(instant(found[-1].last + timedelta(days=1), time.min, zone))
    shows_sessions, shows_cramps = access.can(Category.WORKOUTS), access.can(Category.CRAMPS)
    lived = _between(CrampEpisode.objects.of(access), "started_at", edges)
    sessions = _sessions(access, edges) if shows_sessions else None
    cramps = _cramps(lived, edges) if shows_cramps else None
    return Charts(
        span=span,
        points=tuple(
            _point(period, number, began, sessions, cramps) for number, period in enumerate(found)
        ),
        places=_places(lived) if shows_cramps else (),
        in_session=_in_session(lived, times=shows_sessions) if shows_cramps else NOT_SHARED,
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
        nothing = {"done": 0, "load_told": 0, "untold": 0}
        of_sessions = sessions.get(number, nothing)
        if cramps is None:
            of_sessions = {name: of_sessions[name] for name in nothing}
        else:
            of_sessions = {"answered": 0, "with_cramp": 0} | of_sessions
    return Point(
        period, cramps=cramps.get(number, 0) if cramps is not None else None, **of_sessions
    )


def _between(rows: Any, field: str, edges: Sequence[datetime]) -> Any:
    return rows.filter(**{f"{field}__gte": edges[0], f"{field}__lt": edges[-1]}).order_by()


def _sessions(access: Access, edges: Sequence[datetime]) -> dict[int, dict[str, int]]:
    """Sessions by column; a logged cramp answers for its session (1 query)."""
    logged = CrampEpisode.objects.of(access).exclude(workout=None).values("workout")
    cramped = Q(cramped=True) | Q(pk__in=logged)
    told = Q(rpe__isnull=False, minutes__isnull=False)
    rows = (
        _between(Workout.objects.of(access).done(), "starts_at", edges)
        .values(column=_column("starts_at", edges))
        .annotate(
            done=Count("pk"),
            answered=Count("pk", filter=Q(cramped=False) | cramped),
            with_cramp=Count("pk", filter=cramped),
            load_told=Sum(F("rpe") * F("minutes"), default=0),
            untold=Count("pk", filter=~told),
        )
    )
    return {row.pop("column"): row for row in rows}


def _cramps(lived: Any, edges: Sequence[datetime]) -> dict[int, int]:
    rows = lived.values(column=_column("started_at", edges)).annotate(cramps=Count("pk"))
    return {row["column"]: row["cramps"] for row in rows}


def _places(lived: Any) -> tuple[Place, ...]:
    counts: Counter[str] = Counter()
    for sites, times in lived.values_list("muscles").annotate(times=Count("pk")):
        counts.update(dict.fromkeys(sites, times))
    found = [Place(site, words, counts[site]) for site, words in SITES.items() if counts[site]]
    return tuple(sorted(found, key=lambda place: -place.total))


def _in_session(lived: Any, *, times: bool) -> InSession:
    """Cramps during a session by its quarter and by the minute; the minute needs the workout."""
    during = lived.filter(phase=Phase.DURING)
    if times:
        # A workout that was deleted tells no times.
        there = Q(workout__deleted_at=None)
        into = Case(When(there, then=_Seconds("started_at", "workout__started_at")))
        rows = during.annotate(into=into).values(quarter=_quarter(), bin=_bin())
    else:
        rows = during.values(quarter=F("phase_quarter"), bin=Value(None, IntegerField()))
    quarters, bins, total = Counter[int | None](), Counter[int | None](), 0
    for row in rows.annotate(times=Count("pk")):
        quarters[row["quarter"]] += row["times"]
        bins[row["bin"]] += row["times"]
        total += row["times"]
    return InSession(
        total=total,
        quarters=tuple(quarters[number + 1] for number in range(_QUARTERS)),
        into=tuple(bins[number] for number in range(len(INTO_WORDS))) if times else None,
    )


def _quarter() -> Case:
    """What the athlete said, else by the clock while both ends of the session are known."""
    return Case(
        When(phase_quarter__isnull=False, then=F("phase_quarter")),
        When(into__lt=0, then=None),
        *(
            When(into__lt=F("workout__minutes") * _QUARTER_SECONDS * number, then=Value(number))
            for number in range(1, _QUARTERS)
        ),
        When(into__lte=F("workout__minutes") * _QUARTER_SECONDS * _QUARTERS, then=Value(_QUARTERS)),
        output_field=IntegerField(),
    )


def _bin() -> Case:
    return Case(
        When(into__lt=0, then=None),
        *(When(into__lt=end * 60, then=Value(number)) for number, end in enumerate(INTO_MINUTES)),
        When(into__isnull=False, then=Value(len(INTO_MINUTES))),
        output_field=IntegerField(),
    )


def _column(field: str, edges: Sequence[datetime]) -> Case | Value:
    """The number of the column that holds the instant: a tree, so that few ends are compared.

    The ends are instants of local days, so that neither database has to know a time zone.
    """
    return _branch(field, edges, 0, len(edges) - 1)


def _branch(field: str, edges: Sequence[datetime], low: int, high: int) -> Case | Value:
    if high - low == 1:
        return Value(low)
    middle = (low + high) // 2
    return Case(
        When(**{f"{field}__lt": edges[middle]}, then=_branch(field, edges, low, middle)),
        default=_branch(field, edges, middle, high),
        output_field=IntegerField(),
    )
