from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from accounts.access import Access, open_diary
from accounts.models import User
from journal.queries import workouts as queries
from tests import make

pytestmark = pytest.mark.django_db


def own(user: User) -> Access:
    return open_diary(user, None, now=make.NOON, page="today")


def test_the_next_workout_is_the_soonest_planned_one() -> None:
    ana = make.user()
    make.workout(ana, planned_start_at=make.NOON + timedelta(days=3))
    soon = make.workout(ana)
    make.workout(ana, state="cancelled", planned_start_at=make.NOON + timedelta(hours=1))
    make.workout(ana, planned_start_at=make.NOON - timedelta(days=2))
    make.workout(make.user("bea"), planned_start_at=make.NOON + timedelta(hours=1))

    assert queries.next_workout(own(ana), make.NOON) == soon


def test_a_workout_that_is_going_on_is_the_next_one() -> None:
    ana = make.user()
    make.workout(ana)
    begun = make.workout(ana, planned_start_at=make.NOON - timedelta(minutes=59))
    over = make.workout(ana, planned_start_at=make.NOON - timedelta(minutes=60))

    assert queries.next_workout(own(ana), make.NOON) == begun
    assert queries.unconfirmed(own(ana), make.NOON) == [over]


def test_no_plan_is_none() -> None:
    assert queries.next_workout(own(make.user()), make.NOON) is None


def test_the_newest_few_unanswered_are_asked_for() -> None:
    ana = make.user()
    asked = [make.done_workout(ana, days_ago=days) for days in (1, 2, 3, 4)]
    make.done_workout(ana, cramped=False)
    make.done_workout(ana, days_ago=15)

    assert queries.unanswered(own(ana), make.NOON) == asked[:3]


def test_recent_sessions_are_done_ones_newest_first() -> None:
    ana = make.user()
    old, new = make.done_workout(ana, days_ago=6), make.done_workout(ana, days_ago=1)
    make.done_workout(ana, days_ago=8)
    make.workout(ana)

    assert queries.recent_sessions(own(ana), make.NOON - timedelta(days=7)) == [new, old]


def test_marks_run_in_order_of_time_and_keep_not_answered_apart() -> None:
    ana = make.user()
    make.done_workout(ana, days_ago=1, cramped=None)
    make.done_workout(ana, days_ago=2, cramped=True)
    make.done_workout(ana, days_ago=27, cramped=False)
    make.done_workout(ana, days_ago=29, cramped=True)

    marks = queries.recent_marks(own(ana), make.NOON)

    assert [mark.cramped for mark in marks] == [False, True, None]
    assert marks[-1].on == make.TODAY - timedelta(days=1)


def test_answers_are_for_readers_of_cramps_only() -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, cramps=False)
    make.done_workout(ana)
    access = open_diary(kim, ana.pk, now=make.NOON, page="insights")

    assert queries.unanswered(access, make.NOON) == []
    assert queries.recent_marks(access, make.NOON) == []


def test_queries_do_not_grow(django_assert_num_queries: Any) -> None:
    ana = make.user()
    access = own(ana)
    for rows in (1, 30):
        for n in range(rows):
            make.done_workout(ana, days_ago=n % 10)
            make.workout(ana, planned_start_at=make.NOON + timedelta(hours=n))
        with django_assert_num_queries(2):
            queries.next_workout(access, make.NOON)
        with django_assert_num_queries(1):
            queries.unconfirmed(access, make.NOON)
        with django_assert_num_queries(1):
            queries.unanswered(access, make.NOON)
        with django_assert_num_queries(1):
            queries.recent_sessions(access, make.NOON - timedelta(days=7))
        with django_assert_num_queries(1):
            queries.recent_marks(access, make.NOON)
