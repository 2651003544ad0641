from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.access import Access
from accounts.models import Category, Level, User
from journal.periods import Span, Step
from journal.queries.charts import charts
from journal.tally import Charts
from tests import make, pages, plenty

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def ana() -> User:
    return make.user()


def drawn(ana: User, span: Span = Span.SHORT, *hidden: Category) -> Charts:
    access = Access(ana, ana, frozenset(Category) - set(hidden), Level.PLAN)
    return charts(access, span, make.NOON)


def shown(reader: User, address: str = "/charts/") -> str:
    return " ".join(pages.text(pages.at(reader).get(address)).split())


def test_sessions_answers_and_cramps_are_counted_by_week(ana: User) -> None:
    for days_ago, cramped in ((1, True), (2, False), (8, None), (9, False), (80, False)):
        make.done_workout(ana, days_ago=days_ago, cramped=cramped)
    make.workout(ana)
    make.episode(ana, days_ago=1)
    make.episode(ana, days_ago=8)

    page = drawn(ana)

    this, last = page.points[-1], page.points[-2]
    assert (this.done, this.answered, this.with_cramp, this.cramps) == (2, 2, 1, 1)
    assert (last.done, last.answered, last.with_cramp, last.cramps) == (2, 1, 0, 1)
    assert (page.done, page.answered, page.with_cramp, page.cramps) == (4, 3, 1, 2)


def test_a_week_is_one_of_the_athletes_zone() -> None:
    ana = make.user(zone="Asia/Kathmandu")
    # A Sunday evening in Greenwich is Monday in Kathmandu.
    make.done_workout(ana, started_at=datetime(2026, 1, 11, 18, 30, tzinfo=UTC))
    make.done_workout(ana, started_at=datetime(2026, 1, 11, 18, 0, tzinfo=UTC))

    points = drawn(ana).points

    assert [point.done for point in points[-2:]] == [1, 1]


def test_a_logged_cramp_answers_for_its_session_once(ana: User) -> None:
    silent = make.done_workout(ana, cramped=None)
    denied = make.done_workout(ana, days_ago=1.5, cramped=False)
    for run in (silent, silent, denied):
        make.episode(ana, workout=run, started_at=run.starts_at)

    point = drawn(ana).points[-1]

    assert (point.done, point.answered, point.with_cramp, point.cramps) == (2, 2, 2, 3)


def test_load_is_a_gap_where_none_is_told_and_part_where_some_is(ana: User) -> None:
    make.done_workout(ana, days_ago=1, rpe=5, minutes=60)
    make.done_workout(ana, days_ago=8, rpe=None)
    make.done_workout(ana, days_ago=15, rpe=None)
    make.done_workout(ana, days_ago=15.1, rpe=4, minutes=50)
    make.done_workout(ana, days_ago=29)

    weeks = drawn(ana).points[-5:]

    assert [point.load for point in weeks] == [300, 0, 200, None, 300]
    assert [point.load_part for point in weeks] == [0, 0, 200, None, 0]
    assert [point.untold for point in weeks] == [0, 0, 1, 1, 0]


def test_before_the_diary_began_nothing_is_known(ana: User) -> None:
    make.done_workout(ana, days_ago=8)

    points = drawn(ana).points

    assert points[0].done is points[0].cramps is points[0].load is None
    assert points[-1].done == points[-1].cramps == points[-1].load == 0


def test_time_in_session_is_what_was_said_or_else_the_clock(ana: User) -> None:
    run = make.done_workout(ana, minutes=120)
    for minute, quarter in ((0, None), (100, None), (100, 1), (125, None), (200, None)):
        make.episode(
            ana,
            workout=run,
            started_at=run.starts_at + timedelta(minutes=minute),
            phase="during",
            phase_quarter=quarter,
        )
    make.episode(ana, phase="during", phase_quarter=3)
    make.episode(ana, phase="night")

    when = drawn(ana).in_session

    assert when.quarters == (2, 0, 1, 2)
    assert (when.total, when.unknown) == (6, 1)
    assert when.into == (1, 0, 0, 2, 1, 0, 1)


