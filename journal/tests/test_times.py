"""Nothing ends before it starts: no form says so, and the database takes no such row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.models import User
from journal.forms.ending import EndingPart
from journal.models import CrampEpisode, Intake, ReliefStep, Workout
from journal.models.episode import EndKind
from journal.services import episodes, workouts
from tests import make

EARLIER = make.NOON - timedelta(microseconds=1)


def _episode() -> CrampEpisode:
    return make.episode(make.user(), started_at=make.NOON, ended_at=make.NOON, end_kind="known")


def _intake() -> Intake:
    return make.intake(make.user(), make.drink(), started_at=make.NOON, ended_at=make.NOON)


def _step() -> ReliefStep:
    return make.step(_episode(), started_at=make.NOON, ended_at=make.NOON)


ROWS = [
    pytest.param(_episode, "ended_at", EARLIER, id="a cramp"),
    pytest.param(_intake, "ended_at", EARLIER, id="a drink"),
    pytest.param(_step, "ended_at", EARLIER, id="a relief step"),
    pytest.param(
        lambda: make.done_workout(make.user()), "minutes", 0, id="a workout that was done"
    ),
    pytest.param(lambda: make.workout(make.user()), "planned_minutes", 0, id="a planned workout"),
]


def _update(row: models.Model, field: str, value: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{field: value})


def _bulk_update(row: models.Model, field: str, value: Any) -> None:
    setattr(row, field, value)
    type(row)._default_manager.bulk_update([row], [field])


def _bulk_create(row: models.Model, field: str, value: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).delete()
    setattr(row, field, value)
    type(row)._default_manager.bulk_create([row])


def _sql(row: models.Model, field: str, value: Any) -> None:
    key = row._meta.pk.get_db_prep_value(row.pk, connection)
    column: Any = row._meta.get_field(field)
    typed = column.get_db_prep_value(value, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{row._meta.db_table}" SET "{field}" = %s WHERE id = %s',  # noqa: S608
            [typed, key],
        )


@pytest.mark.django_db
@pytest.mark.parametrize("write", [_update, _bulk_update, _bulk_create, _sql])
@pytest.mark.parametrize(("make_row", "field", "value"), ROWS)
def test_the_database_takes_no_end_before_the_start(
    write: Callable[[models.Model, str, Any], None],
    make_row: Callable[[], models.Model],
    field: str,
    value: Any,
) -> None:
    row = make_row()

    with pytest.raises(IntegrityError), transaction.atomic():
        write(row, field, value)

    # At the very start is in order.
    stored = type(row)._default_manager.get(pk=row.pk)
    assert getattr(stored, field) != value


@pytest.mark.django_db
def test_a_service_writes_no_end_before_the_start() -> None:
    cramp = make.episode(make.user(), started_at=make.NOON, end_kind="ongoing")
    run = make.workout(cramp.athlete)

    with pytest.raises(IntegrityError), transaction.atomic():
        episodes.end(cramp, ended_at=EARLIER, kind=EndKind.KNOWN)
    with pytest.raises(IntegrityError), transaction.atomic():
        workouts.finish(run, {"started_at": make.NOON, "minutes": 0})

    assert CrampEpisode.objects.get().end_kind == "ongoing"
    assert Workout.objects.get().minutes is None


ZONES = ("Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Lisbon", "Africa/Cairo")
clocks = st.times(timezones=st.none()).map(lambda clock: clock.strftime("%H:%M"))
days = st.dates(date(2011, 12, 25), date(2026, 1, 14)).map(str)
NIGHT = "2025-10-26"


@given(days, clocks, st.none() | days, clocks, st.sampled_from(ZONES))
@example(NIGHT, "01:10", None, "01:50", "Europe/Lisbon")
@example(NIGHT, "01:50", None, "01:10", "Europe/Lisbon")
@example(NIGHT, "23:50", None, "00:10", "Europe/Lisbon")
def test_a_form_takes_an_end_at_or_after_the_start_or_says_why_not(
    on: str, clock: str, ended_on: str | None, ended_clock: str, zone: str
) -> None:
    form = _ended(on, clock, ended_on, ended_clock, zone)

    if form.is_valid():
        assert form.moment is not None
        assert form.moment_end is not None
        assert form.moment <= form.moment_end <= make.NOON + timedelta(minutes=2)
    else:
        said = [line for lines in form.errors.values() for line in lines]
        assert all(str(line).endswith((".", "?")) for line in said)


def test_a_cramp_in_an_hour_that_comes_twice_ends_after_its_start() -> None:
    """In Lisbon two o'clock became one o'clock: 1:50, and twenty minutes later 1:10."""
    form = _ended(NIGHT, "01:50", None, "01:10", "Europe/Lisbon")

    assert form.is_valid()
    assert form.moment == datetime(2025, 10, 26, 0, 50, tzinfo=UTC)
    assert form.moment_end == datetime(2025, 10, 26, 1, 10, tzinfo=UTC)


def _ended(on: str, clock: str, ended_on: str | None, ended_clock: str, zone: str) -> EndingPart:
    typed = {"when": "other", "on": on, "clock": clock, "lasted": "end"}
    typed |= {"ended_on": ended_on or "", "ended_clock": ended_clock}
    return EndingPart(typed, athlete=User(zone=zone), now=make.NOON)
