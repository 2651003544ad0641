"""The brief on the preparation page, on a workout's page and on Today."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Category, User
from advice.article import ROWS
from journal.models import CheckIn, Workout
from journal.queries.drinks import WATER
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

MOST_QUERIES = 10
HOT: dict[str, Any] = {"temperature_c": 30.0, "humidity_percent": 50.0}


@pytest.fixture
def ana(client: Client) -> User:
    ana = make.user()
    client.force_login(ana)
    for day in (2, 9, 16):
        make.done_workout(ana, days_ago=day, distance_m=10_000, minutes=60, cramped=False)
    return ana


def hot_fast_run(ana: User, **fields: Any) -> Workout:
    """In four hours, hot, 10 % faster than usual, on a sore calf."""
    if not CheckIn.objects.filter(athlete=ana).exists():
        make.check_in(ana, soreness={"calf": 6})
    values: dict[str, Any] = {
        "title": "Long run",
        "planned_start_at": make.NOON + timedelta(hours=4),
        "planned_minutes": 54,
        "planned_distance_m": 10_000,
        "target_muscles": ["calf"],
    }
    return make.workout(ana, **values | HOT | fields)


def page(client: Client, address: str) -> str:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(captured) <= MOST_QUERIES
    return unescape(" ".join(answer.content.decode().split()))


def prepare(client: Client, workout: Workout) -> str:
    return page(client, f"/workouts/{workout.pk}/preparation/")


def test_the_page_has_every_part_in_its_order(client: Client, ana: User) -> None:
    make.profile(ana)

    found = prepare(client, hot_fast_run(ana))

    order = [
        "Take breaks as long as your efforts",
        "350–490",
        "about 1½–2 glasses",
        "Only if your urine is dark",
        "that is a ceiling".capitalize(),
        "A glass is 200 mL here.",
        "Drinking, as the article has it",
        "Which drink",
        "Go easy on your calf today",
        "Start at 6:00 per km, not 5:24",
        "Drink to thirst; nobody has to finish an amount.",
    ]
    assert sorted(order, key=found.index) == order
    assert '#row-20">Row 20</a>: Several cups just before' in found
    assert f"The article: {ROWS[19].claim}" in found
    assert "We move it earlier and make it smaller" in found
    assert "Used to it: plan hard efforts with care." in found


def test_a_cup_of_ones_own_is_counted_in(client: Client, ana: User) -> None:
    make.profile(ana)
    make.cup(ana, make.drink(WATER), volume_ml=250)

    found = prepare(client, hot_fast_run(ana))

    assert "about 1–1½ of your cups (250 mL)" in found
    assert "A glass is" not in found


def test_without_a_weight_there_are_words_and_every_other_part(client: Client, ana: User) -> None:
    found = prepare(client, hot_fast_run(ana))

    assert "For amounts we need your weight." in found
    assert "glasses" not in found
    told = found.replace("per 100 mL", "").replace("cups are 700 to 950 mL", "")
    assert not re.search(r"\d mL", told)
    assert "Start at 6:00 per km, not 5:24" in found
    assert "Up to an hour, water is enough." in found


def test_a_limit_takes_the_drinks_away_and_says_why(client: Client, ana: User) -> None:
    make.profile(ana, fluid_limited=True)

    for address in ("/today/", f"/workouts/{hot_fast_run(ana).pk}/preparation/"):
        found = page(client, address)
        assert "Follow the limit your doctor gave you." in found
        assert "Take breaks as long as your efforts" in found
        assert 'class="plan' not in found
        assert "Which drink" not in found
        assert "glass" not in found


def test_a_heavier_morning_leaves_sips_before_the_start_to_athlete_and_coach(
    client: Client, ana: User
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **{each.value: True for each in Category})
    for days in (1, 2, 3):
        make.check_in(ana, local_on=make.TODAY - timedelta(days=days), morning_mass_kg=70.0)
    make.check_in(ana, morning_mass_kg=71.5)
    make.profile(ana, body_mass_kg=70.0)
    plan = make.workout(ana, planned_start_at=make.NOON + timedelta(hours=5), planned_minutes=90)

    found = prepare(client, plan)

    assert "You were heavier than usual this morning" in found
    assert "You have had enough for now, sips only" in found
    assert "Never above" in found
    client.force_login(kim)
    found = page(client, f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/")
    assert "heavier" not in found
    assert "No drinking advice for now." in found
    assert 'class="plan' not in found


def test_an_emergency_leads_to_its_panel(client: Client, ana: User) -> None:
    make.episode(ana, days_ago=0.1, red_flags=["heat_stroke"])
    plan = hot_fast_run(ana)

    found = prepare(client, plan)

    assert "No drinking advice now." in found
    assert 'href="/today/">Open the red panel' in found
    assert "Which drink" not in found
    assert 'id="pace"' not in found


def test_a_plan_whose_time_has_passed_asks_how_it_went(client: Client, ana: User) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(hours=20))

    found = prepare(client, plan)

    assert "Its time has passed." in found
    assert f'href="/workouts/{plan.pk}/done/"' in found
    assert 'class="plan' not in found
    assert "How to prepare" not in page(client, f"/workouts/{plan.pk}/")


def test_today_shows_two_rows_the_ceiling_and_a_line_for_each_part(
    client: Client, ana: User
) -> None:
    make.profile(ana)
    hot_fast_run(ana)

    found = page(client, "/today/")

    section = found[found.index('class="deep"') : found.index("Quick log")]
    shown, _, folded = section.partition("<details")
    assert shown.count('class="num"') == 2
    assert folded.count("<li") == 3
    assert "During: Never above" in shown
    order = ["Take breaks as long", "350–490", "During:", "Go easy on your", "Start at 6:00 per km"]
    assert sorted(order, key=shown.index) == order
    assert "svg" not in folded.partition("</summary>")[2].partition("</details>")[0]


def test_what_is_due_on_the_day_of_two_workouts_is_that_of_the_next(
    client: Client, ana: User
) -> None:
    make.profile(ana)
    first = hot_fast_run(ana, title="Track")
    second = hot_fast_run(ana, title="Pool", planned_start_at=make.NOON + timedelta(hours=9))

    assert "Track" in page(client, "/today/").partition("Quick log")[0]
    assert "16:00" in prepare(client, first)
    assert "21:00" in prepare(client, second)
    # Another workout that day: row 25 asks for more than water.
    assert "is one of two workouts on one day" in prepare(client, first)


def test_a_started_workout_keeps_its_plan(client: Client, ana: User) -> None:
    make.profile(ana)
    plan = make.workout(ana, planned_start_at=make.NOON - timedelta(minutes=30), **HOT)

    today = page(client, "/today/")

    assert "Now · since 11:30" in today
    assert "Never above" in today.partition("Quick log")[0]
    assert "Take breaks as long as your efforts" in today
    assert "While it lasts" in page(client, f"/workouts/{plan.pk}/")


def test_a_start_at_five_has_its_drink_tonight_and_one_on_waking(client: Client, ana: User) -> None:
    make.profile(ana)
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=17))

    found = page(client, "/today/")

    assert "Tonight" in found
    assert "04:00</time>" in found
    assert "On waking, slowly" in found


def test_a_start_after_midnight_begins_that_evening(client: Client, ana: User) -> None:
    make.profile(ana)
    make.workout(ana, planned_start_at=make.NOON + timedelta(hours=12.5))

    with time_machine.travel(make.NOON + timedelta(hours=8), tick=False):
        found = page(client, "/today/")

    assert "Tonight" not in found
    assert "20:30</time>" in found
    assert "22:30</time>" in found


def test_the_page_of_a_plan_says_what_is_next(client: Client, ana: User) -> None:
    make.profile(ana)
    plan = hot_fast_run(ana)

    found = page(client, f"/workouts/{plan.pk}/")

    assert "How to prepare" in found
    assert "350–490" in found
    assert "During: Never above" in found
    assert "Start at 6:00 per km, not 5:24" in found
    assert f'href="/workouts/{plan.pk}/preparation/">Open its plan' in found


def test_a_plan_with_something_logged_leads_to_its_plan(client: Client, ana: User) -> None:
    make.profile(ana)
    plan = hot_fast_run(ana)
    make.intake(ana, make.drink(WATER), workout=plan)

    found = page(client, f"/workouts/{plan.pk}/")

    assert "350–490" not in found
    assert f'href="/workouts/{plan.pk}/preparation/"' in found


@pytest.mark.parametrize(
    ("grants", "seen", "unseen"),
    [
        pytest.param(
            {},
            ["is not shared with you", "Start at 6:00", "Take breaks"],
            ["Go easy on your calf", "Which drink", "Sips"],
            id="workouts",
        ),
        pytest.param({"wellness": True}, ["Go easy on your calf"], ["Which drink"], id="wellness"),
        pytest.param(
            {"medication": True},
            ["Which drink", "Sips only", "No amounts"],
            ["Go easy on your calf", "350–490", "glasses"],
            id="medicines",
        ),
    ],
)
def test_a_coach_reads_the_parts_that_are_shared(
    client: Client, ana: User, grants: dict[str, bool], seen: list[str], unseen: list[str]
) -> None:
    make.profile(ana)
    plan = hot_fast_run(ana)
    kim = make.coach()
    make.grant(ana, kim, **grants)
    client.force_login(kim)

    found = page(client, f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/")

    assert [words for words in seen if words not in found] == []
    assert [words for words in unseen if words in found] == []
