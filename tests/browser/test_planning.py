"""Planning weeks ahead in a real browser: few taps, without script, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from journal.models import Workout
from tests import make
from tests.browser.conftest import Visit, Visitor
from tests.browser.hands import button, tab_to, toast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("noon")]


@pytest.fixture
def plain(ana: User, live_server: LiveServer, visitor: Visitor) -> Iterator[Visit]:
    """Ana's phone with JavaScript off."""
    visit = visitor(ana, live_server.url, script=False)
    yield visit
    assert not visit.complaints


def test_two_taps_from_the_week_plan_a_workout_from_a_template(plain: Visit, ana: User) -> None:
    make.template(ana, "Long run")
    page = plain.page
    page.goto("/calendar/week/")

    button(page, "Long run").click()
    button(page, "Save plan").click()

    expect(toast(page)).to_contain_text("Planned.")
    made = Workout.objects.get()
    assert made.planned_start_at == datetime(2026, 1, 15, 10, tzinfo=UTC)
    assert (made.title, made.planned_minutes) == ("Long run", 60)


def test_another_day_of_the_week_is_one_tap_more(plain: Visit, ana: User) -> None:
    make.template(ana, "Long run")
    page = plain.page
    page.goto("/calendar/week/")

    page.locator("label[for=on-0118]").click()
    button(page, "Long run").click()
    button(page, "Save plan").click()

    assert Workout.objects.get().starts_at.date().day == 18


def test_repeat_a_plan_and_take_it_back(plain: Visit, ana: User) -> None:
    plan = make.workout(ana, title="Leg day")
    page = plain.page
    page.goto(f"/workouts/{plan.pk}/")

    page.get_by_role("link", name="Repeat it").click()
    page.get_by_text("Monday").click()
    page.get_by_label("For how many weeks").fill("3")
    button(page, "Repeat it").click()
    expect(toast(page)).to_contain_text("5 workouts planned, until 2 February 2026.")
    assert Workout.objects.owned_by(ana).count() == 6

    button(page, "Undo").click()
    expect(toast(page)).to_contain_text("5 workouts deleted.")
    assert Workout.objects.owned_by(ana).get() == plan


def test_delete_this_and_all_later_ones(plain: Visit, ana: User) -> None:
    plan = make.workout(ana)
    page = plain.page
    page.goto(f"/workouts/{plan.pk}/repeat/")
    button(page, "Repeat it").click()

    page.goto(f"/workouts/{plan.pk}/")
    page.get_by_role("link", name="Delete this and all later ones").click()
    expect(page.get_by_role("heading", level=2)).to_contain_text("8 planned workouts")
    button(page, "Delete").click()
    assert not Workout.objects.owned_by(ana).exists()

    button(page, "Undo").click()
    expect(toast(page)).to_contain_text("8 workouts brought back.")


def test_copy_a_week_into_the_next(plain: Visit, ana: User) -> None:
    make.done_workout(ana, title="Tempo run", minutes=47)
    make.workout(ana, title="Given up", state="skipped")
    page = plain.page
    page.goto("/calendar/week/")

    page.get_by_role("link", name="Copy this week").click()
    expect(page.get_by_role("region", name="What is copied")).to_contain_text("Tempo run")
    expect(page.get_by_role("region", name="Left out")).to_contain_text("Given up")
    button(page, "Copy the week").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Week 4")
    expect(toast(page)).to_contain_text("1 workout planned. Left out: 1 not done.")
    made = Workout.objects.get(state="planned")
    assert (made.starts_at, made.planned_minutes) == (datetime(2026, 1, 20, 12, tzinfo=UTC), 47)


def test_one_tap_moves_a_plan_to_tomorrow(plain: Visit, ana: User) -> None:
    today = datetime(2026, 1, 14, 18, tzinfo=UTC)
    plan = make.workout(ana, title="Easy run", planned_start_at=today)
    page = plain.page
    page.goto("/calendar/week/")

    button(page, "Tomorrow: move Easy run").click()
    expect(toast(page)).to_contain_text("Moved to Thursday 15 January.")
    plan.refresh_from_db()
    moved = plan.starts_at
    button(page, "Undo").click()
    expect(button(page, "Tomorrow: move Easy run")).to_be_visible()

    plan.refresh_from_db()
    assert moved == datetime(2026, 1, 15, 18, tzinfo=UTC)
    assert plan.starts_at == today


def test_a_week_by_keyboard_alone(ana: User, live_server: LiveServer, visitor: Visitor) -> None:
    plan = make.workout(ana, title="Easy run")
    make.template(ana, "Long run")
    visit = visitor(ana, live_server.url)
    page = visit.page
    page.goto("/calendar/week/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    days = page.locator(".week .adds a").all()
    entry = page.get_by_role("link", name="Easy run").first
    tab_to(page, days[0])
    tab_to(page, days[3])
    tab_to(page, entry)
    tab_to(page, button(page, "To Friday: move Easy run"))
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("Moved to Friday 16 January.")

    plan.refresh_from_db()
    tab_to(page, page.locator("[name=day]:checked"))
    page.keyboard.press("ArrowRight")
    tab_to(page, button(page, "Long run"))
    page.keyboard.press("Enter")
    expect(page.locator("#id_day")).to_have_value("2026-01-16")
    page.locator("#id_day").focus()
    tab_to(page, button(page, "Save plan"))
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("Planned.")

    assert plan.starts_at == datetime(2026, 1, 16, 10, tzinfo=UTC)
    assert Workout.objects.count() == 2
    assert not visit.complaints
