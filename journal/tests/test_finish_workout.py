from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.units import Units
from journal.models import Workout
from tests import make

pytestmark = pytest.mark.django_db
LOG = reverse("journal:log_workout")


def typed(**changes: Any) -> dict[str, Any]:
    """What a person sends for an hour's run that ended at eleven today."""
    return {
        "sport": "run",
        "day": "2026-01-14",
        "clock": "10:00",
        "minutes": "60",
        "zone": "Europe/Lisbon",
        "form_key": str(uuid4()),
    } | changes


@time_machine.travel(make.NOON, tick=False)
def test_a_workout_is_logged_without_a_plan(client: Client) -> None:
    client.force_login(make.user())

    response = client.post(LOG, typed())

    made = Workout.objects.get()
    assert response["Location"] == reverse("journal:workout", args=[made.pk])
    assert made.state == "done"
    assert made.started_at == datetime(2026, 1, 14, 10, tzinfo=UTC)
    assert made.planned_start_at is None
    assert made.cramped is None
    assert made.rpe is None
    assert made.drank_ml is None


@time_machine.travel(make.NOON, tick=False)
def test_everything_that_happened_is_kept_in_si(client: Client) -> None:
    client.force_login(make.user(units=Units.US))

    client.post(
        LOG,
        typed(
            rpe="8",
            distance="6,2",
            temperature="86",
            humidity="61.5",
            drank="17",
            urine="0",
            mass_before="133.2",
            mass_after="131.8",
            soreness="2",
            fatigue="0",
            cramped="no",
            note="Hot",
        ),
    )

    made = Workout.objects.get()
    assert made.rpe == 8
    assert made.distance_m == pytest.approx(9_977.9, abs=0.1)
    assert made.temperature_c == pytest.approx(30)
    assert made.humidity_percent == 61.5
    assert made.drank_ml == pytest.approx(502.75)
    assert made.urine_ml == 0
    assert made.mass_before_kg == pytest.approx(60.42, abs=0.01)
    assert made.mass_after_kg == pytest.approx(59.78, abs=0.01)
    assert (made.soreness_before, made.fatigue_before) == (2, 0)
    assert made.cramped is False
    assert made.note == "Hot"


@time_machine.travel(make.NOON, tick=False)
def test_a_double_click_is_one_workout(client: Client) -> None:
    client.force_login(make.user())
    sent = typed()

    first, second = client.post(LOG, sent), client.post(LOG, sent)

    assert Workout.objects.count() == 1
    assert first["Location"] == second["Location"]


@time_machine.travel(make.NOON, tick=False)
def test_a_cramp_leads_to_logging_it(client: Client) -> None:
    client.force_login(make.user())

    response = client.post(LOG, typed(cramped="yes"))

    made = Workout.objects.get()
    assert made.cramped is True
    assert response["Location"] == f"{reverse('journal:log_cramp')}?workout={made.pk}"


@time_machine.travel(make.NOON, tick=False)
def test_a_plan_is_marked_done_and_its_numbers_survive(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    start = make.NOON - timedelta(hours=3)
    plan = make.workout(ana, planned_start_at=start, planned_distance_m=12_000.0, note="Easy")
    url = reverse("journal:finish_workout", args=[plan.pk])

    form = client.get(url).context["form"]
    response = client.post(url, typed(clock="09:05", minutes="47", rpe="8", distance="9.1"))

    plan.refresh_from_db()
    assert form["minutes"].value() == 60
    assert form["distance"].value() == "12"
    assert form["clock"].value().isoformat() == "09:00:00"
    assert form["rpe"].value() == ""
    assert response["Location"] == reverse("journal:workout", args=[plan.pk])
    assert plan.state == "done"
    assert (plan.planned_start_at, plan.planned_minutes, plan.planned_effort) == (start, 60, 5)
    assert plan.planned_distance_m == 12_000.0
    assert plan.started_at == datetime(2026, 1, 14, 9, 5, tzinfo=UTC)
    assert (plan.minutes, plan.rpe, plan.distance_m) == (47, 8, 9_100.0)
    assert plan.starts_at == plan.started_at


@time_machine.travel(make.NOON, tick=False)
def test_finishing_early_guesses_a_start_behind_us(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    plan = make.workout(ana)

    form = client.get(reverse("journal:finish_workout", args=[plan.pk])).context["form"]

    assert form["day"].value() == make.TODAY
    assert form["clock"].value().isoformat() == "11:00:00"


@time_machine.travel(make.NOON, tick=False)
def test_the_second_of_two_taps_changes_nothing(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(hours=3))
    url = reverse("journal:finish_workout", args=[plan.pk])

    client.post(url, typed(minutes="47"))
    again = client.post(url, typed(minutes="99"))

    plan.refresh_from_db()
    assert again["Location"] == reverse("journal:workout", args=[plan.pk])
    assert plan.minutes == 47


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"minutes": "0"}, "minutes", "Write a whole number from 1 to 1,440."),
        ({"minutes": "5000"}, "minutes", "Write a whole number from 1 to 1,440."),
        ({"clock": "12:06", "minutes": "1"}, "clock", "This start is still to come."),
        ({"clock": "11:30"}, "minutes", "That ends at 12:30, which is still to come."),
        ({"clock": ""}, "clock", "Pick a time."),
        ({"rpe": "11"}, "rpe", "Pick a number from 0 to 10."),
        ({"soreness": "-1"}, "soreness", "Pick a number from 0 to 10."),
        ({"temperature": "99"}, "temperature", "Write a number from -40 to 60 °C."),
        ({"humidity": "-1"}, "humidity", "Write a number from 0 to 100 %."),
        ({"drank": "40000"}, "drank", "Write a number from 0 to 30,000 mL."),
        ({"mass_before": "7"}, "mass_before", "Write a number from 20 to 300 kg."),
        ({"mass_before": "604"}, "mass_before", "Did you mean 60.4?"),
        ({"mass_before": "60", "mass_after": "64"}, "mass_after", "That is 7 % more than before."),
        ({"mass_before": "60", "mass_after": "53"}, "mass_after", "That is 12 % less than before."),
        ({"zone": "Mars"}, "zone", "is not a time zone we know"),
        ({"note": "x" * 10_000}, "note", "2,000 characters and this one has 10,000"),
        ({"cramped": "perhaps"}, "cramped", "Pick one of the answers shown."),
    ],
)
def test_a_slip_is_named_beside_its_field_and_nothing_is_lost(
    client: Client, changes: dict[str, Any], field: str, says: str
) -> None:
    client.force_login(make.user())

    response = client.post(LOG, typed(**{"title": "Hill run"} | changes))

    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Check: Log a workout" in " ".join(page.split())
    assert says in response.context["form"].errors[field][0]
    assert "Hill run" in page
    # A choice that is not offered cannot be typed, so there is nothing to give back.
    for value in () if field in ("rpe", "soreness", "cramped") else changes.values():
        assert value in page
    assert not Workout.objects.exists()


