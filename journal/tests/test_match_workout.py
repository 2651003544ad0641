from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from journal.models import Change, Workout
from journal.models.workout import State
from journal.services import matching
from tests import make
from tests.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
LOG = reverse("journal:log_workout")


def url(act: str, workout: Workout) -> str:
    return reverse(f"journal:{act}", args=[workout.pk])


def typed(**changes: Any) -> dict[str, Any]:
    """An hour's run that ended at eleven today."""
    return {
        "sport": "run",
        "day": "2026-01-14",
        "clock": "10:00",
        "minutes": "60",
        "zone": "Europe/Lisbon",
        "form_key": str(uuid4()),
    } | changes


def plan_of_today(ana: User, **fields: Any) -> Workout:
    """A run of an hour, planned for seven this morning."""
    return make.workout(ana, planned_start_at=make.NOON - timedelta(hours=5), **fields)


def test_without_a_plan_it_is_a_row_of_its_own(ana: User, browser: Client) -> None:
    browser.post(LOG, typed())

    made = Workout.objects.get()
    assert (made.state, made.match, made.planned_start_at) == ("done", "", None)


def test_the_only_plan_of_that_day_and_sport_is_finished(ana: User, browser: Client) -> None:
    plan = plan_of_today(ana, title="Long run", note="Easy", planned_distance_m=12_000.0)

    response = browser.post(LOG, typed(minutes="70", note="Hot", cramped="no"), follow=True)

    plan.refresh_from_db()
    assert Workout.objects.count() == 1
    assert (plan.state, plan.match, plan.minutes, plan.planned_minutes) == ("done", "auto", 70, 60)
    assert (plan.title, plan.note, plan.planned_distance_m) == ("Long run", "Easy\n\nHot", 12_000.0)
    assert "Matched to your plan: Long run." in text(response)
    assert f'action="{url("keep_apart", plan)}"' in text(response)


@pytest.mark.parametrize(
    "other",
    [
        {"sport": "ride"},
        {"planned_start_at": make.NOON - timedelta(days=1, hours=5)},
        {"planned_start_at": make.NOON + timedelta(hours=13)},
        {"state": "skipped"},
        {"state": "cancelled"},
        {"deleted_at": make.NOON},
    ],
)
def test_another_sport_or_day_or_a_plan_let_go_is_no_match(
    ana: User, browser: Client, other: dict[str, Any]
) -> None:
    early = {"planned_start_at": make.NOON - timedelta(hours=5)}
    plan = make.workout(ana, **(early | other))
    state = plan.state

    browser.post(LOG, typed())

    plan.refresh_from_db()
    assert plan.state == state
    assert Workout.objects.count() == 2


def test_the_day_is_that_of_the_place_it_was_done_in(ana: User, browser: Client) -> None:
    # Eleven in the evening of the 13th in New York, when it is the 14th in Lisbon.
    plan = make.workout(ana, planned_start_at=make.NOON.replace(hour=4))

    browser.post(LOG, typed(day="2026-01-13", clock="20:00", zone="America/New_York"))

    plan.refresh_from_db()
    assert plan.state == "done"


def test_the_same_form_twice_is_one_doing(ana: User, browser: Client) -> None:
    plan = plan_of_today(ana)
    sent = typed()

    first, second = browser.post(LOG, sent), browser.post(LOG, sent)

    assert first["Location"] == second["Location"] == url("workout", plan)
    assert Workout.objects.count() == 1


def test_two_that_cannot_be_told_apart_are_asked_about(ana: User, browser: Client) -> None:
    early = plan_of_today(ana, title="Early run", planned_minutes=58)
    late = plan_of_today(ana, title="Late run", planned_minutes=63)

    response = browser.post(LOG, typed())
    done = Workout.objects.done().get()
    asked = text(browser.get(response["Location"]))
    browser.post(response["Location"], {"plan": str(late.pk)})

    early.refresh_from_db()
    late.refresh_from_db()
    assert response["Location"] == url("which_plan", done)
    assert "Early run" in asked
    assert "None of them" in asked
    assert (early.state, late.state, late.match, late.minutes) == ("planned", "done", "chosen", 60)
    assert Workout.objects.owned_by(ana).count() == 2


def test_none_of_them_stays_so(ana: User, browser: Client) -> None:
    plan_of_today(ana)
    done = make.done_workout(ana, days_ago=0.1)

    browser.post(url("which_plan", done), {"plan": "none"})

    done.refresh_from_db()
    assert (done.state, done.match) == ("done", "apart")
    assert Workout.objects.owned_by(ana).count() == 2


@pytest.mark.parametrize("plan", ["", "none of ours", str(uuid4())])
def test_an_answer_that_is_no_plan_changes_nothing(ana: User, browser: Client, plan: str) -> None:
    done = make.done_workout(ana)

    response = browser.post(url("which_plan", done), {"plan": plan})

    done.refresh_from_db()
    assert response["Location"] == url("which_plan", done)
    assert (done.state, done.match, done.deleted_at) == ("done", "", None)


def test_somebody_elses_plan_is_no_choice(ana: User, browser: Client) -> None:
    theirs = plan_of_today(make.user("bea"))
    done = make.done_workout(ana, days_ago=0.1)

    browser.post(url("which_plan", done), {"plan": str(theirs.pk)})

    theirs.refresh_from_db()
    assert theirs.state == "planned"


