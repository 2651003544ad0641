from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Category, Grant, User
from accounts.units import Units
from journal.models import Change, Workout
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TEST = {
    "mass_before": "70",
    "mass_after": "69",
    "drank": "600",
    "urine": "200",
    "food": "",
    "temperature": "20",
    "humidity": "60",
}


def url(workout: Workout) -> str:
    return reverse("journal:sweat_test", args=[workout.pk])


def test_the_worked_test_of_the_evidence_is_told_at_once(ana: User, browser: Client) -> None:
    # Evidence 4.1: 1.40 L less breath 0.14: 1.26 L/h, 1.43 % lighter.
    run = make.done_workout(ana, distance_m=10_000.0)

    page = text(browser.post(url(run), TEST, follow=True))

    run.refresh_from_db()
    assert (run.mass_before_kg, run.mass_after_kg, run.drank_ml) == (70, 69, 600)
    assert "1.26<small>L/h" in page
    assert "1.4<small>%" in page
    assert "1.07 to 1.45 L an hour" in page
    assert "It counts." in page
    assert "How to do it" in page


@pytest.mark.parametrize(
    ("fields", "typed", "said"),
    [
        ({"minutes": 29}, {}, "shorter than half an hour"),
        ({}, {"temperature": ""}, "The temperature is not told"),
        ({}, {"mass_after": "70.6", "drank": "600"}, "Nobody sweats this little or this much"),
        ({"distance_m": 10_000.0}, {"drank": "3000"}, "Please repeat it."),
    ],
)
def test_why_it_cannot_count_is_said(
    ana: User, browser: Client, fields: dict[str, Any], typed: dict[str, str], said: str
) -> None:
    run = make.done_workout(ana, **fields)

    page = text(browser.post(url(run), TEST | typed, follow=True))

    assert said in page
    assert "It counts." not in page


def test_what_is_missing_is_named_and_never_taken_as_zero(ana: User, browser: Client) -> None:
    run = make.done_workout(ana)

    page = text(browser.post(url(run), TEST | {"drank": "", "urine": ""}, follow=True))

    run.refresh_from_db()
    assert (run.drank_ml, run.urine_ml) == (None, None)
    assert "Still to tell: what you drank, the urine." in page


def test_logged_drinks_are_offered_and_not_forced(ana: User, browser: Client) -> None:
    run, water = make.done_workout(ana), make.drink()
    make.intake(ana, water, volume_ml=400, workout=run)
    make.intake(ana, water, volume_ml=250, workout=run)
    make.intake(ana, water, volume_ml=999, workout=run, deleted_at=make.NOON)

    form = browser.get(url(run)).context["form"]
    browser.post(url(run), TEST | {"drank": ""})

    run.refresh_from_db()
    assert form["drank"].value() == "650"
    assert "The sum of your logged drinks." in form.fields["drank"].help_text
    assert run.drank_ml is None


def test_the_first_weighing_is_kept_before_the_workout(ana: User, browser: Client) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON + timedelta(hours=1))

    browser.post(url(plan), {"mass_before": "70.4"})

    plan.refresh_from_db()
    assert (plan.state, plan.mass_before_kg, plan.mass_after_kg) == ("planned", 70.4, None)


def test_saving_what_is_shown_changes_nothing(ana: User) -> None:
    ana.units = Units.US
    ana.save(update_fields=["units"])
    run = make.done_workout(
        ana,
        mass_before_kg=70.123,
        mass_after_kg=69.456,
        drank_ml=601.7,
        urine_ml=33.3,
        food_g=40.4,
        temperature_c=20.33,
        humidity_percent=61.23,
    )
    form = at(ana).get(url(run)).context["form"]
    shown = {name: form[name].value() or "" for name in TEST}

    at(ana).post(url(run), shown)

    assert not Change.objects.exists()


def test_food_counts_by_its_weight(ana: User, browser: Client) -> None:
    run = make.done_workout(ana)

    page = text(browser.post(url(run), TEST | {"food": "100"}, follow=True))

    assert "1.50<small>L/h" in page


def test_weights_that_are_hard_to_believe_are_asked_once_more(ana: User, browser: Client) -> None:
    run = make.done_workout(ana)

    page = text(browser.post(url(run), TEST | {"mass_after": "60"}))
    run.refresh_from_db()
    before = run.mass_after_kg
    browser.post(url(run), TEST | {"mass_after": "60", "mass_checked": "on"})

    run.refresh_from_db()
    assert "That is 14 % less than before." in page
    assert before is None
    assert run.mass_after_kg == 60


def test_a_gain_is_said_plainly(ana: User, browser: Client) -> None:
    run = make.done_workout(ana)

    page = text(browser.post(url(run), TEST | {"mass_after": "70.5", "drank": "1500"}, follow=True))

    assert "You came back heavier" in page
    assert "drink nothing until you have passed urine" in page
    assert "puffy hands or confusion" in page
    assert "0.7<small>%" in page


def test_a_coach_sees_a_band_and_no_number_of_it(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim)
    Grant.objects.update(**{category.value: True for category in Category})
    run = make.done_workout(ana, mass_before_kg=70.0, mass_after_kg=69.0, drank_ml=600, urine_ml=0)

    page = text(at(kim).get(reverse("journal:workout", args=[ana.pk, run.pk])))

    assert "of body weight" in page
    assert "L/h" not in page
    assert "Your sweat" not in page
    assert at(kim).get(url(run)).status_code == 404
    assert at(kim).post(url(run), TEST).status_code == 404


def test_the_finish_form_leads_to_it_and_keeps_what_was_typed(ana: User, browser: Client) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(hours=3))
    sent = {"sport": "run", "day": "2026-01-14", "clock": "09:00", "minutes": "50"}
    sent |= {"zone": "Europe/Lisbon", "sweat_test": "on", "mass_before": "70"}

    response = browser.post(reverse("journal:finish_workout", args=[plan.pk]), sent)

    plan.refresh_from_db()
    assert response["Location"] == url(plan)
    assert (plan.minutes, plan.mass_before_kg) == (50, 70)
