from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.units import Units
from journal.models import Change, Workout
from tests import make

pytestmark = pytest.mark.django_db
URL = reverse("journal:plan_workout")


def typed(**changes: Any) -> dict[str, Any]:
    """What a person sends for a run tomorrow at ten."""
    return {
        "sport": "run",
        "day": "2026-01-15",
        "clock": "10:00",
        "minutes": "60",
        "zone": "Europe/Lisbon",
        "form_key": str(uuid4()),
    } | changes


@time_machine.travel(make.NOON, tick=False)
def test_the_form_is_for_tomorrow_at_home(client: Client) -> None:
    client.force_login(make.user())

    form = client.get(URL).context["form"]

    assert form.initial["day"].isoformat() == "2026-01-15"
    assert form.initial["zone"] == "Europe/Lisbon"


@time_machine.travel(make.NOON, tick=False)
def test_a_plan_with_only_what_is_required(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)

    response = client.post(URL, typed())

    made = Workout.objects.get()
    assert response["Location"] == reverse("journal:workout", args=[made.pk])
    assert made.athlete == ana
    assert made.state == "planned"
    assert made.planned_start_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert made.planned_minutes == 60
    assert made.planned_effort is None
    assert made.planned_distance_m is None
    assert made.target_muscles == []


@time_machine.travel(make.NOON, tick=False)
def test_a_plan_with_everything_in_us_units_on_a_trip(client: Client) -> None:
    client.force_login(make.user(units=Units.US))

    client.post(
        URL,
        typed(
            title="Long run",
            effort="7",
            target_muscles=["calf", "ham"],
            distance="10",
            temperature="86",
            humidity="60",
            is_race="on",
            note="With Bea",
            zone="tokyo",
        ),
    )

    made = Workout.objects.get()
    assert made.zone == "Asia/Tokyo"
    assert made.planned_start_at == datetime(2026, 1, 15, 1, tzinfo=UTC)
    assert made.planned_distance_m == pytest.approx(16_093.44)
    assert made.temperature_c == pytest.approx(30)
    assert made.humidity_percent == 60
    assert made.planned_effort == 7
    assert made.target_muscles == ["calf", "ham"]
    assert made.is_race
    assert made.note == "With Bea"


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize(
    ("part", "hour", "minute"),
    [("morning", 7, 0), ("midday", 12, 0), ("afternoon", 15, 30), ("evening", 18, 30)],
)
def test_a_part_of_the_day_is_enough(client: Client, part: str, hour: int, minute: int) -> None:
    client.force_login(make.user())

    client.post(URL, typed(clock="", part=part))

    made = Workout.objects.get()
    assert made.part_of_day == part
    assert made.planned_start_at == datetime(2026, 1, 15, hour, minute, tzinfo=UTC)


@time_machine.travel(make.NOON, tick=False)
def test_a_time_on_the_clock_outweighs_the_part_of_the_day(client: Client) -> None:
    client.force_login(make.user())

    client.post(URL, typed(clock="10:00", part="evening"))

    assert Workout.objects.get().part_of_day == ""


@time_machine.travel(make.NOON, tick=False)
def test_a_time_skipped_in_spring_moves_forward(client: Client) -> None:
    client.force_login(make.user())

    client.post(URL, typed(day="2026-03-29", clock="01:30"))

    assert Workout.objects.get().planned_start_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@time_machine.travel(make.NOON, tick=False)
def test_a_double_click_is_one_plan(client: Client) -> None:
    client.force_login(make.user())
    sent = typed()

    first, second = client.post(URL, sent), client.post(URL, sent)

    assert Workout.objects.count() == 1
    assert first["Location"] == second["Location"]


@time_machine.travel(make.NOON, tick=False)
def test_the_same_key_of_somebody_else_is_another_plan(client: Client) -> None:
    sent = typed()
    for name in ("ana", "bea"):
        client.force_login(make.user(name))
        client.post(URL, sent)

    assert Workout.objects.count() == 2


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"minutes": "0"}, "minutes", "Write a whole number from 1 to 1,440."),
        ({"minutes": "5000"}, "minutes", "Write a whole number from 1 to 1,440."),
        ({"minutes": ""}, "minutes", "Write a whole number from 1 to 1,440."),
        ({"day": ""}, "day", "Pick a day."),
        ({"day": "2031-01-15"}, "day", "A plan reaches two years ahead."),
        ({"clock": ""}, "clock", "Give a time, or pick a part of the day."),
        ({"zone": "Mars/Olympus"}, "zone", "is not a time zone we know"),
        ({"effort": "11"}, "effort", "Pick a number from 0 to 10."),
        ({"temperature": "99"}, "temperature", "Write a number from -40 to 60 °C."),
        ({"humidity": "101"}, "humidity", "Write a number from 0 to 100 %."),
        ({"distance": "far"}, "distance", "Write a number in km"),
        ({"target_muscles": ["wing"]}, "target_muscles", "Pick from the ones shown."),
        ({"note": "x" * 10_000}, "note", "2,000 characters and this one has 10,000"),
        ({"title": "x" * 81}, "title", "A name holds 80 characters."),
    ],
)
def test_a_slip_is_named_beside_its_field_and_nothing_is_lost(
    client: Client, changes: dict[str, Any], field: str, says: str
) -> None:
    client.force_login(make.user())

    response = client.post(URL, typed(**{"title": "Hill run"} | changes))

    page = response.content.decode()
    assert response.status_code == 200
    assert "<title>Check: Plan a workout" in " ".join(page.split())
    assert says in response.context["form"].errors[field][0]
    assert "autofocus" in page
    assert changes.get("title", "Hill run") in page
    assert str(changes.get("note", "")) in page
    assert not Workout.objects.exists()


