from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from journal.models import Workout
from journal.services import entries
from journal.services import workouts as services
from tests import make

pytestmark = pytest.mark.django_db
POSTED = ["skip", "cancel", "reopen", "restore"]


def url(act: str, workout: Workout) -> str:
    return reverse(f"journal:{act}_workout", args=[workout.pk])


@pytest.fixture
def ana(client: Client) -> Any:
    made = make.user()
    client.force_login(made)
    return made


@pytest.mark.parametrize(("act", "state"), [("skip", "skipped"), ("cancel", "cancelled")])
def test_letting_a_plan_go_can_be_undone(client: Client, ana: Any, act: str, state: str) -> None:
    plan = make.workout(ana)

    page = client.post(url(act, plan), follow=True).content.decode()
    plan.refresh_from_db()
    let_go = plan.state
    client.post(url("reopen", plan))
    plan.refresh_from_db()

    assert let_go == state
    assert f'action="{url("reopen", plan)}"' in page
    assert plan.state == "planned"


@pytest.mark.parametrize("act", [services.skip, services.cancel])
def test_letting_go_twice_changes_once(act: Any) -> None:
    plan = make.workout(make.user())

    assert act(plan, make.NOON)
    assert not act(plan, make.NOON)


@pytest.mark.parametrize("act", ["skip", "cancel", "reopen"])
def test_what_was_done_stays_done(client: Client, ana: Any, act: str) -> None:
    done = make.done_workout(ana)

    client.post(url(act, done))

    done.refresh_from_db()
    assert done.state == "done"


@time_machine.travel(make.NOON, tick=False)
def test_a_plan_moves_to_another_day_and_keeps_everything_else(client: Client, ana: Any) -> None:
    plan = make.workout(ana, title="Long run", target_muscles=["calf"])

    page = client.get(url("move", plan))
    moved = client.post(
        url("move", plan), {"day": "2026-01-16", "clock": "18:15", "zone": "Europe/Lisbon"}
    )

    plan.refresh_from_db()
    assert page.context["form"]["clock"].value().isoformat() == "10:00:00"
    assert moved["Location"] == reverse("journal:workout", args=[plan.pk])
    assert plan.planned_start_at == datetime(2026, 1, 16, 18, 15, tzinfo=UTC)
    assert (plan.title, plan.target_muscles, plan.planned_minutes) == ("Long run", ["calf"], 60)


@time_machine.travel(make.NOON, tick=False)
def test_a_plan_does_not_move_into_the_past(client: Client, ana: Any) -> None:
    plan = make.workout(ana)

    page = client.post(url("move", plan), {"day": "2026-01-13", "clock": "18:15", "zone": "UTC"})

    assert page.status_code == 200
    assert "This time has passed." in page.content.decode()


@time_machine.travel(make.NOON, tick=False)
def test_only_a_plan_moves(client: Client, ana: Any) -> None:
    done = make.done_workout(ana)

    assert client.get(url("move", done)).status_code == 302
    assert client.post(url("move", done), {"day": "2026-01-16"}).status_code == 302


@time_machine.travel(make.NOON, tick=False)
def test_a_deleted_workout_is_brought_back_from_the_toast(client: Client, ana: Any) -> None:
    done = make.done_workout(ana)

    asked = client.get(url("delete", done)).content.decode()
    page = client.post(url("delete", done), follow=True)
    gone = client.get(reverse("journal:workout", args=[done.pk]))
    back = client.post(url("restore", done))

    assert "You can bring it back for 30 days." in asked
    assert page.redirect_chain == [(reverse("journal:journal"), 302)]
    assert f'action="{url("restore", done)}"' in page.content.decode()
    assert gone.status_code == 404
    assert back["Location"] == reverse("journal:workout", args=[done.pk])
    assert client.get(back["Location"]).status_code == 200


@time_machine.travel(make.NOON, tick=False)
def test_deleting_and_restoring_twice_is_the_same_as_once(client: Client, ana: Any) -> None:
    done = make.done_workout(ana)

    assert client.post(url("delete", done)).status_code == 302
    assert client.post(url("delete", done)).status_code == 302
    assert client.post(url("restore", done)).status_code == 302
    assert client.post(url("restore", done)).status_code == 302
    assert Workout.objects.owned_by(ana).count() == 1


@time_machine.travel(make.NOON, tick=False)
@pytest.mark.parametrize(("days", "status"), [(29, 302), (31, 404)])
def test_what_was_deleted_waits_thirty_days(
    client: Client, ana: Any, days: int, status: int
) -> None:
    done = make.done_workout(ana)
    entries.delete(done, make.NOON - timedelta(days=days))

    assert client.post(url("restore", done)).status_code == status