def test_kept_apart_the_plan_is_open_and_everything_done_is_there(
    ana: User, browser: Client
) -> None:
    plan = plan_of_today(ana, title="Long run", note="Easy", temperature_c=12.0)
    browser.post(LOG, typed(note="Hot", temperature="25", rpe="7", title="Chase"))
    plan.refresh_from_db()
    cramp = make.episode(ana, workout=plan)
    cup = make.intake(ana, make.drink(), workout=plan)

    response = browser.post(url("keep_apart", plan))

    done = Workout.objects.owned_by(ana).done().get()
    for row in (plan, cramp, cup):
        row.refresh_from_db()
    assert response["Location"] == url("workout", done)
    assert (plan.state, plan.match, plan.minutes, plan.rpe) == ("planned", "", None, None)
    assert (plan.title, plan.note, plan.temperature_c) == ("Long run", "Easy", 12.0)
    assert (done.match, done.minutes, done.rpe, done.title) == ("apart", 60, 7, "Chase")
    assert (done.planned_start_at, done.planned_minutes) == (None, None)
    assert "Hot" in done.note
    assert cramp.workout == cup.workout == done


def test_keeping_apart_twice_makes_one_row(ana: User) -> None:
    plan = plan_of_today(ana, state="done", started_at=make.NOON, minutes=50)
    stale = Workout.objects.get(pk=plan.pk)

    first, second = matching.keep_apart(plan, make.NOON), matching.keep_apart(stale, make.NOON)

    assert first is not None
    assert second is None
    assert Workout.objects.count() == 2


def test_a_form_sent_again_after_parting_finds_the_doing(ana: User, browser: Client) -> None:
    plan = plan_of_today(ana)
    sent = typed()
    browser.post(LOG, sent)
    browser.post(url("keep_apart", plan))

    browser.post(LOG, sent)

    assert Workout.objects.owned_by(ana).count() == 2
    assert Workout.objects.planned().get() == plan


def test_joining_and_parting_come_back_to_the_same_two_rows(ana: User) -> None:
    plan, done = plan_of_today(ana), make.done_workout(ana, days_ago=0.1, note="Mine")
    cramp = make.episode(ana, workout=done)

    assert matching.join(done, plan, make.NOON)
    cramp.refresh_from_db()
    joined = cramp.workout
    back = matching.keep_apart(plan, make.NOON)

    cramp.refresh_from_db()
    assert joined == plan
    assert back == done
    assert cramp.workout == done
    assert back is not None
    assert (back.deleted_at, back.note, back.match) == (None, "Mine", "apart")
    assert Workout.objects.count() == 2


def test_joining_twice_is_joining_once(ana: User) -> None:
    plan, done = plan_of_today(ana), make.done_workout(ana, days_ago=0.1)
    other = plan_of_today(ana)
    stale = Workout.objects.get(pk=done.pk)

    assert matching.join(done, plan, make.NOON)
    assert not matching.join(stale, other, make.NOON)
    other.refresh_from_db()
    assert other.state == State.PLANNED


def test_a_plan_that_was_taken_leaves_the_doing_as_it_is(ana: User) -> None:
    plan, done = plan_of_today(ana), make.done_workout(ana, days_ago=0.1)
    stale = Workout.objects.get(pk=plan.pk)
    make_done = {"state": "done", "started_at": make.NOON, "minutes": 5}
    Workout.objects.filter(pk=plan.pk).update(**make_done)

    assert not matching.join(done, stale, make.NOON)
    done.refresh_from_db()
    assert done.deleted_at is None


def test_a_cramp_logged_during_the_plan_outweighs_a_no(ana: User, browser: Client) -> None:
    plan = plan_of_today(ana)
    make.episode(ana, workout=plan)

    browser.post(LOG, typed(cramped="no"))

    plan.refresh_from_db()
    assert plan.cramped is True


def test_every_step_is_in_the_history(ana: User, browser: Client) -> None:
    plan = plan_of_today(ana)

    browser.post(LOG, typed())
    browser.post(url("keep_apart", plan))

    acts = list(Change.objects.order_by("at", "pk").values_list("act", flat=True))
    assert acts == ["changed", "changed", "made"]


def test_a_doing_of_a_plan_is_not_asked_which_plan(ana: User, browser: Client) -> None:
    plan = plan_of_today(ana)

    assert browser.get(url("which_plan", plan))["Location"] == url("workout", plan)


def test_after_joining_the_old_address_leads_on(ana: User, browser: Client) -> None:
    plan, done = plan_of_today(ana), make.done_workout(ana, days_ago=0.1)
    matching.join(done, plan, make.NOON)

    assert browser.get(url("which_plan", done))["Location"] == url("workout", plan)


def test_the_pages_take_no_more_queries_with_many_plans(
    ana: User, browser: Client, django_assert_max_num_queries: Any
) -> None:
    done = make.done_workout(ana, days_ago=0.1)
    for _ in range(20):
        plan_of_today(ana)

    with django_assert_max_num_queries(7):
        browser.get(url("which_plan", done))


@time_machine.travel(make.NOON, tick=False)
def test_what_is_in_its_plan_is_not_offered_as_deleted(ana: User, browser: Client) -> None:
    plan, done = plan_of_today(ana), make.done_workout(ana, days_ago=0.1)
    matching.join(done, plan, make.NOON)

    shown = text(browser.get(reverse("journal:deleted")))
    found = [
        browser.post(reverse("journal:restore_entry", args=["workout", done.pk])),
        browser.post(url("restore_workout", done)),
    ]

    assert "Nothing is deleted" in shown
    assert [each.status_code for each in found] == [404, 404]
    assert Workout.objects.owned_by(ana).get() == plan
