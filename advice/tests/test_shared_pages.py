from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.access import open_diary
from accounts.models import Category, User
from advice.facts import facts_of
from advice.models import FindingSnapshot
from advice.queries import findings_for
from advice.rules import FLUID_RULES
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def ana() -> User:
    ana = make.user("ana")
    make.profile(ana, body_mass_kg=62.0)
    make.medication(ana, started_on=make.TODAY - timedelta(days=20))
    for day in (2, 5, 9):
        run = make.done_workout(ana, days_ago=day, cramped=True)
        make.episode(
            ana,
            days_ago=day,
            workout=run,
            phase="during",
            severity=6,
            note="secret words",
            stopped="yes",
        )
    return ana


def page(client: Client, who: User, address: str) -> str:
    client.force_login(who)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(captured) <= 10
    return answer.content.decode()


def test_insights_show_every_finding_and_the_places(client: Client, ana: User) -> None:
    found = page(client, ana, "/insights/")

    assert 'id="finding-consistent_cramps"' in found
    assert 'id="finding-medicine_to_ask_about"' in found
    assert "Back: left calf 3" in found
    assert "Patterns: too few to tell" in found
    assert "Nobody has a proven way to prevent" in found


def test_a_coach_sees_no_trace_of_medicines_or_weight(client: Client, ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim)
    make.workout(ana, planned_minutes=100)

    for name in ("insights", "doctor"):
        found = page(client, kim, f"/athletes/{ana.pk}/{name}/")
        assert "Salmeterol" not in found
        assert "Medicines" not in found
        assert "drink_with_sodium" not in found
        assert "long_workout_ahead" not in found
        assert "secret words" not in found
        assert "62 kg" not in found
        assert f"/athletes/{ana.pk}/" in found


def test_what_an_athlete_answered_to_advice_is_told_to_no_coach(client: Client, ana: User) -> None:
    for day in range(5):
        make.tip(ana, days_ago=day, answer="followed", answered_at=make.NOON)
    kim = make.coach()
    make.grant(ana, kim, **{each.value: True for each in Category})

    own = page(client, ana, "/insights/")
    found = page(client, kim, f"/athletes/{ana.pk}/insights/")
    found += page(client, kim, f"/athletes/{ana.pk}/doctor/") + page(client, kim, "/athletes/")

    assert 'id="finding-consistent_despite_steps"' in own
    assert 'id="finding-consistent_cramps"' in found
    assert "consistent_despite_steps" not in found
    assert "Cramps despite the steps" not in found
    assert "100 %" not in found
    assert "of your reminders" not in found


def test_a_coach_with_medicines_granted_sees_them(client: Client, ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, medication=True)

    assert "Salmeterol" in page(client, kim, f"/athletes/{ana.pk}/doctor/")


def test_a_coachs_look_keeps_no_snapshot_and_offers_no_answer(client: Client, ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim)

    found = page(client, kim, f"/athletes/{ana.pk}/doctor/")
    found += page(client, kim, f"/athletes/{ana.pk}/insights/")

    assert "answer/" not in found
    assert not FindingSnapshot.objects.exists()


def test_the_doctors_page_counts_and_keeps_its_order(client: Client, ana: User) -> None:
    found = page(client, ana, "/doctor/").partition("<article")[2]

    order = [
        "self-reported diary",
        "Warning signs",
        "3 cramps; a cramp in 3 of 3 sessions",
        "Where and how",
        "Sessions per week",
        "What helped",
        "Medicines",
        "Questions",
        "not a diagnosis",
    ]
    assert sorted(order, key=found.index) == order
    assert "since 25 Dec 2025" in found
    assert "3 times, 3 in the last 4 weeks" in found


def test_the_doctors_page_takes_an_answer_and_shows_it(client: Client, ana: User) -> None:
    assert "Where do you stand with a visit?" in page(client, ana, "/doctor/")

    client.post("/findings/consistent_cramps/answer/", {"answer": "booked", "next": "/doctor/"})

    assert "A visit is planned." in page(client, ana, "/doctor/")
    assert FindingSnapshot.objects.get(rule="consistent_cramps").answer == "booked"


def test_warning_signs_answered_yes_stand_on_the_doctors_page(client: Client, ana: User) -> None:
    make.episode(ana, days_ago=30, red_flags=["dark_urine"])

    found = page(client, ana, "/doctor/")

    assert "Warning signs answered yes:" in found
    assert "Urine dark like cola or tea" in found


def test_an_empty_doctors_page_says_so(client: Client) -> None:
    found = page(client, make.user("bea"), "/doctor/")

    assert "No page yet" in found
    assert "data-print" not in found
    assert "0 of 0" not in found
    assert "Where do you stand" not in found