@time_machine.travel(make.NOON, tick=False)
def test_a_resent_form_brings_back_what_was_deleted_since() -> None:
    ana = make.user()
    done = make.done_workout(ana)
    entries.delete(done, make.NOON)

    same, made = entries.save_once(
        Workout,
        athlete=ana,
        form_key=done.form_key,
        values={"started_at": make.NOON, "zone": "UTC"},
    )

    assert not made
    assert same.pk == done.pk
    assert Workout.objects.owned_by(ana).get().minutes == 60


def test_a_no_is_noted(client: Client, ana: Any) -> None:
    done = make.done_workout(ana)

    response = client.post(reverse("journal:answer_cramp", args=[done.pk]), {"answer": "no"})

    done.refresh_from_db()
    assert done.cramped is False
    assert response["Location"] == reverse("journal:workout", args=[done.pk])


def test_a_yes_leads_to_logging_it(client: Client, ana: Any) -> None:
    done = make.done_workout(ana)

    response = client.post(reverse("journal:answer_cramp", args=[done.pk]), {"answer": "yes"})

    done.refresh_from_db()
    assert done.cramped is True
    assert response["Location"] == f"{reverse('journal:log_cramp')}?workout={done.pk}"


@pytest.mark.parametrize("answer", ["", "perhaps"])
def test_another_answer_is_none(client: Client, ana: Any, answer: str) -> None:
    done = make.done_workout(ana)

    client.post(reverse("journal:answer_cramp", args=[done.pk]), {"answer": answer})

    done.refresh_from_db()
    assert done.cramped is None


def test_a_logged_cramp_outweighs_a_no() -> None:
    ana = make.user()
    done = make.done_workout(ana, cramped=True)
    cramp = make.episode(ana, workout=done)

    assert not services.answer_cramp(done, cramped=False, now=make.NOON)
    entries.delete(cramp, make.NOON)
    assert services.answer_cramp(done, cramped=False, now=make.NOON)


def test_a_plan_has_no_cramp_answer() -> None:
    assert not services.answer_cramp(make.workout(make.user()), cramped=False, now=make.NOON)


def test_an_answer_goes_back_to_the_page_of_ours_that_asked(client: Client, ana: Any) -> None:
    done = make.done_workout(ana)
    asked = reverse("journal:answer_cramp", args=[done.pk])

    ours = client.post(asked, {"answer": "no", "next": "/today/"})
    foreign = client.post(asked, {"answer": "no", "next": "https://example.com/"})

    assert ours["Location"] == "/today/"
    assert foreign["Location"] == reverse("journal:workout", args=[done.pk])


@pytest.mark.parametrize("act", [*POSTED, "move", "delete"])
def test_somebody_elses_workout_does_not_exist(client: Client, ana: Any, act: str) -> None:
    theirs = make.workout(make.user("bea"))

    assert client.post(url(act, theirs)).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "planned"
    assert theirs.deleted_at is None


@pytest.mark.parametrize("act", [*POSTED, "move", "delete"])
def test_a_coach_writes_nothing_here(client: Client, act: str) -> None:
    ana, kim = make.user("ana"), make.coach()
    make.grant(ana, kim, level="plan", notes=True)
    plan = make.workout(ana)
    client.force_login(kim)

    assert client.post(url(act, plan)).status_code == 404


@pytest.mark.parametrize("act", [*POSTED, "move", "delete"])
def test_strangers_meet_the_login(client: Client, act: str) -> None:
    plan = make.workout(make.user())

    assert reverse("account_login") in client.post(url(act, plan))["Location"]


@pytest.mark.parametrize("act", POSTED)
def test_opening_the_address_of_an_act_does_nothing(client: Client, ana: Any, act: str) -> None:
    assert client.get(url(act, make.workout(ana))).status_code == 405


def test_the_answer_is_posted_by_its_owner(client: Client, ana: Any) -> None:
    theirs = make.done_workout(make.user("bea"))
    asked = reverse("journal:answer_cramp", args=[theirs.pk])

    assert client.post(asked, {"answer": "no"}).status_code == 404
    assert client.get(asked).status_code == 405


def test_another_broken_rule_is_not_taken_for_a_double_click() -> None:
    with pytest.raises(IntegrityError):
        entries.save_once(
            Workout, athlete=make.user(), form_key=uuid4(), values={"zone": "UTC", "sport": "run"}
        )
