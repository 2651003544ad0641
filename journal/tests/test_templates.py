from __future__ import annotations

from datetime import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Workout, WorkoutTemplate
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
LIST = reverse("journal:templates")


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Long run",
        "sport": "run",
        "clock": "07:30",
        "minutes": "90",
        "effort": "4",
        "distance": "15",
        "target_muscles": ["calf"],
        "form_key": str(uuid4()),
    } | changes


def test_a_template_is_saved_once_a_form(browser: Client, ana: User) -> None:
    answers = typed()

    for _ in range(2):
        browser.post(reverse("journal:add_template"), answers)

    made = WorkoutTemplate.objects.get()
    assert (made.owner, made.name, made.clock, made.minutes) == (ana, "Long run", time(7, 30), 90)
    assert (made.effort, made.distance_m, made.target_muscles) == (4, 15_000, ["calf"])
    assert "Long run" in text(browser.get(LIST))


def test_who_goes_back_and_saves_other_answers_has_changed_the_template(browser: Client) -> None:
    answers = typed()
    browser.post(reverse("journal:add_template"), answers)

    browser.post(reverse("journal:add_template"), answers | {"minutes": "75"})

    assert WorkoutTemplate.objects.get().minutes == 75


def test_a_part_of_the_day_is_enough_and_nothing_is_not(browser: Client) -> None:
    add = reverse("journal:add_template")

    refused = browser.post(add, typed(clock=""))
    browser.post(add, typed(clock="", part="evening"))

    assert "Give a time" in str(refused.context["form"].errors["clock"])
    assert WorkoutTemplate.objects.get().part_of_day == "evening"


def test_any_workout_becomes_a_template(browser: Client, ana: User) -> None:
    done = make.done_workout(ana, title="Hills", minutes=47, rpe=7, distance_m=9_100)
    plan = make.workout(ana, planned_pace_s_km=333.0)

    form = browser.get(reverse("journal:save_as_template", args=[done.pk])).context["form"]
    browser.post(reverse("journal:save_as_template", args=[plan.pk]), typed())

    assert form.initial == {
        "name": "Hills",
        "sport": "run",
        "clock": time(12),
        "part": "",
        "minutes": 47,
        "effort": "7",
        "distance": 9_100,
        "target_muscles": [],
    }
    assert WorkoutTemplate.objects.get().pace_s_km == 333.0


def test_editing_keeps_the_pace_and_plans_made_before(browser: Client, ana: User) -> None:
    template = make.template(ana, pace_s_km=300.0)
    plan = make.workout(ana, title="Leg day")

    browser.post(reverse("journal:edit_template", args=[template.pk]), typed(name="Hill day"))

    template.refresh_from_db()
    plan.refresh_from_db()
    assert (template.name, template.pace_s_km, plan.title) == ("Hill day", 300.0, "Leg day")


def test_deleting_asks_first_and_a_second_tap_is_no_error(browser: Client, ana: User) -> None:
    address = reverse("journal:delete_template", args=[make.template(ana).pk])

    asked = browser.get(address)
    taps = [browser.post(address).status_code for _ in range(2)]

    assert "Delete this template?" in text(asked)
    assert taps == [302, 302]
    assert not WorkoutTemplate.objects.exists()


def test_somebody_elses_template_does_not_exist(ana: User) -> None:
    template, bea = make.template(ana, "Hers"), at(make.user("bea"))

    for route in ("edit_template", "delete_template"):
        address = reverse(f"journal:{route}", args=[template.pk])
        assert bea.get(address).status_code == bea.post(address).status_code == 404
    page = bea.get(reverse("journal:plan_workout"), {"template": str(template.pk)})
    assert "Hers" not in text(page)
    assert "Hers" not in text(bea.get(LIST))


def test_a_template_fills_in_the_plan_and_saving_it_is_enough(browser: Client, ana: User) -> None:
    template = make.template(ana, effort=6, target_muscles=["ham"], distance_m=8_000)
    address = reverse("journal:plan_workout")

    form = browser.get(address, {"template": str(template.pk), "day": "2026-01-16"}).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    sent["distance"] = "8"
    browser.post(address, sent | {"is_race": ""})

    made = Workout.objects.get()
    assert made.title == "Leg day"
    assert made.starts_at.isoformat() == "2026-01-16T10:00:00+00:00"
    assert (made.planned_minutes, made.planned_effort, made.target_muscles) == (60, 6, ["ham"])


@pytest.mark.parametrize("asked", ["", "x", "\0", str(uuid4())])
def test_a_template_that_is_not_there_fills_in_nothing(browser: Client, asked: str) -> None:
    response = browser.get(reverse("journal:plan_workout"), {"template": asked})

    assert response.status_code == 200


def test_a_template_named_after_its_sport_gives_no_name(browser: Client, ana: User) -> None:
    template = make.template(ana, "Run")

    page = browser.get(reverse("journal:plan_workout"), {"template": str(template.pk)})

    assert page.context["form"].initial["title"] == ""


def test_the_week_offers_the_days_that_are_left_and_tomorrow_first(
    browser: Client, ana: User
) -> None:
    make.template(ana)

    here = browser.get(reverse("journal:week"))
    before = browser.get(reverse("journal:week", args=[2026, 2]))

    sheet = here.context["sheet"]
    assert [day.on.day for day in sheet.plan_days] == [14, 15, 16, 17, 18]
    assert sheet.plan_on.day == 15
    assert before.context["sheet"].plan_on is None
    assert before.context["templates"] == []