def test_half_an_hour_in_is_the_second_column(ana: User) -> None:
    run = make.done_workout(ana, minutes=120)
    make.episode(ana, workout=run, started_at=run.starts_at + timedelta(minutes=30), phase="during")

    assert drawn(ana).in_session.into == (0, 1, 0, 0, 0, 0, 0)


def test_a_deleted_workout_tells_no_minutes(ana: User) -> None:
    run = make.done_workout(ana, minutes=120)
    make.episode(ana, workout=run, started_at=run.starts_at, phase="during")
    run.deleted_at = make.NOON
    run.save(update_fields=["deleted_at"])

    page = drawn(ana)

    assert page.in_session.known == page.in_session.into_known == 0
    assert page.done == 0


def test_places_are_counted_in_each_place(ana: User) -> None:
    make.episode(ana, muscles=["calf-l", "calf-r"])
    make.episode(ana, muscles=["calf-l"])
    make.episode(ana, muscles=["calf-l"], days_ago=200)

    assert [(each.site, each.total) for each in drawn(ana).places] == [("calf-l", 2), ("calf-r", 1)]
    assert drawn(ana, Span.YEAR).places[0].total == 3


def test_ten_years_are_quarters_and_count_everything(ana: User) -> None:
    for years in range(10):
        make.done_workout(ana, days_ago=1 + 365 * years, cramped=years == 3)

    page = drawn(ana, Span.ALL)

    assert page.step is Step.QUARTER
    assert (page.done, page.with_cramp) == (10, 1)


def test_without_a_category_its_numbers_are_not_there(ana: User) -> None:
    run = make.done_workout(ana, cramped=True)
    make.episode(ana, workout=run, started_at=run.starts_at, phase="during", phase_quarter=1)

    no_cramps = drawn(ana, Span.SHORT, Category.CRAMPS)
    no_workouts = drawn(ana, Span.SHORT, Category.WORKOUTS)

    assert no_cramps.points[-1].done == 1
    assert no_cramps.points[-1].with_cramp is no_cramps.points[-1].cramps is None
    assert no_cramps.places == ()
    assert no_workouts.points[-1].done is no_workouts.points[-1].load is None
    assert no_workouts.points[-1].cramps == 1
    assert no_workouts.in_session.into is None


def test_the_page_says_each_chart_in_words_and_as_a_table(ana: User) -> None:
    run = make.done_workout(ana, cramped=True, minutes=60, rpe=7)
    make.episode(ana, workout=run, started_at=run.starts_at + timedelta(minutes=50), phase="during")

    page = shown(ana)

    assert len(re.findall('<svg class="chart plot" [^>]*role="img" aria-label="[^"]+"', page)) == 5
    assert page.count("Show as a table") == 5
    assert '<th scope="row">12 Jan 2026</th><td class="n">1</td>' in page
    assert '<th scope="row">12 Jan 2026</th><td class="n">420</td>' in page
    assert "Most often: left calf" in page
    assert "style=" not in page


def test_an_empty_diary_says_what_will_be_here(ana: User) -> None:
    page = shown(ana)

    assert '<svg class="chart' not in page
    assert "becomes a column" in page


def test_a_coach_sees_what_is_granted(ana: User) -> None:
    kim = make.coach()
    grant = make.grant(ana, kim, cramps=False)
    make.done_workout(ana, cramped=True)
    make.episode(ana)
    address = reverse("journal:charts", args=[ana.pk])

    workouts_only = shown(kim, address)
    grant.cramps, grant.workouts = True, False
    grant.save()
    cramps_only = shown(kim, address)
    grant.cramps = False
    grant.save()
    neither = pages.at(kim).get(address)

    assert "Load per week" in workouts_only
    assert "cramp" not in workouts_only.partition("<main")[2].lower().replace("cramptracker", "")
    assert "Left calf" in cramps_only
    assert "Load" not in cramps_only
    assert "Sessions" not in cramps_only
    assert neither.status_code == 404


@pytest.mark.parametrize("span", ["12w", "1y", "all"])
def test_queries_do_not_grow_with_the_years(ana: User, span: str) -> None:
    client, address = pages.at(ana), f"/charts/?span={span}"
    make.episode(ana)

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    plenty.diary(ana, make.coach(), make.workout(ana), range(1, 300))
    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(few) == len(many) <= 8
