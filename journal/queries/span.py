"""What happened on a span of local days, for the month and the week."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from accounts.access import Access
from accounts.models import Category
from accounts.zones import day_span
from journal.models import CrampEpisode, NearCramp, Workout
from journal.models.workout import State
from journal.queries.days import days_of
from journal.queries.timeline import Row

STATE_WORDS = {
    State.PLANNED: "planned",
    State.DONE: "done",
    State.SKIPPED: "not done",
    State.CANCELLED: "cancelled",
}
RowsByDay = defaultdict[date, tuple[Row, ...]]


def rows_by_day(access: Access, first: date, last: date) -> RowsByDay:
    """Rows of each local day in order of time, as far as they are granted (at most 3 queries)."""
    start, end = day_span(first, last, access.athlete.zone_info)
    rows: list[Row] = []
    if access.can(Category.WORKOUTS):
        rows += [
            Row(one.starts_at, one.pk, workout=one)
            for one in Workout.objects.of(access).starting(start, end)
        ]
    if access.can(Category.CRAMPS):
        cramps = CrampEpisode.objects.of(access).filter(started_at__gte=start, started_at__lt=end)
        rows += [Row(one.started_at, one.pk, episode=one) for one in cramps]
        near = NearCramp.objects.of(access).filter(started_at__gte=start, started_at__lt=end)
        rows += [Row(one.started_at, one.pk, near=one) for one in near]
    rows.sort(key=lambda row: (row.at, row.pk))
    days = days_of(rows, access.athlete.zone_info, lambda row: row.at)
    return defaultdict(tuple, {day.on: day.rows for day in days})


def done_and_cramped(rows: list[Row]) -> tuple[int, int]:
    """Done workouts, and those with a cramp answered yes or logged; a near-cramp is none."""
    logged = {row.episode.workout_id for row in rows if row.episode is not None}
    done = [row.workout for row in rows if row.workout and row.workout.state == State.DONE]
    return len(done), sum(1 for one in done if one.cramped or one.pk in logged)
