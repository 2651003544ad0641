from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Workout
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = reverse("journal:week")


def days(response: Any) -> dict[str, Any]:
    return {day.on.isoformat(): day for day in response.context["sheet"].days}


def test_a_week_is_seven_days_with_what_is_on_them_in_words(browser: Client, ana: User) -> None:
    done = make.done_workout(ana, title="Tempo run")
    make.episode(ana, days_ago=0.99, workout=done)
    make.episode(ana, days_ago=0.98, workout=done)
    make.near_cramp(ana, days_ago=0.97)
    make.workout(ana)
    make.workout(ana, state="skipped", planned_start_at=datetime(2026, 1, 12, 10, tzinfo=UTC))

    response = browser.get(URL)

    found = days(response)
    assert [*found] == [f"2026-01-{day}" for day in range(12, 19)]
    assert found["2026-01-13"].says == "1 done, 2 cramps, 1 near-cramp"
    assert found["2026-01-15"].says == "1 planned"
    assert found["2026-01-12"].says == "1 not done"
    assert found["2026-01-14"].is_today
    assert "Right hamstring" in text(response)


def test_minutes_planned_and_done_are_summed_without_what_was_cancelled(
    browser: Client, ana: User
) -> None:
    make.done_workout(ana, planned_minutes=60, minutes=47)
    make.workout(ana, planned_minutes=30)
    make.workout(ana, planned_minutes=500, state="cancelled")

    sheet = browser.get(URL).context["sheet"]

    assert (sheet.minutes.planned, sheet.minutes.done) == (90, 47)


def test_nothing_known_is_not_zero(browser: Client) -> None:
    sheet = browser.get(URL).context["sheet"]

    assert (sheet.minutes.planned, sheet.minutes.done) == (None, None)


def test_a_near_cramp_is_counted_as_no_cramp(browser: Client, ana: User) -> None:
    done = make.done_workout(ana, cramped=False)
    make.near_cramp(ana, workout=done)

    assert browser.get(URL).context["sheet"].with_cramp == 0


@pytest.mark.parametrize(("year", "week"), [(2026, 0), (2025, 53), (1949, 9), (2101, 1)])
def test_there_is_no_such_week(browser: Client, year: int, week: int) -> None:
    assert browser.get(reverse("journal:week", args=[year, week])).status_code == 404


def test_the_ends_of_all_pages_open(browser: Client) -> None:
    assert browser.get(reverse("journal:week", args=[1950, 1])).status_code == 200
    assert browser.get(reverse("journal:week", args=[2100, 52])).status_code == 200


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Asia/Kathmandu", "America/Santiago"])
def test_days_are_the_athletes_own(zone: str) -> None:
    ana = make.user("ana", zone=zone)
    sunday = datetime(2026, 4, 5, 23, 30, tzinfo=ana.zone_info)
    make.done_workout(ana, started_at=sunday)

    week = at(ana).get(reverse("journal:week", args=[2026, 14]))
    after = at(ana).get(reverse("journal:week", args=[2026, 15]))

    assert len(days(week)["2026-04-05"].rows) == 1
    assert not any(day.rows for day in after.context["sheet"].days)


def test_every_day_offers_a_plan_or_a_log(browser: Client, ana: User) -> None:
    page = text(browser.get(URL))

    assert f"{reverse('journal:log_workout')}?day=2026-01-12" in page
    assert f"{reverse('journal:plan_workout')}?day=2026-01-12" not in page
    assert f"{reverse('journal:plan_workout')}?day=2026-01-18" in page
    assert f"{reverse('journal:log_workout')}?day=2026-01-18" not in page


def test_a_coach_sees_the_week_and_can_change_nothing(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim)
    plan = make.workout(ana, title="Long run")
    make.template(ana, "Secret plan")

    page = text(at(kim).get(reverse("journal:week", args=[ana.pk]))).partition("<main")[2]

    assert reverse("journal:workout", args=[ana.pk, plan.pk]) in page
    assert "<form" not in page
    assert "Secret plan" not in page
    assert reverse("journal:plan_workout") not in page
    assert "1 planned" in page


def test_without_cramps_granted_there_is_no_trace_of_any(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, cramps=False)
    make.episode(ana, workout=make.done_workout(ana, cramped=True))
    make.near_cramp(ana)

    page = text(at(kim).get(reverse("journal:week", args=[ana.pk]))).partition("<main")[2]

    assert "cramp" not in page.lower()
    assert "1 done" in page


def test_without_workouts_granted_there_are_no_minutes(ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, workouts=False)
    make.workout(ana, title="Hidden run")
    make.episode(ana)

    page = text(at(kim).get(reverse("journal:week", args=[ana.pk])))

    assert "Hidden run" not in page
    assert "planned" not in page.partition("<main")[2]
    assert "1 cramp" in page


def test_the_week_asks_the_same_with_one_row_and_with_thirty(
    browser: Client, ana: User, django_assert_num_queries: Any
) -> None:
    for more in (1, 30):
        for n in range(more):
            make.episode(ana, days_ago=n % 2, workout=make.done_workout(ana, days_ago=n % 2))
            make.near_cramp(ana)
            make.workout(ana)
            make.template(ana)
        with django_assert_num_queries(6):
            browser.get(URL)


def move(browser: Client, plan: Any, to: str) -> Any:
    address = reverse("journal:move_workout_to", args=[plan.pk])
    return browser.post(address, {"to": to, "next": URL}, follow=True)


def test_one_tap_moves_a_plan_to_another_day_and_one_brings_it_back(
    browser: Client, ana: User
) -> None:
    plan = make.workout(ana, part_of_day="morning")
    before = plan.starts_at

    page = move(browser, plan, "2026-01-16")
    plan.refresh_from_db()
    moved = plan.planned_start_at
    undo = text(page).partition('action="/workouts/')[2].partition('"')[0].replace("&amp;", "&")
    back = browser.post(f"/workouts/{undo}")
    plan.refresh_from_db()

    assert moved == before + timedelta(days=1)
    assert plan.part_of_day == "morning"
    assert "Moved to Friday 16 January." in text(page)
    assert plan.planned_start_at == before
    assert back["Location"] == URL


def test_moving_keeps_the_local_clock_over_summer_time(ana: User) -> None:
    saturday = datetime(2026, 3, 28, 7, tzinfo=UTC)
    plan = make.workout(ana, planned_start_at=saturday)

    with time_machine.travel(saturday, tick=False):
        move(at(ana), plan, "2026-03-29")

    plan.refresh_from_db()
    assert plan.planned_start_at == datetime(2026, 3, 29, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "to", ["", "soon", "2026-01-13", "2099-01-01", "9999-12-31", "2026-01-16T10:00", "\0"]
)
def test_no_other_day_moves_it(browser: Client, ana: User, to: str) -> None:
    plan = make.workout(ana)

    move(browser, plan, to)

    assert Workout.objects.get().planned_start_at == plan.planned_start_at


def test_what_is_done_stays_where_it_is(browser: Client, ana: User) -> None:
    done = make.done_workout(ana)

    page = move(browser, done, "2026-01-16")

    done.refresh_from_db()
    assert done.planned_start_at is None
    assert "Only a planned workout" in text(page)
