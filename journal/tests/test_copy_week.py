from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Workout
from tests import make
from tests.pages import at, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
URL = reverse("journal:copy_week", args=[2026, 3])


def typed(to: str = "2026-01-19", **changes: Any) -> dict[str, Any]:
    return {"to": to, "form_key": str(uuid4())} | changes


def copies() -> list[Workout]:
    return list(Workout.objects.filter(deleted_at=None).exclude(series=None).order_by("starts_at"))


def test_planned_and_done_ones_are_plans_of_the_next_week(browser: Client, ana: User) -> None:
    done = make.done_workout(
        ana,
        title="Tempo run",
        minutes=47,
        distance_m=9_100,
        rpe=7,
        temperature_c=31.0,
        mass_before_kg=70.0,
        mass_after_kg=69.0,
        drank_ml=500,
        soreness_before=3,
        cramped=True,
        is_race=True,
        note="Hot",
    )
    make.workout(ana, title="Long run", note="Easy")

    page = browser.post(URL, typed(), follow=True)

    first, second = copies()
    assert first.starts_at == done.starts_at + timedelta(days=7)
    assert (first.planned_minutes, first.planned_effort, first.planned_distance_m) == (47, 7, 9_100)
    assert (first.state, first.title, first.is_race, first.note) == (
        "planned",
        "Tempo run",
        False,
        "",
    )
    for name in ("minutes", "rpe", "temperature_c", "mass_before_kg", "drank_ml", "cramped"):
        assert getattr(first, name) is None
    assert first.soreness_before is None
    assert (second.title, second.note, second.planned_minutes) == ("Long run", "Easy", 60)
    assert "2 workouts planned." in text(page)
    assert page.redirect_chain[0][0] == reverse("journal:week", args=[2026, 4])


def test_planned_numbers_outweigh_the_done_ones(browser: Client, ana: User) -> None:
    make.done_workout(
        ana,
        planned_start_at=datetime(2026, 1, 13, 10, tzinfo=UTC),
        started_at=datetime(2026, 1, 13, 10, 7, 23, tzinfo=UTC),
        planned_minutes=60,
        minutes=47,
    )

    browser.post(URL, typed())

    (made,) = copies()
    assert made.planned_start_at == datetime(2026, 1, 20, 10, tzinfo=UTC)
    assert made.planned_minutes == 60


def test_a_week_is_copied_once_and_says_what_is_left_out(browser: Client, ana: User) -> None:
    make.done_workout(ana)
    make.workout(ana, state="skipped")
    make.workout(ana, state="cancelled")

    browser.post(URL, typed())
    make.workout(ana, title="New one")
    page = text(browser.post(URL, typed(), follow=True))

    assert len(copies()) == 2
    assert "1 workout planned. Left out: 1 there already, 1 not done, 1 cancelled." in page


def test_a_double_submit_says_the_same_twice(browser: Client, ana: User) -> None:
    make.done_workout(ana)
    answers = typed()

    pages = [text(browser.post(URL, answers, follow=True)) for _ in range(2)]

    assert len(copies()) == 1
    assert all("1 workout planned." in page and "Left out" not in page for page in pages)


def test_what_was_undone_can_be_copied_again(browser: Client, ana: User) -> None:
    make.done_workout(ana)
    for _ in range(2):
        page = text(browser.post(URL, typed(), follow=True))
        undo = page.partition('<form method="post" action="')[2].partition('"')[0]
        browser.post(undo, follow=True)
        assert copies() == []

    browser.post(URL, typed())

    assert len(copies()) == 1


def test_what_has_passed_in_this_week_is_left_out(browser: Client, ana: User) -> None:
    make.done_workout(ana, days_ago=8)
    make.done_workout(ana, days_ago=4)

    page = browser.post(reverse("journal:copy_week", args=[2026, 2]), typed("2026-01-14"))
    shown = text(browser.get(page["Location"]))

    assert [one.planned_start_at for one in copies()] == [datetime(2026, 1, 17, 12, tzinfo=UTC)]
    assert "Left out: 1 in the past." in shown


def test_the_page_shows_what_would_be_copied_and_writes_nothing(browser: Client, ana: User) -> None:
    make.done_workout(ana, title="Tempo run")
    make.workout(ana, title="Given up", state="skipped")

    page = browser.get(URL, {"to": "2026-02-05"})

    found = page.context["found"]
    assert page.context["target"].number == 6
    assert page.context["form"].initial["to"].isoformat() == "2026-02-02"
    assert [copy.workout.title for copy in found.copies] == ["Tempo run"]
    assert [(left.workout.title, left.why) for left in found.left_out] == [("Given up", "not done")]
    assert "Tuesday 3 February, 12:00" in text(page)
    assert copies() == []


@pytest.mark.parametrize("asked", ["soon", "2026-01-14", "2020-01-01", "9999-12-31", "0001-01-01"])
def test_an_address_that_makes_no_sense_offers_the_next_week(browser: Client, asked: str) -> None:
    assert browser.get(URL, {"to": asked}).context["target"].number == 4


@pytest.mark.parametrize(
    ("to", "says"),
    [
        ("", "Pick a day."),
        ("2026-01-16", "This is the week itself."),
        ("2026-01-11", "This week is over."),
        ("2029-01-01", "A plan reaches two years ahead."),
        ("soon", "Write the day as year-month-day"),
    ],
)
def test_mistakes_copy_nothing(browser: Client, ana: User, to: str, says: str) -> None:
    make.done_workout(ana)

    response = browser.post(URL, typed(to))

    assert says in str(response.context["form"].errors["to"])
    assert copies() == []


def test_the_clock_stays_over_summer_time_and_in_its_own_zone(ana: User) -> None:
    make.workout(
        ana, zone="Asia/Kathmandu", planned_start_at=datetime(2026, 3, 24, 0, 15, tzinfo=UTC)
    )
    make.workout(ana, planned_start_at=datetime(2026, 3, 25, 7, tzinfo=UTC))

    at(ana).post(reverse("journal:copy_week", args=[2026, 13]), typed("2026-03-30"))

    assert [one.planned_start_at for one in copies()] == [
        datetime(2026, 3, 31, 0, 15, tzinfo=UTC),
        datetime(2026, 4, 1, 6, tzinfo=UTC),
    ]


def test_nobody_elses_week_is_copied(ana: User) -> None:
    make.done_workout(ana)

    at(make.user("bea")).post(URL, typed())

    assert copies() == []


def test_a_repeat_that_stands_there_already_is_not_doubled(browser: Client, ana: User) -> None:
    done = make.done_workout(ana)
    there = make.workout(ana, planned_start_at=done.starts_at + timedelta(days=7), sport=done.sport)

    page = browser.post(URL, typed(), follow=True)

    assert copies() == []
    assert list(Workout.objects.exclude(pk=done.pk)) == [there]
    assert "there already" in text(page)
