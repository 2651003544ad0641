"""What a workout still asks: one tap on Today, one form for many, without script, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import Workout
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import button, tab_to, toast
from tests.browser.test_every_page import complaints

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def phone(
    ana: User, live_server: LiveServer, visitor: Visitor, request: pytest.FixtureRequest
) -> Iterator[Visit]:
    """Ana's phone, with JavaScript and without."""
    visit = visitor(ana, live_server.url, script=request.param)
    yield visit
    assert not visit.complaints


def answers(workout: Workout) -> tuple[str, bool | None, int | None]:
    workout.refresh_from_db()
    return workout.state, workout.cramped, workout.rpe


def test_no_cramp_is_one_tap_from_home_with_a_way_back(phone: Visit, ana: User) -> None:
    done, page = make.done_workout(ana), phone.page
    page.goto("/")

    button(page, "No cramp").click()

    expect(toast(page)).to_contain_text("Noted: no cramp.")
    assert page.url.endswith("/today/")
    assert answers(done) == ("done", False, 5)

    button(page, "Undo").click()
    expect(button(page, "No cramp")).to_be_visible()
    assert answers(done) == ("done", None, 5)


def test_no_cramp_by_keyboard_alone(phone: Visit, ana: User) -> None:
    done, page = make.done_workout(ana), phone.page
    page.goto("/")

    tab_to(page, button(page, "No cramp"))
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("Noted: no cramp.")

    assert answers(done) == ("done", False, 5)


def test_effort_is_one_tap_from_home(phone: Visit, ana: User) -> None:
    done, page = make.done_workout(ana, rpe=None, cramped=False), phone.page
    page.goto("/")

    button(page, "Effort 7").click()

    expect(toast(page)).to_contain_text("Noted: effort 7 of 10.")
    assert answers(done) == ("done", False, 7)


def test_many_are_answered_together(phone: Visit, ana: User) -> None:
    easy, hard = make.done_workout(ana, rpe=None), make.done_workout(ana, days_ago=2, rpe=None)
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(days=3))
    page = phone.page
    page.goto("/today/")
    page.get_by_role("link", name="Answer 3 workouts together").click()

    page.locator(f"label[for=id_cramp-{easy.pk.hex}-no]").click()
    page.locator(f"label[for=id_effort-{easy.pk.hex}-3]").click()
    page.locator(f"label[for=id_cramp-{hard.pk.hex}-yes]").click()
    page.locator(f"label[for=id_did-{plan.pk.hex}-no]").click()
    button(page, "Save what I answered").click()

    expect(toast(page)).to_contain_text("Saved for 3 workouts.")
    assert answers(easy) == ("done", False, 3)
    assert answers(hard) == ("done", True, None)
    assert answers(plan) == ("skipped", None, None)
    expect(page.get_by_role("heading", level=2)).to_have_count(1)

    page.locator(f"label[for=id_effort-{hard.pk.hex}-8]").click()
    button(page, "Save what I answered").click()
    expect(page.get_by_role("heading", name="Nothing is open")).to_be_visible()


def test_the_keyboard_alone_answers(ana: User, live_server: LiveServer, visitor: Visitor) -> None:
    done = make.done_workout(ana, rpe=None)
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(days=3))
    page = visitor(ana, live_server.url, script=False).page
    page.goto("/workouts/unanswered/")

    tab_to(page, page.locator(f"#id_cramp-{done.pk.hex}-no"))
    page.keyboard.press("Space")
    tab_to(page, page.locator(f"#id_effort-{done.pk.hex}-0"))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    tab_to(page, page.locator(f"#id_did-{plan.pk.hex}-yes"))
    page.keyboard.press("Space")
    tab_to(page, button(page, "Save what I answered"))
    page.keyboard.press("Enter")

    expect(toast(page)).to_contain_text("Saved for 2 workouts.")
    assert answers(done) == ("done", False, 4)
    assert answers(plan) == ("done", None, None)


def test_which_plan_it_was_is_asked_and_can_be_parted(phone: Visit, ana: User) -> None:
    for name, minutes in (("Early run", 58), ("Late run", 63)):
        make.workout(
            ana,
            title=name,
            planned_start_at=make.NOON - timedelta(hours=4),
            planned_minutes=minutes,
        )
    page = phone.page
    page.goto("/workouts/log/")
    page.locator("#id_clock").fill("09:00")
    page.get_by_label("How long").fill("60")
    button(page, "Save workout").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which plan was it?")
    page.get_by_role("button", name="Late run").click()
    expect(toast(page)).to_contain_text("Matched to your plan: Late run.")
    assert Workout.objects.owned_by(ana).count() == 2

    button(page, "It was not this plan").click()

    expect(toast(page)).to_contain_text("Kept apart. The plan is open again.")
    assert Workout.objects.owned_by(ana).planned().count() == 2
    assert Workout.objects.owned_by(ana).done().count() == 1


@pytest.mark.parametrize("path", ["/workouts/unanswered/", "/today/"])
def test_nothing_goes_sideways_on_the_narrowest_phone(
    path: str, ana: User, live_server: LiveServer, visitor: Visitor
) -> None:
    make.done_workout(ana, rpe=None, title="The very long hill run of the cooperative")
    make.workout(ana, planned_start_at=make.NOON - timedelta(days=3))
    page = visitor(ana, live_server.url, size={"width": 320, "height": 640}).page
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_full_pages_have_nothing_to_complain_about(
    ana: User, live_server: LiveServer, visitor: Visitor
) -> None:
    done = make.done_workout(
        ana,
        rpe=None,
        distance_m=10_000.0,
        first_half_minutes=28.0,
        mass_before_kg=70.0,
        mass_after_kg=69.0,
        drank_ml=600,
        urine_ml=0,
    )
    make.workout(ana, planned_start_at=make.NOON - timedelta(hours=20))
    pages = ["today/", "workouts/unanswered/", f"workouts/{done.pk}/"]
    pages += [f"workouts/{done.pk}/{page}/" for page in ("which-plan", "sweat-test", "edit")]

    visit = visitor(ana, live_server.url, reduced_motion="reduce")

    assert complaints(visit, [f"/{page}" for page in pages]) == []