def test_a_doctors_page_without_cramps_counts_sessions(client: Client) -> None:
    bea = make.user("bea")
    make.done_workout(bea, cramped=False)

    found = page(client, bea, "/doctor/")

    assert "No cramp logged in these 12 weeks." in found
    assert "Warning signs: not asked." in found
    assert "data-print" in found


def test_the_preparation_of_a_workout_far_ahead(client: Client, ana: User) -> None:
    plan = make.workout(ana, planned_start_at=make.NOON + timedelta(days=60), planned_minutes=100)

    found = page(client, ana, f"/workouts/{plan.pk}/preparation/")

    assert "310" in found
    assert "That is a ceiling, not a goal." in found
    assert "I had it" not in found


def test_a_done_workout_needs_no_preparation(client: Client, ana: User) -> None:
    run = make.done_workout(ana, days_ago=1)
    client.force_login(ana)

    answer = client.get(f"/workouts/{run.pk}/preparation/")

    assert answer.headers["Location"] == f"/workouts/{run.pk}/"


def test_a_strangers_workout_has_no_preparation(client: Client, ana: User) -> None:
    plan = make.workout(ana)
    client.force_login(make.user("bea"))

    assert client.get(f"/workouts/{plan.pk}/preparation/").status_code == 404
    assert client.get(f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/").status_code == 404
    client.logout()
    assert client.get(f"/workouts/{plan.pk}/preparation/").status_code == 302


@pytest.mark.parametrize(
    ("grants", "plan_is_shown"),
    [
        pytest.param({}, False, id="no medicines and conditions"),
        pytest.param({"medication": True, "drinks": False}, False, id="no drinks"),
        pytest.param({"medication": True}, True, id="no weight"),
        pytest.param({"medication": True, "weight": True}, True, id="weight, which is in bands"),
    ],
)
def test_a_coach_gets_the_steps_and_no_amount_that_tells_a_weight(
    client: Client, ana: User, grants: dict[str, bool], plan_is_shown: bool
) -> None:
    kim = make.coach()
    make.grant(ana, kim, **grants)
    plan = make.workout(ana, planned_minutes=100)

    found = page(client, kim, f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/")

    assert ("is not shared with you" not in found) is plan_is_shown
    assert "310–" not in found
    assert "I had it" not in found
    assert 'href="/body/"' not in found


def test_a_coach_without_workouts_finds_no_preparation(client: Client, ana: User) -> None:
    kim = make.coach()
    make.grant(ana, kim, workouts=False)
    plan = make.workout(ana)
    client.force_login(kim)

    address = f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/"
    assert client.get(address).status_code == 404


def test_a_coach_reads_the_times_of_a_plan_on_the_athletes_clock(client: Client, ana: User) -> None:
    kim = make.coach(zone="Asia/Kathmandu")
    make.grant(ana, kim, medication=True)
    plan = make.workout(ana, planned_minutes=100)

    found = page(client, kim, f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/")

    assert "Thursday 15 January, 10:00 Europe/Lisbon time" in found
    assert "tomorrow 10:00" in found
    assert "The words are addressed to Ana." in found


def test_an_emergency_silences_drinking_advice_for_a_coach_who_may_not_see_it(
    client: Client, ana: User
) -> None:
    kim = make.coach()
    make.grant(ana, kim, workouts=True, cramps=False, drinks=True, medication=True, weight=True)
    plan = make.workout(ana, planned_start_at=make.NOON + timedelta(hours=4))
    address = f"/athletes/{ana.pk}/workouts/{plan.pk}/preparation/"
    calm = page(client, kim, address)

    make.episode(ana, days_ago=0.1, red_flags=["clot_or_heart"])
    found = page(client, kim, address)

    assert 'class="plan' in calm
    assert 'class="plan' not in found
    assert "No drinking advice for now." in found
    assert "red panel" not in found
    access = open_diary(kim, ana.pk, Category.WORKOUTS, now=make.NOON, page="athletes")
    facts = facts_of([ana], make.NOON)[ana.pk]
    assert not FLUID_RULES & {each.rule for each in findings_for(access, facts)}


@pytest.mark.django_db
def test_a_coach_with_everything_granted_hears_nothing_of_conditions_and_age() -> None:
    ana, kim = make.user("ana"), make.coach()
    make.grant(ana, kim, **{category.value: True for category in Category})
    make.profile(ana, conditions=["thyroid", "pregnancy", "under_16"], birth_year=1950)
    make.episode(ana)
    known = facts_of([ana], make.NOON)[ana.pk]
    own_only = {
        "condition_to_mention",
        "pregnant_with_cramps",
        "young_with_cramps",
        "first_cramps_after_fifty",
    }

    own = findings_for(open_diary(ana, None, now=make.NOON, page="insights"), known)
    seen = findings_for(open_diary(kim, ana.pk, now=make.NOON, page="insights"), known)

    assert own_only <= {finding.rule for finding in own}
    assert not own_only & {finding.rule for finding in seen}
