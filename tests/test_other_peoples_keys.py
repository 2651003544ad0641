"""Keys of somebody else's rows in every field: nothing of theirs is changed, or tied to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db.models import ForeignKey
from django.test import Client

from accounts.models import User
from journal.models import CrampEpisode, ReliefStep, Workout
from tests import make
from tests.doors import House, house
from tests.forms import FORMS, FormDoor

pytestmark = pytest.mark.django_db

NEW_ROWS = {
    "plan a workout",
    "add a template",
    "log a workout",
    "log a cramp",
    "log a near-cramp",
    "log a drink",
    "add a drink of one's own",
    "add a cup",
    "check in",
    "add a medicine",
}
DOORS = [door for door in FORMS if door.name in NEW_ROWS]
MODELS = list(apps.get_app_config("journal").get_models())
BEGUN = {"muscle": "calf-l", "began": "2026-01-14T11:59:00Z"}


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(make.NOON, tick=False):
        yield


@pytest.fixture
def rooms() -> House:
    return house(make.user("ana"), make.coach())


def whose(row: Any) -> Any:
    """Whose a row is; None: everybody's."""
    return getattr(row, "athlete_id", None) or getattr(row, "owner_id", None)


def rows_of(athlete: User) -> list[str]:
    """Everything in a diary, in full, with the steps against its cramps."""
    found = []
    for model in MODELS:
        names = {field.name for field in model._meta.fields}
        holder = next(name for name in ("athlete", "owner", "episode") if name in names)
        path = "episode__athlete" if holder == "episode" else holder
        found += list(map(str, model._default_manager.filter(**{path: athlete}).values_list()))
    return sorted(found)


def ties(athlete: User) -> list[str]:
    """Fields of a diary's rows that point at a row of somebody else's."""
    found = []
    for row in (row for model in MODELS for row in model._default_manager.all()):
        for field in row._meta.fields:
            other = getattr(row, field.name) if isinstance(field, ForeignKey) else None
            if whose(row) == athlete.pk and whose(other) not in {None, athlete.pk}:
                found.append(f"{type(row).__name__}.{field.name}")
    return found


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_in_the_fields_of_a_form(door: FormDoor, rooms: House, client: Client) -> None:
    bea, keys = make.user("bea"), {name: str(key) for name, key in rooms.rows.items()}
    fields = {
        "workout": keys["workout"],
        "near": keys["near"],
        "cramp": keys["episode"],
        "drink": keys["own_drink"],
        "template": keys["template"],
        "form_key": str(Workout.objects.get(pk=keys["workout"]).form_key),
    }
    client.force_login(bea)
    before = rows_of(rooms.ana)

    for sent in (fields, {**fields, "form_key": keys["run"]}, {"form_key": keys["run"]}):
        assert client.post(door.url(bea), {**door.right, **sent}).status_code in {200, 302}

    assert rows_of(rooms.ana) == before
    assert ties(bea) == []


def test_the_doors_are_all_there() -> None:
    assert {door.name for door in DOORS} == NEW_ROWS


@pytest.mark.parametrize("act", ["begin", "step", "move", "mail", "seen", "gone"])
def test_in_a_tap_of_the_relief_screen(act: str, rooms: House, client: Client) -> None:
    bea, key = make.user("bea"), rooms.rows["run"]
    step = str(ReliefStep.objects.filter(episode__form_key=key)[0].pk)
    tap = {"act": act, "step": step, "kind": "heat", "site": "ham-l", "mail": "on", **BEGUN}
    client.force_login(bea)
    before = rows_of(rooms.ana)

    answer = client.post(f"/relief/now/{key}/", json.dumps(tap), content_type="application/json")

    assert answer.status_code in {200, 400, 404}
    assert rows_of(rooms.ana) == before
    assert CrampEpisode.objects.filter(athlete=bea).count() == (answer.status_code == 200)
    assert ties(bea) == []


def test_a_forged_token_is_refused_for_json_too(rooms: House) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(rooms.ana)
    where, before = f"/relief/now/{rooms.rows['run']}/", rows_of(rooms.ana)

    for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
        answer = client.post(where, json.dumps({"act": "gone"}), content_type=kind)
        assert answer.status_code == 403

    assert rows_of(rooms.ana) == before
