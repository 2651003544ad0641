"""A query that is written once and asked again and again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db.models import QuerySet
from pytest_django import DjangoAssertNumQueries

from journal.models import CheckIn, Workout
from journal.queries.statement import Row, Statement
from tests import make

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def lived(athletes: Sequence[UUID], since: datetime, until: datetime) -> QuerySet[Workout, Row]:
    found = Workout.objects.filter(
        athlete_id__in=athletes, starts_at__gte=since, starts_at__lt=until, state="planned"
    )
    return found.order_by("starts_at", "pk").values_list(
        "pk", "athlete_id", "starts_at", "target_muscles", "planned_minutes", "cramped"
    )


def checked(athletes: Sequence[UUID], day: date) -> QuerySet[CheckIn, Row]:
    return CheckIn.objects.filter(athlete_id__in=athletes, local_on=day).values_list("fatigue")


def test_it_finds_what_the_query_finds() -> None:
    ana, bea, cleo = make.user("ana"), make.user("bea"), make.user("cleo")
    for athlete in (ana, bea, cleo):
        make.workout(athlete, planned_start_at=make.NOON, target_muscles=["calf"], is_race=True)
        make.workout(athlete, planned_start_at=make.NOON + HOUR, planned_minutes=None)
        make.workout(athlete, planned_start_at=make.NOON + 2 * HOUR)
    since, until = make.NOON, make.NOON + 2 * HOUR
    statement = Statement(lived)

    for some in ([ana.pk], [ana.pk, bea.pk], [ana.pk, bea.pk, cleo.pk], [ana.pk, ana.pk]):
        rows = statement.rows(athletes=some, since=since, until=until)

        assert rows == list(lived(some, since, until))
        assert len(rows) == 2 * len(set(some))


def test_other_values_find_other_rows_and_what_was_written_since() -> None:
    ana, bea = make.user("ana"), make.user("bea")
    before = make.workout(ana, planned_start_at=make.NOON - HOUR)
    statement = Statement(lived)
    span = {"since": make.NOON - 2 * HOUR, "until": make.NOON}
    assert [row[0] for row in statement.rows(athletes=[ana.pk], **span)] == [before.pk]

    others = statement.rows(athletes=[bea.pk], **span)
    later = statement.rows(athletes=[ana.pk], since=make.NOON, until=make.NOON + HOUR)
    before.delete()

    assert (others, later, statement.rows(athletes=[ana.pk], **span)) == ([], [], [])


def test_its_sql_is_written_once_for_a_number_of_keys(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    written: list[int] = []

    def counted(athletes: Sequence[UUID], **span: Any) -> QuerySet[Workout, Row]:
        written.append(len(athletes))
        return lived(athletes, **span)

    statement = Statement(counted)
    keys = [make.user(f"user{number}").pk for number in range(7)]

    with django_assert_num_queries(7):
        for length in (1, 2, 3, 4, 5, 6, 7):
            statement.rows(athletes=keys[:length], since=make.NOON, until=make.NOON)

    assert written == [1, 2, 4, 8]


def test_nobody_is_asked_about_without_a_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert Statement(lived).rows(athletes=[], since=make.NOON, until=make.NOON) == []


def test_days_are_days() -> None:
    ana = make.user("ana")
    make.check_in(ana, local_on=make.NOON.date(), fatigue=3)
    statement = Statement(checked)

    assert statement.rows(athletes=[ana.pk], day=make.NOON.date()) == [(3,)]
    assert statement.rows(athletes=[ana.pk], day=make.NOON.date() - timedelta(days=1)) == []


def test_a_value_that_the_query_reckons_with_is_an_error_and_not_a_constant() -> None:
    def shifted(athletes: Sequence[UUID], since: datetime) -> QuerySet[Workout, Row]:
        return Workout.objects.filter(
            athlete_id__in=athletes, starts_at__gte=since - HOUR
        ).values_list("pk")

    with pytest.raises(ValueError, match="as it is: since"):
        Statement(shifted).rows(athletes=[make.user("ana").pk], since=make.NOON)
