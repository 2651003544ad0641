"""Every address, asked by everybody who should not come in."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.test import Client
from django.urls import reverse

from accounts.models import Category, User
from accounts.models import Level as Reach
from advice import services
from advice.rules.finding import Finding, Level
from journal.models import Drink
from tests import make
from tests.doors import Door, House, doors, house

pytestmark = pytest.mark.django_db

# What a stranger without an account may open.
PUBLIC = frozenset(
    {
        "advice:drink",
        "advice:home",
        "advice:relief",
        "advice:relief_worker",
        "advice:rules",
        "advice:shared_page",
        "reminders:answer",
        "reminders:log_drink",
        "reminders:snooze",
        "reminders:unsubscribe",
        "accounts:mailbox",
        "accounts:mail_message",
        "accounts:mail_html",
    }
)
DOORS = doors()
# The apps that keep and show the diary.
DIARY = frozenset({"journal", "advice", "reminders"})
CLOSED = [door for door in DOORS if door.name not in PUBLIC]
OF_AN_ATHLETE = [door for door in DOORS if door.of_an_athlete]
# Doors to one row. `coaching:leave` is a door of the coach's own and is asked in coaching's tests.
OF_A_ROW = [door for door in CLOSED if "pk" in door.arguments and not door.of_an_athlete]


def named(door: Door) -> str:
    return f"{door.name}{'+athlete' if door.of_an_athlete else ''}"


@pytest.fixture
def rooms() -> House:
    return house(make.user("ana"), make.coach())


def test_the_walk_finds_the_doors() -> None:
    assert len(DOORS) > 60
    assert len(OF_AN_ATHLETE) > 8


@pytest.mark.parametrize("door", CLOSED, ids=named)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_without_an_account_meets_the_login_page(
    door: Door, method: str, rooms: House, client: Client
) -> None:
    response = getattr(client, method)(door.url(rooms.values(door)))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("door", OF_A_ROW, ids=named)
@pytest.mark.parametrize("method", ["get", "post"])
@time_machine.travel(make.NOON, tick=False)
def test_somebody_elses_row_does_not_exist(
    door: Door, method: str, rooms: House, client: Client
) -> None:
    client.force_login(make.user("bea"))

    response = getattr(client, method)(door.url(rooms.values(door)))

    assert response.status_code in {404, 405}
    if response.status_code == 405:
        other = "post" if method == "get" else "get"
        assert getattr(client, other)(door.url(rooms.values(door))).status_code == 404


@pytest.mark.parametrize("door", OF_AN_ATHLETE, ids=named)
@time_machine.travel(make.NOON, tick=False)
def test_a_coach_without_a_grant_gets_404(door: Door, rooms: House, client: Client) -> None:
    client.force_login(make.coach("kai"))

    assert client.get(door.url(rooms.values(door))).status_code == 404


@pytest.mark.parametrize("door", OF_AN_ATHLETE, ids=named)
@time_machine.travel(make.NOON, tick=False)
def test_a_coach_with_everything_granted_comes_in_and_is_out_after_revocation(
    door: Door, rooms: House, client: Client
) -> None:
    grant = rooms.ana.grants_given.get()
    for category in Category:
        setattr(grant, category.value, True)
    grant.save()
    client.force_login(grant.coach)

    before = client.get(door.url(rooms.values(door)))
    grant.revoked_at = make.NOON
    grant.save(update_fields=["revoked_at"])
    after = client.get(door.url(rooms.values(door)))

    assert before.status_code == 200
    assert after.status_code == 404


@pytest.mark.parametrize("end", ["expired", "no coach any more", "consent withdrawn"])
@time_machine.travel(make.NOON, tick=False)
def test_a_coach_is_out_when_the_grant_ends_in_another_way(
    end: str, rooms: House, client: Client
) -> None:
    grant = rooms.ana.grants_given.get()
    for category in Category:
        setattr(grant, category.value, True)
    if end == "expired":
        grant.expires_at = make.NOON
    grant.save()
    if end == "no coach any more":
        User.objects.filter(pk=grant.coach_id).update(is_coach=False)
    if end == "consent withdrawn":
        rooms.ana.consents.update(withdrawn_at=make.NOON)
    client.force_login(User.objects.get(pk=grant.coach_id))

    # Whoever is no coach any more may still say that they want to see nothing.
    doors = [door for door in OF_AN_ATHLETE if door.name != "coaching:leave"]
    found = {named(door): client.get(door.url(rooms.values(door))).status_code for door in doors}

    assert set(found.values()) == {404}, found


@time_machine.travel(make.NOON, tick=False)
def test_no_level_lets_a_coach_write_or_see_what_is_the_owners_alone(
    rooms: House, client: Client
) -> None:
    grant = rooms.ana.grants_given.get()
    for category in Category:
        setattr(grant, category.value, True)
    grant.level = Reach.PLAN
    grant.save()
    client.force_login(grant.coach)
    own = [door for door in OF_A_ROW if door.name.partition(":")[0] in DIARY]

    for door in own:
        for method in (client.get, client.post):
            assert method(door.url(rooms.values(door))).status_code in {404, 405}, door
    assert client.get(f"/relief/now/{rooms.rows['run']}/").status_code == 404


@time_machine.travel(make.NOON, tick=False)
def test_without_consent_nothing_more_is_stored(rooms: House, client: Client) -> None:
    rooms.ana.consents.update(withdrawn_at=make.NOON)
    client.force_login(rooms.ana)
    answers = {
        "answer": "no",
        "rpe": "3",
        "soreness": "4",
        "first": "cramp",
        "muscles": "calf-l",
        "name": "Salmeterol",
        "form_key": str(uuid4()),
    }
    tap = {"act": "begin", "muscle": "calf-l", "began": make.NOON.isoformat()}
    before = _kept()

    for door in DOORS:
        if door.name.partition(":")[0] in DIARY and door.name not in PUBLIC:
            url = door.url(rooms.values(door))
            client.post(url, answers | tap)
            client.post(url, json.dumps(tap), content_type="application/json")
    new = client.post(f"/relief/now/{uuid4()}/", json.dumps(tap), content_type="application/json")

    assert new["Location"].startswith(reverse("accounts:consent"))
    assert _kept() == before


def _kept() -> dict[str, list[str]]:
    """Every row of the diaries, in full."""
    rows = {}
    for model in apps.get_app_config("journal").get_models():
        found = model._default_manager.all()
        rows[model.__name__] = sorted(str(row) for row in found.values_list())
    return rows


@pytest.mark.parametrize(
    "door", [door for door in DOORS if door.name.partition(":")[0] in DIARY], ids=named
)
@time_machine.travel(make.NOON, tick=False)
def test_without_consent_no_page_of_the_own_diary_opens(
    door: Door, rooms: House, client: Client
) -> None:
    rooms.ana.consents.update(withdrawn_at=make.NOON)
    client.force_login(rooms.ana)

    response = client.get(door.url(rooms.values(door)))

    if door.name in PUBLIC:
        assert response.status_code in {200, 302, 404}
    else:
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("accounts:consent"))


@pytest.mark.parametrize("door", CLOSED, ids=named)
@time_machine.travel(make.NOON, tick=False)
def test_no_door_breaks_for_its_owner(door: Door, rooms: House, client: Client) -> None:
    client.force_login(rooms.ana)

    response = client.get(door.url(rooms.values(door)))

    assert response.status_code in {200, 302, 404, 405}
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("door", CLOSED, ids=named)
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
@time_machine.travel(make.NOON, tick=False)
def test_a_wrong_method_is_refused(door: Door, method: str, rooms: House, client: Client) -> None:
    client.force_login(rooms.ana)

    response = getattr(client, method)(door.url(rooms.values(door)))

    assert response.status_code == 405


@pytest.mark.parametrize(
    "asked", ["//evil.example", "\\\\evil.example", "https://evil.example/", "javascript:x", "NaN"]
)
@pytest.mark.parametrize("act", ["skip", "drink", "finding", "consent"])
@time_machine.travel(make.NOON, tick=False)
def test_no_form_sends_anybody_to_another_site(
    act: str, asked: str, rooms: House, client: Client
) -> None:
    ana, water = rooms.ana, Drink.objects.get(name="Tap water")
    services.keep_snapshots(ana, [Finding("cramps_at_rest", Level.TIP, {})], make.NOON)
    forms: dict[str, tuple[str, dict[str, Any]]] = {
        "skip": (reverse("journal:skip_workout", args=[rooms.rows["workout"]]), {}),
        "drink": (
            reverse("journal:log_drink"),
            {"drink": water.pk, "volume_ml": "250", "form_key": uuid4()},
        ),
        "finding": (
            reverse("advice:answer_finding", args=["cramps_at_rest"]),
            {"answer": "not_now"},
        ),
        "consent": (reverse("accounts:consent"), {"agree": "on"}),
    }
    address, fields = forms[act]
    client.force_login(ana)

    answer = client.post(address, {**fields, "next": asked})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/") or asked == "NaN"
    assert "evil" not in answer["Location"]
    assert "javascript" not in answer["Location"]