@time_machine.travel(make.NOON, tick=False)
def test_a_folded_field_that_is_wrong_stands_open(client: Client) -> None:
    client.force_login(make.user())

    shut = client.get(LOG).content.decode()
    opened = client.post(LOG, typed(humidity="200")).content.decode()

    assert '<details class="twin fold" open><summary>Heat' not in shut
    assert '<details class="twin fold" open><summary>Heat' in opened


@time_machine.travel(make.NOON, tick=False)
def test_an_unusual_weight_can_be_confirmed(client: Client) -> None:
    client.force_login(make.user())
    heavy = {"mass_before": "60", "mass_after": "64"}

    asked = client.post(LOG, typed(**heavy)).content.decode()
    confirmed = client.post(LOG, typed(**heavy, mass_checked="on"))

    assert 'name="mass_checked"' in asked
    assert confirmed.status_code == 302
    assert Workout.objects.get().mass_after_kg == 64


@time_machine.travel(make.NOON, tick=False)
def test_editing_what_was_done_without_a_change_moves_nothing(client: Client) -> None:
    ana = make.user(units=Units.US)
    client.force_login(ana)
    exact: dict[str, Any] = {
        "distance_m": 9_123.456,
        "mass_before_kg": 60.123,
        "mass_after_kg": 64.987,
        "drank_ml": 333.3,
        "humidity_percent": 55.55,
        "temperature_c": -3.21,
        "started_at": datetime(2026, 1, 13, 7, 1, 59, tzinfo=UTC),
        "cramped": False,
        "soreness_before": 0,
    }
    made = make.done_workout(ana, **exact)
    url = reverse("journal:edit_workout", args=[made.pk])
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    shown |= {"cramped": form.fields["cramped"].prepare_value(form.initial["cramped"])}
    shown.pop("is_race")

    response = client.post(url, shown)

    made.refresh_from_db()
    assert response.status_code == 302
    assert {name: getattr(made, name) for name in exact} == exact


@time_machine.travel(make.NOON, tick=False)
def test_a_logged_cramp_is_not_answered_away(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    made = make.done_workout(ana, cramped=True)
    make.episode(ana, workout=made)

    response = client.post(
        reverse("journal:edit_workout", args=[made.pk]), typed(day="2026-01-13", cramped="no")
    )

    assert "A cramp is logged" in response.context["form"].errors["cramped"][0]


@time_machine.travel(make.NOON, tick=False)
def test_an_address_fills_in_a_new_form(client: Client) -> None:
    client.force_login(make.user())

    form = client.get(LOG, {"day": "2026-01-10", "minutes": "45"}).context["form"]

    assert form["day"].value() == "2026-01-10"
    assert form["minutes"].value() == "45"


def test_finishing_is_for_the_owner(client: Client) -> None:
    plan = make.workout(make.user("ana"))
    url = reverse("journal:finish_workout", args=[plan.pk])
    anonymous = client.get(url)
    client.force_login(make.user("bea"))

    assert reverse("account_login") in anonymous["Location"]
    assert client.get(url).status_code == 404
    assert client.post(url, typed()).status_code == 404
    assert client.delete(LOG).status_code == 405
