from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps

from journal.models import (
    Change,
    CheckIn,
    CrampEpisode,
    Drink,
    Entry,
    Intake,
    Medication,
    NearCramp,
    ReliefStep,
    Workout,
)
from journal.services import entries, purge
from journal.tasks import purge_deleted
from tests import make

pytestmark = pytest.mark.django_db

OLD = make.NOON - timedelta(days=30)


def test_every_kind_of_entry_goes_in_the_end() -> None:
    assert {*purge.KINDS} == {each for each in apps.get_models() if issubclass(each, Entry)}


def put_away() -> list[Entry]:
    """A row of each kind, deleted 30 days ago, of the workout and the drink that go too."""
    ana = make.user()
    run = make.done_workout(ana)
    own = make.drink("Mine", owner=ana)
    rows: list[Entry] = [
        run,
        make.episode(ana, workout=run),
        make.near_cramp(ana, workout=run),
        make.intake(ana, own, workout=run),
        make.check_in(ana),
        make.medication(ana),
    ]
    ReliefStep.objects.create(episode_id=rows[1].pk, kind="rest")
    for row in rows:
        entries.update(row, {"note": "Private"})
        entries.delete(row, OLD)
    return rows


def test_the_doorbell_removes_every_kind_with_its_history() -> None:
    put_away()

    with time_machine.travel(make.NOON, tick=False):
        purge_deleted.delay()

    for model in (Workout, CrampEpisode, NearCramp, Intake, CheckIn, Medication):
        assert not model._default_manager.exists()
    assert not ReliefStep.objects.exists()
    assert not Change.objects.exists()
    # A drink of one's own is no entry: it may be drunk again.
    assert Drink.objects.filter(name="Mine").exists()


def test_a_second_run_finds_nothing() -> None:
    put_away()

    assert purge.purge(make.NOON) == 6
    assert purge.purge(make.NOON) == 0


def test_a_second_before_thirty_days_everything_is_still_there() -> None:
    rows = put_away()

    assert purge.purge(make.NOON - timedelta(seconds=1)) == 0
    assert Change.objects.filter(entry_id=rows[0].pk).exists()


def test_what_belonged_to_a_purged_workout_stays() -> None:
    ana = make.user()
    run = make.done_workout(ana)
    cramp = make.episode(ana, workout=run)
    drunk = make.intake(ana, make.drink(), workout=run)
    entries.delete(run, OLD)
    entries.update(cramp, {"note": "Mine"})

    purge.purge(make.NOON)

    cramp.refresh_from_db()
    drunk.refresh_from_db()
    assert cramp.workout is None
    assert drunk.workout is None
    assert Change.objects.get().entry_id == cramp.pk


def test_more_than_a_batch_goes_in_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(purge, "BATCH", 2)
    ana = make.user()
    for _ in range(5):
        make.medication(ana, deleted_at=OLD)

    assert purge.purge(make.NOON) == 5
    assert not Medication.objects.exists()
