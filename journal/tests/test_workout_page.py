from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog
from accounts.units import Units
from journal.models import Workout
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def full(athlete: Any, **fields: Any) -> Workout:
    """A workout with everything filled in."""
    values: dict[str, Any] = {
        "title": "Tempo run",
        "planned_start_at": make.NOON,
        "planned_minutes": 60,
        "planned_effort": 4,
        "planned_distance_m": 12_000.0,
        "minutes": 47,
        "rpe": 8,
        "distance_m": 9_100.0,
        "temperature_c": 28.0,
        "humidity_percent": 61.0,
        "drank_ml": 333.0,
        "mass_before_kg": 60.4,
        "mass_after_kg": 59.7,
        "soreness_before": 4,
        "note": "Secret thought",
        "cramped": True,
        "target_muscles": ["calf"],
    } | fields
    return make.done_workout(athlete, **values)


def page(client: Client, workout: Workout, *, of: Any = None) -> str:
    args = [of.pk, workout.pk] if of else [workout.pk]
    response = client.get(reverse("journal:workout", args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_done_numbers_stand_beside_the_planned_ones(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)

    shown = page(client, full(ana))

    assert "<dt>of 12 km</dt>" in shown
    assert "9.1<small>km</small>" in shown
    assert "47<small>min</small>" in shown
    assert "<dt>effort, plan&nbsp;4</dt>" in shown
    assert "333<small>mL</small>" in shown
    assert "Secret thought" in shown
    assert "You lost" in shown
    assert "1.2 % of your weight" in shown


def test_the_reader_sees_their_own_units(client: Client) -> None:
    ana = make.user(units=Units.US)
    client.force_login(ana)

    shown = page(client, full(ana))

    assert "5.65<small>mi</small>" in shown
    assert "<dt>of 7.46 mi</dt>" in shown
    assert "133.2<small>lb</small>" in shown


def test_an_unanswered_workout_asks_its_owner(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    done = make.done_workout(ana)
    client.force_login(ana)
    own = page(client, done)
    client.force_login(kim)
    coachs = page(client, done, of=ana)

    assert "Any cramp?" in own
    assert "Yes, log it" in own
    assert "Yes, log it" not in coachs


def test_its_cramps_and_drinks_are_on_the_page(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    done = make.done_workout(ana)
    cramp = make.episode(ana, workout=done)
    gone = make.episode(ana, workout=done, deleted_at=make.NOON, muscles=["ham-r"])
    water = make.drink()
    make.intake(ana, water, workout=done, volume_ml=250)
    make.intake(ana, water, workout=done, volume_ml=300)

    shown = page(client, done)

    assert reverse("journal:episode", args=[cramp.pk]) in shown
    assert reverse("journal:episode", args=[gone.pk]) not in shown
    assert "Any cramp?" not in shown
    assert "550<small>mL</small>" in shown


def test_a_plan_leads_to_its_preparation_and_can_be_acted_on(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    plan = make.workout(ana, part_of_day="morning")

    shown = page(client, plan)

    assert reverse("advice:preparation", args=[plan.pk]) in shown
    assert "morning, about 10:00" in shown
    for act in ("finish", "move", "skip", "cancel", "edit", "delete"):
        assert reverse(f"journal:{act}_workout", args=[plan.pk]) in shown


def test_a_plan_that_was_let_go_can_be_planned_again(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    plan = make.workout(ana, state="skipped")

    assert reverse("journal:reopen_workout", args=[plan.pk]) in page(client, plan)


def test_a_coach_reads_and_does_not_write(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    plan = make.workout(ana, title="Long run")
    client.force_login(kim)

    shown = page(client, plan, of=ana)

    assert "Ana’s diary, shared with you" in shown
    assert reverse("advice:preparation", args=[ana.pk, plan.pk]) in shown
    for act in ("finish", "move", "skip", "cancel", "edit", "delete"):
        assert reverse(f"journal:{act}_workout", args=[plan.pk]) not in shown
    assert AccessLog.objects.get().page == "workout"


@pytest.mark.parametrize(
    ("category", "traces"),
    [
        ("cramps", ["Cramps", "Left calf", "cramp"]),
        ("drinks", ["Drinks", "Tap water", "drunk", "333"]),
        ("wellness", ["sore before"]),
        ("notes", ["Secret thought", "Note<"]),
        ("weight", ["of body weight"]),
    ],
)
def test_what_is_not_granted_leaves_no_trace(
    client: Client, category: str, traces: list[str]
) -> None:
    ana, kim = make.user(), make.coach()
    everything = dict.fromkeys(("wellness", "notes", "weight"), True)
    grant = make.grant(ana, kim, **everything)
    done = full(ana)
    make.episode(ana, workout=done)
    make.intake(ana, make.drink(), workout=done)
    client.force_login(kim)
    granted = page(client, done, of=ana).partition("<main")[2]
    setattr(grant, category, False)
    grant.save(update_fields=[category])

    withheld = page(client, done, of=ana).partition("<main")[2]

    for trace in traces:
        assert trace in granted
        assert trace not in withheld


def test_a_coach_sees_weight_as_a_band_only(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, weight=True)
    client.force_login(kim)

    shown = page(client, full(ana), of=ana)

    assert "Lost 1 to 2 % of body weight." in shown
    assert "60.4" not in shown
    assert "59.7" not in shown


def test_who_has_no_access_finds_nothing(client: Client) -> None:
    ana, bea, kim = make.user("ana"), make.user("bea"), make.coach()
    done = make.done_workout(ana)
    own, shared = (
        reverse("journal:workout", args=[done.pk]),
        reverse("journal:workout", args=[ana.pk, done.pk]),
    )

    assert reverse("account_login") in client.get(own)["Location"]
    for reader in (bea, kim):
        client.force_login(reader)
        assert client.get(own).status_code == 404
        assert client.get(shared).status_code == 404
    make.grant(ana, kim, workouts=False)
    assert client.get(shared).status_code == 404
    assert not AccessLog.objects.exists()


def test_a_page_is_read_with_get(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)

    url = reverse("journal:workout", args=[make.workout(ana).pk])

    assert client.post(url).status_code == 405


def test_the_page_asks_the_same_however_much_there_is(
    client: Client, django_assert_num_queries: Any
) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim)
    done = make.done_workout(ana)
    water = make.drink()
    for _ in range(30):
        make.episode(ana, workout=done)
        make.intake(ana, water, workout=done)

    client.force_login(ana)
    with django_assert_num_queries(7):
        page(client, done)
    client.force_login(kim)
    with django_assert_num_queries(8):
        page(client, done, of=ana)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"distance_m": 9_400.0}, '<dt>per km, plan&nbsp;5:00</dt><dd class="num">5:00</dd>'),
        ({"planned_pace_s_km": 330.0}, "<dt>per km, plan&nbsp;5:30</dt>"),
        ({"sport": "ride"}, '<dt>km/h, plan&nbsp;12.0</dt><dd class="num">11.6</dd>'),
        ({"sport": "swim"}, "<dt>per 100 m, plan&nbsp;0:30</dt>"),
    ],
)
def test_the_pace_stands_beside_the_planned_one(
    client: Client, fields: dict[str, Any], shown: str
) -> None:
    ana = make.user()
    client.force_login(ana)

    assert shown in page(client, full(ana, **fields))


def test_a_sport_without_a_way_has_no_pace(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)

    assert "per km" not in page(client, full(ana, sport="football"))


@pytest.mark.parametrize(
    ("first_half", "said"),
    [
        (22.0, "The first half was 6 % faster than an even pace."),
        (25.0, "The first half was 6 % slower than an even pace."),
        (23.5, "The first half was at an even pace."),
    ],
)
def test_the_first_half_is_told_without_a_verdict(
    client: Client, first_half: float, said: str
) -> None:
    ana = make.user()
    client.force_login(ana)

    assert said in page(client, full(ana, first_half_minutes=first_half))


def test_effort_is_asked_on_the_page_of_its_owner_only(client: Client) -> None:
    ana, kim = make.user(), make.coach()
    make.grant(ana, kim, wellness=True)
    done = full(ana, rpe=None)
    client.force_login(ana)
    own = page(client, done)
    client.force_login(kim)

    assert "How hard was it?" in own
    assert "How hard was it?" not in page(client, done, of=ana)


def test_a_used_to_heat_is_said(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)

    assert "Not used to such heat." in page(client, full(ana, acclimatised=False))
    assert "Used to such heat." in page(client, full(ana, acclimatised=True))
    assert "such heat" not in page(client, full(ana))
