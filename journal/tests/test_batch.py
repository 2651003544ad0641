from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from journal.queries.batch import last_episodes, next_workouts
from tests import make

pytestmark = pytest.mark.django_db


def test_the_last_cramp_of_each_athlete() -> None:
    ana, bea, cyd = make.user("ana"), make.user("bea"), make.user("cyd")
    make.episode(ana, days_ago=3)
    newest = make.episode(ana, days_ago=1)
    make.episode(ana, days_ago=0, deleted_at=make.NOON)
    beas = make.episode(bea, days_ago=9)

    found = last_episodes([ana.pk, bea.pk, cyd.pk])

    assert found == {ana.pk: newest, bea.pk: beas}


def test_the_next_workout_of_each_athlete() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    soonest = make.workout(ana)
    make.workout(ana, planned_start_at=make.NOON + timedelta(days=4))
    make.workout(ana, planned_start_at=make.NOON - timedelta(hours=1))
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=1), state="cancelled")
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=2), deleted_at=make.NOON)
    make.done_workout(bea)

    assert next_workouts([ana.pk, bea.pk], make.NOON) == {ana.pk: soonest}


def test_many_athletes_cost_one_query_each_way() -> None:
    athletes = [make.user(f"athlete{number}") for number in range(30)]
    for athlete in athletes:
        make.episode(athlete)
        make.workout(athlete)
    pks = [athlete.pk for athlete in athletes]

    with CaptureQueriesContext(connection) as captured:
        assert len(last_episodes(pks)) == len(next_workouts(pks, make.NOON)) == 30

    assert len(captured) == 2
