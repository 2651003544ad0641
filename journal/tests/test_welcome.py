from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import CrampEpisode, HealthProfile, Workout
from journal.queries import welcome as queries
from journal.services import welcome as services
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

START, YOU, REMIND, FIRST = (
    reverse(route)
    for route in (
        "journal:welcome",
        "journal:welcome_you",
        "reminders:welcome",
        "journal:welcome_first",
    )
)
TODAY = reverse("advice:today")
TOLD = {"zone": "Europe/Lisbon", "units": "metric"}


def test_the_first_yes_leads_on_to_the_welcome() -> None:
    nuno = at(make.user("nuno", consent=False))

    asked = text(nuno.get(reverse("accounts:consent")))
    answer = nuno.post(reverse("accounts:consent"), {"agree": "on"})

    assert "Step 1 of 4" in asked
    assert answer["Location"] == START
    assert nuno.get(START)["Location"] == YOU


@pytest.mark.parametrize("onward", ["/invitations/enter/", "/calendar/"])
def test_who_is_on_the_way_elsewhere_goes_there(onward: str) -> None:
    nuno = at(make.user("nuno", consent=False))

    answer = nuno.post(reverse("accounts:consent"), {"agree": "on", "next": onward})

    assert answer["Location"] == onward


def test_a_coach_is_not_led_through_it() -> None:
    kim = at(make.coach(consent=False))

    asked = text(kim.get(reverse("accounts:consent")))
    answer = kim.post(reverse("accounts:consent"), {"agree": "on"})

    assert "Step 1" not in asked
    assert answer["Location"] == TODAY


def test_a_yes_given_again_leads_to_today(ana: User, browser: Client) -> None:
    ana.consents.update(withdrawn_at=make.NOON)

    answer = browser.post(reverse("accounts:consent"), {"agree": "on"})

    assert answer["Location"] == TODAY


def test_the_answers_about_the_person_are_kept(ana: User, browser: Client) -> None:
    answer = browser.post(
        YOU,
        {"zone": "tokyo", "units": "us", "body_mass_kg": "154.3", "conditions": ["kidney_disease"]},
    )

    ana.refresh_from_db()
    kept = HealthProfile.objects.get()
    assert answer["Location"] == REMIND
    assert (ana.zone, ana.units) == ("Asia/Tokyo", "us")
    assert kept.body_mass_kg == pytest.approx(69.99, abs=0.01)
    assert kept.fluid_limited
    assert kept.emergency_number == "119"
    assert kept.welcomed_at is None


def test_sent_twice_it_is_one_page_about_the_body(browser: Client) -> None:
    for mass in ("70", "71"):
        browser.post(YOU, TOLD | {"body_mass_kg": mass})

    assert HealthProfile.objects.get().body_mass_kg == 71


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"zone": "Mars"}, "is not a time zone we know"),
        ({"units": "cubits"}, "Pick one of the answers shown."),
        ({"units": ""}, "Pick one."),
        ({"body_mass_kg": "704"}, "Did you mean 70.4?"),
        ({"units": "us", "body_mass_kg": "1"}, "from 44.1 to 661.4 lb"),
    ],
)
def test_a_slip_is_named_and_nothing_is_lost(browser: Client, typed: Any, says: str) -> None:
    answer = browser.post(YOU, TOLD | {"body_mass_kg": "70"} | typed)

    assert answer.status_code == 200
    assert says in text(answer)
    assert not HealthProfile.objects.exists()
    form = answer.context["form"]
    assert all(form[name].value() == value for name, value in typed.items())


def test_what_is_mailed_is_chosen_in_the_third_step(ana: User, browser: Client) -> None:
    shown = text(browser.get(REMIND))
    wrong = browser.post(REMIND, {"hydration": "on", "evening_at": "21:45"})
    answer = browser.post(REMIND, {"hydration": "on", "evening_at": "18:30"})

    chosen = ana.reminder_preference
    assert "Step 3 of 4" in shown
    assert "Quiet hours begin at 22:00." in text(wrong)
    assert answer["Location"] == FIRST
    assert (chosen.hydration, chosen.doctor) == (True, False)
    assert f"{chosen.evening_at:%H:%M}" == "18:30"
    assert f"{chosen.quiet_from:%H:%M}" == "22:00"


def test_every_step_can_be_skipped_and_is_gone_on_with_later(browser: Client) -> None:
    steps = []
    for address in (YOU, REMIND, FIRST):
        shown = text(browser.get(address))
        steps.append(browser.get(START)["Location"])
        assert "Skip" in shown or "Later" in shown

    assert steps == [YOU, REMIND, FIRST]


@pytest.mark.parametrize(
    ("choice", "route"),
    [
        ("plan", "journal:plan_workout"),
        ("cramp", "journal:log_cramp"),
        ("workout", "journal:log_workout"),
        ("later", "advice:today"),
        ("", "advice:today"),
        ("//evil.example", "advice:today"),
    ],
)
def test_the_last_step_leads_to_a_form_and_does_not_come_back(
    ana: User, browser: Client, choice: str, route: str
) -> None:
    answer = browser.post(FIRST, {"first": choice})

    assert answer["Location"] == reverse(route)
    assert HealthProfile.objects.get().welcomed_at == make.NOON
    assert {browser.get(step)["Location"] for step in (START, YOU, REMIND, FIRST)} == {TODAY}
    assert "Set up your diary" not in text(browser.get(TODAY))


def test_after_the_first_entry_a_line_says_what_comes_next(browser: Client) -> None:
    browser.post(FIRST, {"first": "cramp"})
    cramp = {"muscles": ["calf-l"]}

    first = browser.post(reverse("journal:log_cramp"), cramp)
    said = text(browser.get(first["Location"]))
    second = browser.post(reverse("journal:log_cramp"), cramp)

    assert "That was your first entry." in said
    assert "That was your first entry." not in text(browser.get(second["Location"]))
    assert CrampEpisode.objects.count() == 2


@pytest.mark.parametrize(
    "entry", ["workout", "episode", "near_cramp", "check_in", "medication", "deleted"]
)
def test_who_has_written_anything_is_not_new(ana: User, browser: Client, entry: str) -> None:
    assert queries.is_new(ana)
    if entry == "deleted":
        make.workout(ana, deleted_at=make.NOON)
    else:
        getattr(make, entry)(ana)

    assert not queries.is_new(ana)
    assert browser.get(START)["Location"] == TODAY
    assert browser.post(YOU, TOLD)["Location"] == TODAY
    assert not HealthProfile.objects.exists()


def test_leaving_twice_keeps_the_first_time(ana: User) -> None:
    for day in (14, 15):
        services.leave(ana, make.NOON.replace(day=day))

    assert HealthProfile.objects.get().welcomed_at == make.NOON


def test_today_offers_to_go_on_to_whoever_left_in_between(ana: User, browser: Client) -> None:
    new = text(browser.get(TODAY))
    make.workout(ana)

    assert f'href="{START}"' in new
    assert f'href="{START}"' not in text(browser.get(TODAY))
    assert Workout.objects.exists()


@pytest.mark.parametrize("address", [START, YOU, REMIND, FIRST])
def test_before_the_yes_there_is_no_welcome(address: str) -> None:
    nuno = at(make.user("nuno", consent=False))

    assert nuno.get(address)["Location"].startswith(reverse("accounts:consent"))