@time_machine.travel(make.NOON, tick=False)
def test_a_passed_time_leads_to_logging_with_what_was_typed(client: Client) -> None:
    client.force_login(make.user())

    response = client.post(URL, typed(day="2026-01-14", clock="09:00", title="Hill run"))

    assert "This time has passed." in response.content.decode()
    way_out = f"{reverse('journal:log_workout')}?sport=run&amp;title=Hill+run&amp;day=2026-01-14"
    assert f'<a href="{way_out}&amp;clock=09%3A00&amp;minutes=60">' in response.content.decode()


@time_machine.travel(make.NOON, tick=False)
def test_a_hostile_title_stays_text_in_the_way_out(client: Client) -> None:
    client.force_login(make.user())

    response = client.post(URL, typed(day="2026-01-14", clock="09:00", title='"><script>'))

    assert "<script>" not in response.content.decode()


@time_machine.travel(make.NOON, tick=False)
def test_the_undo_of_a_plan_deletes_it(client: Client) -> None:
    client.force_login(make.user())

    page = client.post(URL, typed(), follow=True).content.decode()

    made = Workout.objects.get()
    assert f'action="{reverse("journal:delete_workout", args=[made.pk])}"' in page
    assert "Undo" in page


def test_planning_needs_a_login(client: Client) -> None:
    assert reverse("account_login") in client.get(URL)["Location"]


def test_planning_takes_get_and_post_only(client: Client) -> None:
    client.force_login(make.user())

    assert client.put(URL).status_code == 405


@time_machine.travel(make.NOON, tick=False)
def test_editing_a_plan_without_a_change_moves_nothing(client: Client) -> None:
    ana = make.user(units=Units.US)
    client.force_login(ana)
    plan = make.workout(
        ana,
        planned_start_at=datetime(2026, 1, 15, 10, 0, 37, tzinfo=UTC),
        planned_distance_m=9_123.456,
        temperature_c=21.234,
    )
    url = reverse("journal:edit_workout", args=[plan.pk])
    form = client.get(url).context["form"]

    client.post(url, {name: form[name].value() or "" for name in form.fields})

    plan.refresh_from_db()
    assert plan.planned_start_at == datetime(2026, 1, 15, 10, 0, 37, tzinfo=UTC)
    assert plan.planned_distance_m == 9_123.456
    assert plan.temperature_c == 21.234


@time_machine.travel(make.NOON, tick=False)
def test_a_plan_whose_time_has_passed_can_still_be_renamed(client: Client) -> None:
    ana = make.user()
    client.force_login(ana)
    plan = make.workout(ana, planned_start_at=datetime(2026, 1, 13, 10, tzinfo=UTC))

    response = client.post(
        reverse("journal:edit_workout", args=[plan.pk]), typed(day="2026-01-13", title="Old one")
    )

    plan.refresh_from_db()
    assert response.status_code == 302
    assert plan.title == "Old one"


def test_somebody_elses_plan_cannot_be_edited(client: Client) -> None:
    plan = make.workout(make.user("ana"))
    client.force_login(make.user("bea"))

    assert client.get(reverse("journal:edit_workout", args=[plan.pk])).status_code == 404
    assert client.post(reverse("journal:edit_workout", args=[plan.pk])).status_code == 404


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize(
    ("units", "sport", "shown"),
    [
        ("metric", "run", "5:33"),
        ("us", "run", "8:56"),
        ("us", "ride", "6.7"),
        ("us", "swim", "0:33"),
    ],
)
def test_a_pace_is_shown_in_ones_units_and_saved_again_as_it_was(
    client: Client, units: str, sport: str, shown: str
) -> None:
    ana = make.user(units=units)
    client.force_login(ana)
    plan = make.workout(ana, sport=sport, planned_pace_s_km=333.12, acclimatised=True)
    url = reverse("journal:edit_workout", args=[plan.pk])

    form = client.get(url).context["form"]
    fields = {name: form[name].value() for name in form.fields}
    client.post(url, {name: value for name, value in fields.items() if value not in (None, False)})

    plan.refresh_from_db()
    assert form["pace"].value() == shown
    assert (plan.planned_pace_s_km, plan.acclimatised) == (333.12, True)
    assert not Change.objects.exists()


@time_machine.travel(make.NOON, tick=False)
def test_a_typed_pace_is_kept_in_seconds_a_kilometre(client: Client) -> None:
    ana = make.user(units="us")
    client.force_login(ana)
    plan = make.workout(ana)
    url = reverse("journal:edit_workout", args=[plan.pk])
    sent = {"sport": "run", "day": "2026-01-20", "clock": "10:00", "zone": ana.zone}

    client.post(url, sent | {"minutes": "60", "pace": "8:30"})

    plan.refresh_from_db()
    assert plan.planned_pace_s_km == pytest.approx(510 / 1.609344)
